"""A statement → what rules read off its tree, as findings. One module a rule, named for what it reads; `table` orders
them."""

from __future__ import annotations

from service.stance.rules.table import findings_of

__all__ = ["findings_of"]
