"""What the network's learned heads propose → claims, by the same types and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgbuild.entities import Links
from kgbuild.extract.claims import Said, claim
from kgbuild.extract.ends import End, Typing
from kgbuild.model import Candidate, Claim, Document
from kgbuild.ontology import Ontology


def from_candidates(
    candidates: Iterable[Candidate], *, document: Document, ontology: Ontology, links: Links
) -> Iterator[Claim]:
    """Yield the candidates whose ends are linked and fit the relation's domain and range.

    A candidate's score is taken for its confidence until it is calibrated. Candidates of a
    relation that the ontology does not declare are passed over: the heads were trained for
    one domain, and another may be loaded.
    """
    typing = Typing(document, links, ontology)
    declared = {ontology.local(iri): relation for iri, relation in ontology.relations.items()}
    for candidate in candidates:
        relation = declared.get(candidate.relation)
        if relation is None:
            continue
        said = Said(
            sentence=candidate.sentence,
            predicate=candidate.cue,
            status=candidate.status,
            extractor="arcs",
            speaker=candidate.speaker,
            times=candidate.times,
        )
        for subject in typing.subjects(candidate.subject, domain=relation.domain):
            for object_ in typing.objects(candidate.object, range_=relation.range):
                if not (isinstance(subject, End) and isinstance(object_, End)):
                    continue
                found = claim(
                    subject,
                    object_,
                    relation=relation.iri,
                    said=said,
                    typing=typing,
                    confidence=candidate.score,
                )
                if found:
                    yield found
