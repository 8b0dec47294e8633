"""The parser's models from Stanza's own server, for who has other ones than those shipped in mind."""

from __future__ import annotations

from pathlib import Path
from textwrap import shorten

import stanza

from service.errors import ModelsError
from service.model_files import LANGUAGE, PROCESSORS, ModelFiles, check
from service.settings import SHIPPED_MODELS_DIR


def fetch_models(models_dir: Path) -> ModelFiles:
    """Downloads Stanza's official English models into `models_dir`, with Stanza's own downloader, and checks them.

    Raises ModelsError when they cannot be had; files that arrived before the failure stay and are not loaded anew.
    """
    if models_dir.resolve() == SHIPPED_MODELS_DIR.resolve():
        raise ModelsError(f"{models_dir} holds the models that came with Quoth. Name another directory.")
    try:
        stanza.download(LANGUAGE, model_dir=str(models_dir), processors=",".join(PROCESSORS))
    except Exception as error:  # the downloader goes through two HTTP libraries whose errors share no other base
        reason = shorten(str(error), 200) or type(error).__name__
        advice = "Check the network, or copy a Stanza resources directory there by hand."
        raise ModelsError(f"Cannot download the models into {models_dir}. {advice} ({reason})") from error
    return check(models_dir)
