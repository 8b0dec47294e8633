"""An engine that needs no models: every “…” is a direct quote. Run as a program, it is served by gunicorn."""

import os
import re
from collections.abc import Callable
from threading import Event

from service import RULES_VERSION
from service.errors import StrictRefusal, Warning_
from service.output import Analysis, Cue, Member, ModelInfo, Options, Quote, Report, Speaker, SpeakerOfQuote
from service.server import run
from service.settings import Settings
from service.spans import Span
from service.speakers import Addressee
from service.stance import Position, Stance, TargetStance
from service.text import check

BROKEN = "This text breaks the engine."
SLOW = "This text takes until the gate opens."
HOLDER = "says Ann"  # behind a quote: speaker, cue and everything else that may be null is there


class FakeAnalyzer:
    """Quotes in “…”; the text `SLOW` waits for `gate`, the text `BROKEN` is a fault of the engine."""

    def __init__(self, max_text_chars: int = 3000, slow_s: float = 30) -> None:
        self.model = ModelInfo("fake", "1", RULES_VERSION)
        self.gate = Event()
        self.asked: list[Options] = []
        self._max_text_chars = max_text_chars
        self._slow_s = slow_s

    def analyze(
        self, text: str, options: Options = Options(), stage_done: Callable[[str], None] = lambda _: None
    ) -> Analysis:
        check(text, self._max_text_chars)
        self.asked.append(options)
        if text == BROKEN:
            raise KeyError(text)
        if text == SLOW:
            self.gate.wait(self._slow_s)
        stage_done("parser")
        warnings: tuple[Warning_, ...] = ()
        if text.count("“") > text.count("”"):
            mark = text.rindex("“")
            warnings = (Warning_("unclosed-quotation-mark", "Never closed.", Span(mark, mark + 1)),)
        if options.strict and warnings:
            raise StrictRefusal(warnings)
        quotes = tuple(
            _quote(i, Span(*m.span(1)), Span(*m.span(2)), options)
            for i, m in enumerate(re.finditer(f"“([^“”]*)”(?: ({HOLDER}))?", text))
        )
        speakers = (
            Speaker(
                "s1",
                "Ann",
                "person",
                ("baker",),
                ("Annie",),
                False,
                ("q0",),
                (Span(0, 1),),
                (Member("s2", "Bo", None),),
            ),
        )
        return Analysis(text, "en", quotes, speakers if quotes else (), self.model, warnings)


def _quote(i: int, content: Span, holder: Span, options: Options) -> Quote:
    known = holder.start >= 0
    verb, name = Span(holder.start, holder.start + 4), Span(holder.start + 5, holder.end)
    targets = tuple(TargetStance(t.name, "neutral", 0.5, (content,)) for t in options.targets)
    position = Position(content, "claim", "oppose", (content,), False, 0.5, "R5")
    return Quote(
        id=f"q{i}",
        type="direct",
        medium="speech",
        content=(content,),
        speaker=SpeakerOfQuote("s1", "Ann", "person", "baker", "bakery", False, name, (Member("s2", "Bo", None),))
        if known
        else SpeakerOfQuote(None, None, "unknown", None, None, False, None),
        cue=Cue(verb, "say") if known else None,
        addressee=Addressee("Ann", name) if known else None,
        reported_by=(Report("q9", "s1", "Ann"), Report("q8", None, None)) if known else (),
        stance=Stance("oppose", (position,) if known else (), "assert", "certain", "+", "neutral", targets),
        confidence=0.5,
        evidence={"rule": "fake", "reason": None, "score": 0.5, "sure": True},
    )


if __name__ == "__main__":
    run(Settings.from_environment(), FakeAnalyzer(slow_s=float(os.environ.get("FAKE_SLOW_S", "1"))))
