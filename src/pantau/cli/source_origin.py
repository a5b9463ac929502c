"""`pantau source origin CODE`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.origins import print_proposals
from pantau.cli.workspace import whoever, workspace


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of a source."))],
    same_as: Annotated[
        str, typer.Option("--same-as", metavar="CODE", help=say("It repeats the same release as this source."))
    ] = "",
    name: Annotated[str, typer.Option("--name", help=say("The release it repeats, in words of your own."))] = "",
    own: Annotated[bool, typer.Option("--own", help=say("It repeats nothing: it stands on its own."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if sum(map(bool, (same_as, name, own))) > 1:
        raise typer.BadParameter(say("Give one of --same-as, --name and --own."))
    with workspace(named):
        from pantau.records.queries.sources import source_named
        from pantau.usecases.origin_proposals import origin_proposals
        from pantau.usecases.set_origin import join_origin, set_origin

        actor = whoever()
        if same_as:
            join_origin(actor, code=code, other=same_as)
        elif name or own:
            set_origin(actor, code=code, origin=name)
        source, proposals = source_named(code), origin_proposals(actor, code=code)
    if as_json:
        print_json(source.as_json() | {"proposals": [one.as_json() for one in proposals]})
        return
    origin = source.origin or say("the source itself")
    print(say("{code} goes back to: {origin}", code=source.code, origin=origin))
    print_proposals(proposals)
