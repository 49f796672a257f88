"""The knowledge that text is read against: classes, relations, entities and their names.

Everything here comes from Turtle. A *class* is an ``rdfs:Class`` or ``owl:Class``; a
*relation* any RDF or OWL property that is not one of kgbuild's own; an *entity* whatever
has one of the classes as its type. Names that several entities share are kept, all of
them: which is meant is for the text to say.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from kgbuild import lexicon, turtle
from kgbuild.errors import OntologyError
from kgbuild.lexicon import Example
from kgbuild.model import Entity, Frame
from kgbuild.turtle import Statements
from kgbuild.vocab import KGB, OWL, RDF, RDFS, SKOS

V = TypeVar("V")

_TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_CLASS: Final = frozenset(map(str, (RDFS.Class, OWL.Class)))
_PROPERTY: Final = frozenset(
    map(str, (RDF.Property, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.SymmetricProperty))
)
_NAMES: Final = MappingProxyType(
    {
        "label": _LABEL,
        "alias": str(SKOS.altLabel),
        "adjective": str(KGB.demonym),
        "people": str(KGB.people),
        "capital": str(KGB.capital),
        "seat": str(KGB.seat),
    }
)
_NUMBER: Final = re.compile(r"(?<=\w) (\d[\d/.-]*|[ivx]+)$")
_SAME: Final = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"})


@dataclass(frozen=True, slots=True)
class Class:
    """A kind of thing; ``parents`` are the IRIs of the kinds directly above it."""

    iri: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation; ``domain`` and ``range`` are alternatives, empty for anything.

    ``inverse`` and ``parent`` are set on a relation that is only another way to read one,
    from its other end or for some kinds of thing: "Y received arms from X" is written down
    as its inverse, X supplied arms to Y. ``Ontology.canonical`` tells which.
    """

    iri: str
    label: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str | None = None
    parent: str | None = None
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written for an entity: an acronym keeps its capitals in ``text``.

    ``kind`` is "label", "alias", "adjective" (Russian), "people" (Russians), "capital"
    (Moscow) or "seat" (the Kremlin): the last four stand for a state by metonymy.
    """

    text: str
    entity: Entity
    kind: str


@dataclass(frozen=True, eq=False)
class Ontology:
    """A domain, read once and frozen; classes and relations are keyed by IRI.

    ``names`` is keyed as ``key`` spells; ``nouns`` gives the classes a head noun can
    mean ("treaty"), ``ancestors`` each class's own IRI and those of all above it.
    ``governments`` gives, by the full or last name of who led it, what is called after them
    ("the Trump administration"); ``before`` each state those whose successor it is, by IRI.
    """

    classes: Mapping[str, Class]
    relations: Mapping[str, Relation]
    entities: tuple[Entity, ...]
    names: Mapping[str, tuple[Name, ...]]
    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    nouns: Mapping[str, tuple[str, ...]]
    ancestors: Mapping[str, frozenset[str]]
    governments: Mapping[str, tuple[Entity, ...]]
    before: Mapping[str, tuple[str, ...]]

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether the class ``kind`` is ``ancestor``, or lies below it."""
        return ancestor in self.ancestors.get(kind, (kind,))

    def fits(self, types: Iterable[str], classes: Iterable[str]) -> bool:
        """Whether one of ``types`` is one of ``classes``; no classes mean anything fits."""
        wanted = tuple(classes)
        return not wanted or any(self.is_a(kind, ancestor) for kind in types for ancestor in wanted)

    def named(self, text: str) -> tuple[Name, ...]:
        """Return the names spelt like ``text``, case and typography aside."""
        return self.names.get(key(text), ())

    def classify(self, phrase: str) -> tuple[str, ...]:
        """Return the classes that the longest known ending of a noun phrase can mean.

        What a preposition adds is left out, unless the noun has it in it: "new cruise
        missiles" and "weapons of mass destruction" are known as such, "the treaty on
        missile defense" as a treaty, "resolution 1441" as a resolution.
        """
        words = _NUMBER.sub("", key(phrase)).split()
        head = lexicon.head(words) + 1
        endings = (
            " ".join(words[start:end])
            for end in range(len(words), head - 1, -1)
            for start in range(head)
        )
        spelt = (form for ending in endings for form in _singular(ending))
        return next((self.nouns[form] for form in spelt if form in self.nouns), ())

    @cached_property
    def frames_by_lemma(self) -> Mapping[str, tuple[Frame, ...]]:
        """The frames under each word that can head a clause which they fit."""
        return lexicon.by_lemma(self.frames)

    @cached_property
    def _classes_by_name(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((self.local(iri), iri) for iri in self.classes)

    def class_named(self, name: str | None) -> tuple[str, ...]:
        """Return the class with the local name ``name`` ("State"), or nothing if none has it."""
        return self._classes_by_name.get(name or "", ())

    def local(self, iri: str) -> str:
        """Return the last part of an IRI: "withdrewFrom"."""
        return re.split(r"[#/]", iri)[-1]

    def relation(self, name: str) -> Relation:
        """Return the relation with the local name ``name``; raises OntologyError if none."""
        for iri, relation in self.relations.items():
            if self.local(iri) == name:
                return relation
        raise OntologyError(f"no relation {name!r}", hint="declare it as an owl:ObjectProperty")

    def canonical(self, iri: str) -> tuple[Relation, bool]:
        """Return the relation under which a claim is written, and whether its ends swap."""
        *readings, written = _readings(self.relations, iri)
        swaps = sum(reading.inverse is not None for reading in readings)
        return written, swaps % 2 == 1


def home() -> Path:
    """Return the folder of the packaged ontology, or the checkout's where run from one."""
    packaged = Path(__file__).parent / "knowledge"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "ontology"


def load(paths: Iterable[Path] = ()) -> Ontology:
    """Read Turtle files and folders into an Ontology; without paths, the packaged one.

    Raises OntologyError, with file and line, where the Turtle is malformed, and with the
    relation's name where its lexicon is.
    """
    statements = turtle.read(tuple(paths) or (home(),))
    classes = {kind.iri: kind for kind in _classes(statements)}
    ancestors = {iri: frozenset(_above(iri, classes)) for iri in classes}
    own = {iri: statements.values(iri, str(KGB.headNoun)) for iri in classes}
    entities = tuple(_entities(statements, classes))
    relations = {relation.iri: relation for relation in _relations(statements)}
    for iri in relations:
        deque(_readings(relations, iri), maxlen=0)  # raises where they do not end
    return Ontology(
        classes=classes,
        relations=relations,
        entities=entities,
        names=_grouped((key(name.text), name) for name in _names(statements, entities)),
        frames=lexicon.frames(statements, nouns=_nouns_below(own, ancestors)),
        examples=lexicon.examples(statements),
        nouns=_grouped((key(noun), iri) for iri, nouns in own.items() for noun in nouns),
        ancestors=ancestors,
        governments=_grouped(_governments(statements, entities)),
        before=_grouped(
            (entity.iri, earlier)
            for entity in entities
            for earlier in statements.values(entity.iri, str(KGB.succeeds))
        ),
    )


def key(text: str) -> str:
    """Return ``text`` as names are compared: no case, plain hyphens, single spaces.

    >>> key("Non‑Proliferation  Treaty")
    'non-proliferation treaty'
    """
    return " ".join(text.translate(_SAME).casefold().split())


def _singular(noun: str) -> Iterator[str]:
    yield noun
    for plural, singular in (("ies", "y"), ("s", ""), ("es", "")):
        if noun.endswith(plural):
            yield noun.removesuffix(plural) + singular


def _classes(statements: Statements) -> Iterator[Class]:
    for iri in statements:
        if not iri.startswith("_:") and _CLASS.intersection(statements.values(iri, _TYPE)):
            parents = statements.values(iri, str(RDFS.subClassOf))
            named = tuple(parent for parent in parents if not parent.startswith("_:"))
            yield Class(iri, statements.value(iri, _LABEL) or iri, named)


def _above(iri: str, classes: Mapping[str, Class]) -> Iterator[str]:
    seen, waiting = set(), [iri]
    while waiting:
        found = waiting.pop()
        if found not in seen:
            seen.add(found)
            yield found
            waiting.extend(classes[found].parents if found in classes else ())


def _nouns_below(
    own: Mapping[str, tuple[str, ...]], ancestors: Mapping[str, frozenset[str]]
) -> Mapping[str, tuple[str, ...]]:
    return _grouped(
        (above, noun) for iri, nouns in own.items() for above in ancestors[iri] for noun in nouns
    )


def _relations(statements: Statements) -> Iterator[Relation]:
    for iri in statements:
        types = _PROPERTY.intersection(statements.values(iri, _TYPE))
        if types and not iri.startswith(str(KGB)):
            yield _relation(statements, iri, symmetric=str(OWL.SymmetricProperty) in types)


def _relation(statements: Statements, iri: str, *, symmetric: bool) -> Relation:
    inverse = statements.value(iri, str(OWL.inverseOf))
    described = inverse or iri
    domain = _alternatives(statements, described, str(RDFS.domain))
    range_ = _alternatives(statements, described, str(RDFS.range))
    ends = (range_, domain) if inverse else (domain, range_)
    label = statements.value(iri, _LABEL) or iri
    parent = statements.value(iri, str(RDFS.subPropertyOf))
    return Relation(iri, label, *ends, inverse=inverse, parent=parent, symmetric=symmetric)


def _readings(relations: Mapping[str, Relation], iri: str | None) -> Iterator[Relation]:
    """Yield a relation and those it is read as, ending with the one that is written."""
    seen: set[str] = set()
    while iri:
        if iri not in relations:
            raise OntologyError(f"{iri} is not declared", hint="declare it as a property")
        if iri in seen:
            raise OntologyError(
                f"{iri} is read as itself in a circle", hint="drop one owl:inverseOf"
            )
        seen.add(iri)
        yield relations[iri]
        iri = relations[iri].inverse or relations[iri].parent


def _alternatives(statements: Statements, iri: str, predicate: str) -> tuple[str, ...]:
    return tuple(
        member
        for value in statements.values(iri, predicate)
        for union in statements.values(value, str(OWL.unionOf)) or (None,)
        for member in (statements.members(union) if union else (value,))
    )


def _entities(statements: Statements, classes: Mapping[str, Class]) -> Iterator[Entity]:
    for iri in statements:
        types = tuple(kind for kind in statements.values(iri, _TYPE) if kind in classes)
        label = statements.value(iri, _LABEL)
        if types and label and not iri.startswith(str(KGB)):
            aliases = statements.values(iri, str(SKOS.altLabel))
            matches = statements.values(iri, str(SKOS.exactMatch))
            yield Entity(iri, label, types, aliases, matches, known=True)


def _names(statements: Statements, entities: Iterable[Entity]) -> Iterator[Name]:
    for entity in entities:
        for kind, predicate in _NAMES.items():
            for text in statements.values(entity.iri, predicate):
                yield Name(text, entity, kind)


def _governments(
    statements: Statements, entities: tuple[Entity, ...]
) -> Iterator[tuple[str, Entity]]:
    by_iri = {entity.iri: entity for entity in entities}
    for leader in entities:
        for led in statements.values(leader.iri, str(KGB.leads)):
            for name in (leader.label, *leader.aliases):
                yield from ((key(form), by_iri[led]) for form in (name, name.split()[-1]))


def _grouped(pairs: Iterable[tuple[str, V]]) -> dict[str, tuple[V, ...]]:
    groups: dict[str, list[V]] = {}
    for group, member in pairs:
        groups.setdefault(group, []).append(member)
    return {group: tuple(dict.fromkeys(members)) for group, members in groups.items()}
