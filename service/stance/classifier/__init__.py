"""A mention in its sentence → where the sentence stands toward it: what was learned, for where no rule fires.

`classify` gives the label with its probability; `training/stance.py` fits the weights on the features of this package.
"""

from __future__ import annotations

from service.stance.classifier.model import LABELS, Classification, Label, classify

__all__ = ["LABELS", "Classification", "Label", "classify"]
