"""The name tagger: the best tag of each token, and where those make no name, the best sequence of the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor

from service.parsing.stanza_fast.dense import Dense
from service.parsing.stanza_fast.reading import Forgetful, encoder_of, is_forgetful, reads_vectors_alone, vectors


def knows(processor: Any) -> bool:
    """Whether this NERProcessor can be made fast."""
    if hasattr(processor, "_variant") or len(processor.trainers) != 1:
        return False
    model, args = processor.trainers[0].model, processor.trainers[0].args
    return (
        reads_vectors_alone(model, args)
        and model.input_transform is None
        and len(model.tag_clfs) == 1
        and bool((model.crits[0]._transitions <= 0).all())
        and is_forgetful(model.taggerlstm.lstm, model.taggerlstm_h_init, model.taggerlstm_c_init)
    )


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What finds the names of documents in place of `processor.process`."""
    model, vocab = processor.trainers[0].model.eval(), processor.trainers[0].vocab
    encoder = encoder_of(model)
    assert encoder is not None  # noqa: S101  (`knows`)
    # Stanza reads the numbers below the first real tag, its own marks, as that tag: "outside"
    numbers = range(model.tag_clfs[0].out_features)
    tags = [vocab["tag"].id2unit([max(number, VOCAB_PREFIX_SIZE)])[0] for number in numbers]
    transitions = model.crits[0]._transitions.detach()
    hidden, classes = Forgetful(model.taggerlstm.lstm), Dense(model.tag_clfs[0])

    def process(documents: Sequence[Any]) -> None:
        sentences = [sentence for document in documents for sentence in document.sentences]
        if sentences:
            tag(sentences)
        for document in documents:
            document.ents = [entity for sentence in document.sentences for entity in sentence.ents]

    def tag(sentences: list[Any]) -> None:
        rows = torch.cat([_of_tokens(s, r) for s, r in zip(sentences, vectors(encoder, sentences), strict=True)])
        with torch.no_grad():
            scores = classes(hidden(rows))
        lengths = [len(sentence.tokens) for sentence in sentences]
        for sentence, numbers in zip(sentences, _best_sequences(scores, lengths, transitions), strict=True):
            found = [tags[number] for number in numbers]
            has_names = any(tag != "O" for tag in found)
            for token, tag in zip(sentence.tokens, fix_singleton_tags(found) if has_names else found, strict=True):
                token._ner, token._multi_ner = tag, (tag,)
            sentence.ents = []
            if has_names:
                sentence.build_ents()

    return process


def _of_tokens(sentence: Any, rows: Tensor) -> Tensor:
    """The vectors of each token's first word, of those of the root and all words."""
    if len(sentence.tokens) == len(sentence.words):
        return rows[1:]
    return rows[[token.words[0].id for token in sentence.tokens]]


def _best_sequences(scores: Tensor, lengths: Sequence[int], transitions: Tensor) -> Iterator[list[int]]:
    """The best sequence of tags for each sentence of so many tokens, where no transition adds to a score."""
    best = scores.argmax(1)
    costs = transitions[best[:-1], best[1:]].bool().tolist()
    greedy: list[int] = best.tolist()
    start = 0
    for length in lengths:
        end = start + length
        yield _best_sequence(scores[start:end], transitions) if any(costs[start : end - 1]) else greedy[start:end]
        start = end


def _best_sequence(scores: Tensor, transitions: Tensor) -> list[int]:
    """Viterbi: the best sequence of (tokens x tags) scores."""
    best, back = scores[0], []
    for row in scores[1:]:
        score, previous = (best.unsqueeze(1) + transitions).max(0)
        best = row + score
        back.append(previous.tolist())
    sequence = [int(best.argmax())]
    for previous_of in reversed(back):
        sequence.append(previous_of[sequence[-1]])
    return sequence[::-1]
