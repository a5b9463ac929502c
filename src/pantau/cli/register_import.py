"""`pantau register import KIND FILE`"""

from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_effects, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=say("The register, as actors or figures."))],
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=say("Its rows as CSV or XLSX."))],
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.import_register import import_register

        counts = import_register(whoever(), file, kind=kind)
    if as_json:
        print_json({"kind": kind, **counts})
    else:
        print_effects(counts)
