"""Sentences as trees of words, whose edges are grammatical functions rather than labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from kgbuild.model import Span

# Words in a sentence from which on its tree is walked level by level: listings, garbage.
LONG = 100


class Function(Enum):
    """What a word is to its head."""

    ROOT = auto()
    SUBJECT = auto()
    PASSIVE_SUBJECT = auto()
    OUTER_SUBJECT = auto()
    CLAUSAL_SUBJECT = auto()
    OBJECT = auto()
    INDIRECT = auto()
    OBLIQUE = auto()
    AGENT = auto()
    BARE = auto()
    NOMINAL = auto()
    POSSESSOR = auto()
    TITLE = auto()
    APPOSITION = auto()
    NUMBER = auto()
    ADJECTIVE = auto()
    COMPOUND = auto()
    FLAT = auto()
    FIXED = auto()
    PARTICLE = auto()
    DETERMINER = auto()
    CASE = auto()
    MARKER = auto()
    AUXILIARY = auto()
    PASSIVE_AUXILIARY = auto()
    COPULA = auto()
    ADVERB = auto()
    RELATIVE = auto()
    ADNOMINAL = auto()
    ADVERBIAL = auto()
    COMPLEMENT = auto()
    OPEN_COMPLEMENT = auto()
    CONJUNCT = auto()
    COORDINATOR = auto()
    PRECONJUNCT = auto()
    PARATAXIS = auto()
    ORPHAN = auto()
    EXPLETIVE = auto()
    PUNCTUATION = auto()
    OTHER = auto()
    # Only while a ClearNLP tree is turned:
    PREPOSITION = auto()
    PREPOSITION_OBJECT = auto()
    PREPOSITION_CLAUSE = auto()
    AGENT_PREPOSITION = auto()
    DATIVE = auto()
    PREDICATE = auto()


class Word:
    """A word in its tree, with what later steps ask of a token held as plain attributes.

    ``index`` is its place in the sentence, ``start`` and ``end`` its characters in the text.
    """

    __slots__ = (
        "children",
        "end",
        "entity",
        "entity_begins",
        "features",
        "function",
        "head",
        "index",
        "lemma",
        "lower",
        "pos",
        "start",
        "text",
    )

    def __init__(
        self,
        index: int,
        *,
        text: str,
        lemma: str,
        pos: str,
        start: int,
        features: Mapping[str, str],
        entity: str = "",
        entity_begins: bool = False,
    ) -> None:
        self.index = index
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma.lower() or self.lower
        self.pos = pos
        self.start = start
        self.end = start + len(text)
        self.features = features
        self.entity = entity
        self.entity_begins = entity_begins
        self.function = Function.ROOT
        self.head: Word | None = None
        self.children: list[Word] = []

    def __repr__(self) -> str:
        return f"Word({self.index}, {self.text!r}, {self.function.name})"

    def having(self, *functions: Function) -> Iterator[Word]:
        """Yield the children that have one of ``functions``, in their order in the text."""
        for child in self.children:
            if child.function in functions:
                yield child

    def first(self, *functions: Function) -> Word | None:
        """Return the first child that has one of ``functions``, or None."""
        return next(self.having(*functions), None)

    def subtree(self) -> Iterator[Word]:
        """Yield the word and all below it, in no particular order."""
        pending = [self]
        while pending:
            word = pending.pop()
            yield word
            pending.extend(word.children)


@dataclass(frozen=True, slots=True)
class Tree:
    """The words of one sentence, ``first`` being the place of its first token in the Doc."""

    words: tuple[Word, ...]
    sentence: Span
    text: str
    first: int

    def preorder(self) -> list[Word]:
        """Return the words, each after its head."""
        roots = [word for word in self.words if word.head is None]
        return [word for root in roots for word in root.subtree()]

    def is_deep(self) -> bool:
        """Whether the tree may be too deep to be walked from any word by recursion."""
        return len(self.words) > LONG

    def at(self, index: int) -> Word:
        """Return the word of the token at ``index`` in the Doc."""
        return self.words[index - self.first]
