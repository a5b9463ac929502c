"""`pantau figure list`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import workspace
from pantau.domain.plausibility.wording import quantity_words


def command(
    subject: Annotated[
        str, typer.Option("--subject", help=say("Only those about this plan, instrument or actor."))
    ] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.figures import figure_rows

        figures = figure_rows(subject)
    if as_json:
        print_json([figure.as_json() for figure in figures])
    elif not figures:
        print(say("No figures yet. Record one with `pantau figure add`."))
    else:
        rows = [
            (
                figure.code,
                figure.subject,
                figure.measures.name.into(language()),
                quantity_words(figure.quantity).into(language()),
                figure.as_of or figure.period,
                figure.source.title if figure.source else None,
            )
            for figure in figures
        ]
        headings = [say("Code"), say("Subject"), say("Metric"), say("Figure"), say("As of"), say("Source")]
        print_table(headings, rows)
