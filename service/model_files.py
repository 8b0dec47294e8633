"""The parser's model files: which ones a Stanza resources directory must hold, whether they are whole, their version.

A Stanza resources directory holds `resources.json` and one file a model, `en/<processor>/<package>.pt`. Its
`resources.json` names the default package of every processor, the models that a package needs beside itself (word
vectors, character models) and each file's md5. Quoth's own models and Stanza's official ones have the same structure.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import ModelsError
from service.settings import SHIPPED_MODELS_DIR

LANGUAGE = "en"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse", "ner")
_SUFFIXES = {"encoder": "onnx", "vocabulary": "json", "weights": "safetensors", "attributions": "npz",
             "names": "npz"}  # fmt: skip
"""What Quoth's models hold beside Stanza's own kinds of files, which end in `.pt`."""


@dataclass(frozen=True)
class ModelFile:
    """One model on disk. `md5s` are the digests that `resources.json` accepts, the usual one first."""

    processor: str
    package: str
    path: Path
    md5s: tuple[str, ...]

    def md5(self) -> str:
        """The digest of the file as it lies on disk, in hexadecimal; raises OSError when it cannot be read."""
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()

    def state(self) -> str:
        """ "ok", "missing", "damaged" (another md5 than stated) or "unreadable"."""
        try:
            return "ok" if self.md5() in self.md5s else "damaged"
        except FileNotFoundError:
            return "missing"
        except OSError:
            return "unreadable"


@dataclass(frozen=True)
class ModelFiles:
    """A checked set of models. `version` is made from the stated md5s: it changes with any of the models."""

    name: str
    version: str
    files: tuple[ModelFile, ...]


def needed(models_dir: Path) -> tuple[ModelFile, ...]:
    """The files that the default English package in `models_dir` needs, present or not; dependencies come last.

    Raises ModelsError when `models_dir` is no Stanza resources directory, or one without the English models.
    """
    english = _english(models_dir)
    try:
        packages = english["packages"]["default"]
        wanted = [(processor, packages[processor]) for processor in PROCESSORS]
        for processor, package in tuple(wanted):
            for dependency in english[processor][package].get("dependencies", ()):
                wanted.append((dependency["model"], dependency["package"]))
        return tuple(_file(models_dir, english, *pair) for pair in dict.fromkeys(wanted))
    except (KeyError, TypeError, AttributeError) as error:
        problem = f"{models_dir / 'resources.json'} does not describe a default English package"
        raise ModelsError(f"{problem} with {', '.join(PROCESSORS)}. {_remedy(models_dir)}") from error


def check(models_dir: Path) -> ModelFiles:
    """The models in `models_dir`, every file read and compared with its md5.

    Raises ModelsError naming the first file that is missing, unreadable or damaged.
    """
    files = needed(models_dir)
    fingerprint = hashlib.sha256()
    for file in files:
        if (state := file.state()) != "ok":
            raise ModelsError(f"The model file {file.path} is {state}. {_remedy(models_dir)}")
        fingerprint.update(f"{file.processor}/{file.package} {file.md5s[0]}\n".encode())
    return ModelFiles(f"stanza-{LANGUAGE}-{files[0].package}", fingerprint.hexdigest()[:12], files)


def _english(models_dir: Path) -> Any:
    path = models_dir / "resources.json"
    try:
        resources = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        problem = f"{models_dir} is no Stanza resources directory: it holds no resources.json."
        raise ModelsError(f"{problem} {_remedy(models_dir)}") from error
    except (OSError, ValueError) as error:
        raise ModelsError(f"{path} cannot be read. {_remedy(models_dir)}") from error
    return resources.get(LANGUAGE, {}) if isinstance(resources, dict) else {}


def _file(models_dir: Path, english: Any, processor: str, package: str) -> ModelFile:
    entry = english[processor][package]
    # Stanza accepts a file's older version by its alternate_md5; so does Quoth, or a fetched model might be refused.
    md5s = (entry["md5"], *([entry["alternate_md5"]] if "alternate_md5" in entry else []))
    suffix = _SUFFIXES.get(processor, "pt")
    return ModelFile(processor, package, models_dir / LANGUAGE / processor / f"{package}.{suffix}", md5s)


def _remedy(models_dir: Path) -> str:
    if models_dir.resolve() == SHIPPED_MODELS_DIR.resolve():
        return "Install Quoth again, or set QUOTH_MODELS_DIR to another Stanza resources directory."
    return f"Unset QUOTH_MODELS_DIR for the models that came with Quoth, or run `quoth models fetch {models_dir}`."
