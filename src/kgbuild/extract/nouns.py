"""Event nouns, adjectives and roles: which arguments of the clause are a frame's two ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kgbuild.entities import is_common
from kgbuild.extract.frames import (
    NONE,
    Ends,
    Setting,
    are_several,
    beside,
    dates,
    fellows,
    is_relational,
    light_object,
    phrase,
    under,
)
from kgbuild.model import Clause, Frame, Mention, Role

_AMONG: Final = ("between", "among", "amongst", "of")
_AND: Final = re.compile(r"\band\b|,|&")


def noun_ends(clause: Clause, frame: Frame, *, setting: Setting) -> Ends:
    """Return the ends of an event noun: the *withdrawal* of X from Y."""
    if is_relational(frame):
        itself = (mention for mention in setting.links if mention.head_span == clause.predicate)
        return tuple(itself)[:1], under(clause, frame.object_prepositions), None, 2
    light = light_object(clause, frame, setting=setting) if frame.verbs else None
    told = any(noun.split()[-1] in frame.light_objects for noun in frame.event_nouns)
    if frame.light_objects and light is None and not told:
        return NONE
    if setting.is_symmetric(frame) and (pair := _mutual(clause, setting=setting)):
        return pair, (), None, 1
    free = _outside(clause, frame, setting=setting)
    objects = dates(clause, frame) if setting.is_date(frame) else _noun_objects(free, frame, light)
    subjects = _noun_subjects(free, objects, setting=setting)
    if not objects and not frame.object_prepositions:
        subjects, objects = _compounds(free, subjects, setting=setting)
    subjects = tuple(dict.fromkeys((*subjects, *fellows(free, frame, objects))))
    return subjects, objects, light, 1 + bool(frame.object_prepositions) + (light is not None)


def _outside(clause: Clause, frame: Frame, *, setting: Setting) -> Clause:
    """Return the clause without the arguments that are words of the lexicon's own phrase."""
    words = phrase(clause, frame, text=setting.text) or clause.predicate
    within = [a for a in clause.arguments if words.covers(a.mention.head_span)]
    kept = [argument for argument in clause.arguments if argument not in within]
    inner = [argument for outer in within for argument in outer.mention.attachments]
    lifted = [argument for argument in inner if not words.covers(argument.mention.head_span)]
    return replace(clause, arguments=(*kept, *lifted))


def _noun_objects(clause: Clause, frame: Frame, light: Mention | None) -> tuple[Mention, ...]:
    found = under(clause, frame.object_prepositions)
    if light is not None:
        found = found or tuple(beside(clause, light, frame=frame))
    if frame.object_prepositions:
        return found or _misattached(clause, frame.object_prepositions)
    return (*clause.mentions(Role.OBJECT), *under(clause, ["of"]))


def _compounds(
    clause: Clause, subjects: tuple[Mention, ...], *, setting: Setting
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Return the ends of a noun whose object no word marks: Norway's *missile* tests.

    Who does it is named first: "US missile tests". Where another word marks that one, a
    genitive is the object: *the treaty's* violation by Norway.
    """
    modifiers = tuple(clause.mentions(Role.MODIFIER))
    owners = tuple(clause.mentions(Role.POSSESSOR))
    if subjects and not {*subjects} & {*modifiers, *owners}:
        return subjects, (*owners, *modifiers)
    doers = owners or _known(clause, setting=setting)[:1]
    rest = tuple(m for m in modifiers if m not in doers)
    return doers, rest if _is_apart(doers, rest, text=setting.text) else ()


def _is_apart(doers: tuple[Mention, ...], rest: tuple[Mention, ...], *, text: str) -> bool:
    """Whether the two are no coordination: "the UN and IAEA inspections" are by both."""
    both = sorted(mention.span for mention in (*doers, *rest))
    gaps = (text[one.end : other.start] for one, other in pairwise(both))
    return bool(doers and rest) and not any(_AND.search(gap) for gap in gaps)


def _misattached(clause: Clause, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    """Return what a parser hangs on the noun before: "the withdrawal of X *from Y*"."""
    before = under(clause, ["of"])
    return tuple(
        m for p in prepositions for one in before for m in one.attached(Role.OBLIQUE, preposition=p)
    )


def _noun_subjects(
    clause: Clause, objects: tuple[Mention, ...], *, setting: Setting
) -> tuple[Mention, ...]:
    """Return who does what a noun tells: by X, X's, of X (unless that is the object), X ..."""
    ways = (
        tuple(clause.mentions(Role.SUBJECT)),
        under(clause, ["by"]),
        under(clause, ["of"]),
        _misattached(clause, ["by"]),
        tuple(clause.mentions(Role.POSSESSOR)),
        _known(clause, setting=setting),
    )
    free = (tuple(mention for mention in way if mention not in objects) for way in ways)
    return next(filter(None, free), ())


def _mutual(clause: Clause, *, setting: Setting) -> tuple[Mention, ...]:
    """Return those who do it to each other: talks between X and Y, X–Y talks."""
    if any(clause.mentions(Role.OBLIQUE, preposition="with")):
        return ()
    ways = [under(clause, [preposition]) for preposition in _AMONG]
    ways += [tuple(clause.mentions(Role.POSSESSOR)), _known(clause, setting=setting)]
    return next((way for way in ways if are_several(way, setting)), ())


def _known(clause: Clause, *, setting: Setting) -> tuple[Mention, ...]:
    """Return the modifiers that name something of a known kind: *Norwegian* accession.

    Common nouns do not: military support is support with arms, not by the military.
    """
    return tuple(
        mention
        for mention in clause.mentions(Role.MODIFIER)
        if any(entity.known or entity.types for entity in setting.links.get(mention, ()))
        and not is_common(mention, ontology=setting.ontology)
    )


def adjective_ends(clause: Clause, frame: Frame, *, setting: Setting) -> Ends:
    """Return the ends of an adjective: X is *hostile* to Y."""
    dated = setting.is_date(frame)
    objects = dates(clause, frame) if dated else under(clause, frame.object_prepositions)
    return tuple(clause.mentions(Role.SUBJECT)), objects, None, 2


def role_ends(clause: Clause, frame: Frame, *, setting: Setting) -> Ends:
    """Return the ends of what X is: X, a *member* of Y."""
    clause = _outside(clause, frame, setting=setting)
    subjects = tuple(clause.mentions(Role.SUBJECT)) or tuple(clause.mentions(Role.APPOSITION))
    objects = under(clause, frame.object_prepositions or ["of"])
    if objects or is_relational(frame):
        return subjects, objects, None, 2
    near = (*clause.mentions(Role.POSSESSOR), *_known(clause, setting=setting))
    return subjects, near, None, 2
