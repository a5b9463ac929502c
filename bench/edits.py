"""How many edits of reports are kept in a second, history and all, against the bare writes nobody can avoid.

The edit is the use-case behind a cell of the grid: who may, what stands there, the three-way comparison, the new
version of the row and its history row, one durable transaction each. The floor is an update of a row and an insert of
its history row in a transaction of the same durability. Several processes write at once, each for a country of its own.
"""

import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, use
from measuring.machine import machine
from measuring.tables import print_results
from scoring import postgresql

SIZE = Size(lines=300, rounds=2)
WRITERS = 4
SECONDS = 6.0
GOALS = {"SQLite": 100, "PostgreSQL": 250}


def main() -> None:
    rows = [_compared("SQLite", url="")]
    with postgresql() as url:
        rows += [_compared("PostgreSQL", url=url)] if url else []
    print(machine())
    print(f"{WRITERS} writers for {SECONDS:g} s on a plan of {SIZE.lines} lines x 11 countries; edits kept in a second")
    print_results(["engine", "floor", "edits", "ratio", "goal"], rows)


def _compared(engine: str, *, url: str) -> list[object]:
    with filled_workspace(SIZE, url=url) as folder:
        _open_round(folder, url)
        floor = _rate("bare", folder, url)
        edits = _rate("edit", folder, url)
    return [engine, f"{floor:.0f}", f"{edits:.0f}", f"{floor / edits:.2f}", GOALS[engine]]


def _open_round(folder: Path, url: str) -> None:
    """A new round of the plan, and who may write in it: in a process of its own."""
    child = multiprocessing.get_context("spawn").Process(target=opened, args=(folder, url))
    child.start()
    child.join()
    if child.exitcode:
        raise RuntimeError("the round could not be opened")


def opened(folder: Path, url: str) -> None:
    use(folder, url)
    from datetime import date

    from django.db import connection, transaction
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR, Verb
    from pantau.records.models import Actor, RoleGrant, User
    from pantau.records.pen import Pen
    from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
    from pantau.usecases.round_obligations import members_owe, write_round

    plan, now = plan_named(CODE), timezone.now()
    version = version_in_force(plan, plan.period.end, known_at=now)
    dates = {name: date(2026, 6, 1) for name in ("start", "end", "opens", "closes", "cut_off")}
    with transaction.atomic():
        pen = Pen(actor=LOCAL_OPERATOR, at=now, reason="bench")
        lines = plan_lines(version, known_at=now)
        planned = members_owe(plan=plan, version=version, lines=lines, code="NOW", dates=dates, at=now)
        write_round(pen, planned, verb=Verb.OPEN_ROUND)
        for country in Actor.objects.filter(kind="member_state"):
            user = pen.insert(User, name=f"approver {country.code}", password="!", home=country)
            pen.insert(RoleGrant, user=user, role="approver", place=country, start=date(2020, 1, 1))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute of so many new rows


def _rate(what: str, folder: Path, url: str) -> float:
    """How many writes in a second all writers together did."""
    context = multiprocessing.get_context("spawn")
    barrier, done = context.Barrier(WRITERS), context.Queue()
    writers = [
        context.Process(target=_written, args=((folder, url), what, number), kwargs={"barrier": barrier, "done": done})
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    counts = [done.get(timeout=120) for _ in writers]
    for writer in writers:
        writer.join()
    return sum(counts) / SECONDS


def _written(place: tuple[Path, str], what: str, number: int, *, barrier: Barrier, done: Any) -> None:
    use(*place)
    write = {"bare": _bare, "edit": _edit}[what](number)
    write(0)  # whatever loads once is loaded
    barrier.wait(60)
    count, until = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < until:
        count += 1
        write(count)
    done.put(count)


def _edit(number: int) -> Callable[[int], None]:
    from pantau.domain.reports import CellChange
    from pantau.records.models import Actor, Line, Round
    from pantau.records.queries.people import acting_named
    from pantau.usecases.draft_report import save_cells

    country = Actor.objects.filter(kind="member_state").order_by("id")[number]
    lines = list(Line.objects.filter(withdrawn_on__isnull=True).order_by("id").values_list("public_id", flat=True))
    round = Round.objects.get(code="NOW").public_id
    said: dict[Any, str] = {}

    def write(count: int) -> None:
        actor = acting_named(f"approver {country.code}")  # as a page asks anew for each request
        line = lines[count % len(lines)]
        text = f"What was done, told the {count}th time."
        change = CellChange(line=line, name="narrative", was=said.get(line, ""), value=text)
        saved = save_cells(actor, round=round, reporter=country.code, changes=[change])
        assert not saved.conflicts
        assert not saved.refused
        said[line] = text

    return write


def _bare(number: int) -> Callable[[int], None]:
    from django.db import connection, transaction

    from pantau.records.models import StatusReportVersion

    keys = list(
        StatusReportVersion.objects.order_by("id").values_list("id", flat=True)[number * 500 : number * 500 + 300]
    )
    model: Any = StatusReportVersion
    names = ", ".join(field.column for field in model.history.model.tracked_fields)
    quoted = "'~', CURRENT_TIMESTAMP"

    def write(count: int) -> None:
        key = keys[count % len(keys)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE records_statusreportversion SET narrative = %s, version = version + 1 WHERE id = %s",
                [f"told the {count}th time", key],
            )
            cursor.execute(
                f"INSERT INTO records_historicalstatusreportversion ({names}, history_type, history_date)"
                f" SELECT {names}, {quoted} FROM records_statusreportversion WHERE id = %s",
                [key],
            )

    return write


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    main()
