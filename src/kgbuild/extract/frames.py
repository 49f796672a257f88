"""The words of a frame in a clause: its head, the noun that completes it, what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kgbuild import lexicon
from kgbuild.entities import Links, spelling
from kgbuild.model import Argument, Clause, ClauseKind, Frame, Mention, Role, Span
from kgbuild.ontology import Ontology

_TOGETHER: Final = frozenset({"with", "between", "among", "amongst", "alongside"})

# Under what a noun completes a verb that has an object: puts X *on* ice, hits Y *with* sanctions.
_COMPLETING: Final = ("with", "on", "under", "into", "through")

Ends = tuple[tuple[Mention, ...], tuple[Mention, ...], Mention | None, int]
"""Subjects, objects, the noun that completes the verb, and how many words of a frame agree."""

NONE: Final[Ends] = ((), (), None, 0)


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


def says(clause: Clause, frame: Frame, *, text: str) -> bool:
    """Whether the head of ``clause`` is a word of ``frame``, as the same part of speech."""
    if clause.kind is ClauseKind.VERB:
        verbs = any(verb.split()[0] == clause.lemma for verb in frame.verbs)
        return verbs or is_stative(clause, frame, text=text)
    return phrase(clause, frame, text=text) is not None


def phrase(clause: Clause, frame: Frame, *, text: str) -> Span | None:
    """Return where the text has a noun or adjective of the frame, the longest: "arms embargo"."""
    spans = (_phrase_at(clause, phrase, text=text) for phrase in _phrases(clause, frame))
    return max(filter(None, spans), key=lambda span: span.end - span.start, default=None)


def _phrases(clause: Clause, frame: Frame) -> tuple[str, ...]:
    if clause.kind is ClauseKind.ADJECTIVE:
        return frame.adjectives
    if clause.kind is ClauseKind.ROLE:
        return frame.role_nouns
    return frame.event_nouns + (frame.role_nouns if is_relational(frame) else ())


def is_relational(frame: Frame) -> bool:
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


def is_stative(clause: Clause, frame: Frame, *, text: str) -> bool:
    """Whether a passive is read as an adjective of the frame: "is *opposed* to the ban"."""
    said = clause.predicate.of(text).casefold() in frame.adjectives
    return said and not any(clause.mentions(Role.SUBJECT))


def light_object(clause: Clause, frame: Frame, *, setting: Setting) -> Mention | None:
    """Return the mention that completes a verb: a noun of the frame, or a name of its class."""
    could = (a.mention for a in clause.arguments if _may_complete(a, clause))
    return next((m for m in could if _completes(m, frame, setting=setting)), None)


def _may_complete(argument: Argument, clause: Clause) -> bool:
    """Whether an argument may be part of what the verb says: "enter *into talks*".

    Beside an object most prepositional phrases only tell more of the event: who buys a
    plane *as its aircraft*, or holds a vote *in consultation* with another.
    """
    if argument.role is not Role.OBLIQUE:
        return argument.role in (Role.OBJECT, Role.MODIFIER)
    return argument.preposition in _COMPLETING or not any(clause.mentions(Role.OBJECT))


def _completes(mention: Mention, frame: Frame, *, setting: Setting) -> bool:
    types = [kind for entity in setting.links.get(mention, ()) for kind in entity.types]
    name = spelling.singular(mention).casefold()
    return any(
        setting.ontology.fits(types, (noun,))
        if lexicon.is_class(noun)
        else mention.head.casefold() == noun or (" " in noun and name.endswith(noun))
        for noun in frame.light_objects
    )


def beside(clause: Clause, light: Mention, *, frame: Frame) -> Iterator[Mention]:
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
    genitive = (Role.POSSESSOR,) if "of" in frame.object_prepositions else ()
    yield from inner or light.attached(*genitive, Role.MODIFIER)


def dates(clause: Clause, frame: Frame) -> tuple[Mention, ...]:
    """Return the date under a preposition of the frame, else the nearest of the clause."""
    found = under(clause, frame.object_prepositions)
    return tuple(mention for mention in found if mention.label == "DATE") or clause.times[:1]


def under(clause: Clause, prepositions: Iterable[str]) -> tuple[Mention, ...]:
    """Return what stands under the prepositions, in their order."""
    return tuple(m for p in prepositions for m in clause.mentions(Role.OBLIQUE, preposition=p))


def fellows(clause: Clause, frame: Frame, objects: Iterable[Mention]) -> Iterator[Mention]:
    """Yield those who do it too: X signed with *Y*, X signed a treaty with *Y*.

    Other prepositions mark who does what a noun tells ("criticism from X"), but not under
    its verb: who condemns an exit from a treaty does it without the treaty.
    """
    for preposition in (one for one in frame.subject_prepositions if one in _TOGETHER):
        yield from clause.mentions(Role.OBLIQUE, preposition=preposition)
        for mention in objects:
            yield from mention.attached(Role.OBLIQUE, preposition=preposition)


def are_several(mentions: Iterable[Mention], setting: Setting) -> bool:
    """Whether mentions stand for more than one thing."""
    return len({e.iri for mention in mentions for e in setting.links.get(mention, ())}) > 1
