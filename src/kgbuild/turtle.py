"""Turtle files to an index of what they say, with file and line in every error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph

from kgbuild.errors import OntologyError

_PLACE: Final = re.compile(r"^Parser error .*?line \d+.*?: ")
_FIRST: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
_REST: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
_NIL: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"


@dataclass(frozen=True, eq=False)
class Statements:
    """What some Turtle files say: subject → predicate → values, each in the order written.

    IRIs and literals are plain strings; a blank node is "_:" and a label unique to the
    reading. Literals in other languages than English are left out.
    """

    index: Mapping[str, Mapping[str, tuple[str, ...]]]

    def __iter__(self) -> Iterator[str]:
        """Yield the subjects, in the order first written."""
        return iter(self.index)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Return what ``subject`` has for ``predicate``, empty if nothing."""
        return self.index.get(subject, {}).get(predicate, ())

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first value that ``subject`` has for ``predicate``, or None."""
        return next(iter(self.values(subject, predicate)), None)

    def members(self, node: str) -> Iterator[str]:
        """Yield the members of the RDF list that begins at ``node``."""
        seen = {_NIL}
        while node not in seen:
            seen.add(node)
            yield from self.values(node, _FIRST)
            node = self.value(node, _REST) or _NIL


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the Turtle files among ``paths``, a folder standing for those in it, sorted.

    Raises OntologyError where there is none.
    """
    for path in paths:
        if not path.exists():
            raise OntologyError("no such file", place=str(path), hint="check the name")
        found = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
        if not found:
            raise OntologyError("no .ttl file in this folder", place=str(path))
        yield from found


def read(paths: Iterable[Path]) -> Statements:
    """Read Turtle files into one index; a folder stands for the ``.ttl`` files in it.

    Raises OntologyError, naming file and line, where one cannot be read. pyoxigraph does
    the parsing: some fifteen times rdflib's speed.
    """
    index: dict[str, dict[str, list[str]]] = {}
    for path in files(paths):
        for subject, predicate, value in _triples(path):
            index.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return Statements(
        {
            subject: {
                predicate: tuple(dict.fromkeys(values)) for predicate, values in about.items()
            }
            for subject, about in index.items()
        }
    )


def _triples(path: Path) -> Iterator[tuple[str, str, str]]:
    turtle = pyoxigraph.RdfFormat.TURTLE
    try:
        text = path.read_bytes()
        for quad in pyoxigraph.parse(text, turtle, rename_blank_nodes=True):
            if _is_english(quad.object):
                yield _text(quad.subject), quad.predicate.value, _text(quad.object)
    except SyntaxError as error:
        raise _malformed(path, error) from error
    except OSError as error:
        raise OntologyError(f"cannot be read ({error.strerror})", place=str(path)) from error


def _malformed(path: Path, error: SyntaxError) -> OntologyError:
    place = f"{path}:{error.lineno}" if error.lineno else str(path)
    problem = _PLACE.sub("", str(error.msg))
    return OntologyError(f"malformed Turtle: {problem}", place=place, hint="mend this line")


def _is_english(term: object) -> bool:
    language = term.language if isinstance(term, pyoxigraph.Literal) else None
    return language is None or language == "en" or language.startswith("en-")


def _text(term: object) -> str:
    if isinstance(term, pyoxigraph.BlankNode):
        return f"_:{term.value}"
    if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal):
        return term.value
    raise TypeError(f"not a term of RDF 1.1: {term}")
