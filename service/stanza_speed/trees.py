"""The best tree of a sentence with one root, exactly as Stanza finds it, mostly without searching.

Stanza makes attachment to the root expensive enough that a second root never pays, and then contracts cycles one by one
until the root is reached: a dozen contractions in Python for every sentence. But the words' best heads taken alone are
never worse than any tree; where they form a tree with one root, it is the answer. Else the search without the penalty
contracts only the cycles that are there, and where its tree has one root, no tree with one root is better.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds, chuliu_edmonds_one_root
from torch import Tensor
from torch.nn.functional import log_softmax


def best_tree(scores: Tensor) -> NDArray[np.int64]:
    """The heads of the best tree with one root; `scores[dependent, head]`, the root is 0 and its own head."""
    as_stanza = log_softmax(scores, 1).numpy()
    heads = chuliu_edmonds(as_stanza.astype(np.float64))
    if np.count_nonzero(heads[1:] == 0) != 1:
        heads = chuliu_edmonds_one_root(as_stanza)
    return np.asarray(heads)


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
