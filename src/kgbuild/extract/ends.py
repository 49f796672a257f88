"""Mentions → typed ends: which entities may stand at an end of a relation, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kgbuild import times
from kgbuild.entities import Links, acts_for, is_common
from kgbuild.model import Date, Document, Entity, Mention, MentionKind
from kgbuild.ontology import Ontology

# What a noun phrase may be taken for when nothing tells its class.
_OPEN: Final = ("Concept", "Activity")

# Who must be named, or known from before, to be one: a weapon or an agreement need not.
_NAMED: Final = ("State", "Person")
# What a place that does something, or to which something is done, may be taken for.
_TELLING: Final = ("State", "Agent", "Place")


@dataclass(frozen=True, slots=True)
class End:
    """One thing at an end of a relation; ``depth`` tells how narrow a class it had to fit."""

    mention: Mention
    thing: Entity | Date
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a mention cannot stand at an end: a phrase for a person."""

    mention: Mention
    reason: str


@dataclass(frozen=True, slots=True)
class Typing:
    """What is needed to type ends: the document, what its mentions stand for, the ontology."""

    document: Document
    links: Links
    ontology: Ontology

    def subjects(self, mention: Mention, *, domain: tuple[str, ...]) -> Iterator[End | Unfit]:
        """Yield those a mention in the subject's place stands for; troops are their state."""
        acting = acts_for(mention, links=self.links, ontology=self.ontology)
        yield from self._things(mention, acting or self.links.get(mention, ()), domain, "domain")

    def objects(self, mention: Mention, *, range_: tuple[str, ...]) -> Iterator[End | Unfit]:
        """Yield those a mention in the object's place stands for, or its date."""
        if range_ and not any(kind in self.ontology.classes for kind in range_):
            yield self._date(mention)
        else:
            yield from self._things(mention, self.links.get(mention, ()), range_, "range")

    def _date(self, mention: Mention) -> End | Unfit:
        date = times.iso(mention.text, reference=self.document.date)
        return End(mention, date) if date else Unfit(mention, f'"{mention.text}" is no date')

    def _things(
        self, mention: Mention, entities: tuple[Entity, ...], classes: tuple[str, ...], end: str
    ) -> Iterator[End | Unfit]:
        if not entities:
            pronoun = mention.kind is MentionKind.PRONOUN
            unclear = "a pronoun without antecedent" if pronoun else "not linked"
            yield Unfit(mention, f'"{mention.text}" is {unclear}')
        for entity in entities:
            fitting = self._fitting(entity, mention, classes)
            if self._is_nobody(entity, mention):
                yield Unfit(mention, f'"{mention.text}" is nobody in particular')
            elif fitting is None:
                yield Unfit(mention, self._mismatch(entity, classes, end))
            elif end == "range" and self._is_nameless(fitting, mention):
                yield Unfit(mention, f'"{mention.text}" may be any')
            else:
                yield End(mention, fitting, self._depth(fitting, classes))

    def _fitting(self, entity: Entity, mention: Mention, classes: tuple[str, ...]) -> Entity | None:
        if self.ontology.fits(entity.types, classes):
            return entity
        if entity.types or entity.known:
            return None
        wanted = _TELLING if mention.label == "LOC" else None if _is_name(mention) else _OPEN
        told = (kind for kind in classes if wanted is None or self.ontology.local(kind) in wanted)
        found = next(told, None)
        return replace(entity, types=(found,)) if found else None

    def _is_nobody(self, entity: Entity, mention: Mention) -> bool:
        """Whether a phrase leaves open who is meant: "states", "the minister"."""
        if entity.known or not is_common(mention, ontology=self.ontology):
            return False
        named = (kind for name in _NAMED for kind in self.ontology.class_named(name))
        return any(kind in entity.types for kind in named)

    def _is_nameless(self, entity: Entity, mention: Mention) -> bool:
        """Whether a lone noun stands for any such body: who leaves *office* leaves no one."""
        if entity.known or mention.definite or mention.kind is not MentionKind.NOUN:
            return False
        if " " in entity.label:
            return False
        return self.ontology.fits(entity.types, self.ontology.class_named("Organization"))

    def _depth(self, entity: Entity, classes: tuple[str, ...]) -> int:
        met = (kind for kind in classes if self.ontology.fits(entity.types, (kind,)))
        return max((len(self.ontology.ancestors.get(kind, ())) for kind in met), default=0)

    def _mismatch(self, entity: Entity, classes: tuple[str, ...], end: str) -> str:
        kinds = " or ".join(map(self._label, entity.types)) or "of no known class"
        wanted = " or ".join(map(self._label, classes))
        return f"{entity.label} is {kinds}, {end} {wanted}"

    def _label(self, iri: str) -> str:
        return self.ontology.local(iri)


def _is_name(mention: Mention) -> bool:
    return mention.kind is MentionKind.NAME
