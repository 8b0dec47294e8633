"""The shared encoder: what it reads together, and what its answers do not depend on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import torch

from service.model_files import needed
from service.parsing.encoder import WINDOW_PIECES, Encoder
from service.settings import SHIPPED_MODELS_DIR

pytestmark = pytest.mark.models

SHORT = "He told the minister of Vessmoor that it would rain .".split()
LONG = ["Brandt", "said", "no", "."] * 150


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    files = {file.processor: file.path for file in needed(SHIPPED_MODELS_DIR)}
    return Encoder(files["encoder"], files["vocabulary"])


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([], id="nothing"),
        pytest.param([["He"]], id="one word"),
        pytest.param([SHORT, ["He"], SHORT], id="one window"),
        pytest.param([SHORT] * 60, id="several windows"),
        pytest.param([LONG], id="a sentence longer than a window"),
        pytest.param([SHORT, LONG, SHORT], id="long and short"),
        pytest.param([["A" * 3000], ["a." * 500, "."]], id="very long words"),
        pytest.param([["\u200b"], ["😀", "\ufffd"]], id="words that no piece spells"),
    ],
)
def test_a_row_for_the_root_and_one_for_each_word(encoder: Encoder, sentences: Sequence[Sequence[str]]) -> None:
    found = encoder.vectors(sentences)
    assert [tuple(rows.shape) for rows in found] == [(1 + len(words), encoder.width) for words in sentences]
    assert all(bool(torch.isfinite(rows).all()) for rows in found)


def test_sentences_of_one_window_know_of_each_other(encoder: Encoder) -> None:
    alone, together = encoder.vectors([SHORT])[0], encoder.vectors([SHORT, ["He"]])
    assert not torch.equal(alone, together[0])
    assert not torch.equal(together[0][0], together[1][0]), "each has its own root"


def test_a_window_does_not_know_of_the_others(encoder: Encoder) -> None:
    in_a_window = WINDOW_PIECES // len(SHORT) - 1
    filled = [SHORT] * in_a_window
    first, other = encoder.vectors([*filled, LONG]), encoder.vectors([*filled, ["Rain", "."] * 150])
    for a, b in zip(first[:in_a_window], other[:in_a_window], strict=True):
        assert torch.equal(a, b)


def test_the_same_again(encoder: Encoder) -> None:
    before = encoder.vectors([SHORT])[0]
    encoder.vectors([LONG])
    assert torch.equal(before, encoder.vectors([SHORT])[0])


@pytest.mark.parametrize(
    ("word", "same"),
    [
        pytest.param("’s", "'s", id="apostrophes"),
        pytest.param("“", '"', id="quotation marks"),
        pytest.param("«", '"', id="guillemets"),
        pytest.param("``", '"', id="LaTeX's marks"),
        pytest.param("–", "-", id="dashes"),
        pytest.param("café", "cafe", id="accents"),
    ],
)
def test_marks_of_another_style_are_the_same_to_it(encoder: Encoder, word: str, same: str) -> None:
    assert torch.equal(encoder.vectors([[*SHORT, word]])[0], encoder.vectors([[*SHORT, same]])[0])


@pytest.mark.parametrize(("word", "other"), [("May", "may"), ("US", "us"), ("WHO", "who")])
def test_capitals_are_not(encoder: Encoder, word: str, other: str) -> None:
    assert not torch.equal(encoder.vectors([[word]])[0], encoder.vectors([[other]])[0])
