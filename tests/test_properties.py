"""Tier 4: what holds for all claims, not only for those that someone thought of."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from kgbuild import graph as graphs
from kgbuild.iris import entity_iri
from kgbuild.model import Claim, Date, Document, Entity, Span, Status
from kgbuild.vocab import AC, KGB, NIF, PROV, RDF

Draw = Callable[[st.SearchStrategy[object]], object]
Build = tuple[tuple[Document, ...], tuple[Claim, ...]]

NAMES = st.text(min_size=1, max_size=12)
IRIS = NAMES.map(entity_iri)
DATES = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(lambda day: day.isoformat()[:4]),
    NAMES,
).map(Date)
RELATIONS = st.sampled_from(["signed", "withdrewFrom", "metWith", "expiresOn"]).map(
    lambda name: str(AC) + name
)


@st.composite
def entities(draw: Draw) -> Entity:
    label = draw(NAMES)
    types = draw(st.lists(st.sampled_from([str(AC.State), str(AC.Treaty)]), max_size=2))
    return Entity(entity_iri(label), label, tuple(types), tuple(draw(st.lists(NAMES, max_size=2))))


@st.composite
def spans(draw: Draw, within: Span) -> Span:
    start = draw(st.integers(within.start, within.end - 1))
    return Span(start, draw(st.integers(start + 1, within.end)))


@st.composite
def builds(draw: Draw) -> Build:
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    details = st.none() | NAMES
    documents = tuple(
        Document(
            name,
            draw(st.text(min_size=1, max_size=60)),
            draw(details),
            draw(details),
            draw(details),
            draw(st.none() | DATES.map(lambda date: date.value)),
            draw(details | st.just("https://example.org/a#b")),
            draw(details),
        )
        for name in names
    )
    claims = draw(st.lists(st.sampled_from(documents).flatmap(claims_of), max_size=6))
    return documents, tuple(claims)


@st.composite
def claims_of(draw: Draw, document: Document) -> Claim:
    sentence = draw(spans(Span(0, len(document.text))))
    return Claim(
        document=document.id,
        sentence=sentence,
        subject=draw(entities()),
        relation=draw(RELATIONS),
        object=draw(entities() | DATES),
        status=draw(st.sampled_from(Status)),
        confidence=draw(st.floats(0, 1)),
        subject_span=draw(spans(sentence)),
        predicate_span=draw(spans(sentence)),
        object_span=draw(spans(sentence)),
        speaker=draw(st.none() | entities()),
        time=draw(st.none() | DATES),
        extractors=tuple(draw(st.lists(NAMES, max_size=2))),
    )


def built(build: Build) -> Graph:
    documents, claims = build
    return graphs.to_graph(documents, claims=claims)


def through(graph: Graph, format: str) -> Graph:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        graphs.write(graph, path=path)
        return graphs.read(path)


@pytest.mark.parametrize("format", ["ttl", "nt", "nq", "jsonld"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(build=builds())
def test_what_is_written_and_read_is_isomorphic(format: str, build: Build) -> None:
    graph = built(build)
    assert isomorphic(through(graph, format), graph)


@pytest.mark.parametrize("format", ["ttl", "nt", "nq", "jsonld"])
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(build=builds())
def test_the_second_write_has_the_bytes_of_the_first(format: str, build: Build) -> None:
    graph = built(build)
    first = graphs.FORMATS[format](graph)
    assert graphs.FORMATS[format](through(graph, format)) == first


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(build=builds(), random=st.randoms(use_true_random=False))
def test_the_order_of_claims_and_documents_does_not_matter(build: Build, random: object) -> None:
    documents, claims = list(build[0]), list(build[1])
    random.shuffle(documents)
    random.shuffle(claims)
    assert set(built((tuple(documents), tuple(claims)))) == set(built(build))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(build=builds())
def test_claims_read_back_give_the_same_graph(build: Build) -> None:
    graph = built(build)
    documents, claims = graphs.from_graph(graph)
    assert set(graphs.to_graph(documents, claims=claims)) == set(graph)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(build=builds())
def test_every_quotation_is_what_its_span_covers(build: Build) -> None:
    graph = built(build)
    texts = {document.id: document.text for document in build[0]}
    names = {
        context: str(name)
        for context, name in graph.subject_objects(URIRef("http://purl.org/dc/terms/identifier"))
    }
    for place, context in graph.subject_objects(NIF.referenceContext):
        span = Span(int(graph.value(place, NIF.beginIndex)), int(graph.value(place, NIF.endIndex)))
        assert str(graph.value(place, NIF.anchorOf)) == span.of(texts[names[context]])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(build=builds())
def test_an_edge_is_plain_exactly_when_a_claim_asserts_it(build: Build) -> None:
    graph = built(build)
    parts = (RDF.subject, RDF.predicate, RDF.object)
    asserted = {
        tuple(graph.value(claim, part) for part in parts)
        for claim in graph.subjects(KGB.status, KGB.asserted)
    }
    relations = {str(AC) + name for name in ("signed", "withdrewFrom", "metWith", "expiresOn")}
    plain = {triple for triple in graph if str(triple[1]) in relations}
    assert plain == asserted


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(build=builds())
def test_every_claim_leads_to_its_sentence_and_no_node_is_blank(build: Build) -> None:
    graph = built(build)
    claims = set(graph.subjects(RDF.type, KGB.Claim))
    assert claims == set(graph.subjects(PROV.wasDerivedFrom))
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)


REWRITE = """
import pathlib, sys
from kgbuild import graph
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ttl")):
    graph.write(graph.read(path), path=pathlib.Path(sys.argv[2]) / path.name)
"""


@pytest.mark.parametrize("seed", ["0", "7", "random"])
def test_golden_graphs_are_written_byte_for_byte_under_any_hash_seed(
    tmp_path: Path, seed: str
) -> None:
    golden = Path(__file__).parent / "golden"
    subprocess.run(
        [sys.executable, "-c", REWRITE, str(golden), str(tmp_path)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
    )
    for path in golden.glob("*.json"):
        name = path.with_suffix(".ttl").name
        assert (tmp_path / name).read_bytes() == (golden / name).read_bytes()
