"""SHACL over lexicons: what is wrong, where it stands, and how to mend it.

The shapes are ``kgb-shapes.ttl``, their words included: ``sh:message`` tells the problem,
``sh:description`` the mend. Terms of kgbuild that are misspelt are found here, since SHACL
closes a node only where it knows the node to be one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kgbuild import ontology, turtle
from kgbuild.vocab import KGB, SH

_SHAPES = "kgb-shapes.ttl"
_CORE = "kgb.ttl"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong with a lexicon; ``line`` is where its relation is described, from 1.

    ``place`` names the relation as the file writes it. A ``warning`` can be lived with.
    """

    file: str
    line: int
    place: str
    problem: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.place} {self.problem}; {self.mend}"


def lexicon(paths: Iterable[Path] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with the lexicons in ``paths``, in the order of the files' lines.

    A folder stands for the Turtle files in it, no paths for the packaged ontology. The
    files must hold the relations and classes as well as the frames. Raises OntologyError
    where Turtle is malformed.
    """
    given = tuple(paths) or (ontology.home(),)
    turtle.read(given)  # malformed Turtle is told by file and line, which rdflib does not
    graphs = {path: Graph().parse(path, format="turtle") for path in turtle.files(given)}
    found = {*_unknown_terms(graphs), *_violations(graphs)}
    return tuple(sorted(found))


def _unknown_terms(graphs: Mapping[Path, Graph]) -> Iterator[Finding]:
    known = {str(term).removeprefix(str(KGB)) for term in dir(KGB)}
    for path, graph in graphs.items():
        for subject, predicate in graph.subject_predicates(unique=True):
            term = str(predicate).removeprefix(str(KGB))
            if str(predicate).startswith(str(KGB)) and term not in known:
                like = difflib.get_close_matches(term, known, n=1)
                yield Finding(
                    file=str(path),
                    line=_line(path, term),
                    place=_written(graph, subject),
                    problem=f"has the unknown term kgb:{term}",
                    mend=f"did you mean kgb:{like[0]}?" if like else "see kgb.ttl for the terms",
                )


def _violations(graphs: Mapping[Path, Graph]) -> Iterator[Finding]:
    shapes = Graph().parse(ontology.home() / _SHAPES, format="turtle")
    terms = Graph().parse(ontology.home() / _CORE, format="turtle")
    whole = Graph()
    for graph in graphs.values():
        whole += graph
    _, report, _ = pyshacl.validate(whole, shacl_graph=shapes, ont_graph=terms, advanced=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL gave no report: {report!r}")
    for result in report.objects(predicate=SH.result):
        yield _finding(report, result, shapes=shapes, graphs=graphs)


def _finding(
    report: Graph, result: Node, *, shapes: Graph, graphs: Mapping[Path, Graph]
) -> Finding:
    focus, value, shape, severity = (
        report.value(result, term)
        for term in (SH.focusNode, SH.value, SH.sourceShape, SH.resultSeverity)
    )
    path = next(path for path, graph in graphs.items() if focus in graph.all_nodes())
    place = _written(graphs[path], focus)
    line = _line(path, place)
    told = isinstance(value, Literal)
    message = shapes.value(shape, SH.message)
    return Finding(
        file=str(path),
        line=_line(path, f'"{value}"', after=line) if told else line,
        place=place,
        problem=f'{message}: "{value}"' if told else f"{message}",
        mend=f"{shapes.value(shape, SH.description)}",
        warning=severity == SH.Warning,
    )


def _written(graph: Graph, node: Node | None) -> str:
    """Return how the file writes the relation that ``node`` is, or is a frame of."""
    owner = node if isinstance(node, URIRef) else graph.value(None, KGB.frame, node)
    return owner.n3(graph.namespace_manager) if isinstance(owner, URIRef) else "a node"


def _line(path: Path, text: str, *, after: int = 1) -> int:
    """Return the first line from ``after`` on that has ``text`` as a whole, else ``after``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    whole = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    found = (at for at, line in enumerate(lines, start=1) if at >= after and whole.search(line))
    return next(found, after)
