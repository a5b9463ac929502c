"""`pantau source edit CODE`"""

from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.workspace import whoever, workspace
from pantau.domain.words import LANGUAGES


def command(
    code: Annotated[str, typer.Argument(metavar="CODE", help=say("The code of a source."))],
    title: Annotated[str | None, typer.Option("--title", help=say("Its title."))] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help=say("Who published it."))] = None,
    published_on: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=say("The day it was published."))
    ] = None,
    language: Annotated[str | None, typer.Option("--language", help=say("en or id."))] = None,
    rights: Annotated[str | None, typer.Option("--rights", help=say("Who may use it how."))] = None,
    link: Annotated[str | None, typer.Option("--link", help=say("The address where it can be read."))] = None,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if language:
        one_of("--language", language, LANGUAGES)
    day = None if published_on is None else read_day(published_on, option="--date")
    with workspace(named):
        from pantau.records.queries.sources import source_named
        from pantau.usecases.add_source import SourceDetails
        from pantau.usecases.edit_source import edit_source

        now = source_named(code)
        details = SourceDetails(
            code=now.code,
            title=now.title if title is None else title,
            publisher=now.publisher if publisher is None else publisher,
            published_on=now.published_on if published_on is None else day,
            language=now.language if language is None else language,
            rights=now.rights if rights is None else rights,
            link=now.link if link is None else link,
        )
        source = edit_source(whoever(), details=details, seen=now.version)
    if as_json:
        print_json(source.as_json())
    elif source.version == now.version:
        print(say("{code} says that already; nothing was changed.", code=source.code))
    else:
        print(say("{code} is corrected: {title}", code=source.code, title=source.title))
