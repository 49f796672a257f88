"""Claims become RDF that says no more than they do, in files that survive accidents."""

from __future__ import annotations

import csv
import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

import factory
from kgbuild import graph as graphs
from kgbuild.errors import GraphError, OutputError
from kgbuild.graph.to_rdf import date_literal, iri_of
from kgbuild.model import Claim, Date, Document, Span, Status
from kgbuild.vocab import AC, ITSRDF, KGB, KGE, NIF, PROV

# What a scorer or any other reader of the graph asks it.
CONTRACT = """
SELECT ?claim ?s ?p ?o ?status ?doc ?start ?end ?quote WHERE {
  ?claim a kgb:Claim, rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ;
         kgb:status ?status ; prov:wasDerivedFrom ?sentence .
  ?sentence a nif:Sentence ; nif:referenceContext ?context ; nif:anchorOf ?quote ;
         nif:beginIndex ?start ; nif:endIndex ?end .
  ?context a nif:Context ; dcterms:identifier ?doc .
}"""


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graphs.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())


def build(*claims: Claim) -> Graph:
    return graphs.to_graph(factory.documents(), claims=claims)


def said(status: Status = Status.ASSERTED) -> Claim:
    return replace(factory.claims()[0], status=status)


def test_every_claim_answers_the_contract(graph: Graph) -> None:
    texts = {document.id: document.text for document in factory.documents()}
    found = list(graph.query(CONTRACT))
    assert len(found) == len(factory.claims())
    for row in found:
        assert str(row.quote) == texts[str(row.doc)][int(row.start) : int(row.end)]


@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_asserted_is_an_edge(status: Status) -> None:
    claim = said(status)
    edge = (URIRef(claim.subject.iri), URIRef(claim.relation), URIRef(claim.object.iri))
    assert (edge in build(claim)) == (status is Status.ASSERTED)


def test_an_edge_stands_where_one_of_several_claims_asserts_it() -> None:
    claims = [said(status) for status in Status]
    edge = (KGE["united-states"], AC.withdrewFrom, KGE["inf-treaty"])
    assert edge in build(*claims)
    assert len(set(build(*claims).subjects(RDF.type, KGB.Claim))) == len(Status)


def test_mentions_quote_their_words(graph: Graph) -> None:
    claim = factory.claims()[0]
    node = URIRef(iri_of(claim))
    for term, words in (
        (KGB.subjectMention, "United States"),
        (KGB.predicateMention, "left"),
        (KGB.objectMention, "INF Treaty"),
    ):
        place = graph.value(node, term)
        assert (place, RDF.type, NIF.Phrase) in graph
        assert str(graph.value(place, NIF.anchorOf)) == words
        assert graph.value(place, NIF.beginIndex).datatype == XSD.nonNegativeInteger
    subject = graph.value(node, KGB.subjectMention)
    assert graph.value(subject, ITSRDF.taIdentRef) == KGE["united-states"]


def test_no_node_is_blank_and_no_term_unknown(graph: Graph) -> None:
    for triple in graph:
        assert all(isinstance(term, URIRef | Literal) for term in triple)
    known = {str(namespace) for _, namespace in graph.namespaces()}
    for predicate in graph.predicates():
        assert any(str(predicate).startswith(namespace) for namespace in known)


def test_entities_keep_their_names_and_only_those_used_are_written(graph: Graph) -> None:
    states = KGE["united-states"]
    assert (states, RDFS.label, Literal("United States")) in graph
    assert (states, SKOS.altLabel, Literal("Washington")) in graph
    assert (states, RDF.type, AC.State) in graph
    assert (states, SKOS.exactMatch, URIRef("https://example.org/entity/us")) in graph
    assert (KGE["united-kingdom"], RDFS.label, None) in graph
    assert (KGE["north-korea"], RDFS.label, None) not in build(factory.claims()[0])


def test_a_label_is_the_commonest_and_the_others_are_aliases() -> None:
    claim = factory.claims()[0]
    other = replace(claim.subject, label="The States", aliases=())
    again = replace(claim, subject=other, status=Status.NEGATED)
    graph = build(claim, again, replace(claim, status=Status.PLANNED))
    assert list(graph.objects(KGE["united-states"], RDFS.label)) == [Literal("United States")]
    assert (KGE["united-states"], SKOS.altLabel, Literal("The States")) in graph


def test_the_ontology_names_what_is_used_and_what_lies_above(graph: Graph) -> None:
    assert (AC.withdrewFrom, RDFS.label, Literal("withdrew from")) in graph
    assert (AC.metWith, RDF.type, OWL.SymmetricProperty) in graph
    assert (AC.Treaty, RDFS.subClassOf, AC.Agreement) in graph
    assert (AC.Document, RDFS.label, Literal("document")) in graph


def test_claims_that_differ_in_words_alone_are_one_node() -> None:
    sure = replace(said(), confidence=0.9, speaker=factory.ENTITIES["Iran"])
    again = replace(
        said(),
        confidence=0.6,
        predicate_span=Span(0, 3),
        speaker=factory.ENTITIES["China"],
        time=Date("2019"),
        extractors=("other",),
    )
    graph = build(again, sure)
    assert set(graph) == set(build(sure, again))
    (node,) = graph.subjects(RDF.type, KGB.Claim)
    assert str(graph.value(node, KGB.confidence)) == "0.90"
    assert str(graph.value(node, KGB.time)) == "2019-08-02"
    assert set(graph.objects(node, KGB.attributedTo)) == {KGE.iran, KGE.china}
    assert len(list(graph.objects(node, KGB.predicateMention))) == 1
    assert Literal("other") in set(graph.objects(node, KGB.extractor))


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2019-08-02", XSD.date),
        ("2019-08", XSD.gYearMonth),
        ("2019", XSD.gYear),
        ("2019-02-30", None),
        ("2019-13", None),
        ("spring", None),
        ("about 2019", None),
        ("٢٠١٩", None),
    ],
)
def test_dates_are_typed_by_precision(text: str, datatype: URIRef | None) -> None:
    assert date_literal(text).datatype == datatype
    assert str(date_literal(text)) == text


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("https://example.org/a?b=c#d", URIRef),
        ("https://example.org/a b", Literal),
        ("C:\\texts\\a.txt", Literal),
        ("javascript:alert(1)", Literal),
        ("The Test Bulletin, page 3", Literal),
    ],
)
def test_a_source_is_a_link_only_where_it_can_be(source: str, kind: type) -> None:
    document = Document("d", "text", source=source)
    graph = graphs.to_graph([document], claims=())
    assert type(next(graph.objects(None, DCTERMS.source))) is kind


def test_the_release_is_named_and_no_time_is(graph: Graph) -> None:
    activities = set(graph.subjects(RDF.type, PROV.Activity))
    assert set(graph.objects(None, PROV.wasGeneratedBy)) == activities
    assert not list(graph.subject_objects(PROV.generatedAtTime))


def test_the_same_claims_come_back(graph: Graph) -> None:
    documents, claims = graphs.from_graph(graph)
    kept = [(iri_of(claim), claim.status, claim.time, claim.object_span) for claim in claims]
    assert sorted(kept, key=str) == sorted(
        ((iri_of(c), c.status, c.time, c.object_span) for c in factory.claims()), key=str
    )
    again = graphs.to_graph(documents, claims=claims, ontology=factory.domain())
    assert set(again) == set(graph)


def test_quotations_are_at_their_place_in_the_text_read_back(graph: Graph) -> None:
    whole = {document.id: document.text for document in factory.documents()}
    documents, claims = graphs.from_graph(graph)
    texts = {document.id: document.text for document in documents}
    for claim in claims:
        assert claim.sentence.of(texts[claim.document]) == claim.sentence.of(whole[claim.document])


def test_a_claim_of_an_unknown_document_is_refused() -> None:
    with pytest.raises(GraphError, match="elsewhere: a claim cites a document that is not given"):
        build(replace(said(), document="elsewhere"))


@pytest.mark.parametrize("span", [Span(5, 5), Span(-1, 4), Span(0, 10_000_000)])
def test_characters_that_are_not_there_are_refused(span: Span) -> None:
    with pytest.raises(GraphError, match="cites characters"):
        build(replace(said(), sentence=span))


def test_two_documents_of_one_name_are_refused() -> None:
    with pytest.raises(GraphError, match="two documents"):
        graphs.to_graph([Document("a", "x"), Document("a", "y")], claims=())


@pytest.mark.parametrize("iri", ["", "a b", "https://x/<script>", 'https://x/"', "https://x/\n"])
def test_what_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(GraphError, match="not an IRI"):
        build(replace(said(), relation=iri))


def test_a_graph_that_lacks_a_part_is_refused(graph: Graph) -> None:
    broken = graphs.new_graph()
    for triple in graph:
        broken.add(triple)
    broken.remove((None, KGB.status, None))
    with pytest.raises(GraphError, match="no kgb:status; rebuild it"):
        graphs.from_graph(broken)


def test_an_offset_beyond_any_text_is_refused_before_memory_is(graph: Graph) -> None:
    broken = build(said())
    place = next(broken.subjects(RDF.type, NIF.Sentence))
    broken.set((place, NIF.beginIndex, Literal("999999999999", datatype=XSD.nonNegativeInteger)))
    broken.set((place, NIF.endIndex, Literal("1000000000000", datatype=XSD.nonNegativeInteger)))
    with pytest.raises(GraphError, match="ends at character"):
        graphs.from_graph(broken)


@pytest.mark.parametrize("format", ["ttl", "nt", "nq", "jsonld"])
def test_what_is_written_is_read_the_same(graph: Graph, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"graph.{format}"
    graphs.write(graph, path=path)
    assert set(graphs.read(path)) == set(graph)
    ours = Dataset(default_union=True).parse(path, format=None if format != "jsonld" else "json-ld")
    assert set(ours.triples((None, None, None))) == set(graph)


@pytest.mark.parametrize("format", graphs.FORMATS)
def test_bytes_do_not_depend_on_the_order_of_claims(tmp_path: Path, format: str) -> None:
    orders = (factory.claims(), factory.claims()[::-1])
    written = set()
    for number, claims in enumerate(orders):
        path = tmp_path / f"{number}.{format}"
        documents = factory.documents()[:: 1 - 2 * number]
        graphs.write(
            graphs.to_graph(documents, claims=claims, ontology=factory.domain()), path=path
        )
        written.add(path.read_bytes())
    assert len(written) == 1


BYTES = """
import sys, pathlib, factory
from kgbuild import graph
built = graph.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())
for name in graph.FORMATS:
    graph.write(built, path=pathlib.Path(sys.argv[1]) / f"graph.{name}")
"""


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    folders = []
    for seed in ("0", "1", "4242"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(__file__).parent),
        }
        subprocess.run([sys.executable, "-c", BYTES, str(folder)], env=environment, check=True)
        folders.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert set(folders[0]) == {f"graph.{name}" for name in graphs.FORMATS}
    assert all(one == other for one, other in itertools.pairwise(folders))


def test_turtle_reads_in_the_order_of_the_text(graph: Graph, tmp_path: Path) -> None:
    graphs.write(graph, path=tmp_path / "graph.ttl")
    turtle = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    starts = [
        int(start)
        for start in re.findall(r"^<[^>]*/doc/arsenals#char=(\d+),\d+> a", turtle, re.MULTILINE)
    ]
    assert starts == sorted(starts)
    assert len(starts) > 20


def test_quads_put_each_document_in_its_graph(graph: Graph, tmp_path: Path) -> None:
    graphs.write(graph, path=tmp_path / "graph.nq")
    dataset = Dataset().parse(tmp_path / "graph.nq")
    named = {str(part.identifier).rpartition("/")[2]: part for part in dataset.graphs()}
    assert set(factory.DOCUMENTS) < set(named)
    edge = (KGE["united-states"], AC.withdrewFrom, KGE["abm-treaty"])
    assert edge in named["notes"]
    assert edge in named["treaty-exits"]
    assert edge not in named["arsenals"]


def test_graphml_opens_in_networkx(graph: Graph, tmp_path: Path) -> None:
    graphs.write(graph, path=tmp_path / "graph.graphml")
    network = nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    assert network.number_of_edges() == len(factory.claims())
    assert network.nodes[str(KGE["inf-treaty"])]["label"] == "INF Treaty"
    edge = network.get_edge_data(str(KGE["united-states"]), str(KGE["jcpoa"]))
    assert {about["status"] for about in edge.values()} == {"asserted", "planned"}


def test_csv_holds_a_claim_a_row_with_its_evidence(graph: Graph, tmp_path: Path) -> None:
    graphs.write(graph, path=tmp_path / "graph.csv")
    text = (tmp_path / "graph.csv").read_text(encoding="utf-8")
    table = list(csv.DictReader(io.StringIO(text)))
    assert len(table) == len(factory.claims())
    row = next(row for row in table if row["relation"] == "accused")
    assert row["subject"] == "Anna Keller"
    assert row["sentence"] == "Keller accused Russia of arming Turkey."


@pytest.mark.parametrize("format", graphs.FORMATS)
def test_script_stays_text_in_every_format(tmp_path: Path, format: str) -> None:
    payload = "</script><script>alert('\"\\\x01\x00 \u2028\"')</script>\r\n<!--"
    documents, claims = factory.hostile(payload)
    graph = graphs.to_graph(documents, claims=claims)
    path = tmp_path / f"graph.{format}"
    graphs.write(graph, path=path)
    if format not in ("csv", "graphml"):
        assert set(graphs.read(path)) == set(graph)
        assert Literal(payload) in set(graphs.read(path).objects(None, RDFS.label))
    if format == "graphml":
        assert nx.read_graphml(path).number_of_nodes() == 2


def test_an_unknown_format_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"unknown format 'doc'; known are ttl"):
        graphs.write(graph, path=tmp_path / "graph.doc")


def test_an_earlier_output_survives_a_failure(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("earlier", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device"):
        graphs.write(graph, path=path)
    assert path.read_text(encoding="utf-8") == "earlier"
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_missing_folder_is_one_line(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"^[^\n]*cannot be written[^\n]*$"):
        graphs.write(graph, path=tmp_path / "none" / "graph.ttl")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.ttl", "<http://a> <http://b> .\n", r"a\.ttl:1: malformed"),
        ("a.nt", "nonsense\n", r"a\.nt:1: malformed"),
        ("a.txt", "words", "not a graph"),
        ("a.jsonld", '{"@context": "https://example.org/context", "a": "b"}', "malformed"),
    ],
)
def test_a_malformed_graph_is_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=message) as caught:
        graphs.read(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_missing_graph_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="cannot be read"):
        graphs.read(tmp_path / "none.ttl")
