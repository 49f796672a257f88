"""Frames and examples, read from small lexicons written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild import lexicon, turtle
from kgbuild.errors import OntologyError
from kgbuild.lexicon import Example
from kgbuild.model import Frame, Span

PREFIXES = """
@prefix kgb: <https://w3id.org/kgbuild/core#> .
@prefix x: <http://example.org/x#> .
"""
LEFT = "http://example.org/x#left"
ARMED = "http://example.org/x#armed"
WEAPON = "http://example.org/x#Weapon"


def frames(tmp_path: Path, text: str, **nouns: tuple[str, ...]) -> tuple[Frame, ...]:
    path = tmp_path / "a.lexicon.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    of_classes = {f"http://example.org/x#{name}": found for name, found in nouns.items()}
    return lexicon.frames(turtle.read([path]), nouns=of_classes)


def test_every_term_of_a_frame_is_read_in_the_order_written(tmp_path: Path) -> None:
    (frame,) = frames(
        tmp_path,
        """x:left kgb:frame [
            kgb:verb "withdraw", "pull out" ; kgb:adjective "gone" ; kgb:roleNoun "deserter" ;
            kgb:eventNoun "withdrawal" ; kgb:lightObject "step" ;
            kgb:objectPreposition "from", "out of" ; kgb:subjectPreposition "on the part of" ] .""",
    )
    assert frame == Frame(
        id="left: withdraw step from",
        relation=LEFT,
        verbs=("withdraw", "pull out"),
        adjectives=("gone",),
        role_nouns=("deserter",),
        event_nouns=("withdrawal",),
        light_objects=("step",),
        object_prepositions=("from", "out of"),
        subject_prepositions=("on the part of",),
    )


def test_frames_keep_their_order_and_never_share_an_id(tmp_path: Path) -> None:
    found = frames(
        tmp_path,
        """x:left kgb:frame [ kgb:verb "quit" ] ,
            [ kgb:verb "pull" ; kgb:objectPreposition "out of" ] ,
            [ kgb:verb "quit" ; kgb:eventNoun "quitting" ] .""",
    )
    assert [frame.id for frame in found] == ["left: quit", "left: pull out of", "left: quit (2)"]


def test_a_class_stands_for_its_nouns_and_for_itself(tmp_path: Path) -> None:
    (frame,) = frames(
        tmp_path,
        """x:armed kgb:frame [
            kgb:verb "sell" ; kgb:lightObject x:Weapon ; kgb:objectPreposition "to" ] .""",
        Weapon=("weapon", "missile"),
    )
    assert frame.light_objects == (WEAPON, "weapon", "missile")
    assert frame.id == "armed: sell Weapon to"
    assert [*map(lexicon.is_class, frame.light_objects)] == [True, False, False]


def test_frames_are_found_by_the_head_of_each_phrase(tmp_path: Path) -> None:
    found = frames(
        tmp_path,
        """x:left kgb:frame [ kgb:verb "walk away" ; kgb:objectPreposition "from" ] ,
            [ kgb:eventNoun "entry into force", "arms sale" ; kgb:roleNoun x:Weapon ] .""",
        Weapon=("cruise missile",),
    )
    index = lexicon.by_lemma(found)
    assert set(index) == {"walk", "entry", "sale", "missile"}
    assert index["walk"] == found[:1]
    assert index["sale"] == found[1:]


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("treaty", "treaty"),
        ("prime minister", "minister"),
        ("secretary of state", "secretary"),
        ("memorandum of understanding", "memorandum"),
        ("in favor", "favor"),
    ],
)
def test_the_head_of_a_noun_phrase(phrase: str, head: str) -> None:
    words = phrase.split()
    assert words[lexicon.head(words)] == head


def test_marks_are_stripped_and_leave_their_spans() -> None:
    found = lexicon.example(LEFT, "the exit of [Peru|X] from [the pact|Y], in May")
    assert found.text == "the exit of Peru from the pact, in May"
    assert found.subject is not None
    assert found.object is not None
    assert found.subject.of(found.text) == "Peru"
    assert found.object.of(found.text) == "the pact"


def test_the_object_may_come_first() -> None:
    found = lexicon.example(LEFT, "[The pact|Y] was left by [Peru|X].")
    assert found == Example(LEFT, "The pact was left by Peru.", Span(21, 25), Span(0, 8))


def test_a_sentence_without_marks_is_a_false_friend() -> None:
    assert lexicon.example(LEFT, "Peru left the room.") == Example(LEFT, "Peru left the room.")


@pytest.mark.parametrize(
    "marked",
    [
        "[Peru|X] left the pact.",
        "[Peru|X] and [Chile|X] left [the pact|Y].",
        "[Peru|Z] left [the pact|Y].",
        "[Peru|X left [the pact|Y].",
        "Peru|X left the pact.",
    ],
)
def test_an_example_marked_wrongly_says_how_to_mark_it(marked: str) -> None:
    with pytest.raises(OntologyError, match=r"left: .*; write .*\|X\]"):
        lexicon.example(LEFT, marked)
