"""The multi-task network: one encoder pass, and a head for each thing there is to know.

The encoder is a BERT (Devlin et al. 2019) of six layers, MiniLM-L6-H384 (Wang et al. 2020),
with an embedding of word shapes added to its uncased pieces. Arcs and labels are biaffine
(Dozat and Manning 2017); a word is the mean of its first and last piece in a mix of the last
four layers (Peters et al. 2018). Relation arcs are scored from a cue word and a relation.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kgbuild.parse.encoding import SHAPES

WIDTH, LAYERS, HEADS, INNER, PIECES, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, LABEL, RELATION, MIXED = 256, 112, 192, 4
RARE = -4.0  # the log-odds from which cues and ends of relations start: few words are either


@dataclass(frozen=True)
class Sizes:
    """How many classes each head tells apart."""

    labels: int
    tags: int
    features: int
    lemmas: int
    names: int
    relations: int
    statuses: int


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the states (b, n, WIDTH) after this layer; ``bias`` is added to attention."""
        b, n, _ = x.shape
        q, k, v = (
            part.view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).split(WIDTH, dim=-1)
        )
        if self.training:
            a = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        else:
            scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
            a = torch.softmax(scores if bias is None else scores + bias, -1) @ v
        a = self.out(a.transpose(1, 2).reshape(b, n, WIDTH))
        x = self.norm1(x + self.dropout(a))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and shapes (b, m) to the states of every layer, each (b, m, WIDTH).

    The embeddings of pieces stay as they were published: they are half of the weights, and
    a corpus of half a million words reaches few of them.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH).requires_grad_(False)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, bias: Tensor | None) -> list[Tensor]:
        """Return the states after each layer, the last one last."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(places) + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        states = []
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def load(self, model: Path) -> None:
        """Take the weights of a BERT in the ``safetensors`` format of its publisher."""
        old = load_file(model / "model.safetensors")
        old = {key.removeprefix("bert."): value for key, value in old.items()}
        emb = "embeddings"
        self.pieces.weight.data = old[f"{emb}.word_embeddings.weight"].clone()
        self.positions.weight.data = old[f"{emb}.position_embeddings.weight"].clone()
        self.pieces.weight.data += old[f"{emb}.token_type_embeddings.weight"][0]
        _copy(self.norm, old, f"{emb}.LayerNorm")
        for k, layer in enumerate(self.layers):
            at = f"encoder.layer.{k}"
            for kind in ("weight", "bias"):
                parts = [old[f"{at}.attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, kind).data = torch.cat(parts)
            _copy(layer.out, old, f"{at}.attention.output.dense")
            _copy(layer.norm1, old, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, old, f"{at}.intermediate.dense")
            _copy(layer.down, old, f"{at}.output.dense")
            _copy(layer.norm2, old, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    module.weight.data = old[f"{name}.weight"].clone()
    module.bias.data = old[f"{name}.bias"].clone()


def _one_more(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Labels(nn.Module):
    """Words (b, n, WIDTH) and their heads (b, n), 0 for the root, to labels (b, n, labels)."""

    def __init__(self, labels: int, dropout: float) -> None:
        super().__init__()
        self.head = nn.Linear(WIDTH, LABEL)
        self.dep = nn.Linear(WIDTH, LABEL)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.weight = nn.Parameter(torch.randn(LABEL + 1, labels * (LABEL + 1)) * 0.02)
        self.dropout = nn.Dropout(dropout)
        self.labels = labels

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return the scores (b, n, labels) of the label between each word and its head."""
        b, n, _ = words.shape
        rooted = torch.cat([self.root.expand(b, 1, -1), words], 1)
        head = self.dropout(functional.leaky_relu(self.head(rooted), 0.1))
        dep = _one_more(self.dropout(functional.leaky_relu(self.dep(words), 0.1)))
        chosen = _one_more(head.gather(1, heads.unsqueeze(-1).expand(-1, -1, LABEL)))
        mapped = (dep @ self.weight).view(b, n, self.labels, LABEL + 1)
        return (mapped @ chosen.unsqueeze(-1)).squeeze(-1)


class Relations(nn.Module):
    """Cues and relations to the ends of arcs (k, n) and their status (k, statuses).

    ``words`` is (k, n, WIDTH), the sentence of each cue; ``cues`` and ``relations`` are (k,).
    """

    def __init__(self, relations: int, statuses: int, dropout: float) -> None:
        super().__init__()
        self.relation = nn.Embedding(relations, RELATION)
        nn.init.normal_(self.relation.weight, std=0.1)
        self.cue = nn.ModuleList(nn.Linear(WIDTH, RELATION) for _ in range(3))
        self.end = nn.ModuleList(nn.Linear(WIDTH, RELATION) for _ in range(2))
        self.weight = nn.Parameter(torch.randn(2, RELATION + 1, RELATION + 1) * 0.03)
        self.weight.data[:, -1, -1] = RARE
        self.status = nn.Linear(RELATION, statuses)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, words: Tensor, cues: Tensor, relations: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of subjects and objects, each (k, n), and of statuses."""
        said = words.gather(1, cues.view(-1, 1, 1).expand(-1, 1, WIDTH)).squeeze(1)
        wanted = self.relation(relations)
        c = [self.dropout(functional.leaky_relu(cue(said) + wanted, 0.1)) for cue in self.cue]
        ends = []
        for k in (0, 1):
            e = _one_more(self.dropout(functional.leaky_relu(self.end[k](words), 0.1)))
            ends.append((e @ (_one_more(c[k]) @ self.weight[k]).unsqueeze(-1)).squeeze(-1))
        return ends[0], ends[1], self.status(c[2])


class Network(nn.Module):
    """The encoder and all heads; ``forward`` is what every document needs, in one pass."""

    def __init__(self, sizes: Sizes, dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.mix = nn.Parameter(torch.zeros(MIXED))
        self.dropout = nn.Dropout(dropout)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_head = nn.Linear(WIDTH, ARC)
        self.arc_dep = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.tags = nn.Linear(WIDTH, sizes.tags)
        self.features = nn.Linear(WIDTH, sizes.features)
        self.lemmas = nn.Linear(WIDTH, sizes.lemmas)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.starts = nn.Linear(WIDTH, 1)
        self.cues = nn.Linear(WIDTH, sizes.relations)
        nn.init.constant_(self.cues.bias, RARE)
        self.labels = Labels(sizes.labels, dropout)
        self.relations = Relations(sizes.relations, sizes.statuses, dropout)

    def words(
        self,
        pieces: Tensor,
        shapes: Tensor,
        *,
        first: Tensor,
        last: Tensor,
        bias: Tensor | None = None,
    ) -> Tensor:
        """Return the words' vectors (b, n, WIDTH)."""
        states = self.encoder(pieces, shapes, bias)[-MIXED:]
        mix = torch.softmax(self.mix, 0)
        x = sum(mix[k] * state for k, state in enumerate(states))
        ends = [at.unsqueeze(-1).expand(-1, -1, WIDTH) for at in (first, last)]
        return (x.gather(1, ends[0]) + x.gather(1, ends[1])) / 2

    def arcs(self, words: Tensor) -> Tensor:
        """Return the scores (b, n, n + 1) of each word's head, the root in place 0."""
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        head = self.dropout(functional.leaky_relu(self.arc_head(rooted), 0.1))
        dep = _one_more(self.dropout(functional.leaky_relu(self.arc_dep(words), 0.1)))
        return dep @ self.arc @ head.transpose(1, 2)

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Return what each head that reads single words says, by name."""
        words = self.dropout(words)
        return {
            "arcs": self.arcs(words),
            "tags": self.tags(words),
            "features": self.features(words),
            "lemmas": self.lemmas(words),
            "names": self.names(words),
            "starts": self.starts(words).squeeze(-1),
            "cues": self.cues(words),
        }
