"""What two people do at once to the same reports; each is a process that reads the settings and connects for itself.

Every round has a report of its own, so that thirty of them can be raced for in a plan of ten lines and three countries.
"""

from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from typing import Any

from tests.records.racers import PATIENCE
from tests.workspaces import COUNTRIES, LABELS

ROUNDS = len(LABELS) * len(COUNTRIES)


def _crew(number: int, name: str, barrier: Barrier) -> Any:
    """The people of the round; whoever is called A sets the scene before the first round."""
    from pantau.domain.permissions import Role
    from pantau.records.models import Round, User
    from pantau.records.workspace import find_folder
    from tests.usecases.cast import Cast, cast, person
    from tests.usecases.office import Office

    if number == 0 and name == "A":
        cast(Office(folder=find_folder()))
        for country in COUNTRIES:
            for one in "ABC":
                person(f"{one} of {country}", (Role.APPROVER, country), home=country)
        person("A", (Role.COORDINATOR, "X-PAR"))
        person("B", (Role.COORDINATOR, "X-PAR"))
    barrier.wait(PATIENCE)
    return Cast(round=Round.objects.get(code="2024").public_id, people={user.name: user for user in User.objects.all()})


def _place(number: int) -> tuple[str, str]:
    """The country and the line of a round."""
    return COUNTRIES[number % len(COUNTRIES)], LABELS[number // len(COUNTRIES)]


def accept_at_once(number: int, name: str, barrier: Barrier) -> bool:
    """Two coordinators were shown the same submitted report."""
    from pantau.usecases.review_reports import accept_reports

    crew, (country, label) = _submitted(number, name, barrier)
    chosen = crew.chosen(country, label)
    barrier.wait(PATIENCE)
    return _step(accept_reports, crew.actor(name), crew, chosen)


def accept_or_return_at_once(number: int, name: str, barrier: Barrier) -> bool:
    """One coordinator accepts what the other returns."""
    from pantau.usecases.review_reports import accept_reports, return_reports

    crew, (country, label) = _submitted(number, name, barrier)
    chosen = crew.chosen(country, label, note="Too short.")
    barrier.wait(PATIENCE)
    return _step(accept_reports if name == "A" else return_reports, crew.actor(name), crew, chosen)


def accept_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Read, check, save: what the use-case does not do."""
    from django.utils import timezone

    from pantau.records.models import StatusReportVersion

    crew, (country, label) = _submitted(number, name, barrier)
    row = crew.row(country, label)
    seen = StatusReportVersion.objects.get(public_id=row.version)
    if seen.state != "submitted":
        return False
    barrier.wait(PATIENCE)
    StatusReportVersion.objects.filter(pk=seen.pk).update(
        state="accepted", accepted_at=timezone.now(), version=seen.version + 1
    )
    return True


def submit_twice(number: int, name: str, barrier: Barrier) -> bool:
    """One approver presses the button twice."""
    from pantau.usecases.submit_reports import submit_reports

    crew, (country, label) = _drafted(number, name, barrier)
    chosen = crew.chosen(country, label)
    barrier.wait(PATIENCE)
    return _step(submit_reports, crew.actor(f"A of {country}"), crew, chosen)


def write_while_it_is_submitted(number: int, name: str, barrier: Barrier) -> bool:
    """A writes in a report that B submits as it was shown."""
    from pantau.usecases.submit_reports import submit_reports

    crew, (country, label) = _drafted(number, name, barrier)
    chosen = crew.chosen(country, label)
    barrier.wait(PATIENCE)
    if name == "B":
        return _step(submit_reports, crew.actor(f"B of {country}"), crew, chosen)
    saved = crew.save(f"A of {country}", country, label, narrative="Written at the last moment.")
    return not (saved.refused or saved.conflicts)


def write_the_same_cell(number: int, name: str, barrier: Barrier) -> bool:
    """Both have seen the same empty cell; in even rounds the report is not even begun."""
    from pantau.domain.reports import CellChange
    from pantau.usecases.draft_report import save_cells

    crew = _crew(number, name, barrier)
    country, label = _place(number)
    if number % 2 and name == "A":
        crew.save(f"A of {country}", country, label, status="ongoing")
    barrier.wait(PATIENCE)
    change = CellChange(line=crew.row(country, label).line, name="narrative", was="", value=f"by {name}")
    actor = crew.actor(f"{name} of {country}")
    barrier.wait(PATIENCE)
    saved = save_cells(actor, round=crew.round, reporter=country, changes=[change])
    return not (saved.refused or saved.conflicts)


def write_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Both save the whole row as they saw it, one with a narrative, the other with issues."""
    from pantau.records.models import StatusReportVersion

    crew, (country, label) = _drafted(number, name, barrier)
    seen = StatusReportVersion.objects.get(public_id=crew.row(country, label).version)
    cells = {"narrative": seen.narrative, "issues": seen.issues}
    cells["narrative" if name == "A" else "issues"] = f"by {name}"
    barrier.wait(PATIENCE)
    StatusReportVersion.objects.filter(pk=seen.pk).update(**cells)
    barrier.wait(PATIENCE)
    kept = StatusReportVersion.objects.get(pk=seen.pk)
    return f"by {name}" in (kept.narrative, kept.issues)


def write_by_three_doors(number: int, name: str, barrier: Barrier) -> bool:
    """A in the browser, B with a sheet that was previewed, C by program, all in one cell that each saw empty; in even
    rounds the report is not even begun.
    """
    crew = _crew(number, name, barrier)
    country, label = _place(number)
    if number % 2 and name == "A":
        crew.save(f"A of {country}", country, label, status="ongoing")
    barrier.wait(PATIENCE)
    through = _door(crew, name, country=country, label=label)
    barrier.wait(PATIENCE)
    return through()


def _door(crew: Any, name: str, *, country: str, label: str) -> Callable[[], bool]:
    """What this racer does once all have seen the cell; whether it got in."""
    from pantau.domain.api_refusals import CellsClash
    from pantau.domain.refusals import PreviewChanged
    from pantau.domain.reports import CellChange
    from pantau.usecases.change_cells import change_cells
    from pantau.usecases.draft_report import save_cells
    from pantau.usecases.import_reports import import_reports
    from tests.usecases.sheets import filled, looked_at, template

    actor, text = crew.actor(f"{name} of {country}"), f"by {name}"
    changes = [CellChange(line=crew.row(country, label).line, name="narrative", was="", value=text)]

    def browser() -> bool:
        saved = save_cells(actor, round=crew.round, reporter=country, changes=changes)
        return not (saved.refused or saved.conflicts)

    def program() -> bool:
        try:
            return bool(change_cells(actor, round=crew.round, reporter=country, changes=changes))
        except CellsClash:
            return False

    if name == "A":
        return browser
    if name == "C":
        return program
    sheet = filled(template(crew.round, reporter=country, actor=actor), {(label, "narrative"): text})
    preview = looked_at(crew.round, sheet, reporter=country, actor=actor)

    def excel() -> bool:
        try:
            import_reports(actor, preview=preview)
        except PreviewChanged:
            return False
        return True

    return excel


def write_by_three_doors_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Each looks whether the cell is still as it was seen, and then writes it."""
    from pantau.records.models import StatusReportVersion

    crew, (country, label) = _drafted(number, name, barrier)
    seen = StatusReportVersion.objects.get(public_id=crew.row(country, label).version)
    if seen.narrative:
        return False
    barrier.wait(PATIENCE)
    StatusReportVersion.objects.filter(pk=seen.pk).update(narrative=f"by {name}")
    return True


def _drafted(number: int, name: str, barrier: Barrier) -> tuple[Any, tuple[str, str]]:
    crew = _crew(number, name, barrier)
    country, label = _place(number)
    if name == "A":
        crew.save(f"A of {country}", country, label, status="ongoing")
    barrier.wait(PATIENCE)
    return crew, (country, label)


def _submitted(number: int, name: str, barrier: Barrier) -> tuple[Any, tuple[str, str]]:
    from pantau.usecases.submit_reports import submit_reports

    crew, (country, label) = _drafted(number, name, barrier)
    if name == "A":
        submit_reports(crew.actor(f"A of {country}"), round=crew.round, reports=crew.chosen(country, label))
    barrier.wait(PATIENCE)
    return crew, (country, label)


def _step(step: Any, actor: Any, crew: Any, chosen: Any) -> bool:
    """Whether the step was taken; to be told that it is no longer open is a defeat."""
    from pantau.domain.refusals import StepNotOpen

    try:
        return bool(step(actor, round=crew.round, reports=chosen))
    except StepNotOpen:
        return False
