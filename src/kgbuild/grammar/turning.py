"""Trees whose function words are heads (ClearNLP's), turned so that content words are."""

from __future__ import annotations

from kgbuild.grammar.tree import Function, Word

F = Function


def turn(words: tuple[Word, ...]) -> None:
    """Make content words the heads: of prepositions first, then of copulas."""
    for word in words:
        if word.function in (F.PREPOSITION, F.AGENT_PREPOSITION, F.DATIVE):
            _turn_preposition(word)
    for word in words:
        if word.function is F.CONJUNCT and word.pos == "ADP":
            _turn_preposition(word)
        elif word.function in (F.PREPOSITION, F.AGENT_PREPOSITION):
            word.function = F.ADVERB
    for word in words:
        if word.lemma == "be" and word.function is not F.COPULA:
            _turn_copula(word)
    for word in words:
        _rename(word)
        word.children.sort(key=_index)


def _rename(word: Word) -> None:
    """Give what is left the function it has in Universal Dependencies."""
    if word.function is F.PREDICATE:
        word.function = F.OPEN_COMPLEMENT
    elif word.function is F.AUXILIARY and word.lower == "to":
        word.function = F.MARKER


def _turn_preposition(word: Word) -> None:
    inner = word.first(F.PREPOSITION)
    if inner is not None and inner.first(F.PREPOSITION_OBJECT):  # "out of the treaty"
        _turn_preposition(inner)
    complement = next(
        (
            child
            for child in word.children
            if child.function in (F.PREPOSITION_OBJECT, F.PREPOSITION_CLAUSE, F.OBLIQUE, F.NOMINAL)
        ),
        None,
    )
    if complement is None or word.head is None:
        if word.function is F.DATIVE:
            word.function = F.INDIRECT
        return
    joined = word.function is F.CONJUNCT
    clausal = complement.function is F.PREPOSITION_CLAUSE
    nominal = word.head.pos in ("NOUN", "PROPN", "PRON", "NUM", "SYM")
    by_agent = word.function is F.AGENT_PREPOSITION and not clausal
    _swap(word, complement)
    word.function = F.MARKER if clausal else F.CASE
    if joined:  # "from this treaty and from that": the second hangs on the first
        complement.function = F.CONJUNCT
    elif clausal:
        complement.function = F.ADNOMINAL if nominal else F.ADVERBIAL
    else:
        complement.function = F.AGENT if by_agent else F.NOMINAL if nominal else F.OBLIQUE


def _turn_copula(word: Word) -> None:
    if word.first(F.EXPLETIVE):  # "there is a treaty": UD keeps the verb
        for child in word.having(F.PREDICATE):
            child.function = F.SUBJECT
        return
    predicate = word.first(F.PREDICATE)
    if predicate is None and not word.first(F.OPEN_COMPLEMENT, F.COMPLEMENT):
        after = (child for child in word.having(F.OBLIQUE) if child.index > word.index)
        predicate = next(after, None)
    if predicate is None:
        return
    function = word.function
    _swap(word, predicate)
    word.function, predicate.function = F.COPULA, function


def _swap(above: Word, below: Word) -> None:
    """Exchange a head and its dependent; the new head takes the other's dependents."""
    above.children.remove(below)
    for child in above.children:
        child.head = below
    below.children.extend(above.children)
    above.children = []
    below.head = above.head
    if above.head is not None:
        siblings = above.head.children
        siblings[siblings.index(above)] = below
    above.head = below
    below.children.append(above)


def _index(word: Word) -> int:
    return word.index
