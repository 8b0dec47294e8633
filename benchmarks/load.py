"""How much the service takes: throughput and waiting by concurrency, memory under a long load, what a kill costs.

    python benchmarks/load.py levels TEXT_DIR [--workers 1 2] [--clients 1 2 4 8] [--seconds 60]
    python benchmarks/load.py soak TEXT_DIR [--workers 1] [--clients 4] [--minutes 30]
    python benchmarks/load.py kill TEXT_DIR [--workers 2] [--clients 8]

Starts `quoth serve` itself on a free port of this machine and sends it the articles of TEXT_DIR in turn; each client
sends its next article when it has its answer. What is busy beside it on the same cores is part of what is measured.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from pathlib import Path
from statistics import linear_regression, quantiles

PATIENCE_S = 600
PAUSE_S = 0.1
HEALTH_EVERY_S = 0.1


@dataclass
class Seen:
    """What clients saw: seconds of each answered article, its words, other statuses, connections that broke."""

    seconds: list[float] = field(default_factory=list)
    words: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    lost: int = 0
    health_s: list[float] = field(default_factory=list)


@contextmanager
def service(workers: int) -> Iterator[tuple[int, int]]:
    """A running, warm service: its port, and the process id of its master."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "service.cli", "serve", "--port", str(port), "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            while get(port, "/metrics").count(b"quoth_ready_workers %d" % workers) == 0:
                time.sleep(0.2)
            yield port, process.pid
        finally:
            process.terminate()


def get(port: int, path: str) -> bytes:
    """The answer; nothing while nobody listens."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
            connection.request("GET", path)
            return connection.getresponse().read()
    except OSError:
        return b""


def load(port: int, articles: Sequence[str], clients: int, until: threading.Event) -> Seen:
    """Runs `clients` until `until`, and asks after the service's health meanwhile."""
    seen, lock = Seen(), threading.Lock()
    order = cycle(random.Random(1).sample(articles, len(articles)))

    def client() -> None:
        while not until.is_set():
            with lock:
                text = next(order)
            began = time.perf_counter()
            try:
                with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)) as connection:
                    connection.request("POST", "/v1/quotes", text.encode(), {"Content-Type": "text/plain"})
                    response = connection.getresponse()
                    response.read()
            except (OSError, HTTPException):
                seen.lost += 1
                until.wait(PAUSE_S)
                continue
            with lock:
                seen.statuses[response.status] += 1
                if response.status == 200:
                    seen.seconds.append(time.perf_counter() - began)
                    seen.words += len(text.split())

    def health() -> None:
        while not until.wait(HEALTH_EVERY_S):
            began = time.perf_counter()
            get(port, "/healthz")
            seen.health_s.append(time.perf_counter() - began)

    threads = [threading.Thread(target=target) for target in [client] * clients + [health]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def memory_mb(master: int) -> float:
    """Proportional set size of master and workers: what they share is counted once."""
    kb = 0
    for pid in (master, *workers_of(master)):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            kb += int(line.split()[1]) if line.startswith("Pss:") else 0
    return kb / 1000


def levels(articles: Sequence[str], args: argparse.Namespace) -> None:
    """Throughput and waiting by workers and clients."""
    print("workers clients articles/s words/s   p50 s   p95 s   p99 s  health p99 ms  max ms  refused  memory MB")
    for workers in args.workers:
        with service(workers) as (port, master):
            for clients in args.clients:
                until = threading.Event()
                began = time.perf_counter()
                threading.Timer(args.seconds, until.set).start()
                seen = load(port, articles, clients, until)
                spent = time.perf_counter() - began
                p50, p95, p99 = (quantiles(seen.seconds, n=100, method="inclusive")[i] for i in (49, 94, 98))
                health = quantiles(seen.health_s, n=100, method="inclusive")[98]
                refused = sum(count for status, count in seen.statuses.items() if status != 200)
                print(
                    f"{workers:7} {clients:7} {len(seen.seconds) / spent:10.2f} {seen.words / spent:7.0f} {p50:7.2f}"
                    f" {p95:7.2f} {p99:7.2f} {1000 * health:14.0f} {1000 * max(seen.health_s):7.0f} {refused:8}"
                    f" {memory_mb(master):10.0f}",
                    flush=True,
                )


def soak(articles: Sequence[str], args: argparse.Namespace) -> None:
    """Memory over time, and its slope."""
    [workers], [clients] = args.workers[:1], args.clients[:1]
    with service(workers) as (port, master):
        until = threading.Event()
        points: list[tuple[float, float]] = []

        def watch() -> None:
            began = time.monotonic()
            while not until.is_set():
                points.append(((time.monotonic() - began) / 60, memory_mb(master)))
                print(f"{points[-1][0]:6.1f} min {points[-1][1]:8.1f} MB", flush=True)
                until.wait(args.minutes * 60 / 30)

        threading.Timer(args.minutes * 60, until.set).start()
        watcher = threading.Thread(target=watch)
        watcher.start()
        seen = load(port, articles, clients, until)
        watcher.join()
        later = points[len(points) // 3 :]
        slope, _ = linear_regression(*zip(*later, strict=True))
        print(f"{len(seen.seconds)} articles, {dict(seen.statuses)}, {seen.lost} lost")
        print(f"slope over the last two thirds: {slope:+.2f} MB a minute")


def kill(articles: Sequence[str], args: argparse.Namespace) -> None:
    """What SIGKILL of one worker under load costs."""
    [workers], [clients] = args.workers[:1], args.clients[:1]
    with service(workers) as (port, master):
        until = threading.Event()

        def murder() -> None:
            time.sleep(args.seconds / 2)
            victim = workers_of(master)[0]
            os.kill(victim, signal.SIGKILL)
            began = time.monotonic()
            while victim in workers_of(master) or b"quoth_ready_workers %d" % workers not in get(port, "/metrics"):
                time.sleep(0.05)
            print(f"worker {victim} killed; {workers} are warm again after {time.monotonic() - began:.1f} s")
            time.sleep(args.seconds / 2)
            until.set()

        threading.Thread(target=murder).start()
        seen = load(port, articles, clients, until)
        print(f"{clients} clients: {sum(seen.statuses.values())} answered {dict(seen.statuses)}, {seen.lost} lost")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["levels", "soak", "kill"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 2, 4, 8])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--minutes", type=float, default=30)
    args = parser.parse_args()
    articles = [file.read_bytes().decode() for file in sorted(args.folder.rglob("*.txt"))]
    {"levels": levels, "soak": soak, "kill": kill}[args.what](articles, args)


if __name__ == "__main__":
    main()
