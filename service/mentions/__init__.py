"""Document → mentions: the phrases that may mean somebody, each with its name, kind, gender and roles.

A head word goes in, a `Mention` comes out (`mention_of`); so do the roles beside a name (`roles_beside`) and what the
words of a role tell (`read_role`). Who a mention means is decided in `coreference`: here each is read by itself.
"""

from __future__ import annotations

from service.mentions.bodies_beside import body_beside
from service.mentions.body_roles import body_roles_beside, names_body
from service.mentions.descriptions import INDEFINITE, RELATIONS, may_describe
from service.mentions.entity_names import MAY_SPEAK, Gender, bare_name, name_of
from service.mentions.mention import Mention, entity_mentions, kind_of_noun, mention_of
from service.mentions.name_matching import (
    first_name,
    parts_of,
    same_first_name,
    same_full_name,
    same_surname,
    skeleton,
    surnames_of,
)
from service.mentions.noun_chunks import SUBJECT_PRONOUNS, NounPhrase, can_speak, noun_phrases
from service.mentions.noun_phrases import phrase
from service.mentions.role_descriptions import (
    DETERMINERS,
    OTHER_WORDS,
    POSSESSIVE,
    RoleWords,
    contradicts,
    polities_in,
    read_role,
)
from service.mentions.role_heads import OFFICES, first_nouns, names_role
from service.mentions.role_wording import wording
from service.mentions.roles import roles_beside

__all__ = [
    "DETERMINERS",
    "INDEFINITE",
    "MAY_SPEAK",
    "OFFICES",
    "OTHER_WORDS",
    "POSSESSIVE",
    "RELATIONS",
    "SUBJECT_PRONOUNS",
    "Gender",
    "Mention",
    "NounPhrase",
    "RoleWords",
    "bare_name",
    "body_beside",
    "body_roles_beside",
    "can_speak",
    "contradicts",
    "entity_mentions",
    "first_name",
    "first_nouns",
    "kind_of_noun",
    "may_describe",
    "mention_of",
    "name_of",
    "names_body",
    "names_role",
    "noun_phrases",
    "parts_of",
    "phrase",
    "polities_in",
    "read_role",
    "roles_beside",
    "same_first_name",
    "same_full_name",
    "same_surname",
    "skeleton",
    "surnames_of",
    "wording",
]
