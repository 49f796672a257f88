"""Clause × Frame → the mentions at both ends, by the words of the lexicon alone.

Nothing here knows what the mentions are: whether a treaty can sign, types tell later. So
where grammar leaves an end open ("the Iran sanctions"), all that could be it are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from kgbuild import lexicon
from kgbuild.entities import Links, spelling
from kgbuild.model import Argument, Clause, ClauseKind, Frame, Mention, Role, Span
from kgbuild.ontology import Ontology

_AMONG: Final = ("between", "among", "amongst", "of")


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


@dataclass(frozen=True, slots=True)
class Setting:
    """What is needed to match: the text, what mentions stand for, and the ontology."""

    text: str
    links: Links
    ontology: Ontology

    def is_date(self, frame: Frame) -> bool:
        """Whether the frame's relation leads to a date: its range is no class of things."""
        range_ = self.ontology.relations[frame.relation].range
        return bool(range_) and not any(kind in self.ontology.classes for kind in range_)

    def is_symmetric(self, frame: Frame) -> bool:
        """Whether the frame's relation holds both ways."""
        return self.ontology.relations[frame.relation].symmetric


def match(clause: Clause, frame: Frame, *, setting: Setting) -> Match | Miss:
    """Return the ends that ``frame`` finds in ``clause``, or why it finds none."""
    read = _READERS[clause.kind]
    subjects, objects, light, words = read(clause, frame, setting=setting)
    if words == 0:
        return Miss(frame, _incomplete(frame))
    if not subjects:
        return Miss(frame, "no subject", depth=1)
    mutual = setting.is_symmetric(frame) and not _has_other_object(clause, light)
    if not objects and not (mutual and _are_several(subjects, setting)):
        return Miss(frame, _objectless(frame), depth=1)
    return Match(clause, frame, subjects, objects, words, light)


def _has_other_object(clause: Clause, light: Mention | None) -> bool:
    """Whether something else is done: who negotiate a treaty are not said to meet."""
    is_verb = clause.kind is ClauseKind.VERB
    return is_verb and any(mention != light for mention in clause.mentions(Role.OBJECT))


def says(clause: Clause, frame: Frame, *, text: str) -> bool:
    """Whether the head of ``clause`` is a word of ``frame``, as the same part of speech."""
    if clause.kind is ClauseKind.VERB:
        verbs = any(verb.split()[0] == clause.lemma for verb in frame.verbs)
        return verbs or _is_stative(clause, frame, text=text)
    return _said(clause, frame, text=text) is not None


_Ends = tuple[tuple[Mention, ...], tuple[Mention, ...], Mention | None, int]
_NONE: Final[_Ends] = ((), (), None, 0)


def _said(clause: Clause, frame: Frame, *, text: str) -> Span | None:
    """Return where the text has a noun or adjective of the frame, the longest: "arms embargo"."""
    spans = (_phrase_at(clause, phrase, text=text) for phrase in _phrases(clause, frame))
    return max(filter(None, spans), key=lambda span: span.end - span.start, default=None)


def _phrases(clause: Clause, frame: Frame) -> tuple[str, ...]:
    if clause.kind is ClauseKind.ADJECTIVE:
        return frame.adjectives
    if clause.kind is ClauseKind.ROLE:
        return frame.role_nouns
    return frame.event_nouns + (frame.role_nouns if _is_relational(frame) else ())


def _is_relational(frame: Frame) -> bool:
    """Whether the noun itself is an end: the *agreement* between X and Y."""
    return any(map(lexicon.is_class, frame.role_nouns))


def _phrase_at(clause: Clause, phrase: str, *, text: str) -> Span | None:
    """Return the span of ``phrase`` around the clause's head, of which it gives the lemma."""
    words = phrase.split()
    head = lexicon.head(words)
    if words[head] != clause.lemma.rpartition(" ")[2]:
        return None
    before, after = " ".join(words[:head]), " ".join(words[head + 1 :])
    start, end = clause.predicate.start, clause.predicate.end
    ahead = text[:start].rstrip(" -\n").casefold()
    behind = text[end:].lstrip(" -\n").casefold()
    if not ahead.endswith(before) or not behind.startswith(after):
        return None
    start = len(ahead) - len(before) if before else start
    return Span(start, text.casefold().index(after, end) + len(after) if after else end)


def _is_stative(clause: Clause, frame: Frame, *, text: str) -> bool:
    """Whether a passive is read as an adjective of the frame: "is *opposed* to the ban"."""
    said = clause.predicate.of(text).casefold() in frame.adjectives
    return said and not any(clause.mentions(Role.SUBJECT))


def _verb(clause: Clause, frame: Frame, *, setting: Setting) -> _Ends:
    if _is_stative(clause, frame, text=setting.text):
        under = _under(clause, frame.object_prepositions)
        return tuple(clause.mentions(Role.OBJECT)), under, None, 2
    subjects = tuple(clause.mentions(Role.SUBJECT))
    for verb in frame.verbs:
        head, _, tail = verb.partition(" ")
        if head != clause.lemma:
            continue
        light = _light(clause, frame, setting=setting)
        if frame.light_objects and light is None:
            continue
        if setting.is_date(frame) and _has_tail(clause, tail, text=setting.text):
            return subjects, _dates(clause, frame), light, 2
        objects, words = _verb_objects(clause, frame, light, tail=tail, text=setting.text)
        if words:
            return (*subjects, *_fellows(clause, frame, objects)), objects, light, words
    return _NONE


def _fellows(clause: Clause, frame: Frame, objects: Iterable[Mention]) -> Iterator[Mention]:
    """Yield those who do it too: X signed with *Y*, X signed a treaty with *Y*."""
    for preposition in frame.subject_prepositions:
        yield from clause.mentions(Role.OBLIQUE, preposition=preposition)
        for mention in objects:
            yield from mention.attached(Role.OBLIQUE, preposition=preposition)


def _verb_objects(
    clause: Clause, frame: Frame, light: Mention | None, *, tail: str, text: str
) -> tuple[tuple[Mention, ...], int]:
    words = 1 + len(tail.split()) + (light is not None)
    if frame.object_prepositions:
        paths = {f"{tail} {preposition}".strip() for preposition in frame.object_prepositions}
        found = [a.mention for a in clause.arguments if _path(clause, a, text=text) in paths]
        fits = _has_tail(clause, tail, text=text) or bool(found)
        if light is not None and fits:
            found = found or [*_beside(clause, light, frame=frame)]
        return tuple(m for m in found if m != light), (words + 1) * fits
    if not _has_tail(clause, tail, text=text):
        return (), 0
    direct = (*clause.mentions(Role.INDIRECT), *clause.mentions(Role.OBJECT))
    return tuple(mention for mention in direct if mention != light), words


def _path(clause: Clause, argument: Argument, *, text: str) -> str | None:
    """Return the particle and preposition on the way to a mention: "out of".

    Of "calls for" some parsers make a particle, or nothing, and a direct object.
    """
    particle = clause.particle or ""
    if argument.role is Role.OBJECT:
        start = (argument.mention.extent or argument.mention.span).start
        between = text[clause.predicate.end : start].strip().casefold()
        return clause.particle or between
    if argument.role is not Role.OBLIQUE or argument.preposition is None:
        return None
    counted = f"{argument.preposition} ".startswith(f"{particle} ")
    return argument.preposition if counted else f"{particle} {argument.preposition}".strip()


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


def _light(clause: Clause, frame: Frame, *, setting: Setting) -> Mention | None:
    """Return the mention that completes a verb: a noun of the frame, or a name of its class."""
    roles = (Role.OBJECT, Role.OBLIQUE, Role.MODIFIER)
    return next((m for m in clause.mentions(*roles) if _completes(m, frame, setting=setting)), None)


def _completes(mention: Mention, frame: Frame, *, setting: Setting) -> bool:
    types = [kind for entity in setting.links.get(mention, ()) for kind in entity.types]
    name = spelling.singular(mention).casefold()
    return any(
        setting.ontology.fits(types, (noun,))
        if lexicon.is_class(noun)
        else mention.head.casefold() == noun or (" " in noun and name.endswith(noun))
        for noun in frame.light_objects
    )


def _beside(clause: Clause, light: Mention, *, frame: Frame) -> Iterator[Mention]:
    """Yield what a light object itself leads to: sanctions *on Iran*, *the treaty's* terms."""
    inner = [
        argument.mention
        for argument in light.attachments
        if argument.role is Role.OBLIQUE and argument.preposition in frame.object_prepositions
    ]
    if not inner and "to" in frame.object_prepositions:
        inner = [*clause.mentions(Role.INDIRECT)]
        supplied_with = light in clause.mentions(Role.OBLIQUE, preposition="with")
        inner += clause.mentions(Role.OBJECT) if supplied_with else ()
    yield from inner or light.attached(Role.POSSESSOR, Role.MODIFIER)


def _dates(clause: Clause, frame: Frame) -> tuple[Mention, ...]:
    """Return the date under a preposition of the frame, else the nearest of the clause."""
    under = _under(clause, frame.object_prepositions)
    return tuple(mention for mention in under if mention.label == "DATE") or clause.times[:1]


def _noun(clause: Clause, frame: Frame, *, setting: Setting) -> _Ends:
    if _is_relational(frame):
        itself = (mention for mention in setting.links if mention.head_span == clause.predicate)
        return tuple(itself)[:1], _under(clause, frame.object_prepositions), None, 2
    light = _light(clause, frame, setting=setting) if frame.verbs else None
    told = any(noun.split()[-1] in frame.light_objects for noun in frame.event_nouns)
    if frame.light_objects and light is None and not told:
        return _NONE
    if setting.is_symmetric(frame) and (pair := _mutual(clause, setting=setting)):
        return pair, (), None, 1
    free = _outside(clause, frame, setting=setting)
    objects = _dates(clause, frame) if setting.is_date(frame) else _noun_objects(free, frame, light)
    own = _noun_subjects(free, objects, setting=setting)
    subjects = tuple(dict.fromkeys((*own, *_fellows(free, frame, objects))))
    return subjects, objects, light, 1 + bool(frame.object_prepositions) + (light is not None)


def _outside(clause: Clause, frame: Frame, *, setting: Setting) -> Clause:
    """Return the clause without the arguments that are words of the lexicon's own phrase."""
    said = _said(clause, frame, text=setting.text) or clause.predicate
    within = [a for a in clause.arguments if said.covers(a.mention.head_span)]
    kept = [argument for argument in clause.arguments if argument not in within]
    lifted = [inner for argument in within for inner in argument.mention.attachments]
    return replace(clause, arguments=(*kept, *lifted))


def _under(clause: Clause, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    return tuple(m for p in prepositions for m in clause.mentions(Role.OBLIQUE, preposition=p))


def _noun_objects(clause: Clause, frame: Frame, light: Mention | None) -> tuple[Mention, ...]:
    under = _under(clause, frame.object_prepositions)
    if light is not None:
        under = under or tuple(_beside(clause, light, frame=frame))
    if frame.object_prepositions:
        return under or _misattached(clause, frame.object_prepositions)
    direct = (*clause.mentions(Role.OBJECT), *_under(clause, ["of"]))
    return direct or tuple(clause.mentions(Role.MODIFIER, Role.POSSESSOR))


def _misattached(clause: Clause, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    """Return what a parser hangs on the noun before: "the withdrawal of X *from Y*"."""
    before = _under(clause, ["of"])
    return tuple(
        m for p in prepositions for one in before for m in one.attached(Role.OBLIQUE, preposition=p)
    )


def _noun_subjects(
    clause: Clause, objects: tuple[Mention, ...], *, setting: Setting
) -> tuple[Mention, ...]:
    """Return who does what a noun tells: by X, X's, of X (unless that is the object), X ..."""
    ways = (
        tuple(clause.mentions(Role.SUBJECT)),
        _under(clause, ["by"]),
        _under(clause, ["of"]),
        _misattached(clause, ["by"]),
        tuple(clause.mentions(Role.POSSESSOR)),
        _known(clause, setting=setting),
    )
    free = (tuple(mention for mention in way if mention not in objects) for way in ways)
    both = objects and set(objects) <= {*ways[-1], *ways[-2]}
    return next(filter(None, free), objects if both and len(objects) > 1 else ())


def _mutual(clause: Clause, *, setting: Setting) -> tuple[Mention, ...]:
    """Return those who do it to each other: talks between X and Y, X–Y talks."""
    if any(clause.mentions(Role.OBLIQUE, preposition="with")):
        return ()
    ways = [_under(clause, [preposition]) for preposition in _AMONG]
    ways += [tuple(clause.mentions(Role.POSSESSOR)), _known(clause, setting=setting)]
    return next((way for way in ways if _are_several(way, setting)), ())


def _known(clause: Clause, *, setting: Setting) -> tuple[Mention, ...]:
    """Return the modifiers that name something of a known kind: *Norwegian* accession."""
    return tuple(
        mention
        for mention in clause.mentions(Role.MODIFIER)
        if any(entity.known or entity.types for entity in setting.links.get(mention, ()))
    )


def _adjective(clause: Clause, frame: Frame, *, setting: Setting) -> _Ends:
    under = _under(clause, frame.object_prepositions)
    objects = _dates(clause, frame) if setting.is_date(frame) else under
    return tuple(clause.mentions(Role.SUBJECT)), objects, None, 2


def _role(clause: Clause, frame: Frame, *, setting: Setting) -> _Ends:
    clause = _outside(clause, frame, setting=setting)
    subjects = tuple(clause.mentions(Role.SUBJECT)) or tuple(clause.mentions(Role.APPOSITION))
    under = _under(clause, frame.object_prepositions or ["of"])
    if under or _is_relational(frame):
        return subjects, under, None, 2
    near = (*clause.mentions(Role.POSSESSOR), *_known(clause, setting=setting))
    return subjects, near, None, 2


def _are_several(mentions: Iterable[Mention], setting: Setting) -> bool:
    return len({e.iri for mention in mentions for e in setting.links.get(mention, ())}) > 1


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


_READERS: Final[Mapping[ClauseKind, Callable[..., _Ends]]] = MappingProxyType(
    {
        ClauseKind.VERB: _verb,
        ClauseKind.NOUN: _noun,
        ClauseKind.ADJECTIVE: _adjective,
        ClauseKind.ROLE: _role,
    }
)
