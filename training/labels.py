"""The labels that the heads choose from, collected from the training data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from training.windows import OUTSIDE, Document, Sentence

NONE = "_"


@dataclass(frozen=True)
class Labels:
    """Each list in the order of a head's outputs; `feats` by feature, the first value of each is its absence."""

    upos: list[str]
    xpos: list[str]
    feats: dict[str, list[str]]
    deprels: list[str]
    names: list[str]

    @classmethod
    def of(cls, treebank: list[Document], names: list[Document]) -> Labels:
        """All labels that occur."""
        rows = [sentence for document in treebank for sentence in document]
        feats: dict[str, set[str]] = {}
        for sentence in rows:
            for text in sentence.feats:
                for name, value in features(text).items():
                    feats.setdefault(name, set()).add(value)
        return cls(
            sorted({tag for s in rows for tag in s.upos}),
            sorted({tag for s in rows for tag in s.xpos}),
            {name: [NONE, *sorted(feats[name])] for name in sorted(feats)},
            sorted({tag for s in rows for tag in s.deprels}),
            [OUTSIDE, *sorted({tag for d in names for s in d for tag in s.names} - {OUTSIDE})],
        )

    @property
    def tag_sizes(self) -> list[int]:
        """The numbers of labels of the tagger's columns."""
        return [len(self.upos), len(self.xpos), *map(len, self.feats.values())]

    def tags(self, sentence: Sentence) -> list[list[int]]:
        """For each word the number of its label in each of the tagger's columns."""
        found = []
        for upos, xpos, text in zip(sentence.upos, sentence.xpos, sentence.feats, strict=True):
            having = features(text)
            of_feats = [values.index(having.get(name, NONE)) for name, values in self.feats.items()]
            found.append([self.upos.index(upos), self.xpos.index(xpos), *of_feats])
        return found

    def as_dict(self) -> dict[str, Any]:
        """For a checkpoint."""
        return asdict(self)


def features(text: str) -> dict[str, str]:
    """The features of a word by name."""
    return {} if text == NONE else dict(part.split("=", 1) for part in text.split("|"))
