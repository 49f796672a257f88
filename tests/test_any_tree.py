"""Properties: whatever tree a parser draws, it is read, and every span is exact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parses
from kgbuild import clauses, grammar, mentions
from kgbuild.grammar import Grammar

SCHEMES = [grammar.recognise(grammar.UNIVERSAL), grammar.recognise(grammar.CLEARNLP)]
WORDS = (
    "Norland", "be", "said", "which", "that", "it", "not", "no", "the", "of", "by", "to", "pact",
    "members", "1987", "May", "will", "signed", "signing", "and", ",", "one", "Mr.", "decision",
)  # fmt: skip
PARTS = ("NOUN", "PROPN", "VERB", "AUX", "ADJ", "PRON", "ADP", "DET", "NUM", "ADV", "PUNCT", "PART")
MORPHS = ("_", "VerbForm=Inf", "Tense=Past|VerbForm=Part", "VerbForm=Ger", "VerbForm=Fin")


@st.composite
def trees(draw: st.DrawFn, labels: tuple[str, ...]) -> parses.Parse:
    """Draw a parse: each word hangs on any word that is nearer to the root."""
    size = draw(st.integers(1, 14))
    order = draw(st.permutations(range(1, size + 1)))
    rows = {}
    for place, index in enumerate(order):
        head = order[draw(st.integers(0, place - 1))] if place else 0
        word = draw(st.sampled_from(WORDS))
        label = draw(st.sampled_from(labels)) if head else "root"
        morph, part = draw(st.sampled_from(MORPHS)), draw(st.sampled_from(PARTS))
        columns = (str(index), word, word, part, "_", morph, str(head), label, "_", "_")
        rows[index] = columns
    return parses.Parse("drawn", tuple(rows[index] for index in sorted(rows)))


def check(parse: parses.Parse, scheme: Grammar) -> None:
    doc = parses.doc(parse)
    for mention in mentions.all_mentions(doc, scheme):
        assert mention.span.of(doc.text) == mention.text
        assert mention.text
        for attached in mention.attachments:
            assert attached.mention.span.of(doc.text) == attached.mention.text
    for clause in clauses.clauses(doc, grammar=scheme):
        assert clause.sentence.covers(clause.predicate)
        for argument in clause.arguments:
            assert clause.sentence.covers(argument.mention.span)


@settings(deadline=None, max_examples=150)
@given(trees(tuple(grammar.UNIVERSAL)))
def test_any_universal_tree_is_read(parse: parses.Parse) -> None:
    check(parse, SCHEMES[0])


@settings(deadline=None, max_examples=150)
@given(trees(tuple(grammar.CLEARNLP)))
def test_any_clearnlp_tree_is_read(parse: parses.Parse) -> None:
    check(parse, SCHEMES[1])


DEEP = ("nmod", "nmod:poss", "compound", "appos", "conj", "obl", "ccomp", "xcomp", "advcl", "acl")


@pytest.mark.parametrize("onward", [True, False])
@pytest.mark.parametrize("part", ["NOUN", "VERB"])
@pytest.mark.parametrize("label", DEEP)
def test_a_tree_may_be_deep(label: str, part: str, onward: bool) -> None:
    """Listings and garbage make chains of hundreds of words, to either side."""
    size = 600
    rows = []
    for i in range(1, size + 1, 2):
        last = 1 if onward else size - 1
        head = 0 if i == last else i - 2 if onward else i + 2
        rows.append((str(i), "say", "say", part, "_", "_", str(head), label, "_", "_"))
        rows.append((str(i + 1), "of", "of", "ADP", "_", "_", str(i), "case", "_", "_"))
    check(parses.Parse("deep", tuple(rows)), SCHEMES[0])
