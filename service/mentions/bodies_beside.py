"""The body that somebody belongs to, read off the words beside a name that tell no role.

Mujtaba Rahman of the Eurasia Group     after the name: "of the Eurasia Group"
Gallup’s Jeffrey Jones                  a genitive before the name: "Gallup"
"""

from __future__ import annotations

from service.mentions.entity_names import name_of
from service.mentions.role_heads import is_genitive
from service.spans import Span
from service.syntax import Document, Entity


def body_beside(document: Document, name: Span) -> Span | None:
    """The words for the body beside the name at `name`, with the "of" before it; None where there is none."""
    words = document.words_in(name)
    if not words:
        return None
    sentence = words[0].sentence
    first, last = words[0].index, words[-1].index
    if first > 1 and is_genitive(sentence, first - 1):
        owner = document.entity_at(sentence.words[first - 2].span.start)
        if owner is None or not _is_body(owner):
            return None
        return Span(owner.span.start, sentence.words[first - 2].span.end)
    of = sentence.words[last + 1 : last + 2]
    if not of or of[0].text != "of":
        return None
    i = last + 2
    while i < len(sentence.words) and sentence.words[i].upos == "DET":
        i += 1
    body = document.entity_at(sentence.words[i].span.start) if i < len(sentence.words) else None
    # Nobody is somebody "of" a person: a tagger takes "Berenberg" for one.
    return (
        Span(of[0].span.start, body.span.end)
        if body is not None and (_is_body(body) or body.label == "PERSON")
        else None
    )


def _is_body(entity: Entity) -> bool:
    name = name_of(entity)
    return name is not None and name.kind == "organization"
