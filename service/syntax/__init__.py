"""The parsed article: words, trees and named entities, and the ways through them.

`Document` holds frozen sentences of words with Universal Dependencies and entities; questions about a tree
(`follow`, `subject`, `agent`, …) go in with a sentence and a word, and words come out. No parser is known here: a
document is what `parsing` makes, or what `conllu` reads from a file.
"""

from __future__ import annotations

from service.syntax import conllu
from service.syntax.dependency_paths import first, follow, introducer
from service.syntax.document import ROOT, Document, Entity, EntityLabel, Sentence, Word, cover, top
from service.syntax.kept import kept
from service.syntax.predicates import TIMES, agent, is_aim, is_passive, is_quoted_saying, quoter, subject
from service.syntax.pronouns import pronoun_class
from service.syntax.reading import Places, PointedNames, Reading

__all__ = [
    "ROOT",
    "TIMES",
    "Document",
    "Entity",
    "EntityLabel",
    "Places",
    "PointedNames",
    "Reading",
    "Sentence",
    "Word",
    "agent",
    "conllu",
    "cover",
    "first",
    "follow",
    "introducer",
    "is_aim",
    "is_passive",
    "is_quoted_saying",
    "kept",
    "pronoun_class",
    "quoter",
    "subject",
    "top",
]
