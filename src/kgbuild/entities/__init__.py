"""Mentions → entities: what each name and noun phrase of a document stands for.

In order: what the document itself defined (acronyms, people by their last name), what the
ontology names, whom an official or a government stands for, and else a new entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from kgbuild.entities import known, metonymy, minting, spelling, trimming
from kgbuild.entities.known import Reading, by_text, is_common
from kgbuild.entities.memory import Memory, memorise
from kgbuild.entities.metonymy import acts_for
from kgbuild.model import Document, Entity, Mention, MentionKind, Role
from kgbuild.ontology import Ontology

__all__ = ["Links", "acts_for", "by_text", "every", "is_common", "link", "owned"]

Links = Mapping[Mention, tuple[Entity, ...]]
"""What each mention stands for; a mention that stands for nothing certain is absent."""

_NOTHING: Final = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
)


def link(
    mentions: Iterable[Mention], *, ontology: Ontology, document: Document
) -> dict[Mention, tuple[Entity, ...]]:
    """Return the entities that the mentions of a document, and those within them, stand for.

    Pass all mentions of the document at once: a last name is linked by the full name that
    stands elsewhere, an ambiguous name by the names around it. Pronouns are left out,
    as are names of one word that stay ambiguous; longer ones ("Treaty of Paris") get an entity
    of this document.
    """
    found = tuple(every(mentions))
    parts = {mention: trimming.parts(mention, ontology=ontology) for mention in found}
    cut = tuple(dict.fromkeys(part for several in parts.values() for part in several))
    readings = {
        mention: known.read(mention, ontology=ontology, document=document) for mention in cut
    }
    settled = known.dated(readings, ontology=ontology)
    named = frozenset(entity.iri for entity in settled.values() if entity)
    memory = _memory(settled, readings, ontology=ontology, document=document)
    links: dict[Mention, tuple[Entity, ...]] = {}
    for mention in found:
        entities = (
            _stands_for(
                part,
                readings[part],
                memory,
                settled[part] or readings[part].settled(named=named),
                links=links,
                ontology=ontology,
                document=document,
            )
            for part in parts[mention]
        )
        links[mention] = tuple(dict.fromkeys(entity for several in entities for entity in several))
    return {mention: entities for mention, entities in links.items() if entities}


def every(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions in the order of the text, each once, what is attached to one first.

    Of equal mentions the one that tells most is kept: that with the most attachments.
    """
    richest: dict[Mention, Mention] = {}
    for mention in _unfolded(mentions):
        if len(mention.attachments) >= len(richest.setdefault(mention, mention).attachments):
            richest[mention] = mention
    seen: set[Mention] = set()
    for mention in sorted(richest.values(), key=lambda one: (one.span, one.name)):
        for inner in _inner_first(mention, richest):
            if inner not in seen:
                seen.add(inner)
                yield inner


def _unfolded(mentions: Iterable[Mention]) -> Iterator[Mention]:
    for mention in mentions:
        yield mention
        yield from _unfolded(argument.mention for argument in mention.attachments)


def _inner_first(mention: Mention, richest: Mapping[Mention, Mention]) -> Iterator[Mention]:
    for argument in mention.attachments:
        yield from _inner_first(argument.mention, richest)
    yield richest[mention]


def _memory(
    settled: Mapping[Mention, Entity | None],
    readings: Mapping[Mention, Reading],
    *,
    ontology: Ontology,
    document: Document,
) -> Memory:
    introduced = [
        (mention, entity or minting.mint(mention, ontology=ontology, document=document))
        for mention, entity in settled.items()
        if entity or _is_new(mention, readings[mention])
    ]
    persons = ontology.class_named("Person")
    people = [
        entity
        for mention, entity in introduced
        if persons
        and ontology.fits(entity.types, persons)
        and " " in known.proper(mention, ontology=ontology)
    ]
    return memorise(introduced, document=document, people=people)


def _is_new(mention: Mention, reading: Reading) -> bool:
    return (
        mention.kind is MentionKind.NAME
        and not reading.entities
        and mention.label not in _NOTHING
        and " " in mention.name
    )


def _stands_for(
    mention: Mention,
    reading: Reading,
    memory: Memory,
    settled: Entity | None,
    *,
    links: Links,
    ontology: Ontology,
    document: Document,
) -> tuple[Entity, ...]:
    if mention.kind is MentionKind.PRONOUN or mention.label in _NOTHING:
        return ()
    recalled = memory.recall(mention, name=known.proper(mention, ontology=ontology))
    if entity := recalled or settled:
        return (entity,)
    if reading.entities and " " not in mention.name:
        return ()
    told = _apposed(mention, links=links, ontology=ontology)
    told = told or known.pair(mention, ontology=ontology)
    if told := told or known.together(mention, ontology=ontology):
        return told
    new = owned(mention, links=links, ontology=ontology, document=document)
    if reading.entities and len(new) == 1 and not new[0].known:
        return (replace(new[0], iri=minting.local_iri(mention.name, document=document)),)
    return new


def _apposed(mention: Mention, *, links: Links, ontology: Ontology) -> tuple[Entity, ...]:
    """Return whom an apposition names: "the head of the agency, *Ann Lee*"."""
    if not known.is_common(mention, ontology=ontology):
        return ()
    kinds = ontology.classify(spelling.singular(mention))
    for other in mention.attached(Role.APPOSITION):
        entities = () if known.is_common(other, ontology=ontology) else links.get(other, ())
        if len(entities) == 1 and kinds and ontology.fits(entities[0].types, kinds):
            return entities
    return ()


def owned(
    mention: Mention, *, links: Links, ontology: Ontology, document: Document
) -> tuple[Entity, ...]:
    """Return what a phrase stands for by what is attached to it, as ``links`` have that.

    That is the state whose officials it names, or a new entity, told apart by its possessor.
    """
    if acting := metonymy.stands_for(mention, links=links, ontology=ontology):
        return acting
    owners = [owner for inner in mention.attached(Role.POSSESSOR) for owner in links.get(inner, ())]
    owner = owners[0] if len(owners) == 1 else None
    return (minting.mint(mention, ontology=ontology, document=document, owner=owner),)
