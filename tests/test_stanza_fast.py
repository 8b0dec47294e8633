"""The fast way through the models: Stanza's own answers, and Stanza's own way where the architecture is unknown."""

from __future__ import annotations

from itertools import islice
from typing import Any

import numpy as np
import pytest
import stanza
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from service.model_files import LANGUAGE, PROCESSORS
from service.parsing.stanza_fast import accelerate
from service.parsing.stanza_fast.forms import FormTable
from service.parsing.stanza_fast.layout import Layout, lstm
from service.parsing.stanza_fast.trees import best_tree, greedy_heads
from service.settings import SHIPPED_MODELS_DIR

TEXTS = [
    "Vessmoor will keep its harbour closed to tankers, Transport Minister Ilse Brandt said on Tuesday.",
    "“We won't go,” she told reporters. “They cannot make us - can they?!” Nobody answered.",
    "The E.U.'s 27 members (Poland, Hungary among them) agreed: no new sanctions before Jan. 15, 2014...",
    "Write to press.office@vessmoor.example.org or see https://www.vessmoor.gov/news now.",
    "Grüße aus Łódź 😀, wrote  Zbigniew\tKowalczyk-O’Neill ‘in haste’.",
    "He",
    "Officials said the minister, who had denied that anyone knew what the man the police held told them, left. "
    "Asked why he left, he said he did not know, and that nobody who knew had told him why.",
]  # fmt: skip


def load() -> Any:
    return stanza.Pipeline(
        LANGUAGE,
        dir=str(SHIPPED_MODELS_DIR),
        processors=",".join(PROCESSORS),
        download_method=None,
        use_gpu=False,
        verbose=False,
    )


@pytest.fixture(scope="module")
def stock() -> Any:
    return load()


@pytest.fixture(scope="module")
def fast() -> Any:
    pipeline = load()
    assert accelerate(pipeline) == PROCESSORS
    return pipeline


def answers(documents: list[Any]) -> list[Any]:
    return [
        (
            [
                [(t.text, t.start_char, t.end_char, t.ner, [(w.text, w.upos, w.xpos, w.feats, w.lemma, w.head, w.deprel)
                                                            for w in t.words]) for t in s.tokens]
                for s in document.sentences
            ],
            [(e.text, e.type, e.start_char, e.end_char) for e in document.ents],
        )
        for document in documents
    ]  # fmt: skip


@pytest.mark.models
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_alone_gets_stanzas_own_answer(stock: Any, fast: Any, text: str) -> None:
    assert answers([fast(text)]) == answers([stock(text)])


@pytest.mark.models
def test_texts_together_get_stanzas_own_answer(stock: Any, fast: Any) -> None:
    texts = [*TEXTS, "\n\n".join(TEXTS), "", " \n"]
    assert answers(fast.bulk_process(texts)) == answers(stock.bulk_process(texts))


@pytest.mark.models
def test_the_answer_does_not_depend_on_what_was_read_before(fast: Any) -> None:
    assert answers([fast(TEXTS[0])]) == answers(fast.bulk_process(TEXTS)[:1])


@pytest.mark.models
def test_a_paragraph_of_many_windows(stock: Any, fast: Any) -> None:
    text = " ".join(TEXTS * 4)
    assert answers([fast(text)]) == answers([stock(text)])


@pytest.mark.models
def test_a_text_without_sentences_in_a_very_long_word(stock: Any, fast: Any) -> None:
    for text in ("A" * 3000, "word " * 700):
        assert answers([fast(text)]) == answers([stock(text)])


@pytest.mark.models
@pytest.mark.parametrize(
    ("processor", "argument", "value"),
    [
        pytest.param("pos", "charlm", True, id="tagger with a character language model"),
        pytest.param("depparse", "use_arc_embedding", True, id="parser with arc embeddings"),
        pytest.param("ner", "charlm", True, id="name tagger with a character language model"),
    ],
)
def test_an_unknown_architecture_keeps_stanzas_own_way(processor: str, argument: str, value: Any) -> None:
    pipeline = load()
    pipeline.processors[processor].trainer.args[argument] = value
    process = pipeline.processors[processor].process
    assert processor not in accelerate(pipeline)
    assert pipeline.processors[processor].process == process


def matrices(words: int) -> st.SearchStrategy[np.ndarray[Any, Any]]:
    return arrays(np.float32, (words + 1, words + 1), elements=st.integers(-900, 900), unique=True)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9).flatmap(matrices))
def test_the_best_tree_is_stanzas(scores: np.ndarray[Any, Any]) -> None:
    rows = torch.from_numpy(scores / 100)
    rows.fill_diagonal_(-torch.inf)
    expected = chuliu_edmonds_one_root(torch.log_softmax(rows, 1).numpy())
    assert total(rows, best_tree(rows)) == pytest.approx(total(rows, expected))
    heads, is_tree = greedy_heads(rows.unsqueeze(0), torch.tensor([len(rows)]))
    if is_tree[0]:
        assert heads[0].tolist() == expected.tolist()


def total(scores: torch.Tensor, heads: Any) -> float:
    return sum(float(scores[i, head]) for i, head in enumerate(heads) if i)


@pytest.mark.parametrize("lengths", [[1], [3, 3, 3], [1, 9, 4, 4, 2, 1, 30]])
def test_an_lstm_over_a_layout_is_torchs_own(lengths: list[int]) -> None:
    torch.manual_seed(1)
    model = torch.nn.LSTM(5, 4, bidirectional=True)
    sequences = [torch.randn(length, 5) for length in lengths]
    with torch.no_grad():
        rows = lstm(model, torch.cat([*sequences, torch.zeros(1, 5)]), Layout(lengths))
        expected = torch.cat([model(sequence.unsqueeze(1))[0].squeeze(1) for sequence in sequences])
    torch.testing.assert_close(rows[:-1], expected)


def test_a_layout_has_every_row_once() -> None:
    layout = Layout([3, 40, 1, 39, 3, 200])
    for direction in ("forward", "backward"):
        rows = torch.cat([getattr(stair, direction) for stair in layout.stairs])
        assert rows[rows < layout.rows].sort().values.tolist() == list(range(layout.rows))
    rows = torch.cat([bucket.forward for bucket in layout.buckets])
    assert rows[rows < layout.rows].sort().values.tolist() == list(range(layout.rows))


def test_a_full_table_of_forms_starts_anew() -> None:
    asked: list[str] = []

    def make(forms: Any) -> torch.Tensor:
        asked.extend(forms)
        return torch.tensor([[float(len(form))] for form in forms])

    table = FormTable(make, most_forms=3)
    for forms in (["a", "bb", "a"], ["ccc"], ["bb", "dddd"], list(islice("abcdefgh", 8)), ["a"], ["bb"]):
        assert table(forms).tolist() == [*([float(len(form))] for form in forms), [0.0]]
    assert asked == ["a", "bb", "ccc", "bb", "dddd", *"abcdefgh", "bb"]
