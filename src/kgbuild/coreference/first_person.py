"""Who says "I" and "we": the speaker of a quotation, or the one whose text it is."""

from __future__ import annotations

from typing import Final

from kgbuild.coreference.discourse import Discourse
from kgbuild.entities import Links, by_text
from kgbuild.model import Entity, Mention, MentionKind
from kgbuild.ontology import Ontology

_ONE: Final = frozenset(("i", "me", "my", "mine", "myself"))
_MANY: Final = frozenset(("we", "us", "our", "ours", "ourselves"))


def first_person(mention: Mention, *, discourse: Discourse, links: Links) -> tuple[Entity, ...]:
    """Return who speaks, for a pronoun of the first person: a person for "I", a body for "we"."""
    word = mention.text.casefold()
    if mention.kind is not MentionKind.PRONOUN or word not in _ONE | _MANY:
        return ()
    speakers = [c.speaker for c in discourse.around(mention) if c.speaker]
    found = {entity for speaker in speakers for entity in links.get(speaker, ())}
    if not speakers:
        found = _author(discourse.document.creator, ontology=discourse.ontology)
    persons = discourse.ontology.class_named("Person")
    fitting = [
        entity
        for entity in found
        if (bool(persons) and discourse.ontology.fits(entity.types, persons)) == (word in _ONE)
    ]
    return tuple(fitting) if len(fitting) == 1 else ()


def _author(creator: str | None, *, ontology: Ontology) -> set[Entity]:
    return {name.entity for name in by_text(creator or "", ontology=ontology)}
