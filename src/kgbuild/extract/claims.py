"""A relation said between two typed ends → a claim, with its evidence and confidence."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kgbuild import times
from kgbuild.extract.ends import End, Typing
from kgbuild.model import Claim, Date, Entity, Mention, MentionKind, Span, Status

# How sure an end is, by what says it: a name, a phrase, a pronoun that was resolved.
_CERTAINTY: Final = MappingProxyType(
    {MentionKind.NAME: 1.0, MentionKind.NOUN: 0.95, MentionKind.PRONOUN: 0.85}
)


@dataclass(frozen=True, slots=True)
class Said:
    """How a claim is said: where, by which word, with what status, by whom and of when."""

    sentence: Span
    predicate: Span
    status: Status
    extractor: str
    speaker: Mention | None = None
    times: tuple[Mention, ...] = ()


def claim(
    subject: End,
    object: End,
    *,
    relation: str,
    said: Said,
    typing: Typing,
    confidence: float,
) -> Claim | None:
    """Return the claim in the direction it is written down, or None where both ends are one.

    ``relation`` is an IRI, ``confidence`` in 0..1 that of whoever found it, before the
    certainty of the ends is told off. Ends of a symmetric relation are put in one order.
    """
    written, swapped = typing.ontology.canonical(relation)
    first, second = (object, subject) if swapped else (subject, object)
    if written.symmetric:
        first, second = sorted((first, second), key=key)
    if key(first) == key(second) or not isinstance(first.thing, Entity):
        return None
    return Claim(
        document=typing.document.id,
        sentence=said.sentence,
        subject=first.thing,
        relation=written.iri,
        object=second.thing,
        status=said.status,
        confidence=round(confidence * _certainty(first) * _certainty(second), 2),
        subject_span=first.mention.span,
        predicate_span=said.predicate,
        object_span=second.mention.span,
        speaker=_speaker(said.speaker, typing=typing),
        time=_time(said.times, typing=typing),
        extractors=(said.extractor,),
    )


def key(end: End) -> str:
    """Return what tells one end from another: the IRI, or the date."""
    return end.thing.iri if isinstance(end.thing, Entity) else end.thing.value


def _certainty(end: End) -> float:
    if isinstance(end.thing, Date):
        return 1.0
    unknown = 0.95 if end.mention.kind is MentionKind.NAME and not end.thing.known else 1.0
    return _CERTAINTY[end.mention.kind] * unknown


def _speaker(mention: Mention | None, *, typing: Typing) -> Entity | None:
    entities = typing.links.get(mention, ()) if mention else ()
    return entities[0] if entities else None


def _time(phrases: tuple[Mention, ...], *, typing: Typing) -> Date | None:
    reference = typing.document.date
    dates = (times.iso(phrase.text, reference=reference) for phrase in phrases)
    return next(filter(None, dates), None)
