"""The trained network, run by onnxruntime: words in, what each head says of them out."""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from kgbuild.errors import ModelError
from kgbuild.parse.encoding import Encoder
from kgbuild.parse.lemmas import Lemmatizer
from kgbuild.parse.trees import NEVER, Floats, Ints, heads

Flags = NDArray[np.bool_]

ARCS = "kgbuild.arcs"  # the key of Doc.user_data under which relation arcs lie, by token
STARTERS = frozenset("He She It They We The This These Those There But However".split())
FILES = (
    "network.onnx",
    "labels.onnx",
    "relations.onnx",
    "tokenizer.json",
    "vocabulary.json",
    "lemmas.json",
)


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation the network sees: word indices of cue and ends, and how sure it is (0..1)."""

    relation: str
    cue: int
    subject: int
    object: int
    status: str
    score: float
    status_score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the network says of n words, as class indices; ``heads`` are 1-based, 0 the root.

    ``lemmas`` is (n, k): the k likeliest edit scripts, the likeliest first; the rest is (n,).
    """

    starts: Flags
    heads: Ints
    labels: Ints
    tags: Ints
    features: Ints
    lemmas: Ints
    names: Ints
    arcs: tuple[Arc, ...]

    def __len__(self) -> int:
        return len(self.heads)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The classes of each head, in the order of their indices."""

    labels: tuple[str, ...]
    tags: tuple[str, ...]
    features: tuple[str, ...]
    lemmas: tuple[str, ...]
    names: tuple[str, ...]
    relations: tuple[str, ...]
    statuses: tuple[str, ...]


class Network:
    """The packaged network: one encoder pass a window, then labels and relation arcs.

    Each window is run alone and on one thread: with 8-bit activations scaled by window, what
    is found in one must not depend on what else is read.
    """

    def __init__(self, home: Path) -> None:
        """Open the model files in ``home``; ModelError names those that are missing."""
        missing = [name for name in FILES if not (home / name).is_file()]
        if missing:
            raise ModelError(f"no {', '.join(missing)}", place=str(home), hint="reinstall kgbuild")
        fields = json.loads((home / "vocabulary.json").read_text(encoding="utf-8"))
        classes = {name: tuple(found) for name, found in fields["classes"].items()}
        self.vocabulary = Vocabulary(**classes)
        self._likely_cue: float = fields["cue_threshold"]
        self._likely_end: float = fields["end_threshold"]
        self.lemmas = Lemmatizer(
            **json.loads((home / "lemmas.json").read_text(encoding="utf-8")),
            scripts=self.vocabulary.lemmas,
            tags=self.vocabulary.tags,
        )
        self.encoder = Encoder(home / "tokenizer.json")
        self._words = _session(home / "network.onnx")
        self._labels = _session(home / "labels.onnx")
        self._relations = _session(home / "relations.onnx")
        self._root = self.vocabulary.labels.index("root")

    def analyse(self, words: Sequence[str], starts: Ints | None = None) -> Analysis:
        """Analyse a window of words; ``starts`` (n,) gives its sentences where they are known."""
        encoded = self.encoder(words)
        outputs = self._words.run(
            None,
            {
                "pieces": encoded.pieces[None],
                "shapes": encoded.shapes[None],
                "first": encoded.first[None],
                "last": encoded.last[None],
            },
        )
        vectors, arcs, tags, features, lemmas, names, begin, cues = outputs
        if starts is None:
            starts = (begin[0] > 0) | _certain_starts(words)
        begins: Flags = np.array(starts, dtype=np.bool_)
        begins[0] = True
        found = _forest(arcs[0], begins)
        return Analysis(
            starts=begins,
            heads=found,
            labels=self._label(vectors, found),
            tags=tags[0],
            features=features[0],
            lemmas=lemmas[0],
            names=names[0],
            arcs=self._arcs(vectors, cues[0], begins),
        )

    def _label(self, vectors: Floats, found: Ints) -> Ints:
        (scores,) = self._labels.run(None, {"words": vectors, "heads": found[None]})
        scores = scores[0]
        scores[:, self._root] = np.where(found == 0, -NEVER, NEVER)
        labels: Ints = scores.argmax(-1)
        return labels

    def _arcs(self, vectors: Floats, cues: Floats, starts: Flags) -> tuple[Arc, ...]:
        """Return the relation arcs of every cue that is likely enough; the likeliest first."""
        chances = _sigmoid(cues)
        places, relations = np.nonzero(chances > self._likely_cue)
        if not len(places):
            return ()
        ends = self._relations.run(None, {"words": vectors, "cues": places, "relations": relations})
        sentence = starts.cumsum()
        subjects, objects = (
            np.where(sentence == sentence[places][:, None], _sigmoid(e), 0) for e in ends[:2]
        )
        status = _softmax(ends[2])
        return tuple(
            Arc(
                self.vocabulary.relations[relation],
                int(cue),
                s,
                o,
                self.vocabulary.statuses[status[k].argmax()],
                float(chances[cue, relation] * subjects[k, s] * objects[k, o]),
                float(status[k].max()),
            )
            for k, (cue, relation) in enumerate(zip(places, relations, strict=True))
            for s in self._ends(subjects[k])
            for o in self._ends(objects[k])
            if s != o
        )

    def _ends(self, chances: Floats) -> list[int]:
        likely = np.flatnonzero(chances > self._likely_end)
        return [int(k) for k in likely] or [int(chances.argmax())]


def _certain_starts(words: Sequence[str]) -> Flags:
    """Return where a capitalised function word stands behind an abbreviation: "the U.S. He"."""
    found = np.zeros(len(words), dtype=np.bool_)
    for k, (before, word) in enumerate(itertools.pairwise(words), start=1):
        found[k] = word in STARTERS and len(before) > 1 and before.endswith(".")
    return found


def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def _forest(scores: Floats, starts: Flags) -> Ints:
    """Return the heads of each sentence's tree, numbered within the window."""
    bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
    found = np.zeros(len(starts), dtype=np.int64)
    for start, end in itertools.pairwise(bounds):
        columns = np.concatenate(([0], np.arange(start, end) + 1))
        inner = heads(scores[start:end][:, columns])
        found[start:end] = np.where(inner == 0, 0, inner + start)
    return found


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -30, 30))), dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    y = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(y / y.sum(-1, keepdims=True), dtype=np.float32)
