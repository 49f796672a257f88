"""SPARQL in, a table out: pyoxigraph asks, nothing is fetched, no language model loads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from kgbuild.errors import GraphError
from kgbuild.vocab import PREFIXES

Results = QuerySolutions | QueryBoolean | QueryTriples

_FORMATS: Final = MappingProxyType(
    {
        ".ttl": RdfFormat.TURTLE,
        ".trig": RdfFormat.TRIG,
        ".nt": RdfFormat.N_TRIPLES,
        ".nq": RdfFormat.N_QUADS,
        ".jsonld": RdfFormat.JSON_LD,
    }
)
_REACHING_OUT: Final = re.compile("service|from|load", re.IGNORECASE)
# What a keyword cannot hide in, in the order in which SPARQL's own grammar tells them apart.
_TOKEN: Final = re.compile(
    r"""
      <[^<>"{}|^`\\\x00-\x20]*>                        # IRI
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}             # strings, long and short
    | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*                                       # comment
    | [?$]\w+ | @[\w-]+                                # variable, language tag
    | (?P<prefix>(?:\w[\w.-]*)?):(?:[\w:.%-]|\\.)*       # prefixed name
    | (?P<word>[^\W\d]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def query(path: Path, *, sparql: str, format: str = "table") -> str:
    """Ask the graph in a file, and return the answer as text.

    ``format`` is "table", "csv" or "json"; CONSTRUCT and DESCRIBE give Turtle, sorted.
    The prefixes of kgbuild, and those that the file declares, need no PREFIX. What named
    graphs say is said by the default graph as well. Raises GraphError where the file
    cannot be read, or the query is malformed or would reach out of the file (SERVICE,
    FROM, LOAD).
    """
    if format not in FORMATS:
        raise GraphError(f"unknown format {format!r}", hint=f"known are {', '.join(FORMATS)}")
    screen(sparql)
    store, prefixes = _load(path)
    try:
        results = store.query(sparql, prefixes=prefixes)
        if isinstance(results, QueryTriples):
            return _turtle(results, prefixes)
        return FORMATS[format](results, prefixes)
    except SyntaxError as error:
        raise _malformed(error, sparql) from error


def screen(sparql: str) -> None:
    r"""Refuse a query that would reach out of the graph; raises GraphError.

    pyoxigraph has no switch against SERVICE, and needs no space before or after it:
    ``trueSERVICE`` and ``SERVICE:x`` are obeyed. No other keyword holds these words, so
    they are refused as part of any. The text is read as it stands and with its ``\uXXXX``
    undone, since it depends on the reader which of the two counts.
    """
    for text in (sparql, _ESCAPE.sub(_unescaped, sparql)):
        for token in _TOKEN.finditer(text):
            found = _REACHING_OUT.search(token["word"] or token["prefix"] or "")
            if found and (token["word"] or found[0].lower() == "service"):
                line = text.count("\n", 0, token.start()) + 1
                raise GraphError(
                    f"{found[0].upper()} reaches out of the graph, and kgbuild stays offline",
                    place=f"query, line {line}",
                    hint="merge the graphs first and ask the result",
                )


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0x110000 else escape[0]


def _load(path: Path) -> tuple[pyoxigraph.Store, dict[str, str]]:
    format = _FORMATS.get(path.suffix)
    if format is None:
        known = ", ".join(_FORMATS)
        raise GraphError("not a graph", place=str(path), hint=f"queried are the formats {known}")
    store = pyoxigraph.Store()
    try:
        quads = pyoxigraph.parse(path.read_bytes(), format)
        store.bulk_extend(_joined(quads))
    except OSError as error:
        raise GraphError(
            f"cannot be read ({error.strerror})", place=str(path), hint="check the name"
        ) from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"malformed: {error.msg}", place=place, hint="mend this line") from error
    return store, {**PREFIXES, **quads.prefixes}


def _joined(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Yield what a named graph says in the default graph as well."""
    for quad in quads:
        yield quad
        if not isinstance(quad.graph_name, pyoxigraph.DefaultGraph):
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)


def _malformed(error: SyntaxError, sparql: str) -> GraphError:
    """Say where, and what stands there, in place of the dozens of tokens that might have."""
    found = _PLACE.match(str(error))
    if not found:
        return GraphError(str(error), place="query")
    line, column = int(found[1]), int(found[2])
    lines = sparql.splitlines() or [""]
    before, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :].strip()
    problem = f"did not expect {rest[:30]!r}" if rest else "ends too early"
    if "Prefix not found" in found[3]:
        problem = f"unknown prefix in {before.split()[-1]!r}"
    return GraphError(problem, place=f"query, line {line}, column {column}", hint="mend the query")


def _turtle(triples: Iterable[pyoxigraph.Triple], prefixes: Mapping[str, str]) -> str:
    written = pyoxigraph.serialize(
        sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=dict(prefixes)
    )
    return (written or b"").decode()


def _csv(results: QuerySolutions | QueryBoolean, _: Mapping[str, str]) -> str:
    written = (results.serialize(format=QueryResultsFormat.CSV) or b"").decode()
    return written.replace("\r\n", "\n").rstrip("\n") + "\n"


def _json(results: QuerySolutions | QueryBoolean, _: Mapping[str, str]) -> str:
    return (results.serialize(format=QueryResultsFormat.JSON) or b"").decode() + "\n"


def _table(results: QuerySolutions | QueryBoolean, prefixes: Mapping[str, str]) -> str:
    """Columns as wide as what they hold, a line under the head, IRIs with their prefix."""
    if isinstance(results, QueryBoolean):
        return "yes\n" if results else "no\n"
    head = [variable.value for variable in results.variables]
    rows = [[_shown(solution[name], prefixes) for name in head] for solution in results]
    widths = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["─" * width for width in widths], *rows]
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    return "\n".join([*(_line(cells, widths) for cells in lines), "", count, ""])


def _line(cells: list[str], widths: list[int]) -> str:
    padded = (
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(padded).rstrip()


def _shown(term: object, prefixes: Mapping[str, str]) -> str:
    """Return a term for a terminal, with what would steer the terminal made visible."""
    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        return _shortened(term.value, prefixes)
    text = term.value if isinstance(term, pyoxigraph.Literal) else str(term)
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w.-]+", local):
            return f"{prefix}:{local}"
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in f"<{iri}>")


def _width(text: str) -> int:
    """Columns on a terminal: East Asian characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


FORMATS: Final[Mapping[str, Callable[[QuerySolutions | QueryBoolean, Mapping[str, str]], str]]] = (
    MappingProxyType(
        {
            "table": _table,
            "csv": _csv,
            "json": _json,
        }
    )
)
"""How rows are written, by name."""
