"""How relations are said: the frames and the examples of a lexicon, from its Turtle."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kgbuild.errors import OntologyError
from kgbuild.model import Frame, Span
from kgbuild.turtle import Statements
from kgbuild.vocab import KGB

Nouns = Mapping[str, tuple[str, ...]]
"""Class IRI to the head nouns of the class and of all below it."""

_PREPOSITIONS: Final = frozenset(
    "about against at between by concerning for from in into of on over to under with".split()
)
_END: Final = re.compile(r"\[(?P<text>[^][|]+)\|(?P<end>[XY])\]")
_FRAME: Final = str(KGB.frame)
_EXAMPLE: Final = str(KGB.example)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that says a relation between two marked ends, or must not say it.

    ``relation`` is an IRI. ``text`` is the sentence without its marks, the spans are
    characters of it. Where both are None the sentence is a false friend: it has the
    words of the relation, and must give no claim of it.
    """

    relation: str
    text: str
    subject: Span | None = None
    object: Span | None = None


def frames(statements: Statements, *, nouns: Nouns) -> tuple[Frame, ...]:
    """Return the frames in the order written, each with an id that no other has.

    A class among the role nouns or light objects stands for its nouns: the class's IRI
    comes first (a name of that type completes the verb as well), then the head nouns.
    """
    found = [
        _frame(statements, relation, node, nouns=nouns)
        for relation in statements
        for node in statements.values(relation, _FRAME)
    ]
    return tuple(_numbered(found))


def examples(statements: Statements) -> tuple[Example, ...]:
    """Return the examples of all relations, in the order written, without their marks."""
    return tuple(
        example(relation, marked)
        for relation in statements
        for marked in statements.values(relation, _EXAMPLE)
    )


def example(relation: str, marked: str) -> Example:
    """Read a sentence whose ends are marked, or which has none marked (a false friend).

    Raises OntologyError where an end is marked twice, or only one is.

    >>> found = example("r", "[Russia|X] left [the pact|Y].")
    >>> found.text, found.object
    ('Russia left the pact.', Span(start=12, end=20))
    """
    text, ends, read = "", {}, 0
    marks = list(_END.finditer(marked))
    for mark in marks:
        text += marked[read : mark.start()]
        ends[mark["end"]] = Span(len(text), len(text) + len(mark["text"]))
        text += mark["text"]
        read = mark.end()
    text += marked[read:]
    if len(marks) != len(ends) or len(ends) == 1 or "|" in text:
        raise OntologyError(
            f"the ends are not marked once each: {marked!r}",
            place=_local(relation),
            hint='write "[Russia|X] left [the pact|Y]." or, for a false friend, no mark at all',
        )
    return Example(relation, text, ends.get("X"), ends.get("Y"))


def by_lemma(frames: Iterable[Frame]) -> Mapping[str, tuple[Frame, ...]]:
    """Index frames by the head lemma of each verb, adjective and noun that can say them.

    The head of a phrasal verb is its verb ("carry out": carry); for nouns see ``head``.
    """
    index: dict[str, dict[str, Frame]] = {}
    for frame in frames:
        for lemma in heads(frame):
            index.setdefault(lemma, {})[frame.id] = frame
    return {lemma: tuple(found.values()) for lemma, found in index.items()}


def heads(frame: Frame) -> Iterator[str]:
    """Yield the single words under which ``frame`` can be met as the head of a clause."""
    for phrase in frame.verbs:
        yield phrase.split()[0]
    for phrase in frame.adjectives + frame.role_nouns + frame.event_nouns:
        if not is_class(phrase):
            words = phrase.split()
            yield words[head(words)]


def head(words: Sequence[str]) -> int:
    """Return where the head of a noun phrase stands: before its first preposition, or last.

    >>> head("secretary of state".split()), head("prime minister".split())
    (0, 1)
    """
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return end - 1


def is_class(lemma: str) -> bool:
    """Whether an entry of a frame is the IRI of a class rather than a lemma."""
    return "://" in lemma


def _frame(statements: Statements, relation: str, node: str, *, nouns: Nouns) -> Frame:
    def lemmas(term: str) -> tuple[str, ...]:
        return tuple(
            lemma
            for value in statements.values(node, str(term))
            for lemma in (value, *nouns.get(value, ()))
        )

    frame = Frame(
        id="",
        relation=relation,
        verbs=lemmas(KGB.verb),
        adjectives=lemmas(KGB.adjective),
        role_nouns=lemmas(KGB.roleNoun),
        event_nouns=lemmas(KGB.eventNoun),
        light_objects=lemmas(KGB.lightObject),
        object_prepositions=lemmas(KGB.objectPreposition),
        subject_prepositions=lemmas(KGB.subjectPreposition),
    )
    return replace(frame, id=_name(frame))


def _name(frame: Frame) -> str:
    heads = frame.verbs or frame.adjectives or frame.role_nouns or frame.event_nouns
    words = (*heads[:1], *frame.light_objects[:1], *frame.object_prepositions[:1])
    return f"{_local(frame.relation)}: {' '.join(_local(word) for word in words)}"


def _numbered(frames: Iterable[Frame]) -> Iterator[Frame]:
    seen: Counter[str] = Counter()
    for frame in frames:
        seen[frame.id] += 1
        count = seen[frame.id]
        yield frame if count == 1 else replace(frame, id=f"{frame.id} ({count})")


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]
