"""Turtle to Ontology: small files written here, then the packaged domain."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kgbuild import ontology, turtle
from kgbuild.errors import OntologyError
from kgbuild.ontology import Ontology
from kgbuild.vocab import RDFS, SKOS

PREFIXES = """@prefix kgb: <https://w3id.org/kgbuild/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <http://example.org/x#> .
@prefix e: <http://example.org/e/> .
"""
X = "http://example.org/x#"
ANIMALS = """
x:Animal a owl:Class ; rdfs:label "animal"@en, "Tier"@de ; kgb:headNoun "animal" .
x:Cat a owl:Class ; rdfs:subClassOf x:Animal ; rdfs:label "cat" ; kgb:headNoun "cat", "house cat" .
x:Big a rdfs:Class ; rdfs:label "big" .
x:Lion a owl:Class ; rdfs:subClassOf x:Cat, x:Big ; kgb:headNoun "lion", "king of beasts" .
x:Thing a owl:Class ; rdfs:label "thing" ; kgb:headNoun "animal", "toy" .
x:ate a owl:ObjectProperty ; rdfs:label "ate" ; rdfs:domain x:Animal ;
    rdfs:range [ a owl:Class ; owl:unionOf ( x:Animal x:Thing ) ] .
x:eatenBy owl:inverseOf x:ate ; a owl:ObjectProperty .
x:devouredBy rdfs:subPropertyOf x:eatenBy ; a owl:ObjectProperty ; rdfs:domain x:Thing .
x:met a owl:ObjectProperty, owl:SymmetricProperty .
e:leo a x:Lion ; rdfs:label "Leo" ; skos:altLabel "LEO", "Old Leo" ; skos:exactMatch <http://w/1> .
e:leo-ii a x:Cat ; rdfs:label "Leo" ; kgb:demonym "Leonine" ; kgb:seat "Den" .
e:stone a x:Unheard ; rdfs:label "stone" .
"""


def load(tmp_path: Path, text: str = ANIMALS) -> Ontology:
    path = tmp_path / "a.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return ontology.load([path])


def test_classes_have_labels_in_english_and_parents(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.classes[X + "Animal"].label == "animal"
    assert found.classes[X + "Lion"].parents == (X + "Cat", X + "Big")


def test_is_a_follows_every_parent_upwards_only(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.is_a(X + "Lion", X + "Animal")
    assert found.is_a(X + "Lion", X + "Big")
    assert found.is_a(X + "Lion", X + "Lion")
    assert not found.is_a(X + "Animal", X + "Lion")
    assert not found.is_a(X + "Unheard", X + "Animal")


def test_a_circle_of_classes_ends(tmp_path: Path) -> None:
    circle = "x:A a owl:Class ; rdfs:subClassOf x:B . x:B a owl:Class ; rdfs:subClassOf x:A ."
    assert load(tmp_path, circle).is_a(X + "A", X + "B")


def test_fits_takes_any_type_for_any_class(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.fits([X + "Thing", X + "Lion"], [X + "Cat", X + "Big"])
    assert not found.fits([X + "Thing"], [X + "Cat"])
    assert found.fits([], [])
    assert not found.fits([], [X + "Cat"])


def test_relations_have_alternatives_for_ends(tmp_path: Path) -> None:
    found = load(tmp_path)
    ate = found.relation("ate")
    assert ate.domain == (X + "Animal",)
    assert ate.range == (X + "Animal", X + "Thing")
    assert not ate.symmetric
    assert found.relation("met").symmetric
    assert found.relation("met").domain == ()


def test_an_inverse_takes_its_ends_from_the_relation_it_reads(tmp_path: Path) -> None:
    found = load(tmp_path)
    eaten = found.relation("eatenBy")
    assert (eaten.domain, eaten.range) == (found.relation("ate").range, (X + "Animal",))
    assert found.canonical(eaten.iri) == (found.relation("ate"), True)


def test_a_narrower_reading_leads_to_the_relation_that_is_written(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert found.relation("devouredBy").domain == (X + "Thing",)
    assert found.canonical(X + "devouredBy") == (found.relation("ate"), True)
    assert found.canonical(X + "ate") == (found.relation("ate"), False)


def test_relations_that_are_read_as_each_other_are_refused(tmp_path: Path) -> None:
    circle = """
        x:a a owl:ObjectProperty ; owl:inverseOf x:b .
        x:b a owl:ObjectProperty ; owl:inverseOf x:a ."""
    with pytest.raises(OntologyError, match="circle"):
        load(tmp_path, circle)


def test_a_relation_read_as_one_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="x#gone"):
        load(tmp_path, "x:a a owl:ObjectProperty ; owl:inverseOf x:gone .")


def test_an_unknown_relation_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match="no relation 'drank'; declare it"):
        load(tmp_path).relation("drank")


def test_entities_are_what_has_a_declared_class(tmp_path: Path) -> None:
    leo, second = load(tmp_path).entities
    assert (leo.label, leo.types, leo.aliases) == ("Leo", (X + "Lion",), ("LEO", "Old Leo"))
    assert leo.matches == ("http://w/1",)
    assert leo.known
    assert second.iri == "http://example.org/e/leo-ii"


def test_a_name_that_two_share_is_kept_for_both(tmp_path: Path) -> None:
    names = load(tmp_path).named("leo")
    assert [(name.text, name.kind, name.entity.iri[-2:]) for name in names] == [
        ("Leo", "label", "eo"),
        ("LEO", "alias", "eo"),
        ("Leo", "label", "ii"),
    ]


def test_names_by_metonymy_keep_their_kind(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert [name.kind for name in found.named("Leonine")] == ["adjective"]
    assert [name.kind for name in found.named("DEN")] == ["seat"]
    assert found.named("nobody") == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Non‑Proliferation  Treaty", "non-proliferation treaty"),
        ("People’s\nRepublic", "people's republic"),
        ("U.S.–Soviet", "u.s.-soviet"),
        ("STRASSE", "strasse"),
    ],
)
def test_names_are_compared_without_case_and_typography(text: str, key: str) -> None:
    assert ontology.key(text) == key


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("hungry lions", {"Lion"}),
        ("king of beasts", {"Lion"}),
        ("the house cat of a king", {"Cat"}),
        ("a toy for cats", {"Thing"}),
        ("animal", {"Animal", "Thing"}),
        ("cat 9", {"Cat"}),
        ("cat IV", {"Cat"}),
        ("catalogue", set()),
        ("", set()),
    ],
)
def test_a_phrase_is_classified_by_its_head_noun(
    tmp_path: Path, phrase: str, kinds: set[str]
) -> None:
    found = load(tmp_path)
    assert {found.local(kind) for kind in found.classify(phrase)} == kinds


def test_malformed_turtle_is_told_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"a\.ttl:8: malformed Turtle: "):
        load(tmp_path, 'x:A a owl:Class ;\n   rdfs:label "open .\n')


def test_an_undeclared_prefix_is_told_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"a\.ttl:7: malformed Turtle: .*y:"):
        load(tmp_path, "y:A a owl:Class .")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"gone\.ttl: no such file"):
        ontology.load([tmp_path / "gone.ttl"])


def test_a_folder_without_turtle_is_told(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"no \.ttl file"):
        ontology.load([tmp_path])


def test_several_files_make_one_ontology(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + "x:A a owl:Class .", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(PREFIXES + 'e:one a x:A ; rdfs:label "One" .', encoding="utf-8")
    assert [entity.label for entity in ontology.load([tmp_path]).entities] == ["One"]


# The packaged domain ---------------------------------------------------------------------

RELATIONS = """
    signed ratified joined withdrewFrom suspended violated compliedWith extended negotiated
    proposed issued adopted partyTo restricts supported opposed criticized accused urged
    threatened undermined metWith negotiatedWith cooperatedWith sanctioned attacked
    suppliedArmsTo inspected developed tested deployed possesses eliminated memberOf officialOf
    expiresOn enteredIntoForceOn
""".split()


@pytest.fixture(scope="module")
def packaged() -> Ontology:
    return ontology.load()


def test_the_domain_has_the_relations_of_the_guidelines(packaged: Ontology) -> None:
    written = {packaged.canonical(iri)[0].iri for iri in packaged.relations}
    assert {packaged.local(iri) for iri in written} == set(RELATIONS)


def test_the_symmetric_ones_are_three(packaged: Ontology) -> None:
    symmetric = {packaged.local(r.iri) for r in packaged.relations.values() if r.symmetric}
    assert symmetric == {"metWith", "negotiatedWith", "cooperatedWith"}


@pytest.mark.parametrize("name", RELATIONS)
def test_each_relation_is_said_and_shown(packaged: Ontology, name: str) -> None:
    iri = packaged.relation(name).iri
    shown = [example for example in packaged.examples if example.relation == iri]
    marked = [example for example in shown if example.subject is not None]
    assert any(frame.relation == iri for frame in packaged.frames)
    assert len(marked) >= 2
    assert len(marked) < len(shown), "no false friend"


@pytest.mark.parametrize(
    ("kind", "ancestor"),
    [
        ("State", "Agent"),
        ("State", "Place"),
        ("Treaty", "Agreement"),
        ("Treaty", "Document"),
        ("NuclearWeapon", "Weapon"),
        ("MissileDefenseSystem", "Weapon"),
        ("Test", "Activity"),
        ("Alliance", "Organization"),
    ],
)
def test_the_classes_of_the_guidelines(packaged: Ontology, kind: str, ancestor: str) -> None:
    space = "https://w3id.org/kgbuild/arms-control#"
    assert packaged.is_a(space + kind, space + ancestor)


@pytest.mark.parametrize(
    ("phrase", "kinds"),
    [
        ("new cruise missiles", {"CruiseMissile"}),
        ("weapons of mass destruction", {"WeaponOfMassDestruction"}),
        ("a treaty on missile defense", {"Treaty"}),
        ("memorandum of understanding on trade", {"Agreement"}),
        ("resolution 1441", {"Resolution"}),
        ("the joint communique", {"Statement"}),
        ("missile launches", {"Test"}),
        ("strategic stability", {"Concept"}),
        ("economic sanctions", {"Sanctions"}),
        ("sentence", set()),
    ],
)
def test_head_nouns_classify(packaged: Ontology, phrase: str, kinds: set[str]) -> None:
    assert {packaged.local(kind) for kind in packaged.classify(phrase)} == kinds


def test_dates_are_the_range_of_what_is_dated(packaged: Ontology) -> None:
    assert packaged.relation("expiresOn").range == ("http://www.w3.org/2001/XMLSchema#date",)


def test_types_of_relations_are_declared(packaged: Ontology) -> None:
    ends = {end for r in packaged.relations.values() for end in r.domain + r.range}
    assert {end for end in ends if end not in packaged.classes} == {
        "http://www.w3.org/2001/XMLSchema#date"
    }


def test_every_class_and_relation_is_labelled_and_defined(packaged: Ontology) -> None:
    statements = turtle.read([ontology.home()])
    named = [iri for iri in (*packaged.classes, *packaged.relations) if "#" in iri]
    missing = [
        (iri, term)
        for iri in named
        for term in (RDFS.label, SKOS.definition)
        if not statements.value(iri, str(term))
    ]
    assert not missing


def test_event_codes_are_described(packaged: Ontology) -> None:
    statements = turtle.read([ontology.home()])
    codes = {
        code for iri in packaged.relations for code in statements.values(iri, str(SKOS.closeMatch))
    }
    assert codes
    assert all(statements.value(code, str(SKOS.notation)) for code in codes)


def test_frame_ids_are_unique_without_numbers(packaged: Ontology) -> None:
    ids = [frame.id for frame in packaged.frames]
    assert len(ids) == len(set(ids))
    assert not [name for name in ids if name.endswith(")")]


def test_the_domain_loads_quickly() -> None:
    def seconds() -> float:
        start = time.process_time()
        ontology.load()
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.4
