"""Equal claims become one: of two frames, of two extractors, of the two orders of a pair."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from kgbuild.extract.confidence import confidence
from kgbuild.model import Claim, Date, Entity, Span, Status

# What is less likely to be right than this is not said; a plain edge has to be likelier.
_LIKELY: Final = 0.5
_SURE: Final = 0.7


def unite(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims of one extractor, equal ones united, in the order of the text.

    Claims are equal that say the same of the same in one sentence, with the same status or
    by the same words; of two statuses for the same words the more certain claim's is kept.
    """
    groups: dict[Hashable, list[Claim]] = {}
    for claim in claims:
        equals = groups.setdefault(_triple(claim), [])
        place = next((i for i, other in enumerate(equals) if _is_same(claim, other)), None)
        if place is None:
            equals.append(claim)
        else:
            equals[place] = _united(equals[place], claim)
    found = (claim for equals in groups.values() for claim in equals)
    yield from sorted(found, key=_place)


def join(written: Iterable[Claim], learned: Iterable[Claim] | None = None) -> Iterator[Claim]:
    """Yield what lexicon and network claim, weighed, in the order of the text.

    ``learned`` is None where no network has a say. Where both find a claim they are one,
    asserted only if both say so; what else it is, grammar tells better. ``confidence``
    becomes the share of such claims that is right; what is too unlikely is dropped, an
    asserted claim sooner.
    """
    found = list(unite(written))
    others: dict[Hashable, list[Claim]] = {}
    for claim in unite(learned or ()):
        others.setdefault(_triple(claim), []).append(claim)
    joined = []
    for claim in found:
        twin = next((o for o in others.get(_triple(claim), ()) if _is_same(claim, o)), None)
        if twin is not None:
            others[_triple(claim)].remove(twin)
        joined.append(_weighed(claim, twin, alone=learned is None))
    rest = [one for some in others.values() for one in some]
    joined += [_weighed(None, one, alone=False) for one in rest if not _is_read(one, found)]
    yield from sorted(filter(is_likely, joined), key=_place)


def _is_read(learned: Claim, written: Iterable[Claim]) -> bool:
    """Whether the lexicon reads the same relation from the same words with other ends.

    There the sentence's grammar says who does it to whom, and the network's guess is idle.
    """
    cue = learned.predicate_span
    return any(
        one.sentence == learned.sentence
        and one.relation == learned.relation
        and one.predicate_span.start <= cue.end + 1
        and cue.start <= one.predicate_span.end + 1
        for one in written
    )


def is_likely(claim: Claim) -> bool:
    """Whether a weighed claim is likely enough to be said with its status."""
    return claim.confidence >= (_SURE if claim.status is Status.ASSERTED else _LIKELY)


def _weighed(written: Claim | None, learned: Claim | None, *, alone: bool) -> Claim:
    sure = confidence(
        written=written.confidence if written else None,
        learned=learned.confidence if learned else None,
        alone=alone,
    )
    both = [one for one in (written, learned) if one]
    return replace(
        both[0],
        confidence=sure,
        status=next((o.status for o in both if o.status is not Status.ASSERTED), Status.ASSERTED),
        extractors=tuple(sorted({name for one in both for name in one.extractors})),
        speaker=next((one.speaker for one in both if one.speaker), None),
        time=next((one.time for one in both if one.time), None),
    )


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


def _united(one: Claim, other: Claim) -> Claim:
    """Return the more certain of two equal claims with the evidence of both."""
    better, worse = (one, other) if one.confidence >= other.confidence else (other, one)
    return replace(
        better,
        extractors=tuple(sorted({*one.extractors, *other.extractors})),
        speaker=better.speaker or worse.speaker,
        time=better.time or worse.time,
    )
