"""Typographic variants of treebank sentences: curly, straight, LaTeX and machine-translated quotation marks.

    python augment.py --in TRAIN.conllu --out TRAIN_AUG.conllu [--paragraphs]

The treebanks are web text with straight marks; news has curly ones, agencies send `` and '', and translated copy mixes
marks and sets spaces around them. Every sentence with marks, apostrophes or dashes gets copies in other styles (forms,
``# text`` and SpaceAfter; the tree stays). With ``--paragraphs`` whole paragraphs are copied, for the tokenizer.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

Sentence = list[str]
DOUBLE = {'"', "``", "''", "“", "”"}
SINGLE = {"'", "`", "‘", "’"}
TRANSLATED_OPEN = ['"', "“", "”", "„", "«", "''", "‘‘"]
TRANSLATED_CLOSE = ['"', "”", "“", "»", "''", "’’"]


@dataclass
class Style:
    """How one copy writes its marks."""

    name: str
    open: list[str]
    close: list[str]
    single: tuple[str, str]
    apostrophe: str
    dash: str
    spaced: float = 0.0


STYLES = {
    "curly": Style("curly", ["“"], ["”"], ("‘", "’"), "’", "—"),
    "straight": Style("straight", ['"'], ['"'], ("'", "'"), "'", "--"),
    "latex": Style("latex", ["``"], ["''"], ("`", "'"), "'", "--"),
    "translated": Style("translated", TRANSLATED_OPEN, TRANSLATED_CLOSE, ("‘", "’"), "’", "–", spaced=0.5),
}


def read(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL-U file as lists of lines."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [block.strip("\n").split("\n") for block in blocks if block.strip()]


def write(path: Path, sentences: list[Sentence]) -> None:
    """Write sentences as CoNLL-U."""
    path.write_text("".join("\n".join(sentence) + "\n\n" for sentence in sentences), encoding="utf-8")


def surface(rows: list[list[str]]) -> list[tuple[int, list[int]]]:
    """For each surface token its row and the rows of its words (other rows than its own for a multi-word token)."""
    tokens: list[tuple[int, list[int]]] = []
    last = 0
    for i, row in enumerate(rows):
        if "-" in row[0]:
            last = int(row[0].split("-")[1])
            tokens.append((i, []))
        elif int(row[0]) <= last:
            tokens[-1][1].append(i)
        else:
            tokens.append((i, []))
    return tokens


def restyle(sentence: Sentence, style: Style) -> Sentence | None:
    """The sentence in another style; None when nothing changes."""
    comments = [line for line in sentence if line.startswith("#")]
    rows = [line.split("\t") for line in sentence if not line.startswith("#")]
    tokens = surface(rows)
    opened = False
    after_space = True
    changed = False
    for place, (i, words) in enumerate(tokens):
        row = rows[i]
        form = row[1]
        if form in DOUBLE:
            closing = row[4] == "''" or (row[4] != "``" and opened)
            opened = not closing
            form = random.choice(style.close if closing else style.open)
            if random.random() < style.spaced:
                row[9] = "_"
                if place:
                    rows[tokens[place - 1][0]][9] = "_"
        elif form in SINGLE:
            form = style.single[0] if row[4] == "``" or (row[4] != "''" and after_space) else style.single[1]
        elif form in ("--", "—", "–") and row[3] == "PUNCT":
            form = style.dash
        else:
            for j in (i, *words):
                rows[j][1] = rows[j][1].replace("'", style.apostrophe).replace("’", style.apostrophe)
            form = row[1]
        changed |= form != sentence[len(comments) + i].split("\t")[1]
        row[1] = form
        after_space = row[9] != "SpaceAfter=No"
    if not changed:
        return None
    text = "".join(rows[i][1] + ("" if rows[i][9] == "SpaceAfter=No" else " ") for i, _ in tokens).strip()
    head = [mark(line, style.name, text) for line in comments]
    return head + ["\t".join(row) for row in rows]


def mark(comment: str, suffix: str, text: str) -> str:
    """The comment line of a copy: its own identifiers and its own text."""
    if comment.startswith("# text"):
        return f"# text = {text}"
    return f"{comment}-{suffix}" if " = " in comment else comment


def paragraphs(sentences: list[Sentence]) -> list[list[Sentence]]:
    """Group sentences by their newpar and newdoc comments."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        if not groups or any(line.startswith(("# newpar", "# newdoc")) for line in sentence):
            groups.append([])
        groups[-1].append(sentence)
    return groups


def variants(group: list[Sentence], shares: dict[str, float]) -> list[list[Sentence]]:
    """Copies of a group of sentences, each style with its own probability."""
    copies = []
    for name, share in shares.items():
        if random.random() < share:
            changed = [restyle(sentence, STYLES[name]) for sentence in group]
            if any(changed):
                copies.append([new or old for new, old in zip(changed, group, strict=True)])
    return copies


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--paragraphs", action="store_true")
    parser.add_argument("--curly", type=float, default=0.7)
    parser.add_argument("--straight", type=float, default=0.3)
    parser.add_argument("--latex", type=float, default=0.1)
    parser.add_argument("--translated", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    random.seed(args.seed)
    shares = {name: getattr(args, name) for name in STYLES}
    sentences = read(args.source)
    groups = paragraphs(sentences) if args.paragraphs else [[sentence] for sentence in sentences]
    copies = [copy for group in groups for copy in variants(group, shares)]
    if args.paragraphs:
        for copy in copies:
            if not any(line.startswith("# newpar") for line in copy[0]):
                copy[0] = ["# newpar", *copy[0]]
    added = [sentence for copy in copies for sentence in copy]
    write(args.out, sentences + added)
    print(f"{len(sentences)} sentences and {len(added)} in {len(copies)} copies")


if __name__ == "__main__":
    main()
