"""The tokenizer: text → words and sentences. Features and decoding go by whole paragraphs, not by characters.

Paragraphs over `max_seqlen` characters are read in windows that begin after a sentence, as Stanza does. Stanza puts
all paragraphs of a batch into one loop of windows, whose padding reaches into the results; here each stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import torch
from stanza.models.tokenization.data import NEWLINE_WHITESPACE_RE, NUMERIC_RE, WHITESPACE_RE
from stanza.models.tokenization.utils import update_pred_regex
from stanza.pipeline.tokenize_processor import TOKEN_TOO_LONG_REPLACEMENT
from torch import Tensor
from torch.nn.functional import logsigmoid

from service.parsing.stanza_fast.documents import Sentence
from service.parsing.stanza_fast.layout import Layout, batches
from service.parsing.stanza_fast.lstm import Lstm, is_plain

_FEATURES = ["space_before", "capitalized", "numeric", "end_of_para", "start_of_para"]
_MOST_PADDING = 1
"""The padding of a bucket of paragraphs that costs less than another bucket, in paragraphs."""
_MAY_HOLD_ADDRESS = re.compile(r"@|https?://|www\.|\.(?:gov|org|edu|net|com|co)\.")
"""Matches wherever Stanza's pattern of mail and web addresses, which takes long on long words, can match."""
_IN_SENTENCE, _ENDS_SENTENCE, _MWT, _MWT_ENDS_SENTENCE = 1, 2, 3, 4
_SENTENCE_ENDS = (_ENDS_SENTENCE, _MWT_ENDS_SENTENCE)
_SEVERAL_WORDS = (_MWT, _MWT_ENDS_SENTENCE)


def knows(processor: Any) -> bool:
    """Whether this TokenizeProcessor can be made fast."""
    trainer, config = processor.trainer, processor.config
    if trainer is None or hasattr(processor, "_variant"):
        return False
    model = trainer.model
    return (
        model.charmodel is None
        and model.args["conv_res"] is None
        and bool(model.args["hierarchical"] and model.args["use_mwt"])
        and config["feat_funcs"] == _FEATURES
        and not any(config.get(o) for o in ("use_dictionary", "skip_newline", "no_ssplit", "pretokenized"))
        and processor._postprocessor is None
        and processor._speaker_opener is None
        and not processor.vocab.lang_replaces_spaces
        and is_plain(model.rnn)
        and is_plain(model.rnn2)
    )


def fast_process(processor: Any) -> Callable[[Sequence[Any]], None]:
    """What cuts documents into sentences in place of `processor.process`."""
    model, vocab, config = processor.trainer.model.eval(), processor.vocab, processor.config
    window = max(1000, config.get("max_seqlen", 1000))
    longest_token = config.get("max_seqlen", 1000)
    classify = _Classifier(model)
    pad = vocab.unit2id("<PAD>")
    bits, keep = torch.tensor([3, 2, 1, 0]), torch.tensor([-1, 1, 1, 1])

    @lru_cache(maxsize=4096)
    def features(character: str) -> int:
        """The character's number and, in the three lowest bits, its features."""
        numeric = NUMERIC_RE.match(character) is not None
        number: int = vocab.unit2id(character)
        return number << 3 | (character == " ") << 2 | character.isupper() << 1 | numeric

    def predictions(paragraphs: Sequence[str]) -> list[np.ndarray[Any, Any]]:
        """For each character whether it ends a word, a sentence, or a word of several words."""
        of_characters = [torch.tensor([features(c) for c in p]) for p in paragraphs]
        found: list[list[np.ndarray[Any, Any]]] = [[] for _ in paragraphs]
        begins = dict.fromkeys(range(len(paragraphs)), 0)
        while begins:
            rows = []
            for number, begin in begins.items():
                part, whole = of_characters[number][begin : begin + window], of_characters[number]
                sequence = torch.zeros(len(part) + 1, 6, dtype=torch.long)
                sequence[:-1, :4] = part.unsqueeze(1) >> bits & keep
                sequence[-1, 0] = pad
                if begin + len(part) == len(whole):
                    sequence[-2, 4] = 1
                if begin == 0:
                    sequence[0, 5] = 1
                # Stanza lets one place of padding follow a paragraph, none a window that ends within one
                rows.append(sequence if len(part) < window else sequence[:-1])
            layout = Layout([len(sequence) for sequence in rows], _MOST_PADDING)
            best = classify(torch.cat(rows), layout).numpy()
            for (number, begin), start in zip(list(begins.items()), layout.starts.tolist(), strict=True):
                length = min(window, len(paragraphs[number]) - begin)
                part = best[start : start + length]
                if begin + length < len(paragraphs[number]):
                    ends = np.flatnonzero((part == _ENDS_SENTENCE) | (part == _MWT_ENDS_SENTENCE))
                    part = part[: ends[-1] + 1] if len(ends) else part
                found[number].append(part)
                if begin + len(part) < len(paragraphs[number]):
                    begins[number] = begin + len(part)
                else:
                    del begins[number]
        return [np.concatenate(parts) for parts in found]

    def process(documents: Sequence[Any]) -> None:
        paragraphs = [(document, *paragraph) for document in documents for paragraph in _paragraphs(document.text)]
        found: dict[int, np.ndarray[Any, Any]] = {}
        with torch.no_grad():
            for some in batches(range(len(paragraphs)), lambda number: len(paragraphs[number][1])):
                found.update(zip(some, predictions([paragraphs[number][1] for number in some]), strict=True))
        for document in documents:
            document.sentences = []
        for number, (document, paragraph, places) in enumerate(paragraphs):
            classes = found[number]
            classes[-1] = _MWT_ENDS_SENTENCE if classes[-1] > _ENDS_SENTENCE else _ENDS_SENTENCE
            if _MAY_HOLD_ADDRESS.search(paragraph):
                classes = update_pred_regex(list(paragraph), classes)
            _add_sentences(document, paragraph, places, classes, longest_token)
        for document in documents:
            document._count_words()

    return process


def _paragraphs(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """Each paragraph with single spaces, and the place in `text` of each of its characters."""
    start = 0
    for end, following in [*((m.start(), m.end()) for m in NEWLINE_WHITESPACE_RE.finditer(text)), (len(text), 0)]:
        spaced = WHITESPACE_RE.sub(" ", text[start:end].rstrip())
        if spaced and "  " in spaced:
            kept = [i for i, c in enumerate(spaced) if c != " " or not i or spaced[i - 1] != " "]
            yield "".join([spaced[i] for i in kept]), [start + i for i in kept]
        elif spaced:
            yield spaced, range(start, start + len(spaced))
        start = following


class _Classifier:
    """Stanza's Tokenizer.forward for flat rows of (character, features), and the best class of each row."""

    def __init__(self, model: Any) -> None:
        self._model, self._first, self._second = model, Lstm(model.rnn), Lstm(model.rnn2)

    def __call__(self, rows: Tensor, layout: Layout) -> Tensor:
        """See the class."""
        model = self._model
        rows = torch.cat([rows, rows.new_zeros(1, rows.shape[1])])
        inputs = torch.cat([model.embeddings(rows[:, 0]), rows[:, 1:].float()], 1)
        first = self._first(inputs, layout)
        token, sentence, several = model.tok_clf(first), model.sent_clf(first), model.mwt_clf(first)
        if model.args["hier_invtemp"] > 0:
            first = first * (1 - torch.sigmoid(-token * model.args["hier_invtemp"]))
        second = self._second(first, layout)
        token = token + model.tok_clf2(second)
        sentence = sentence + model.sent_clf2(second)
        several = several + model.mwt_clf2(second)
        is_token = logsigmoid(token)
        ends, goes_on = is_token + logsigmoid(sentence), is_token + logsigmoid(-sentence)
        one, more = logsigmoid(-several), logsigmoid(several)
        return torch.cat([logsigmoid(-token), goes_on + one, ends + one, goes_on + more, ends + more], 1).argmax(1)


def _add_sentences(
    document: Any, paragraph: str, places: Sequence[int], classes: np.ndarray[Any, Any], longest_token: int
) -> None:
    """Puts the paragraph's sentences into the document."""
    sentences = document.sentences
    sentence: Sentence | None = None
    start = 0
    ends = np.flatnonzero(classes)
    for end, kind in zip(ends.tolist(), classes[ends].tolist(), strict=True):
        piece = paragraph[start : end + 1]
        token = piece.lstrip()
        if token:
            if sentence is None:
                sentence = Sentence(document, len(sentences))
                sentences.append(sentence)
            begin = places[start + len(piece) - len(token)]
            after = places[end - len(token) + len(token.rstrip())] + 1
            text = token if len(token) <= longest_token else TOKEN_TOO_LONG_REPLACEMENT
            sentence.add(text, begin, after, kind in _SEVERAL_WORDS)
            if kind in _SENTENCE_ENDS:
                sentence = None
        start = end + 1
