"""How long scoring a plan takes, and how much memory, against the same selection and grouping in plain SQL.

The floor is what no program can avoid: of the reports that were accepted and not superseded at a moment, the last by
situation date for each line and country, counted by line and status. Scoring adds to it the regional status of every
line, its bounds, every rate, sections, countries and the claim. Both read the same file, each time in a fresh process;
the file has just been written, so that it comes from the operating system's cache. Of the history rows only that of the
claim is there: scoring asks for those of changed rows alone, and here no other row ever changed.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, is_withdrawn, use
from measuring.fresh import measured, peak_megabytes
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

SIZES = (Size(lines=300, rounds=20), Size(lines=10_000, rounds=10))
TIMES = 5
GOAL_RATIO, GOAL_MEGABYTES = 3.0, 500.0
AS_OF, KNOWN_AT = date(2025, 12, 31), datetime(2026, 3, 1, tzinfo=UTC)

FLOOR = """
SELECT line_id, status, COUNT(*) FROM (
    SELECT r.line_id, v.status,
           ROW_NUMBER() OVER (
               PARTITION BY r.line_id, r.reporter_id ORDER BY v.as_of DESC, v.accepted_at DESC, v.id DESC
           ) AS place
    FROM records_statusreportversion v
    JOIN records_statusreport r ON r.id = v.report_id
    JOIN records_round o ON o.id = r.round_id
    JOIN records_planversion p ON p.id = o.plan_version_id
    WHERE p.plan_id = 1
      AND v.accepted_at <= {known_at}
      AND (v.superseded_at IS NULL OR v.superseded_at > {known_at})
      AND v.as_of <= {as_of}
) counted WHERE place = 1 GROUP BY line_id, status
"""


def main() -> None:
    rows = [_compare("SQLite", size, url="") for size in SIZES]
    for size in SIZES:
        with postgresql() as url:
            rows += [_compare(_named(url), size, url=url)] if url else []
    print(machine())
    print(
        f"medians of {TIMES} fresh processes; goal for 10000 lines: ≤ {GOAL_RATIO:g} x floor, < {GOAL_MEGABYTES:g} MB"
    )
    print_results(["plan", "versions", "floor", "score", "ratio", "floor cpu", "cpu", "peak MB"], rows)
    if len(rows) == len(SIZES):
        print("PostgreSQL is not installed (Debian: postgresql); measured on SQLite alone.")


def _compare(engine: str, size: Size, *, url: str) -> Sequence[object]:
    """One row of results; the two are measured in turn, so that a slow moment of the machine meets both."""
    print(f"{engine}: writing {size.lines} lines x {size.rounds} rounds …", file=sys.stderr)
    with filled_workspace(size, url=url) as folder:
        floors, scores = [], []
        for _ in range(TIMES):
            floors.append(measured(__file__, "floor", str(folder), url))
            scores.append(measured(__file__, "score", str(folder), url))
    if floors[0]["counts"] != scores[0]["counts"]:
        raise RuntimeError(f"scoring and its floor count differently: {floors[0]['counts']}, {scores[0]['counts']}")
    floor, score = _middle(floors, "seconds"), _middle(scores, "seconds")
    return (
        f"{size.lines} x 11 x {size.rounds}, {engine}",
        scores[0]["versions"],
        milliseconds(floor),
        milliseconds(score),
        f"{score / floor:.2f}",
        milliseconds(_middle(floors, "cpu")),
        milliseconds(_middle(scores, "cpu")),
        f"{_middle(scores, 'megabytes'):.0f}",
    )


def _middle(runs: Sequence[Mapping[str, Any]], what: str) -> float:
    return float(median(run[what] for run in runs))


@contextmanager
def postgresql() -> Iterator[str]:
    """A throw-away cluster that writes as durably as any, or nothing where PostgreSQL is not installed."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tests.with_postgresql import UNREACHABLE, cluster, find_programs

    programs = find_programs()
    if programs is None:
        yield ""
    else:
        with cluster(programs, settings=UNREACHABLE) as url:
            yield url


def _named(url: str) -> str:
    import psycopg

    with psycopg.connect(url) as database:
        return f"PostgreSQL {database.info.server_version // 10000}"


def floor(folder: str, url: str) -> dict[str, Any]:
    """The plain statement on a connection without Django."""
    if url:
        import psycopg

        database: Any = psycopg.connect(url)
        values: tuple[object, ...] = (KNOWN_AT, KNOWN_AT, AS_OF)
        statement = FLOOR.format(known_at="%s", as_of="%s")
    else:
        import sqlite3

        database = sqlite3.connect(Path(folder) / "pantau.sqlite3")
        known_at = KNOWN_AT.replace(tzinfo=None).isoformat(" ")
        values = (known_at, known_at, AS_OF.isoformat())
        statement = FLOOR.format(known_at="?", as_of="?")
    rows, timing = _clocked(lambda: database.execute(statement, values).fetchall())
    counts: dict[str, int] = {}
    for line, status, many in rows:
        if not is_withdrawn(line):  # nobody owes those any more, so that a country's row leaves them out
            counts[status] = counts.get(status, 0) + many
    database.close()
    return timing | {"counts": dict(sorted(counts.items()))}


def score(folder: str, url: str) -> dict[str, Any]:
    """`score_plan` as the command and the page call it."""
    use(Path(folder), url)
    from django.db import connection

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.score_plan import score_plan

    connection.ensure_connection()
    card, timing = _clocked(lambda: score_plan(LOCAL_OPERATOR, plan=CODE, as_of=AS_OF, known_at=KNOWN_AT))
    counts: dict[str, int] = {}
    for one in card.countries:
        for status, many in one.statuses:
            counts[str(status)] = counts.get(str(status), 0) + many
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM records_statusreportversion")
        versions = cursor.fetchone()[0]
    return timing | {"counts": dict(sorted(counts.items())), "versions": versions}


def _clocked(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    cpu, before = time.process_time(), time.perf_counter()
    found = work()
    seconds = time.perf_counter() - before
    return found, {"seconds": seconds, "cpu": time.process_time() - cpu, "megabytes": peak_megabytes()}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"floor": floor, "score": score}[sys.argv[1]](sys.argv[2], sys.argv[3])))
    else:
        main()
