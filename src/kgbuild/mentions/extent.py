"""Which words of a noun phrase make its name, and the small questions asked of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.grammar import Function, Tree, Word
from kgbuild.mentions.tables import (
    DAYS,
    ENTITY_LABELS,
    INNER_NAME_PREPOSITIONS,
    MONTHS,
    NAME_PREPOSITIONS,
    NAMING_LABELS,
    PARTITIVES,
    PERIODS,
    RELATIVE_PRONOUNS,
    WEEKDAYS,
)

F = Function
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
NOMINAL_FUNCTIONS = frozenset(
    {
        F.SUBJECT,
        F.PASSIVE_SUBJECT,
        F.OBJECT,
        F.INDIRECT,
        F.OBLIQUE,
        F.AGENT,
        F.NOMINAL,
        F.POSSESSOR,
        F.APPOSITION,
    }
)
NAME_JOINTS = frozenset({"-", "–", "—", "/", "'", "’", '"', "“", "”", "&", "."})
# What may not begin a name, though a recogniser takes it in: "the", "Russia's", "and".
OUTSIDE_NAMES = frozenset({F.DETERMINER, F.POSSESSOR, F.CASE, F.COORDINATOR, F.PUNCTUATION})
YEAR = re.compile(r"(1[5-9]|20)\d\d(s|-\d\d)?$")


def is_nominal(word: Word) -> bool:
    """Whether ``word`` heads a noun phrase."""
    return word.pos in NOMINAL_POS or word.function in NOMINAL_FUNCTIONS


def is_name(word: Word) -> bool:
    """Whether ``word`` names an individual, as far as its form tells."""
    if word.pos == "PROPN":
        return True
    if not word.text[:1].isupper():
        return False
    capital_noun = word.pos == "NOUN" and word.index > 0
    return capital_noun or ENTITY_LABELS.get(word.entity) in NAMING_LABELS


def is_demonym(word: Word) -> bool:
    """Whether ``word`` is an adjective made of a name: "Russian", "post-Soviet"."""
    return word.pos == "ADJ" and (word.text[:1].isupper() or word.entity == "NORP")


def conjuncts(word: Word) -> Iterator[Word]:
    """Yield ``word`` and the noun phrases that are coordinated with it, in their order."""
    yield word
    for child in word.children:
        if (
            child.function is F.CONJUNCT
            and (is_nominal(child) or child.pos in ("ADJ", "DET", "X"))
            and child.first(F.SUBJECT, F.PASSIVE_SUBJECT, F.COPULA, F.ORPHAN) is None
            and not _is_excluded(child)
            and not _is_inside_name(child)
        ):
            yield from conjuncts(child)


def excluded(word: Word) -> Iterator[Word]:
    """Yield what a coordination shuts out: "Russia" in "signed by China, but not Russia"."""
    for child in word.having(F.CONJUNCT):
        if is_nominal(child) and _is_excluded(child):
            yield child


def _is_inside_name(word: Word) -> bool:
    """Whether a recogniser has made one name of a coordination: "Bosnia and Herzegovina"."""
    joint = word.first(F.COORDINATOR)
    return bool(word.entity) and not word.entity_begins and joint is not None and bool(joint.entity)


def _is_excluded(word: Word) -> bool:
    return any(
        child.lower == "not" and child.function in (F.ADVERB, F.COORDINATOR)
        for child in word.children
    )


def preposition(word: Word) -> str | None:
    """Return what marks ``word``: its case markers joined ("out of"), or None.

    A coordinated phrase without a marker of its own has that of the first.
    """
    parts = [
        part.lower
        for case in word.having(F.CASE)
        if case.lower not in ("'s", "’s", "'", "’")
        for part in (case, *case.having(F.FIXED))
    ]
    if parts:
        return " ".join(parts)
    if word.function is F.CONJUNCT and word.head is not None:
        return preposition(word.head)
    return None


def core(word: Word) -> Word:
    """Return the word that a phrase of amount is about: "states" in "one of the states"."""
    if word.lemma in PARTITIVES or word.pos in ("NUM", "DET"):
        for child in word.having(F.NOMINAL):
            if is_nominal(child) and preposition(child) == "of":
                return core(child)
    return word


def antecedent(word: Word) -> Word | None:
    """Return the noun that a relative pronoun stands for, or None for other words."""
    if word.lower not in RELATIVE_PRONOUNS or word.pos not in ("PRON", "DET"):
        return None
    if word.features.get("PronType", "Rel") not in ("Rel", "Int"):
        return None
    above: Word | None = word
    while above is not None and above.function is not F.RELATIVE and not _is_cleft(above):
        above = above.head
    if above is None or above.head is None or above.head is word:
        return None
    return referent(above.head) if above.head.index < word.index else None


def _is_cleft(clause: Word) -> bool:
    """Whether ``clause`` is told of what "it is" names: "it is Norland that left"."""
    noun = clause.head
    if clause.function is not F.ADVERBIAL or noun is None or noun.pos not in ("NOUN", "PROPN"):
        return False
    subject = noun.first(F.SUBJECT, F.EXPLETIVE)
    return noun.first(F.COPULA) is not None and subject is not None and subject.lower == "it"


def referent(noun: Word) -> Word:
    """Return what a predicate or an apposition says: Norland in "Norland, a state which ..."."""
    if noun.pos != "NOUN":
        return noun
    if noun.function is F.APPOSITION and noun.head is not None and is_name(noun.head):
        return noun.head
    subject = noun.first(F.SUBJECT)
    if noun.first(F.COPULA) is None or subject is None or subject.pos not in ("NOUN", "PROPN"):
        return noun
    return subject


def is_temporal(word: Word) -> bool:
    """Whether ``word`` heads a phrase of time: a year, a month, a day, a period."""
    if ENTITY_LABELS.get(word.entity) == "DATE" or is_calendar(word):
        return True
    if word.lemma in PERIODS and word.pos == "NOUN" and not word.text.isupper():  # START is a name
        return True
    return word.pos == "NUM" and any(is_calendar(child) for child in word.children)


def is_calendar(word: Word) -> bool:
    """Whether ``word`` is a year, the name of a month or of a weekday, or "today"."""
    lower = word.lower
    if lower in DAYS or lower in WEEKDAYS:
        return True
    if lower in MONTHS:
        return word.text[:1].isupper() and word.pos in ("PROPN", "NOUN")
    return word.pos in ("NUM", "NOUN") and YEAR.match(lower) is not None


def name_words(word: Word, tree: Tree) -> tuple[int, int]:
    """Return the first and the last index (in ``tree``) of the words that make the name."""
    if is_temporal(word):
        inside = _date_words(word) | _recognised_date(word, tree)
        return _run(word, inside, tree, joints=NAME_JOINTS | {","})
    if word.pos == "VERB" and word.function not in NOMINAL_FUNCTIONS:
        return _run(word, {below.index for below in word.subtree()} - _leads(word), tree)
    name = is_name(word)
    inside = {word.index}
    for child in word.children:
        if _belongs(child, word, name=name):
            inside.update(below.index for below in child.subtree())
    if name:
        inside |= _entity_words(word, tree)
        inside |= _rest_of_name(word, tree)
    return _run(word, inside, tree)


def _leads(word: Word) -> set[int]:
    """Return the words before a gerund that are not of its phrase: "from" testing."""
    return {child.index for child in word.children if child.index < word.index}


def _belongs(child: Word, head: Word, *, name: bool) -> bool:
    function = child.function
    if function is F.FLAT:
        return True
    if function is F.NUMBER:
        return name and (child.index > head.index or child.text[:1].isupper())
    if function is F.COMPOUND and not is_title(child):
        return True
    if function is not F.ADJECTIVE or child.index > head.index:
        return False
    return not name or child.text[:1].isupper()


def is_title(word: Word) -> bool:
    """Whether ``word`` is an office or a kind put before a name: "President", "spy agency"."""
    if word.function is F.TITLE:
        return True
    head = word.head
    if word.function is not F.COMPOUND or head is None or not is_name(head):
        return False
    if word.pos == "NOUN" and word.text[:1].islower():
        return True
    return head.entity in ("PERSON", "PER") and not word.entity and word.pos != "ADJ"


def _date_words(word: Word) -> set[int]:
    clausal = (F.CASE, F.MARKER, F.RELATIVE, F.ADNOMINAL, F.CONJUNCT, F.PUNCTUATION, F.APPOSITION)
    inside = {word.index}
    for child in word.children:
        if child.function in clausal or child.function is F.COORDINATOR:
            continue
        if child.function is not F.NOMINAL or preposition(child) == "of":
            inside.update(below.index for below in child.subtree())
    first = word.first(F.DETERMINER)
    if first is not None and first.lower in ("the", "a", "an"):
        inside.discard(first.index)
    return inside


def _recognised_date(word: Word, tree: Tree) -> set[int]:
    """Return the days, months and years beside ``word`` in the date that a recogniser sees."""
    if ENTITY_LABELS.get(word.entity) != "DATE":
        return set()
    inside = {word.index}
    for step in (-1, 1):
        at = word.index
        while 0 <= (after := at + step) < len(tree.words):
            other, begun = tree.words[after], tree.words[max(at, after)].entity_begins
            if begun or other.entity != word.entity or not _dates(other):
                break
            at = after
            inside.add(at)
    return inside


def _dates(word: Word) -> bool:
    return word.pos == "NUM" or word.text == "," or is_calendar(word)


def _entity_words(word: Word, tree: Tree) -> set[int]:
    """Return the recognised name around ``word``, as far as it hangs on it."""
    if not word.entity:
        return set()
    at = word.index
    first = last = at
    while first > 0 and not tree.words[first].entity_begins:
        if tree.words[first - 1].entity != word.entity:
            break
        first -= 1
    while last + 1 < len(tree.words):
        after = tree.words[last + 1]
        if after.entity != word.entity or after.entity_begins:
            break
        last += 1
    below = {under.index for under in word.subtree()}
    while first < at and (tree.words[first].function in OUTSIDE_NAMES or first not in below):
        first += 1
    while last > at and last not in below:
        last -= 1
    return set(range(first, last + 1))


def _rest_of_name(word: Word, tree: Tree) -> set[int]:
    """Return the words of a name that goes on after its head: "Treaty of Versailles"."""
    end = word.index
    last = end
    for child in word.having(F.FLAT):
        last = max(last, child.index)
    pending = [(child, NAME_PREPOSITIONS) for child in word.having(F.NOMINAL)]
    while pending:
        child, allowed = pending.pop(0)
        first = min(below.index for below in child.subtree())
        head_is_capital = child.text[:1].isupper() and not is_temporal(child)
        if first != last + 1 or not head_is_capital or preposition(child) not in allowed:
            continue
        if not _all_capital(child, tree, first):
            continue
        last = _last_of(child)
        inner = sorted(child.having(F.NOMINAL, F.CONJUNCT), key=lambda below: below.index)
        pending[:0] = [(below, INNER_NAME_PREPOSITIONS) for below in inner]
    return set(range(end, last + 1))


def _all_capital(child: Word, tree: Tree, first: int) -> bool:
    for index in range(first, child.index):
        word = tree.words[index]
        small = word.function in (F.CASE, F.DETERMINER, F.COORDINATOR, F.PUNCTUATION)
        if not small and not word.text[:1].isupper():
            return False
    return True


def _last_of(word: Word) -> int:
    flat = [child.index for child in word.having(F.FLAT, F.NUMBER) if child.index > word.index]
    return max([word.index, *flat])


def _run(
    word: Word, inside: set[int], tree: Tree, joints: frozenset[str] = NAME_JOINTS
) -> tuple[int, int]:
    """Return the stretch of ``inside`` around ``word``, over hyphens and quotation marks."""
    first = last = word.index
    words = tree.words
    while first > 0:
        if first - 1 in inside:
            first -= 1
        elif first > 1 and words[first - 1].text in joints and first - 2 in inside:
            first -= 2
        else:
            break
    while last + 1 < len(words):
        if last + 1 in inside:
            last += 1
        elif last + 2 in inside and words[last + 1].text in joints:
            last += 2
        else:
            break
    while last > word.index and words[last].function is F.PUNCTUATION:
        last -= 1
    return first, last
