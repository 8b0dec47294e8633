"""The fast way through the models: Stanza's own answers, and Stanza's own way where the architecture is unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.utils import simplify_punct

from service.model_files import PROCESSORS
from service.parsing import pipeline as pipelines
from service.parsing.stanza_fast import accelerate
from service.parsing.stanza_fast.layout import Layout
from service.parsing.stanza_fast.lstm import Lstm
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


Vectors = dict[tuple[str, ...], torch.Tensor]
"""What the encoder made of each sentence, by its words."""


@pytest.fixture(scope="module")
def fast() -> Any:
    return pipelines.load_pipeline(SHIPPED_MODELS_DIR)


@pytest.fixture(scope="module")
def stock() -> Iterator[Any]:
    """Stanza's own way through the same models, over the vectors that the fast one read last."""

    def extract(
        _name: str, _tokenizer: Any, model: Any, data: Any, _device: str, keep_endpoints: bool, **_: Any
    ) -> Any:
        rows = [model.encoder.last_read[tuple(words)] for words in data]
        return [torch.cat([r, r[:1]]) if keep_endpoints else r[1:] for r in rows]

    with pytest.MonkeyPatch.context() as patch:
        for module in ("pos", "depparse", "ner"):
            patch.setattr(f"stanza.models.{module}.model.extract_bert_embeddings", extract)
        patch.setattr(pipelines, "accelerate", lambda pipeline: ())
        yield pipelines.load_pipeline(SHIPPED_MODELS_DIR)


@pytest.fixture
def both(fast: Any, stock: Any) -> Callable[[list[str]], tuple[list[Any], list[Any]]]:
    """The answers of both to texts that are read together."""

    def read(texts: list[str]) -> tuple[list[Any], list[Any]]:
        quick = fast.bulk_process(texts)
        vectors: Vectors = {}
        for sentence in (sentence for document in quick for sentence in document.sentences):
            rows = sentence.vectors
            [words] = simplify_punct([[[word.text] for word in sentence.words]])
            vectors[tuple(word for (word,) in words)] = rows  # Stanza's tagger and parser take "?!" for "?"
            of_tokens = [0, *(token.words[0].id for token in sentence.tokens)]
            vectors[tuple(token.text for token in sentence.tokens)] = rows[of_tokens]
        stock.processors["pos"].trainer.model.bert_model.encoder.last_read = vectors
        return answers(quick), answers(stock.bulk_process(texts))

    return read


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


Both = Callable[[list[str]], tuple[list[Any], list[Any]]]


@pytest.mark.models
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_text_alone_gets_stanzas_own_answer(both: Both, text: str) -> None:
    quick, stanzas = both([text])
    assert quick == stanzas


@pytest.mark.models
def test_texts_together_get_stanzas_own_answer(both: Both) -> None:
    quick, stanzas = both([*TEXTS, "", " \n"])
    assert quick == stanzas


@pytest.mark.models
def test_all_processors_know_their_models(fast: Any) -> None:
    assert accelerate(fast) == PROCESSORS


@pytest.mark.models
def test_the_answer_does_not_depend_on_what_was_read_before(fast: Any) -> None:
    before = answers([fast(TEXTS[0])])
    fast.bulk_process(TEXTS)
    assert answers([fast(TEXTS[0])]) == before


@pytest.mark.models
def test_a_paragraph_of_many_windows(both: Both) -> None:
    quick, stanzas = both([" ".join(dict.fromkeys(TEXTS))])
    assert quick == stanzas


@pytest.mark.models
@pytest.mark.parametrize(
    "text",
    ["A" * 3000, "the minister of Vessmoor said the harbour was safe and " * 70],
    ids=["long word", "no sentence"],
)
def test_a_text_without_sentences_or_in_a_very_long_word(both: Both, text: str) -> None:
    quick, stanzas = both([text])
    assert quick == stanzas


@pytest.mark.models
@pytest.mark.parametrize(
    ("processor", "argument", "value"),
    [
        pytest.param("pos", "charlm", True, id="tagger with a character language model"),
        pytest.param("depparse", "use_arc_embedding", True, id="parser with arc embeddings"),
        pytest.param("ner", "charlm", True, id="name tagger with a character language model"),
    ],
)
def test_an_unknown_architecture_keeps_stanzas_own_way(
    monkeypatch: pytest.MonkeyPatch, processor: str, argument: str, value: Any
) -> None:
    monkeypatch.setattr(pipelines, "accelerate", lambda pipeline: ())
    pipeline = pipelines.load_pipeline(SHIPPED_MODELS_DIR)
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
        rows = Lstm(model)(torch.cat([*sequences, torch.zeros(1, 5)]), Layout(lengths, 1))
        expected = torch.cat([model(sequence.unsqueeze(1))[0].squeeze(1) for sequence in sequences])
    torch.testing.assert_close(rows[:-1], expected)


def test_a_layout_has_every_row_once() -> None:
    layout = Layout([3, 40, 1, 39, 3, 200], 1)
    rows = torch.cat([bucket.forward for bucket in layout.buckets])
    assert rows[rows < layout.rows].sort().values.tolist() == list(range(layout.rows))
