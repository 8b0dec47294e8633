"""Who writes in the first person: the author of a comment, told of in its last lines.

"Rick Scott is the Republican governor of Florida." at the end of an article tells who "I" is, when that is all that is
said of this person.
"""

from __future__ import annotations

from collections.abc import Iterable

from service.coreference.referent import Referent
from service.mentions import parts_of
from service.syntax import Document

_LAST_PARAGRAPHS = 3


def author_of(document: Document, referents: Iterable[Referent]) -> Referent | None:
    """The person with a full name whom one of the last paragraphs begins with, to tell who that is, and whom nothing
    before it names; None where nobody, or more than one, is told of so.
    """
    first = {r.mentions[0].span.start: r for r in referents if r.kind == "person" and len(parts_of(r.name)) > 1}
    found = []
    for paragraph in document.paragraphs[1:][-_LAST_PARAGRAPHS:]:
        sentence = document.sentence_at(paragraph.start)
        referent = first.get(paragraph.start)
        if referent is not None and sentence is not None and sentence.root.child("cop") is not None:
            head = referent.mentions[0].head
            if head.relation == "nsubj" and head.head is sentence.root:
                found.append(referent)
    return found[0] if len(found) == 1 else None
