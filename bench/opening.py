"""How long opening a round for 1,000 lines and 11 countries takes, against a bare insert of the same rows.

The floor writes the obligations and their history rows by `executemany`, in one transaction on the same file, and
nothing else. Opening works out who owes what, writes the same rows by the pen, and binds them in the ledger.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, use
from measuring.fresh import measured
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

SIZE = Size(lines=1000, rounds=1)
TIMES = 5
GOAL_SECONDS = 2.0


def main() -> None:
    with filled_workspace(SIZE) as folder:
        runs = [measured(__file__, "open", str(folder), str(number)) for number in range(TIMES)]
    opened, floor, preview = (median(run[name] for run in runs) for name in ("open", "floor", "preview"))
    print(machine())
    print(f"medians of {TIMES} fresh processes; goal: preview and opening together < {GOAL_SECONDS:g} s")
    print_results(
        ["round", "obligations", "floor", "preview", "open", "open / floor", "together"],
        [
            (
                f"{SIZE.lines} lines x 11",
                runs[0]["obligations"],
                milliseconds(floor),
                milliseconds(preview),
                milliseconds(opened),
                f"{opened / floor:.2f}",
                milliseconds(preview + opened),
            )
        ],
    )


def opening(folder: str, number: str) -> dict[str, Any]:
    """One round opened as the command does it, then the same rows written bare and taken back."""
    use(Path(folder))
    from django.db import connection

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.domain.values import Period
    from pantau.usecases.open_round import RoundWish, open_round, preview_round

    connection.ensure_connection()
    year = date(2020, 1, 1)
    wish = RoundWish(
        plan=CODE, code=f"bench-{number}", period=Period(start=year, end=year), opens=year, closes=None, cut_off=year
    )
    before = time.perf_counter()
    preview = preview_round(LOCAL_OPERATOR, wish)
    previewed = time.perf_counter()
    open_round(LOCAL_OPERATOR, preview=preview)
    opened = time.perf_counter()
    return {
        "preview": previewed - before,
        "open": opened - previewed,
        "floor": _bare(),
        "obligations": len(preview.planned.pairs),
    }


def _bare() -> float:
    """Seconds for the rows of the last round and their history, inserted without anything around."""
    from uuid import uuid4

    from django.db import connection

    from pantau.records.models import Obligation, Round

    last = Round.objects.latest("id")
    kept, past = Obligation._meta.db_table, Obligation.history.model._meta.db_table
    tables = {}
    with connection.cursor() as cursor:
        for table, where in ((kept, "round_id"), (past, "round_id")):
            cursor.execute(f"SELECT * FROM {table} WHERE {where} = %s", [last.pk])
            tables[table] = ([column[0] for column in cursor.description], cursor.fetchall())
        cursor.execute(f"DELETE FROM {kept} WHERE round_id = %s", [last.pk])
        cursor.execute(f"DELETE FROM {past} WHERE round_id = %s", [last.pk])
        rows = {}
        for table, (names, found) in tables.items():
            place = names.index("public_id")
            rows[table] = [(*row[:place], uuid4().hex, *row[place + 1 :]) for row in found]
        before = time.perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        for table, (names, _) in tables.items():
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows[table])
        cursor.execute("COMMIT")
    return time.perf_counter() - before


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(opening(sys.argv[2], sys.argv[3])))
    else:
        main()
