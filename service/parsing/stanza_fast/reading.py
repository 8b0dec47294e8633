"""What the processors over the shared encoder have in common: its vectors, and the hidden layers of their heads.

The heads are Stanza's classes with their LSTM switched off by its weights (`training/export.py`): the encoder knows the
context. What is left of Stanza's HighwayLSTM is its highway, and of an LSTM its gates over the input.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn

from service.parsing.encoder import Encoder
from service.parsing.stanza_fast.dense import Dense

_SHUT = -20.0
"""A gate with a bias below this lets nothing through."""


class EncodedHead(nn.Module):  # type: ignore[misc]  # torch's source is not read
    """Stands in Stanza's models where they hold a transformer; what runs is the encoder behind it."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.config = _Config(encoder.width)


class _Config:
    def __init__(self, hidden_size: int) -> None:
        self.hidden_size = hidden_size


def encoder_of(model: Any) -> Encoder | None:
    """The encoder that a model of Stanza's reads with; None for other models."""
    return model.bert_model.encoder if isinstance(model.bert_model, EncodedHead) else None


def reads_vectors_alone(model: Any, args: dict[str, Any]) -> bool:
    """Whether a model of Stanza's reads with our encoder, and nothing of a word beside its vector."""
    beside = (
        args["word_emb_dim"] or args.get("pretrain") or args.get("charlm") or (args["char"] and args["char_emb_dim"])
    )
    return encoder_of(model) is not None and not beside


def vectors(encoder: Encoder, sentences: Sequence[Any]) -> list[Tensor]:
    """The vectors of each sentence's root and words, read once for all processors and kept with the sentence."""
    if any(not hasattr(sentence, "vectors") for sentence in sentences):
        found = encoder.vectors([[word.text for word in sentence.words] for sentence in sentences])
        for sentence, rows in zip(sentences, found, strict=True):
            sentence.vectors = rows
    return [sentence.vectors for sentence in sentences]


class Highway:
    """A HighwayLSTM of one layer whose LSTM adds nothing: (rows x width) → (rows x hidden)."""

    def __init__(self, model: Any) -> None:
        self._dense = Dense(model.gate[0], model.highway[0])

    def __call__(self, rows: Tensor) -> Tensor:
        """See the class."""
        gate, highway = self._dense(rows).chunk(2, 1)
        return gate.sigmoid_().mul_(highway.tanh_())


class Forgetful:
    """An LSTM of one layer that remembers nothing: (rows x width) → (rows x hidden)."""

    def __init__(self, lstm: Any) -> None:
        layers = []
        for direction in ("", "_reverse"):
            weights = getattr(lstm, f"weight_ih_l0{direction}").chunk(4)
            biases = (getattr(lstm, f"bias_ih_l0{direction}") + getattr(lstm, f"bias_hh_l0{direction}")).chunk(4)
            layers.append([linear(weight, bias) for weight, bias in zip(weights, biases, strict=True)])
        self._dense = Dense(*(layers[side][gate] for gate in (0, 2, 3) for side in (0, 1)))

    def __call__(self, rows: Tensor) -> Tensor:
        """See the class."""
        take, make, give = self._dense(rows).chunk(3, 1)
        return take.sigmoid_().mul_(make.tanh_()).tanh_().mul_(give.sigmoid_())


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    """A layer with these weights."""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight, layer.bias = nn.Parameter(weight.detach()), nn.Parameter(bias.detach())
    return layer


def is_highway_alone(model: Any, h_init: Tensor, c_init: Tensor) -> bool:
    """Whether `Highway` computes what this module does."""
    lstm_is_off = len(model.lstm) == 1 and not any(weights.any() for weights in model.lstm[0].parameters())
    return lstm_is_off and model.highway_func is torch.tanh and not (h_init.any() or c_init.any())


def is_forgetful(lstm: Any, h_init: Tensor, c_init: Tensor) -> bool:
    """Whether `Forgetful` computes what this module does, to rounding."""
    if not (isinstance(lstm, nn.LSTM) and lstm.num_layers == 1 and lstm.bidirectional and not lstm.proj_size):
        return False
    if h_init.any() or c_init.any():
        return False
    for direction in ("", "_reverse"):
        forget = getattr(lstm, f"weight_ih_l0{direction}").chunk(4)[1]
        bias = (getattr(lstm, f"bias_ih_l0{direction}") + getattr(lstm, f"bias_hh_l0{direction}")).chunk(4)[1]
        if getattr(lstm, f"weight_hh_l0{direction}").any() or forget.any() or bool((bias > _SHUT).any()):
            return False
    return True
