"""`pantau source index`"""

from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.progress import sources_told
from pantau.cli.workspace import whoever, workspace


def command(
    every: Annotated[
        bool, typer.Option("--all", help=say("Go through all sources, not only those that lack something."))
    ] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.usecases.index_sources import Which, index_sources

        with sources_told() as told:
            done = index_sources(whoever(), which=Which.ALL if every else Which.MISSING, told=told)
    if as_json:
        print_json({"sources": done.sources, "written": done.written})
    else:
        print(say("{sources} sources gone through, {written} written", sources=done.sources, written=done.written))
