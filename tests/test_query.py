"""Questions in SPARQL: what is answered, how it is shown, what is refused."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

import factory
from kgbuild import graph as graphs
from kgbuild.errors import GraphError
from kgbuild.query import query, screen


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("query") / "graph.ttl"
    built = graphs.to_graph(factory.documents(), claims=factory.claims(), ontology=factory.domain())
    graphs.write(built, path=path)
    return path


LEFT = "SELECT ?who ?what WHERE { ?who ac:withdrewFrom ?what } ORDER BY ?who ?what"


def test_a_table_is_aligned_and_shortens_iris(turtle: Path) -> None:
    lines = query(turtle, sparql=LEFT).splitlines()
    assert lines[0] == "who                what"
    assert lines[1] == "─────────────────  ──────────────"
    assert lines[2] == "kge:north-korea    kge:npt"
    assert lines[-1] == "6 rows"


def test_csv_is_read_by_a_csv_reader(turtle: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(query(turtle, sparql=LEFT, format="csv"))))
    assert len(rows) == 6
    assert rows[0]["what"] == "https://w3id.org/kgbuild/entity/npt"


def test_json_is_sparqls_own(turtle: Path) -> None:
    found = json.loads(query(turtle, sparql=LEFT, format="json"))
    assert found["head"]["vars"] == ["who", "what"]
    assert found["results"]["bindings"][0]["who"]["type"] == "uri"


@pytest.mark.parametrize(("format", "yes"), [("table", "yes\n"), ("csv", "true\n")])
def test_ask_answers_yes_or_no(turtle: Path, format: str, yes: str) -> None:
    asked = "ASK { kge:united-states ac:withdrewFrom kge:jcpoa }"
    assert query(turtle, sparql=asked, format=format) == yes
    assert "no" in query(turtle, sparql=asked.replace("jcpoa", "npt"), format="table")


def test_construct_gives_sorted_turtle(turtle: Path) -> None:
    asked = "CONSTRUCT { ?t ac:lost ?s } WHERE { ?s ac:withdrewFrom ?t }"
    written = query(turtle, sparql=asked)
    assert "kge:jcpoa ac:lost kge:united-states" in written
    assert written == query(turtle, sparql=asked)
    assert len(list(pyoxigraph.parse(written.encode(), pyoxigraph.RdfFormat.TURTLE))) == 6


def test_the_evidence_is_one_question_away(turtle: Path) -> None:
    asked = """SELECT ?sentence WHERE {
      ?claim rdf:predicate ac:accused ; prov:wasDerivedFrom/nif:anchorOf ?sentence }"""
    assert "Keller accused Russia of arming Turkey." in query(turtle, sparql=asked)


def test_named_graphs_are_asked_as_one(turtle: Path, tmp_path: Path) -> None:
    graphs.write(graphs.read(turtle), path=tmp_path / "graph.nq")
    assert query(tmp_path / "graph.nq", sparql=LEFT) == query(turtle, sparql=LEFT)


def test_a_document_can_be_asked_by_its_graph(turtle: Path, tmp_path: Path) -> None:
    graphs.write(graphs.read(turtle), path=tmp_path / "graph.nq")
    asked = (
        "SELECT ?g { GRAPH ?g { kge:united-states ac:withdrewFrom kge:abm-treaty } } ORDER BY ?g"
    )
    shown = query(tmp_path / "graph.nq", sparql=asked)
    assert shown.count("/doc/") == 2


def test_prefixes_of_the_file_need_not_be_declared(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("@prefix my: <https://example.org/> . my:a my:b my:c .", encoding="utf-8")
    assert "my:c" in query(path, sparql="SELECT ?o { my:a my:b ?o }")


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "steer.ttl"
    path.write_text('<https://x/a> <https://x/b> "red \x1b[31m\\nline" .', encoding="utf-8")
    shown = query(path, sparql="SELECT ?o { ?s ?p ?o }")
    assert "\x1b" not in shown
    assert "red \\x1b[31m\\nline" in shown


def test_wide_characters_keep_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.ttl"
    path.write_text('<https://x/a> <https://x/b> "条約" . <https://x/b> <https://x/b> "abcd" .',
                    encoding="utf-8")  # fmt: skip
    shown = query(path, sparql="SELECT ?o ?s { ?s ?p ?o } ORDER BY ?o").splitlines()
    assert shown[2] == "abcd  <https://x/b>"
    assert shown[3] == "条約  <https://x/a>"


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "line 1, column 26: ends too early"),
        ("SELECT * WHERE {\n  ?s foo:bar ?o }", "line 2, column 13: unknown prefix in 'foo:bar'"),
        ("SELECT ?s\nWHERE ( ?s ?p ?o )", "line 2, column 7: did not expect '[(] [?]s"),
        ("INSERT DATA { kge:a ac:signed kge:b }", "query, line 1"),
        ("", "ends too early"),
    ],
)
def test_a_malformed_query_is_one_line_that_says_where(
    turtle: Path, sparql: str, message: str
) -> None:
    with pytest.raises(GraphError, match=message) as caught:
        query(turtle, sparql=sparql)
    assert len(str(caught.value)) < 150
    assert "\n" not in str(caught.value)


OUT = "SELECT * WHERE { ?s ?p ?o . %s <https://example.org/sparql> { ?s ?q ?r } }"


@pytest.mark.parametrize(
    "sparql",
    [
        OUT % "SERVICE",
        OUT % "service SILENT",
        OUT % "\\u0053ERVICE",
        OUT % "SERV\\U00000049CE",
        OUT % "# it's a comment\nSERVICE",
        OUT % "FILTER(?o = 'it\\'s') SERVICE",
        OUT % "FILTER(?o < 5 && ?o > 3) SERVICE",
        OUT % "?a ex:it\\'s ?b . SERVICE",
        OUT % '?a ?b """ a "quoted" text """ . SERVICE',
        OUT % "# \\u0022\nSERVICE",
        OUT % "?s ?p 1SERVICE",
        OUT % "?s ?p 5e5SERVICE",
        OUT % "?s ?p trueSERVICE",
        "PREFIX : <https://example.org/> ASK { SERVICE:x {} }",
        "PREFIX : <https://x/> PREFIX SERVICE: <https://y/> ASK { SERVICE:x {} }",
        "PREFIX : <https://example.org/> ASK { ?s ?p trueSERVICE:x {} }",
        "SELECT * FROM <https://example.org/g> WHERE { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <https://example.org/g>",
    ],
)
def test_what_would_reach_out_is_refused(turtle: Path, sparql: str) -> None:
    with pytest.raises(GraphError, match="kgbuild stays offline"):
        query(turtle, sparql=sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * WHERE { ?s rdfs:label "SERVICE" }',
        "SELECT ?service ?from WHERE { ?service ?from ?load }",
        "PREFIX load: <https://example.org/from#> SELECT * WHERE { ?s load:service ?o }",
        "SELECT * WHERE { ?s ?p <https://example.org/SERVICE> } # SERVICE",
        "SELECT * WHERE { ?s ?p 'it\\'s from SERVICE'@en-load }",
    ],
)
def test_the_same_words_as_names_are_not_refused(turtle: Path, sparql: str) -> None:
    assert query(turtle, sparql=sparql)


@given(
    before=st.lists(
        st.sampled_from(
            [
                "?s ?p ?o .",
                "'it'",
                '"a#b"',
                "# c\n",
                "<a#b>",
                "ex:a\\'b",
                "'''a'b'''",
                "<",
                ">",
                "5",
            ]
        ),
        max_size=6,
    )
)
def test_a_query_that_pyoxigraph_reads_hides_no_service(before: list[str]) -> None:
    """Whatever stands before it, a SERVICE that the engine would obey is seen."""
    nowhere = OUT.replace("https://example.org/sparql", "http://127.0.0.1:1/")
    local = nowhere % ("".join(before) + "SERVICE SILENT")
    try:
        pyoxigraph.Store().query("ASK " + local[9:], prefixes={"ex": "https://example.org/"})
    except (SyntaxError, OSError, RuntimeError):
        return
    with pytest.raises(GraphError):
        screen(local)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none.ttl", None, r"none\.ttl: cannot be read \(No such file"),
        ("broken.ttl", "<https://x/a> .\n", r"broken\.ttl:1: malformed"),
        ("words.txt", "words", "not a graph"),
    ],
)
def test_a_graph_that_cannot_be_read_is_one_line(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        query(tmp_path / name, sparql=LEFT)


def test_an_unknown_format_is_refused(turtle: Path) -> None:
    with pytest.raises(GraphError, match="unknown format 'xml'; known are table, csv, json"):
        query(turtle, sparql=LEFT, format="xml")


def test_asking_loads_neither_a_language_model_nor_the_network() -> None:
    loaded = "import sys, kgbuild.query; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"spacy", "onnxruntime", "networkx", "pyvis", "numpy"} & set(modules)
