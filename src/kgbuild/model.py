"""The values that travel through kgbuild: frozen, hashable, free of spaCy and of rdflib.

Offsets are Python string indices (code points) into ``Document.text``, half open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """How a text stands to what it says, in rising order of precedence."""

    ASSERTED = "asserted"
    ATTRIBUTED = "attributed"
    NEGATED = "negated"
    PLANNED = "planned"


class Role(StrEnum):
    """The grammatical place of an argument, after voice has been undone.

    ``SUBJECT`` and ``OBJECT`` are logical: the agent of a passive is the subject, its
    grammatical subject the object. ``POSSESSOR`` is a genitive or possessive pronoun,
    ``MODIFIER`` a compound or adjective before a noun, ``OBLIQUE`` anything that a
    preposition introduces, ``APPOSITION`` a second name for the same thing.
    """

    SUBJECT = "subject"
    OBJECT = "object"
    INDIRECT = "indirect"
    OBLIQUE = "oblique"
    POSSESSOR = "possessor"
    MODIFIER = "modifier"
    APPOSITION = "apposition"


class ClauseKind(StrEnum):
    """What the head of a clause is, which decides the part of a frame it can match."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ROLE = "role"


class MentionKind(StrEnum):
    """What a mention's head word is."""

    NAME = "name"
    NOUN = "noun"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of ``text`` that the span covers.

        >>> Span(4, 7).of("the INF Treaty")
        'INF'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text as read, and what is known of it; ``date`` is an ISO date, month or year."""

    id: str
    text: str
    title: str | None = None
    creator: str | None = None
    publisher: str | None = None
    date: str | None = None
    source: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, cut to what a reader would call the thing.

    ``span`` leaves out determiners, possessors and clauses; ``text`` is exactly what the
    span covers, ``name`` the phrase as one would write it (the two differ where a
    coordination shares words: the text "ABM" in "the ABM and INF treaties" has the name
    "ABM treaties"). ``head`` is the head word's lemma, ``label`` the name recogniser's
    class (PERSON, ORG, LOC, NORP, DATE, EVENT, PRODUCT) or None. ``number`` is "Sing",
    "Plur" or None. ``attachments`` are the phrase's own arguments: possessor, modifiers
    that are names or demonyms, prepositional phrases, appositions.
    ``extent`` is the whole phrase with them. Two mentions are equal when they name the same
    words of a text: attachments and extent do not take part, so hashing is cheap and a
    mention found on its own equals the same one found inside another phrase.
    """

    span: Span
    text: str
    name: str
    head: str
    head_span: Span
    kind: MentionKind
    label: str | None = None
    number: str | None = None
    definite: bool = False
    attachments: tuple[Argument, ...] = field(default=(), compare=False)
    extent: Span | None = field(default=None, compare=False)

    def attached(self, *roles: Role, preposition: str | None = None) -> Iterator[Mention]:
        """Yield the mentions attached in one of ``roles``, under ``preposition`` if given."""
        for argument in self.attachments:
            if argument.role in roles and preposition in (None, argument.preposition):
                yield argument.mention


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention in its grammatical place; ``preposition`` is lower case ("out of")."""

    role: Role
    mention: Mention
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what to whom: one predicate with its arguments, and how it is said.

    ``lemma`` is the head's lemma, ``particle`` that of a phrasal verb ("pull" "out"),
    ``predicate`` the head's span. Several arguments may have one role (coordination).
    ``status`` follows from scope (negation, modality, speech, condition), ``speaker`` is
    the one who says so, if someone does, ``because`` the words that set the status.
    ``times`` are the date phrases that hold of the event, the nearest first.
    """

    sentence: Span
    kind: ClauseKind
    lemma: str
    predicate: Span
    arguments: tuple[Argument, ...]
    particle: str | None = None
    status: Status = Status.ASSERTED
    speaker: Mention | None = None
    because: tuple[str, ...] = ()
    times: tuple[Mention, ...] = ()

    def mentions(self, *roles: Role, preposition: str | None = None) -> Iterator[Mention]:
        """Yield the arguments in one of ``roles``, under ``preposition`` if given."""
        for argument in self.arguments:
            if argument.role in roles and preposition in (None, argument.preposition):
                yield argument.mention


@dataclass(frozen=True, slots=True)
class Candidate:
    """A relation as the network's learned heads see it, before types and names.

    ``relation`` is a local name of the ontology the heads were trained for, ``cue`` the
    word that says it, ``score`` the network's probability in 0..1, not calibrated.
    """

    sentence: Span
    relation: str
    cue: Span
    subject: Mention
    object: Mention
    status: Status
    score: float
    speaker: Mention | None = None
    times: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of saying a relation: the lexicon's terms as tuples of lemmas.

    ``id`` names the frame for a person ("withdrewFrom: pull out of"). Empty
    ``object_prepositions`` mean that the object is the direct object.
    """

    id: str
    relation: str
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    role_nouns: tuple[str, ...] = ()
    event_nouns: tuple[str, ...] = ()
    light_objects: tuple[str, ...] = ()
    object_prepositions: tuple[str, ...] = ()
    subject_prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A node of the graph; ``iri`` and ``types`` are IRIs, ``matches`` are skos:exactMatch."""

    iri: str
    label: str
    types: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    known: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A point in time at the precision given: "2019-08-02", "2019-08" or "2019"."""

    value: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation said by one sentence, with its evidence; ``relation`` is an IRI.

    ``subject_span``, ``predicate_span`` and ``object_span`` are where the sentence says
    each. ``extractors`` tells who found it: frame ids, "arcs".
    """

    document: str
    sentence: Span
    subject: Entity
    relation: str
    object: Entity | Date
    status: Status
    confidence: float
    subject_span: Span
    predicate_span: Span
    object_span: Span
    speaker: Entity | None = None
    time: Date | None = None
    extractors: tuple[str, ...] = ()
