"""The seeds are our own sentences: as many as promised, and none of anyone else's."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from kgbuild import sources

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("KGBUILD_SHARED", ROOT / ".." / "shared")) / "seeds"
BRIEFS = tuple(sources.read([ROOT / "seeds"]))

needs_articles = pytest.mark.skipif(not SHARED.is_dir(), reason="the source articles are not here")


def windows(text: str, width: int = 8) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + width]) for start in range(len(words) - width + 1)}


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.id)
def test_a_brief_is_described_and_of_the_length_promised(brief) -> None:
    assert all((brief.title, brief.publisher, brief.date, brief.source))
    assert brief.creator == "kgbuild"
    assert 25 <= len(re.findall(r"[.!?](?=\s|$)", brief.text)) <= 40


@needs_articles
@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.id)
def test_a_brief_names_its_source_and_shares_no_eight_words_with_it(brief) -> None:
    article = (SHARED / brief.source).read_bytes()
    assert hashlib.sha256(article).hexdigest() == brief.sha256
    articles = (path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.txt")))
    assert not windows(brief.text) & set().union(*map(windows, articles))
