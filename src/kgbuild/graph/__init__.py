"""Claims to RDF and back: what a text says, with the characters that say it.

    kge:united-states ac:withdrewFrom kge:inf-treaty .            only when asserted

    <…/claim/5f3c…> a kgb:Claim, rdf:Statement ; …                what, how, how surely
        prov:wasDerivedFrom <…/doc/inf-news#char=120,214> ;       the sentence
        kgb:subjectMention <…/doc/inf-news#char=124,137> .        its words, likewise

Every node has a minted IRI, so the same claims give the same graph, and graphs of
different documents merge by union.
"""

from kgbuild.graph.files import FORMATS, read, save, write
from kgbuild.graph.flat import to_networkx
from kgbuild.graph.from_rdf import from_graph
from kgbuild.graph.to_rdf import new_graph, to_graph

__all__ = [
    "FORMATS",
    "from_graph",
    "new_graph",
    "read",
    "save",
    "to_graph",
    "to_networkx",
    "write",
]
