"""Date phrases → ISO dates, at the precision the phrase gives and never a finer one.

Absolute dates are read here, by a small grammar of numbers and month names: a general
parser takes "two years" or "the 1990s" for a day. What hangs on today ("last month") is
left to dateparser, and needs the date of the document.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from kgbuild.model import Date

_MONTHS: Final = MappingProxyType(
    {
        **{name.casefold(): number for number, name in enumerate(calendar.month_name) if name},
        **{name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name},
        "sept": 9,
    }
)
_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY: Final = r"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?<![\d$€£.,/])(?P<year>1\d{3}|20\d{2})(?![\d%/]|,\d|\.\d|[-']?s\b)"
# The most telling pattern first: each later one would read a part of what an earlier reads.
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?\b",
        rf"{_DAY}(?: day)?(?: of)? {_MONTH},?(?: of)? ?{_YEAR}",
        rf"{_MONTH} (?:the )?{_DAY},? ?{_YEAR}",
        rf"\b{_MONTH},?(?: of)? ?{_YEAR}",
        rf"{_DAY}(?: day)?(?: of)? {_MONTH}",
        rf"\b{_MONTH} (?:the )?{_DAY}",
        rf"\b{_MONTH}",
        _YEAR,
    )
)
# A stretch of time is no date; of a range of days only the month is certain.
_STRETCH: Final = re.compile(
    r"\b[12]\d{3} ?(?:-|to|and|or) ?(?:\d{4}|\d{2})\b(?!-)|\bcentur|\bdecade|\b\d+ ?bce?\b"
)
_ORDINAL: Final = r"[0-3]?\d(?:st|nd|rd|th)?"
_DAYS: Final = re.compile(rf"\b{_ORDINAL} ?(?:-|to|and|or) ?{_ORDINAL}\b")
_RELATIVE: Final = re.compile(
    r"(?:(?:on|in|since|earlier|later) )*(?P<told>"
    r"yesterday|today|tomorrow|(?:last|this|next) (?:month|year)"
    r"|\w+ (?:days?|months?|years?) ago"
    r"|(?:last )?(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r")(?: (?:morning|afternoon|evening|night))?"
)
_PRECISION: Final = MappingProxyType({"day": 10, "month": 7, "year": 4})
_HYPHENS: Final = str.maketrans({"–": "-", "—": "-", "‐": "-", "‑": "-", "\n": " "})


def iso(phrase: str, *, reference: str | None = None) -> Date | None:
    """Return the date that ``phrase`` names, or None where it names none for certain.

    ``reference`` is the date of the document, as ISO 8601; phrases that hang on it
    ("last month", "on 5 May") are read only where it is known to the month or the day.

    >>> iso("2 August 2019"), iso("in early 2008")
    (Date(value='2019-08-02'), Date(value='2008'))
    >>> iso("in the 1990s") is None, iso("Jan. 5") is None
    (True, True)
    >>> iso("Jan. 5", reference="2021-01-09")
    Date(value='2021-01-05')
    """
    text = " ".join(phrase.translate(_HYPHENS).casefold().split())
    if _STRETCH.search(text):
        return None
    if relative := _RELATIVE.fullmatch(text):
        return _relative(relative, reference=reference)
    return _absolute(text, reference=reference)


def _absolute(text: str, *, reference: str | None) -> Date | None:
    found = next(filter(None, (pattern.search(text) for pattern in _PATTERNS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _month(parts.get("month"))
    certain = found.re is _PATTERNS[0] or not _DAYS.search(text)
    day = parts.get("day") if certain else None
    year = int(parts["year"]) if parts.get("year") else _year(text, month, reference=reference)
    if year is None or (month is None and parts.get("month")):
        return None
    return _date(year, month, int(day) if day else None)


def _month(text: str | None) -> int | None:
    if text is None or not text.isdigit():
        return _MONTHS.get(text or "")
    return int(text) if 1 <= int(text) <= 12 else None


def _year(text: str, month: int | None, *, reference: str | None) -> int | None:
    """Return the year told beside a month, or the one that puts it nearest to the document."""
    if month is None or reference is None or len(reference) < 7:
        return None
    year, now = int(reference[:4]), int(reference[5:7])
    if "year" in text:
        step = {"last year": -1, "this year": 0, "next year": 1}
        return next((year + step[words] for words in step if words in text), None)
    if text.endswith(" last"):
        return year - (month > now)
    return year + (month - now < -6) - (month - now > 6)


def _date(year: int, month: int | None, day: int | None) -> Date | None:
    if month is None:
        return Date(f"{year:04}")
    if day is None:
        return Date(f"{year:04}-{month:02}")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return Date(f"{year:04}-{month:02}-{day:02}")


def _relative(found: re.Match[str], *, reference: str | None) -> Date | None:
    """Read a phrase that counts from the document's day; dateparser knows its precision."""
    if reference is None or len(reference) < 10:
        return None
    from dateparser.date import DateDataParser

    # To dateparser "Tuesday" is never today; in a dispatch of that day it is.
    today = date.fromisoformat(reference[:10])
    ahead = timedelta(days=found["told"] == found["weekday"])
    settings = {
        "RELATIVE_BASE": datetime.combine(today + ahead, time()),
        "PREFER_DATES_FROM": "past",
    }
    told = DateDataParser(languages=["en"], settings=settings).get_date_data(found["told"])
    if told.date_obj is None:
        return None
    return Date(told.date_obj.date().isoformat()[: _PRECISION[told.period]])
