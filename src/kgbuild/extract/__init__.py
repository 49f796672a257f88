"""Clauses × Frames, and Candidates → Claims, filtered by what each relation may join.

Two extractors give the same value and are joined here: ``extract`` reads the lexicon's
frames, ``from_candidates`` what the network's learned heads propose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from kgbuild.entities import Links
from kgbuild.extract.attempts import Attempt, attempts
from kgbuild.extract.candidates import from_candidates
from kgbuild.extract.joining import join, unite
from kgbuild.model import Claim, Clause, Document
from kgbuild.ontology import Ontology

__all__ = ["Attempt", "Extractor", "explain", "extract", "from_candidates", "join", "unite"]


class Extractor(Protocol):
    """Anything that reads claims from the clauses of a document; several are chained."""

    def __call__(
        self, clauses: Iterable[Clause], *, document: Document, ontology: Ontology, links: Links
    ) -> Iterator[Claim]:
        """Yield what the clauses claim."""
        ...


def extract(
    clauses: Iterable[Clause], *, document: Document, ontology: Ontology, links: Links
) -> Iterator[Claim]:
    """Yield what the clauses of a document claim, each claim once, in the order of the text."""
    tried = attempts(clauses, document=document, ontology=ontology, links=links)
    yield from unite(attempt.claim for attempt in tried if attempt.claim)


def explain(
    clauses: Iterable[Clause], *, document: Document, ontology: Ontology, links: Links
) -> Iterator[Attempt]:
    """Yield for each clause the claims it gives, with their frames, or why it gives none."""
    yield from attempts(clauses, document=document, ontology=ontology, links=links)
