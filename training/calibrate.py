"""Measure how often claims are right, by who found them, on sentences held out of training.

    python training/calibrate.py SHARED

Prints the weights of ``kgbuild/extract/confidence.py`` (logistic regression on the log-odds
of the raw scores: Platt 1999), a table of reliability, and whose status to take where the
lexicon and the network differ. A claim is right when gold has its triple and status.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
from scipy.optimize import minimize

from corpora import Example, held_out
from kgbuild import coreference, entities, extract, grammar, ontology, parse
from kgbuild.arcs import candidates
from kgbuild.clauses import clauses
from kgbuild.mentions import all_mentions
from kgbuild.model import Claim, Document, Entity

Row = tuple[float | None, float | None, bool]
Pair = tuple[Claim | None, Claim | None]
STEADY = 0.05  # weight of the penalty that keeps the slope near 1 on few examples


def scorer(shared: Path) -> ModuleType:
    """Return the module that compares triples with gold."""
    spec = importlib.util.spec_from_file_location("score", shared / "gold" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(documents: list[Document]) -> Iterator[tuple[str, Pair]]:
    """Yield each claim of lexicon and network, those of one triple together."""
    nlp, domain = parse.load(), ontology.load()
    rules = grammar.recognise(parse.labels(nlp))
    for document, doc in parse.parse(documents, nlp=nlp):
        found = tuple(clauses(doc, grammar=rules))
        named = entities.link(all_mentions(doc, rules), ontology=domain, document=document)
        links = coreference.resolve(found, links=named, ontology=domain, document=document)
        known = {"document": document, "ontology": domain, "links": links}
        written = {triple(c): c for c in extract.extract(found, **known)}
        arcs = candidates(doc, grammar=rules, clauses=found)
        learned: dict[tuple[str, str, str], Claim] = {}
        for claim in extract.from_candidates(arcs, **known):
            other = learned.setdefault(triple(claim), claim)
            if claim.confidence > other.confidence:
                learned[triple(claim)] = claim
        for key in sorted({*written, *learned}):
            yield document.id, (written.get(key), learned.get(key))


def triple(claim: Claim) -> tuple[str, str, str]:
    """Return what a claim says, without its status."""
    end = claim.object.iri if isinstance(claim.object, Entity) else claim.object.value
    return claim.subject.iri, claim.relation, end


def comparable(claim: Claim, score: ModuleType) -> dict:
    """Return a claim in the form the scorer compares."""

    def names(thing: object) -> set:
        found = (thing.label, *thing.aliases) if isinstance(thing, Entity) else (thing.value,)
        return {score.words(name) for name in found}

    relation = claim.relation.rpartition("#")[2]
    return {"subject": names(claim.subject), "relation": relation, "object": names(claim.object)}


def right(claim: Claim, record: dict, score: ModuleType, *, status: bool = True) -> bool:
    """Whether gold has the claim, as required or as optional."""
    made = comparable(claim, score)
    return any(
        score.same_triple(made, gold) and (not status or gold["status"] == claim.status)
        for gold in (*record["claims"], *record.get("optional", []))
    )


def odds(p: float) -> float:
    """Return the log-odds of a probability, kept off its ends.

    >>> round(odds(0.5), 3)
    0.0
    """
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))


def fit(rows: list[tuple[list[float], bool]]) -> list[float]:
    """Return intercept and slopes of a logistic regression, slopes drawn towards 1."""
    x = np.array([[1.0, *features] for features, _ in rows])
    y = np.array([found for _, found in rows])

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.logaddexp(0, np.where(y, -z, z)).mean() + STEADY * ((w[1:] - 1) ** 2).sum())

    start = np.ones(x.shape[1])
    return [round(float(v), 2) for v in minimize(loss, start, method="BFGS").x]


def report(rows: list[Row]) -> None:
    """Print the weights, and shares of right claims by raw score."""
    kinds = {
        "WRITTEN": [([odds(w)], ok) for w, a, ok in rows if w is not None and a is None],
        "LEARNED": [([odds(a)], ok) for w, a, ok in rows if a is not None and w is None],
        "BOTH": [([odds(w), odds(a)], ok) for w, a, ok in rows if None not in (w, a)],
        "ALONE": [([odds(w)], ok) for w, a, ok in rows if w is not None],
    }
    for name, some in kinds.items():
        share = np.mean([ok for _, ok in some])
        print(f"{name} = {fit(some)}  # {len(some)} claims, {share:.2f} right")
        bins: dict[float, list[bool]] = {}
        for features, ok in some:
            bins.setdefault(round(1 / (1 + math.exp(-features[-1])), 1), []).append(ok)
        print("   ", {k: (len(v), round(float(np.mean(v)), 2)) for k, v in sorted(bins.items())})


def main() -> None:
    """Read the arguments, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    score = scorer(args.shared)
    lines = (args.shared / "gold" / "train-sentences.jsonl").read_text("utf-8").splitlines()
    records = {r["id"]: r for r in map(json.loads, lines) if held_out(Example([], id=r["id"]))}
    rows: list[Row] = []
    statuses: Counter[tuple[str, ...]] = Counter()
    for key, (written, learned) in pairs([Document(i, r["text"]) for i, r in records.items()]):
        best = written or learned
        raw = (c.confidence if c else None for c in (written, learned))
        rows.append((*raw, right(best, records[key], score)))
        differ = written and learned and written.status != learned.status
        if differ and right(written, records[key], score, status=False):
            truth = [str(right(c, records[key], score)) for c in (written, learned)]
            statuses[written.status, learned.status, *truth] += 1
    report(rows)
    for what, count in sorted(statuses.items()):
        print("status: lexicon {}, network {}; right: {}, {}".format(*what), count)


if __name__ == "__main__":
    main()
