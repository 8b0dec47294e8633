"""What breaks around the service, and what it costs: over a real socket, with an engine that needs no models."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest
from fake_engine import SLOW
from serving import PATIENCE_S, REAL_ENGINE, SETTINGS, ask, served, status_of

from service.settings import SHIPPED_MODELS_DIR

PLAIN = {"Content-Type": "text/plain"}


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


class Load:
    """Clients that ask one request after another: what was answered, and what was lost."""

    def __init__(self, port: int, clients: int) -> None:
        self.statuses: list[int] = []
        self.lost = 0
        self._port = port
        self._going = True
        self._threads = [threading.Thread(target=self._ask) for _ in range(clients)]
        for thread in self._threads:
            thread.start()

    def _ask(self) -> None:
        while self._going:
            try:
                self.statuses.append(ask(self._port, "POST", "/v1/quotes", SLOW.encode(), PLAIN).status)
            except (OSError, HTTPException):
                self.lost += 1

    def end(self) -> None:
        self._going = False
        for thread in self._threads:
            thread.join()


def test_a_worker_that_is_killed_costs_only_the_requests_that_it_held() -> None:
    clients = 6
    with served(QUOTH_WORKERS="2", FAKE_SLOW_S="0.05") as (port, process):
        load = Load(port, clients)
        time.sleep(1)
        before, victim = workers_of(process.pid), workers_of(process.pid)[0]
        answered = len(load.statuses)
        os.kill(victim, signal.SIGKILL)
        while workers_of(process.pid) == before or len(workers_of(process.pid)) < 2:
            time.sleep(0.05)
        time.sleep(1)
        load.end()
        assert len(load.statuses) > answered
        assert set(load.statuses) == {200}
        assert load.lost <= clients
        assert victim not in workers_of(process.pid)
        assert status_of(port, "/readyz") == 200


def test_sigterm_under_load_answers_what_was_accepted() -> None:
    with served(QUOTH_WORKERS="2", FAKE_SLOW_S="0.3") as (port, process):
        statuses: list[int] = []

        def client() -> None:
            statuses.append(ask(port, "POST", "/v1/quotes", SLOW.encode(), PLAIN).status)

        threads = [threading.Thread(target=client) for _ in range(12)]
        for thread in threads:
            thread.start()
        held = re.compile(rb"^quoth_admitted_requests 12", re.MULTILINE)
        while not held.search(ask(port, "GET", "/metrics").body):
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        assert statuses == [200] * 12
        assert process.wait(PATIENCE_S) == 0


def test_nothing_is_written_but_to_memory(tmp_path: Path) -> None:
    """Neither a full disk nor a read-only root matters to a process that has no file open for writing."""
    memory, elsewhere = tmp_path / "memory", tmp_path / "elsewhere"
    memory.mkdir()
    elsewhere.mkdir()
    places = {"QUOTH_SCRATCH_DIR": str(memory), "HOME": str(elsewhere), "TMPDIR": str(tmp_path / "none")}
    with served(QUOTH_RATE_LIMIT_PER_MINUTE="100", PYTHONDONTWRITEBYTECODE="1", **places) as (port, process):
        assert ask(port, "POST", "/v1/quotes", "“a”".encode(), PLAIN).status == 200
        assert status_of(port, "/metrics") == 200
        written = {path for pid in (process.pid, *workers_of(process.pid)) for path in open_for_writing(pid)}
        assert {path for path in written if not path.startswith(str(memory))} == set()
        assert sum(file.stat().st_size for file in memory.rglob("*")) < 1_000_000
    assert list(elsewhere.iterdir()) == []
    assert list(memory.iterdir()) == []  # nothing stays


def open_for_writing(pid: int) -> list[str]:
    """The files that process `pid` has open and may write to, also those without a name; no pipes, no devices."""
    found = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        try:
            flags = Path(f"/proc/{pid}/fdinfo/{descriptor.name}").read_text().split("flags:")[1].split()[0]
            name = str(descriptor.readlink())
        except FileNotFoundError:
            continue  # closed while it was looked at
        if int(flags, 8) & os.O_ACCMODE != os.O_RDONLY and name.startswith("/") and not name.startswith("/dev/"):
            found.append(name)
    return found


@pytest.mark.parametrize("fault", ["missing", "corrupt", "no file"])
def test_models_that_cannot_be_used_stop_the_start_with_one_line(tmp_path: Path, fault: str) -> None:
    folder = tmp_path / "models"
    if fault != "missing":
        subprocess.run(["cp", "-r", str(SHIPPED_MODELS_DIR), str(folder)], check=True)
        model = folder / "en" / "pos" / "news.pt"
        if fault == "corrupt":
            model.write_bytes(model.read_bytes()[:-1] + b"x")
        else:
            model.unlink()
    environment = {**os.environ, **SETTINGS, "QUOTH_MODELS_DIR": str(folder)}
    ended = subprocess.run([sys.executable, *REAL_ENGINE], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 3
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("quoth: ")
    assert str(folder) in ended.stderr
