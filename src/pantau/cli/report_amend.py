"""`pantau report amend PLAN ROUND REPORTER [LINE …]`"""

from pantau.cli.options import Json, Workspace
from pantau.cli.report_steps import Asked, Labels, Note, Plan, Reporter, Round, Seen, take
from pantau.cli.workspace import workspace
from pantau.domain.ledger import Decision


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
    with workspace(named):
        from pantau.usecases.amend_reports import amend_reports

        asked = Asked(plan=plan, round=round_code, reporter=reporter, labels=labels or [], note=note, seen=seen)
        take(Decision.AMEND, amend_reports, asked=asked, as_json=as_json)
