"""`pantau report merge PLAN ROUND REPORTER`"""

from typing import TYPE_CHECKING

from pantau.cli.language import language, say
from pantau.cli.options import DryRun, Json, Workspace, print_json
from pantau.cli.report_steps import Plan, Reporter, Round
from pantau.cli.workspace import whoever, workspace

if TYPE_CHECKING:  # the use-case needs Django, which loads with the workspace
    from pantau.usecases.merge_contributions import Merging


def command(
    plan: Plan,
    round_code: Round,
    reporter: Reporter,
    dry_run: DryRun = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.reviews import round_id
        from pantau.usecases.merge_contributions import merge_contributions, preview_merging

        round = round_id(plan, round_code)
        found = preview_merging(whoever(), round=round, reporter=reporter)
        if found.taken and not dry_run:
            seen = {row.public_id: row.seen for row in found.taken}
            merge_contributions(whoever(), round=round, reporter=reporter, seen=seen)
    if as_json:
        print_json(found.as_json(language()) | {"written": bool(found.taken) and not dry_run})
    else:
        _tell(found)
        if dry_run:
            print(say("Nothing was written (--dry-run)."))


def _tell(found: "Merging") -> None:
    for row in found.taken:
        print(say("{line}: what {ministry} says goes into the draft.", line=row.label, ministry=row.ministry))
    for one in found.left:
        print(f"{one.row.label}, {one.row.ministry}: {one.why.says.into(language())}")
    print(say("{taken} taken in, {left} left.", taken=len(found.taken), left=len(found.left)))
