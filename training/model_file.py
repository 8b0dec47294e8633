"""Stanza's model files as they ship.

Weights become float16 (loading copies them into float32 parameters), in an archive that is deflated, which torch reads
as it is. Optimizer state and the paths of the training machine are dropped.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import torch

NOT_SHIPPED = ("optimizer_state_dict", "bert_optimizer_state_dict", "scheduler_state_dict")
LONGEST_TOKEN = 1000
PACKAGE, ATTRIBUTIONS, NAMES = "news", "attributions", "names"


def half(value: Any) -> Any:
    """The same structure with float32 tensors as float16."""
    if torch.is_tensor(value):
        return value.half() if value.dtype == torch.float32 else value
    if isinstance(value, dict):
        return type(value)((key, half(item)) for key, item in value.items())
    return value


def add_net(models_dir: Path, net: str, weights: Path) -> None:
    """Puts a net that reads articles beside the encoder that it was trained over, and names it as needed."""
    target = models_dir / "en" / net / f"{PACKAGE}.npz"
    target.parent.mkdir(exist_ok=True)
    shutil.copyfile(weights, target)
    file = models_dir / "resources.json"
    resources = json.loads(file.read_text(encoding="utf-8"))
    english = resources["en"]
    english[net] = {PACKAGE: {"md5": md5(target)}}
    needed = english["depparse"][PACKAGE]["dependencies"]
    if not any(dependency["model"] == net for dependency in needed):
        needed.append({"model": net, "package": PACKAGE})
    file.write_text(json.dumps(resources, indent=1) + "\n", encoding="utf-8")


def slim(processor: str, model: dict[str, Any]) -> dict[str, Any]:
    """A trained model as it ships."""
    model = {key: value for key, value in model.items() if key not in NOT_SHIPPED}
    config = model["config"]
    for key, value in config.items():
        if isinstance(value, str) and key.endswith(("_file", "_dir", "save_name")):
            config[key] = Path(value).name
    if processor == "tokenize":
        config["max_seqlen"] = LONGEST_TOKEN  # Stanza turns a token longer than this into "<UNK>"; training used 300
    shipped: dict[str, Any] = half(model)
    return shipped


def md5(path: Path) -> str:
    """The digest of a file."""
    return hashlib.md5(path.read_bytes()).hexdigest()


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
    return md5(path)
