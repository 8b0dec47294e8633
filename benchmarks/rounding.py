"""What rounding costs: the share of words about which the encoder in 8-bit integers leads to another answer.

    python -m benchmarks.rounding TEXT_DIR [--limit N] [--models DIR]

Both graphs come from the same weights; windows, heads and decoding are the same. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import onnx
from safetensors import safe_open

from benchmarks.parse import answers_of
from service.model_files import LANGUAGE, needed
from service.parsing import load_pipeline
from service.parsing.encoder import Encoder
from service.settings import Settings
from training.onnx_encoder import build


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int, default=None, help="only the first N articles")
    arguments.add_argument("--models", type=Path, default=Settings().models_dir, help="Quoth's models")
    given = arguments.parse_args()
    texts = [file.read_text(encoding="utf-8") for file in sorted(given.folder.glob("*.txt"))[: given.limit]]
    pipeline = load_pipeline(given.models)
    whole = answers(pipeline, texts)
    files = {file.processor: file for file in needed(given.models)}
    weights = given.models / LANGUAGE / "weights" / f"{files['encoder'].package}.safetensors"
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "encoder.onnx"
        onnx.save(float_graph(weights), graph)
        exact = Encoder(graph, files["vocabulary"].path)
    for name in ("pos", "depparse", "ner"):
        pipeline.processors[name].trainer.model.bert_model.encoder._session = exact._session
    differing: Counter[str] = Counter()
    for a, b in zip(whole, answers(pipeline, texts), strict=True):
        differing.update(key for key in a if a[key] != b[key])
    print(
        f"{len(whole)} words; another " + ", ".join(f"{k} {100 * n / len(whole):.2f} %" for k, n in differing.items())
    )


def answers(pipeline: Any, texts: list[str]) -> list[dict[str, Any]]:
    """What is said of each word, each text read alone."""
    return [answer for text in texts for _, answer in answers_of([pipeline(text)])]


def float_graph(file: Path) -> Any:
    """The encoder's graph without integers."""
    with safe_open(file, "np") as opened:
        weights = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118  (no mapping)
        config = json.loads(opened.metadata()["config"])
    floats = {name: values.astype("float32") for name, values in weights.items()}
    return build(floats, config, weights["base"], weights["shape"], integers=False)


if __name__ == "__main__":
    main()
