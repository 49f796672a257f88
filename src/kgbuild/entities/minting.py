"""Entities that the ontology does not know: a name, a type and an IRI of their own.

What a name calls is one thing in all documents. A noun phrase for an agent, a document or
a place ("an agreement") is one thing in its document alone; for a kind of thing, such as
a weapon or a concept ("missile defense systems"), it is the same in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from kgbuild import iris
from kgbuild.entities import known, spelling
from kgbuild.model import Document, Entity, Mention, MentionKind, Role
from kgbuild.ontology import Ontology, key

# The recogniser's classes, by the local name of the class that a domain has for them. A
# location is left open: the relation tells the state that acts from the place of an event.
_CLASSES: Final = MappingProxyType(
    {
        "PERSON": "Person",
        "PER": "Person",
        "ORG": "Organization",
        "NORP": "Group",
        "EVENT": "Activity",
        "FAC": "Facility",
    }
)
_INDIVIDUALS: Final = ("Agent", "Document", "Facility", "Place", "Activity")
_NAME: Final = r"[A-Z][\w’'-]*(?:[ –-][A-Z][\w’'-]*)*"
_OF_NAME: Final = re.compile(rf" of (?:the )?{_NAME}")
_HYPHENED: Final = re.compile(rf"[–-]{_NAME}")
# "Treaty of Peace, Friendship and Cooperation", where a parser saw a list of things signed.
_LIST: Final = re.compile(rf"(?:, {_NAME})+,? and {_NAME}(?! of\b)")
_EACH: Final = re.compile(_NAME)
_ARTICLE: Final = re.compile(r"^(?:the|an?|this|that|these|those)\b\s*", re.IGNORECASE)
# Words that tell which one is meant, not what it is.
_POINTING: Final = re.compile(
    r"^(?:(?:so-called|all|any|such|own|other|another|further|additional|more|same|certain|several|many|new"
    r"|first|second|third|last|next|previous|recent|current|latest)\s+)+(?=\S)",
    re.IGNORECASE,
)
_BEGINS: Final = re.compile(
    r"(?:^|[.!?:\n][\"”’)]*\s|[\"“])\s*(?:(?:the|an?|this|these)\s+)?$", re.IGNORECASE
)


def mint(
    mention: Mention, *, ontology: Ontology, document: Document, owner: Entity | None = None
) -> Entity:
    """Return a new entity for a mention; ``owner`` is what its possessor stands for."""
    types = classes(mention, ontology=ontology, document=document)
    if not known.is_common(mention, ontology=ontology) or _goes_on(
        mention, ontology=ontology, document=document
    ):
        return _named(mention, types, ontology=ontology, document=document, owner=owner)
    return _described(mention, types, ontology=ontology, document=document, owner=owner)


def classes(mention: Mention, *, ontology: Ontology, document: Document) -> tuple[str, ...]:
    """Return the classes that the recogniser, the head noun or an apposition gives."""
    told = _CLASSES.get(mention.label or "")
    if told == "Person" and mention.kind is MentionKind.NAME:
        return ontology.class_named(told)
    one = spelling.singular(mention)
    whole = key(one + spelling.complement(mention, text=document.text))
    by_noun = ontology.nouns.get(whole) or ontology.classify(one) or ontology.classify(mention.head)
    apposed = (
        ontology.classify(spelling.singular(other))
        for other in mention.attached(Role.APPOSITION)
        if other.kind is MentionKind.NOUN
    )
    given = by_noun or next(filter(None, apposed), ()) or ontology.class_named(told)
    if not given and mention.label == "LOC" and known.is_location(mention, document=document):
        return ontology.class_named("Place")
    return given


def _named(
    mention: Mention,
    types: tuple[str, ...],
    *,
    ontology: Ontology,
    document: Document,
    owner: Entity | None,
) -> Entity:
    """Mint a name; one that is a mere noun ("Foreign Ministry") is told apart by its owner."""
    label = known.proper(mention, ontology=ontology)
    tail = spelling.complement(mention, text=document.text) or _goes_on(
        mention, ontology=ontology, document=document
    )
    label += tail if spelling.is_titled(tail) and ontology.classify(mention.head) else ""
    generic = key(label) in ontology.nouns or label.count(" ") < 2
    # A person's party or plan has a name of its own; a state's ministry has not.
    person = ontology.class_named("Person")
    by_person = bool(owner and person and ontology.fits(owner.types, person) and " " in label)
    if owner is not None and generic and not by_person and ontology.classify(label):
        iri = iris.entity_iri(f"{owner.label} {label}")
        return Entity(iri, _owned(owner, label), types, (label,))
    label, *aliases = spelling.inserted(label) or (label,)
    undotted = label.replace(".", "")
    aliases += [undotted] if spelling.is_acronym(label) and undotted != label else []
    return Entity(iris.entity_iri(label), label, types, tuple(aliases))


def _goes_on(mention: Mention, *, ontology: Ontology, document: Document) -> str:
    """Return how a name that a parser cut goes on: "Treaty *of San Marco*"."""
    if mention.kind is not MentionKind.NAME:
        return ""
    text, start, end = document.text, mention.span.start, mention.span.end
    if after := _OF_NAME.match(text, end):
        end = after.end()
    if " of " in text[start:end] and (joined := _HYPHENED.match(text, end)):
        end = joined.end()
    rest = _LIST.match(text, end)
    told = [text[start:end].rpartition(" of ")[2], *_EACH.findall(rest.group() if rest else "")]
    if rest and " of " in text[start:end] and not any(map(ontology.named, told)):
        end = rest.end()
    return text[mention.span.end : end]


def _described(
    mention: Mention,
    types: tuple[str, ...],
    *,
    ontology: Ontology,
    document: Document,
    owner: Entity | None,
) -> Entity:
    individual = _is_individual(mention, types, ontology=ontology)
    told = spelling.TELLING if individual else spelling.TELLING[:1]
    tail = spelling.complement(mention, text=document.text, prepositions=told)
    one = _uncapitalised(spelling.singular(mention), mention, document=document)
    seen = _uncapitalised(mention.name, mention, document=document)
    if owner is not None:
        return _belonging(owner, (f"{one}{tail}", f"{seen}{tail}", seen, one), types)
    forms: tuple[str, ...]
    if individual:
        iri = local_iri(f"{one}{tail}", document=document)
        forms = (f"{seen}{tail}", seen, one, *_counted(mention, seen, document=document))
    else:
        one, seen = _POINTING.sub("", one), _POINTING.sub("", seen)
        iri, forms = iris.entity_iri(f"{one}{tail}"), (f"{one}{tail}", f"{seen}{tail}")
    label, *aliases = dict.fromkeys((*forms, *(_POINTING.sub("", form) for form in forms[:2])))
    return Entity(iri, label, types, tuple(aliases))


def _belonging(owner: Entity, forms: tuple[str, ...], types: tuple[str, ...]) -> Entity:
    """Return what is told apart by whose it is; ``forms`` name it, the fullest first."""
    label = _owned(owner, forms[0])
    plain = (_POINTING.sub("", form) for form in forms)
    aliases = dict.fromkeys((*forms[1:], *plain, _owned(owner, forms[2])))
    told = tuple(alias for alias in aliases if alias != label)
    return Entity(iris.entity_iri(f"{owner.label} {forms[0]}"), label, types, told)


def _counted(mention: Mention, seen: str, *, document: Document) -> Iterator[str]:
    """Yield a phrase with what stands before it, where that is a number: "two leaders"."""
    start = (mention.extent or mention.span).start
    before = _ARTICLE.sub("", document.text[start : mention.span.start].strip())
    if before and " " not in before and not any(mention.attached(Role.POSSESSOR)):
        yield f"{before.lower()} {seen}"


def local_iri(name: str, *, document: Document) -> str:
    """Return the IRI of what only one document speaks of."""
    return f"{iris.ENTITY}{iris.slug(document.id)}/{iris.slug(name)}"


def _owned(owner: Entity, name: str) -> str:
    return f"{owner.label}’{'' if owner.label.endswith('s') else 's'} {name}"


def _is_individual(mention: Mention, types: Iterable[str], *, ontology: Ontology) -> bool:
    if not types:
        return mention.definite or mention.number != "Plur"
    wanted = [iri for name in _INDIVIDUALS for iri in ontology.class_named(name)]
    return bool(wanted) and ontology.fits(types, wanted)


def _uncapitalised(name: str, mention: Mention, *, document: Document) -> str:
    """Undo the capital that a phrase has only because it begins a sentence."""
    first = name.partition(" ")[0]
    begins = _BEGINS.search(document.text[: mention.span.start][-20:]) is not None
    modifiers = {inner.span.start for inner in mention.attached(Role.MODIFIER)}
    if not begins or mention.span.start in modifiers or not first[1:].islower():
        return name
    return first.lower() + name[len(first) :]
