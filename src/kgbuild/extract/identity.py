"""Nouns that tell what something is → that thing: India is the third *country* to sign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kgbuild.model import Argument, Clause, ClauseKind, MentionKind, Role, Span, Status

_PRECEDENCE = tuple(Status)


def identified(clauses: Iterable[Clause]) -> Iterator[Clause]:
    """Yield the clauses of a text with predicate nouns replaced by those they are said of.

    What is done by "the third country" in "India is the third country to sign" is done by
    India, with the more cautious status of the two clauses. A noun that is denied of
    something stands for nobody else: "it is no treaty that Norway signed".
    """
    all_clauses = tuple(clauses)
    roles = {
        clause.predicate: clause
        for clause in all_clauses
        if clause.kind is ClauseKind.ROLE and clause.status is not Status.NEGATED
    }
    for clause in all_clauses:
        yield clause if clause.kind is ClauseKind.ROLE else _named(clause, roles)


def _named(clause: Clause, roles: Mapping[Span, Clause]) -> Clause:
    said_of = [role for a in clause.arguments if (role := _role(a, clause, roles))]
    if not said_of:
        return clause
    return replace(
        clause,
        arguments=tuple(named for a in clause.arguments for named in _names(a, clause, roles)),
        status=max((one.status for one in (clause, *said_of)), key=_PRECEDENCE.index),
    )


def _names(argument: Argument, clause: Clause, roles: Mapping[Span, Clause]) -> Iterator[Argument]:
    role = _role(argument, clause, roles)
    if role is None:
        yield argument
    else:
        yield from (replace(argument, mention=one) for one in role.mentions(Role.SUBJECT))


def _role(argument: Argument, clause: Clause, roles: Mapping[Span, Clause]) -> Clause | None:
    """Return the clause that says of whom a subject's noun is true, if one does.

    Many are seldom all told: "the members, Norway among them, signed".
    """
    mention = argument.mention
    role = roles.get(mention.head_span)
    if role is None or argument.role is not Role.SUBJECT:
        return None
    if mention.kind is not MentionKind.NOUN or mention.number == "Plur":
        return None
    others = {one.mention.head_span for one in clause.arguments if one is not argument}
    of_whom = {one.head_span for one in role.mentions(Role.SUBJECT)}
    return role if of_whom and not of_whom & others else None
