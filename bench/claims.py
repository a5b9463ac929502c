"""How long reading claims takes, against cutting the same text into words; how soon `pantau read` answers; its memory.

The texts are made here: one of news, with figures in every third sentence, and one that is nearly all figures. The
floor finds every word and sign of the same text. Memory is that of one process that reads ten thousand documents.
"""

import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from measuring.fresh import timed
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

from pantau.reading.claims import read_claims

TIMES, STARTS, DOCUMENTS = 3, 9, 10_000
SIZE = 1_000_000
GOAL_SPEED, GOAL_START = 1.0, 0.5
WORD = re.compile(r"\w+|[^\w\s]")
DAY = date(2024, 7, 10)
QUIET = (
    "Para menteri menegaskan kembali pentingnya kerja sama di kawasan dan menyambut baik kemajuan yang telah dicapai. ",
    "The officials exchanged views on how to bring the work of the sectoral bodies closer to people of the region. ",
)
NEWS = (
    "Nilai perdagangan pada tahun {year} mencapai {whole},{part} miliar USD, naik {part} persen. ",
    "More than {whole} participants from {part} countries attended the meeting on {part} July {year}. ",
)
FIGURES = ("Bantuan US$ {whole} juta (Rp {whole},{part} triliun) bagi {part} proyek; naik {part},5 persen. ",)


def main() -> None:
    texts = {"news": _text((*QUIET, NEWS[0], *QUIET, NEWS[1])), "figures": _text(FIGURES)}
    print(machine())
    print(f"medians of {TIMES} readings in one process, in CPU time")
    print_results(
        ["text", "kB", "claims", "floor", "reader", "ratio", "MB a second", "goal"],
        [_speed(name, text) for name, text in texts.items()],
    )
    print(f"medians of {STARTS} whole fresh processes")
    print_results(["start", "time", "goal"], _starts())
    print_results(["documents", "memory at the peak, MB"], _memory())


def _text(sentences: tuple[str, ...]) -> str:
    made, number, length = [], 0, 0
    while length < SIZE:
        template = sentences[number % len(sentences)]
        number += 1
        made.append(template.format(year=2000 + number % 25, whole=10 + number % 900, part=2 + number % 26))
        made.append("\n\n" if number % 8 == 0 else "")
        length += len(made[-2])
    return "".join(made)


def _speed(name: str, text: str) -> tuple[object, ...]:
    claims, reader = _middle(lambda: read_claims(text, published=DAY))
    _, floor = _middle(lambda: [found.span() for found in WORD.finditer(text)])
    size = len(text.encode())
    return (
        name,
        f"{size / 1e3:.0f}",
        len(claims),
        milliseconds(floor),
        milliseconds(reader),
        f"{reader / floor:.0f}",
        f"{size / 1e6 / reader:.2f}",
        f"> {GOAL_SPEED}" if name == "news" else "",
    )


def _middle(work: Callable[[], Any]) -> tuple[Any, float]:
    found = work()
    taken = []
    for _ in range(TIMES):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return found, median(taken)


def _starts() -> list[tuple[object, ...]]:
    with TemporaryDirectory(prefix="pantau-bench-") as place:
        file = Path(place) / "news.txt"
        file.write_text("".join(NEWS).format(year=2024, whole=208, part=2), encoding="utf-8")
        read = (sys.executable, "-m", "pantau", "read", str(file), "--json")
        nothing = (sys.executable, "-c", "pass")
        return [
            (name, milliseconds(median(timed(command).seconds for _ in range(STARTS))), goal)
            for name, command, goal in (
                ("python -c pass", nothing, ""),
                ("pantau read FILE", read, f"< {milliseconds(GOAL_START)}"),
            )
        ]


def _memory() -> list[tuple[object, ...]]:
    rows = []
    for number in range(1, DOCUMENTS + 1):
        text = "".join((*QUIET, *NEWS)).format(year=2000 + number % 25, whole=number, part=2 + number % 26)
        read_claims(f"{text}{number}", published=DAY)
        if number in (DOCUMENTS // 100, DOCUMENTS // 10, DOCUMENTS):
            rows.append((number, f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}"))
    return rows


if __name__ == "__main__":
    main()
