"""Words to the numbers the network reads: word pieces, the shapes of words, their places.

The vocabulary of the encoder knows no case, so each piece also carries the shape of its
word, which tells "may" from "May" and a name from a noun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

SHAPES = ("pad", "lower", "title", "upper", "initial", "mixed", "number", "other")
LONGEST = 40  # an address or a row of dashes is known by its first letters
TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "}
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """``n`` words as ``m`` pieces: ``pieces`` and ``shapes`` are (m,), ``first``, ``last`` (n,)."""

    pieces: Ints
    shapes: Ints
    first: Ints
    last: Ints


def shape(word: str) -> int:
    """Return the index in SHAPES of the shape of ``word``.

    >>> [SHAPES[shape(word)] for word in ("treaty", "Russia", "INF", "A", "McCain", "1987", ",")]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'number', 'other']
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPES.index("number" if any(c.isdigit() for c in word) else "other")
    capitals = sum(c.isupper() for c in letters)
    if not capitals:
        return SHAPES.index("lower")
    if capitals == len(letters):
        return SHAPES.index("upper" if len(letters) > 1 else "initial")
    return SHAPES.index("title" if capitals == 1 and letters[0].isupper() else "mixed")


class Encoder:
    """Splits words into the encoder's pieces; one for a vocabulary, safe between threads."""

    def __init__(self, vocabulary: Path) -> None:
        """Read a ``tokenizer.json`` of the tokenizers library."""
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def __call__(self, words: Sequence[str]) -> Encoded:
        """Encode ``words``, framed by the encoder's start and end pieces."""
        plain = [word[:LONGEST].translate(TYPOGRAPHY).strip() or "." for word in words]
        encoding = self._tokenizer.encode(plain, is_pretokenized=True)
        owners = np.array([-1 if w is None else w for w in encoding.word_ids], dtype=np.int64)
        places = np.arange(len(owners), dtype=np.int64)
        first = np.zeros(len(words), dtype=np.int64)
        last = np.zeros(len(words), dtype=np.int64)
        inside = owners >= 0
        last[owners[inside]] = places[inside]
        first[owners[inside][::-1]] = places[inside][::-1]
        shapes = np.array([0, *(shape(word) for word in words)], dtype=np.int64)[owners + 1]
        return Encoded(np.array(encoding.ids, dtype=np.int64), shapes, first, last)
