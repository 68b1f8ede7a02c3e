"""Clocks inside the page, put there before any script of it, and what they tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from playwright.sync_api import CDPSession, Frame, Page

CLOCK = """(() => {
  let depth = 0;
  let spent = 0;
  let frames = null;
  const ask = window.requestAnimationFrame.bind(window);
  const timed = (work) => function (...given) {
    if (depth > 0 || typeof work !== 'function') {
      return typeof work === 'function' ? work.apply(this, given) : work.handleEvent(...given);
    }
    depth += 1;
    const from = performance.now();
    try {
      return work.apply(this, given);
    } finally {
      depth -= 1;
      spent += performance.now() - from;
    }
  };
  window.requestAnimationFrame = (work) => ask(timed(work));
  const wait = window.setTimeout.bind(window);
  window.setTimeout = (work, ...more) => {
    return wait(typeof work === 'function' ? timed(work) : work, ...more);
  };
  const known = new WeakMap();
  const {addEventListener, removeEventListener} = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (name, work, ...more) {
    if (typeof work !== 'function') {
      return addEventListener.call(this, name, work, ...more);
    }
    if (!known.has(work)) {
      known.set(work, timed(work));
    }
    return addEventListener.call(this, name, known.get(work), ...more);
  };
  EventTarget.prototype.removeEventListener = function (name, work, ...more) {
    const mine = typeof work === 'function' ? known.get(work) || work : work;
    return removeEventListener.call(this, name, mine, ...more);
  };
  const tick = (now) => {
    if (frames) {
      frames.push(now, spent);
      spent = 0;
      ask(tick);
    }
  };
  window.benchClock = {
    start() { frames = []; spent = 0; ask(tick); },
    stop() { const all = frames; frames = null; return all; },
  };
})();"""
"""Adds up the time in callbacks (frames, timers, events) between each frame and the next."""


@dataclass(frozen=True)
class Frames:
    """Frames of one drag: their distances and the script time in each, ms."""

    frame_ms: np.ndarray
    script_ms: np.ndarray


@dataclass(frozen=True)
class Result:
    """One row of ``results.json``."""

    metric: str
    n: int
    system: str
    median: float
    p95: float
    unit: str

    @classmethod
    def of(
        cls, metric: str, n: int, system: str, values: Sequence[float] | np.ndarray, unit: str
    ) -> "Result":
        """Summarise measured values."""
        median, p95 = np.percentile(np.asarray(values, float), [50, 95])
        return cls(metric, n, system, round(float(median), 3), round(float(p95), 3), unit)


def start_clock(frame: Frame) -> None:
    """Begin to record frames."""
    frame.evaluate("benchClock.start()")


def stop_clock(frame: Frame) -> Frames:
    """Return the frames since the start in which any script ran, and their script time."""
    told: list[float] = frame.evaluate("benchClock.stop()")
    table = np.array(told).reshape(-1, 2)[1:]
    script = table[1:, 1]
    return Frames(np.diff(table[:, 0]), script[script > 0])


def heap_bytes(session: CDPSession) -> float:
    """Return the bytes in use on the JavaScript heap after a full collection."""
    session.send("HeapProfiler.collectGarbage")
    used: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return float(used["usedSize"]) + float(used.get("backingStorageSize", 0))


def drag(page: Page, start: tuple[float, float], *, across: float, moves: int) -> None:
    """Press at a place, move the hand to and fro over ``across`` pixels, and stay pressed."""
    x, y = start
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, moves + 1):
        swing = np.sin(step / moves * 2 * np.pi)
        page.mouse.move(x + across * swing, y)
