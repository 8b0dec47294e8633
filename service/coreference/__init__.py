"""Mentions → who each one is: names, descriptions and pronouns brought to their referents.

The article is read once from its beginning; then `Cast.resolve` answers whom a source means, with the chance that it is
right. Never by guess: what does not fit stays without a name.
"""

from __future__ import annotations

from service.coreference.definite_descriptions import RELATIONS
from service.coreference.name_clusters import Referent
from service.coreference.resolver import Cast, Resolution

__all__ = ["RELATIONS", "Cast", "Referent", "Resolution"]
