"""Mentions → who each one is: names, descriptions and pronouns brought to their referents.

`read_discourse` goes through the article once and gives a frozen reading; `CoreferenceResolver` looks up in it whom a
source means, with the chance that it is right. Never by guess: what does not fit stays without a name.
"""

from __future__ import annotations

from service.coreference.definite_descriptions import RELATIONS
from service.coreference.discourse_reader import read_discourse
from service.coreference.referent import Referent
from service.coreference.resolver import CoreferenceResolver, Resolution

__all__ = ["RELATIONS", "CoreferenceResolver", "Referent", "Resolution", "read_discourse"]
