"""The net that reads attributions, as torch trains it; `service/reading/net.py` computes the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.reading.pointers import (
    HEADS,
    INNER,
    LAYERS,
    MOST_DISTANCE,
    PLACES,
    POINTERS,
    REACH,
    WIDTH,
    distances,
    places,
)
from service.reading.word_features import QUOTED, SIZES
from training.attributed import Stretch


class Layer(nn.Module):
    """A layer of a transformer whose words see those at most `REACH` words away, with a number for each distance."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.parts, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.before, self.between = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.distances = nn.Parameter(torch.zeros(2 * MOST_DISTANCE + 1, HEADS))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, apart: Tensor, hidden: Tensor) -> Tensor:
        """(stretches x words x width); `apart` numbers the distance of two words, `hidden` is low for unseen ones."""
        query, key, value = self.parts(self.before(x)).unflatten(2, (3, HEADS, -1)).permute(2, 0, 3, 1, 4)
        bias = self.distances[apart].permute(2, 0, 1).unsqueeze(0) + hidden
        read = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        x = x + self.drop(self.output(read.transpose(1, 2).flatten(2)))
        return x + self.drop(self.outer(functional.relu(self.inner(self.between(x)))))


class Net(nn.Module):
    """Vectors and features of words → which are cues, and from a cue pointers to what it attributes to whom."""

    def __init__(self, width: int, dropout: float = 0.2, hidden: int = 64) -> None:
        super().__init__()
        self.project = nn.Linear(width, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in SIZES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.1)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.cue_hidden, self.cue = nn.Linear(WIDTH, 128), nn.Linear(128, 1)
        self.asks, self.answers = (nn.Linear(WIDTH, len(POINTERS) * hidden) for _ in range(2))
        self.nobody = nn.Parameter(torch.zeros(hidden))
        self.distances = nn.Parameter(torch.zeros(2 * MOST_DISTANCE + 1, len(POINTERS)))
        self.places = nn.Parameter(torch.zeros(PLACES, len(POINTERS)))
        self.drop = nn.Dropout(dropout)

    def read(self, some: Sequence[Stretch]) -> list[Tensor]:
        """For each stretch (words x width)."""
        most = max(len(s.known) for s in some)
        vectors = torch.zeros(len(some), most, some[0].vectors.shape[1])
        features = torch.zeros(len(some), most, len(SIZES), dtype=torch.long)
        hidden = torch.zeros(len(some), 1, 1, most)
        for row, stretch in enumerate(some):
            vectors[row, : len(stretch.known)] = torch.from_numpy(stretch.vectors.astype(np.float32))
            features[row, : len(stretch.known)] = torch.from_numpy(stretch.features)
            hidden[row, :, :, len(stretch.known) :] = -1e9
        x = self.drop(self.project(self.drop(vectors)))
        for column, table in enumerate(self.features):
            x = x + table(features[:, :, column])
        apart = torch.from_numpy(distances(np.arange(most), most))
        place = torch.arange(most)
        hidden = hidden.masked_fill((place - place.unsqueeze(1)).abs() > REACH, -1e9)
        for layer in self.layers:
            x = layer(x, apart, hidden)
        return [rows[: len(s.known)] for rows, s in zip(self.norm(x), some, strict=True)]

    def cues(self, x: Tensor) -> Tensor:
        """(words x width) → the log odds that each is the head of a cue."""
        return self.cue(self.drop(functional.relu(self.cue_hidden(x)))).squeeze(-1)

    def pointers(self, x: Tensor, stretch: Stretch, cues: np.ndarray) -> tuple[Tensor, Tensor]:
        """(pointers x cues x words), and of each cue that nobody speaks."""
        asks = self.asks(x[torch.from_numpy(cues)]).unflatten(1, (len(POINTERS), -1)).transpose(0, 1)
        answers = self.answers(x).unflatten(1, (len(POINTERS), -1)).permute(1, 2, 0)
        scale = asks.shape[2] ** -0.5
        apart = torch.from_numpy(distances(cues, len(x)))
        where = torch.from_numpy(places(cues, stretch.paragraphs, (stretch.features[:, QUOTED] > 0).astype(np.int64)))
        added = (self.distances[apart] + self.places[where]).permute(2, 0, 1)
        nobody = asks[POINTERS.index("source_start")] @ self.nobody * scale
        return torch.bmm(asks, answers) * scale + added, nobody
