"""What a document itself teaches about names: acronyms it defines, people it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kgbuild.entities import spelling
from kgbuild.model import Document, Entity, Mention, Role
from kgbuild.ontology import key

_DEFINED: Final = re.compile(
    r"\s*\(\s*(?:(?:hereafter|henceforth|known as|or|the)\s+)*[\"“‘']?"
    r"(?P<acronym>[A-Z][\w&./-]{1,11})[\"”’']?\s*[);,]"
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Short names → the entities they stand for in this document, keyed by ``ontology.key``.

    A short name with several entities ("Kim", of two people so called) stands for none.
    """

    acronyms: Mapping[str, tuple[Entity, ...]]
    people: Mapping[str, tuple[Entity, ...]]

    def recall(self, mention: Mention, *, name: str) -> Entity | None:
        """Return what a short ``name`` stands for, if the document told."""
        found = self.acronyms.get(key(name), ())
        if not found and mention.label in {"PERSON", "PER", None} and " " not in name:
            found = self.people.get(key(name), ())
        return found[0] if len(found) == 1 else None


def memorise(
    links: Iterable[tuple[Mention, Entity]], *, document: Document, people: Iterable[Entity]
) -> Memory:
    """Return what a document teaches; ``people`` are those whom it calls by their full name."""
    return Memory(
        acronyms=_grouped(
            (acronym, entity)
            for mention, entity in links
            for acronym in defined(mention, document=document)
        ),
        people=_grouped((name, person) for person in people for name in _short(person)),
    )


def defined(mention: Mention, *, document: Document) -> Iterator[str]:
    """Yield the short names that the text defines for a mention: "... Treaty (ABC)"."""
    if len(spelling.inserted(mention.name)) > 1:
        yield from spelling.inserted(mention.name)
    found = [
        after["acronym"]
        for end in {mention.span.end, (mention.extent or mention.span).end}
        if (after := _DEFINED.match(document.text, end))
    ]
    found += [other.text for other in mention.attached(Role.APPOSITION)]
    for acronym in dict.fromkeys(found):
        if spelling.is_acronym(acronym) and spelling.abbreviates(acronym, mention.name):
            yield acronym


def _short(person: Entity) -> Iterator[str]:
    words = person.label.split()
    yield from dict.fromkeys((words[-1], words[0]))


def _grouped(pairs: Iterable[tuple[str, Entity]]) -> dict[str, tuple[Entity, ...]]:
    groups: dict[str, dict[str, Entity]] = {}
    for name, entity in pairs:
        groups.setdefault(key(name), {})[entity.iri] = entity
    return {name: tuple(found.values()) for name, found in groups.items()}
