"""Text → `Document`: the one room that knows Stanza and torch.

An `ArticleText` goes in, a document of `syntax` comes out, its entity labels mapped to
ours. `encoder` reads the words once for all of Stanza's processors, which `stanza_fast` makes
run over it. `fetch_models` downloads other models, `write_stock_models` writes ours so that
Stanza runs them by itself.
"""

from __future__ import annotations

import torch

torch.set_num_threads(1)  # one process per core is faster, and a fork after threaded inference deadlocks

from service.parsing.model_download import fetch_models  # noqa: E402  (only once torch is bound to one thread)
from service.parsing.parser import Parser, StanzaParser  # noqa: E402
from service.parsing.pipeline import load_pipeline  # noqa: E402
from service.parsing.stock_models import write_stock_models  # noqa: E402

__all__ = ["Parser", "StanzaParser", "fetch_models", "load_pipeline", "write_stock_models"]
