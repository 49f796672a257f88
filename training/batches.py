"""Examples to batches of tensors: what is unknown is -100 (a class) or all-allowed (a name)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from corpora import STATUSES, TAGS, Arc, Example
from kgbuild.parse.encoding import Encoder
from network import Sizes

UNKNOWN = -100
LONGEST = 150
CLASSES = ("tags", "features", "lemmas")
SEEN = 3  # a form is taken to have only the classes it was seen with, from this often on


@dataclass(frozen=True)
class Vocabulary:
    """The classes of each head, in the order of their indices."""

    labels: tuple[str, ...]
    tags: tuple[str, ...]
    features: tuple[str, ...]
    lemmas: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...] = TAGS
    statuses: tuple[str, ...] = STATUSES

    @classmethod
    def of(cls, trees: Sequence[Example], relations: Sequence[Example]) -> Vocabulary:
        """Collect the classes; features and lemma scripts must be seen three times."""

        def seen(values: Iterable[str], least: int = 1) -> tuple[str, ...]:
            return tuple(sorted(v for v, n in Counter(values).items() if n >= least))

        return cls(
            labels=seen(v for e in trees for v in e.labels or ()),
            tags=seen(v for e in trees for v in e.tags or ()),
            features=seen((v for e in trees for v in e.features or ()), 3),
            lemmas=seen((v for e in trees for v in e.lemmas or ()), 3),
            relations=seen(a.relation for e in relations for a in e.arcs or ()),
        )

    @property
    def sizes(self) -> Sizes:
        """The number of classes of each head."""
        return Sizes(*(len(getattr(self, name)) for name in Sizes.__dataclass_fields__))


@dataclass
class Batch:
    """Tensors of b examples of at most n words and m pieces; see the fields of Example."""

    pieces: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    piece_mask: Tensor
    word_mask: Tensor
    sentence: Tensor
    classes: dict[str, Tensor]
    allowed: dict[str, Tensor]
    examples: list[Example]

    @property
    def bias(self) -> Tensor:
        """The attention's bias (b, 1, 1, m): minus infinity on padding."""
        return torch.zeros(self.piece_mask.shape).masked_fill(~self.piece_mask, -1e9)[:, None, None]


class Batcher:
    """Turns examples into batches under one vocabulary and one encoding of words."""

    def __init__(self, vocabulary: Vocabulary, encoder: Encoder) -> None:
        self.vocabulary = vocabulary
        self.encoder = encoder
        self._index = {
            kind: {value: k for k, value in enumerate(getattr(vocabulary, kind))}
            for kind in ("labels", "tags", "features", "lemmas", "names", "relations")
        }
        self._pieces: dict[str, int] = {}
        self._types: dict[str, dict[str, list[int]]] = {}

    def learn_types(self, trees: Iterable[Example]) -> None:
        """Note the classes each word form has in the treebanks: type constraints.

        Text without trees is held to them (Li, Graça and Taskar 2012; Täckström et al.
        2013), or else the heads forget what the words of its domain are.
        """
        seen: dict[str, list[tuple[int, ...]]] = {}
        for example in trees:
            rows = zip(*(getattr(example, kind) for kind in CLASSES), strict=True)
            for word, row in zip(example.words, rows, strict=True):
                found = tuple(self.index(k, v) for k, v in zip(CLASSES, row, strict=True))
                seen.setdefault(word.lower(), []).append(found)
        for form, rows in seen.items():
            if len(rows) >= SEEN:
                columns = (sorted({*column} - {UNKNOWN}) for column in zip(*rows, strict=True))
                self._types[form] = dict(zip(CLASSES, columns, strict=True))

    def index(self, kind: str, value: str) -> int:
        """Return the index of a class, or UNKNOWN."""
        return self._index[kind].get(value, UNKNOWN)

    def size(self, example: Example) -> int:
        """Return the number of pieces of an example."""
        for word in example.words:
            if word not in self._pieces:
                self._pieces[word] = len(self.encoder([word]).pieces) - 2
        return sum(self._pieces[word] for word in example.words)

    def batch(self, examples: list[Example]) -> Batch:
        """Pad ``examples`` to one batch."""
        encoded = [self.encoder(e.words) for e in examples]
        n = max(len(e.words) for e in examples)
        starts = [e.starts or [1] for e in examples]
        return Batch(
            pieces=_pad([x.pieces.tolist() for x in encoded]),
            shapes=_pad([x.shapes.tolist() for x in encoded]),
            first=_pad([x.first.tolist() for x in encoded]),
            last=_pad([x.last.tolist() for x in encoded]),
            piece_mask=_pad([[1] * len(x.pieces) for x in encoded]).bool(),
            word_mask=_pad([[1] * len(e.words) for e in examples]).bool(),
            sentence=_pad(starts).cumsum(1),
            classes=self._classes(examples, n),
            allowed=self._allowed(examples, n),
            examples=examples,
        )

    def _classes(self, examples: list[Example], n: int) -> dict[str, Tensor]:
        found = {}
        for kind in ("tags", "features", "lemmas", "labels"):
            rows = [[self.index(kind, v) for v in getattr(e, kind) or ()] for e in examples]
            found[kind] = _pad(rows, UNKNOWN, n)
        for kind in ("heads", "starts"):
            found[kind] = _pad([list(getattr(e, kind) or ()) for e in examples], UNKNOWN, n)
        return found

    def _allowed(self, examples: list[Example], n: int) -> dict[str, Tensor]:
        """Return masks (b, n, classes) of what names, and words without trees, may be."""
        found = {}
        if any(e.names for e in examples):
            found["names"] = self._mask("names", [e.names or () for e in examples], n)
        if self._types and all(e.tags is None for e in examples):
            for kind in CLASSES:
                rows = [
                    [self._types.get(w.lower(), {}).get(kind) for w in e.words] for e in examples
                ]
                found[kind] = self._mask(kind, rows, n)
        return found

    def _mask(self, kind: str, rows: Sequence[Sequence], n: int) -> Tensor:
        """Return a mask of allowed classes, given as names or indices; none allows all."""
        classes = getattr(self.vocabulary, kind)
        mask = torch.ones(len(rows), n, len(classes), dtype=torch.bool)
        for i, row in enumerate(rows):
            for k, allowed in enumerate(row):
                if allowed and len(allowed) < len(classes):
                    some = [c if isinstance(c, int) else self.index(kind, c) for c in allowed]
                    mask[i, k] = False
                    mask[i, k, some] = True
        return mask


def _pad(rows: list[list[int]], value: int = 0, width: int = 0) -> Tensor:
    width = max(width, *map(len, rows))
    return torch.tensor([row + [value] * (width - len(row)) for row in rows])


def joined(sentences: list[Example]) -> Example:
    """Return several sentences in a row as one example, with what is known of all of them."""
    whole = Example(words=[], starts=[])
    for part in ("tags", "features", "lemmas", "labels"):
        if all(getattr(s, part) for s in sentences):
            setattr(whole, part, [value for s in sentences for value in getattr(s, part)])
    if any(s.names for s in sentences):
        whole.names = [n for s in sentences for n in s.names or [frozenset(TAGS)] * len(s.words)]
    for s in sentences:
        offset = len(whole.words)
        whole.words += s.words
        whole.starts += [1] + [0] * (len(s.words) - 1)
        if s.heads is not None:
            whole.heads = (whole.heads or []) + [h + offset if h else 0 for h in s.heads]
        if s.arcs is not None:
            whole.arcs = (whole.arcs or []) + [moved(arc, offset) for arc in s.arcs]
    return whole


def moved(arc: Arc, offset: int) -> Arc:
    """Return an arc of a sentence that stands ``offset`` words further on."""
    places = (arc.cue + offset, arc.subject + offset, arc.object + offset)
    return Arc(places[0], arc.relation, places[1], places[2], arc.status)


def windows(sentences: Sequence[Example], rng: random.Random, alone: float) -> Iterator[Example]:
    """Yield sentences alone, or a few of a paragraph in a row, as they come in real text."""
    k = 0
    while k < len(sentences):
        want = 1 if rng.random() < alone else rng.randint(2, 7)
        group = [sentences[k]]
        size = len(group[0].words)
        while len(group) < want and (k := k + 1) < len(sentences):
            s = sentences[k]
            if s.paragraph != group[0].paragraph or size + len(s.words) > LONGEST:
                k -= 1
                break
            group.append(s)
            size += len(s.words)
        k += 1
        yield joined(group)


def batched(
    examples: Iterable[Example],
    pieces: int,
    *,
    rng: random.Random,
    size: Callable[[Example], int],
    most: int = 10_000,
) -> list[list[Example]]:
    """Group examples of like size into batches of about ``pieces`` padded pieces, shuffled."""
    sized = [(size(e), e) for e in examples]
    sized.sort(key=lambda pair: pair[0] * (0.95 + 0.1 * rng.random()))
    batches: list[list[Example]] = [[]]
    for width, e in sized:
        if batches[-1] and ((len(batches[-1]) + 1) * width > pieces or len(batches[-1]) >= most):
            batches.append([])
        batches[-1].append(e)
    rng.shuffle(batches)
    return batches
