"""Text → `Document`: the one room that knows Stanza and torch.

An `ArticleText` goes in, a document of `syntax` comes out, its entity labels mapped to
ours. `stanza_fast` makes the same models run faster; `fetch_models` downloads others.
"""

from __future__ import annotations

import torch

torch.set_num_threads(1)  # one process per core is faster, and a fork after threaded inference deadlocks

from service.parsing.model_download import fetch_models  # noqa: E402  (only once torch is bound to one thread)
from service.parsing.parser import Parser, StanzaParser  # noqa: E402

__all__ = ["Parser", "StanzaParser", "fetch_models"]
