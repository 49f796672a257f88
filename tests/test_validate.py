"""Shapes over lexicons: broken ones written here, each in one way; the packaged one sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild import validate
from kgbuild.errors import OntologyError
from kgbuild.validate import Finding

PREFIXES = """@prefix kgb: <https://w3id.org/kgbuild/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <http://example.org/x#> .
x:Person a owl:Class ; rdfs:label "person" ; kgb:headNoun "person" .
x:likes a owl:ObjectProperty ; rdfs:label "likes" ; rdfs:domain x:Person .
x:likedBy a owl:ObjectProperty ; rdfs:label "liked by" ; owl:inverseOf x:likes .
"""
EXAMPLES = """x:likes kgb:example
    "[Ann|X] likes [Bo|Y].", "[Bo|Y] is liked by [Ann|X].", "It was like Bo." .
"""
SOUND = 'x:likes kgb:frame [ kgb:verb "like" ; kgb:eventNoun "liking" ] .\n' + EXAMPLES


def findings(tmp_path: Path, text: str) -> tuple[Finding, ...]:
    path = tmp_path / "x.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return validate.lexicon([path])


def test_a_sound_lexicon_gives_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, SOUND) == ()


def test_the_packaged_ontology_gives_no_finding_nor_warning() -> None:
    assert validate.lexicon() == ()


def frame(body: str) -> str:
    return f"{SOUND}\nx:likes kgb:frame [ {body} ] ."


@pytest.mark.parametrize(
    ("text", "problem", "mend"),
    [
        ('x:loves kgb:frame [ kgb:verb "love" ] .', "not declared", "owl:ObjectProperty"),
        ('x:loves kgb:example "It was Bo." .', "not declared", "owl:ObjectProperty"),
        (frame('kgb:objectPreposition "to"'), "no word that could say it", "kgb:verb"),
        (frame('kgb:eventNoun "hug" ; kgb:lightObject "arm"'), "no verb", "kgb:verb"),
        (frame('kgb:verb "hug" ; kgb:subjectPreposition "from"'), "no event noun", "kgb:eventNoun"),
        (frame('kgb:adjective "fond"'), "nothing that marks", "kgb:objectPreposition"),
        (frame('kgb:verb "Hug"'), 'lower case: "Hug"', "infinitive"),
        (frame('kgb:verb " hug"'), "no lemma", "infinitive"),
        (frame("kgb:verb 7"), "no lemma", "infinitive"),
        (frame('kgb:eventNoun "Hugging"'), "event noun", "singular"),
        (frame("kgb:roleNoun x:Friend"), "role noun", "declared class"),
        (frame('kgb:verb "care" ; kgb:objectPreposition "form"'), '"form"', "preposition"),
        (frame('kgb:verb "care" ; rdfs:range x:Person'), "do not take", "on the relation"),
        (frame('kgb:vreb "hug" ; kgb:verb "hug"'), "unknown term kgb:vreb", "kgb:verb?"),
        (SOUND + ' x:likes kgb:exmaple "A." .', "unknown term kgb:exmaple", "kgb:example?"),
        (SOUND + ' x:Person kgb:zzz "A." .', "unknown term kgb:zzz", "see kgb.ttl"),
        (SOUND + ' x:likes kgb:frame "like" .', "plain text", "[ kgb:verb"),
        (SOUND + ' x:likes kgb:example "[Ann|X] likes Bo." .', "not marked once", "|Y]"),
        (SOUND + ' x:likes kgb:example "[Ann|X] likes [Bo|X]." .', "not marked once", "|Y]"),
        (SOUND + ' x:likes kgb:example "Ann|X likes Bo." .', "not marked once", "|Y]"),
        (SOUND + " x:likes rdfs:range x:Cat .", "range that is neither", "declare the class"),
        (
            SOUND + " x:likes rdfs:range [ a owl:Class ; owl:unionOf ( x:Person x:Cat ) ] .",
            "member that is no class",
            "declare the class",
        ),
        (SOUND + ' x:Cat kgb:headNoun "cat" .', "no class", "owl:Class"),
        (SOUND + ' x:Person kgb:headNoun "Persons" .', "head noun", "singular"),
    ],
)
def test_what_is_broken_is_found(tmp_path: Path, text: str, problem: str, mend: str) -> None:
    errors = [finding for finding in findings(tmp_path, text) if not finding.warning]
    assert errors
    assert any(problem in e.problem and mend in e.mend for e in errors), [*map(str, errors)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('x:likes kgb:frame [ kgb:verb "like" ] ; kgb:example "It was Bo." .', "fewer than three"),
        (
            'x:likes kgb:frame [ kgb:verb "like" ] ; kgb:example "[A|X] likes [B|Y].", '
            '"[C|X] likes [B|Y].", "[D|X] likes [B|Y]." .',
            "no false friend",
        ),
        (
            SOUND + ' x:hates a owl:ObjectProperty ; kgb:frame [ kgb:verb "hate" ] .',
            "no label",
        ),
    ],
)
def test_what_could_be_better_is_a_warning(tmp_path: Path, text: str, problem: str) -> None:
    found = findings(tmp_path, text)
    assert all(finding.warning for finding in found)
    assert any(problem in finding.problem for finding in found)


def test_an_inverse_needs_no_examples_of_its_own(tmp_path: Path) -> None:
    assert findings(tmp_path, SOUND + ' x:likedBy kgb:frame [ kgb:verb "please" ] .') == ()


def test_a_finding_names_file_line_and_mend(tmp_path: Path) -> None:
    found = findings(tmp_path, SOUND + '\n\nx:likes kgb:frame\n    [ kgb:verb "Hug" ] .\n')
    (line,) = map(str, found)
    assert line.startswith(f"{tmp_path / 'x.ttl'}:14: x:likes has a verb that is no lemma")
    assert line.endswith('"sign", "carry out"')


def test_a_lexicon_may_stand_apart_from_its_relations(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(PREFIXES, encoding="utf-8")
    (tmp_path / "x.lexicon.ttl").write_text(
        "\n".join(line for line in PREFIXES.splitlines() if "@prefix" in line) + "\n" + SOUND,
        encoding="utf-8",
    )
    assert validate.lexicon([tmp_path]) == ()
    alone = validate.lexicon([tmp_path / "x.lexicon.ttl"])
    assert any("not declared" in finding.problem for finding in alone)


def test_malformed_turtle_is_told_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"x\.ttl:9: malformed Turtle"):
        findings(tmp_path, "\nx:likes kgb:frame [ kgb:verb ] .")
