"""`pantau read FILE…`."""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.claim_lines import print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, read_day


def command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            readable=False,
            help=say("Texts, pages, Word or PDF files; - reads the standard input."),
        ),
    ],
    published: Annotated[
        str,
        typer.Option(
            "--published",
            metavar="DATE",
            help=say("The day on which the texts came out, by which days without a year are understood."),
            show_default=False,
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    raise SystemExit(print_claims(files, published=read_day(published, option="--published"), as_json=as_json))
