"""`pantau figure add`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    code: Annotated[str, typer.Option("--code", help=say("A code of its own for the figure."))],
    subject: Annotated[str, typer.Option("--subject", help=say("The plan, instrument or actor it is about."))],
    metric: Annotated[str, typer.Option("--metric", help=say("What it measures, as implementation_rate."))],
    printed: Annotated[str, typer.Option("--printed", help=say("The figure as the source prints it."))],
    number: Annotated[str, typer.Option("--number", help=say("Its number in base units."))] = "",
    number_max: Annotated[str, typer.Option("--number-max", help=say("The upper end of a range."))] = "",
    unit: Annotated[str, typer.Option("--unit", help=say("Its unit, as percent or USD."))] = "",
    qualifier: Annotated[
        str, typer.Option("--qualifier", help=say("How the source hedges it, as about or more_than."))
    ] = "",
    period: Annotated[str, typer.Option("--period", help=say("The period it is about."))] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help=say("The day whose state it describes."))] = "",
    verb: Annotated[str, typer.Option("--verb", help=say("The source's own verb."))] = "",
    rule: Annotated[str, typer.Option("--rule", help=say("The counting rule, if the source names it."))] = "",
    numerator: Annotated[str, typer.Option("--numerator", help=say("Lines counted, if the source says so."))] = "",
    denominator: Annotated[str, typer.Option("--denominator", help=say("Of how many lines."))] = "",
    source: Annotated[str, typer.Option("--source", help=say("The code of its source."))] = "",
    passage: Annotated[str, typer.Option("--passage", help=say("The passage, quoted exactly."))] = "",
    note: Annotated[str, typer.Option("--note", help=say("A remark."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    given = {name: value for name, value in locals().items() if isinstance(value, str)}
    with workspace(named):
        from pantau.usecases.add_figure import add_figure

        figure = add_figure(whoever(), cells=given)
    if as_json:
        print_json(figure.as_json())
    else:
        print(say("The figure {code} is recorded.", code=figure.code))
