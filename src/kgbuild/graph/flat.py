"""The graph as flat records: claims as rows, and as the edges of a networkx graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import networkx as nx
from rdflib import Graph, URIRef

from kgbuild.graph.from_rdf import from_graph
from kgbuild.graph.to_rdf import iri_of
from kgbuild.model import Claim, Date, Document, Entity
from kgbuild.vocab import RDFS

COLUMNS: Final = (
    "subject",
    "relation",
    "object",
    "status",
    "attributed_to",
    "time",
    "confidence",
    "sentence",
    "document",
    "title",
    "start",
    "end",
    "subject_iri",
    "relation_iri",
    "object_iri",
    "claim_iri",
)
"""What is known of a claim, in reading order; offsets count characters of the document."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows(graph: Graph) -> Iterator[dict[str, str]]:
    """Yield each claim of a graph as strings by column, in order of place."""
    documents, claims = from_graph(graph)
    by_id = {document.id: document for document in documents}
    for claim in claims:
        yield _row(graph, claim, by_id)


def _row(graph: Graph, claim: Claim, documents: Mapping[str, Document]) -> dict[str, str]:
    document = documents[claim.document]
    values = (
        claim.subject.label,
        term_label(graph, claim.relation),
        end_label(claim.object),
        claim.status.value,
        claim.speaker.label if claim.speaker else "",
        claim.time.value if claim.time else "",
        f"{claim.confidence:.2f}",
        claim.sentence.of(document.text),
        document.id,
        document.title or "",
        str(claim.sentence.start),
        str(claim.sentence.end),
        claim.subject.iri,
        claim.relation,
        end_id(claim.object),
        iri_of(claim),
    )
    return dict(zip(COLUMNS, values, strict=True))


def to_networkx(graph: Graph) -> nx.MultiDiGraph:
    """Return the entities of a graph as nodes and its claims, keyed by IRI, as edges.

    Attributes are strings and floats alone, so that every format of networkx can hold
    them: nodes have ``label`` and ``types`` (IRIs, blank between them), edges the
    columns of a claim that are not of its ends. A date is a node whose type is empty.
    """
    network = nx.MultiDiGraph()
    _, claims = from_graph(graph)
    ends = {end_id(end): end for claim in claims for end in (claim.subject, claim.object)}
    for identifier in sorted(ends):
        network.add_node(
            identifier, label=_clean(end_label(ends[identifier])), types=_types(ends[identifier])
        )
    for row in rows(graph):
        about = {
            name: _clean(text)
            for name, text in row.items()
            if not name.startswith(("subject", "object"))
        }
        confidence = float(row["confidence"])
        key = about.pop("claim_iri")
        network.add_edge(
            row["subject_iri"], row["object_iri"], key, **about | {"confidence": confidence}
        )
    return network


def term_label(graph: Graph, iri: str) -> str:
    """Return the label of a class or relation, or else the last part of its IRI."""
    labels = map(str, graph.objects(URIRef(iri), RDFS.label))
    return min(labels, default=re.split(r"[#/]", iri)[-1])


def end_label(end: Entity | Date) -> str:
    """Return what to call the end of a claim."""
    return end.label if isinstance(end, Entity) else end.value


def end_id(end: Entity | Date) -> str:
    """Return what tells the end of a claim from others: an IRI, or the date itself."""
    return end.iri if isinstance(end, Entity) else end.value


def _types(end: Entity | Date) -> str:
    return " ".join(end.types) if isinstance(end, Entity) else ""


def _clean(text: str) -> str:
    """Without the characters that XML, and so GraphML, cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
