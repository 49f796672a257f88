"""Clause × Frame → the mentions at both ends, by the words of the lexicon alone.

Nothing here knows what the mentions are: whether a treaty can sign, types tell later. So
where grammar leaves an end open ("the Iran sanctions"), all that could be it are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kgbuild import lexicon
from kgbuild.extract.frames import (
    NONE,
    Ends,
    Setting,
    are_several,
    beside,
    dates,
    fellows,
    is_stative,
    light_object,
    under,
)
from kgbuild.extract.nouns import adjective_ends, noun_ends, role_ends
from kgbuild.model import Argument, Clause, ClauseKind, Frame, Mention, Role


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that a clause fills; no ``objects`` where the subjects do it to each other.

    ``light`` is the mention that completes the verb ("impose sanctions"); ``words`` counts
    the words of the lexicon that agree, so that the more telling of two frames is known.
    """

    clause: Clause
    frame: Frame
    subjects: tuple[Mention, ...]
    objects: tuple[Mention, ...]
    words: int
    light: Mention | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a frame that has the clause's word still does not fit: a phrase for a person."""

    frame: Frame
    reason: str
    depth: int = 0


def match(clause: Clause, frame: Frame, *, setting: Setting) -> Match | Miss:
    """Return the ends that ``frame`` finds in ``clause``, or why it finds none."""
    read = _READERS[clause.kind]
    subjects, objects, light, words = read(clause, frame, setting=setting)
    if words == 0:
        return Miss(frame, _incomplete(frame))
    if not subjects:
        return Miss(frame, "no subject", depth=1)
    mutual = setting.is_symmetric(frame) and not _has_other_object(clause, light)
    if not objects and not (mutual and are_several(subjects, setting)):
        return Miss(frame, _objectless(frame), depth=1)
    return Match(clause, frame, subjects, objects, words, light)


def _has_other_object(clause: Clause, light: Mention | None) -> bool:
    """Whether something else is done: who negotiate a treaty are not said to meet."""
    is_verb = clause.kind is ClauseKind.VERB
    return is_verb and any(mention != light for mention in clause.mentions(Role.OBJECT))


def _verb_ends(clause: Clause, frame: Frame, *, setting: Setting) -> Ends:
    if is_stative(clause, frame, text=setting.text):
        objects = under(clause, frame.object_prepositions)
        return tuple(clause.mentions(Role.OBJECT)), objects, None, 2
    subjects = tuple(clause.mentions(Role.SUBJECT))
    for verb in frame.verbs:
        head, _, tail = verb.partition(" ")
        if head != clause.lemma:
            continue
        light = light_object(clause, frame, setting=setting)
        if frame.light_objects and light is None:
            continue
        if setting.is_date(frame) and _has_tail(clause, tail, text=setting.text):
            # A treaty that ends a war in 1648 does not end then.
            ends = () if _has_other_object(clause, light) else dates(clause, frame)
            return subjects, ends, light, 2
        objects, words = _verb_objects(clause, frame, light, tail=tail, text=setting.text)
        if words:
            return (*subjects, *fellows(clause, frame, objects)), objects, light, words
    return NONE


def _verb_objects(
    clause: Clause, frame: Frame, light: Mention | None, *, tail: str, text: str
) -> tuple[tuple[Mention, ...], int]:
    words = 1 + len(tail.split()) + (light is not None)
    if frame.object_prepositions:
        paths = {f"{tail} {preposition}".strip() for preposition in frame.object_prepositions}
        found = [a.mention for a in clause.arguments if paths & _paths(clause, a, text=text)]
        fits = _has_tail(clause, tail, text=text) or bool(found)
        if light is not None and fits:
            found = found or [*beside(clause, light, frame=frame)]
        return tuple(m for m in found if m != light), (words + 1) * fits
    if not _has_tail(clause, tail, text=text):
        return (), 0
    direct = (*clause.mentions(Role.INDIRECT), *clause.mentions(Role.OBJECT))
    return tuple(mention for mention in direct if mention != light), words


def _paths(clause: Clause, argument: Argument, *, text: str) -> set[str]:
    """Return the particle and preposition on the way to a mention: "out of".

    Of "calls for" or "out of" some parsers make a particle, or nothing, and a direct object.
    """
    particle = clause.particle or ""
    if argument.role is Role.OBJECT:
        start = (argument.mention.extent or argument.mention.span).start
        return {particle, text[clause.predicate.end : start].strip().casefold()} - {""}
    if argument.role is not Role.OBLIQUE or argument.preposition is None:
        return set()
    counted = f"{argument.preposition} ".startswith(f"{particle} ")
    return {argument.preposition if counted else f"{particle} {argument.preposition}".strip()}


def _has_tail(clause: Clause, tail: str, *, text: str) -> bool:
    """Whether a clause has the rest of a verb of several words: "out", "part", "into force"."""
    if tail == (clause.particle or ""):
        return True
    nouns = {mention.head for mention in clause.mentions(Role.OBJECT)}
    obliques = {
        f"{argument.preposition} {argument.mention.head}"
        for argument in clause.arguments
        if argument.role is Role.OBLIQUE
    }
    follows = text[clause.predicate.end :][: len(tail) + 2].split() == tail.split()
    return bool(tail) and (follows or tail in nouns | obliques)


def _incomplete(frame: Frame) -> str:
    if frame.light_objects:
        nouns = [noun for noun in frame.light_objects if not lexicon.is_class(noun)]
        return f"none of its objects: {', '.join(nouns[:4])}"
    words = frame.object_prepositions or frame.verbs
    return f'no "{words[0]}" beside it' if words else "not so said"


def _objectless(frame: Frame) -> str:
    if frame.object_prepositions:
        return f'no object under "{" / ".join(frame.object_prepositions[:4])}"'
    return "no object"


_READERS: Final[Mapping[ClauseKind, Callable[..., Ends]]] = MappingProxyType(
    {
        ClauseKind.VERB: _verb_ends,
        ClauseKind.NOUN: noun_ends,
        ClauseKind.ADJECTIVE: adjective_ends,
        ClauseKind.ROLE: role_ends,
    }
)
