"""Graphs to files and back: a table of formats, the same bytes for the same graph.

An output is written beside its place and then moved there, so that an earlier one
survives whatever goes wrong.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import networkx as nx
import pyoxigraph
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from kgbuild.errors import GraphError, OutputError
from kgbuild.graph.flat import COLUMNS, rows, to_networkx
from kgbuild.graph.to_rdf import new_graph
from kgbuild.iris import DOCUMENT
from kgbuild.vocab import KGB, NIF, PREFIXES, PROV, RDF, RDFS, XSD

READABLE: Final[Mapping[str, pyoxigraph.RdfFormat]] = MappingProxyType(
    {
        "ttl": pyoxigraph.RdfFormat.TURTLE,
        "trig": pyoxigraph.RdfFormat.TRIG,
        "nt": pyoxigraph.RdfFormat.N_TRIPLES,
        "nq": pyoxigraph.RdfFormat.N_QUADS,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
)
"""What ends the name of a file that can be read, and pyoxigraph's name for it."""


def write(graph: Graph, *, path: Path, format: str | None = None) -> None:
    """Write a graph in one of ``FORMATS``, by default the one that the name ends with.

    Raises OutputError where the format is unknown or the place cannot be written.
    """
    known = ", ".join(FORMATS)
    name = format or path.suffix.removeprefix(".")
    if name not in FORMATS:
        raise OutputError(f"unknown format {name!r}", place=str(path), hint=f"known are {known}")
    save(FORMATS[name](graph), path=path)


def save(content: bytes, *, path: Path) -> None:
    """Put ``content`` in the place of a file, whole or not at all; raises OutputError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written ({error.strerror})", place=str(path), hint="choose another place"
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def read(path: Path) -> Graph:
    """Read Turtle, TriG, N-Triples, N-Quads or JSON-LD, named graphs joined.

    pyoxigraph does the parsing: it is quicker than rdflib, and fetches nothing. Raises
    GraphError, with the line where the file is malformed.
    """
    format = READABLE.get(path.suffix.removeprefix("."))
    if format is None:
        known = ", ".join(READABLE)
        raise GraphError("not a graph", place=str(path), hint=f"read are the formats {known}")
    graph = new_graph()
    try:
        for quad in pyoxigraph.parse(path.read_bytes(), format):
            graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    except OSError as error:
        raise GraphError(f"cannot be read ({error.strerror})", place=str(path)) from error
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise GraphError(f"malformed: {error.msg}", place=place, hint="mend this line") from error
    return graph


def _term(term: object) -> Node:
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal():
            datatype = None if term.language else _datatype(term.datatype.value)
            return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise GraphError(f"not RDF 1.1: {term}")


def _datatype(iri: str) -> URIRef | None:
    """Return None for strings: rdflib tells a plain literal from a typed one."""
    return None if iri == str(XSD.string) else URIRef(iri)


def _turtle(graph: Graph) -> bytes:
    stream = io.BytesIO()
    _OrderedTurtle(graph).serialize(stream, encoding="utf-8")
    return stream.getvalue()


class _OrderedTurtle(TurtleSerializer):
    """rdflib's Turtle as a reader wants it: what is known, then each text from its start."""

    predicateOrder: list[URIRef] = [  # noqa: N815, RUF012
        RDF.type,
        RDFS.label,
        RDF.subject,
        RDF.predicate,
        RDF.object,
        KGB.status,
    ]

    def orderSubjects(self) -> list[Node]:  # noqa: N802
        """Sort subjects by place; rdflib's own order changes with the number of references."""
        return sorted(self._subjects, key=self._place)

    def _place(self, subject: Node) -> tuple[bool, list[str | int], bool, str]:
        sentence = self.store.value(subject, PROV.wasDerivedFrom)
        where = str(sentence or subject)
        return where.startswith(DOCUMENT), _natural(where), sentence is not None, str(subject)


def _natural(text: str) -> list[str | int]:
    """Sort key by which ``#char=9`` comes before ``#char=120``."""
    parts = re.split(r"([0-9]+)", text)
    return [int(part) if position % 2 else part for position, part in enumerate(parts)]


def _ntriples(graph: Graph) -> bytes:
    return _sorted(pyoxigraph.Triple(_ox(s), _ox(p), _ox(o)) for s, p, o in graph)


def _nquads(graph: Graph) -> bytes:
    """Put what each document says in a graph of its name, the rest in the default graph."""
    homes = _homes(graph)
    return _sorted(
        pyoxigraph.Quad(_ox(subject), _ox(predicate), _ox(value), _graph_name(home))
        for subject, predicate, value in graph
        for home in homes.get((subject, predicate, value)) or homes.get(subject) or {""}
    )


def _graph_name(home: str) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph:
    return pyoxigraph.NamedNode(home) if home else pyoxigraph.DefaultGraph()


def _homes(graph: Graph) -> Mapping[object, set[str]]:
    """Return the documents to which a node, or else a plain edge, belongs."""
    homes: defaultdict[object, set[str]] = defaultdict(set)
    for context in graph.subjects(RDF.type, NIF.Context):
        homes[context].add(str(context))
    for place, context in graph.subject_objects(NIF.referenceContext):
        homes[place].add(str(context))
    for claim, place in graph.subject_objects(PROV.wasDerivedFrom):
        homes[claim] |= homes[place]
    for claim in graph.subjects(KGB.status, KGB.asserted):
        edge = tuple(graph.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object))
        homes[edge] |= homes[claim]
    return homes


def _ox(term: Node) -> Any:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, BNode):
        return pyoxigraph.BlankNode(str(term))
    if not isinstance(term, Literal):
        raise TypeError(f"not a term of RDF 1.1: {term!r}")
    datatype = pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
    return pyoxigraph.Literal(str(term), datatype=datatype, language=term.language)


def _sorted(statements: Iterable[Any]) -> bytes:
    """N-Triples or N-Quads, a statement a line, sorted by byte."""
    stream = io.BytesIO()
    pyoxigraph.serialize(statements, stream, pyoxigraph.RdfFormat.N_QUADS)
    return b"".join(sorted(stream.getvalue().splitlines(keepends=True)))


def _jsonld(graph: Graph) -> bytes:
    """JSON-LD with the prefixes as context, nodes and values sorted."""
    nodes = json.loads(graph.serialize(format="json-ld", context=dict(PREFIXES)))
    return json.dumps(_ordered(nodes), ensure_ascii=False, indent=1).encode() + b"\n"


def _ordered(value: Any) -> Any:
    """Sort keys and list members: a graph has no order of its own."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=json.dumps)
    return value


def _graphml(graph: Graph) -> bytes:
    stream = io.BytesIO()
    nx.write_graphml(to_networkx(graph), stream)
    return stream.getvalue()


def _csv(graph: Graph) -> bytes:
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows(graph))
    return stream.getvalue().encode()


FORMATS: Final[Mapping[str, Callable[[Graph], bytes]]] = MappingProxyType(
    {
        "ttl": _turtle,
        "nt": _ntriples,
        "nq": _nquads,
        "jsonld": _jsonld,
        "graphml": _graphml,
        "csv": _csv,
    }
)
"""What ends a file's name, and the function from a graph to the file's bytes."""
