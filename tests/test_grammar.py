"""Tests of grammar: label schemes are recognised, and all give trees of one shape."""

from __future__ import annotations

import pytest

import parses
from kgbuild import clauses, grammar
from kgbuild.errors import ModelError
from kgbuild.grammar import Function
from kgbuild.model import Clause, Status

UNIVERSAL = grammar.recognise(grammar.UNIVERSAL)
CLEARNLP = grammar.recognise(grammar.CLEARNLP)

# The same readings that Universal Dependencies give, from trees drawn the other way round.
READINGS = {
    "active": ["VERB sign(subject Norland, object treaty, in Geneva)"],
    "passive": ["VERB sign(subject Norland, object pact)"],
    "dative": [
        "VERB give(subject Norland, object missiles, indirect Sudovia)",
        "NOUN missile(subject Norland)",
    ],
    "dative-prep": [
        "VERB give(subject Norland, object missiles, to Sudovia)",
        "NOUN missile(subject Norland, to Sudovia)",
    ],
    "out-of": ["VERB pull(subject Norland, out of pact)"],
    "copula": ["ROLE party(subject Norland, to pact)", "NOUN party(subject Norland, to pact)"],
    "copula-adjective": ["ADJECTIVE hostile(subject Norland, to pact)"],
    "in-breach": ["ROLE breach(subject Norland, of pact)", "NOUN breach(subject Norland, of pact)"],
    "relative": ["VERB withdraw(subject Norland, from pact)", "VERB expire(subject pact)"],
    "gerund-after-preposition": [
        "VERB accuse(subject Norland, object Sudovia, of violating the pact)",
        "VERB violate(subject Sudovia, object pact)",
    ],
    "prepositions-joined": ["VERB withdraw(subject Norland, from pact, from alliance)"],
    "event-noun": ["NOUN withdrawal(of Norland, from pact)", "VERB follow(subject withdrawal)"],
    "title": [
        "ROLE president(subject Xi Jinping, modifier Chinese)",
        "VERB resign(subject Xi Jinping)",
    ],
    "there-is": ["VERB be(subject pact)", "NOUN pact(between Norland, between Sudovia)"],
    "failed-to": ["VERB fail(subject Norland)", "VERB sign(subject Norland, object pact)"],
    "urged": [
        "VERB urge(subject Norland, object Sudovia)",
        "VERB sign(subject Sudovia, object pact)",
    ],
}


def read(name: str) -> list[Clause]:
    doc = parses.doc(parses.named("clearnlp")[name])
    return list(clauses.clauses(doc, grammar=CLEARNLP))


@pytest.mark.parametrize(("name", "expected"), READINGS.items(), ids=READINGS)
def test_clearnlp_labels_give_the_same_readings(name: str, expected: list[str]) -> None:
    assert [parses.reading(clause) for clause in read(name)] == expected


@pytest.mark.parametrize(
    ("name", "lemma", "status"),
    [
        ("copula-negated", "party", Status.NEGATED),
        ("failed-to", "sign", Status.NEGATED),
        ("urged", "sign", Status.PLANNED),
        ("gerund-after-preposition", "violate", Status.ATTRIBUTED),
    ],
)
def test_clearnlp_labels_give_the_same_status(name: str, lemma: str, status: Status) -> None:
    assert {clause.status for clause in read(name) if clause.lemma == lemma} == {status}


@pytest.mark.parametrize("name", parses.named("clearnlp"))
def test_a_turned_tree_is_a_tree(name: str) -> None:
    doc = parses.doc(parses.named("clearnlp")[name])
    (tree,) = CLEARNLP.trees(doc)
    (root,) = [word for word in tree.words if word.head is None]
    assert {word.index for word in root.subtree()} == set(range(len(doc)))
    for word in tree.words:
        assert all(child.head is word for child in word.children)
        assert [child.index for child in word.children] == sorted(c.index for c in word.children)


@pytest.mark.parametrize(
    ("label", "function"),
    [
        ("nsubj:pass", Function.PASSIVE_SUBJECT),
        ("NSUBJ", Function.SUBJECT),
        ("acl:relcl", Function.RELATIVE),
        ("obl:lmod", Function.OBLIQUE),
        ("no-such-label", Function.OTHER),
    ],
)
def test_an_unknown_subtype_is_read_as_its_type(label: str, function: Function) -> None:
    assert UNIVERSAL.function(label) is function


def test_schemes_are_recognised_from_their_labels() -> None:
    assert not UNIVERSAL.turned
    assert CLEARNLP.turned
    assert UNIVERSAL.name != CLEARNLP.name


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(ModelError, match="obl, xcomp") as raised:
        grammar.recognise(set(grammar.UNIVERSAL) - {"obl", "xcomp"})
    assert raised.value.hint


def test_words_know_their_place_in_the_text() -> None:
    doc = parses.doc(*parses.named("verbs").values())
    for tree in UNIVERSAL.trees(doc):
        assert tree.sentence.of(doc.text) == tree.sentence.of(tree.text)
        for word in tree.words:
            assert doc.text[word.start : word.end] == word.text
            assert tree.at(tree.first + word.index) is word
