"""Minted names are readable, ASCII, and differ where names differ."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.iris import claim_iri, document_iri, slug, span_iri
from kgbuild.model import Span, Status


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("INF Treaty", "inf-treaty"),
        ("U.S.", "us"),
        ("New START", "new-start"),
        ("S-400", "s-400"),
        ("v1.2 draft", "v1-2-draft"),
        ("  spaced   out  ", "spaced-out"),
        ("Françoise Müller", "francoise-muller"),
        ("Göran Ødegård", "goran-odegard"),
        ("Straße", "strasse"),
        ("the people’s council", "the-peoples-council"),
    ],
)
def test_slug_reads_like_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Россия", "Китай"),
        ("हिन्दी", "हन्द"),
        ("中国", "日本"),
        ("C", "C++"),
        ("a" * 90, "a" * 91),
        ("!", "€"),
    ],
)
def test_names_that_ascii_cannot_tell_apart_keep_apart(one: str, other: str) -> None:
    assert slug(one) != slug(other)


@given(st.text())
def test_slug_is_safe_in_any_iri_and_stable(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert slug(name) == slug(name)


@given(st.text())
def test_document_iris_hold_no_character_that_turtle_forbids(identifier: str) -> None:
    assert re.fullmatch(
        r"[A-Za-z0-9_.~%-]*", document_iri(identifier).removeprefix(document_iri(""))
    )


@given(st.text(), st.text())
def test_document_iris_differ_as_identifiers_do(one: str, other: str) -> None:
    assert (document_iri(one) == document_iri(other)) == (one == other)


def test_span_iri_is_a_fragment_of_its_document() -> None:
    assert span_iri("a b", span=Span(3, 9)) == document_iri("a b") + "#char=3,9"


def test_claim_iri_depends_on_every_part() -> None:
    said = {
        "document": "d",
        "sentence": Span(0, 9),
        "subject": "s",
        "relation": "r",
        "object": "o",
        "status": Status.ASSERTED,
    }
    others = [
        said | {"document": "e"},
        said | {"sentence": Span(0, 8)},
        said | {"subject": "t"},
        said | {"relation": "q"},
        said | {"object": "p"},
        said | {"status": Status.PLANNED},
    ]
    assert len({claim_iri(**part) for part in [said, said, *others]}) == 7
