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
FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "the ratification of the protocol by Egypt": "a noun read as a verb, and by Egypt with "
        "the protocol",
        "The treaty bans nuclear tests.": "a verb read as a name",
        "The treaty expired on 5 February 2026.": "a verb read as an adjective",
        "The agreement lapses in December 2009.": "a verb read as a noun",
        "the entry into force of the convention in 1999": "a year read as the head",
        "Pakistan's launch of a ballistic missile drew protest.": "a verb read as part of a name",
    }
)


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
