"""The net that reads attributions: as it was trained, whatever stands far away; and what its scores point to."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from trees import document_of

from service.reading.decoding import best_stretch, chances
from service.reading.net import Net
from service.reading.pointers import REACH
from service.reading.word_features import SIZES, paragraphs, word_features
from training.attributed import Stretch
from training.attribution_layers import Net as TrainedNet

WIDTH = 24


def stretch(words: int) -> Stretch:
    """Words about which nothing is alike."""
    random = np.random.default_rng(words)
    return Stretch(
        vectors=random.normal(size=(words, WIDTH)).astype(np.float16),
        features=np.stack([random.integers(0, size, words) for size in SIZES], 1),
        paragraphs=np.arange(words) // 60,
        sentences=np.arange(words) // 20,
        known=np.ones(words, bool),
        attributed=[],
    )


@pytest.fixture(scope="module")
def trained() -> TrainedNet:
    torch.manual_seed(1)
    net = TrainedNet(WIDTH)
    net.eval()
    for weight in net.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    return net


@pytest.fixture(scope="module")
def net(trained: TrainedNet) -> Net:
    weights = {name: weight.detach().numpy() for name, weight in trained.state_dict().items()}
    return Net(weights)


@pytest.mark.parametrize("words", [1, 2, 127, 128, 129, 300, 700])
def test_the_service_reads_as_the_training_does(trained: TrainedNet, net: Net, words: int) -> None:
    given = stretch(words)
    cues = np.arange(0, words, 7)
    with torch.no_grad():
        [wanted] = trained.read([given.vectors], [given.features])
        of_cues = trained.cues(wanted).sigmoid().numpy()
        scores, nobody = trained.pointers(wanted, given, cues)
    found = net.read(given.vectors.astype(np.float32), given.features)
    assert np.allclose(found, wanted.numpy(), atol=1e-4)
    assert np.allclose(net.cues(found), of_cues, atol=1e-4)
    pointed = list(net.pointers(found, cues, given.paragraphs, (given.features[:, 2] > 0).astype(np.int64)))
    assert [p.cue for p in pointed] == cues.tolist()
    for row, one in enumerate(pointed):
        span = slice(one.first, one.first + one.scores.shape[1])
        assert np.allclose(one.scores, scores[:, row, span].numpy(), atol=1e-4)
        assert np.isclose(one.nobody, float(nobody[row]), atol=1e-4)


def test_no_cue_points_nowhere(net: Net) -> None:
    given = stretch(30)
    found = net.read(given.vectors.astype(np.float32), given.features)
    nothing = np.zeros(0, np.int64)
    assert list(net.pointers(found, nothing, given.paragraphs, np.zeros(30, np.int64))) == []


def test_a_word_reads_nothing_of_those_out_of_reach(net: Net) -> None:
    given = stretch(700)
    vectors = given.vectors.astype(np.float32)
    other = vectors.copy()
    other[: 400 - REACH] += 1
    before, after = (net.read(some, given.features) for some in (vectors, other))
    assert np.array_equal(before[500:], after[500:])
    assert not np.allclose(before[400 - REACH], after[400 - REACH])


@pytest.mark.parametrize(
    ("starts", "ends", "stretch_"),
    [
        pytest.param([0, 9, 0, 0], [0, 0, 9, 0], (1, 2), id="the best of each"),
        pytest.param([0, 0, 0, 9], [0, 8, 0, 0], (3, 3), id="no end before the start"),
        pytest.param([7, 0, 0, 9], [0, 8, 0, 0], (0, 1), id="the second best start, where the ends say so"),
        pytest.param([0], [0], (0, 0), id="one word"),
    ],
)
def test_the_best_stretch_is_the_likeliest_pair(starts: list[int], ends: list[int], stretch_: tuple[int, int]) -> None:
    logs = (np.log(chances(np.array(scores, np.float32))) for scores in (starts, ends))
    assert best_stretch(*logs) == stretch_


def test_what_the_net_is_told_of_words() -> None:
    document = document_of(
        "(ccomp “ (nsubj Halden/PROPN/LOC) sleeps/sleep/VBZ , ”) said/say/VBD (nsubj Eve/PROPN/PERSON) .",
        "(nsubj Erik/PROPN/PERSON) stayed/stay/VBD .",
    )
    features = word_features(document)
    words = [w.text for s in document.sentences for w in s.words]
    told = dict(zip(words, features.tolist(), strict=True))
    assert told["Halden"][2] == 2
    assert told["said"][2] == 0
    assert told["said"][3] > 0
    assert told["stayed"][3] == 0
    assert told["Eve"][4] == told["Erik"][4] > 0
    assert told["Erik"][5] == told["“"][5] == 2
    assert paragraphs(document).tolist() == [0] * 8 + [1] * 3
    assert (features < np.array(SIZES)).all()
