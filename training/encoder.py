"""The encoder (BERT's architecture) and the heads over it, in plain PyTorch.

Each head is what a class of Stanza computes whose LSTM is switched off by its weights, so that stock Stanza loads it
(`export.py`): the tagger's and the parser's hidden layer is the highway of Stanza's HighwayLSTM alone, the hidden layer
of names an LSTM that remembers nothing. The encoder knows the context; a recurrent layer over it is waste.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from service.parsing.stock_models import LAYER

SHAPES = 4
WEIGHT_LEVELS = 63
PARTS = ("attention.self.query", "attention.self.key", "attention.self.value")


class Dropout(nn.Module):
    """Dropout whose masks are random stretches of a pool drawn now and then: drawing takes long on a CPU."""

    _pool: ClassVar[dict[float, tuple[Tensor, int]]] = {}
    SIZE, USES = 1 << 23, 300

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.p:
            return x
        pool, uses = self._pool.get(self.p, (None, self.USES))
        if pool is None or uses >= self.USES:
            pool, uses = ((torch.rand(self.SIZE) >= self.p).float() / (1 - self.p)).bfloat16(), 0
        self._pool[self.p] = (pool, uses + 1)
        start = random.randrange(self.SIZE - x.numel())
        return x * pool[start : start + x.numel()].view(x.shape)


class Linear(nn.Linear):
    """A linear layer that can compute as `onnx_encoder.py` has it computed: `rounded`, it reads integers.

    Weights keep 7 bits and a scale a column, what is read 8 bits and one scale; gradients pass as if nothing had been
    rounded (Jacob et al. 2018), so that training makes up for the rounding.
    """

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        if not self.rounded:
            return super().forward(x)
        with torch.no_grad():
            low, high = torch.aminmax(x.float())
            scale = ((high.clamp(min=0) - low.clamp(max=0)) / 255).clamp(min=1e-8)
            of_rows = self.weight.abs().amax(1, keepdim=True) / WEIGHT_LEVELS
            weight_error = torch.round(self.weight / of_rows) * of_rows - self.weight
            input_error = (torch.round(x.float() / scale) * scale - x.float()).to(x.dtype)
        return functional.linear(x + input_error, self.weight + weight_error, self.bias)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int, eps: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.attention = Linear(width, 3 * width)
        self.output = Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps)
        self.inner, self.outer = Linear(width, inner), Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """(windows x pieces x width) and the bias of attention, -inf at padding."""
        query, key, value = self.attention(x).unflatten(2, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        # by hand: torch's fused attention takes twice as long for short windows on a CPU
        scores = torch.bmm((query * query.shape[-1] ** -0.5).flatten(0, 1), key.flatten(0, 1).transpose(1, 2))
        share = (scores.view(*query.shape[:3], -1) + bias.to(scores.dtype)).softmax(-1).to(value.dtype)
        read = torch.bmm(share.flatten(0, 1), value.flatten(0, 1)).view(query.shape)
        x = self.attention_norm(x + self.drop(self.output(read.transpose(1, 2).flatten(2))))
        return self.norm(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Numbers of pieces → a vector for each. A piece's embedding is its uncased row plus the row of its shape."""

    def __init__(self, config: dict[str, Any], base: np.ndarray, shape: np.ndarray, dropout: float = 0.1) -> None:
        super().__init__()
        self.config = config
        width = config["hidden_size"]
        self.register_buffer("base", torch.from_numpy(base.astype(np.int64)), persistent=False)
        self.register_buffer("shape", torch.from_numpy(shape.astype(np.int64)), persistent=False)
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, config["layer_norm_eps"])
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], config["layer_norm_eps"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.drop = Dropout(dropout)

    def forward(self, ids: Tensor, length: Tensor) -> Tensor:
        """(windows x pieces) and the pieces of each window → (windows x pieces x width)."""
        place = torch.arange(ids.shape[1])
        embedded = self.pieces(self.base[ids]) + self.shapes(self.shape[ids]) + self.positions(place)
        x = self.drop(self.norm(embedded))
        bias = torch.zeros(ids.shape).masked_fill(place >= length.unsqueeze(1), -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    @classmethod
    def from_bert(cls, folder: Path, base: np.ndarray, shape: np.ndarray, layers: int) -> Encoder:
        """The first `layers` layers of a BERT in Hugging Face's format."""
        config = {**json.loads((folder / "config.json").read_text("utf-8")), "num_hidden_layers": layers}
        weights = load_file(folder / "model.safetensors")
        encoder = cls(config, base, shape)
        nn.init.normal_(encoder.shapes.weight, std=0.01)
        with torch.no_grad():
            encoder.shapes.weight[0] = 0
            encoder.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
            kind = weights["embeddings.token_type_embeddings.weight"][0]
            encoder.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + kind)
            copy(encoder.norm, weights, "embeddings.LayerNorm")
            for number, layer in enumerate(encoder.layers):
                start = f"encoder.layer.{number}."
                for kind in ("weight", "bias"):
                    getattr(layer.attention, kind).copy_(torch.cat([weights[f"{start}{p}.{kind}"] for p in PARTS]))
                for name, theirs in LAYER.items():
                    copy(getattr(layer, name), weights, start + theirs)
        return encoder


def copy(module: Any, weights: dict[str, Tensor], name: str) -> None:
    """Weight and bias of that name into the module."""
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])


class Highway(nn.Module):
    """What Stanza's HighwayLSTM computes when its LSTM's weights are zero."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.gate, self.highway = nn.Linear(width, out), nn.Linear(width, out)

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.gate(x)) * torch.tanh(self.highway(x))


class Forgetful(nn.Module):
    """What an LSTM computes whose recurrent weights are zero and whose forget gate is shut."""

    def __init__(self, width: int, out: int) -> None:
        super().__init__()
        self.take, self.make, self.give = (nn.Linear(width, out) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(self.give(x)) * torch.tanh(torch.sigmoid(self.take(x)) * torch.tanh(self.make(x)))


class TagHead(nn.Module):
    """Stanza's Tagger with a shared hidden layer: parts of speech, the treebank's tags, and each feature."""

    def __init__(self, width: int, sizes: list[int], hidden: int = 256) -> None:
        super().__init__()
        self.sizes = sizes
        self.hidden, self.shared = Highway(width, hidden), nn.Linear(hidden, hidden)
        self.classes = nn.Linear(hidden, sum(sizes))
        self.drop = Dropout(0.2)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """The scores of each column's labels."""
        x = self.drop(functional.relu(self.shared(self.drop(self.hidden(x)))))
        return self.classes(x).float().split(self.sizes, -1)


class TreeHead(nn.Module):
    """Stanza's GraphParser: a biaffine score for each arc and for each label (Dozat and Manning 2017)."""

    def __init__(self, width: int, labels: int, hidden: int = 384, biaffine: int = 128) -> None:
        super().__init__()
        self.hidden = Highway(width, hidden)
        self.arc_dependent, self.arc_head, self.label_dependent, self.label_head = (
            nn.Linear(hidden, biaffine) for _ in range(4)
        )
        self.arcs = nn.Parameter(torch.zeros(biaffine + 1, biaffine + 1))
        self.labels = nn.Parameter(torch.zeros(biaffine + 1, biaffine + 1, labels))
        self.drop = Dropout(0.33)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """(sentences x places x width) → scores of (dependent, head), and the labels' dependents and heads."""
        x = self.drop(self.hidden(x))
        dependent, head, of_label, label_head = (
            self.one(self.drop(functional.relu(layer(x))))
            for layer in (self.arc_dependent, self.arc_head, self.label_dependent, self.label_head)
        )
        return (dependent @ self.arcs @ head.transpose(1, 2)).float(), of_label, label_head

    @staticmethod
    def one(x: Tensor) -> Tensor:
        """With a last column of ones."""
        return torch.cat([x, x.new_ones(*x.shape[:-1], 1)], -1)

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """(arcs x hidden) twice → (arcs x labels)."""
        half = dependents @ self.labels.flatten(1)
        half = half.view(len(dependents), heads.shape[1], -1)
        return torch.bmm(heads.to(half.dtype).unsqueeze(1), half).squeeze(1).float()


class NameHead(nn.Module):
    """Stanza's NERTagger; sequences of tags that cannot be have no chance, all others the same."""

    def __init__(self, width: int, labels: int, hidden: int = 256) -> None:
        super().__init__()
        self.hidden, self.classes = Forgetful(width, hidden), nn.Linear(hidden, labels)
        self.drop = Dropout(0.2)

    def forward(self, x: Tensor) -> Tensor:
        """The scores of the tags."""
        return self.classes(self.drop(self.hidden(x))).float()
