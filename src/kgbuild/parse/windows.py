"""Where a text breaks for certain: paragraphs, and the windows the network reads at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from kgbuild.parse.network import Analysis

WINDOW = 150  # words; the network was trained on stretches of up to this length
ROOM = 500  # pieces; the encoder knows 512 places, and some are left to its frame
FULL_LINE = 0.7  # of the longest line: a shorter one ends a paragraph, not a row of type


def line_breaks_paragraph(text: str) -> Callable[[int], bool]:
    """Return a test for whether the line break at an offset of ``text`` ends a paragraph.

    A blank line always does. A single break does unless the text is wrapped, that is, unless
    some line goes on in lower case on the next; then only short lines end a paragraph, such
    as headlines, and not where the next line goes on in lower case.
    """
    wrapped = re.search(r"[\w,;]\n[a-z]", text) is not None
    longest = max(map(len, text.split("\n")), default=0)

    def breaks(at: int) -> bool:
        if not wrapped or text[at : at + 2] == "\n\n" or not text[at + 1 : at + 2].strip():
            return True
        line = at - (text.rfind("\n", 0, at) + 1)
        return line < FULL_LINE * longest and not text[at + 1 :].lstrip()[:1].islower()

    return breaks


def paragraphs(tokens: Sequence[tuple[str, int]], text: str) -> Iterator[list[int]]:
    """Yield the indices of the words of each paragraph; ``tokens`` are (text, offset)."""
    breaks = line_breaks_paragraph(text)
    words: list[int] = []
    for i, (token, offset) in enumerate(tokens):
        if not token.isspace():
            words.append(i)
        elif words and any(c == "\n" and breaks(offset + k) for k, c in enumerate(token)):
            yield words
            words = []
    if words:
        yield words


def analyse(
    words: Sequence[str], run: Callable[[Sequence[str]], Analysis], fits: Callable[[str], int]
) -> Iterator[Analysis]:
    """Yield the analyses that together cover a paragraph's words.

    A long paragraph is read in windows: the last sentence of each, which the window may have
    cut, is read again at the start of the next.
    """
    start = 0
    while start < len(words):
        window = words[start : start + _reach(words, start, fits)]
        analysis = run(window)
        begun = np.flatnonzero(analysis.starts)
        if start + len(window) < len(words) and len(begun) > 1:
            analysis = first(analysis, int(begun[-1]))
        yield analysis
        start += len(analysis)


def _reach(words: Sequence[str], start: int, fits: Callable[[str], int]) -> int:
    """Return how many words from ``start`` fit the network's places, WINDOW at most."""
    room = ROOM
    for count, word in enumerate(words[start : start + WINDOW]):
        room -= fits(word)
        if room < 0:
            return max(count, 1)
    return WINDOW


def first(analysis: Analysis, n: int) -> Analysis:
    """Return the first ``n`` words of an analysis, whole sentences."""
    return Analysis(
        starts=analysis.starts[:n],
        heads=analysis.heads[:n],
        labels=analysis.labels[:n],
        tags=analysis.tags[:n],
        features=analysis.features[:n],
        lemmas=analysis.lemmas[:n],
        names=analysis.names[:n],
        arcs=tuple(arc for arc in analysis.arcs if arc.cue < n),
    )
