"""Claims to RDF: what a document says, with the characters that say it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

from rdflib import Graph, Literal, URIRef

from kgbuild import iris
from kgbuild.errors import GraphError
from kgbuild.model import Claim, Date, Document, Entity, Span, Status
from kgbuild.ontology import Ontology
from kgbuild.vocab import (
    DCTERMS,
    ITSRDF,
    KGB,
    NIF,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SKOS,
    XSD,
)

Triple = tuple[URIRef, URIRef, URIRef | Literal]

STATUS: Final[Mapping[Status, URIRef]] = MappingProxyType(
    {status: KGB[status.value] for status in Status}
)
"""The term for each status."""

_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|\\^`\ud800-\udfff]')
_LINK = re.compile(r"(https?://|urn:)\S+")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_PRECISIONS = MappingProxyType({4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date})


def to_graph(
    documents: Iterable[Document], *, claims: Iterable[Claim], ontology: Ontology | None = None
) -> Graph:
    """Return the graph of ``claims``, which cite ``documents``.

    Claims that differ in words, speaker or extractor alone are one node: the surest gives
    the words and the time, every speaker and extractor is kept. The ontology adds names
    to the classes and relations in use. Raises GraphError where a claim cites a document
    that is not given, or characters that it does not have.
    """
    graph = new_graph()
    cited = _by_id(documents)
    groups = _grouped(claims)
    used = [claim for group in groups.values() for claim in group]
    for document in cited.values():
        _add(graph, _document_triples(document))
    release = version("kgbuild")
    activity = URIRef(iris.activity_iri(release))
    for iri, group in groups.items():
        document = _cited(group[0], cited)
        _add(graph, _claim_triples(iri, group))
        _add(graph, _evidence_triples(URIRef(iri), group[0], document=document))
        graph.add((URIRef(iri), PROV.wasGeneratedBy, activity))
    for entity in _entities(used):
        _add(graph, _entity_triples(entity))
    if ontology is not None:
        _add(graph, _term_triples(used, ontology))
    if used:
        _add(graph, _activity_triples(activity, release))
    return graph


def new_graph() -> Graph:
    """Return an empty graph that binds kgbuild's prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def date_literal(value: str) -> Literal:
    """Return an ISO date, month or year typed by its precision; other text as it is.

    >>> date_literal("2019-08").datatype
    rdflib.term.URIRef('http://www.w3.org/2001/XMLSchema#gYearMonth')
    """
    precision = _PRECISIONS.get(len(value))
    if precision is None or not _DATE.fullmatch(value) or not _exists(value):
        return Literal(value)
    return Literal(value, datatype=precision, normalize=False)


def _exists(value: str) -> bool:
    """Whether a date, month or year exists in the calendar."""
    try:
        return bool(date.fromisoformat(value + "-01-01"[len(value) - 4 :]))
    except ValueError:
        return False


def _add(graph: Graph, triples: Iterable[Triple]) -> None:
    for triple in triples:
        graph.add(triple)


def _by_id(documents: Iterable[Document]) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for document in documents:
        if found.setdefault(document.id, document) != document:
            raise GraphError("two documents have this identifier", place=document.id)
    return found


def _cited(claim: Claim, documents: Mapping[str, Document]) -> Document:
    if claim.document not in documents:
        raise GraphError("a claim cites a document that is not given", place=claim.document)
    return documents[claim.document]


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by IRI, the surest first; ties are broken by what else they hold."""
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[iri_of(claim)].append(claim)
    for group in groups.values():
        group.sort(key=surest)
    return groups


def iri_of(claim: Claim) -> str:
    """Return the IRI of a claim's node."""
    return iris.claim_iri(
        claim.document,
        sentence=claim.sentence,
        subject=claim.subject.iri,
        relation=claim.relation,
        object=_value(claim.object),
        status=claim.status,
    )


def _value(end: Entity | Date) -> str:
    return end.iri if isinstance(end, Entity) else end.value


def surest(claim: Claim) -> tuple[float, Span, Span, Span, str]:
    """Return what sorts claims of one IRI: confidence first, then where each part stands."""
    time = claim.time.value if claim.time else "~"
    return (
        -claim.confidence,
        claim.predicate_span,
        claim.subject_span,
        claim.object_span,
        time,
    )


def _document_triples(document: Document) -> Iterator[Triple]:
    node = URIRef(iris.document_iri(document.id))
    yield node, RDF.type, NIF.Context
    yield node, DCTERMS.identifier, Literal(document.id)
    for term, text in (
        (DCTERMS.title, document.title),
        (DCTERMS.creator, document.creator),
        (DCTERMS.publisher, document.publisher),
        (KGB.sha256, document.sha256),
    ):
        if text is not None:
            yield node, term, Literal(text)
    if document.date is not None:
        yield node, DCTERMS.date, date_literal(document.date)
    if document.source is not None:
        yield node, DCTERMS.source, _link(document.source)


def _claim_triples(iri: str, group: list[Claim]) -> Iterator[Triple]:
    claim, node = group[0], URIRef(iri)
    triple = _iri(claim.subject.iri), _iri(claim.relation), _end(claim.object)
    if claim.status is Status.ASSERTED:
        yield triple
    yield node, RDF.type, KGB.Claim
    yield node, RDF.type, RDF.Statement
    yield from zip([node] * 3, (RDF.subject, RDF.predicate, RDF.object), triple, strict=True)
    yield node, KGB.status, STATUS[claim.status]
    yield node, KGB.confidence, Literal(f"{claim.confidence:.2f}", datatype=XSD.decimal)
    times = [other.time for other in group if other.time]
    if times:
        yield node, KGB.time, date_literal(times[0].value)
    for other in group:
        if other.speaker:
            yield node, KGB.attributedTo, _iri(other.speaker.iri)
        for extractor in other.extractors:
            yield node, KGB.extractor, Literal(extractor)


def _evidence_triples(node: URIRef, claim: Claim, *, document: Document) -> Iterator[Triple]:
    """Where the document says it: the sentence, and in it each part of the claim."""
    for term, kind, span, end in (
        (PROV.wasDerivedFrom, NIF.Sentence, claim.sentence, None),
        (KGB.subjectMention, NIF.Phrase, claim.subject_span, claim.subject),
        (KGB.predicateMention, NIF.Phrase, claim.predicate_span, None),
        (KGB.objectMention, NIF.Phrase, claim.object_span, claim.object),
    ):
        place = URIRef(iris.span_iri(document.id, span=span))
        yield node, term, place
        yield place, RDF.type, kind
        yield from _span_triples(place, span, document=document)
        if isinstance(end, Entity):
            yield place, ITSRDF.taIdentRef, _iri(end.iri)


def _span_triples(place: URIRef, span: Span, *, document: Document) -> Iterator[Triple]:
    if not 0 <= span.start < span.end <= len(document.text):
        raise GraphError(
            f"a claim cites characters {span.start} to {span.end} of {len(document.text)}",
            place=document.id,
        )
    yield place, NIF.referenceContext, URIRef(iris.document_iri(document.id))
    yield place, NIF.beginIndex, Literal(str(span.start), datatype=XSD.nonNegativeInteger)
    yield place, NIF.endIndex, Literal(str(span.end), datatype=XSD.nonNegativeInteger)
    yield place, NIF.anchorOf, Literal(span.of(document.text))


def _entities(claims: Iterable[Claim]) -> Iterator[Entity]:
    """Each entity that claims name, once: its commonest label, the others as aliases."""
    named: defaultdict[str, list[Entity]] = defaultdict(list)
    for claim in claims:
        for entity in _ends(claim):
            named[entity.iri].append(entity)
    for iri, same in named.items():
        counts = Counter(entity.label for entity in same)
        label = min(counts, key=lambda text: (-counts[text], text))
        aliases = {alias for entity in same for alias in (entity.label, *entity.aliases)}
        yield Entity(
            iri,
            label,
            types=_union(entity.types for entity in same),
            aliases=tuple(sorted(aliases - {label})),
            matches=_union(entity.matches for entity in same),
        )


def _ends(claim: Claim) -> Iterator[Entity]:
    """Yield the entities that a claim names."""
    for end in (claim.subject, claim.object, claim.speaker):
        if isinstance(end, Entity):
            yield end


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({member for group in groups for member in group}))


def _entity_triples(entity: Entity) -> Iterator[Triple]:
    node = _iri(entity.iri)
    yield node, RDFS.label, Literal(entity.label)
    for kind in entity.types:
        yield node, RDF.type, _iri(kind)
    for alias in entity.aliases:
        yield node, SKOS.altLabel, Literal(alias)
    for match in entity.matches:
        yield node, SKOS.exactMatch, _iri(match)


def _term_triples(claims: Iterable[Claim], ontology: Ontology) -> Iterator[Triple]:
    """Names of the relations and classes in use, and of the classes above those."""
    relations = {claim.relation for claim in claims}
    for relation in (ontology.relations[iri] for iri in relations & ontology.relations.keys()):
        yield _iri(relation.iri), RDFS.label, Literal(relation.label)
        if relation.symmetric:
            yield _iri(relation.iri), RDF.type, OWL.SymmetricProperty
    types = {kind for claim in claims for entity in _ends(claim) for kind in entity.types}
    above = {iri for kind in types for iri in ontology.ancestors.get(kind, ())}
    for kind in (ontology.classes[iri] for iri in above if iri in ontology.classes):
        yield _iri(kind.iri), RDFS.label, Literal(kind.label)
        for parent in kind.parents:
            yield _iri(kind.iri), RDFS.subClassOf, _iri(parent)


def _activity_triples(activity: URIRef, release: str) -> Iterator[Triple]:
    """Which release made the claims; not when, so that a rebuild gives the same bytes."""
    agent = URIRef(iris.release_iri(release))
    yield activity, RDF.type, PROV.Activity
    yield activity, PROV.wasAssociatedWith, agent
    yield agent, RDF.type, PROV.SoftwareAgent
    yield agent, RDFS.label, Literal(f"kgbuild {release}")


def _iri(text: str) -> URIRef:
    if not text or _FORBIDDEN.search(text):
        raise GraphError(f"not an IRI: {text!r}", hint="percent-encode what IRIs cannot hold")
    return URIRef(text)


def _end(end: Entity | Date) -> URIRef | Literal:
    return _iri(end.iri) if isinstance(end, Entity) else date_literal(end.value)


def _link(text: str) -> URIRef | Literal:
    """Where a document comes from: an IRI where it is one, else what it says."""
    is_link = _LINK.fullmatch(text) and not _FORBIDDEN.search(text)
    return URIRef(text) if is_link else Literal(text)
