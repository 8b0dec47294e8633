"""Lay out a Stanza resources folder from trained models; stock Stanza 1.15 loads it.

    python build_resources.py --vectors V.pt --tokenize T.pt --mwt M.pt --pos P.pt --lemma L.pt \
        --depparse D.pt --ner N.pt --out DIR

Weights become float16 (loading copies them into float32 parameters); vectors stay float32 (Stanza keeps their type and
the models need float32) but lie on a coarse grid (``vectors.py``), so that deflating the archive, which torch reads as
it is, halves them and more. Optimizer state and the paths of the training machine are dropped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import torch

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
NEED_VECTORS = ("pos", "depparse", "ner")
NOT_SHIPPED = ("optimizer_state_dict", "bert_optimizer_state_dict", "scheduler_state_dict")
LONGEST_TOKEN = 1000


def half(value: Any) -> Any:
    """The same structure with float32 tensors as float16."""
    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, half(item)) for key, item in value.items())
    return value


def slim(processor: str, model: dict[str, Any], vectors: dict[str, Any]) -> dict[str, Any]:
    """A model file as it ships."""
    model = {key: value for key, value in model.items() if key not in NOT_SHIPPED}
    config = model["config"]
    for key, value in config.items():
        if isinstance(value, str) and key.endswith(("_file", "_dir", "save_name")):
            config[key] = Path(value).name
    if processor == "tokenize":
        config["max_seqlen"] = LONGEST_TOKEN  # Stanza turns a token longer than this into "<UNK>"; training used 300
    if processor == "ner" and model["vocab"]["word"]["_id2unit"] != vectors["vocab"]["_id2unit"]:
        raise SystemExit("the NER model was trained with other vectors")
    shipped: dict[str, Any] = half(model)
    return shipped


def write(content: dict[str, Any], path: Path) -> str:
    """Save with deflate; returns the MD5 of the file. The archive is the same for the same content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = path.with_suffix(".raw")
    torch.save(content, raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in source.namelist():
            inside = "news/" + name.split("/", 1)[1]
            target.writestr(zipfile.ZipInfo(inside), source.read(name), zipfile.ZIP_DEFLATED, 9)
    raw.unlink()
    return hashlib.md5(path.read_bytes()).hexdigest()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("vectors", *PROCESSORS):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--package", default="news")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    vectors = torch.load(args.vectors, map_location="cpu", weights_only=True)
    package = args.package
    english: dict[str, Any] = {"lang_name": "English", "packages": {"default": dict.fromkeys(PROCESSORS, package)}}
    total = 0
    for processor in ("pretrain", *PROCESSORS):
        content = vectors
        if processor != "pretrain":
            trained = torch.load(getattr(args, processor), map_location="cpu", weights_only=True)
            content = slim(processor, trained, vectors)
        path = args.out / "en" / processor / f"{package}.pt"
        entry: dict[str, Any] = {"md5": write(content, path)}
        if processor in NEED_VECTORS:
            entry["dependencies"] = [{"model": "pretrain", "package": package}]
        english[processor] = {package: entry}
        total += path.stat().st_size
        print(f"{processor:9} {path.stat().st_size / 1e6:6.2f} MB")
    resources = {"en": english, "english": {"alias": "en"}}
    (args.out / "resources.json").write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")
    print(f"{'total':9} {total / 1e6:6.2f} MB")


if __name__ == "__main__":
    main()
