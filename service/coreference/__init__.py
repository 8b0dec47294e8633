"""Mentions → who each one is: names, descriptions and pronouns brought to their referents.

`read_discourse` goes through the article once and gives a frozen reading; `CoreferenceResolver` looks up in it whom a
source means, with the chance that it is right. Never by guess: what does not fit stays without a name.
"""

from __future__ import annotations

from service.coreference.discourse_reader import read_discourse
from service.coreference.name_clusters import referents_of_names
from service.coreference.referent import Referent
from service.coreference.resolver import CoreferenceResolver, Link, Resolution

__all__ = ["CoreferenceResolver", "Link", "Referent", "Resolution", "read_discourse", "referents_of_names"]
