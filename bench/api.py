"""What a program waits for by the API: 100 lines, a scorecard, the rounds, against the bare queries behind them.

Django's test client runs all of Pantau's own work, the door and the limits included, and leaves out the network.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, use
from measuring.fresh import measured
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

SIZES = (Size(lines=100, rounds=3), Size(lines=1000, rounds=3))
TIMES = 30


def main() -> None:
    found: dict[Size, dict[str, Any]] = {}
    for size in SIZES:
        with filled_workspace(size) as folder:
            found[size] = measured(__file__, str(folder))
    print(machine())
    print(f"medians of {TIMES} requests after the first; a part of 100")
    rows = []
    for size, taken in found.items():
        for name, (asked, bare, count) in taken.items():
            ratio = f"{asked / bare:.1f}"
            rows.append([f"{name}, {size.lines} lines", milliseconds(asked), milliseconds(bare), ratio, count])
    print_results(["request", "p50", "bare query", "ratio", "queries"], rows)


def ask(folder: str) -> dict[str, Any]:
    """For each request its median seconds, those of the bare query, and how many queries it asks."""
    use(Path(folder))
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from pantau.records.queries.kept_rounds import kept_rounds
    from pantau.records.queries.plans import plan_named
    from pantau.records.queries.progress import counting_answers

    settings.API_LIMITS = {"person": (), "address": ()}
    client, now = Client(headers={"Host": "localhost"}), timezone.now()
    plan = plan_named(CODE)

    def answers() -> None:
        counting_answers(plan, as_of=now.date(), known_at=now, round=None, stale_before=now.date())

    def bare_rounds() -> None:
        kept_rounds(plan=CODE)

    asked: dict[str, tuple[str, Callable[[], None]]] = {
        "lines": (f"/api/v1/plans/{CODE}/lines?limit=100", answers),
        "scores": (f"/api/v1/plans/{CODE}/scores", answers),
        "rounds": (f"/api/v1/rounds?plan={CODE}", bare_rounds),
    }
    found = {}
    for name, (address, bare) in asked.items():
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        found[name] = (_seconds(lambda at=address: client.get(at)), _seconds(bare), len(queries))
    return found


def _seconds(deed: Callable[[], Any]) -> float:
    taken = []
    for _ in range(TIMES):
        before = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - before)
    return median(taken)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(ask(sys.argv[1])))
    else:
        main()
