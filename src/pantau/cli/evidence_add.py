"""`pantau evidence add SOURCE`"""

from typing import Annotated

import typer

from pantau.cli.evidence_correct import typed_into
from pantau.cli.evidence_steps import print_claims
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help=say("The code of a source."))],
    type: Annotated[str, typer.Option("--type", help=say("The type of the claim."))],
    words: Annotated[str, typer.Option("--words", help=say("The words of the text, exactly as they stand in it."))],
    told: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help=say("A field and what it holds; empty: nothing.")),
    ] = None,
    start: Annotated[
        int | None,
        typer.Option("--start", min=0, help=say("Where the words begin, in characters, if they stand more than once.")),
    ] = None,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.add_claim import add_claim

        place = {} if start is None else {"start": start}
        typed = typed_into(type, told or [])
        claim = add_claim(whoever(), source=source, type=type, passage=words, typed=typed, **place)
    if as_json:
        print_json(claim.as_json())
    else:
        print_claims([claim])
