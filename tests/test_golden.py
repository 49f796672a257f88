"""Tier 3: claims in ``golden/NAME.json`` give exactly the graph in ``golden/NAME.ttl``.

A pair of files is a case; nothing else names it. Each part of a claim is given by its
words, which are looked up in the sentence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic

from kgbuild import graph as graphs
from kgbuild import ontology
from kgbuild.graph import to_rdf
from kgbuild.model import Claim, Date, Document, Entity, Span, Status

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.stem for path in GOLDEN.glob("*.json"))


def load(path: Path) -> tuple[list[Document], list[Claim]]:
    case = json.loads(path.read_text(encoding="utf-8"))
    documents = [Document(**about) for about in case["documents"]]
    entities = {
        name: Entity(**{key: _frozen(value) for key, value in about.items()})
        for name, about in case["entities"].items()
    }
    texts = {document.id: document.text for document in documents}
    return documents, [claim(about, entities, texts) for about in case["claims"]]


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def claim(about: dict[str, Any], entities: dict[str, Entity], texts: dict[str, str]) -> Claim:
    text = texts[about["document"]]
    sentence = find(about["sentence"], text, Span(0, len(text)))
    target = about["object"]
    return Claim(
        document=about["document"],
        sentence=sentence,
        subject=entities[about["subject"]],
        relation=about["relation"],
        object=entities[target] if target in entities else Date(target),
        status=Status(about["status"]),
        confidence=about["confidence"],
        subject_span=find(about["words"][0], text, sentence),
        predicate_span=find(about["words"][1], text, sentence),
        object_span=find(about["words"][2], text, sentence),
        speaker=entities[about["speaker"]] if "speaker" in about else None,
        time=Date(about["time"]) if "time" in about else None,
        extractors=tuple(about.get("extractors", ())),
    )


def find(words: str, text: str, within: Span) -> Span:
    start = text.index(words, within.start, within.end)
    return Span(start, start + len(words))


def difference(built: Graph, expected: Graph) -> str:
    """What is missing and what is too much, a triple a line, as a diff shows it."""
    _, missing, spare = graph_diff(expected, built)
    return "\n".join(
        f"{sign} " + " ".join(term.n3(expected.namespace_manager) for term in triple)
        for sign, part in (("-", missing), ("+", spare))
        for triple in sorted(part)
    )


def build(name: str) -> Graph:
    documents, claims = load(GOLDEN / f"{name}.json")
    domain = ontology.load([GOLDEN / "ontology.ttl"])
    return graphs.to_graph(documents, claims=claims, ontology=domain)


def test_there_are_cases() -> None:
    assert len(CASES) >= 4


@pytest.mark.parametrize("name", CASES)
def test_claims_give_the_golden_graph(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_rdf, "version", lambda _: "0.0.0")
    built, expected = build(name), graphs.read(GOLDEN / f"{name}.ttl")
    assert isomorphic(built, expected), "\n" + difference(built, expected)


@pytest.mark.parametrize("name", CASES)
def test_golden_files_are_what_the_writer_writes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_rdf, "version", lambda _: "0.0.0")
    graphs.write(build(name), path=tmp_path / "graph.ttl")
    written = (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert written == (GOLDEN / f"{name}.ttl").read_text(encoding="utf-8")


def test_a_difference_is_told_by_triple() -> None:
    built = build(CASES[0])
    other = graphs.new_graph()
    for triple in list(built)[1:]:
        other.add(triple)
    assert difference(other, built).startswith("- ")
    assert difference(built, other).startswith("+ ")
