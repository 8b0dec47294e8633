"""Give a treebank the tags that a tagger in training would give it: with dropout on, so that it errs as on new text.

    python retag.py --tagger TAGGER.pt --vectors VECTORS.pt --in TRAIN.conllu --out TAGS0.conllu [TAGS1.conllu …]

A parser trained on gold tags trusts them too much; the tagger's plain output on its own training text is nearly gold.
Each output file is one draw. Words whose UPOS changes get the lemma that the treebank most often gives the form under
the new tag, or the lower-cased form. ``--dropout 0`` writes the tagger's plain output (for the dev file). The right
dropout gives the training text the tag errors of the dev file.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import fast
import loop
import torch
from stanza.models.common.doc import FEATS, LEMMA, UPOS, XPOS
from stanza.models.common.pretrain import Pretrain
from stanza.models.pos.data import Dataset
from stanza.models.pos.trainer import Trainer, unpack_batch
from stanza.utils.conll import CoNLL


def draw(trainer: Trainer, data: Dataset) -> list[list[tuple[str, ...]]]:
    """UPOS, XPOS and features of each word of each sentence."""
    columns: list[Any] = [None] * len(data)
    for group in loop.by_length([len(sentence.text) for sentence in data.data], 2000, longest=10**6):
        batch = data.collate_fn([data[i] for i in group])
        inputs, order, word_order, lengths, word_lengths, text = unpack_batch(batch, "cpu")
        inputs[4] = None  # no gold tags: each column builds on the predicted UPOS
        with torch.no_grad():
            _, predicted = trainer.model(*inputs, word_order, lengths, word_lengths, text)
        names = trainer.model.tag_names
        tags = [
            [trainer.vocab[n].unmap(row) for row in rows.tolist()] for n, rows in zip(names, predicted, strict=True)
        ]
        for place, source in enumerate(order):
            length = int(lengths[place])
            columns[group[source]] = [tuple(column[place][j] for column in tags) for j in range(length)]
    return columns


def lemma_table(document: Any) -> dict[tuple[str, str], str]:
    """The most frequent lemma of each form and UPOS."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in document.sentences:
        for word in sentence.words:
            counts[word.text.lower(), word.upos][word.lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tagger", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, nargs="+", required=True)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    fast.apply()
    vectors = Pretrain(str(args.vectors))
    trainer = Trainer(model_file=str(args.tagger), pretrain=vectors, device="cpu")
    trainer.model.eval()
    for module in trainer.model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.train(args.dropout > 0)
            module.p = args.dropout
    document = CoNLL.conll2doc(str(args.source))
    data = Dataset(document, trainer.args, vectors, vocab=trainer.vocab, evaluation=True)
    lemmas = lemma_table(document)
    gold = [(word.upos, word.lemma, word.text.lower()) for sentence in document.sentences for word in sentence.words]
    for path in args.out:
        tags = [word for sentence in draw(trainer, data) for word in sentence]
        kept = [
            lemma if upos == tag[0] else lemmas.get((form, tag[0]), form)
            for (upos, lemma, form), tag in zip(gold, tags, strict=True)
        ]
        document.set([UPOS, XPOS, FEATS], tags)
        document.set(LEMMA, kept)
        CoNLL.write_doc2conll(document, str(path))
        same = sum(upos == tag[0] for (upos, _, _), tag in zip(gold, tags, strict=True)) / len(gold)
        print(f"{path}: {100 * same:.2f} % of the UPOS as in the treebank", flush=True)


if __name__ == "__main__":
    main()
