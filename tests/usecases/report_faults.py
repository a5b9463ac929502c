"""Kills a step of a report at its writes, or lets the disk run full under it; each try is a process of its own."""

import json
import os
import resource
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import django

from tests.records.kills import watch

LINES = ("1.1", "1.2", "1.3", "1.4")
PAGE = 4096  # bytes that SQLite writes at once


def main(fault: str, step: str, first: int, every: int) -> None:
    """Prints what stands before, after each try that failed with what it said, and in the end.

    The fault comes at the write of number `first` and at each `every` writes further, as long as there are so many.
    """
    django.setup()
    crew = _prepared(step)
    at = first
    before = _standing()
    print(json.dumps(before))
    while (said := _tried(fault, step, crew, at=at)) != "done":
        left = _standing()
        print(json.dumps({"said": said, **left}))
        if left != before:  # half of it is there, which is what the test looks for
            break
        at += every
    print(json.dumps(_standing()))


def _tried(fault: str, step: str, crew: Any, *, at: int) -> str:
    """How the try ended: "done", "killed", or the code of the refusal."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that whatever is written makes it grow
    connection.close()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, _outcome(fault, step, crew, at=at).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL), f"the step ended with {status}"
    return said or "killed"


def _outcome(fault: str, step: str, crew: Any, *, at: int) -> str:
    from pantau.domain.refusals import Refusal
    from pantau.records.opening import faults_said
    from pantau.records.workspace import find_folder

    if fault == "killed without a transaction":
        _careless()
    if fault.startswith("killed"):
        watch(at)
    else:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (at * PAGE, at * PAGE))
    try:
        with faults_said(find_folder()):
            STEPS[step](crew)
    except Refusal as refusal:
        return refusal.code
    return "done"


def _careless() -> None:
    """The control: every write is a transaction of its own."""
    from django.db import transaction

    from pantau.records import pen

    transaction.atomic = lambda *_, **__: nullcontext()  # type: ignore[assignment]
    pen._needs_transaction = lambda: None


def _standing() -> dict[str, Any]:
    """The states of the reports, the texts in them, the decisions, and how many rows of each kind there are."""
    from pantau.records.models import LedgerEntry, StatusReportVersion
    from pantau.records.pen import records

    versions = StatusReportVersion.objects.order_by("id")
    return {
        "rows": {model.__name__: model._default_manager.count() for model in records()},
        "states": dict(Counter(versions.values_list("state", flat=True))),
        "texts": list(versions.values_list("narrative", flat=True)),
        "counting": versions.filter(accepted_at__isnull=False, superseded_at__isnull=True).count(),
        "decisions": LedgerEntry.objects.count(),
    }


def _prepared(step: str) -> Any:
    """The scene, brought to where the step is open."""
    from pantau.records.workspace import find_folder
    from tests.usecases.cast import cast
    from tests.usecases.office import Office

    crew = cast(Office(folder=find_folder()))
    for before in ("save", "submit", "accept", "amend"):
        if before == step or (before, step) in (("save", "import"), ("accept", "return")):
            break
        STEPS[before](crew)
    return crew


def _save(crew: Any) -> None:
    from pantau.domain.reports import CellChange
    from pantau.usecases.draft_report import save_cells

    changes = [
        CellChange(line=row.line, name=name, was=row.cells.as_json()[name], value=value)
        for row in crew.rows("X-ALF")
        if row.label in LINES
        for name, value in (("status", "ongoing"), ("narrative", f"About {row.label}. " + "word " * 400))
    ]
    save_cells(crew.actor("focal alf"), round=crew.round, reporter="X-ALF", changes=changes)


def _import(crew: Any) -> None:
    from pantau.usecases.import_reports import import_reports, preview_reports
    from pantau.usecases.report_template import report_template_file

    actor = crew.actor("focal alf")
    place = {"round": crew.round, "reporter": "X-ALF"}
    head, *rows = report_template_file(actor, format="csv", language="en", **place).content.decode().splitlines()
    told = [row.replace("Not reported,not reported", f"Ongoing,{'word ' * 400}") for row in rows]
    content = "\n".join((head, *told)).encode()
    import_reports(actor, preview=preview_reports(actor, content=content, file="reports.csv", **place))


def _taken(module: str, who: str) -> Callable[[Any], None]:
    def step(crew: Any) -> None:
        from importlib import import_module

        name = {"return": "return_reports", "accept": "accept_reports"}.get(module, f"{module}_reports")
        room = "review_reports" if module in ("return", "accept") else name
        take = getattr(import_module(f"pantau.usecases.{room}"), name)
        take(crew.actor(who), round=crew.round, reports=crew.chosen("X-ALF", *LINES, note="A note."))

    return step


STEPS: dict[str, Callable[[Any], None]] = {
    "save": _save,
    "import": _import,
    "submit": _taken("submit", "approver alf"),
    "accept": _taken("accept", "coordinator"),
    "return": _taken("return", "coordinator"),
    "amend": _taken("amend", "focal alf"),
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
