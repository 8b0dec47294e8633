"""Attributions → attributed quotes: each source resolved, with role, addressee and the chain of reports around it.

`resolve_speakers` makes one `AttributedQuote` of each attribution; `without_repeats` and `with_relays` leave out what
is no report of its own and mark who only hands a report on.
"""

from __future__ import annotations

from service.speakers.addressees import Addressee
from service.speakers.resolution import AttributedQuote, resolve_speakers
from service.speakers.source_chains import with_relays, without_repeats

__all__ = ["Addressee", "AttributedQuote", "resolve_speakers", "with_relays", "without_repeats"]
