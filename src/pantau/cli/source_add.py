"""`pantau source add FILE`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import say
from pantau.cli.options import Json, Workspace, print_json, read_day
from pantau.cli.origins import print_proposals
from pantau.cli.progress import pages_told
from pantau.cli.workspace import whoever, workspace
from pantau.domain.words import LANGUAGES
from pantau.files.content import DOCUMENT_LIMIT, file_content

PASTED = "-"


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", readable=False, help=say("Text, Word, PDF or a saved web page; - reads standard input.")
        ),
    ],
    code: Annotated[str, typer.Option("--code", help=say("A code of its own; one is made if not given."))] = "",
    title: Annotated[
        str, typer.Option("--title", help=say("Its title; the first line of the text if not given."))
    ] = "",
    publisher: Annotated[str, typer.Option("--publisher", help=say("Who published it."))] = "",
    published_on: Annotated[str, typer.Option("--date", metavar="DATE", help=say("The day it was published."))] = "",
    language: Annotated[str, typer.Option("--language", help=say("en or id; told by the text if not given."))] = "",
    rights: Annotated[str, typer.Option("--rights", help=say("Who may use it how."))] = "",
    link: Annotated[str, typer.Option("--link", help=say("The address where it can be read."))] = "",
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    day = read_day(published_on, option="--date")
    if language:
        one_of("--language", language, LANGUAGES)
    content, name = _received(file)
    with workspace(named):
        from pantau.usecases.add_source import SourceDetails, add_source
        from pantau.usecases.origin_proposals import origin_proposals

        details = SourceDetails(
            code=code,
            title=title,
            publisher=publisher,
            published_on=day,
            language=language,
            rights=rights,
            link=link,
        )
        with pages_told() as told:
            added = add_source(whoever(), content=content, file=name, details=details, told=told)
        proposals = origin_proposals(whoever(), code=added.source.code) if added.new else ()
    if as_json:
        print_json(added.source.as_json() | {"new": added.new, "proposals": [one.as_json() for one in proposals]})
    elif added.new:
        print(say("The source {code} is kept: {title}", code=added.source.code, title=added.source.title))
        print_proposals(proposals)
    else:
        print(say("These bytes are kept already, as {code}; nothing was changed.", code=added.source.code))


def _received(file: Path) -> tuple[bytes, str]:
    """The bytes and a name for them."""
    if str(file) == PASTED:
        return sys.stdin.buffer.read(DOCUMENT_LIMIT + 1), say("pasted text") + ".txt"
    return file_content(file, limit=DOCUMENT_LIMIT), file.name
