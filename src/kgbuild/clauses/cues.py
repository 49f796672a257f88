"""The small words that set a status: negations, modals, inversions, who reports."""

from __future__ import annotations

from collections.abc import Iterator

from kgbuild.clauses import signatures
from kgbuild.clauses.predicates import SUBJECTS, is_copular, is_predicate, marker
from kgbuild.clauses.signatures import Effect
from kgbuild.grammar import Function, Word
from kgbuild.mentions.extent import antecedent, is_calendar, is_demonym, is_name, preposition

F = Function
ARGUMENTS = (*SUBJECTS, F.OBJECT, F.INDIRECT, F.OBLIQUE, F.AGENT)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
# "At no time", "in no way", "no doubt" do not deny what they stand with in the same way.
EMPTY_NOUNS = frozenset({"doubt", "question", "wonder"})


def heads_clause(word: Word) -> bool:
    """Whether ``word`` is a predicate of any kind."""
    if is_predicate(word) or is_copular(word):
        return True
    return word.pos == "ADJ" and word.function in (
        F.OPEN_COMPLEMENT,
        F.COMPLEMENT,
        F.ADVERBIAL,
        F.ROOT,
    )


def has_owner(noun: Word) -> bool:
    """Whether ``noun`` says whose it is, before it: "its tests", "US sanctions"."""
    return noun.first(F.POSSESSOR) is not None or any(
        is_demonym(child) or (child.function is F.COMPOUND and is_name(child))
        for child in noun.having(F.COMPOUND, F.ADJECTIVE)
    )


def is_definite(noun: Word) -> bool:
    """Whether ``noun`` is spoken of as known: "the attack", "US withdrawal"."""
    return has_owner(noun) or any(child.lower in DEFINITE for child in noun.having(F.DETERMINER))


def negation(word: Word) -> Word | None:
    """Return the word that negates the clause of ``word``: "not", "no state", "neither"."""
    return next(_negations(word), None)


def _negations(word: Word) -> Iterator[Word]:
    for child in word.children:
        if signatures.ADVERB.get(child.lower) is Effect.NEGATE and _negates(child, word):
            yield child
        elif child.lower == "longer":
            yield from (below for below in child.children if below.lower == "no")
        elif child.function in ARGUMENTS and child.lemma not in EMPTY_NOUNS:
            if child.lower in signatures.NEGATIVE_PRONOUNS:
                yield child
            for below in child.having(F.DETERMINER, F.PRECONJUNCT):
                if below.lower in signatures.NEGATIVE_DETERMINERS:
                    yield below


def _negates(child: Word, word: Word) -> bool:
    if child.function is F.AUXILIARY and child.lower != "cannot":
        return False
    if child.function not in (F.ADVERB, F.COORDINATOR, F.PRECONJUNCT, F.AUXILIARY, F.OTHER):
        return False
    after = [other for other in word.children if other.index == child.index + 1]
    return not any(
        other.lower in signatures.NEGATION_CANCELLERS for other in (*after, *child.children)
    )


def is_late(word: Word) -> bool:
    """Whether what is negated came after all: "did not sign it until 1987"."""
    return any(
        preposition(child) in ("until", "till") and is_calendar(child)
        for child in word.having(F.OBLIQUE)
    )


def modals(word: Word) -> Iterator[Word]:
    """Yield the modal verbs on the predicate ``word``."""
    for child in word.having(F.AUXILIARY, F.PASSIVE_AUXILIARY, F.COPULA):
        if child.lower in signatures.MODALS:
            yield child


def reports(word: Word) -> bool:
    """Whether ``word`` is a verb of speech with someone who speaks."""
    has_subject = word.first(F.SUBJECT) is not None
    return word.lemma in signatures.SPEECH and has_subject and antecedent(word) is None


def is_inverted(word: Word) -> bool:
    """Whether a clause is conditional by inversion: "were it to withdraw", "had it signed"."""
    subject, auxiliary = word.first(*SUBJECTS), word.first(F.AUXILIARY, F.COPULA)
    if subject is None or auxiliary is None or marker(word) not in ("", "to"):
        return False
    return auxiliary.index < subject.index and auxiliary.lower in ("were", "had", "should")


def is_set_off(word: Word, words: tuple[Word, ...]) -> bool:
    """Whether a comma stands before the clause of ``word``: it is told in passing."""
    first = min((below.index for below in word.subtree() if below.pos != "PUNCT"), default=0)
    return first > 0 and words[first - 1].text in (",", "—", "–", "(")


def has_colon(first: Word, second: Word) -> bool:
    """Whether a colon stands between two words, on either."""
    return any(
        child.text == ":" and first.index < child.index < second.index
        for word in (first, second)
        for child in word.having(F.PUNCTUATION)
    )
