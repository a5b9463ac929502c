"""How long reading a plan's text into a tree takes, against looking at each of its lines once.

The texts are made here: three levels of numbers and two-line items; and a working matrix of as many rows. The floor
matches one pattern for a label against every line. One untimed reading comes first, which loads the word lists.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from measuring.machine import machine
from measuring.tables import milliseconds, print_results

from pantau.reading.plans import read_plan

SIZES = ((300, 0.050), (10_000, 2.0))
TIMES = 7
LABEL = re.compile(r"\s*(?:\(?\w{1,4}[.)]|\d+(?:\.\d+)+)\s")
ACTS = ("Strengthen", "Promote", "Develop", "Organise", "Encourage", "Establish", "Conduct", "Support")
SUBJECTS = ("trade in services", "the management of ports", "early warning of floods", "the mobility of students")
TITLES = ("TRADE AND INVESTMENT", "MARITIME TRANSPORT", "DISASTER MANAGEMENT", "HIGHER EDUCATION", "PUBLIC HEALTH")
DEMO = Path(__file__).resolve().parents[1] / "src" / "pantau" / "demo" / "plans"


def main() -> None:
    rows = [_row(f"{lines} lines", "\n".join(_plan(lines)), lines=lines, goal=goal) for lines, goal in SIZES]
    rows += [_row(f"{lines} rows", _matrix(lines), lines=lines, goal=goal) for lines, goal in SIZES]
    rows += [_row(path.name, path.read_text(encoding="utf-8")) for path in sorted(DEMO.glob("*.txt"))]
    print(machine())
    print(f"medians of {TIMES} readings in one process, in CPU time")
    print_results(["text", "kB", "lines read", "floor", "reader", "ratio", "MB a second", "goal"], rows)


def _row(name: str, text: str, *, lines: int | None = None, goal: float | None = None) -> Sequence[object]:
    """One text. Raises RuntimeError where the reader does not find the lines that were written."""
    tree, reader = _middle(lambda: read_plan(text))
    if lines is not None and tree.countable_total != lines:
        raise RuntimeError(f"{lines} lines were written, {tree.countable_total} read")
    _, floor = _middle(lambda: [LABEL.match(line) for line in text.splitlines()])
    size = len(text.encode())
    return (
        name,
        f"{size / 1e3:.0f}",
        tree.countable_total,
        milliseconds(floor),
        milliseconds(reader),
        f"{reader / floor:.0f}",
        f"{size / 1e6 / reader:.2f}",
        f"< {milliseconds(goal)}" if goal else "",
    )


def _middle(work: Callable[[], Any]) -> tuple[Any, float]:
    found = work()
    taken = []
    for _ in range(TIMES):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return found, median(taken)


def _plan(lines: int) -> Iterator[str]:
    yield "PLAN OF ACTION TO IMPLEMENT THE PARTNERSHIP (2021-2025)"
    yield ""
    yield "This Plan of Action is adopted by the Ministers to guide the work of the next five years."
    yield ""
    for number in range(lines):
        section, place = divmod(number, 100)
        group, item = divmod(place, 10)
        if place == 0:
            yield from ("", f"{section + 1}. {TITLES[section % len(TITLES)]}", "")
        if item == 0:
            yield from ("", f"{section + 1}.{group + 1} {TITLES[group % len(TITLES)].capitalize()}", "")
        act, subject = ACTS[number % len(ACTS)], SUBJECTS[number % len(SUBJECTS)]
        yield f"{section + 1}.{group + 1}.{item + 1} {act} cooperation on {subject} through exchanges of experts,"
        yield f"training courses and joint studies among the parties in programme {number + 1};"


def _matrix(lines: int) -> str:
    rows = [
        f"| {number + 1} | {ACTS[number % len(ACTS)]} cooperation on {SUBJECTS[number % len(SUBJECTS)]} | MFA | 2026 |"
        for number in range(lines)
    ]
    return "\n".join(["PLAN OF ACTION", "", "| No | Action line | Lead | Timeline |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    main()
