"""What two processes or more do against each other on one workspace; each of them reads the settings for itself."""

import multiprocessing
import os
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from typing import Any

from pantau.domain.refusals import ChangedMeanwhile, WorkspaceLocked
from pantau.records.workspace import VARIABLE, find_folder
from tests.workspaces import Pantau

PATIENCE = 60.0  # seconds to wait for the other racer
Attempt = Callable[[int, str, Barrier], bool]


def race(pantau: Pantau, attempt: Attempt, *, rounds: int, names: Sequence[str] = ("A", "B")) -> list[tuple[bool, ...]]:
    """For each round, whether each of the racers won it, in the order of their names."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.records.ready"])
    barrier, answers = context.Barrier(len(names)), context.Queue()
    racers = [
        context.Process(
            target=_run, args=(str(pantau.folder), pantau.database_url, attempt, rounds, name, barrier, answers)
        )
        for name in names
    ]
    for racer in racers:
        racer.start()
    told = dict(answers.get(timeout=2 * PATIENCE) for _ in racers)
    for racer in racers:
        racer.join(PATIENCE)
    faults = [fault for fault in told.values() if isinstance(fault, str)]
    assert not faults, "\n".join(faults)
    return list(zip(*(told[name] for name in names), strict=True))


def _run(folder: str, url: str, attempt: Attempt, rounds: int, name: str, barrier: Barrier, answers: Any) -> None:
    os.environ[VARIABLE] = folder
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"DATABASE_URL": url} if url else {}
    try:
        from tests.records.ready import begin

        begin()
        answers.put((name, [_attempted(attempt, number, name, barrier) for number in range(rounds)]))
    except BaseException:
        barrier.abort()
        answers.put((name, traceback.format_exc()))


def _attempted(attempt: Attempt, number: int, name: str, barrier: Barrier) -> bool:
    """Whether the attempt won; to be told that another writes or has written is a defeat, anything else a fault."""
    from pantau.records.opening import faults_said

    barrier.wait(PATIENCE)  # the round before is over for both
    try:
        with faults_said(find_folder()):
            return attempt(number, name, barrier)
    except (ChangedMeanwhile, WorkspaceLocked):
        return False


def change_by_pen(number: int, name: str, barrier: Barrier) -> bool:
    """Both have read the same version before either writes."""
    from django.db import transaction
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.records.models import Actor
    from pantau.records.pen import Pen

    seen = Actor.objects.get(code="X-ALF")
    barrier.wait(PATIENCE)
    with transaction.atomic():
        Pen(actor=LOCAL_OPERATOR, at=timezone.now(), reason=f"round {number}").change(seen, iso=name)
    return True


def change_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Read, check, save: what the pen does not do."""
    from pantau.records.models import Actor

    seen = Actor.objects.get(code="X-ALF")
    if Actor.objects.get(code="X-ALF").version != seen.version:
        return False
    barrier.wait(PATIENCE)
    Actor.objects.filter(code="X-ALF").update(iso=name, version=seen.version + 1)
    return True


def import_progress_sheet(number: int, name: str, barrier: Barrier) -> bool:
    """Both have previewed the same rows, in opposite order, before either writes; every second round changes them."""
    from pathlib import Path

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_progress import import_progress, preview_progress
    from tests.workspaces import everybody, progress

    rows = everybody("completed" if number % 2 else "ongoing")
    sheet = Path(os.environ[VARIABLE]).parent / f"progress-{number}-{name}.csv"
    sheet.write_text(progress(rows if name == "A" else dict(reversed(rows.items()))), encoding="utf-8")
    preview = preview_progress(sheet, plan="TESTS", round=str(2021 + number // 2))
    barrier.wait(PATIENCE)
    import_progress(LOCAL_OPERATOR, preview=preview)
    return True


def import_while_it_is_closed(number: int, name: str, barrier: Barrier) -> bool:
    """One has previewed a sheet into an open round that the other closes."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.domain.reporting_refusals import ReportingClosed
    from pantau.records.queries.rounds import round_of_plan
    from pantau.usecases.close_round import close_round
    from pantau.usecases.import_progress import import_progress

    preview = _sheet_into_an_open_round(number, name, barrier)
    round = round_of_plan("TESTS", str(2021 + number))
    barrier.wait(PATIENCE)
    if name == "B":
        close_round(LOCAL_OPERATOR, round=round.public_id, seen=round.version)
        return True
    try:
        import_progress(LOCAL_OPERATOR, preview=preview)
    except ReportingClosed:
        return False
    return True


def import_naively_while_it_is_closed(number: int, name: str, barrier: Barrier) -> bool:
    """Look whether the round is open, then write: what the import does not do."""
    from pantau.domain.permissions import LOCAL_OPERATOR, Verb
    from pantau.domain.rounds import require_open
    from pantau.records.models import Round, StatusReport, StatusReportVersion
    from pantau.records.queries.rounds import round_of_plan
    from pantau.usecases.access import writing
    from pantau.usecases.close_round import close_round

    preview = _sheet_into_an_open_round(number, name, barrier)
    round = round_of_plan("TESTS", str(2021 + number))
    require_open(round)
    barrier.wait(PATIENCE)
    if name == "B":
        close_round(LOCAL_OPERATOR, round=round.public_id, seen=round.version)
    barrier.wait(PATIENCE)
    if name == "A":
        (change,) = preview.changes
        with writing(LOCAL_OPERATOR, Verb.IMPORT_PROGRESS, reason="naive") as pen:
            report = pen.insert(
                StatusReport,
                line_id=change.row.line.id,
                reporter_id=change.row.reporter,
                round=Round.objects.get(pk=round.id),
            )
            values = change.row.values
            pen.insert(StatusReportVersion, report=report, number=1, state="accepted", accepted_at=pen.at, **values)
    return True


def _sheet_into_an_open_round(number: int, name: str, barrier: Barrier) -> Any:
    """A preview of one report; the round was opened by another one before."""
    from pathlib import Path

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_progress import import_progress, preview_progress
    from tests.workspaces import progress

    sheets = {}
    for label in ("1.1", "1.2"):
        sheets[label] = Path(os.environ[VARIABLE]).parent / f"late-{number}-{name}-{label}.csv"
        sheets[label].write_text(progress({(label, "X-ALF"): "ongoing"}), encoding="utf-8")
    round = str(2021 + number)
    if name == "A":
        import_progress(LOCAL_OPERATOR, preview=preview_progress(sheets["1.1"], plan="TESTS", round=round))
    barrier.wait(PATIENCE)
    return preview_progress(sheets["1.2"], plan="TESTS", round=round)


def import_plan_text(number: int, name: str, barrier: Barrier) -> bool:
    """Both have previewed a new plan under one code before either writes."""
    from datetime import date
    from pathlib import Path

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.domain.values import Period
    from pantau.usecases.import_plan import PlanDetails, import_plan, preview_plan
    from tests.workspaces import PLAN

    file = Path(os.environ[VARIABLE]).parent / f"plan-{number}-{name}.txt"
    file.write_text(PLAN.replace("TESTS", f"ROUND {number} BY {name}"), encoding="utf-8")
    period = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
    preview = preview_plan(file, details=PlanDetails(code=f"RACE-{number}", title=None, period=period))
    barrier.wait(PATIENCE)
    import_plan(LOCAL_OPERATOR, preview=preview)
    return True


def import_actors(number: int, name: str, barrier: Barrier) -> bool:
    """Both bring the same new actors at once."""
    from pathlib import Path

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_register import import_register

    file = Path(os.environ[VARIABLE]).parent / f"actors-{number}-{name}.csv"
    rows = [f"Y-{number}-{place},ministry,Ministry {place},Kementerian {place}" for place in range(20)]
    file.write_text("\n".join(["code,kind,name_en,name_id", *rows, ""]), encoding="utf-8")
    barrier.wait(PATIENCE)
    import_register(LOCAL_OPERATOR, file, kind="actors")
    return True
