"""Measure the packaged 8-bit model on test data; prints the table of README.md as JSON.

    python training/measure.py SHARED [HOME]

Trees are scored with gold tokens and gold sentences, without punctuation (as the CoNLL 2018
shared task's LAS, but for UPOS PUNCT); names by exact span and type; sentences by exact
span on raw text, PUD's documents joined into paragraphs. Speed is on one core, on PUD.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import spacy

import corpora
from kgbuild import parse
from kgbuild.parse import component  # noqa: F401  registers the factory
from kgbuild.parse.network import Network


def trees(network: Network, path: Path) -> dict[str, float]:
    """Return LAS, UAS, UPOS, features and lemma accuracy over the words of a treebank."""
    n: Counter[str] = Counter()
    v = network.vocabulary
    for s in corpora.treebank(path):
        starts = np.array([1] + [0] * (len(s.words) - 1))
        a = network.analyse(s.words, starts)
        for k, word in enumerate(s.words):
            if s.tags[k] == "PUNCT":
                continue
            head = int(a.heads[k]) == s.heads[k]
            n["words"] += 1
            n["uas"] += head
            n["las"] += head and v.labels[a.labels[k]] == s.labels[k]
            n["upos"] += v.tags[a.tags[k]] == s.tags[k]
            n["features"] += v.features[a.features[k]] == s.features[k]
            lemma = network.lemmas(word, tuple(a.lemmas[k].tolist()), int(a.tags[k]))
            n["script"] += v.lemmas[a.lemmas[k, 0]] == s.lemmas[k]
            n["lemma"] += lemma == s.lemma_forms[k]
    return {k: round(100 * n[k] / n["words"], 2) for k in n if k != "words"}


def spans(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """Return (start, end, type) of IOB2 tags; an inside tag that continues nothing begins."""
    found, start, kind = set(), 0, None
    for k, tag in enumerate((*tags, "O")):
        if kind and tag != f"I-{kind}":
            found.add((start, k, kind))
            kind = None
        if tag != "O" and kind is None:
            start, kind = k, tag[2:]
    return found


def names(network: Network, sentences: Iterable[corpora.Example], merge: dict[str, str]) -> dict:
    """Return F1 over the types in ``merge``, each taken for its value."""
    n: Counter[str] = Counter()
    for s in sentences:
        a = network.analyse(s.words, np.array([1] + [0] * (len(s.words) - 1)))
        got = spans(network.vocabulary.names[k] for k in a.names)
        gold = spans(min(tags) if len(tags) == 1 else "O" for tags in s.names)
        got, gold = ({(i, j, merge[t]) for i, j, t in x if t in merge} for x in (got, gold))
        for kind in set(merge.values()):
            n[kind, "right"] += len({x for x in got & gold if x[2] == kind})
            n[kind, "sum"] += len({x for x in got if x[2] == kind})
            n[kind, "sum"] += len({x for x in gold if x[2] == kind})
    kinds = sorted(set(merge.values()))
    f1 = {kind: round(2 * n[kind, "right"] / n[kind, "sum"], 4) for kind in kinds}
    right, total = (sum(n[kind, part] for kind in kinds) for part in ("right", "sum"))
    return {"all": round(2 * right / total, 4), **f1}


def paragraphs(path: Path) -> Iterator[list[str]]:
    """Yield the sentences' texts of each document of a treebank."""
    texts: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and texts:
                yield texts
                texts = []
            elif line.startswith("# text = "):
                texts.append(line[9:].strip())
    yield texts


def sentences(nlp: spacy.Language, path: Path) -> float:
    """Return the F1 of sentence spans on raw paragraphs."""
    right = total = 0
    for texts in paragraphs(path):
        text = " ".join(texts)
        gold, at = set(), 0
        for t in texts:
            gold.add((at, at + len(t)))
            at += len(t) + 1
        got = {(s.start_char, s.end_char) for s in nlp(text).sents}
        right += len(got & gold)
        total += len(got) + len(gold)
    return round(2 * right / total, 4)


def speed(nlp: spacy.Language, network: Network, home: Path, path: Path) -> dict[str, float]:
    """Return words a second of the whole pipeline and of the bare encoder, in turn, median."""
    texts = [" ".join(p) for p in paragraphs(path)]
    docs = [[t.text for t in nlp.make_doc(text)] for text in texts]
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "encoder.onnx"
        inputs = ["pieces", "shapes", "first", "last"]
        onnx.utils.extract_model(str(home / "network.onnx"), str(bare), inputs, ["vectors"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(bare, options)
    feeds = []
    for words in docs:
        e = network.encoder(words)
        feeds.append({name: getattr(e, name)[None] for name in inputs})
    rates: dict[str, list[float]] = {"pipeline": [], "encoder": []}
    count = sum(len(re.findall(r"\w+", text)) for text in texts)
    tokens = sum(map(len, docs))
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            nlp(text)
        middle = time.process_time()
        for feed in feeds:
            session.run(None, feed)
        rates["pipeline"].append(tokens / (middle - began))
        rates["encoder"].append(tokens / (time.process_time() - middle))
    found = {k: round(sorted(v)[2]) for k, v in rates.items()}
    return {**found, "ratio": round(found["pipeline"] / found["encoder"], 3), "words": count}


def main() -> None:
    """Read the arguments, print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("home", type=Path, nargs="?", default=parse.HOME)
    args = parser.parse_args()
    network = Network(args.home)
    nlp = spacy.blank("en")
    nlp.add_pipe("kgbuild_network", config={"home": str(args.home), "threads": 1})
    banks, ner = args.shared / "treebanks", args.shared / "ner"
    for name in ("en_pud-test", "en_ewt-test", "en_gum-free-test", "en_ewt-dev", "en_gum-free-dev"):
        print(json.dumps({name: trees(network, banks / f"{name}.conllu.gz")}), flush=True)
    gmb = {"PERSON": "per", "ORG": "org", "LOC": "place", "NORP": "place"}
    uner = {"PERSON": "per", "ORG": "org", "LOC": "loc"}
    found = names(network, corpora.gmb(ner / "gmb-test.iob2.gz"), gmb)
    print(json.dumps({"gmb-test": found}), flush=True)
    found = names(network, corpora.uner(ner / "en_ewt-uner-test.iob2.gz"), uner)
    print(json.dumps({"uner-test": found}), flush=True)
    pud = banks / "en_pud-test.conllu.gz"
    print(json.dumps({"sentences": sentences(nlp, pud)}), flush=True)
    print(json.dumps({"speed": speed(nlp, network, args.home, pud)}), flush=True)
    size = sum(f.stat().st_size for f in args.home.iterdir())
    print(json.dumps({"megabytes": round(size / 1e6, 1)}))


if __name__ == "__main__":
    main()
