"""Quotations that run over sentences: who says what stands between the marks."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.clauses.signatures import SPEECH
from kgbuild.grammar import Function, Tree, Word

F = Function
OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»", "''"})
STRAIGHT = '"'


def quotations(trees: list[Tree]) -> Iterator[tuple[Tree, bool]]:
    """Yield each tree, and whether all its words stand between quotation marks.

    A quotation ends with its paragraph if no mark ends it before.
    """
    inside, end = False, 0
    for tree in trees:
        if "\n\n" in tree.text[end : tree.sentence.start]:
            inside = False
        end = tree.sentence.end
        whole, inside = _scan(tree, inside)
        yield tree, whole


def _scan(tree: Tree, inside: bool) -> tuple[bool, bool]:
    whole = True
    for word in tree.words:
        mark = word.text
        if mark in OPENING or (mark == STRAIGHT and not inside):
            inside = True
        elif mark in CLOSING or mark == STRAIGHT:
            inside = False
        elif word.pos != "PUNCT" and not inside:
            whole = False
    return whole, inside


def speech(tree: Tree) -> Word | None:
    """Return the verb that introduces or follows a quotation in ``tree``, or None.

    That is a verb of speech with a subject, in a sentence that quotes or only says who spoke.
    """
    quotes = any(word.text in OPENING or word.text == STRAIGHT for word in tree.words)
    for word in tree.words:
        if word.lemma not in SPEECH or word.pos != "VERB" or word.first(F.SUBJECT) is None:
            continue
        bare = word.function is F.ROOT and not word.first(F.COMPLEMENT, F.OBJECT, F.OPEN_COMPLEMENT)
        if quotes or bare:
            return word
    return None
