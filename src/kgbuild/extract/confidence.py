"""How sure a claim is: what share of claims like it were right in annotated text.

Raw scores become probabilities by logistic regression on their log-odds (Platt 1999), one
for each way a claim can be found. The weights were fitted on sentences that no part of the
network has seen; ``training/calibrate.py`` prints them anew.
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Final

# Intercept, then a weight for the lexicon's and for the network's log-odds.
_WRITTEN: Final = (-0.78, 1.1, 0.0)
_LEARNED: Final = (-0.54, 0.0, 0.31)
_BOTH: Final = (0.26, 1.03, 0.14)
_ALONE: Final = (-0.21, 1.11, 0.0)
_WEIGHTS: Final = MappingProxyType(
    {(True, False): _WRITTEN, (False, True): _LEARNED, (True, True): _BOTH}
)
_NEVER_SURE: Final = 0.02


def confidence(*, written: float | None, learned: float | None, alone: bool = False) -> float:
    """Return the probability that a claim is right, from the raw scores of those who found it.

    Scores are in 0..1, None for who did not find it; ``alone`` when the lexicon is the only
    one that reads, so that the network's silence tells nothing.

    >>> one, both = confidence(written=0.9, learned=None), confidence(written=0.9, learned=0.9)
    >>> one < confidence(written=0.9, learned=None, alone=True) < both
    True
    """
    found = written is not None, learned is not None
    start, *slopes = _ALONE if alone else _WEIGHTS[found]
    scores = (written, learned)
    sum_ = start + sum(w * _odds(s) for w, s in zip(slopes, scores, strict=True) if s is not None)
    return round(1 / (1 + math.exp(-sum_)), 2)


def _odds(score: float) -> float:
    score = min(max(score, _NEVER_SURE), 1 - _NEVER_SURE)
    return math.log(score / (1 - score))
