"""Every example of every packaged lexicon, through the real pipeline (the second tier).

A fault of the parser is listed in ``FAULTS`` with its reason, and must stay one: the day
the parser reads the sentence, its entry has to go.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from kgbuild import ontology, pipeline
from kgbuild.errors import ModelError
from kgbuild.lexicon import Example

EXAMPLES = ontology.load().examples
FAULTS: Mapping[str, str] = MappingProxyType({})


def parameter(example: Example):
    fault = FAULTS.get(example.text)
    marks = [pytest.mark.xfail(strict=True, reason=fault)] if fault else []
    return pytest.param(example, id=example.text, marks=marks)


@pytest.fixture(scope="session")
def problems() -> tuple[str, ...]:
    try:
        return pipeline.check().problems
    except ModelError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("example", [parameter(example) for example in EXAMPLES])
def test_an_example_gives_what_it_marks_and_nothing_else(example, problems):
    found = [problem for problem in problems if f'"{example.text}"' in problem]
    assert not found, found[0]


def test_no_fault_is_listed_that_no_example_has():
    assert set(FAULTS) <= {example.text for example in EXAMPLES}
