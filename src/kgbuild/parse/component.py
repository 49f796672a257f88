"""The spaCy component that writes what the network says into a Doc.

Importing this module registers the factory ``kgbuild_network``: it is how spaCy finds a
component by name, and why the module is imported only by those who build a pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS
from spacy.language import Language
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.parse.network import ARCS, Analysis, Arc, Network
from kgbuild.parse.windows import analyse, paragraphs

COLUMNS = (HEAD, DEP, POS, MORPH, LEMMA, ENT_IOB, ENT_TYPE)
SPACE = "SPACE"
INSIDE, OUTSIDE, BEGIN = 1, 2, 3


@Language.factory(
    "kgbuild_network",
    assigns=[
        "token.head",
        "token.dep",
        "token.pos",
        "token.morph",
        "token.lemma",
        "token.ent_iob",
        "token.ent_type",
        "token.is_sent_start",
        "doc.ents",
        "doc.sents",
    ],
)
def create(nlp: Language, name: str, home: str, threads: int = 1) -> NetworkComponent:
    """Return the component for the model files in ``home``."""
    return NetworkComponent(nlp.vocab, name=name, home=Path(home), threads=threads)


class NetworkComponent:
    """Parses, tags and names a Doc; ``labels`` are the dependency labels it gives."""

    def __init__(self, vocab: Vocab, *, name: str, home: Path, threads: int) -> None:
        """Open the network in ``home``; windows of a Doc are shared among ``threads``."""
        self.name = name
        self.network = Network(home)
        self.labels = self.network.vocabulary.labels
        self._threads = threads
        self._pieces = lru_cache(maxsize=50_000)(lambda w: len(self.network.encoder([w]).pieces))
        self._classes = _Classes(vocab, self.network)

    def __call__(self, doc: Doc) -> Doc:
        """Analyse every paragraph of ``doc`` and write what was found into it."""
        tokens = [(token.text, token.idx) for token in doc]
        parts = list(paragraphs(tokens, doc.text))
        read = partial(self._read, [text for text, _ in tokens])
        table = self._classes.table(tokens)
        arcs: list[tuple[str | int | float, ...]] = []
        for words, analyses in zip(parts, self._map(read, parts), strict=True):
            start = 0
            for analysis in analyses:
                at = np.array(words[start : start + len(analysis)], dtype=np.int64)
                self._classes.fill(table, at, analysis, tokens)
                arcs.extend(_placed(arc, at) for arc in analysis.arcs)
                start += len(analysis)
        if len(doc):
            doc.from_array(list(COLUMNS), cast("Any", table.astype(np.uint64)))
        doc.user_data[ARCS] = arcs
        return doc

    def _read(self, texts: Sequence[str], words: Sequence[int]) -> list[Analysis]:
        return list(analyse([texts[i] for i in words], self.network.analyse, self._pieces))

    def _map(
        self, read: Callable[[Sequence[int]], list[Analysis]], parts: list[list[int]]
    ) -> Iterator[list[Analysis]]:
        if self._threads < 2 or len(parts) < 2:
            yield from map(read, parts)
            return
        with ThreadPoolExecutor(self._threads) as pool:
            yield from pool.map(read, parts)


class _Classes:
    """The network's class indices as the hashes a Doc holds."""

    def __init__(self, vocab: Vocab, network: Network) -> None:
        classes, add = network.vocabulary, vocab.strings.add
        self._strings = vocab.strings
        self._labels = _hashes(add(label.replace("root", "ROOT")) for label in classes.labels)
        self._tags = _hashes(IDS[tag] for tag in classes.tags)
        self._features = _hashes(vocab.morphology.add(f) for f in classes.features)
        self._types = _hashes(add(name[2:]) if name != "O" else 0 for name in classes.names)
        self._iob = np.array([{"O": OUTSIDE, "B": BEGIN, "I": INSIDE}[n[0]] for n in classes.names])
        self._lemma = lru_cache(maxsize=100_000)(network.lemmas)
        self._no_features = vocab.morphology.add("_")

    def table(self, tokens: Sequence[tuple[str, int]]) -> NDArray[np.int64]:
        """Return the array of a Doc in which all is white space, each attached to the left."""
        table = np.zeros((len(tokens), len(COLUMNS)), dtype=np.int64)
        table[:, COLUMNS.index(POS)] = IDS[SPACE]
        table[:, COLUMNS.index(MORPH)] = np.uint64(self._no_features).astype(np.int64)
        table[:, COLUMNS.index(ENT_IOB)] = OUTSIDE
        word = next((i for i, (text, _) in enumerate(tokens) if not text.isspace()), 0)
        for i, (text, _) in enumerate(tokens):
            if text.isspace():
                table[i, COLUMNS.index(HEAD)] = word - i
                table[i, COLUMNS.index(LEMMA)] = np.uint64(self._strings.add(text)).astype(np.int64)
            else:
                word = i
        return table

    def fill(
        self,
        table: NDArray[np.int64],
        at: NDArray[np.int64],
        analysis: Analysis,
        tokens: Sequence[tuple[str, int]],
    ) -> None:
        """Write an analysis of the tokens ``at`` into the table."""
        heads = np.where(analysis.heads == 0, np.arange(len(at)), analysis.heads - 1)
        texts = [tokens[i][0] for i in at.tolist()]
        choices = map(tuple, analysis.lemmas.tolist())
        lemmas = map(self._lemma, texts, choices, analysis.tags.tolist())
        columns = (
            at[heads] - at,
            self._labels[analysis.labels],
            self._tags[analysis.tags],
            self._features[analysis.features],
            _hashes(map(self._strings.add, lemmas)),
            *self._names(analysis),
        )
        table[at] = np.stack(columns, axis=1)

    def _names(self, analysis: Analysis) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return IOB codes and types; an inside tag with nothing to continue begins a name."""
        iob, types = self._iob[analysis.names], self._types[analysis.names]
        before = np.concatenate(([0], types[:-1]))
        before[analysis.starts] = 0
        return np.where((iob == INSIDE) & (types != before), BEGIN, iob), types


def _hashes(values: Iterator[int] | map[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.uint64).astype(np.int64)


def _placed(arc: Arc, at: NDArray[np.int64]) -> tuple[str | int | float, ...]:
    """Return an arc's fields by the indices of tokens: plain, so that a Doc can be stored."""
    ends = (int(at[k]) for k in (arc.cue, arc.subject, arc.object))
    return (arc.relation, *ends, arc.status, arc.score, arc.status_score)
