"""Quoth's models in the form that Stanza runs by itself, with `transformers`: to compare with, or to train on."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from service.errors import ModelsError
from service.model_files import LANGUAGE, PROCESSORS, check

LAYER = {
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}
"""Our names of a layer's parts → Hugging Face's."""


def write_stock_models(models_dir: Path, out: Path) -> Path:
    """A Stanza resources directory at `out` from that in `models_dir`, the encoder as a BERT of Hugging Face's.

    The model files name the encoder by its path, so the directory must stay where it was made. Raises ModelsError where
    the models read with no encoder, or `safetensors` is not installed.
    """
    try:
        from safetensors import safe_open
        from safetensors.torch import save_file
    except ImportError as error:
        raise ModelsError("This needs safetensors: pip install 'quoth[stock]'") from error
    files = check(models_dir).files
    package = files[0].package
    source = models_dir / LANGUAGE / "weights" / f"{package}.safetensors"
    if not source.is_file():
        raise ModelsError(f"The models in {models_dir} read with no encoder: Stanza runs them as they are.")
    folder = (out / LANGUAGE / "encoder").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with safe_open(source, "pt") as opened:
        weights = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  (no mapping)
        weights = {name: values.float() if values.is_floating_point() else values for name, values in weights.items()}
        config = json.loads(opened.metadata()["config"])
    save_file(_bert(weights, config), folder / "model.safetensors", {"format": "pt"})
    config |= {
        "model_type": "bert",
        "architectures": ["BertModel"],
        "dtype": "float32",
        "vocab_size": len(weights["base"]),
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    shutil.copyfile(models_dir / LANGUAGE / "vocabulary" / f"{package}.json", folder / "tokenizer.json")
    marks = {f"{name}_token": f"[{name.upper()}]" for name in ("cls", "sep", "pad", "unk", "mask")}
    limits = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": config["max_position_embeddings"]}
    (folder / "tokenizer_config.json").write_text(json.dumps(limits | marks), encoding="utf-8")
    resources = json.loads((models_dir / "resources.json").read_text("utf-8"))
    for file in files:
        if file.processor in PROCESSORS:
            entry = resources[LANGUAGE][file.processor][package]
            entry.pop("dependencies", None)
            entry["md5"] = _written(file.path, out / LANGUAGE / file.processor / file.path.name, str(folder))
    for kind in ("encoder", "vocabulary", "weights"):
        del resources[LANGUAGE][kind]
    (out / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")
    return out


def _written(source: Path, target: Path, encoder: str) -> str:
    """A model file with the encoder's path in it; its md5."""
    model: dict[str, Any] = torch.load(source, map_location="cpu", weights_only=True)
    if model["config"].get("bert_model"):
        model["config"]["bert_model"] = encoder
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model, target)
    return hashlib.md5(target.read_bytes(), usedforsecurity=False).hexdigest()


def _bert(ours: dict[str, Tensor], config: dict[str, Any]) -> dict[str, Tensor]:
    """Hugging Face's names and one embedding a cased piece: that of the uncased piece plus that of its shape."""
    pieces = ours["pieces.weight"][ours["base"].long()] + ours["shapes.weight"][ours["shape"].long()]
    found = {
        "embeddings.word_embeddings.weight": pieces,
        "embeddings.position_embeddings.weight": ours["positions.weight"],
        "embeddings.token_type_embeddings.weight": torch.zeros(config["type_vocab_size"], config["hidden_size"]),
    }
    for part in ("weight", "bias"):
        found[f"embeddings.LayerNorm.{part}"] = ours[f"norm.{part}"]
        for number in range(config["num_hidden_layers"]):
            layer, theirs = f"layers.{number}", f"encoder.layer.{number}"
            apart = ours[f"{layer}.attention.{part}"].chunk(3)
            for name, values in zip(("query", "key", "value"), apart, strict=True):
                found[f"{theirs}.attention.self.{name}.{part}"] = values.clone()
            for name, their_name in LAYER.items():
                found[f"{theirs}.{their_name}.{part}"] = ours[f"{layer}.{name}.{part}"]
    return found
