"""A Stanza resources directory → a pipeline of Stanza's, over the shared encoder where the models are of that kind."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.foundation_cache import BertRecord, FoundationCache

from service.errors import ModelsError
from service.model_files import LANGUAGE, PROCESSORS, needed
from service.parsing.encoder import Encoder
from service.parsing.stanza_fast import EncodedHead, accelerate

_ENCODER = "encoder"
"""What Quoth's model files call the transformer they read with."""


def load_pipeline(models_dir: Path, processors: tuple[str, ...] = PROCESSORS, **options: Any) -> Any:
    """A `stanza.Pipeline` over the models in `models_dir`, made fast where that is known how.

    Quoth's own models find their encoder where Stanza keeps the transformers it has loaded, so `transformers` is not
    needed. Raises ModelsError for files that cannot be used.
    """
    logging.getLogger("stanza").setLevel(logging.ERROR)
    files = {file.processor: file.path for file in needed(models_dir)}
    cache = FoundationCache(local_files_only=True)
    try:
        if _ENCODER in files:
            head = EncodedHead(Encoder(files[_ENCODER], files["vocabulary"]))
            cache.bert[_ENCODER] = BertRecord(head, None, {})
        pipeline = stanza.Pipeline(
            LANGUAGE,
            dir=str(models_dir),
            processors=",".join(processors),
            download_method=None,
            use_gpu=False,
            verbose=False,
            foundation_cache=cache,
            **options,
        )
    except Exception as error:  # Stanza raises many types, also bare ones, for files it cannot use
        raise ModelsError(f"Stanza cannot load the models in {models_dir}: {error}") from error
    accelerate(pipeline)
    return pipeline
