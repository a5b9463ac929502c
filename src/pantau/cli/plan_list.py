"""`pantau plan list`"""

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import workspace


def command(named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.records.queries.plans import plan_rows

        plans = plan_rows()
    if as_json:
        print_json([plan.as_json() | {"lines": lines} for plan, lines in plans])
    elif not plans:
        print(say("No plans yet. Import one with `pantau plan import FILE --code C --period 2021..2025`."))
    else:
        rows = [(plan.code, plan.title.into(language()), plan.period, plan.partner, lines) for plan, lines in plans]
        print_table([say("Code"), say("Title"), say("Period"), say("Partner"), say("Lines")], rows, right=[4])
