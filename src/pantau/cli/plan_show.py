"""`pantau plan show CODE`"""

from datetime import UTC, datetime
from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import AsOf, Json, Workspace, print_json, read_day
from pantau.cli.workspace import workspace


def command(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=say("The plan's code, or CODE@NUMBER for one of its versions."))
    ],
    as_of: AsOf = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(as_of, option="--as-of")
    with workspace(named):
        from pantau.records.queries.plans import plan_named, plan_nodes, version_named

        plan = plan_named(code.partition("@")[0])
        now = datetime.now(tz=UTC)
        nodes = plan_nodes(version_named(code, as_of=day or now.date(), known_at=now))
    if as_json:
        print_json(plan.as_json() | {"nodes": [node.as_json() for node in nodes]})
        return
    print(f"{plan.code}  {plan.title.into(language())}  {plan.period}")
    for node in nodes:
        mark = "●" if node.countable else " "
        withdrawn = f"  ({say('withdrawn on {day}', day=node.withdrawn_on)})" if node.withdrawn_on else ""
        print(f"{mark} {'  ' * (node.depth - 1)}{node.printed or '–'}  {node.words.into(language())}{withdrawn}")
    print(say("{count} action lines", count=sum(node.countable for node in nodes)))
