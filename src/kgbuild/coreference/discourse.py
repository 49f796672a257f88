"""The mentions of a document by sentence, each with its prominence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from kgbuild.entities import Links, every
from kgbuild.model import Clause, ClauseKind, Document, Entity, Mention, MentionKind, Role, Span
from kgbuild.ontology import Ontology

K = TypeVar("K")
V = TypeVar("V")

_RANKS: Final = MappingProxyType(
    {Role.SUBJECT: 0, Role.OBJECT: 1, Role.INDIRECT: 1, Role.OBLIQUE: 2, Role.POSSESSOR: 2}
)
_LOWEST: Final = 3
_OWN_CLAUSE: Final = -1


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Something said before that a later word may stand for.

    ``distance`` is in sentences, -1 for the subject of the very clause; ``rank`` is 0 for a
    subject, 1 for an object, more for the rest; ``titles`` are the offices told of a person.
    """

    mention: Mention
    entities: tuple[Entity, ...]
    distance: int
    rank: int
    plural: bool = False
    titles: frozenset[str] = frozenset()

    @property
    def single(self) -> bool:
        """Whether "it" takes it up: one thing, be it by several who act for it."""
        return len(self.entities) == 1 and (not self.plural or self.entities[0].known)

    @property
    def prominence(self) -> tuple[int, int]:
        """What to sort by: the nearest sentence first, in it the subject first."""
        return self.distance, self.rank

    @property
    def words(self) -> frozenset[str]:
        """The words by which the text or the ontology names it."""
        names = (name for entity in self.entities for name in (entity.label, *entity.aliases))
        return frozenset(" ".join((self.mention.name, *names)).casefold().split())


@dataclass(frozen=True, slots=True)
class Discourse:
    """The mentions and clauses of a document, by the number of their sentence.

    ``mentions`` are in the order of the text, those attached to one before it; ``inside``
    tells the clauses of which a mention is an argument, ``titles`` the offices told of it.
    """

    document: Document
    ontology: Ontology
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    by_sentence: Mapping[int, tuple[Mention, ...]]
    clauses: Mapping[int, tuple[Clause, ...]]
    inside: Mapping[Mention, tuple[Clause, ...]]
    titles: Mapping[Mention, tuple[str, ...]]

    @classmethod
    def of(
        cls, clauses: Iterable[Clause], *, links: Links, ontology: Ontology, document: Document
    ) -> Discourse:
        """Return the discourse of all clauses and linked mentions of a document."""
        told = tuple(clauses)
        sentences = tuple(sorted({clause.sentence for clause in told}))
        inside = [(mention, clause) for clause in told for mention in clause.mentions(*Role)]
        speakers = (clause.speaker for clause in told if clause.speaker)
        mentions = tuple(every((*links, *(mention for mention, _ in inside), *speakers)))
        return cls(
            document=document,
            ontology=ontology,
            sentences=sentences,
            mentions=mentions,
            by_sentence=_grouped((_place(m.span, sentences), m) for m in mentions),
            clauses=_grouped((_place(c.sentence, sentences), c) for c in told),
            inside=_grouped(inside),
            titles=_grouped((m, c.lemma) for m, c in inside if c.kind is ClauseKind.ROLE),
        )

    def place(self, mention: Mention) -> int:
        """Return the number of the sentence a mention stands in."""
        return _place(mention.span, self.sentences)

    def around(self, mention: Mention) -> Iterator[Clause]:
        """Yield the clauses that have ``mention`` as an argument or within one."""
        for clause in self.clauses.get(self.place(mention), ()):
            if any(_covers(argument.mention, mention) for argument in clause.arguments):
                yield clause

    def before(self, mention: Mention, *, links: Links, reach: int) -> Iterator[Antecedent]:
        """Yield what ``mention`` may stand for, from at most ``reach`` sentences back.

        What shares its clause is left out, for "it" is then no name for it; but a word that
        lies deeper in a clause, such as a possessive, may well stand for the subject.
        """
        here = self.place(mention)
        if mention.kind is MentionKind.PRONOUN and mention not in self.inside:
            yield from self._subjects_around(mention, links=links)
        for distance in range(min(reach, here) + 1):
            for other in self.by_sentence.get(here - distance, ()):
                if self._may_be(other, mention, links=links):
                    yield self._antecedent(other, links[other], distance)
            for clause in self.clauses.get(here - distance, ()):
                yield from self._coordinated(clause, mention, links=links, distance=distance)

    def _may_be(self, other: Mention, mention: Mention, *, links: Links) -> bool:
        if other not in links or other.span.end > mention.span.start:
            return False
        if mention.kind is not MentionKind.PRONOUN and links[other] == links.get(mention):
            return False
        return other not in self._beside(mention)

    def _beside(self, mention: Mention) -> set[Mention]:
        return {m for clause in self.inside.get(mention, ()) for m in clause.mentions(*Role)}

    def _subjects_around(self, mention: Mention, *, links: Links) -> Iterator[Antecedent]:
        """Yield the subject of the clause in one of whose other arguments a mention lies.

        In an oblique the object vies with it ("X accused Y of breaking its word"), and
        after "for" it wins: who is blamed is blamed for what is his.
        """
        for clause in self.around(mention):
            subjects = tuple(clause.mentions(Role.SUBJECT))
            if clause.kind is not ClauseKind.VERB or any(_covers(m, mention) for m in subjects):
                continue
            inside = [a for a in clause.arguments if _covers(a.mention, mention)]
            rivals = _agents(clause, mention, links=links)
            if not rivals or all(argument.role is not Role.OBLIQUE for argument in inside):
                near = [subjects]
            elif any(argument.preposition == "for" for argument in inside):
                near = [rivals]
            else:
                near = [subjects, rivals]
            for several in near:
                yield from self._joined(several, links=links, distance=_OWN_CLAUSE, rank=0)

    def _coordinated(
        self, clause: Clause, mention: Mention, *, links: Links, distance: int
    ) -> Iterator[Antecedent]:
        """Yield what is coordinated, as one antecedent: "Iran and Iraq met. They ..."."""
        for role in (Role.SUBJECT, Role.OBJECT):
            several = tuple(clause.mentions(role))
            if len(several) > 1 and all(self._may_be(m, mention, links=links) for m in several):
                rank = _RANKS[role]
                yield from self._joined(several, links=links, distance=distance, rank=rank)

    def _joined(
        self, mentions: tuple[Mention, ...], *, links: Links, distance: int, rank: int
    ) -> Iterator[Antecedent]:
        entities = {entity.iri: entity for m in mentions for entity in links.get(m, ())}
        if entities:
            first, things = mentions[0], tuple(entities.values())
            plural = _is_plural(first, things)
            yield Antecedent(first, things, distance, rank, plural, self._titles(first))

    def _antecedent(
        self, mention: Mention, entities: tuple[Entity, ...], distance: int
    ) -> Antecedent:
        arguments = (a for clause in self.inside.get(mention, ()) for a in clause.arguments)
        roles = (argument.role for argument in arguments if argument.mention == mention)
        rank = min((_RANKS.get(role, _LOWEST) for role in roles), default=_LOWEST)
        plural = _is_plural(mention, entities)
        return Antecedent(mention, entities, distance, rank, plural, self._titles(mention))

    def _titles(self, mention: Mention) -> frozenset[str]:
        told = {other.head.casefold() for other in mention.attached(Role.APPOSITION)}
        words = {word.casefold() for word in mention.name.split()[:-1]}
        return frozenset(self.titles.get(mention, ())) | told | words


def _place(span: Span, sentences: tuple[Span, ...]) -> int:
    """Return how many sentences begin up to a span: 1 for what is in the first."""
    return bisect_right(sentences, span.start, key=lambda sentence: sentence.start)


def _agents(clause: Clause, mention: Mention, *, links: Links) -> tuple[Mention, ...]:
    """Return the objects that are named, as a person or a state is, before ``mention``."""
    return tuple(
        other
        for other in clause.mentions(Role.OBJECT)
        if other.kind is MentionKind.NAME
        and other in links
        and other.span.end <= mention.span.start
    )


def _covers(whole: Mention, part: Mention) -> bool:
    return (whole.extent or whole.span).covers(part.span)


def _is_plural(mention: Mention, entities: tuple[Entity, ...]) -> bool:
    """Whether "they" takes a mention up: several things, or a plural that is no name."""
    return len(entities) > 1 or (mention.number == "Plur" and mention.kind is not MentionKind.NAME)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for group, member in pairs:
        groups.setdefault(group, []).append(member)
    return {group: tuple(members) for group, members in groups.items()}
