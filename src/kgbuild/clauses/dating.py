"""When an event took place, by the date phrases of its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kgbuild.grammar import Function, Word
from kgbuild.mentions import Phrases
from kgbuild.mentions.extent import antecedent, is_calendar, is_temporal, preposition
from kgbuild.model import Mention

F = Function
_YEAR: Final = re.compile(r"(?:1[1-9]|20)\d\d$")
# "For ten years", "per day": how long or how often, not when.
NOT_WHEN = frozenset({"for", "of", "per", "to", "than", "about", "with", "as", "from"})


def times(word: Word, phrases: Phrases) -> tuple[Mention, ...]:
    """Return the date phrases of the clause or event noun ``word``, the nearest first."""
    found: dict[int, Word] = {}
    for near in _clauses(word):
        dates = sorted(_dates(near), key=lambda date: abs(date.index - near.index))
        for date in dates:
            found.setdefault(date.index, date)
    told = tuple(phrases.mention(date) for date in found.values())
    return told or tuple(_beside(word, phrases))[:1]


def _beside(word: Word, phrases: Phrases) -> Iterator[Mention]:
    """Yield the dates that hold of ``word`` by their place, where no tree says so.

    Those are what follows it with no other verb between ("signed the pact in 1936"), and
    what opens the sentence of which it is the first verb, or one joined to that.
    """
    words = phrases.tree.words
    for date in words:
        if not (is_calendar(date) and _YEAR.match(date.text)):
            continue
        told = phrases.mention(date)
        first = next(index for index, one in enumerate(words) if one.end > told.span.start)
        between = words[word.index + 1 : first]
        marked = first > 0 and words[first - 1].lower in ("in", "on", "(")
        after = marked and first > word.index and not any(one.pos == "VERB" for one in between)
        if after or (first <= 1 and marked and word.pos == "VERB" and _is_main(word, words)):
            yield told


def _is_main(word: Word, words: Sequence[Word]) -> bool:
    first = next((one for one in words if one.pos == "VERB"), word)
    joined = word
    while joined.function is F.CONJUNCT and joined.head is not None:
        joined = joined.head
    return word is first or joined is first or joined.head is None or joined.head is joined


def _clauses(word: Word) -> Iterator[Word]:
    """Yield ``word``, and the clauses above whose time is its own too."""
    yield word
    above = word.head
    if above is None:
        return
    if word.function is F.CONJUNCT:
        lasts = word.first(F.SUBJECT, F.PASSIVE_SUBJECT) is None
    else:
        lasts = word.function in (F.OPEN_COMPLEMENT, F.OBJECT, F.PASSIVE_SUBJECT)
    if lasts and above.pos == "VERB":
        yield above


def _dates(word: Word) -> Iterator[Word]:
    before = (F.ADVERB, F.NUMBER, F.COMPOUND) if word.pos == "NOUN" else (F.ADVERB,)
    for child in word.children:
        if child.function in (F.OBLIQUE, F.BARE, F.NOMINAL):
            if _says_when(child):
                yield child
        elif child.function is F.OBJECT and word.pos == "VERB":
            # Parsers hang a closing "in 1987" on the object as often as on the verb.
            for below in child.having(F.NOMINAL):
                if is_calendar(below) and preposition(below) in ("in", "on"):
                    yield below
        elif child.function in before and is_calendar(child):
            yield child


def _says_when(word: Word) -> bool:
    return is_temporal(word) and antecedent(word) is None and preposition(word) not in NOT_WHEN
