"""The net that reads attributions, as torch trains it; `service/reading/net.py` computes the same."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from service.reading.pointers import MOST_DISTANCE, PLACES, POINTERS, WIDTH, distances, places
from service.reading.word_features import QUOTED, SIZES
from training.attributed import Stretch
from training.reading_layers import Layers


class Net(Layers):
    """Vectors and features of words → which are cues, and from a cue pointers to what it attributes to whom."""

    def __init__(self, width: int, dropout: float = 0.2, hidden: int = 64) -> None:
        super().__init__(width, SIZES, dropout)
        self.cue_hidden, self.cue = nn.Linear(WIDTH, 128), nn.Linear(128, 1)
        self.asks, self.answers = (nn.Linear(WIDTH, len(POINTERS) * hidden) for _ in range(2))
        self.nobody = nn.Parameter(torch.zeros(hidden))
        self.distances = nn.Parameter(torch.zeros(2 * MOST_DISTANCE + 1, len(POINTERS)))
        self.places = nn.Parameter(torch.zeros(PLACES, len(POINTERS)))

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
