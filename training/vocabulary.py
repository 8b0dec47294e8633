"""The encoder's cased vocabulary, made from an uncased one: every piece also with a capital and in capitals.

    python -m training.vocabulary --encoder MINILM_DIR --words TEXT [TEXT …] --out DIR

MiniLM's vocabulary knows no capitals, and names are half made of them. Here each piece gets cased variants that share
its row of the embedding; what a variant adds is one row for its shape, learned over all words of that shape. Writes
`tokenizer.json` (WordPiece, read by any library) and `variants.npz`: for each piece the row of the uncased vocabulary
(`base`) and its shape (`shape`). Words in mixed case ("McConnell", "YouTube") that occur in the texts and are one piece
when lowered become pieces of their own.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SHAPES = ("lower", "capital", "capitals", "mixed")
ALIKE = {
    "’": "'",
    "‘": "'",
    "‛": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "—": "-",
    "–": "-",
    "``": '"',
    "''": '"',
}
"""Marks that differ in style alone: to the encoder they are one."""
LEAST_WITNESSES = 2


def variants(piece: str) -> list[tuple[str, int]]:
    """The cased forms of an uncased piece with their shapes; none for what has no letters."""
    prefix, body = ("##", piece[2:]) if piece.startswith("##") else ("", piece)
    if not body or piece.startswith("[") or body.upper() == body or len(body.upper()) != len(body):
        return []
    capitals = (prefix + body.upper(), SHAPES.index("capitals") if len(body) > 1 or prefix else SHAPES.index("capital"))
    if prefix or len(body) == 1:
        return [capitals]
    return [(body[0].upper() + body[1:], SHAPES.index("capital")), capitals]


def mixed_words(files: list[Path], known: dict[str, int]) -> list[str]:
    """Words of the texts whose capitals stand elsewhere, and that are one uncased piece."""
    counts: Counter[str] = Counter()
    for file in files:
        counts.update(re.findall(r"[A-Za-z]{3,}", file.read_text(encoding="utf-8")))
    return sorted(
        word
        for word, count in counts.items()
        if count >= LEAST_WITNESSES
        and not word.isupper()
        and not word[1:].islower()
        and word.lower() in known
        and word != word.lower()
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True, help="a folder with an uncased tokenizer.json")
    parser.add_argument("--words", type=Path, nargs="*", default=[], help="files to take words in mixed case from")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    uncased: dict[str, int] = json.loads((args.encoder / "tokenizer.json").read_text("utf-8"))["model"]["vocab"]
    vocabulary, base, shape = dict(uncased), list(range(len(uncased))), [0] * len(uncased)
    cased = [(form, row, kind) for piece, row in uncased.items() for form, kind in variants(piece)]
    cased += [(word, uncased[word.lower()], SHAPES.index("mixed")) for word in mixed_words(args.words, uncased)]
    for form, row, kind in cased:
        if form not in vocabulary:
            vocabulary[form] = len(base)
            base.append(row)
            shape.append(kind)
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=True, lowercase=False),
            *(normalizers.Replace(mark, plain) for mark, plain in ALIKE.items()),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    ends = [("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", special_tokens=ends)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(args.out / "tokenizer.json"), pretty=False)
    np.savez_compressed(args.out / "variants.npz", base=np.array(base, np.int32), shape=np.array(shape, np.uint8))
    print(f"{len(uncased)} uncased pieces, {len(base)} cased, of them {shape.count(SHAPES.index('mixed'))} mixed")


if __name__ == "__main__":
    main()
