"""Vectors of words that depend on their form alone, computed once a form and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import Tensor

from service.parsing.stanza_fast.layout import Layout, is_plain, lstm

MOST_FORMS = 20_000
"""Forms kept by one table, about 20 MB; a text with more new forms than that takes more while it is read."""
_FORMS_AT_ONCE = 2_048
"""New forms of one call of `make`: what bounds its memory."""


class FormTable:
    """Rows of a matrix by form. `make` gives the rows of forms that are not there yet.

    A full table starts anew: what it answers does not depend on what it was asked before.
    """

    def __init__(self, make: Callable[[Sequence[str]], Tensor], most_forms: int = MOST_FORMS) -> None:
        self._make = make
        self._most_forms = most_forms
        self._places: dict[str, int] = {}
        self._rows = torch.empty(0, 0)

    def __call__(self, forms: Sequence[str]) -> Tensor:
        """One row for each form, and a last row of zeros for padding."""
        new = [form for form in dict.fromkeys(forms) if form not in self._places]
        if new and len(self._places) + len(new) > self._most_forms:
            self._places.clear()
            new = list(dict.fromkeys(forms))
        for first in range(0, len(new), _FORMS_AT_ONCE):
            self._add(new[first : first + _FORMS_AT_ONCE])
        places = torch.tensor([self._places[form] for form in forms])
        rows = self._rows.new_zeros(len(forms) + 1, self._rows.shape[1])
        torch.index_select(self._rows, 0, places, out=rows[:-1])
        return rows

    def _add(self, new: list[str]) -> None:
        rows, used = self._make(new), len(self._places)
        if used + len(new) > len(self._rows) or not used:
            grown = rows.new_empty(max(used + len(new), min(2 * used, self._most_forms)), rows.shape[1])
            grown[:used] = self._rows[:used] if used else grown[:0]
            self._rows = grown
        self._rows[used : used + len(new)] = rows
        self._places.update(zip(new, range(used, used + len(new)), strict=True))


def characters(model: Any, spellings: Sequence[Sequence[int]]) -> Tensor:
    """What Stanza's CharacterModel makes of words: their characters' numbers → (words x width)."""
    layout = Layout([len(spelling) for spelling in spellings])
    numbers = torch.tensor([number for spelling in spellings for number in spelling] + [0])
    outputs = lstm(model.charlstm.lstm, model.char_emb(numbers), layout, (model.charlstm_h_init, model.charlstm_c_init))
    if not model.attn:  # the last state of each direction
        width = model.charlstm.lstm.hidden_size
        return torch.cat([outputs[layout.ends - 1, :width], outputs[layout.starts, width:]], 1)
    outputs *= torch.sigmoid(model.char_attn(outputs))
    words = torch.repeat_interleave(torch.arange(len(spellings)), layout.lengths)
    return outputs.new_zeros(len(spellings), outputs.shape[1]).index_add_(0, words, outputs[:-1])


def is_plain_character_model(model: Any) -> bool:
    """Whether `characters` can run this module."""
    return is_plain(model.charlstm.lstm) and model.attn != model.charlstm.lstm.bidirectional
