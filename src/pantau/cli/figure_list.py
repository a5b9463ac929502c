"""`pantau figure list`"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace
from pantau.domain.plausibility.wording import quantity_words
from pantau.domain.refusals import FileUnwritable

_FORMATS = ("csv", "json", "xlsx")


def command(
    subject: Annotated[
        str, typer.Option("--subject", help=say("Only those about this plan, instrument or actor."))
    ] = "",
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help=say("Write them with passages, origins and findings to a .csv, .json or .xlsx."),
            show_default=False,
        ),
    ] = None,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    format = one_of("--to", to.suffix.removeprefix(".").casefold(), _FORMATS) if to else ""
    with workspace(named):
        from pantau.usecases.review_figures import review_published

        review = review_published(whoever(), subject=subject)
        figures = review.figures
        if to:
            from django.utils import translation

            from pantau.web.pages.figures import figures_file

            with translation.override(language()):
                content = figures_file(review, format=format, now=datetime.now(UTC))
            try:
                to.write_bytes(content)
            except OSError as fault:
                raise FileUnwritable(file=to) from fault
    if as_json:
        print_json([figure.as_json() for figure in figures])
    elif to:
        print(say("{file}: {count} figures.", file=to, count=len(figures)))
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
                say("yes") if figure.preferred else None,
            )
            for figure in figures
        ]
        headings = [say("Code"), say("Subject"), say("Metric"), say("Figure"), say("As of"), say("Source")]
        print_table([*headings, say("Preferred")], rows)
