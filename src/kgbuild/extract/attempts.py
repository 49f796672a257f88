"""Each clause tried with each frame that has its word: the claims, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from types import MappingProxyType
from typing import Final

from kgbuild.entities import Links
from kgbuild.extract.claims import Said, claim
from kgbuild.extract.ends import End, Typing, Unfit
from kgbuild.extract.frames import Setting, says
from kgbuild.extract.identity import identified
from kgbuild.extract.match import Match, Miss, match
from kgbuild.model import Claim, Clause, ClauseKind, Date, Document, Entity, Frame, Role, Status
from kgbuild.ontology import Ontology

# Provisional, until calibrated on annotated text: a verb with its arguments leaves little
# to chance, under an event noun the ends are more often guessed.
_CONFIDENCE: Final = MappingProxyType(
    {
        ClauseKind.VERB: 0.9,
        ClauseKind.ROLE: 0.9,
        ClauseKind.NOUN: 0.8,
        ClauseKind.ADJECTIVE: 0.8,
    }
)

_SCHEDULING: Final = frozenset({"due", "schedule", "scheduled", "set", "shall", "slated", "will"})


@dataclass(frozen=True, slots=True)
class Attempt:
    """A clause, the frame tried on it, and the claim it gave or the reason it gave none."""

    clause: Clause
    frame: Frame | None = None
    claim: Claim | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim with how telling it is: words of the lexicon that agree, narrowness of types."""

    match: Match
    claim: Claim
    weight: tuple[int, int]

    @property
    def ends(self) -> frozenset[str]:
        """The two things joined, in either order."""
        claim = self.claim
        other = claim.object.iri if isinstance(claim.object, Entity) else claim.object.value
        return frozenset((claim.subject.iri, other))


def attempts(
    clauses: Iterable[Clause], *, document: Document, ontology: Ontology, links: Links
) -> Iterator[Attempt]:
    """Yield, clause by clause, an attempt for each claim, or one that tells why there is none.

    Of several relations for the same clause and ends the most telling frame's is taken,
    then that with the narrowest domain and range, then the first in the lexicon.
    """
    setting = Setting(document.text, links, ontology)
    typing = Typing(document, links, ontology)
    for clause in identified(clauses):
        state = _state(clause, text=document.text)
        read = state if state and _frames(state, setting) else clause
        yield from _tried(read, _frames(read, setting), setting=setting, typing=typing)


def _frames(clause: Clause, setting: Setting) -> list[Frame]:
    head = clause.lemma.rpartition(" ")[2]
    frames = setting.ontology.frames_by_lemma.get(head, ())
    return [frame for frame in frames if says(clause, frame, text=setting.text)]


def _state(clause: Clause, *, text: str) -> Clause | None:
    """Return a passive as a state, if the clause is one: "is opposed to", "is bound by".

    A clause does not tell its voice, but order does: who is in the state stands before the
    verb, and by whom, if that is said, behind it.
    """
    held = [one for one in clause.arguments if one.role is Role.OBJECT]
    agents = [one for one in clause.arguments if one.role is Role.SUBJECT]
    rest = [one for one in clause.arguments if one.role is Role.OBLIQUE]
    verb = clause.predicate
    passive = all(one.mention.head_span.start < verb.start for one in held) and all(
        one.mention.head_span.start > verb.start for one in agents
    )
    if clause.kind is not ClauseKind.VERB or not passive or not held or not (agents or rest):
        return None
    ends = (
        *(replace(one, role=Role.SUBJECT) for one in held),
        *(replace(one, role=Role.OBLIQUE, preposition="by") for one in agents),
        *rest,
    )
    return replace(
        clause, kind=ClauseKind.ADJECTIVE, lemma=verb.of(text).casefold(), arguments=ends
    )


def _tried(
    clause: Clause, frames: Iterable[Frame], *, setting: Setting, typing: Typing
) -> Iterator[Attempt]:
    outcomes = [match(clause, frame, setting=setting) for frame in frames]
    if not outcomes:
        yield Attempt(clause, reason=f'no frame for the {clause.kind} "{clause.lemma}"')
        return
    found: list[_Found] = []
    misses = [outcome for outcome in outcomes if isinstance(outcome, Miss)]
    for matched in (outcome for outcome in outcomes if isinstance(outcome, Match)):
        for result in _claims(matched, typing=typing):
            if isinstance(result, _Found):
                found.append(result)
            else:
                misses.append(result)
    for best in _best(found):
        yield Attempt(clause, best.match.frame, best.claim)
    if not found:
        miss = max(misses, key=lambda one: one.depth)
        yield Attempt(clause, miss.frame, reason=miss.reason)


def _claims(matched: Match, *, typing: Typing) -> Iterator[_Found | Miss]:
    """Yield the claims of a match, one for each pair of things at its ends, or the reasons."""
    for subject, object_ in _ends(matched, typing=typing):
        if isinstance(subject, Unfit):
            yield Miss(matched.frame, subject.reason, depth=2)
        elif isinstance(object_, Unfit):
            yield Miss(matched.frame, object_.reason, depth=3)
        elif made := _claim(matched, subject, object_, typing=typing):
            yield _Found(matched, made, (matched.words, subject.depth + object_.depth))
        else:
            yield Miss(matched.frame, "both ends are the same", depth=4)


def _ends(matched: Match, *, typing: Typing) -> Iterator[tuple[End | Unfit, End | Unfit]]:
    """Yield each subject with each object, or, where they do it to each other, all pairs."""
    relation = typing.ontology.relations[matched.frame.relation]
    subjects = [e for m in matched.subjects for e in typing.subjects(m, domain=relation.domain)]
    objects = [e for m in matched.objects for e in typing.objects(m, range_=relation.range)]
    pairs = product(subjects, objects) if matched.objects else combinations(subjects, 2)
    mutual = not matched.objects
    yield from (pair for pair in pairs if mutual or pair[0].mention != pair[1].mention)


def _claim(matched: Match, subject: End, object_: End, *, typing: Typing) -> Claim | None:
    clause = matched.clause
    said = Said(
        sentence=clause.sentence,
        predicate=clause.predicate,
        status=Status.ASSERTED if _is_scheduled(clause, object_) else clause.status,
        extractor=matched.frame.id,
        speaker=clause.speaker,
        times=clause.times,
    )
    return claim(
        subject,
        object_,
        relation=matched.frame.relation,
        said=said,
        typing=typing,
        confidence=_CONFIDENCE[clause.kind],
    )


def _is_scheduled(clause: Clause, end: End) -> bool:
    """Whether a clause tells a date that is fixed: "is set to expire in 2021" holds now."""
    planned = clause.status is Status.PLANNED and isinstance(end.thing, Date)
    return planned and _SCHEDULING.issuperset(clause.because)


def _best(found: Iterable[_Found]) -> Iterator[_Found]:
    """Yield the most telling claim for each pair of ends.

    A noun that completes a verb is no object beside: who suspends his participation in a
    treaty suspends the treaty, and not the participation as well.
    """
    all_found = tuple(found)
    light = {one.match.light.span for one in all_found if one.match.light}
    groups: dict[frozenset[str], list[_Found]] = {}
    for one in all_found:
        if one.match.light or one.claim.object_span not in light:
            groups.setdefault(one.ends, []).append(one)
    for rivals in groups.values():
        yield max(rivals, key=lambda rival: rival.weight)
