"""Those who act for a state or a body are that state or body: "Russian officials", Russia.

So are the terms of a treaty the treaty, to one who breaks them or keeps to them. Which
words so stand is English, not a domain. A ministry, a parliament or an army that is named
stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from kgbuild.entities import known, spelling
from kgbuild.model import Entity, Mention, MentionKind, Role
from kgbuild.ontology import Ontology, key

_GOVERNMENT: Final = frozenset(
    (
        "government",
        "administration",
        "regime",
        "authority",
        "authorities",
        "leadership",
        "side",
        "delegation",
    )
)
# What is called after its leader.
_NAMED_AFTER: Final = frozenset(("administration", "government", "regime"))
# Only as a plural: one official is a person.
_STAFF: Final = frozenset(
    ("official", "diplomat", "negotiator", "leader", "minister", "representative", "envoy")
)
_TROOPS: Final = frozenset(("troop", "troops", "force", "forces", "soldier", "military", "army"))
# Other words before "forces" make another thing of them: nuclear forces are weapons.
_PLAIN: Final = frozenset(
    ("armed", "military", "government", "security", "ground", "combat", "special", "invading")
)

# What is done to these is done to the agreement: "the terms of", "implementation of".
_CONTENT: Final = frozenset(
    (
        "aim",
        "authority",
        "commitment",
        "condition",
        "credibility",
        "goal",
        "implementation",
        "integrity",
        "letter",
        "objective",
        "obligation",
        "provision",
        "purpose",
        "spirit",
        "stipulation",
        "term",
        "viability",
    )
)


def stands_for(
    mention: Mention, *, links: Mapping[Mention, tuple[Entity, ...]], ontology: Ontology
) -> tuple[Entity, ...]:
    """Return the states or bodies for which a mention's head speaks, or the agreements it is of.

    ``links`` must hold what is attached to the mention.
    """
    staff = mention.number == "Plur" and mention.kind is MentionKind.NOUN
    if mention.head.casefold() in _GOVERNMENT or (staff and mention.head in _STAFF):
        return _led(mention, ontology=ontology) or _owners(mention, links=links, ontology=ontology)
    if mention.kind is MentionKind.NOUN and mention.head in _CONTENT:
        return _agreements(mention, links=links, ontology=ontology)
    return ()


def _agreements(
    mention: Mention, *, links: Mapping[Mention, tuple[Entity, ...]], ontology: Ontology
) -> tuple[Entity, ...]:
    """Return the agreements whose content a mention is, where all that owns it are such."""
    owners = (*mention.attached(Role.POSSESSOR), *_under(mention, "of", "under", "in"))
    found = [entity for owner in owners for entity in links.get(owner, ())]
    agreements = ontology.class_named("Agreement")
    named = [entity for entity in found if agreements and ontology.fits(entity.types, agreements)]
    return tuple(dict.fromkeys(named)) if len(named) == len(found) else ()


def _led(mention: Mention, *, ontology: Ontology) -> tuple[Entity, ...]:
    """Return the one state that whoever a government is called after led: "Lee government"."""
    if mention.head.casefold() not in _NAMED_AFTER:
        return ()
    owners = (inner.name for inner in mention.attached(Role.POSSESSOR, Role.MODIFIER))
    words = mention.name.split()
    named = (*owners, " ".join(words[:-1]), *(word for word in words[:-1] if word[0].isupper()))
    found = (ontology.governments.get(key(spelling.bare(name)), ()) for name in named)
    led = {state.iri: state for state in next(filter(None, found), ())}
    return tuple(led.values()) if len(led) == 1 else ()


def acts_for(
    mention: Mention, *, links: Mapping[Mention, tuple[Entity, ...]], ontology: Ontology
) -> tuple[Entity, ...]:
    """Return the states whose troops a mention names: what troops do, their state does.

    That holds of those who act. Troops that are deployed or attacked are themselves.
    """
    if mention.kind is MentionKind.NOUN and mention.head in _TROOPS and _is_plain(mention):
        return _owners(mention, links=links, ontology=ontology)
    return ()


def _owners(
    mention: Mention, *, links: Mapping[Mention, tuple[Entity, ...]], ontology: Ontology
) -> tuple[Entity, ...]:
    attached = (*mention.attached(Role.POSSESSOR, Role.MODIFIER), *_under(mention, "of", "from"))
    linked = (entity for inner in attached for entity in links.get(inner, ()))
    # An unknown name before "administration" or "party leaders" is no body of its own.
    owners = {
        owner.iri: owner for owner in linked if owner.known and _is_body(owner, ontology=ontology)
    }
    return tuple(owners.values()) or _spelt_out(mention, ontology=ontology)


def _is_plain(mention: Mention) -> bool:
    names = {word for inner in mention.attached(Role.MODIFIER) for word in inner.text.split()}
    words = mention.name.split()[:-1]
    return all(word[0].isupper() or word in _PLAIN or word in names for word in words)


def _under(mention: Mention, *prepositions: str) -> Iterator[Mention]:
    for preposition in prepositions:
        yield from mention.attached(Role.OBLIQUE, preposition=preposition)


def _is_body(entity: Entity, *, ontology: Ontology) -> bool:
    agents = ontology.class_named("Agent")
    persons = ontology.class_named("Person")
    is_agent = bool(agents) and ontology.fits(entity.types, agents)
    return is_agent and not (persons and ontology.fits(entity.types, persons))


def _spelt_out(mention: Mention, *, ontology: Ontology) -> tuple[Entity, ...]:
    """Return the owner that stands within the name: "Soviet" in "top Soviet negotiators".

    A part of a longer name is none: "Central American leaders" lead no part of the US.
    """
    words = mention.name.split()
    for start, end in _stretches(words):
        names = known.by_text(" ".join(words[start:end]), ontology=ontology)
        owner = known.Reading(names).settled()
        if owner is not None and _is_body(owner, ontology=ontology):
            return (owner,)
    return ()


def _stretches(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words that begin and end where the capitals do, longest first."""
    spans = combinations(range(len(words) + 1), 2)
    for start, end in sorted(spans, key=lambda ends: ends[0] - ends[1]):
        inside = start > 0 and words[start - 1][0].isupper()
        cut = end < len(words) - 1 and words[end][0].isupper()
        if end - start < len(words) and not inside and not cut:
            yield start, end
