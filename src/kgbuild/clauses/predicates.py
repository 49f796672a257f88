"""What a predicate is, and the small questions asked of one: its form, voice, marker."""

from __future__ import annotations

from kgbuild.grammar import Function, Word

F = Function
SUBJECTS = (F.SUBJECT, F.PASSIVE_SUBJECT)
CLAUSAL = frozenset(
    {F.COMPLEMENT, F.OPEN_COMPLEMENT, F.ADVERBIAL, F.ADNOMINAL, F.RELATIVE, F.CLAUSAL_SUBJECT}
)


def is_predicate(word: Word) -> bool:
    """Whether ``word`` is a verb that heads a clause (not one that modifies a noun)."""
    if word.pos not in ("VERB", "AUX"):
        return False
    return word.function in CLAUSAL or word.function in (F.ROOT, F.CONJUNCT, F.PARATAXIS, F.OTHER)


def is_copular(word: Word) -> bool:
    """Whether ``word`` is a noun or an adjective said of a subject by a form of "be"."""
    return word.first(F.COPULA) is not None


def form(word: Word) -> str:
    """Return the form of a verb: "Fin", "Inf", "Ger" (any -ing form), "Part" (past) or ""."""
    shape = word.features.get("VerbForm", "")
    if shape == "Part" and word.features.get("Tense") == "Pres":
        return "Ger"
    if shape in ("Part", "Ger") and word.lower.endswith("ing"):
        return "Ger"
    return shape


def marker(word: Word) -> str:
    """Return the word that introduces the clause of ``word`` ("to", "of", "that"), or "".

    Of "in order to" and "so as to" it is the "to".
    """
    found = [child for child in word.having(F.MARKER, F.CASE) if child.index < word.index]
    if len(found) > 1 and found[0].first(F.FIXED) is not None:
        found = found[1:]
    return found[0].lower if found else ""


def is_passive(word: Word) -> bool:
    """Whether the grammatical subject of ``word`` is its logical object."""
    if word.pos not in ("VERB", "AUX"):
        return False
    if word.first(F.PASSIVE_AUXILIARY, F.PASSIVE_SUBJECT) is not None:
        return True
    if word.first(F.SUBJECT, F.AUXILIARY, F.COPULA) is not None or form(word) != "Part":
        return False
    if word.function is F.CONJUNCT and word.head is not None:
        return is_passive(word.head)
    return word.function in (F.ADNOMINAL, F.ADVERBIAL, F.OPEN_COMPLEMENT)


def peer(word: Word, above: Word) -> Word:
    """Return the verb that ``word`` is coordinated with, mending what parsers often miss.

    In "agreed to leave and signed the accord" a finite verb goes with the finite verb.
    """
    if form(word) != "Fin" or word.first(F.AUXILIARY, F.MARKER) is not None:
        return above
    found = above
    while form(found) in ("Inf", "Ger") and found.head is not None and is_predicate(found.head):
        if found.first(F.AUXILIARY) is not None:
            return above
        found = found.head
    return found if form(found) == "Fin" else above


def shares(first: Word, second: Word) -> bool:
    """Whether nothing but function words stands between two coordinated predicates."""
    small = (F.COORDINATOR, F.PUNCTUATION, F.AUXILIARY, F.PASSIVE_AUXILIARY, F.ADVERB, F.MARKER)
    between = [child for child in first.children if first.index < child.index < second.index]
    between += [child for child in second.children if child.index < second.index]
    alike = form(first) == form(second) or not (form(first) and form(second))
    return alike and all(child.function in small for child in between)
