"""CoNLL-U for stored parses: one file holds one parsed article, its text and its named entities.

Comments at the top tell what the parse was made of: `# article = ` the text as a JSON string, `# readable = ` the same
as the parser read it, where that differs, `# models = ` the version of the models, and as JSON lists what nets read:
`# readings = ` attributions, `# pointed = ` whom pronouns and descriptions mean. Offsets and entities stand in
MISC (`start_char=…|end_char=…|ner=B-PERSON`), as Stanza writes them. Rules are tested on such files without a model.
"""

from __future__ import annotations

import json
import re
from dataclasses import astuple
from typing import Any, NamedTuple, cast

from service.spans import Span
from service.syntax.document import ROOT, Document, Entity, EntityLabel, Sentence, Word
from service.syntax.reading import PointedNames, Reading
from service.text import read_article

_MADE_OF = re.compile(r"^# (article|readable|models|readings|pointed) = (.*)\n", re.MULTILINE)


class Origin(NamedTuple):
    """What a parse was made of: the article's text, what the parser read of it, the version of the parser's models.

    A stored parse is stale where any of these would be another today.
    """

    text: str
    readable: str
    models: str | None


def write(document: Document, models: str) -> str:
    """The document as CoNLL-U, parsed with `models`; `read` gives an equal document back."""
    readable = document.article.readable
    lines = [f"# article = {_quoted(document.text)}"]
    if readable != document.text:
        lines.append(f"# readable = {_quoted(readable)}")
    lines.append(f"# models = {models}")
    if document.readings is not None:
        lines.append(f"# readings = {json.dumps([astuple(reading) for reading in document.readings])}")
    if document.pointed is not None:
        lines.append(f"# pointed = {json.dumps([astuple(pointed) for pointed in document.pointed])}")
    begins = {e.span.start: e for e in document.entities}
    for sentence in document.sentences:
        lines.append(f"# span = {sentence.span.start} {sentence.span.end}")
        entity: Entity | None = None
        for w in sentence.words:
            misc = f"start_char={w.span.start}|end_char={w.span.end}"
            if entity and w.span.start >= entity.span.end:
                entity = None
            begin = begins.get(w.span.start)
            if begin:
                entity = begin
            if entity:
                misc += f"|ner={'B' if begin else 'I'}-{entity.label}"
            lines.append(
                f"{w.index + 1}\t{w.text}\t{w.lemma}\t{w.upos}\t{w.xpos}\t{w.feats or '_'}"
                f"\t{w.head_index + 1}\t{w.deprel}\t_\t{misc}"
            )
        lines.append("")
    return "\n".join(lines) + "\n"


def read(conllu: str) -> Document:
    """The document that `write` wrote, its article read anew. Raises ValueError when the article's text is missing."""
    article = read_article(origin(conllu).text)
    sentences: list[Sentence] = []
    entities: list[Entity] = []
    for block in filter(None, _MADE_OF.sub("", conllu).strip().split("\n\n")):
        comment, *rows = block.split("\n")
        start, end = map(int, comment.removeprefix("# span = ").split())
        words = []
        for row in rows:
            word, tag = _word(row)
            words.append(word)
            if tag[:1] == "B":
                entities.append(Entity(cast(EntityLabel, tag[2:]), word.span))
            elif tag:
                entities[-1] = Entity(entities[-1].label, Span(entities[-1].span.start, word.span.end))
        sentences.append(Sentence(len(sentences), Span(start, end), tuple(words)))
    made_of = dict(_MADE_OF.findall(conllu))
    readings = tuple(map(_reading, json.loads(made_of["readings"]))) if "readings" in made_of else None
    pointed = tuple(map(_pointed, json.loads(made_of["pointed"]))) if "pointed" in made_of else None
    return Document(article, tuple(sentences), tuple(entities), readings, pointed)


def _reading(row: list[Any]) -> Reading:
    cue, probability, content, starts, ends, source, of_source = row
    starts, ends = (tuple((offset, chance) for offset, chance in places) for places in (starts, ends))
    return Reading(cue, probability, Span(*content), starts, ends, Span(*source) if source else None, of_source)


def _pointed(row: list[Any]) -> PointedNames:
    anaphor, names, nobody = row
    return PointedNames(anaphor, tuple((offset, chance) for offset, chance in names), nobody)


def origin(conllu: str) -> Origin:
    """What the parse that `write` wrote was made of. Raises ValueError when the article's text is missing."""
    comments: dict[str, str] = dict(_MADE_OF.findall(conllu))
    if "article" not in comments:
        raise ValueError("a stored parse begins with '# article = ' and the article's text as a JSON string")
    readable = comments.get("readable", comments["article"])
    return Origin(json.loads(comments["article"]), json.loads(readable), comments.get("models"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _word(row: str) -> tuple[Word, str]:
    index, form, lemma, upos, xpos, feats, head, deprel, _, misc = row.split("\t")
    place = dict(item.split("=", 1) for item in misc.split("|"))
    span = Span(int(place["start_char"]), int(place["end_char"]))
    plain_feats = "" if feats == "_" else feats
    head_index = int(head) - 1 if head != "0" else ROOT
    word = Word(int(index) - 1, span, form, lemma, upos, xpos, plain_feats, head_index, deprel)
    return word, place.get("ner", "")
