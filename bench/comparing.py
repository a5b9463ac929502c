"""How long comparing two texts of a plan takes, against plain difflib over their lines.

The plans are made here: lines of 15 to 40 words from one vocabulary that all of them share, under ten sections; in the
second text one line in five was reworded, moved, split, merged, dropped or inserted. "All reworded" changes words in
every line, as a successor plan does. The floor is `difflib.SequenceMatcher` over the lines' texts: it finds which lines
are equal and nothing else. The goal is for two versions of 1,000 lines.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from statistics import median
from typing import Any

from measuring.machine import machine
from measuring.tables import milliseconds, print_results

from pantau.domain.alignment import Change, Clause, align
from pantau.domain.plantree import NodeKind

SIZES = ((1_000, 0.2, 1.0), (1_000, 1.0, None), (10_000, 0.2, None), (10_000, 1.0, None))
TIMES = 3
SECTIONS, VOCABULARY = 10, 1_500
SEED = 20261121


def main() -> None:
    rows = [_row(lines, share, goal=goal) for lines, share, goal in SIZES]
    print(machine())
    print(f"medians of {TIMES} comparisons in one process, in CPU time")
    print_results(["lines, changed", "words", "unlinked", "floor", "align", "ratio", "marks", "goal"], rows)


def _row(lines: int, share: float, *, goal: float | None) -> Sequence[object]:
    chance = random.Random(SEED)
    first = list(_lines(chance, lines))
    old, new = _clauses(first), _clauses(list(_edited(chance, first, share)))
    comparison, aligning = _middle(lambda: align(old, new))
    reworded = [pair for pair in comparison.pairs if pair.change is not Change.SAME and pair.old and pair.new]
    _, marking = _middle(lambda: [pair.marks for pair in reworded])
    texts = [[clause.text for clause in text] for text in (old, new)]
    _, floor = _middle(lambda: SequenceMatcher(None, *texts).get_opcodes())
    unlinked = sum(1 for pair in comparison.pairs if not (pair.old and pair.new))
    return (
        f"{lines}, {share:.0%}",
        sum(len(text.split()) for text in texts[0]),
        unlinked,
        milliseconds(floor),
        milliseconds(aligning),
        f"{aligning / floor:.1f}",
        milliseconds(marking),
        f"< {milliseconds(goal)}" if goal else "",
    )


def _middle(work: Callable[[], Any]) -> tuple[Any, float]:
    found = None
    taken = []
    for _ in range(TIMES):
        before = time.process_time()
        found = work()
        taken.append(time.process_time() - before)
    return found, median(taken)


def _lines(chance: random.Random, many: int) -> Iterator[str]:
    """Words as often as in a language: the second half as often as the first, the third a third as often."""
    words = [f"{chance.choice('bcdfgklmnprst')}{chance.choice('aeiou')}{number:x}" for number in range(VOCABULARY)]
    weights = [1 / rank for rank in range(1, VOCABULARY + 1)]
    for _ in range(many):
        yield " ".join(chance.choices(words, weights, k=chance.randint(15, 40)))


def _edited(chance: random.Random, lines: Sequence[str], share: float) -> Iterator[str]:
    """Of the changed lines two in three are reworded; the rest is dropped, inserted, split, merged or moved."""
    held: list[str] = []
    for line in lines:
        if chance.random() >= share:
            yield " ".join([*held, line])
            held = []
            continue
        words = line.split()
        fate = chance.random()
        if fate < 0.67:
            for _ in range(len(words) // 6):
                words[chance.randrange(len(words))] = f"other{chance.randrange(200)}"
            yield " ".join(words)
        elif fate < 0.75:
            yield from (" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :]))
        elif fate < 0.83:
            held.append(line)
        elif fate < 0.92:
            yield from (line, " ".join(chance.sample(words, len(words))))
    yield from held


def _clauses(lines: Sequence[str]) -> tuple[Clause, ...]:
    return tuple(_made(lines))


def _made(lines: Sequence[str]) -> Iterator[Clause]:
    size = -(-len(lines) // SECTIONS)
    for number, line in enumerate(lines):
        section, place = divmod(number, size)
        if place == 0:
            yield _clause((str(section + 1),), f"Section of matters {section + 1}", NodeKind.HEADING)
        yield _clause((str(section + 1), f"{section + 1}.{place + 1}"), line, NodeKind.LINE)


def _clause(path: tuple[str, ...], text: str, kind: NodeKind) -> Clause:
    countable = kind is NodeKind.LINE
    return Clause(key="/".join(path), label=path[-1], path=path, kind=kind, countable=countable, text=text)


if __name__ == "__main__":
    main()
