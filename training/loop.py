"""The training loop of Stanza's own models: wall-clock learning rate, weight averaging, slices that resume.

A ``Task`` brings a model, an endless stream of batches, a loss, a dev score and the Stanza trainer that saves it.
``train`` runs it for a slice of the planned time; the state file holds all that the next slice needs. When the planned
time is used up, the better on dev of the last weights and their running average is written.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import fast
import torch


class Task(Protocol):
    """What ``train`` needs to know of a model."""

    model: torch.nn.Module
    trainer: Any

    def batches(self) -> Iterator[Any]:
        """Batches without end, in a new order each epoch."""

    def loss(self, batch: Any) -> torch.Tensor:
        """The loss of one batch, with gradient."""

    def score(self) -> float:
        """The dev score of the present weights, in percent."""


@dataclass
class Plan:
    """How long and how fast: ``minutes`` is the whole training, ``slice_minutes`` what one call may use of it."""

    minutes: float
    slice_minutes: float
    lr: float
    clip: float = 1.0
    warmup: int = 100
    flat: float = 0.3
    floor: float = 0.02
    average: float = 0.998
    report: int = 200
    score_minutes: float = 8.0

    def rate(self, step: int, part: float) -> float:
        """Learning rate at a step with ``part`` of the time used: warm-up, flat, then linear down to ``floor``."""
        decay = max(self.floor, min(1.0, (1 - part) / (1 - self.flat)))
        return self.lr * decay * min(1.0, (step + 1) / self.warmup)


def arguments(description: str | None, lr: float, minutes: float) -> argparse.ArgumentParser:
    """The command line that all training commands share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="the trained model")
    parser.add_argument("--state", type=Path, required=True, help="training state; an existing one is continued")
    parser.add_argument("--init", type=Path, help="start from the weights and vocabulary of this model")
    parser.add_argument("--minutes", type=float, default=minutes, help="planned training time, all slices together")
    parser.add_argument("--slice", type=float, default=math.inf, help="minutes to train in this call")
    parser.add_argument("--lr", type=float, default=lr)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def run(make_task: Callable[[argparse.Namespace], Task], args: argparse.Namespace, **changes: float) -> None:
    """Train the task for the slice that the command line asks for, with Stanza's backward passes made fast."""
    plan = plan_from(args, **changes)
    fast.apply()
    train(make_task(args), plan, args.state, args.out)


def plan_from(args: argparse.Namespace, **changes: float) -> Plan:
    """The plan that the common options describe; seeds and thread counts are set on the way."""
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    return Plan(minutes=args.minutes, slice_minutes=args.slice, lr=args.lr, **changes)  # type: ignore[arg-type]


def by_length(lengths: list[int], words: int, longest: int = 150) -> list[list[int]]:
    """Group items of like length into batches of at most ``words`` words, in random order; drop the overlong."""
    order = sorted(
        (i for i, n in enumerate(lengths) if n <= longest), key=lambda i: lengths[i] * random.uniform(0.9, 1.1)
    )
    groups: list[list[int]] = []
    size = words
    for i in order:
        if size + lengths[i] > words:
            groups.append([])
            size = 0
        groups[-1].append(i)
        size += lengths[i]
    random.shuffle(groups)
    return groups


class Average:
    """Running average of the weights; ``swapped`` exchanges it with the weights of the model."""

    def __init__(self, weights: list[torch.Tensor], decay: float) -> None:
        self.weights, self.decay, self.steps = weights, decay, 0
        self.mean = [w.detach().clone() for w in weights]

    def update(self) -> None:
        """Take in the present weights; young averages forget faster."""
        self.steps += 1
        share = max(1 - self.decay, 1 / (self.steps + 1))
        torch._foreach_lerp_(self.mean, self.weights, share)

    def swap(self) -> None:
        """Exchange the average and the weights of the model."""
        for mean, weight in zip(self.mean, self.weights, strict=True):
            held = weight.data.clone()
            weight.data.copy_(mean)
            mean.copy_(held)


def train(task: Task, plan: Plan, state: Path, out: Path) -> None:
    """Train ``task`` for one slice; write ``state``, and ``out`` once the planned time is used up (else fail)."""
    weights = [p for p in task.model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=plan.lr, betas=(0.9, 0.95), eps=1e-6, fused=True)
    average = Average([w.detach() for w in weights], plan.average)
    used, step = 0.0, 0
    if state.exists():
        held = torch.load(state, weights_only=True)
        with torch.no_grad():
            torch._foreach_copy_([w.detach() for w in weights], held["weights"])
        optimizer.load_state_dict(held["optimizer"])
        average.mean, average.steps, used, step = held["mean"], held["steps"], held["used"], held["step"]
        random.seed(step)
        print(f"resumed at step {step}, {used / 60:.1f} minutes used", flush=True)

    def keep() -> None:
        task_state = {
            "weights": [w.detach() for w in weights],
            "optimizer": optimizer.state_dict(),
            "mean": average.mean,
        }
        torch.save({**task_state, "steps": average.steps, "used": used, "step": step}, state.with_suffix(".new"))
        state.with_suffix(".new").replace(state)

    stop = min(plan.minutes * 60, used + plan.slice_minutes * 60)
    next_score = used + plan.score_minutes * 60
    total, started = 0.0, used
    first = step
    for batch in task.batches():
        if used >= stop:
            break
        begin = time.perf_counter()
        for group in optimizer.param_groups:
            group["lr"] = plan.rate(step, used / (plan.minutes * 60))
        task.model.train()
        optimizer.zero_grad(set_to_none=True)
        loss = task.loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, plan.clip)
        optimizer.step()
        average.update()
        total += loss.item()
        step += 1
        used += time.perf_counter() - begin
        if step % plan.report == 0:
            pace = (used - started) / (step - first)
            print(f"step {step} {used / 60:.1f} min loss {total / plan.report:.4f} {pace:.3f} s/step", flush=True)
            total = 0.0
        if used >= next_score and used < stop:
            next_score += plan.score_minutes * 60
            average.swap()
            print(f"step {step} {used / 60:.1f} min dev of the average {task.score():.2f}", flush=True)
            average.swap()
            keep()
    keep()
    if used < plan.minutes * 60:
        raise SystemExit(f"slice done, {plan.minutes - used / 60:.1f} minutes left: run again")
    plain = task.score()
    average.swap()
    mean = task.score()
    if plain > mean:
        average.swap()
    task.trainer.save(str(out))
    print(
        f"done: {step} steps, {used / 60:.1f} min, dev {plain:.2f}, of the average {mean:.2f}; wrote {out}", flush=True
    )
