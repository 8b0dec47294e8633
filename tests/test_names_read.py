"""The net that looks for names: which words it is asked about, and that it points as it was trained to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from trees import document_of

from service.coreference.pointed_referents import PointedReferents, step
from service.coreference.referent import Referent
from service.reading import NameReader
from service.reading.anaphors import COLUMNS, FORMS, LABELS, Referring, referring
from service.reading.name_net import NameNet
from service.reading.word_features import paragraphs
from service.syntax import Document, PointedNames, Word
from training.name_reader import NameNet as TrainedNet
from training.named import Named

WIDTH = 24
ARTICLE = (
    """(nsubj Mrs./PROPN/PERSON (flat Lund/PROPN/PERSON)) met/meet/VBD
       (obj (det the) (amod Norwegian/ADJ/NORP) minister) .""",
    """(nsubj She/she/PRON) said/say/VBD (ccomp (nsubj it/PRON) pleased/please/VBD (obj (det the) ministry)) .

       (obl (case In/in) (nmod:poss her/PRON) speech) (nsubj critics/critic) praised/praise/VBD
       (obj (det a/a) city) .""",
)


def words_of(document: Document) -> list[Word]:
    return [word for sentence in document.sentences for word in sentence.words]


def test_which_words_it_is_asked_about() -> None:
    document = document_of(*ARTICLE)
    refer, words = referring(document), words_of(document)
    asked = [(words[at].text, FORMS[form]) for at, form in zip(refer.anaphors, refer.forms, strict=True)]
    assert asked == [
        ("minister", "description"),
        ("She", "he"),
        ("it", "it"),
        ("ministry", "description"),
        ("her", "he"),
        ("speech", "description"),
        ("critics", "description"),
    ]


def test_which_names_it_is_given() -> None:
    document = document_of(*ARTICLE)
    refer, words = referring(document), words_of(document)
    named = [(words[at].text, LABELS[label]) for at, label in zip(refer.names, refer.labels, strict=True)]
    assert named == [("Mrs.", "PERSON"), ("Norwegian", "NORP")]
    gender = dict(zip((w.text for w in words), refer.features[:, -2].tolist(), strict=True))
    assert gender["Mrs."] == gender["She"] == gender["her"] != 0
    assert (refer.features < np.array(COLUMNS)).all()


def stretch(words: int, names: int, anaphors: int) -> Named:
    """Words about which nothing is alike."""
    random = np.random.default_rng(words)
    refer = Referring(
        anaphors=np.sort(random.choice(words, anaphors, replace=False)),
        forms=random.integers(0, len(FORMS), anaphors),
        names=np.sort(random.choice(words, names, replace=False)),
        labels=random.integers(0, len(LABELS), names),
        entities=(),
        features=np.stack([random.integers(0, size, words) for size in COLUMNS], 1),
    )
    shape = (anaphors, names)
    lines = np.arange(words) // 60
    vectors = random.normal(size=(words, WIDTH)).astype(np.float16)
    return Named(vectors, refer, lines, np.arange(anaphors), np.zeros(shape, bool), np.ones(shape, bool))


@pytest.fixture(scope="module")
def trained() -> TrainedNet:
    torch.manual_seed(1)
    net = TrainedNet(WIDTH)
    net.eval()
    for weight in net.parameters():
        torch.nn.init.normal_(weight, std=0.1)
    return net


@pytest.fixture(scope="module")
def weights(trained: TrainedNet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("net") / "names.npz"
    np.savez(file, **{name: weight.detach().numpy() for name, weight in trained.state_dict().items()})
    return file


@pytest.mark.parametrize(("words", "names", "anaphors"), [(9, 1, 1), (130, 20, 70), (1400, 200, 150)])
def test_the_service_points_as_the_training_does(
    trained: TrainedNet, weights: Path, words: int, names: int, anaphors: int
) -> None:
    given = stretch(words, names, anaphors)
    with torch.no_grad():
        [rows] = trained.read([given.vectors], [given.words.features])
        wanted = trained.scores(rows, given).softmax(1).numpy()
    with np.load(weights) as stored:
        net = NameNet(stored)
    pointed = list(net.point(given.vectors.astype(np.float32), given.words, given.paragraphs))
    assert [p.anaphor for p in pointed] == list(range(anaphors))
    for one in pointed:
        assert np.allclose(one.chances, wanted[one.anaphor, :-1], atol=1e-5)
        assert np.isclose(one.nobody, wanted[one.anaphor, -1], atol=1e-5)


@pytest.mark.parametrize(("names", "anaphors"), [(0, 5), (5, 0)])
def test_without_names_or_anaphors_it_points_nowhere(weights: Path, names: int, anaphors: int) -> None:
    given = stretch(30, names, anaphors)
    with np.load(weights) as stored:
        net = NameNet(stored)
    assert list(net.point(given.vectors.astype(np.float32), given.words, given.paragraphs)) == []


def test_what_is_told_of_an_article(weights: Path) -> None:
    document = document_of(*ARTICLE)
    words = words_of(document)
    vectors = np.random.default_rng(0).normal(size=(len(words), WIDTH)).astype(np.float32)
    told = NameReader(weights).read(document, vectors)
    starts = {entity.span.start for entity in document.entities}
    for pointed in told:
        assert {place for place, _ in pointed.names} <= starts
        assert sum(chance for _, chance in pointed.names) + pointed.nobody == pytest.approx(1, abs=0.05)
    assert NameReader(weights).read(document_of(), np.empty((0, WIDTH), np.float32)) == ()
    assert len(paragraphs(document)) == len(words)


def test_places_of_one_name_count_together() -> None:
    document = document_of(
        "(nsubj Lund/PROPN/PERSON) met/meet/VBD (obj Berg/PROPN/PERSON) .",
        "(nsubj Lund/PROPN/PERSON) left/leave/VBD .",
        "(nsubj She/she/PRON) slept/sleep/VBD .",
    )
    lund, berg = Referent("Lund", "person"), Referent("Berg", "person")
    words = words_of(document)
    meanings = {w: lund if w.text == "Lund" else berg for w in words if w.text in ("Lund", "Berg")}
    first, second, third = (entity.span.start for entity in document.entities)
    she = next(w for w in words if w.text == "She")
    document = Document(
        document.article,
        document.sentences,
        document.entities,
        pointed=(PointedNames(she.span.start, ((third, 0.5), (first, 0.25), (second, 0.1)), 0.15),),
    )
    pointed = PointedReferents(document, meanings)
    assert pointed.chances(she) == {lund: 0.75, berg: 0.1}


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0.0, "from 0.0"), (0.03, "from 0.03"), (0.5, "from 0.5"), (0.96, "from 0.9"), (1.0, "from 0.97")],
)
def test_a_chance_in_words(chance: float, told: str) -> None:
    assert step(chance) == told
