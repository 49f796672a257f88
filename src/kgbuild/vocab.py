"""The namespaces, closed: a term that its vocabulary does not define raises AttributeError.

    >>> KGB.status
    rdflib.term.URIRef('https://w3id.org/kgbuild/core#status')
    >>> KGB.statuss
    Traceback (most recent call last):
    ...
    AttributeError: term 'statuss' not in namespace 'https://w3id.org/kgbuild/core#'

``AC`` and ``KGE`` are open: a domain's terms and entities are Turtle, not Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib import Namespace, URIRef, namespace
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD, DefinedNamespace

__all__ = [
    "AC",
    "DCTERMS",
    "ITSRDF",
    "KGB",
    "KGE",
    "NIF",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SH",
    "SKOS",
    "XSD",
]

AC: Final = Namespace("https://w3id.org/kgbuild/arms-control#")
KGE: Final = Namespace("https://w3id.org/kgbuild/entity/")


class KGB(DefinedNamespace):
    """kgbuild's own terms: claims, lexicon, names; documented in ``ontology/kgb.ttl``."""

    _fail = True
    _NS = Namespace("https://w3id.org/kgbuild/core#")

    # Claims and their status
    Claim: URIRef
    Status: URIRef
    asserted: URIRef
    attributed: URIRef
    negated: URIRef
    planned: URIRef
    status: URIRef
    attributedTo: URIRef
    time: URIRef
    confidence: URIRef
    extractor: URIRef
    sha256: URIRef

    # Where a sentence says each part of a claim
    subjectMention: URIRef
    predicateMention: URIRef
    objectMention: URIRef

    # The lexicon
    Frame: URIRef
    frame: URIRef
    verb: URIRef
    adjective: URIRef
    roleNoun: URIRef
    eventNoun: URIRef
    lightObject: URIRef
    objectPreposition: URIRef
    subjectPreposition: URIRef
    example: URIRef
    headNoun: URIRef

    # Names of entities, beyond rdfs:label and skos:altLabel
    demonym: URIRef
    people: URIRef
    capital: URIRef
    seat: URIRef
    succeeds: URIRef
    leads: URIRef


class NIF(DefinedNamespace):
    """The NLP Interchange Format 2.0: texts, sentences and phrases by character offset."""

    _fail = True
    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")

    Context: URIRef
    Sentence: URIRef
    Phrase: URIRef
    OffsetBasedString: URIRef
    anchorOf: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    isString: URIRef
    referenceContext: URIRef
    sentence: URIRef


class ITSRDF(DefinedNamespace):
    """The Internationalization Tag Set's RDF form: which entity a phrase names."""

    _fail = True
    _NS = Namespace("http://www.w3.org/2005/11/its/rdf#")

    taIdentRef: URIRef


class DCTERMS(namespace.DCTERMS):
    """Dublin Core terms, closed."""

    _fail = True


class PROV(namespace.PROV):
    """PROV-O, closed."""

    _fail = True


class SKOS(namespace.SKOS):
    """SKOS, closed."""

    _fail = True


PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ac": str(AC),
        "dcterms": str(namespace.DCTERMS),
        "itsrdf": str(ITSRDF),
        "kgb": str(KGB),
        "kge": str(KGE),
        "nif": str(NIF),
        "owl": str(OWL),
        "prov": str(namespace.PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "skos": str(namespace.SKOS),
        "xsd": str(XSD),
    }
)
"""Prefix to namespace, as every graph that kgbuild writes binds them."""
