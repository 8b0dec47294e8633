"""What stands between requests and the analyzer: order, places, deadline, callers who go away."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import pytest
from fake_engine import FakeAnalyzer

from service.errors import TooHard
from service.observability import Metrics
from service.output import Analysis, Options
from service.settings import Settings
from service.web.analysis_queue import AnalysisQueue
from service.web.problems import ClientGone, Problem


class Staged(FakeAnalyzer):
    """Waits at `gate` before the end of its first stage, and keeps the texts that got further."""

    def __init__(self) -> None:
        super().__init__()
        self.gate.set()
        self.begun: list[str] = []
        self.finished: list[str] = []

    def analyze(
        self, text: str, options: Options = Options(), stage_done: Callable[[str], None] = lambda _: None
    ) -> Analysis:
        self.begun.append(text)
        self.gate.wait(30)
        stage_done("parser")
        self.finished.append(text)
        return super().analyze(text, options)


@pytest.fixture
def analyzer() -> Staged:
    return Staged()


def queue_of(analyzer: Staged, **settings: Any) -> AnalysisQueue:
    """A queue whose analyzer is warm and, from then on, waits at its gate."""
    queue = AnalysisQueue(analyzer, Settings(**settings), Metrics())
    queue.analyze("first", Options())
    analyzer.gate.clear()
    analyzer.begun.clear()
    analyzer.finished.clear()
    return queue


class Caller(Thread):
    """Asks for the analysis of `text`, and goes away when told."""

    def __init__(self, queue: AnalysisQueue, text: str) -> None:
        super().__init__()
        self.gone = Event()
        self.outcome: Any = None
        self._queue, self._text = queue, text
        self.start()

    def run(self) -> None:
        try:
            self.outcome = self._queue.analyze(self._text, Options(), self.gone.is_set).text
        except (ClientGone, Problem, TooHard) as error:
            self.outcome = error

    def end(self) -> Any:
        self.join()
        return self.outcome


def begun(analyzer: Staged, text: str) -> None:
    while text not in analyzer.begun:
        pass


def test_first_come_first_served(analyzer: Staged) -> None:
    queue = queue_of(analyzer)
    callers = []
    for text in "abc":
        callers.append(Caller(queue, text))
        begun(analyzer, "a")
    analyzer.gate.set()
    assert [caller.end() for caller in callers] == ["a", "b", "c"]
    assert sorted(analyzer.finished) == ["a", "b", "c"]


def test_work_that_has_not_begun_is_dropped_with_its_caller(analyzer: Staged) -> None:
    queue = queue_of(analyzer)
    served = Caller(queue, "a")
    begun(analyzer, "a")
    waiting = Caller(queue, "b")
    waiting.gone.set()
    assert isinstance(waiting.end(), ClientGone)  # at once: the gate is closed
    analyzer.gate.set()
    assert served.end() == "a"
    assert queue.analyze("c", Options()).text == "c"
    assert analyzer.begun == ["a", "c"]


def test_work_that_has_begun_is_dropped_at_the_end_of_its_stage(analyzer: Staged) -> None:
    queue = queue_of(analyzer)
    caller = Caller(queue, "a")
    begun(analyzer, "a")
    caller.gone.set()
    assert isinstance(caller.end(), ClientGone)
    analyzer.gate.set()
    assert queue.analyze("b", Options()).text == "b"
    assert analyzer.finished == ["b"]


def test_the_deadline_is_of_the_work_and_not_of_the_waiting(analyzer: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 1000.0
    monkeypatch.setattr("service.web.analysis_queue.monotonic", lambda: now_s)
    queue = queue_of(analyzer, max_analysis_s=60)
    slow = Caller(queue, "a")
    begun(analyzer, "a")
    waiting = Caller(queue, "b")
    while not queue._executor._work_queue.qsize():  # "b" has asked
        pass
    now_s += 61
    analyzer.gate.set()
    error = slow.end()
    assert (type(error), error.limit_s, error.actual_s) == (TooHard, 60, 61)
    assert waiting.end() == "b"


def test_all_who_wait_for_a_stuck_analyzer_are_told(analyzer: Staged, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 1000.0
    monkeypatch.setattr("service.web.analysis_queue.monotonic", lambda: now_s)
    queue = queue_of(analyzer, max_analysis_s=60)
    callers = [Caller(queue, "a")]
    begun(analyzer, "a")
    callers.append(Caller(queue, "b"))
    assert not queue.stuck
    now_s += 121
    assert queue.stuck
    assert [caller.end().kind for caller in callers] == ["stuck", "stuck"]
    analyzer.gate.set()


def test_so_many_places_and_no_more(analyzer: Staged) -> None:
    queue = queue_of(analyzer, max_waiting_requests=1)
    with queue.place(), queue.place():
        with pytest.raises(Problem) as refused, queue.place():
            pass
        assert refused.value.kind == "overloaded"
    with queue.place():
        pass
