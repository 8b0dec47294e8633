"""The layers of the nets that read articles, as torch trains them; `service/reading/layers.py` computes the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.reading.pointers import HEADS, INNER, LAYERS, MOST_DISTANCE, REACH, WIDTH, distances


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


class Layers(nn.Module):
    """Vectors and features of words → what each word is in its surroundings. `sizes` are those of the columns."""

    def __init__(self, width: int, sizes: Sequence[int], dropout: float) -> None:
        super().__init__()
        self.project = nn.Linear(width, WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.1)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(dropout)

    def read(self, vectors: Sequence[np.ndarray], features: Sequence[np.ndarray]) -> list[Tensor]:
        """For each stretch, given by the (words x width) and (words x columns) of it, (words x width)."""
        most = max(map(len, vectors))
        padded = torch.zeros(len(vectors), most, vectors[0].shape[1])
        numbers = torch.zeros(len(vectors), most, features[0].shape[1], dtype=torch.long)
        hidden = torch.zeros(len(vectors), 1, 1, most)
        for row, (of_words, columns) in enumerate(zip(vectors, features, strict=True)):
            padded[row, : len(of_words)] = torch.from_numpy(of_words.astype(np.float32))
            numbers[row, : len(of_words)] = torch.from_numpy(columns)
            hidden[row, :, :, len(of_words) :] = -1e9
        x = self.drop(self.project(self.drop(padded)))
        for column, table in enumerate(self.features):
            x = x + table(numbers[:, :, column])
        apart = torch.from_numpy(distances(np.arange(most), most))
        place = torch.arange(most)
        hidden = hidden.masked_fill((place - place.unsqueeze(1)).abs() > REACH, -1e9)
        for layer in self.layers:
            x = layer(x, apart, hidden)
        return [rows[: len(of_words)] for rows, of_words in zip(self.norm(x), vectors, strict=True)]
