"""Scores of heads to a tree: greedy where greedy gives one, Chu-Liu/Edmonds where not.

Chu and Liu 1965, Edmonds 1967, as used for parsing by McDonald et al. 2005; one root a
sentence, chosen by its own score. Scores are (n, n + 1), column 0 the root; heads are
0 for the root and 1-based for words.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEVER = np.float32(-1e9)


def heads(scores: Floats) -> Ints:
    """Return the head of each word of one sentence.

    >>> heads(np.array([[9, 0, 1], [2, 5, 0]], dtype=np.float32)).tolist()
    [0, 1]
    """
    greedy: Ints = scores.argmax(1)
    if np.count_nonzero(greedy == 0) == 1 and not _cycle(greedy):
        return greedy
    scores = scores.copy()
    np.fill_diagonal(scores[:, 1:], NEVER)
    root = _root(scores, greedy)
    scores[:, 0] = NEVER
    scores[root] = NEVER
    scores[root, 0] = 0
    return _arborescence(scores)


def _root(scores: Floats, greedy: Ints) -> int:
    """Return the best root: among words that chose to be one, or else the least bad."""
    candidates = np.flatnonzero(greedy == 0)
    if not len(candidates):
        candidates = np.arange(len(greedy))
    others = scores[candidates, 1:].max(1, initial=NEVER)
    return int(candidates[(scores[candidates, 0] - others).argmax()])


def _cycle(chosen: Ints) -> list[int]:
    """Return the words of a cycle among heads, or nothing."""
    state = np.zeros(len(chosen) + 1, dtype=np.int8)
    state[0] = 2
    for start in range(1, len(chosen) + 1):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(chosen[at - 1])
        if state[at] == 1:
            return path[path.index(at) :]
        state[path] = 2
    return []


def _arborescence(scores: Floats) -> Ints:
    """Return the maximum spanning arborescence, contracting one cycle at a time."""
    chosen: Ints = scores.argmax(1)
    cycle = _cycle(chosen)
    if not cycle:
        return chosen
    inside = np.array(cycle) - 1
    outside = np.setdiff1d(np.arange(len(chosen)), inside)
    columns = np.concatenate(([0], outside + 1))
    own = scores[inside, chosen[inside]]
    entering = scores[inside][:, columns] - own[:, None]
    leaving = scores[outside][:, inside + 1]
    small = np.full((len(outside) + 1, len(columns) + 1), NEVER, dtype=np.float32)
    small[:-1, :-1] = scores[outside][:, columns]
    small[:-1, -1] = leaving.max(1, initial=NEVER)
    small[-1, :-1] = entering.max(0)
    small[-1, -1] = NEVER
    found = _arborescence(small)
    result: Ints = chosen.copy()
    for k, word in enumerate(outside):
        head = found[k]
        result[word] = columns[head] if head < len(columns) else inside[leaving[k].argmax()] + 1
    broken = inside[entering[:, found[-1]].argmax()]
    result[broken] = columns[found[-1]]
    return result
