"""What the commands that take a step with reports share: which reports, with which note, and what was done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace
from pantau.domain.ledger import Decision
from pantau.domain.reporting_refusals import NothingToDo, ShownChanged
from pantau.domain.reports import ReportRow
from pantau.domain.reviews import result_digest
from pantau.domain.workflow import states_before

Plan = Annotated[str, typer.Argument(metavar="PLAN", help=say("The code of the plan."))]
Round = Annotated[str, typer.Argument(metavar="ROUND", help=say("The code of the round."))]
Reporter = Annotated[str, typer.Argument(metavar="REPORTER", help=say("The code of the reporter."))]
Labels = Annotated[
    list[str] | None,
    typer.Argument(metavar="LINE", help=say("Labels of lines; all reports that wait for this step if none is given.")),
]
Note = Annotated[str, typer.Option("--note", help=say("The note, the same for each report."), show_default=False)]
Seen = Annotated[
    str,
    typer.Option(
        "--seen",
        metavar="DIGEST",
        help=say("The digest that `report list` printed; refused if the reports say something else by now."),
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The reports that a command was asked about."""

    plan: str
    round: str
    reporter: str
    labels: Sequence[str]
    note: str = ""
    seen: str = ""


def step_command(decision: Decision) -> Callable[..., None]:
    """The command that takes this step with the reports of one reporter."""

    def command(
        plan: Plan,
        round_code: Round,
        reporter: Reporter,
        labels: Labels = None,
        seen: Seen = "",
        named: Workspace = None,
        as_json: Json = False,
    ) -> None:
        asked = Asked(plan=plan, round=round_code, reporter=reporter, labels=labels or [], seen=seen)
        with workspace(named):
            _take(decision, asked=asked, as_json=as_json)

    return command


def noted_step_command(decision: Decision) -> Callable[..., None]:
    """The same of a step that nobody takes without saying why."""

    def command(
        plan: Plan,
        round_code: Round,
        reporter: Reporter,
        note: Note,
        labels: Labels = None,
        seen: Seen = "",
        named: Workspace = None,
        as_json: Json = False,
    ) -> None:
        asked = Asked(plan=plan, round=round_code, reporter=reporter, labels=labels or [], note=note, seen=seen)
        with workspace(named):
            _take(decision, asked=asked, as_json=as_json)

    return command


def _step(decision: Decision) -> Callable[..., int]:
    # the use-cases need Django, which loads with the workspace
    from pantau.usecases.amend_reports import amend_reports
    from pantau.usecases.lock_reports import lock_reports
    from pantau.usecases.review_reports import accept_reports, return_reports
    from pantau.usecases.submit_reports import submit_reports

    steps: dict[Decision, Callable[..., int]] = {
        Decision.SUBMIT: submit_reports,
        Decision.RETURN: return_reports,
        Decision.ACCEPT: accept_reports,
        Decision.LOCK: lock_reports,
        Decision.AMEND: amend_reports,
    }
    return steps[decision]


def _take(decision: Decision, *, asked: Asked, as_json: bool) -> None:
    """Take the step with the reports asked about, all of them or none, and say how many."""
    from pantau.records.queries.reviews import readable_reports, round_id
    from pantau.usecases.report_step import Chosen

    rows = readable_reports(whoever(), plan=asked.plan, round=asked.round, reporters=[asked.reporter])
    chosen = [row for row in rows if _meant(row, asked, decision)]
    if not chosen:
        raise NothingToDo(step=decision.words)
    if asked.seen and asked.seen != result_digest(row.digest for row in chosen):
        raise ShownChanged(line=", ".join(row.label for row in chosen)[:200], what=asked.round, seen="?", now="?")
    count = _step(decision)(
        whoever(),
        round=round_id(asked.plan, asked.round),
        reports=[Chosen(report=row.report, shown=row.digest, note=asked.note) for row in chosen if row.report],
    )
    if as_json:
        print_json({"decision": decision.value, "reports": count, "lines": [row.label for row in chosen]})
    else:
        print(say("{count} report(s): {decision}.", count=count, decision=decision.words.into(language())))


def print_reports(rows: Sequence[ReportRow]) -> None:
    """One line for each report, and the digest of all of them."""
    headings = [say("Reporter"), say("Line"), say("State"), say("Status"), say("Narrative")]
    print_table(headings, [(row.reporter, row.label, *_told(row)) for row in rows], folds=4)
    print(say("Digest of these reports: {digest}", digest=result_digest(row.digest for row in rows)))


def _meant(row: ReportRow, asked: Asked, decision: Decision) -> bool:
    """Whether a report is named, or waits for the step where none is."""
    return row.label in asked.labels if asked.labels else row.state in states_before(decision)


def _told(row: ReportRow) -> tuple[object, ...]:
    status = row.cells.status.value if row.cells.status else ""
    return row.state.words.into(language()) if row.state else "", status, row.cells.narrative[:120]
