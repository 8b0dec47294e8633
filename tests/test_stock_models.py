"""The models as Stanza runs them without Quoth: what is written, and that the encoder is the same one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from test_model_files import official_resources, write_models

from service.errors import ModelsError
from service.model_files import PROCESSORS, check, needed
from service.parsing import write_stock_models
from service.parsing.encoder import Encoder
from service.settings import SHIPPED_MODELS_DIR

pytestmark = pytest.mark.models
pytest.importorskip("safetensors", reason="needs the extra stock")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_stock_models(SHIPPED_MODELS_DIR, tmp_path_factory.mktemp("stock"))


def test_the_folder_is_a_resources_directory_that_needs_nothing_of_quoths(written: Path) -> None:
    assert tuple(file.processor for file in check(written).files) == PROCESSORS


def test_the_model_files_name_the_encoder_by_its_place(written: Path) -> None:
    encoder = str((written / "en" / "encoder").resolve())
    for processor in ("pos", "depparse", "ner"):
        model = torch.load(written / "en" / processor / "news.pt", weights_only=True)
        assert model["config"]["bert_model"] == encoder


def test_a_bert_with_an_embedding_for_each_cased_piece(written: Path) -> None:
    from safetensors.torch import load_file

    folder = written / "en" / "encoder"
    config = json.loads((folder / "config.json").read_text())
    weights = load_file(folder / "model.safetensors")
    pieces = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
    assert weights["embeddings.word_embeddings.weight"].shape == (len(pieces), config["hidden_size"])
    assert sum(name.endswith("attention.self.query.weight") for name in weights) == config["num_hidden_layers"]


def test_stock_stanza_reads_with_it_what_quoth_does(written: Path) -> None:
    pytest.importorskip("transformers", reason="needs the extra stock")
    from stanza.models.common.bert_embedding import extract_bert_embeddings, load_bert

    files = {file.processor: file.path for file in needed(SHIPPED_MODELS_DIR)}
    words = "Transport Minister Ilse Brandt told NATO ’s envoys that it would rain .".split()
    [ours] = Encoder(files["encoder"], files["vocabulary"]).vectors([words])
    folder = str(written / "en" / "encoder")
    model, tokenizer = load_bert(folder, local_files_only=True)
    last_layer = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.zeros_(last_layer.weight)
    [theirs] = extract_bert_embeddings(folder, tokenizer, model, [words], "cpu", True, bert_layer_mix=last_layer)
    assert torch.cosine_similarity(ours, theirs[:-1]).min() > 0.97  # rounding to integers apart


def test_models_without_an_encoder_are_stanzas_already(tmp_path: Path) -> None:
    write_models(tmp_path, official_resources())
    with pytest.raises(ModelsError, match="read with no encoder"):
        write_stock_models(tmp_path, tmp_path / "out")
