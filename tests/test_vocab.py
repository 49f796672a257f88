"""The namespaces are closed, and say what the core ontology documents."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from kgbuild import ontology, vocab
from kgbuild.vocab import DCTERMS, KGB, NIF, OWL, PROV, RDF, RDFS, SKOS


@pytest.mark.parametrize(
    ("namespace", "term"),
    [
        (KGB, "statuss"),
        (NIF, "beginIndx"),
        (PROV, "wasDerivdFrom"),
        (DCTERMS, "titel"),
        (SKOS, "altLable"),
        (RDF, "tpye"),
        (OWL, "inversOf"),
    ],
)
def test_a_misspelt_term_fails(namespace: object, term: str) -> None:
    with pytest.raises(AttributeError, match=term):
        getattr(namespace, term)


def test_terms_are_the_iris_of_their_vocabularies() -> None:
    assert URIRef("https://w3id.org/kgbuild/core#objectPreposition") == KGB.objectPreposition
    assert URIRef("http://www.w3.org/ns/prov#wasDerivedFrom") == PROV.wasDerivedFrom
    assert str(NIF.Sentence).endswith("/nif-core#Sentence")


def test_every_term_is_documented_and_nothing_else_is() -> None:
    core = Graph().parse(ontology.home() / "kgb.ttl")
    documented = {
        term
        for term in core.subjects(RDFS.label, unique=True)
        if isinstance(term, URIRef) and term.startswith(str(KGB))
    }
    assert {URIRef(term) for term in dir(KGB)} == documented
    assert all(core.value(term, SKOS.definition) for term in documented)


def test_prefixes_are_sorted_and_name_the_namespaces() -> None:
    assert list(vocab.PREFIXES) == sorted(vocab.PREFIXES)
    assert vocab.PREFIXES["kgb"] == str(KGB)
    assert vocab.PREFIXES["kge"] == str(vocab.KGE)
