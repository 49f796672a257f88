"""Tests of mentions on hand-written parses: the name, its span, and what hangs on it."""

from __future__ import annotations

import pytest

import parses
from kgbuild import grammar, mentions
from kgbuild.model import Mention, MentionKind, Role

UNIVERSAL = grammar.recognise(grammar.UNIVERSAL)

# Sentence: the head word, the name the mention has.
NAMES = {
    "of-name": ("Treaty", "Treaty of Alba"),
    "long-name": ("Treaty", "Treaty on the Prohibition of Nuclear Weapons"),
    "with-treaty": ("Treaty", "Treaty"),
    "minister-of-defense": ("Minister", "Minister of Defense"),
    "name-and": ("Brava", "Brava"),
    "name-and-recognised": ("Brava", "Brava and Corva"),
    "landmark": ("Treaty", "Alba Treaty"),
    "new-name": ("START", "New START"),
    "resolution": ("Resolution", "Resolution 12"),
    "recognised-and-wider": ("Council", "Norlandic Security Council"),
    "person": ("Ivan", "Ivan Petrov"),
    "honorific": ("Petrov", "Petrov"),
    "demonym": ("officials", "Norlandic officials"),
    "two-countries": ("countries", "countries"),
    "own-words": ("arsenal", "nuclear arsenal"),
    "hyphen": ("missiles", "Medium - range missiles"),
    "shared": ("treaties", "Alba and Brava treaties"),
    "date": ("August", "August 2, 2019"),
    "apposition": ("Norland", "Norland"),
    "relative-pronoun": ("which", "Norland"),
}

ATTACHMENTS: dict[str, tuple[str, list[tuple[Role, str | None, str]]]] = {
    "own-words": ("arsenal", [(Role.POSSESSOR, None, "Norland")]),
    "demonym": ("officials", [(Role.MODIFIER, None, "Norlandic")]),
    "of-name": ("Treaty", [(Role.OBLIQUE, "of", "Alba")]),
    "with-treaty": ("Treaty", [(Role.OBLIQUE, "with", "Sudovia")]),
    "including": ("States", [(Role.OBLIQUE, "including", "Norland")]),
    "apposition": ("Norland", [(Role.APPOSITION, None, "neutral state")]),
    "person": ("Ivan", [(Role.APPOSITION, None, "President")]),
    "honorific": ("Petrov", []),
    "number-of": ("number", [(Role.OBLIQUE, "of", "states")]),
}


def of(name: str, word: str) -> Mention:
    doc = parses.doc(parses.named("names")[name])
    (token,) = [token for token in doc if token.text == word]
    return mentions.mention(token, grammar=UNIVERSAL)


@pytest.mark.parametrize(("sentence", "expected"), NAMES.items(), ids=NAMES)
def test_names(sentence: str, expected: tuple[str, str]) -> None:
    word, name = expected
    assert of(sentence, word).name == name


@pytest.mark.parametrize(("sentence", "expected"), ATTACHMENTS.items(), ids=ATTACHMENTS)
def test_attachments(
    sentence: str, expected: tuple[str, list[tuple[Role, str | None, str]]]
) -> None:
    word, attachments = expected
    found = of(sentence, word).attachments
    assert [(a.role, a.preposition, a.mention.name) for a in found] == attachments


def test_a_shared_head_makes_a_mention_each() -> None:
    doc = parses.doc(parses.named("names")["shared"])
    found = {
        (mention.name, mention.text, mention.head, mention.number)
        for mention in mentions.all_mentions(doc, UNIVERSAL)
    }
    assert ("Alba treaties", "Alba", "treaty", "Sing") in found
    assert ("Brava treaties", "Brava treaties", "treaty", "Sing") in found


def test_an_apposition_goes_both_ways_and_ends() -> None:
    state = of("apposition", "state")
    (back,) = state.attached(Role.APPOSITION)
    assert back.name == "Norland"
    assert back.attachments == ()


@pytest.mark.parametrize(
    ("sentence", "word", "kind", "label", "number", "definite"),
    [
        ("person", "Ivan", MentionKind.NAME, "PERSON", "Sing", False),
        ("name-and-recognised", "Brava", MentionKind.NAME, "LOC", "Sing", False),
        ("two-countries", "countries", MentionKind.NOUN, None, "Plur", True),
        ("date", "August", MentionKind.NAME, "DATE", "Sing", False),
        ("pronoun", "They", MentionKind.PRONOUN, None, "Plur", False),
        ("pronoun", "it", MentionKind.PRONOUN, None, "Sing", False),
        ("demonym", "Norlandic", MentionKind.NAME, None, None, False),
    ],
)
def test_what_is_known_of_a_mention(
    sentence: str,
    word: str,
    kind: MentionKind,
    label: str | None,
    number: str | None,
    definite: bool,
) -> None:
    mention = of(sentence, word)
    assert (mention.kind, mention.label) == (kind, label)
    assert (mention.number, mention.definite) == (number, definite)


def test_a_token_always_gives_the_same_mention() -> None:
    doc = parses.doc(parses.named("names")["own-words"])
    first, second = (mentions.mention(doc[3], grammar=UNIVERSAL) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert first in set(mentions.all_mentions(doc, UNIVERSAL))


@pytest.mark.parametrize("sentence", parses.named("names"))
def test_spans_are_exact_and_within_their_extent(sentence: str) -> None:
    doc = parses.doc(parses.named("names")[sentence])
    for mention in mentions.all_mentions(doc, UNIVERSAL):
        assert mention.span.of(doc.text) == mention.text
        assert mention.extent is not None
        assert mention.extent.covers(mention.span)
