"""Those who act for a state or a body are that state or body: "Russian officials", Russia.

Which words so stand is English, not a domain. A ministry, a parliament or an army that is
named stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Final

from kgbuild.entities import known
from kgbuild.entities.minting import by_local
from kgbuild.model import Entity, Mention, MentionKind, Role
from kgbuild.ontology import Ontology

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
_STAFF: Final = frozenset(("official", "diplomat", "negotiator", "policymaker"))
_HEADS: Final = frozenset(("leader", "minister", "representative", "envoy"))  # only as a plural
_TROOPS: Final = frozenset(("troop", "troops", "force", "soldier", "military", "army"))
# Other words before "forces" make another thing of them: nuclear forces are weapons.
_PLAIN: Final = frozenset(
    ("armed", "military", "government", "security", "ground", "combat", "special")
)


def stands_for(
    mention: Mention, *, links: Mapping[Mention, tuple[Entity, ...]], ontology: Ontology
) -> tuple[Entity, ...]:
    """Return the states or bodies for which a mention's head acts, or nothing.

    ``links`` must hold what is attached to the mention.
    """
    if not is_metonym(mention):
        return ()
    attached = (*mention.attached(Role.POSSESSOR, Role.MODIFIER), *_under(mention, "of", "from"))
    owners = [entity for inner in attached for entity in links.get(inner, ())]
    owners = [owner for owner in owners if _is_body(owner, ontology=ontology)]
    if not owners:
        owners = [*filter(None, [_spelt_out(mention, ontology=ontology)])]
    return tuple({owner.iri: owner for owner in owners}.values())


def is_metonym(mention: Mention) -> bool:
    """Whether a mention's head can act for another: official, government, troops."""
    if mention.head in _GOVERNMENT or mention.head.casefold() in _GOVERNMENT:
        return True
    if mention.kind is not MentionKind.NOUN:
        return False
    plural = mention.number == "Plur" and mention.head in _HEADS
    return plural or mention.head in _STAFF or (mention.head in _TROOPS and _is_plain(mention))


def _is_plain(mention: Mention) -> bool:
    names = {word for inner in mention.attached(Role.MODIFIER) for word in inner.text.split()}
    words = mention.name.split()[:-1]
    return all(word[0].isupper() or word in _PLAIN or word in names for word in words)


def _under(mention: Mention, *prepositions: str) -> Iterator[Mention]:
    for preposition in prepositions:
        yield from mention.attached(Role.OBLIQUE, preposition=preposition)


def _is_body(entity: Entity, *, ontology: Ontology) -> bool:
    agents = by_local("Agent", ontology=ontology)
    persons = by_local("Person", ontology=ontology)
    is_agent = bool(agents) and ontology.fits(entity.types, agents)
    return is_agent and not (persons and ontology.fits(entity.types, persons))


def _spelt_out(mention: Mention, *, ontology: Ontology) -> Entity | None:
    """Return the owner that stands within the name: "Soviet" in "top Soviet negotiators"."""
    words = mention.name.split()
    spans = sorted(combinations(range(len(words) + 1), 2), key=lambda ends: ends[0] - ends[1])
    for start, end in spans:
        names = known.by_text(" ".join(words[start:end]), ontology=ontology)
        owner = known.Reading(names).settled() if end - start < len(words) else None
        if owner is not None and owner.known and _is_body(owner, ontology=ontology):
            return owner
    return None
