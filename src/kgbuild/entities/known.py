"""Mentions of what the ontology names: which of its entities a name stands for, if any.

A name that several entities share is settled by what the recogniser took it for, then by
what else the document names beyond doubt; else it stays open, and is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kgbuild.entities import spelling
from kgbuild.model import Document, Entity, Mention, MentionKind
from kgbuild.ontology import Name, Ontology, key

_OWN_NAMES: Final = frozenset({"label", "alias"})
_TOWNS: Final = frozenset({"capital", "seat"})
_WHERE: Final = re.compile(
    r"\b(?:in|at|near|outside|around|inside|within|across)\s+(?:[a-z]+\s+)?$"
)
_SOME: Final = re.compile(
    r"\b(?:an?|one|two|three|four|some|certain|several|other|most|another|any|each|every|no)\s+"
    r"(?:of\s+(?:the|its|these)\s+)?$",
    re.IGNORECASE,
)
# What may follow within a name: small words, capitalised words and numbers.
_NEXT: Final = re.compile(r"(?: (?:and|of|the|on|for|in|[A-Z0-9][\w’'.-]*)(?!\w)){1,9}")
_PREVIOUS: Final = re.compile(r"(?:\b(?:and|of|the|on|for|in|[A-Z][\w’'.-]*) ){1,5}$")
_JOINED: Final = re.compile(r"(?<=\w)[-–—/](?=[A-Z])")
# "Anglo-American": forms that adjectives take only as the first half of a pair.
_COMBINING: Final = MappingProxyType(
    {
        "anglo": "british",
        "sino": "chinese",
        "franco": "french",
        "russo": "russian",
        "indo": "indian",
        "soviet": "soviet",
        "italo": "italian",
        "japano": "japanese",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name may stand for: one entity, several that it leaves open, or none."""

    names: tuple[Name, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, each once, by IRI."""
        return tuple({name.entity.iri: name.entity for name in self.names}.values())

    @property
    def is_town(self) -> bool:
        """Whether a capital or a seat of government is all that a mention names."""
        return all(name.kind in _TOWNS for name in self.names)

    def settled(self, *, named: Collection[str] = ()) -> Entity | None:
        """Return the only entity, or the only one among ``named`` (IRIs), or None."""
        if len(self.entities) == 1:
            return self.entities[0]
        meant = [entity for entity in self.entities if entity.iri in named]
        return meant[0] if len(meant) == 1 else None


def read(mention: Mention, *, ontology: Ontology, document: Document) -> Reading:
    """Return what the ontology has for a mention, by the first of its spellings known."""
    if mention.kind is MentionKind.PRONOUN:
        return Reading()
    names = next(_found(mention, ontology=ontology, document=document), ())
    if _is_some(mention, document=document):
        agents = ontology.class_named("Agent")
        names = tuple(
            name for name in names if not (agents and ontology.fits(name.entity.types, agents))
        )
    person = ontology.class_named("Person")
    fitting = [name for name in names if _agrees(name, mention, person=person, ontology=ontology)]
    town = is_location(mention, document=document) or mention.label == "PERSON"
    admissible = [name for name in fitting or names if not (town and name.kind in _TOWNS)]
    own = [name for name in admissible if name.kind in _OWN_NAMES]
    return Reading(tuple(own or admissible))


def dated(
    readings: Mapping[Mention, Reading], *, ontology: Ontology
) -> dict[Mention, Entity | None]:
    """Return what each reading settles on, a capital or a seat by the time a document tells of.

    That is the state before today's where the document names that one, and not today's.
    """
    settled = {mention: reading.settled() for mention, reading in readings.items()}
    called = {
        entity.iri: entity
        for mention, entity in settled.items()
        if entity and not readings[mention].is_town
    }
    for mention, entity in settled.items():
        if entity and readings[mention].is_town and entity.iri not in called:
            before = [called[iri] for iri in ontology.before.get(entity.iri, ()) if iri in called]
            settled[mention] = before[0] if len(before) == 1 else entity
    return settled


def _is_some(mention: Mention, *, document: Document) -> bool:
    """Whether a noun phrase means but some of a body: "two permanent members", "a member"."""
    if mention.kind is not MentionKind.NOUN:
        return False
    before = document.text[max(0, mention.span.start - 40) : mention.span.start]
    return _SOME.search(before) is not None


def is_common(mention: Mention, *, ontology: Ontology) -> bool:
    """Whether a mention names no individual: a noun, or one with a mere capital (the Treaty)."""
    if mention.kind is not MentionKind.NAME:
        return mention.kind is MentionKind.NOUN
    word = key(mention.name)
    acronym = spelling.is_acronym(mention.name)
    return " " not in word and not acronym and bool(ontology.nouns.get(key(mention.head)))


def pair(mention: Mention, *, ontology: Ontology) -> tuple[Entity, ...]:
    """Return both entities that a joined name tells: "Sino-Russian", "U.S.–Japan"."""
    parts = _JOINED.split(mention.name)
    if len(parts) < 2 or " " in mention.name:
        return ()
    looked_up = (_COMBINING.get(part.casefold(), part) for part in parts)
    found = [Reading(by_text(part, ontology=ontology)).settled() for part in looked_up]
    return tuple(entity for entity in found if entity) if all(found) else ()


def together(mention: Mention, *, ontology: Ontology) -> tuple[Entity, ...]:
    """Return all that share a name which stands in the plural: "the two Koreas"."""
    one = spelling.bare(mention.name)
    if mention.kind is not MentionKind.NAME or not one.endswith("s") or " " in one:
        return ()
    shared = Reading(tuple(name for name in ontology.named(one[:-1]) if name.kind in _OWN_NAMES))
    return shared.entities if len(shared.entities) > 1 else ()


def by_text(text: str, *, ontology: Ontology) -> tuple[Name, ...]:
    """Return the ontology's names for a text, by the first of its spellings known."""
    found = (_spelt(form, text, ontology=ontology) for form in spelling.spellings(text))
    return next(filter(None, found), ())


def is_location(mention: Mention, *, document: Document) -> bool:
    """Whether the words before a mention make it a place: "in Moscow", "near the Kremlin"."""
    return _WHERE.search(document.text[: mention.span.start][-40:].lower()) is not None


def _found(
    mention: Mention, *, ontology: Ontology, document: Document
) -> Iterator[tuple[Name, ...]]:
    yield from filter(None, _running_on(mention, ontology=ontology, document=document))
    for text in _texts(mention, document=document):
        if names := by_text(text, ontology=ontology):
            yield names
    yield from _without_class_noun(mention, ontology=ontology)
    if mention.kind is MentionKind.NAME:
        shorter = _shortened(mention, ontology=ontology)
        yield from filter(None, (by_text(text, ontology=ontology) for text in shorter))


def _running_on(
    mention: Mention, *, ontology: Ontology, document: Document
) -> Iterator[tuple[Name, ...]]:
    """Yield the names that go on where a parser cut them: "Solomon" Islands, ... and "Nevis"."""
    if mention.kind is not MentionKind.NAME:
        return
    start = max(0, mention.span.start - 60)
    before = _PREVIOUS.search(document.text[start : mention.span.start])
    after = _NEXT.match(document.text, mention.span.end)
    ahead = before.group().split() if before else []
    behind = after.group().split() if after else []
    for first in range(len(ahead) + 1):
        for count in range(len(behind), -1, -1):
            words = (*ahead[first:], mention.text, *behind[:count])
            if len(words) > 1 and words[0][0].isupper() and not words[-1].islower():
                names = ontology.named(" ".join(words))
                yield tuple(name for name in names if name.kind in _OWN_NAMES)


def _texts(mention: Mention, *, document: Document) -> Iterable[str]:
    """Return the forms to look up: with what follows first, "Republic" is not "of Korea"."""
    one, after = spelling.singular(mention), spelling.TELLING[:3]
    tail = spelling.complement(mention, text=document.text, prepositions=after)
    longer = (mention.name + tail, one + tail) if tail else ()
    return dict.fromkeys((*longer, mention.name, mention.text, one, f"{one}s"))


def _without_class_noun(mention: Mention, *, ontology: Ontology) -> Iterator[tuple[Name, ...]]:
    """Yield the names of "New START" for "New START treaty": the noun tells but the class."""
    rest, _, last = spelling.bare(mention.name).rpartition(" ")
    is_class = last.casefold().startswith(mention.head.casefold()) and mention.number != "Plur"
    classes = ontology.classify(mention.head)[:1] if is_class and not rest.islower() else ()
    names = by_text(rest, ontology=ontology) if rest and classes else ()
    same = tuple(
        name
        for name in names
        if name.kind in _OWN_NAMES and ontology.fits(name.entity.types, classes)
    )
    if same:
        yield same


def _shortened(mention: Mention, *, ontology: Ontology) -> Iterator[str]:
    name = proper(mention, ontology=ontology)
    if name != spelling.bare(mention.name):
        yield name


def proper(mention: Mention, *, ontology: Ontology) -> str:
    """Return a name without what stands before it: "Ann Lee" for "US President Ann Lee".

    That is, without words in lower case and, before a person's name, titles and offices.
    """
    words = spelling.bare(mention.name).split()
    start = next((place for place, word in enumerate(words) if not word.islower()), 0)
    if mention.label == "PERSON":
        offices = [
            place + 1
            for place, word in enumerate(words[:-1])
            if spelling.is_title(word) or _is_office(word, ontology=ontology)
        ]
        start = max([start, *offices])
        start = 0 if words[start:] and words[start].islower() else start
    rest = " ".join(words[start:])
    is_noun = " " not in rest and ontology.classify(mention.head)
    return " ".join(words) if is_noun and mention.label != "PERSON" else rest


def _is_office(word: str, *, ontology: Ontology) -> bool:
    """Whether a word tells an office, or whose: Minister, State, Senate."""
    kinds = ontology.classify(word)
    return bool(kinds) and ontology.fits(kinds, ontology.class_named("Agent"))


def _spelt(form: str, text: str, *, ontology: Ontology) -> tuple[Name, ...]:
    return tuple(name for name in ontology.named(form) if spelling.is_spelt(name.text, text))


def _agrees(name: Name, mention: Mention, *, person: tuple[str, ...], ontology: Ontology) -> bool:
    """Whether the recogniser's class allows the entity: a person is nothing else."""
    if mention.label is None or not person:
        return True
    is_person = ontology.fits(name.entity.types, person)
    return is_person == (mention.label == "PERSON")
