"""The steps together: what a build writes, in whatever order, and what it leaves alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from kgbuild import grammar, ontology, parse, pipeline
from kgbuild.errors import KgbuildError, OutputError
from kgbuild.model import Date, Document, Span, Status

AC = "https://w3id.org/kgbuild/arms-control#"
TEXTS = {
    "b": "Russia suspended New START in 2023. It did not ratify the CTBT.",
    "a": "France signed the CTBT in 1996.\n\nChina will not withdraw from the NPT.",
    "c": "It rained in Geneva.",
}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@Language.component("parsed_by_hand")
def parsed_by_hand(doc: Doc) -> Doc:
    """Annotate "Norway signed the CTBT ." and nothing else."""
    assert [token.text for token in doc] == ["Norway", "signed", "the", "CTBT", "."]
    columns = [
        ("PROPN", "Norway", "Number=Sing", "nsubj", 1),
        ("VERB", "sign", "Tense=Past|VerbForm=Fin|Mood=Ind", "ROOT", 1),
        ("DET", "the", "", "det", 3),
        ("PROPN", "CTBT", "Number=Sing", "obj", 1),
        ("PUNCT", ".", "", "punct", 1),
    ]
    for token, (pos, lemma, morph, label, head) in zip(doc, columns, strict=True):
        token.pos_, token.lemma_, token.dep_ = pos, lemma, label
        token.set_morph(morph)
        token.head = doc[head]
    doc.set_ents([TokenSpan(doc, 0, 1, "LOC"), TokenSpan(doc, 3, 4, "EVENT")])
    return doc


def test_the_parser_is_a_seam_that_any_callable_fits(monkeypatch) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parsed_by_hand")
    monkeypatch.setattr(parse, "labels", lambda _nlp: tuple(grammar.UNIVERSAL))
    document = Document("norway", "Norway signed the CTBT.")
    [reading] = pipeline.read([document], nlp=nlp, ontology=ontology.load())
    assert reading.sentences == (Span(0, 23),)
    [claim] = reading.claims
    assert (claim.subject.label, claim.relation) == ("Norway", f"{AC}signed")
    assert claim.status is Status.ASSERTED
    assert claim.object_span.of(document.text) == "CTBT"


def test_documents_stream_through(monkeypatch) -> None:
    def endless() -> Iterable[Document]:
        number = 0
        while True:
            number += 1
            yield Document(f"text-{number}", "Norway signed the CTBT.")

    readings = pipeline.read(endless(), nlp=parse.load(), ontology=ontology.load())
    assert [next(readings).document.id for _ in range(20)][-1] == "text-20"


def test_a_build_is_summed_up_and_written(texts: Path, tmp_path: Path) -> None:
    (texts / "picture.png").write_bytes(b"\x89PNG")
    summary = pipeline.build([texts], output=tmp_path / "new" / "output")
    assert (summary.documents, summary.sentences) == (3, 5)
    assert [status for status, _ in summary.claims] == list(Status)
    assert dict(summary.claims)[Status.ASSERTED] >= 2
    assert sum(count for _, count in summary.claims) >= 4
    assert summary.entities >= 6
    assert summary.seconds > 0
    assert [path.name for path in summary.written] == ["graph.ttl", "graph.html"]
    assert all(path.is_file() for path in summary.written)
    assert [path.name for path in summary.skipped] == ["picture.png"]
    assert sorted(path.name for path in (tmp_path / "new" / "output").iterdir()) == [
        "graph.html",
        "graph.ttl",
    ]


def test_what_is_not_asserted_is_no_edge(texts: Path, tmp_path: Path) -> None:
    import rdflib

    pipeline.build([texts], output=tmp_path)
    graph = rdflib.Graph().parse(tmp_path / "graph.ttl")
    edges = {str(p).removeprefix(AC) for _, p, _ in graph if str(p).startswith(AC)}
    assert edges == {"suspended", "signed"}


def test_the_same_texts_give_the_same_bytes(texts: Path, tmp_path: Path) -> None:
    """In any order of files, with any hash seed, from any folder."""
    files = sorted(texts.iterdir())
    outputs = []
    for seed, order in (("1", files), ("2", files[::-1]), ("3", [texts])):
        output = tmp_path / seed
        command = [sys.executable, "-m", "kgbuild", "build", *order, "-o", output]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        ran = subprocess.run(command, check=False, capture_output=True, env=environment, text=True)
        assert ran.returncode == 0, ran.stderr
        outputs.append([(output / name).read_bytes() for name in ("graph.ttl", "graph.html")])
    assert outputs[0] == outputs[1] == outputs[2]


def test_readings_are_watched_as_they_come(texts: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int | None]] = []

    def watch(readings, length):
        for reading in readings:
            seen.append((reading.document.id, length))
            yield reading

    pipeline.build([texts], output=tmp_path, watch=watch)
    assert seen == [("a", 3), ("b", 3), ("c", 3)]


def test_the_number_of_records_is_not_known_beforehand(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "It rained."}\n' * 2)
    lengths = []

    def watch(readings, length):
        lengths.append(length)
        return readings

    assert pipeline.build([tmp_path / "many.jsonl"], output=tmp_path, watch=watch).documents == 2
    assert lengths == [None]


@pytest.mark.parametrize("step", ["to_graph", "visualize.page", "extract.extract"])
def test_an_earlier_output_survives_a_failure(texts, tmp_path, monkeypatch, step) -> None:
    (tmp_path / "out").mkdir()
    for name in ("graph.ttl", "graph.html"):
        (tmp_path / "out" / name).write_text("earlier")

    def crash(*_arguments, **_options):
        raise KgbuildError("it broke")

    monkeypatch.setattr(f"kgbuild.pipeline.{step}", crash)
    with pytest.raises(KgbuildError, match="it broke"):
        pipeline.build([texts], output=tmp_path / "out")
    assert {path.read_text() for path in (tmp_path / "out").iterdir()} == {"earlier"}


def test_an_output_that_cannot_be_made_is_found_before_the_work(texts: Path) -> None:
    with pytest.raises(OutputError, match="is not a folder; choose another place with -o"):
        pipeline.build([texts], output=texts / "a.txt")


def test_a_sentence_is_explained() -> None:
    first, second = pipeline.explain("Russia suspended New START in 2023. It rained.")
    assert (first.sentence, second.sentence) == (
        "Russia suspended New START in 2023.",
        "It rained.",
    )
    [claim] = first.claims
    assert (claim.relation, claim.time) == (f"{AC}suspended", Date("2023"))
    assert any(attempt.claim and attempt.frame for attempt in first.attempts)
    assert not second.claims
    assert all(attempt.reason for attempt in second.attempts)


LEXICON = """
@prefix : <https://example.org/zoo#> . @prefix kgb: <https://w3id.org/kgbuild/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Zoo a owl:Class ; rdfs:label "zoo" ; kgb:headNoun "zoo" .
:bought a owl:ObjectProperty ; rdfs:label "bought" ; rdfs:domain :Zoo ; rdfs:range :Zoo ;
    kgb:frame [ kgb:verb "buy" ] ; kgb:example EXAMPLES .
"""


def test_examples_are_run(tmp_path: Path) -> None:
    path = tmp_path / "zoo.ttl"
    path.write_text(
        LEXICON.replace(
            "EXAMPLES",
            '"[The Berlin zoo|X] bought [the Vienna zoo|Y]." ,'
            '"[The Vienna zoo|Y] was sold to [the Berlin zoo|X]." ,'
            '"The Berlin zoo bought the Vienna zoo." ,'
            '"The Berlin zoo bought an elephant."',
        )
    )
    report = pipeline.check([path])
    assert report.examples == 4
    assert sorted(report.problems) == [
        'bought: "The Berlin zoo bought the Vienna zoo." must give no claim, but gives one',
        'bought: "The Vienna zoo was sold to the Berlin zoo." does not give the claim it marks',
    ]
