"""The best tree of a sentence with one root, as Stanza finds it, mostly without searching.

Stanza makes attachment to the root expensive enough that a second root never pays, and then contracts cycles one by one
until the root is reached: a dozen contractions for every sentence. But the words' best heads taken alone are never
worse than any tree; where they form a tree with one root, it is the answer. Else the search without the penalty
contracts only the cycles that are there, and where its tree has one root, no tree with one root is better.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import expand_contracted_tree, prepare_scores, process_cycle
from torch import Tensor
from torch.nn.functional import log_softmax

Heads = NDArray[np.int64]


def best_tree(scores: Tensor) -> Heads:
    """The heads of the best tree with one root; `scores[dependent, head]`, the root is 0 and its own head."""
    arcs = log_softmax(scores, 1).numpy().astype(np.float64)
    heads = _best_tree(arcs.copy())
    if np.count_nonzero(heads[1:] == 0) != 1:
        arcs[:, 0] += arcs[np.isfinite(arcs)].min() * len(arcs)
        heads = _best_tree(arcs)
    return heads


def _best_tree(arcs: NDArray[np.float64]) -> Heads:
    """Chu and Liu's and Edmonds' algorithm, with Stanza's contraction; Stanza's search for cycles is quadratic."""
    contracted = []
    prepare_scores(arcs)
    heads: Heads = arcs.argmax(1)
    while (cycle := _cycle(heads)) is not None:
        arcs, *places = process_cycle(heads, cycle, arcs)
        contracted.append((heads, places))
        prepare_scores(arcs)
        heads = arcs.argmax(1)
    for before, places in reversed(contracted):
        heads = expand_contracted_tree(before, heads, *places)
    return heads


def _cycle(heads: Heads) -> NDArray[np.bool_] | None:
    """Which words are on one cycle; None where there is none. The root's own loop is no cycle."""
    above = heads.tolist()
    seen = [0] * len(above)  # by which walk upwards
    seen[0] = -1
    for start in range(1, len(above)):
        word = start
        while not seen[word]:
            seen[word] = start
            word = above[word]
        if seen[word] == start:
            on_cycle = np.zeros(len(above), bool)
            while not on_cycle[word]:
                on_cycle[word] = True
                word = above[word]
            return on_cycle
    return None


def greedy_heads(scores: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
    """Each word's best head, and which sentences that makes a tree with one root.

    `scores` is (sentences x places x places), padding included, `lengths` the places of each sentence with the root's.
    Heads of the root and of padding are 0.
    """
    places = torch.arange(scores.shape[1])
    heads = scores.argmax(2).masked_fill_((places >= lengths.unsqueeze(1)) | (places == 0), 0)
    roots = ((heads == 0) & (places > 0) & (places < lengths.unsqueeze(1))).sum(1)
    above = heads
    for _ in range(int(places[-1]).bit_length()):  # after n rounds, the ancestor 2 ** n steps up
        above = above.gather(1, above)
    return heads, (roots == 1) & (above == 0).all(1)
