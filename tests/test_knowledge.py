"""The entities of the arms-control ontology: who and what there is, and by what names."""

from __future__ import annotations

import csv
import functools
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
SHARED = Path(os.environ.get("KGBUILD_SHARED", ROOT.parent / "shared"))
COUNTRIES = SHARED / "external" / "country-codes.csv"

AC = Namespace("https://w3id.org/kgbuild/arms-control#")
KGB = Namespace("https://w3id.org/kgbuild/core#")
KGE = Namespace("https://w3id.org/kgbuild/entity/")
WD = Namespace("http://www.wikidata.org/entity/")

FILES = [
    ONTOLOGY / f"arms-control.{name}.ttl"
    for name in (
        "agreements",
        "concepts",
        "facilities",
        "organizations",
        "people",
        "places",
        "states",
        "weapons",
    )
]
NAMES = (RDFS.label, SKOS.altLabel, KGB.demonym, KGB.people, KGB.capital, KGB.seat)
TERMS = {RDF.type, *NAMES, SKOS.definition, SKOS.exactMatch, KGB.succeeds, KGB.leads}

# Confirmed by published files, beside those of the country table; none is from memory.
CONFIRMED = {
    "barack-obama": "Q76",
    "dmitry-medvedev": "Q23530",
    "donald-trump": "Q22686",
    "european-union": "Q458",
    "nato": "Q7184",
    "soviet-union": "Q15180",
    "tpnw": "Q28130514",
    "un-security-council": "Q37470",
    "united-nations": "Q1065",
    "vladimir-putin": "Q7747",
    "xi-jinping": "Q15031",
}

# Names that several bear, and that stay so: the text has to tell which one it means.
AMBIGUOUS = {
    "algiers agreement": {"algiers-agreement-1975", "algiers-agreement-2000"},
    "arusha accords": {"arusha-accords-1993", "arusha-agreement-2000"},
    "brussels": {"belgium", "european-union"},
    "congo": {"democratic-republic-of-the-congo", "republic-of-the-congo"},
    "congolese": {"democratic-republic-of-the-congo", "republic-of-the-congo"},
    "doha accord": {"doha-agreement-2008", "doha-agreement-2020"},
    "doha agreement": {"doha-agreement-2008", "doha-agreement-2020"},
    "dominican": {"dominica", "dominican-republic"},
    "dominicans": {"dominica", "dominican-republic"},
    "echr": {"european-convention-on-human-rights", "european-court-of-human-rights"},
    "frg": {"germany", "west-germany"},
    "geneva accords": {"geneva-accords-1954", "geneva-accords-1988"},
    "george bush": {"george-h-w-bush", "george-w-bush"},
    "georgia": {"georgia", "georgia-us-state"},
    "global zero": {"global-zero", "world-without-nuclear-weapons"},
    "hague convention": {
        "hague-convention-of-1899",
        "hague-convention-of-1907",
        "hague-convention-of-1954",
    },
    "hague conventions": {"hague-convention-of-1899", "hague-convention-of-1907"},
    "jericho": {"jericho", "jericho-city"},
    "jerusalem": {"israel", "jerusalem"},
    "korea": {"north-korea", "south-korea"},
    "korean": {"north-korea", "south-korea"},
    "koreans": {"north-korea", "south-korea"},
    "moscow treaty": {"sort", "treaty-of-moscow-1970"},
    "mutual defense treaty": {
        "sino-american-mutual-defense-treaty",
        "us-philippines-mutual-defense-treaty",
        "us-south-korea-mutual-defense-treaty",
    },
    "nuclear test ban treaty": {"ctbt", "partial-test-ban-treaty"},
    "peace of paris": {"treaty-of-paris-1763", "treaty-of-paris-1783"},
    "poseidon": {"poseidon", "poseidon-missile"},
    "republic of china": {"republic-of-china-1912-1949", "taiwan"},
    "roc": {"republic-of-china-1912-1949", "taiwan"},
    "saigon": {"ho-chi-minh-city", "south-vietnam"},
    "salt": {"salt-i", "salt-ii", "salt-talks"},
    "shaheen": {"jeanne-shaheen", "shaheen"},
    "start": {"start-i", "start-talks"},
    "test ban treaty": {"ctbt", "partial-test-ban-treaty"},
    "treaty of berlin": {"treaty-of-berlin-1878", "treaty-of-berlin-1926"},
    "treaty of bucharest": {"treaty-of-bucharest-1913", "treaty-of-bucharest-1918"},
    "treaty of london": {
        "treaty-of-london-1839",
        "treaty-of-london-1913",
        "treaty-of-london-1915",
    },
    "treaty of moscow": {"sort", "treaty-of-moscow-1970"},
    "treaty of paris": {
        "treaty-of-paris-1763",
        "treaty-of-paris-1783",
        "treaty-of-paris-1856",
        "treaty-of-paris-1898",
        "treaty-of-paris-1951",
    },
    "treaty of rapallo": {"treaty-of-rapallo-1920", "treaty-of-rapallo-1922"},
    "vienna convention": {
        "vienna-convention-for-the-protection-of-the-ozone-layer",
        "vienna-convention-on-consular-relations",
        "vienna-convention-on-diplomatic-relations",
        "vienna-convention-on-the-law-of-treaties",
    },
    "washington treaty": {"north-atlantic-treaty", "washington-naval-treaty"},
}

needs_countries = pytest.mark.skipif(
    not COUNTRIES.exists(), reason=f"needs {COUNTRIES.name} in external/ under KGBUILD_SHARED"
)


@pytest.fixture(scope="module")
def files() -> dict[str, Graph]:
    return {path.stem: Graph().parse(path) for path in FILES}


@pytest.fixture(scope="module")
def entities(files: dict[str, Graph]) -> Graph:
    return functools.reduce(Graph.__iadd__, files.values(), Graph())


@pytest.fixture(scope="module")
def classes() -> Graph:
    return Graph().parse(ONTOLOGY / "arms-control.ttl")


@pytest.fixture(scope="module")
def countries() -> list[dict[str, str]]:
    with COUNTRIES.open(encoding="utf-8-sig", newline="") as rows:
        return list(csv.DictReader(rows))


def slug(entity: Node) -> str:
    return str(entity).removeprefix(KGE)


def members(entities: Graph, classes: Graph, name: str) -> set[Node]:
    below = set(classes.transitive_subjects(RDFS.subClassOf, AC[name]))
    return {entity for entity, _, kind in entities.triples((None, RDF.type, None)) if kind in below}


def published_names(row: dict[str, str]) -> set[str]:
    formal = row["UNTERM English Formal"].rstrip(" *").removeprefix("the ")
    return {row["CLDR display name"].replace("’", "'"), formal} - {""}


def names(entities: Graph, entity: Node) -> Iterator[str]:
    for term in NAMES:
        yield from map(str, entities.objects(entity, term))


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("State", 220),
        ("Agreement", 110),
        ("Organization", 110),
        ("Person", 180),
        ("Weapon", 150),
        ("Facility", 100),
        ("Place", 300),
        ("Concept", 100),
    ],
)
def test_there_are_enough(entities: Graph, classes: Graph, name: str, floor: int) -> None:
    assert len(members(entities, classes, name)) >= floor


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_sorted_and_defines_each_entity_once(path: Path, files: dict[str, Graph]) -> None:
    subjects = re.findall(r"^kge:(\S+) a ", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert subjects == sorted(set(subjects))
    assert {slug(entity) for entity in files[path.stem].subjects()} == set(subjects)


def test_no_entity_stands_in_two_files(files: dict[str, Graph]) -> None:
    homes = Counter(entity for graph in files.values() for entity in set(graph.subjects()))
    assert [entity for entity, count in homes.items() if count > 1] == []


def test_iris_are_readable_slugs(entities: Graph) -> None:
    slugs = {slug(entity) for entity in entities.subjects()}
    assert [name for name in slugs if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_only_the_agreed_terms_are_used(entities: Graph) -> None:
    assert set(entities.predicates()) <= TERMS


def test_types_are_classes_of_the_ontology(entities: Graph, classes: Graph) -> None:
    kinds = set(entities.objects(None, RDF.type))
    assert {kind for kind in kinds if (kind, None, None) not in classes} == set()


def test_every_entity_has_a_type_and_one_label(entities: Graph) -> None:
    for entity in set(entities.subjects()):
        assert entities.value(entity, RDF.type) is not None
        assert len(list(entities.objects(entity, RDFS.label))) == 1


def test_names_are_clean(entities: Graph) -> None:
    literals = [text for term in (*NAMES, SKOS.definition) for text in entities.objects(None, term)]
    assert all(isinstance(text, Literal) and text.language is None for text in literals)
    texts = [str(text) for text in literals]
    assert [text for text in texts if len(text) < 2 or text != " ".join(text.split())] == []


def test_a_label_is_not_repeated_as_another_name(entities: Graph) -> None:
    for entity, label in entities.subject_objects(RDFS.label):
        others = Counter(names(entities, entity))
        assert others[str(label)] == 1, (entity, label)


def test_no_two_entities_of_a_class_share_a_label(entities: Graph) -> None:
    bearers: dict[tuple[Node, str], set[str]] = defaultdict(set)
    for entity, label in entities.subject_objects(RDFS.label):
        for kind in entities.objects(entity, RDF.type):
            bearers[kind, label.casefold()].add(slug(entity))
    assert {key: shared for key, shared in bearers.items() if len(shared) > 1} == {}


def test_ambiguous_names_are_those_meant_to_be(entities: Graph) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entity in set(entities.subjects()):
        for name in names(entities, entity):
            bearers[name.casefold()].add(slug(entity))
    assert {name: shared for name, shared in bearers.items() if len(shared) > 1} == AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("U.S.", "united-states"),
        ("White House", "united-states"),
        ("Washington", "united-states"),
        ("Kremlin", "russia"),
        ("Moscow", "russia"),
        ("Britain", "united-kingdom"),
        ("Dutch", "netherlands"),
        ("USSR", "soviet-union"),
        ("Burma", "myanmar"),
        ("Nigerien", "niger"),
        ("Nigerian", "nigeria"),
        ("Bissau-Guinean", "guinea-bissau"),
        ("Pentagon", "us-department-of-defense"),
        ("Iran nuclear deal", "jcpoa"),
        ("INF", "inf-treaty"),
        ("Treaty on the Non-Proliferation of Nuclear Weapons", "npt"),
        ("Ottawa Convention", "mine-ban-treaty"),
        ("Ottawa", "canada"),
        ("IAEA", "iaea"),
        ("North Atlantic Treaty Organization", "nato"),
        ("Gorbachev", "mikhail-gorbachev"),
        ("Muammar Qaddafi", "muammar-gaddafi"),
        ("ICBMs", "icbm"),
        ("Fordo", "fordow"),
        ("Gaza", "gaza-strip"),
    ],
)
def test_a_name_leads_to_its_entity(entities: Graph, name: str, entity: str) -> None:
    assert {slug(e) for e in entities.subjects(None, Literal(name))} == {entity}


def test_the_soviet_union_and_russia_are_two(entities: Graph) -> None:
    russia, union = KGE["russia"], KGE["soviet-union"]
    assert (russia, KGB.succeeds, union) in entities
    assert not set(names(entities, russia)) & set(names(entities, union))
    assert set(entities.objects(russia, SKOS.exactMatch)).isdisjoint(
        entities.objects(union, SKOS.exactMatch)
    )


def test_succession_leads_to_states_and_never_back(entities: Graph) -> None:
    for state, before in entities.subject_objects(KGB.succeeds):
        assert (before, RDF.type, AC.State) in entities
        assert state not in set(entities.transitive_objects(before, KGB.succeeds))


@pytest.mark.parametrize("name", ["Agreement", "Person"])
def test_everyone_and_every_agreement_is_told_apart(
    entities: Graph, classes: Graph, name: str
) -> None:
    groups = members(entities, classes, "Group")
    for entity in members(entities, classes, name) - groups:
        assert entities.value(entity, SKOS.definition), entity


def test_no_two_entities_claim_one_match(entities: Graph) -> None:
    matches = Counter(entities.objects(None, SKOS.exactMatch))
    assert [match for match, count in matches.items() if count > 1] == []


def test_named_matches_are_the_confirmed_ones(entities: Graph) -> None:
    for entity, identifier in CONFIRMED.items():
        assert list(entities.objects(KGE[entity], SKOS.exactMatch)) == [WD[identifier]]


@needs_countries
def test_every_other_match_is_in_the_country_table(
    entities: Graph, countries: list[dict[str, str]]
) -> None:
    published = {row["wikidata_id"].rpartition("/")[2]: row for row in countries}
    for entity, match in entities.subject_objects(SKOS.exactMatch):
        if slug(entity) in CONFIRMED:
            continue
        row = published[str(match).removeprefix(WD)]
        assert published_names(row) & set(names(entities, entity)), entity


@needs_countries
def test_every_member_and_observer_of_the_united_nations_is_there(
    entities: Graph, countries: list[dict[str, str]]
) -> None:
    # UNTERM marks those outside with two asterisks; the table lacks it for two members.
    unterm = [row for row in countries if row["UNTERM English Short"].rstrip(" *")]
    inside = [row for row in unterm if not row["UNTERM English Short"].endswith("**")]
    inside += [row for row in countries if row["ISO3166-1-Alpha-2"] in ("CI", "TR")]
    assert len(inside) == 193 + 2
    states = set(entities.subjects(RDF.type, AC.State))
    known = {name for state in states for name in names(entities, state)}
    assert [row["CLDR display name"] for row in inside if not published_names(row) & known] == []


@needs_countries
def test_the_states_file_is_what_the_script_writes() -> None:
    script = ROOT / "scripts" / "states.py"
    written = subprocess.run(
        [sys.executable, script, COUNTRIES],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    ).stdout
    assert written == (ONTOLOGY / "arms-control.states.ttl").read_bytes()


def test_matches_are_identifiers_of_wikidata(entities: Graph) -> None:
    for match in entities.objects(None, SKOS.exactMatch):
        assert isinstance(match, URIRef)
        assert re.fullmatch(re.escape(WD) + r"Q[1-9]\d*", match)
