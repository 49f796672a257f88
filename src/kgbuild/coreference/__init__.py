"""Pronouns and definite phrases → the entities they stand for, or nothing.

Few rules, each safe on its own, in the manner of the sieves of Lee et al. (2013): what a
word and its verb ask of the antecedent (class, number), where antecedents are looked for
(the clause, the sentence, the two before), and which is the most prominent (the nearest
sentence, in it the subject). Two that are equally prominent are no answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from kgbuild import entities
from kgbuild.coreference.demands import Demand, demand
from kgbuild.coreference.discourse import Antecedent, Discourse
from kgbuild.coreference.first_person import first_person
from kgbuild.coreference.preferences import preferences
from kgbuild.entities import Links
from kgbuild.model import Clause, Document, Entity, Mention, MentionKind, Role
from kgbuild.ontology import Ontology

__all__ = ["resolve"]

# How far back the only named treaty is "the treaty".
_FAR: Final = 40


def resolve(
    clauses: Iterable[Clause], *, links: Links, ontology: Ontology, document: Document
) -> dict[Mention, tuple[Entity, ...]]:
    """Return ``links`` with pronouns and definite phrases resolved, where that is certain.

    Pass all clauses of the document, and the links of all its mentions, as
    :func:`kgbuild.entities.link` gives them. A definite phrase that stands for a thing named
    before loses the entity of its own that it had ("the treaty"); what is possessed by a
    resolved pronoun becomes its possessor's ("its program").
    """
    discourse = Discourse.of(clauses, links=links, ontology=ontology, document=document)
    resolved = dict(links)
    for mention in discourse.mentions:
        found = _meant(mention, discourse=discourse, links=resolved)
        if not found and _is_newly_owned(mention, links=links, resolved=resolved):
            found = entities.owned(mention, links=resolved, ontology=ontology, document=document)
        if found:
            resolved[mention] = found
    return resolved


def _is_newly_owned(mention: Mention, *, links: Links, resolved: Links) -> bool:
    return mention.kind is MentionKind.NOUN and any(
        owner in resolved and owner not in links for owner in mention.attached(Role.POSSESSOR)
    )


def _meant(mention: Mention, *, discourse: Discourse, links: Links) -> tuple[Entity, ...]:
    asked = demand(mention, ontology=discourse.ontology, document=discourse.document)
    if asked is None:
        return first_person(mention, discourse=discourse, links=links)
    if asked.count > 1:
        return _several(mention, asked, discourse=discourse, links=links)
    if asked.by_noun:
        near = _candidates(mention, asked, discourse=discourse, links=links, reach=asked.reach)
        far = _candidates(mention, asked, discourse=discourse, links=links, reach=_FAR)
        return _only_nearest(near) or _only_named(far)
    inside = discourse.inside.get(mention, ())
    fitting = preferences(mention, clauses=inside, ontology=discourse.ontology)
    asked = replace(asked, classes=asked.classes or fitting)
    near = _candidates(mention, asked, discourse=discourse, links=links, reach=asked.reach)
    placed = mention in discourse.inside or any(discourse.around(mention))
    return _foremost(near) if placed else _only_nearest(near)


def _candidates(
    mention: Mention, asked: Demand, *, discourse: Discourse, links: Links, reach: int
) -> list[Antecedent]:
    before = discourse.before(mention, links=links, reach=reach)
    return [one for one in before if asked.admits(one, ontology=discourse.ontology)]


def _foremost(candidates: list[Antecedent]) -> tuple[Entity, ...]:
    """Return the most prominent antecedent, or nothing where two are equally so."""
    best = min((one.prominence for one in candidates), default=None)
    found = {one.entities for one in candidates if one.prominence == best}
    return found.pop() if len(found) == 1 else ()


def _only_nearest(candidates: list[Antecedent]) -> tuple[Entity, ...]:
    """Return the only thing that fits in the nearest sentence that has one."""
    nearest = min((one.distance for one in candidates), default=None)
    found = {one.entities for one in candidates if one.distance == nearest}
    return found.pop() if len(found) == 1 else ()


def _only_named(candidates: list[Antecedent]) -> tuple[Entity, ...]:
    """Return the only thing with a name that fits at all; none if something nearer vies."""
    named = [one for one in candidates if one.mention.kind is MentionKind.NAME]
    found = {one.entities for one in named}
    return found.pop() if len(found) == 1 and len(named) == len(candidates) else ()


def _several(
    mention: Mention, asked: Demand, *, discourse: Discourse, links: Links
) -> tuple[Entity, ...]:
    """Return as many things as are asked for, from the nearest sentence with just so many."""
    before = _candidates(mention, asked, discourse=discourse, links=links, reach=asked.reach)
    for distance in range(asked.reach + 1):
        fitting = {
            entity.iri: entity
            for one in before
            if one.distance == distance
            for entity in one.entities
        }
        if len(fitting) > asked.count:
            return ()
        if len(fitting) == asked.count:
            found = tuple(fitting.values())
            return found if asked.pick is None else (found[asked.pick],)
    return ()
