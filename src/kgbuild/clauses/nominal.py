"""Clauses without a verb: event nouns, and what apposition, title and copula say of someone."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.clauses.arguments import Arguments
from kgbuild.clauses.predicates import is_copular
from kgbuild.clauses.signatures import LIGHT, NOUN
from kgbuild.grammar import Function, Word
from kgbuild.mentions.extent import (
    conjuncts,
    core,
    is_demonym,
    is_name,
    is_nominal,
    is_temporal,
    is_title,
    preposition,
)
from kgbuild.mentions.tables import HONORIFICS, PARTITIVES
from kgbuild.model import Argument, Role

F = Function
# Verbs whose object, not whose subject, is what "as a ..." says: "recognised X as a party".
OBJECT_ROLES = frozenset(
    {
        "appoint",
        "describe",
        "designate",
        "elect",
        "identify",
        "label",
        "name",
        "nominate",
        "recognise",
        "recognize",
        "regard",
        "see",
        "view",
    }
)
LIGHT_OBLIQUES = frozenset(
    {
        ("engage", "in"),
        ("enter", "into"),
        ("participate", "in"),
        ("embark", "on"),
        ("involve", "in"),
    }
)
# They say when a role was held, not what it is.
PAST_ROLES = frozenset({"former", "then", "ex", "late", "new", "current", "acting", "incumbent"})


def event_arguments(noun: Word, arguments: Arguments) -> tuple[Argument, ...]:
    """Return what takes part in the event ``noun`` names: attached, or handed down to it."""
    if noun.lemma in PARTITIVES:
        return ()
    own = tuple(arguments.phrases.attachments(noun))
    taken = any(
        argument.role is Role.POSSESSOR
        or (argument.role is Role.OBLIQUE and argument.preposition == "by")
        for argument in own
    )
    given = (
        []
        if taken
        else [
            Argument(Role.SUBJECT, mention)
            for word in _doers(noun, arguments)
            for mention in arguments.phrases.mentions(word)
        ]
    )
    return (*given, *own, *_light_obliques(noun, arguments))


def _place(noun: Word) -> Word:
    """Return the word whose place in the clause ``noun`` shares: "rounds" of talks."""
    above = noun.head
    while above is not None and is_nominal(above):
        part = noun.function is F.NOMINAL and above.lemma in PARTITIVES
        if noun.function is not F.CONJUNCT and not part:
            break
        noun, above = above, above.head
    return noun


def _doers(noun: Word, arguments: Arguments) -> tuple[Word, ...]:
    """Return whose event it is by the words above: "X carried out a test"."""
    noun = _place(noun)
    above = noun.head
    if is_copular(noun):
        return arguments.subjects(noun)
    if above is None:
        return ()
    if (above.lemma, preposition(noun)) in LIGHT_OBLIQUES and above.pos == "VERB":
        return arguments.subjects(above)
    if _is_light_object(noun, above):
        passive = noun.function is F.PASSIVE_SUBJECT
        return arguments.agents(above) if passive else arguments.logical_subjects(above)
    return _handed_down(noun, above, arguments)


def _is_light_object(noun: Word, above: Word) -> bool:
    light = above.lemma in LIGHT and above.pos == "VERB"
    return light and noun.function in (F.OBJECT, F.PASSIVE_SUBJECT)


def _handed_down(noun: Word, above: Word, arguments: Arguments) -> tuple[Word, ...]:
    bare = noun.first(F.DETERMINER) is None and noun.pos == "NOUN"
    of_something = noun.first(F.NOMINAL) is not None and noun.features.get("Number") != "Plur"
    if noun.function is F.OBLIQUE and bare and of_something and preposition(noun) == "in":
        return arguments.logical_subjects(above)
    if (
        noun.function is F.NOMINAL
        and above.lemma in NOUN
        and preposition(noun) in ("to", "on", "for")
    ):
        return arguments.owners(above)
    return ()


def _light_obliques(noun: Word, arguments: Arguments) -> Iterator[Argument]:
    first = _place(noun)
    above = first.head
    if above is not None and _is_light_object(first, above):
        for child in above.having(F.OBLIQUE):
            if not is_temporal(child) and preposition(child) != "by":
                yield from arguments.phrases.obliques(child)


def role_name(noun: Word) -> str:
    """Return what ``noun`` says someone is, with what narrows it: "foreign minister"."""
    small = noun.text.islower()
    before = [
        child.lower
        for child in noun.having(F.COMPOUND, F.ADJECTIVE)
        if child.index < noun.index
        and not (child.entity or is_demonym(child) or "." in child.text)
        and not (small and is_name(child))
        and child.lower not in PAST_ROLES
    ]
    return " ".join([*before, noun.lemma])


def roles(noun: Word, arguments: Arguments) -> Iterator[tuple[Word, tuple[Argument, ...]]]:
    """Yield each noun that says what ``noun`` is, with who that is and of what.

    "Chinese President Xi Jinping", "Igor Ivanov, the minister", "X, a member of Y": both
    sides of an apposition are tried, since either may be the name.
    """
    for child in noun.children:
        if is_title(child) and child.lower not in HONORIFICS:
            yield (
                child,
                (*_is(noun, arguments), *_of(child, arguments), *_borrowed(child, noun, arguments)),
            )
        elif child.function is F.APPOSITION and is_nominal(child):
            for one in map(core, conjuncts(child)):
                if _can_be_role(one):
                    who = [held for of in _apposed(noun, child) for held in _is(of, arguments)]
                    yield one, (*who, *_of(one, arguments))
            if _can_be_role(noun):
                yield noun, (*_are(child, arguments), *_of(noun, arguments))


def _apposed(noun: Word, role: Word) -> list[Word]:
    """Return whom an apposition behind a coordination is about: all of them, or the last.

    "A and B, two members" are both; of "A and B, the president", only B is.
    """
    before = [one for one in conjuncts(noun) if one.index < role.index] or [noun]
    return before if role.features.get("Number") == "Plur" else before[-1:]


def _is(noun: Word, arguments: Arguments) -> tuple[Argument, ...]:
    return (Argument(Role.SUBJECT, arguments.phrases.mention(noun)),)


def _are(noun: Word, arguments: Arguments) -> tuple[Argument, ...]:
    return tuple(Argument(Role.SUBJECT, found) for found in arguments.phrases.mentions(noun))


def _of(noun: Word, arguments: Arguments) -> Iterator[Argument]:
    return arguments.phrases.attachments(noun, bare=True)


def _borrowed(title: Word, noun: Word, arguments: Arguments) -> Iterator[Argument]:
    """Yield whose title it is where the parser hangs that on the name: "Russia's President X"."""
    if title.first(F.POSSESSOR, F.NOMINAL) is not None:
        return
    for argument in arguments.phrases.attachments(noun, bare=True):
        if argument.role in (Role.POSSESSOR, Role.MODIFIER):
            yield argument


def _can_be_role(noun: Word) -> bool:
    if noun.pos not in ("NOUN", "PROPN") or is_temporal(noun):
        return False
    return noun.entity not in ("PERSON", "PER") and (
        noun.pos == "NOUN"
        or noun.first(F.POSSESSOR, F.NOMINAL, F.COMPOUND, F.ADJECTIVE) is not None
    )


def holder(noun: Word, arguments: Arguments) -> tuple[Word, ...]:
    """Return who is said to be ``noun``: of "is a party to", "became a member", "as a party"."""
    above = noun.head
    if is_copular(noun) or above is None:
        return arguments.subjects(noun)
    if noun.function is F.OPEN_COMPLEMENT:
        return arguments.subjects(noun)
    if noun.function is F.OBLIQUE and preposition(noun) == "as":
        objects = arguments.objects(above) if above.lemma in OBJECT_ROLES else ()
        return objects or arguments.subjects(above)
    return ()
