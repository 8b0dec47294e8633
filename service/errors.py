"""What can go wrong, as one tree of exceptions, and what only draws a warning.

    QuothError
    ├── SettingsError          a QUOTH_* variable has no usable value; the start stops
    ├── ModelsError            model files are missing, damaged or cannot be fetched; the start stops
    ├── CorpusError            a folder of annotated texts is not of the kind that can be evaluated
    ├── EngineError            the service that is evaluated gives no answer
    └── InputError             the caller sent something that cannot be answered
        ├── InvalidText        the text holds what no text may hold (a lone surrogate)
        ├── TextTooLong        more code points than the limit; carries `limit` and `actual`
        ├── TooHard            the work passed its deadline; carries `limit_s` and `actual_s`
        └── StrictRefusal      `strict` was asked for and the text drew a warning; carries `warnings`

HTTP knows how to answer each (`problems`), the command line which exit code it means (`cli`).
"""

from __future__ import annotations

from dataclasses import dataclass

from service.spans import Span


@dataclass(frozen=True)
class Warning_:
    """Something about the text that the caller should know. `span` is None when it concerns the whole text."""

    code: str
    detail: str
    span: Span | None = None


class QuothError(Exception):
    """Base of every error that Quoth raises on purpose. `str(error)` is one line that says what to do."""


class SettingsError(QuothError):
    """A setting has no usable value."""


class ModelsError(QuothError):
    """The parser's model files are missing, damaged or cannot be fetched."""


class CorpusError(QuothError):
    """A folder of annotated texts has another layout, or a file of it is broken."""


class EngineError(QuothError):
    """The service that is evaluated cannot be reached, or refuses a text."""


class InputError(QuothError):
    """The caller's input cannot be answered."""


class InvalidText(InputError):
    """The text cannot be encoded as UTF-8: it holds a lone surrogate."""


class TextTooLong(InputError):
    """The text has more code points than the limit allows."""

    def __init__(self, limit: int, actual: int) -> None:
        super().__init__(f"The text has {actual} code points; the limit is {limit}. Send it in parts.")
        self.limit = limit
        self.actual = actual


class TooHard(InputError):
    """The analysis took longer than one article may take."""

    def __init__(self, limit_s: float, actual_s: float) -> None:
        super().__init__(f"The analysis took longer than {limit_s} seconds and was given up. Send the text in parts.")
        self.limit_s = limit_s
        self.actual_s = actual_s


class StrictRefusal(InputError):
    """`strict` was asked for and the text drew at least one warning."""

    def __init__(self, warnings: tuple[Warning_, ...]) -> None:
        codes = ", ".join(dict.fromkeys(w.code for w in warnings))
        super().__init__(f"Refused because of `strict`: {codes}.")
        self.warnings = warnings
