"""Tier five: builds of texts that people annotated, against floors that may only rise.

The gold files lie outside the repository, in the folder that KGBUILD_SHARED names; without
them these tests are skipped by name. They are for measuring alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgbuild import pipeline

GOLD = Path(os.environ.get("KGBUILD_SHARED", Path(__file__).parents[1] / ".." / "shared")) / "gold"

FLOORS = {
    "dev-sentences": {"precision": 0.92, "recall": 0.44, "asserted_precision": 0.92},
    "dev-documents": {"precision": 0.86, "recall": 0.44, "asserted_precision": 0.93},
    "seeds": {"precision": 0.73, "recall": 0.23, "asserted_precision": 0.90},
}


@pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="the gold files are not here")
@pytest.mark.parametrize("name", FLOORS)
def test_a_build_scores_no_lower_than_before(name: str, tmp_path: Path) -> None:
    gold = GOLD / f"{name}.jsonl"
    pipeline.build([gold], output=tmp_path)
    ran = subprocess.run(
        [sys.executable, GOLD / "score.py", "score", gold, tmp_path / "graph.ttl"],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(ran.stdout)
    below = {key: scores[key] for key, floor in FLOORS[name].items() if (scores[key] or 0) < floor}
    assert not below, ran.stdout
