"""`pantau plan versions CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import workspace


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of the plan."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.plans import plan_named, plan_versions

        plan = plan_named(code)
        versions = plan_versions(plan)
    if as_json:
        print_json({"plan": plan.code, "versions": [version.as_json() for version in versions]})
        return
    rows = [
        (
            f"{plan.code}@{one.number}",
            one.state.words.into(language()),
            one.in_force_from or "–",
            one.lines,
            one.source,
        )
        for one in versions
    ]
    print_table([say("Version"), say("State"), say("In force from"), say("Lines"), say("Source")], rows, right=[3])
