"""What a pronoun or a definite phrase asks of its antecedent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from kgbuild.coreference.discourse import Antecedent
from kgbuild.entities import is_common, spelling
from kgbuild.model import Document, Mention, MentionKind, Role
from kgbuild.ontology import Ontology

_PERSONAL: Final = frozenset(("he", "him", "his", "himself", "she", "her", "hers", "herself"))
_THING: Final = frozenset(("it", "its", "itself"))
_PLURAL: Final = frozenset(("they", "them", "their", "theirs", "themselves"))
_NUMBERS: Final = MappingProxyType({"two": 2, "both": 2, "three": 3, "four": 4, "five": 5})
_PICKS: Final = MappingProxyType({"former": 0, "latter": 1})
# Who faces another, whatever they are: "the two sides", "both parties".
_SIDES: Final = frozenset(("side", "party", "government", "country", "nation", "state", "power"))
# The only one of its kind, and so no word for something named before.
_UNIQUE: Final = frozenset(
    ("world", "public", "west", "east", "population", "people", "opposition", "community", "press")
)
# What a phrase without a name can stand for: things that are named, not kinds of thing.
_NAMED: Final = ("Agent", "Document")


@dataclass(frozen=True, slots=True)
class Demand:
    """What an antecedent must be: of ``classes``, not of ``excluded``, so many of them.

    ``count`` is 1 for a single thing, more for as many things, ``plural`` for one phrase
    that is several; ``reach`` is how many sentences back to look, ``pick`` which of several
    names is meant. ``by_noun`` tells a definite phrase, ``title`` an office that must fit.
    """

    classes: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    count: int = 1
    plural: bool = False
    reach: int = 2
    by_noun: bool = False
    pick: int | None = None
    title: str | None = None
    words: frozenset[str] = frozenset()

    def admits(self, one: Antecedent, *, ontology: Ontology) -> bool:
        """Whether an antecedent is what is asked for."""
        if self.count == 1 and not (one.plural if self.plural else one.single):
            return False
        if self.pick is not None and one.mention.kind is not MentionKind.NAME:
            return False
        if self.title and self.title not in one.titles:
            return False
        types = [kind for entity in one.entities for kind in entity.types]
        if self.excluded and ontology.fits(types, self.excluded):
            return False
        return ontology.fits(types, self.classes) and self.words <= one.words


def demand(mention: Mention, *, ontology: Ontology, document: Document) -> Demand | None:
    """Return what a mention asks of an antecedent, or None where it stands for itself."""
    if mention.kind is MentionKind.PRONOUN:
        return _of_pronoun(mention.text.casefold(), ontology=ontology)
    if mention.kind is MentionKind.NOUN and mention.head in _PICKS:
        return Demand(count=2, pick=_PICKS[mention.head])
    if not is_common(mention, ontology=ontology) or _is_specified(mention):
        return None
    count = _number(mention, document=document)
    if count > 1:
        return _of_several(mention, count, ontology=ontology)
    if mention.definite and mention.number != "Plur":
        return _of_noun(mention, ontology=ontology)
    return None


def _of_pronoun(word: str, *, ontology: Ontology) -> Demand | None:
    person = ontology.class_named("Person")
    if word in _PERSONAL:
        return Demand(classes=person) if person else None
    if word in _THING:
        return Demand(excluded=person)
    if word in _PLURAL:
        return Demand(plural=True)
    return Demand(count=2) if word == "both" else None


def _of_several(mention: Mention, count: int, *, ontology: Ontology) -> Demand | None:
    person, agent = (ontology.class_named(name) for name in ("Person", "Agent"))
    classes = ontology.classify(spelling.singular(mention).split()[-1])
    if mention.head in _SIDES:
        return Demand(classes=agent, excluded=person, count=count)
    if classes and ontology.fits(classes, (*agent, *ontology.class_named("Document"))):
        return Demand(classes=classes, count=count)
    return None


def _of_noun(mention: Mention, *, ontology: Ontology) -> Demand | None:
    """Return what "the treaty", "the nuclear deal" asks for: its class, and its other words."""
    one = spelling.singular(mention).casefold()
    classes = ontology.classify(one)
    named = tuple(iri for name in _NAMED for iri in ontology.class_named(name))
    if not named or not ontology.fits(classes, named) or mention.head in _UNIQUE:
        return None
    if set(classes) <= set(named):  # a partner, an ally: of whom is not said
        return None
    person = ontology.class_named("Person")
    title = mention.head if person and ontology.fits(classes, person) else None
    words = frozenset(one.split()) - {mention.head.casefold()}
    return Demand(classes=classes, reach=3, by_noun=True, title=title, words=words)


def _is_specified(mention: Mention) -> bool:
    """Whether a phrase tells by itself what it means: "the treaty on open skies"."""
    roles = (Role.OBLIQUE, Role.POSSESSOR, Role.MODIFIER, Role.APPOSITION)
    return any(mention.attached(*roles))


def _number(mention: Mention, *, document: Document) -> int:
    """Return how many a phrase says it means: "the two sides", "both leaders"."""
    start = mention.extent.start if mention.extent else mention.span.start
    said = document.text[min(start, mention.span.start) : mention.span.end]
    before = document.text[: mention.span.start][-12:]
    found = re.findall(r"\w+", f"{before.rsplit('.', maxsplit=1)[-1]} {said}".casefold())
    near = found[-len(mention.name.split()) - 2 :]
    return next((_NUMBERS[word] for word in near if word in _NUMBERS), 1)
