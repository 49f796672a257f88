"""Equal claims become one: of two frames, of two extractors, of the two orders of a pair."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from kgbuild.model import Claim, Date, Entity, Span

_MOST = 0.99
_LEARNED = "arcs"


def join(*claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims of one or more extractors, equal ones joined, in the order of the text.

    Claims are equal that say the same of the same in one sentence, with the same status or
    by the same words; of two statuses for the same words the more certain claim's is kept.
    Where lexicon and network agree, confidence rises as of independent witnesses.
    """
    groups: dict[Hashable, list[Claim]] = {}
    for claim in (one for some in claims for one in some):
        equals = groups.setdefault(_triple(claim), [])
        place = next((i for i, other in enumerate(equals) if _is_same(claim, other)), None)
        if place is None:
            equals.append(claim)
        else:
            equals[place] = _joined(equals[place], claim)
    found = (claim for equals in groups.values() for claim in equals)
    yield from sorted(found, key=_place)


def _triple(claim: Claim) -> Hashable:
    return (claim.document, claim.sentence, claim.relation, claim.subject.iri, _key(claim.object))


def _key(thing: Entity | Date) -> str:
    return thing.iri if isinstance(thing, Entity) else thing.value


def _place(claim: Claim) -> tuple[Span, Span, str, str, str, str]:
    key = _key(claim.object)
    return (
        claim.sentence,
        claim.predicate_span,
        claim.relation,
        claim.subject.iri,
        key,
        claim.status,
    )


def _is_same(one: Claim, other: Claim) -> bool:
    if one.status is other.status:
        return True
    said, also = one.predicate_span, other.predicate_span
    return said.start < also.end and also.start < said.end


def _joined(one: Claim, other: Claim) -> Claim:
    """Return the more certain of two equal claims with the evidence of both."""
    better, worse = (one, other) if one.confidence >= other.confidence else (other, one)
    agree = one.status is other.status and _is_learned(one) != _is_learned(other)
    doubt = math.prod(1 - claim.confidence for claim in (one, other))
    return replace(
        better,
        confidence=min(_MOST, round(1 - doubt, 2)) if agree else better.confidence,
        extractors=tuple(sorted({*one.extractors, *other.extractors})),
        speaker=better.speaker or worse.speaker,
        time=better.time or worse.time,
    )


def _is_learned(claim: Claim) -> bool:
    return _LEARNED in claim.extractors
