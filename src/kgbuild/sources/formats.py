"""One reader a format, each from a path and the name its documents go by to Documents."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import itertools
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kgbuild.errors import SourceError
from kgbuild.model import Document
from kgbuild.sources import lines

FIELDS = MappingProxyType(
    {
        "title": ("title",),
        "creator": ("creator", "author", "authors"),
        "publisher": ("publisher",),
        "date": ("date",),
        "source": ("source",),
        "sha256": ("sha256",),
    }
)

_FRONT_MATTER = re.compile(
    r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_DATE = re.compile(r"(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:[T ].*)?")


def _plain_text(path: Path, name: str) -> Iterator[Document]:
    yield Document(name, lines.text(path), sha256=_sha256(path))


def _markdown(path: Path, name: str) -> Iterator[Document]:
    """Read Markdown: front matter in YAML, then the text, of which code blocks are no part."""
    from markdown_it import MarkdownIt

    fields, body = _front_matter(lines.text(path), path)
    # Raw HTML is what the writer typed, so it stays as text; indented lines are paragraphs.
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").disable("code").parse(body)
    blocks = (_inline_text(token) for token in tokens if token.type == "inline")
    known = _fields(fields, str(path))
    known["title"] = known["title"] or _first_heading(tokens)
    known["sha256"] = known["sha256"] or _sha256(path)
    yield Document(name, "\n\n".join(filter(None, blocks)), **known)


def _front_matter(text: str, path: Path) -> tuple[Mapping[str, Any], str]:
    """Split a text from the YAML mapping between two lines of dashes that opens it."""
    import yaml

    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        # The base loader makes strings of all scalars: a date stays as it was written.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise SourceError(
            "front matter is not YAML",
            place=f"{path}:{line}",
            hint='put values that hold a colon in "quotes"',
        ) from error
    return (fields, text[match.end() :]) if isinstance(fields, dict) else ({}, text)


def _first_heading(tokens: Sequence[Any]) -> str | None:
    pairs = itertools.pairwise(tokens)
    titles = (
        inline for token, inline in pairs if (token.type, token.tag) == ("heading_open", "h1")
    )
    return next(map(_inline_text, titles), None)


def _inline_text(token: Any) -> str:
    kinds = {"softbreak": " ", "hardbreak": "\n"}
    shown = (child for child in token.children or () if child.type != "image")
    return "".join(kinds.get(child.type, child.content) for child in shown).strip()


def _html(path: Path, name: str) -> Iterator[Document]:
    """Read the article of a web page: trafilatura finds it, and asks nothing of the network."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Article

    page = bare_extraction(
        lines.page(path),
        with_metadata=True,
        include_comments=False,
        # A search of the whole page would take any date in it for that of the article.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if not isinstance(page, Article) or not page.text:
        raise SourceError(
            "no article was found in the page",
            place=str(path),
            hint="save its text as a .txt file",
        )
    paragraphs = (line.strip() for line in lines.normal(page.text).split("\n"))
    yield Document(
        name,
        "\n\n".join(line for line in paragraphs if line),
        title=page.title,
        creator=page.author,
        publisher=page.sitename,
        date=page.date,
        source=page.url,
        sha256=_sha256(path),
    )


def _pdf(path: Path, name: str) -> Iterator[Document]:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise SourceError(
            "PDF files need an extra", place=str(path), hint="pip install 'kgbuild[pdf]'"
        ) from error
    # On a damaged file pypdf raises errors of its own, and now and then what it trips over.
    damage = (PyPdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
    try:
        reader = PdfReader(path)
        text = "\n\n".join(page.extract_text().strip() for page in reader.pages)
        about: Mapping[str, Any] = reader.metadata or {}
        written = {"title": about.get("/Title"), "author": about.get("/Author")}
    except (*damage, RecursionError) as error:
        raise SourceError(
            f"cannot be read as PDF ({error})", place=str(path), hint="save its text as .txt"
        ) from error
    if not text.strip():
        raise SourceError("holds no text", place=str(path), hint="a scan must go through OCR first")
    known = _fields(written, str(path))
    yield Document(name, lines.normal(text), **{**known, "sha256": _sha256(path)})


def _json_lines(path: Path, name: str) -> Iterator[Document]:
    for number, line in enumerate(lines.lines(path), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceError(
                "not a JSON object", place=place, hint="write one object on each line"
            ) from error
        yield _record(record, f"{name}-{number}", place)


def _csv(path: Path, name: str) -> Iterator[Document]:
    rows = csv.DictReader(lines.lines(path))
    while True:
        place = f"{path}:{rows.line_num + 1}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise SourceError(
                f"not readable as CSV ({error})", place=place, hint="write it as JSON Lines"
            ) from error
        if row is None:
            return
        yield _record(row, f"{name}-{rows.line_num}", place)


def _record(record: object, name: str, place: str) -> Document:
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(record, dict) or not isinstance(text, str):
        raise SourceError(
            'a record without "text"', place=place, hint='call the text\'s column or key "text"'
        )
    identifier = _tidy(str(record.get("id") or name))
    return Document(identifier, lines.normal(text), **_fields(record, place))


def _fields(record: Mapping[str, Any], place: str) -> dict[str, str | None]:
    """Take what is known of a document from a mapping whose keys people write."""
    fields: dict[str, str | None] = {}
    for field, names in FIELDS.items():
        value = next((record[name] for name in names if record.get(name)), None)
        written = ", ".join(map(str, value)) if isinstance(value, list) else value
        fields[field] = _tidy(str(written)) if written is not None else None
    if fields["date"] is not None:
        fields["date"] = _date(fields["date"], place)
    return fields


def _tidy(value: str) -> str:
    return " ".join(lines.CONTROLS.sub("", value).split())


def _date(written: str, place: str) -> str:
    match = _DATE.fullmatch(written)
    with contextlib.suppress(ValueError):
        if match:
            date.fromisoformat((match[1] + "-01-01")[:10])  # 30 February has the form as well
            return match[1]
    raise SourceError(f'"{written}" is not an ISO date', place=place, hint="write it as 2019-06-05")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


Reader = Callable[[Path, str], Iterator[Document]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".csv": _csv,
        ".htm": _html,
        ".html": _html,
        ".jsonl": _json_lines,
        ".markdown": _markdown,
        ".md": _markdown,
        ".pdf": _pdf,
        ".text": _plain_text,
        ".txt": _plain_text,
    }
)
