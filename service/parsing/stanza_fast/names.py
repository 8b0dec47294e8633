"""The name tagger: inputs from a table by form, and the best sequence of tags of many sentences at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch
from stanza.models.common.vocab import PAD_ID, UNK_ID, VOCAB_PREFIX_SIZE
from stanza.models.ner.trainer import fix_singleton_tags
from torch import Tensor

from service.parsing.stanza_fast.forms import FormTable, characters, is_plain_character_model
from service.parsing.stanza_fast.layout import Layout, batches, is_plain, lstm


def knows(processor: Any) -> bool:
    """Whether this NERProcessor can be made fast."""
    if hasattr(processor, "_variant") or len(processor.trainers) != 1:
        return False
    model, args = processor.trainers[0].model, processor.trainers[0].args
    return (
        args["word_emb_dim"] > 0
        and bool(args["char"] and args["char_emb_dim"])
        and not args["charlm"]
        and not args.get("char_lowercase")
        and model.bert_model is None
        and "word" in model.vocab
        and model.delta_emb is not None
        and len(model.tag_clfs) == 1
        and is_plain_character_model(model.charmodel)
        and is_plain(model.taggerlstm.lstm)
    )


def fast_process(processor: Any) -> Callable[[Any], Any]:
    """A replacement of `processor.process`."""
    model, vocab = processor.trainers[0].model.eval(), processor.trainers[0].vocab
    lower = processor.trainers[0].args.get("lowercase", True)
    # Stanza reads the numbers below the first real tag, its own marks, as that tag: "outside"
    numbers = range(model.tag_clfs[0].out_features)
    tags = [vocab["tag"].id2unit([max(number, VOCAB_PREFIX_SIZE)])[0] for number in numbers]
    transitions = model.crits[0]._transitions.detach()

    def make(forms: Sequence[str]) -> Tensor:
        cased = [form.lower() for form in forms] if lower else forms
        known, changed = (torch.tensor(vocab[name].map(cased)) for name in ("word", "delta"))
        changed[(changed == UNK_ID) & (known != UNK_ID)] = PAD_ID
        spelt = characters(model.charmodel, [vocab["char"].map(form) for form in forms])
        rows = torch.cat([model.word_emb(known) + model.delta_emb(changed), spelt], 1)
        return model.input_transform(rows) if model.input_transform else rows

    inputs = FormTable(make)

    def process(document: Any) -> Any:
        for sentences in batches(document.sentences, lambda sentence: len(sentence.tokens)):
            tag(sentences)
        document.build_ents()
        return document

    def tag(sentences: Sequence[Any]) -> None:
        layout = Layout([len(sentence.tokens) for sentence in sentences])
        with torch.no_grad():
            rows = inputs([token.text for sentence in sentences for token in sentence.tokens])
            rows = lstm(model.taggerlstm.lstm, rows, layout, (model.taggerlstm_h_init, model.taggerlstm_c_init))
            best = _best_sequences(model.tag_clfs[0](rows), transitions, layout)
        answers = iter([tags[number] for number in best.tolist()])
        for sentence in sentences:
            found = [next(answers) for _ in sentence.tokens]
            if any(tag != "O" for tag in found):
                found = fix_singleton_tags(found)
            for token, tag in zip(sentence.tokens, found, strict=True):
                token.ner, token.multi_ner = tag, (tag,)

    return process


def _best_sequences(scores: Tensor, transitions: Tensor, layout: Layout) -> Tensor:
    """Viterbi: the tags of the best sequence of each sentence, in the order of the rows."""
    answer = torch.zeros(layout.rows + 1, dtype=torch.long)
    incoming = transitions.t().contiguous()
    for bucket in layout.buckets:
        steps = scores.index_select(0, bucket.forward).view(bucket.steps, -1, scores.shape[1])
        lengths = layout.lengths[bucket.sequences]
        best, back = steps[0], []
        at_end = best.clone()
        for t in range(1, bucket.steps):
            score, previous = (best.unsqueeze(1) + incoming).max(2)
            best = steps[t] + score
            back.append(previous)
            at_end[lengths == t + 1] = best[lengths == t + 1]
        tag = at_end.argmax(1)
        places = bucket.forward.view(bucket.steps, -1)
        for t in range(bucket.steps - 1, -1, -1):
            answer[places[t]] = tag
            if t:  # a sentence that has not begun to be walked back keeps its last tag
                tag = torch.where(lengths > t, back[t - 1].gather(1, tag.unsqueeze(1)).squeeze(1), tag)
    return answer[:-1]
