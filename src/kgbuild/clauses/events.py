"""The status of the events that nouns name: "a possible attack", "denied the attack"."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.clauses import signatures
from kgbuild.clauses.cues import has_owner, heads_clause, is_definite
from kgbuild.clauses.predicates import is_copular
from kgbuild.clauses.scope import Scope
from kgbuild.clauses.signatures import Effect
from kgbuild.grammar import Function, Word
from kgbuild.mentions.extent import preposition
from kgbuild.model import Status

if TYPE_CHECKING:
    from kgbuild.clauses.factuality import Factuality

F = Function
SUPPOSING = frozenset({"in case of", "in the event of", "pending", "until"})
# Behind these the noun takes part in the event; behind others it is what the noun is about.
ABOUT = frozenset({"of", "for", "on", "to", "about"})
BY_EFFECT = MappingProxyType({Effect.PLAN: Status.PLANNED, Effect.NEGATE: Status.NEGATED})


def event_scope(noun: Word, factuality: Factuality) -> Scope:
    """Return the scope of what ``noun`` names, by its own words and those above it."""
    scope = _above(noun, factuality)
    if noun.lemma.startswith("non-") or any(child.lower == "non" for child in noun.children):
        scope = scope.add(Status.NEGATED, "non-")
    for child in noun.having(F.DETERMINER):
        if child.lower in signatures.NEGATIVE_DETERMINERS:
            scope = scope.add(Status.NEGATED, child.lower)
        elif child.lower == "any" and scope.status is not Status.NEGATED:
            scope = scope.add(Status.PLANNED, child.lower)
    for child in noun.having(F.ADJECTIVE):
        table = signatures.EVENT_ADJECTIVE
        effect = table.get(child.lemma) or table.get(child.lower)
        if effect is not None:
            scope = scope.add(BY_EFFECT.get(effect, Status.ATTRIBUTED), child.lower)
    return scope


def _above(noun: Word, factuality: Factuality) -> Scope:
    above = noun.head
    if is_copular(noun):
        return factuality.clause(noun)
    if above is None:
        return factuality.above
    if noun.function in (F.CONJUNCT, F.COMPOUND, F.POSSESSOR, F.APPOSITION, F.ADJECTIVE):
        return factuality.of(above)
    if not heads_clause(above):
        return _nested(noun, above, factuality)
    return _in_clause(noun, above, factuality)


def _nested(noun: Word, above: Word, factuality: Factuality) -> Scope:
    scope, lead = factuality.event(above), preposition(noun)
    if lead == "without":
        return scope.add(Status.NEGATED, lead)
    if lead in signatures.FACTUAL_PREPOSITIONS:
        return scope.reported()
    if lead not in ABOUT:
        return scope
    return factuality.apply(signatures.NOUN.get(above.lemma, Effect.KEEP), scope, above)


def _in_clause(noun: Word, above: Word, factuality: Factuality) -> Scope:
    scope = factuality.clause(above)
    if noun.function in (F.OBJECT, F.PASSIVE_SUBJECT):
        return _object(noun, above, factuality)
    if noun.function is F.SUBJECT:
        return scope.without_negation() if noun.first(F.DETERMINER) is None else scope
    return _oblique(noun, above, factuality)


def _object(noun: Word, above: Word, factuality: Factuality) -> Scope:
    scope = factuality.clause(above)
    effect = signatures.EVENT_OBJECT.get(above.lemma)
    if effect is Effect.PRESUPPOSE:
        return scope.reported() if noun.function is F.OBJECT else scope
    if effect is not None:
        return factuality.apply(effect, scope, above)
    if above.lemma in signatures.LIGHT:
        return scope
    return _known(noun, scope)


def _known(noun: Word, scope: Scope) -> Scope:
    """Free what is spoken of as known from the scope it stands in: "evade US sanctions".

    A definite noun is out of the reach of a negation; only several things with an owner
    ("Russia's attacks") are sure to be there when all else is planned.
    """
    if not is_definite(noun):
        return scope
    several = noun.features.get("Number") == "Plur" and has_owner(noun)
    if scope.status is Status.PLANNED and several:
        return scope.reported()
    return scope.without_negation()


def _oblique(noun: Word, above: Word, factuality: Factuality) -> Scope:
    scope, lead = factuality.clause(above), preposition(noun) or ""
    if lead == "without":
        return scope.without_negation().add(Status.NEGATED, lead)
    if lead in signatures.FACTUAL_PREPOSITIONS:
        return scope.reported()
    if lead in SUPPOSING:
        return scope.reported().add(Status.PLANNED, lead)
    effect = signatures.EVENT_OBLIQUE.get((above.lemma, lead))
    if effect is not None:
        return factuality.apply(effect, scope, above)
    return _known(noun, scope).without_negation()
