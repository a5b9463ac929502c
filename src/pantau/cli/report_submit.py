"""`pantau report submit PLAN ROUND REPORTER [LINE …]`"""

from pantau.cli.options import Json, Workspace
from pantau.cli.report_steps import Asked, Labels, Plan, Reporter, Round, Seen, take
from pantau.cli.workspace import workspace
from pantau.domain.ledger import Decision


def command(
    plan: Plan,
    round_code: Round,
    reporter: Reporter,
    labels: Labels = None,
    seen: Seen = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.submit_reports import submit_reports

        asked = Asked(plan=plan, round=round_code, reporter=reporter, labels=labels or [], seen=seen)
        take(Decision.SUBMIT, submit_reports, asked=asked, as_json=as_json)
