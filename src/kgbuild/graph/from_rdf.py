"""RDF to claims: the graph read back, with its quotations as the documents' texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kgbuild.errors import GraphError
from kgbuild.graph.to_rdf import STATUS, iri_of, surest
from kgbuild.model import Claim, Date, Document, Entity, Span, Status
from kgbuild.vocab import DCTERMS, KGB, NIF, PROV, RDF, RDFS, SKOS

_LONGEST_TEXT: Final = 2**28


def from_graph(graph: Graph) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Return the documents and claims of a graph, each in order of place.

    A document's text is what the graph quotes of it, at its place, and blanks elsewhere,
    so that a span of it is the quotation. What several say is a claim for each speaker.
    Raises GraphError where a claim lacks a part.
    """
    texts = _texts(graph)
    documents = {node: _document(graph, node, texts) for node in _typed(graph, NIF.Context)}
    claims = [
        claim for node in _typed(graph, KGB.Claim) for claim in _read_claims(graph, node, documents)
    ]
    claims.sort(key=lambda claim: (claim.document, claim.sentence, iri_of(claim), surest(claim)))
    return tuple(sorted(documents.values(), key=lambda document: document.id)), tuple(claims)


def _typed(graph: Graph, kind: URIRef) -> list[URIRef]:
    """Return the nodes of a class, sorted."""
    return sorted(node for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef))


def _texts(graph: Graph) -> dict[URIRef, str]:
    """Return what the graph quotes of each document, each quotation at its place."""
    quoted: defaultdict[URIRef, list[tuple[Span, str]]] = defaultdict(list)
    for place, context in graph.subject_objects(NIF.referenceContext):
        quotation = str(_one(graph, place, NIF.anchorOf))
        quoted[URIRef(str(context))].append((_span(graph, place), quotation))
    return {context: _laid_out(quotations) for context, quotations in quoted.items()}


def _laid_out(quotations: list[tuple[Span, str]]) -> str:
    end = max(span.end for span, _ in quotations)
    if end > _LONGEST_TEXT:
        raise GraphError(f"a quotation ends at character {end}", hint="mend its nif:endIndex")
    text = [" "] * end
    for span, quotation in sorted(quotations):
        if span.end - span.start != len(quotation):
            raise GraphError(f"not {span.end - span.start} characters: {quotation!r}")
        text[span.start : span.end] = quotation
    return "".join(text)


def _document(graph: Graph, node: URIRef, texts: Mapping[URIRef, str]) -> Document:
    return Document(
        id=str(_one(graph, node, DCTERMS.identifier)),
        text=texts.get(node, ""),
        title=_text(graph, node, DCTERMS.title),
        creator=_text(graph, node, DCTERMS.creator),
        publisher=_text(graph, node, DCTERMS.publisher),
        date=_text(graph, node, DCTERMS.date),
        source=_text(graph, node, DCTERMS.source),
        sha256=_text(graph, node, KGB.sha256),
    )


def _read_claims(
    graph: Graph, node: URIRef, documents: Mapping[URIRef, Document]
) -> Iterator[Claim]:
    """Yield a claim for each who says it, or one that nobody in particular says."""
    sentence = _one(graph, node, PROV.wasDerivedFrom)
    context = URIRef(str(_one(graph, sentence, NIF.referenceContext)))
    if context not in documents:
        raise GraphError(f"the sentence {sentence} has no nif:Context")
    target = _one(graph, node, RDF.object)
    time = _text(graph, node, KGB.time)
    speakers = sorted(map(str, graph.objects(node, KGB.attributedTo)))
    for speaker in speakers or [""]:
        yield Claim(
            document=documents[context].id,
            sentence=_span(graph, sentence),
            subject=_entity(graph, _one(graph, node, RDF.subject)),
            relation=str(_one(graph, node, RDF.predicate)),
            object=Date(str(target)) if isinstance(target, Literal) else _entity(graph, target),
            status=_status(graph, node),
            confidence=_confidence(graph, node),
            subject_span=_span(graph, _one(graph, node, KGB.subjectMention)),
            predicate_span=_span(graph, _one(graph, node, KGB.predicateMention)),
            object_span=_span(graph, _one(graph, node, KGB.objectMention)),
            speaker=_entity(graph, URIRef(speaker)) if speaker else None,
            time=None if time is None else Date(time),
            extractors=tuple(sorted(map(str, graph.objects(node, KGB.extractor)))),
        )


def _entity(graph: Graph, node: Node) -> Entity:
    labels = sorted(map(str, graph.objects(node, RDFS.label)))
    aliases = {*labels[1:], *map(str, graph.objects(node, SKOS.altLabel))}
    return Entity(
        str(node),
        labels[0] if labels else str(node),
        types=tuple(sorted(map(str, graph.objects(node, RDF.type)))),
        aliases=tuple(sorted(aliases)),
        matches=tuple(sorted(map(str, graph.objects(node, SKOS.exactMatch)))),
    )


def _status(graph: Graph, node: URIRef) -> Status:
    term = _one(graph, node, KGB.status)
    for status, known in STATUS.items():
        if term == known:
            return status
    raise GraphError(f"unknown status {term}", place=str(node))


def _confidence(graph: Graph, node: URIRef) -> float:
    text = str(_one(graph, node, KGB.confidence))
    try:
        return float(text)
    except ValueError:
        raise GraphError(f"kgb:confidence is not a number: {text!r}", place=str(node)) from None


def _span(graph: Graph, place: Node) -> Span:
    start, end = (str(_one(graph, place, term)) for term in (NIF.beginIndex, NIF.endIndex))
    if not (start.isdecimal() and end.isdecimal()):
        raise GraphError(f"offsets are not numbers: {start!r}, {end!r}", place=str(place))
    return Span(int(start), int(end))


def _one(graph: Graph, node: Node, term: URIRef) -> Node:
    """Return the value of a term that every claim has; where several, the first."""
    found = min(graph.objects(node, term), key=str, default=None)
    if found is None:
        raise GraphError(f"no {graph.qname(term)}", place=str(node), hint="rebuild it")
    return found


def _text(graph: Graph, node: Node, term: URIRef) -> str | None:
    return min(map(str, graph.objects(node, term)), default=None)
