"""How quickly a template of 10,000 lines is made, looked through and written, against what no program can do without.

The floor of reading is openpyxl's own plain read of the same file, that of writing two plain bulk inserts of as many
rows with nothing else. Each is measured in a fresh process of its own, with the same workspace: a plan of 10,000
lines of which one country owes each in a new round. Reading holds each cell three ways against the record; writing
takes rows with their history, the evidence file and the checks of every cell, in one transaction.
"""

import io
import json
import resource
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from measuring.filled import CODE, Size, filled_workspace, use
from measuring.fresh import measured, peak_megabytes
from measuring.machine import machine
from measuring.tables import print_results

LINES, TIMES = 10_000, 1
GOALS = {"preview": 10.0, "commit": 5.0}
SIZE = Size(lines=LINES, rounds=0)


def main() -> None:
    seconds: dict[str, list[float]] = {}
    peak = 0.0
    for _ in range(TIMES):
        with filled_workspace(SIZE) as folder:
            for step in ("prepare", "template", "floor of reading", "preview", "floor of writing", "commit"):
                told = measured(__file__, step, str(folder))
                seconds.setdefault(step, []).append(told["seconds"])
                print(f"{step}: {told['seconds']:.1f} s, {told['cpu']:.1f} s of processor in all", file=sys.stderr)
                peak = max(peak, told["peak"])
    took = {step: median(some) for step, some in seconds.items()}
    rows = [
        ("make the template", f"{took['template']:.1f}", "", "", ""),
        _row("preview", took, floor="floor of reading"),
        _row("commit", took, floor="floor of writing"),
    ]
    print(machine())
    print(f"{LINES} lines of one reporter, seconds, medians of {TIMES}; most memory {peak:.0f} MB")
    print_results(["step", "seconds", "floor", "ratio", "goal"], rows)


def _row(step: str, took: dict[str, float], *, floor: str) -> tuple[str, ...]:
    met = "met" if took[step] < GOALS[step] else "missed"
    ratio = took[step] / took[floor]
    return step, f"{took[step]:.1f}", f"{took[floor]:.1f}", f"{ratio:.1f}", f"< {GOALS[step]:.0f}: {met}"


def run(step: str, folder: Path) -> None:
    use(folder)
    loaded, begun = time.process_time(), time.perf_counter()
    took = STEPS[step](folder.parent / "filled.xlsx")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used) - loaded
    print(json.dumps({"seconds": took or time.perf_counter() - begun, "cpu": cpu, "peak": peak_megabytes()}))


def _prepare(_file: Path) -> None:
    """A round in which the first member owes every line."""
    from django.db import transaction
    from django.utils import timezone

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.records.models import Obligation, Round
    from pantau.records.pen import Pen
    from pantau.records.queries.plans import plan_lines, plan_named, version_in_force

    now = timezone.now()
    version = version_in_force(plan_named(CODE), date(2025, 12, 31), known_at=now)
    dates = {"start": date(2026, 1, 1), "end": date(2026, 6, 30), "opens": date(2026, 1, 1), "closes": date(2026, 8, 1)}
    with transaction.atomic():
        pen = Pen(actor=LOCAL_OPERATOR, at=now, reason="bench")
        made = pen.insert(Round, plan_version=version, code="BENCH", cut_off=date(2026, 1, 1), **dates)
        country = _country()
        rows = [{"round": made, "line_id": line.id, "actor": country} for line in plan_lines(version, known_at=now)]
        pen.insert_many(Obligation, rows)


def _country() -> Any:
    from pantau.records.models import Actor

    return Actor.objects.filter(kind="member_state").order_by("code")[0]


def _place() -> dict[str, Any]:
    from pantau.records.models import Round

    return {"round": Round.objects.get(code="BENCH").public_id, "reporter": _country().code}


def _template(file: Path) -> float:
    """The time of making it; then every row of it is filled in, untimed."""
    import openpyxl

    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.report_template import report_template_file

    begun = time.perf_counter()
    content = report_template_file(LOCAL_OPERATOR, format="xlsx", language="en", **_place()).content
    took = time.perf_counter() - begun
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    places = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, places["Status"]).value = "Ongoing"
        sheet.cell(row, places["Narrative"]).value = f"What was done about the line in row {row}, in a sentence or two."
        sheet.cell(row, places["Started on"]).value = date(2026, 3, 1)
    book.save(file)
    return took


def _plain_read(file: Path) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes()), read_only=True, data_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows(values_only=True)) > SIZE.lines * 0.9


def _preview(file: Path) -> float:
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_reports import preview_reports

    begun = time.perf_counter()
    preview = preview_reports(LOCAL_OPERATOR, content=file.read_bytes(), file=file.name, **_place())
    took = time.perf_counter() - begun
    assert preview.counts["new"] == len(preview.rows) > SIZE.lines * 0.9
    return took


def _plain_write(_file: Path) -> float:
    """Two tables of as many rows as there are lines, written and taken back."""
    from django.db import transaction
    from django.utils import timezone

    from pantau.records.models import Obligation, Round, StatusReport, StatusReportVersion

    now, round = timezone.now(), Round.objects.get(code="BENCH")
    owed = list(Obligation.objects.filter(round=round).values_list("line_id", "actor_id"))
    texts = {"state": "draft", "as_of": date(2026, 3, 1), "narrative": "word " * 12}
    begun = time.perf_counter()
    with transaction.atomic():
        stamps = {"created_at": now, "changed_at": now}
        made = [StatusReport(line_id=line, reporter_id=actor, round=round, **stamps) for line, actor in owed]
        kept = StatusReport.objects.bulk_create(made, batch_size=1000)
        versions = [StatusReportVersion(report=report, number=1, **texts, **stamps) for report in kept]
        StatusReportVersion.objects.bulk_create(versions, batch_size=1000)
        took = time.perf_counter() - begun
        transaction.set_rollback(True)
    return took


def _commit(file: Path) -> float:
    """As the page does it: the file was read when it was looked through; what it does is compared anew and written."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.import_reports import import_reports
    from pantau.usecases.report_template import sheet_place
    from pantau.usecases.stage_reports import preview_staged, stage_reports

    place = sheet_place(LOCAL_OPERATOR, **_place())
    token = stage_reports(LOCAL_OPERATOR, place=place, content=file.read_bytes(), file=file.name)
    seen = preview_staged(LOCAL_OPERATOR, place=place, token=token, file=file.name).digest
    begun = time.perf_counter()
    preview = preview_staged(LOCAL_OPERATOR, place=place, token=token, file=file.name)
    compared = time.perf_counter()
    import_reports(LOCAL_OPERATOR, preview=preview, seen=seen)
    print(f"comparing {compared - begun:.2f} writing {time.perf_counter() - compared:.2f}", file=sys.stderr)
    return time.perf_counter() - begun


STEPS: dict[str, Any] = {
    "prepare": _prepare,
    "template": _template,
    "floor of reading": _plain_read,
    "preview": _preview,
    "floor of writing": _plain_write,
    "commit": _commit,
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        run(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
