"""Date phrases, at the precision they give."""

import pytest

from kgbuild.model import Date
from kgbuild.times import iso


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("2 August 2019", "2019-08-02"),
        ("the 2nd of August, 2019", "2019-08-02"),
        ("August 2, 2019", "2019-08-02"),
        ("Jan. 5, 2020", "2020-01-05"),
        ("2019-08-02", "2019-08-02"),
        ("August 2019", "2019-08"),
        ("Sept. 1999", "1999-09"),
        ("in early 2008", "2008"),
        ("since 1950", "1950"),
        ("the end of 2018", "2018"),
        ("5–7 May 2010", "2010-05"),
        ("29 February 2020", "2020-02-29"),
    ],
)
def test_an_absolute_date_keeps_its_precision(phrase, value):
    assert iso(phrase) == Date(value)
    assert iso(phrase, reference="1999-12-31") == Date(value)


@pytest.mark.parametrize(
    "phrase",
    [
        "the 1990s",
        "the 1960's",
        "1967–1969",
        "between 1967 and 1969",
        "the 20th century",
        "two years",
        "1,500 troops",
        "$2000",
        "31 February 2011",
        "8/2/2019",
        "May",
        "Jan. 5",
        "last month",
        "",
    ],
)
def test_nothing_is_invented(phrase):
    assert iso(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("Jan. 5", "2020-01-05"),
        ("11 December", "2019-12-11"),
        ("in July", "2020-07"),
        ("March last year", "2019-03"),
        ("11 August last", "2019-08-11"),
        ("last month", "2020-02"),
        ("earlier this year", "2020"),
        ("last year", "2019"),
        ("two years ago", "2018"),
        ("three months ago", "2019-12"),
        ("yesterday", "2020-03-09"),
        ("on Monday", "2020-03-09"),
        ("Tuesday", "2020-03-10"),
        ("Wednesday night", "2020-03-04"),
    ],
)
def test_the_documents_date_completes_a_phrase(phrase, value):
    assert iso(phrase, reference="2020-03-10") == Date(value)


def test_a_year_alone_does_not_complete_a_month():
    assert iso("in December", reference="2020") is None
    assert iso("last month", reference="2020-03") is None
