"""Noun phrases as mentions: cut to the name a reader would use, the rest attached.

"Russia's suspension of the treaty" is the mention *suspension* with *Russia* as possessor
and *treaty* under "of"; "the ABM and INF treaties" are two mentions that share a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgbuild.grammar import Function, Grammar, Tree, Word
from kgbuild.mentions.extent import (
    antecedent,
    conjuncts,
    core,
    is_demonym,
    is_name,
    is_nominal,
    is_temporal,
    is_title,
    name_words,
    preposition,
)
from kgbuild.mentions.tables import DEFINITE, ENTITY_LABELS, HONORIFICS, PRONOUN_NUMBERS
from kgbuild.model import Argument, Mention, MentionKind, Role, Span

if TYPE_CHECKING:
    import spacy.tokens as spacy_tokens

__all__ = ["Phrases", "all_mentions", "mention"]

F = Function


def mention(token: spacy_tokens.Token, *, grammar: Grammar) -> Mention:
    """Return the mention whose head is ``token``; a relative pronoun is its antecedent.

    For many tokens of one sentence, :class:`Phrases` makes each mention once.
    """
    tree = grammar.tree(token.sent)
    return Phrases(tree).mention(tree.at(token.i))


def all_mentions(doc: spacy_tokens.Doc, grammar: Grammar) -> Iterator[Mention]:
    """Yield the mention of every nominal head of ``doc``, and those that share a head.

    Compounds and adjectives made of names ("U.S. officials", "Russian") are mentions too.
    """
    for tree in grammar.trees(doc):
        phrases = Phrases(tree)
        for word in tree.words:
            if word.lower in HONORIFICS or word.function in (F.FLAT, F.FIXED, F.CASE):
                continue
            if antecedent(word) is None and (is_nominal(word) or is_demonym(word)):
                yield phrases.mention(word)
                yield from phrases.shared(word)


class Phrases:
    """The mentions of one tree, each made when first asked for and only once."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._made: dict[tuple[int, bool], Mention] = {}
        if tree.is_deep():  # inner phrases first, so that no recursion runs deep
            for word in reversed(tree.preorder()):
                self.mention(word)

    def mention(self, word: Word) -> Mention:
        """Return the mention whose head is ``word``, or that its relative pronoun stands for."""
        return self._mention(word, False)

    def mentions(self, word: Word) -> Iterator[Mention]:
        """Yield what ``word`` and all coordinated with it stand for, one mention each."""
        above = antecedent(word)
        if above is not None and (above.function is F.SUBJECT or _several(word)):
            yield from (found for one in conjuncts(above) for found in self._one(one))
            return
        if above is not None:
            yield from self._one(above)
            return
        for conjunct in conjuncts(word):
            yield from self._one(conjunct)

    def shared(self, word: Word) -> tuple[Mention, ...]:
        """Return the mentions of "ABM and INF treaties" by its head; empty for other phrases."""
        parts = _sharers(word)
        return tuple(self._share(part, word, last=part is parts[-1]) for part in parts)

    def _one(self, word: Word) -> Iterator[Mention]:
        word = core(word)
        yield from self.shared(word) or (self.mention(word),)

    def _mention(self, word: Word, bare: bool) -> Mention:
        """Return the mention, ``bare`` when it is itself an apposition: without appositions."""
        key = (word.index, bare)
        made = self._made.get(key)
        if made is None:
            above = antecedent(word)
            made = self._made[key] = (
                self._mention(above, bare) if above is not None else self._make(word, bare)
            )
        return made

    def _make(self, word: Word, bare: bool) -> Mention:
        first, last = name_words(word, self.tree)
        span = Span(self.tree.words[first].start, self.tree.words[last].end)
        attachments = tuple(self.attachments(word, bare=bare))
        text = span.of(self.tree.text)
        return Mention(
            span=span,
            text=text,
            name=" ".join(text.split()),
            head=word.lemma,
            head_span=Span(word.start, word.end),
            kind=_kind(word),
            label="DATE" if is_temporal(word) else ENTITY_LABELS.get(word.entity),
            number=word.features.get("Number") or PRONOUN_NUMBERS.get(word.lower),
            definite=any(child.lower in DEFINITE for child in word.having(F.DETERMINER)),
            attachments=attachments,
            extent=_extent(word, span, attachments),
        )

    def _share(self, part: Word, head: Word, *, last: bool) -> Mention:
        whole = self.mention(head)
        words = self.tree.words
        inside = [below.index for below in _own(part)]
        start = words[min(inside)].start
        span = Span(start, whole.span.end if last else words[max(inside)].end)
        tail = Span(words[_after_sharers(head)].start, whole.span.end).of(self.tree.text)
        text = span.of(self.tree.text)
        name = text if last else f"{text.rstrip('-')} {tail}"
        return Mention(
            span=span,
            text=text,
            name=" ".join(name.split()),
            head=whole.head,
            head_span=whole.head_span,
            kind=MentionKind.NAME if is_name(part) and is_name(head) else whole.kind,
            label=whole.label,
            number="Sing" if is_name(part) else whole.number,
            definite=whole.definite,
            attachments=tuple(
                argument
                for argument in whole.attachments
                if argument.role is not Role.MODIFIER
                or argument.mention.head_span == Span(part.start, part.end)
            ),
            extent=whole.extent,
        )

    def attachments(self, word: Word, *, bare: bool = False) -> Iterator[Argument]:
        """Yield what hangs on the noun ``word``, in the order of the text."""
        for child in (*_inherited(word), *word.children):
            yield from self._attached(child, bare)
        above = word.head
        if not bare and above is not None and (word.function is F.APPOSITION or is_title(word)):
            yield Argument(Role.APPOSITION, self._mention(above, True))

    def _attached(self, child: Word, bare: bool) -> Iterator[Argument]:
        function = child.function
        if function is F.POSSESSOR:
            yield from self._arguments(Role.POSSESSOR, child)
        elif function is F.APPOSITION or (function in (F.TITLE, F.COMPOUND) and is_title(child)):
            if not bare and child.lower not in HONORIFICS:
                for conjunct in conjuncts(child):
                    yield Argument(Role.APPOSITION, self._mention(conjunct, True))
        elif function is F.COMPOUND and not _is_own_name(child):
            yield from self._arguments(Role.MODIFIER, child)
        elif function is F.ADJECTIVE:
            for conjunct in conjuncts(child):
                if is_demonym(conjunct) or is_nominal(conjunct):
                    yield Argument(Role.MODIFIER, self._mention(conjunct, False))
        elif function in (F.NOMINAL, F.OBLIQUE, F.AGENT):
            yield from self.obliques(child)

    def _arguments(self, role: Role, word: Word) -> Iterator[Argument]:
        for found in self.mentions(word):
            yield Argument(role, found)

    def obliques(self, word: Word) -> Iterator[Argument]:
        """Yield ``word`` and what is coordinated with it as obliques, each with its marker."""
        for conjunct in (word,) if antecedent(word) is not None else conjuncts(word):
            marker = preposition(conjunct)
            if marker is not None:
                for found in self._one(antecedent(conjunct) or conjunct):
                    yield Argument(Role.OBLIQUE, found, marker)


def _is_own_name(word: Word) -> bool:
    """Whether ``word`` is a part of a person's name: "Xi" in "Xi Jinping"."""
    person = ("PERSON", "PER")
    return word.entity in person and word.head is not None and word.head.entity in person


def _several(pronoun: Word) -> bool:
    """Whether a relative clause is about many: "Norland and Sudovia, which have signed"."""
    verb = pronoun.head
    return verb is not None and any(
        child.features.get("Number") == "Plur" for child in (verb, *verb.having(F.AUXILIARY))
    )


def _kind(word: Word) -> MentionKind:
    if word.pos in ("PRON", "DET"):
        return MentionKind.PRONOUN
    if is_name(word) or (is_demonym(word) and not is_temporal(word)):
        return MentionKind.NAME
    return MentionKind.NOUN


def _extent(word: Word, span: Span, attachments: tuple[Argument, ...]) -> Span:
    near = [Span(child.start, child.end) for child in word.having(F.DETERMINER, F.NUMBER)]
    near += [found.mention.extent or found.mention.span for found in attachments]
    return Span(
        min([span.start, *(other.start for other in near)]),
        max([span.end, *(other.end for other in near)]),
    )


def _sharers(word: Word) -> list[Word]:
    """Return the coordinated modifiers that make ``word`` several things, or nothing."""
    for child in word.having(F.COMPOUND, F.ADJECTIVE):
        if child.index > word.index or child.pos not in ("PROPN", "NOUN", "ADJ"):
            continue
        parts = [part for part in conjuncts(child) if part.index < word.index]
        joined = any(part.first(F.COORDINATOR) for part in parts)
        several = word.features.get("Number") == "Plur" or child.text[:1].isupper()
        if len(parts) > 1 and joined and several and word.pos in ("NOUN", "PROPN"):
            return parts
    return []


def _own(part: Word) -> Iterator[Word]:
    """Yield ``part`` and what is below it, the conjuncts left out."""
    yield part
    for child in part.having(F.COMPOUND, F.ADJECTIVE, F.FLAT, F.ADVERB):
        if child.index < part.index or child.function is F.FLAT:
            yield from child.subtree()


def _after_sharers(head: Word) -> int:
    return max(below.index for part in _sharers(head) for below in _own(part)) + 1


def _inherited(word: Word) -> Iterator[Word]:
    """Yield what a common noun shares with those it is coordinated with.

    "Its testing and deployment of missiles": the second noun has the possessor of the
    first, and the first what follows the second.
    """
    if word.pos != "NOUN":
        return
    above = word.head
    if word.function is F.CONJUNCT and above is not None and above.pos == "NOUN":
        if word.first(F.DETERMINER, F.POSSESSOR) is None:
            yield from above.having(F.POSSESSOR)
        for child in above.having(F.NOMINAL):
            if child.index > word.index:
                yield child
    elif word.first(F.NOMINAL) is None:
        for other in word.having(F.CONJUNCT):
            if other.pos == "NOUN" and other.first(F.DETERMINER, F.POSSESSOR) is None:
                yield from other.having(F.NOMINAL)
