"""`pantau source search "WORDS"`"""

from collections.abc import Sequence
from typing import Annotated

import typer

from pantau.cli.closed_lists import one_of
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.search import Narrowed, Outcome, Snippet
from pantau.domain.words import LANGUAGES

_FIRST, _LAST, _MOST = 1945, 2100, 500


def command(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help=say('Words, "a phrase", -without, one OR other; in quotes.'))
    ],
    spoken: Annotated[str, typer.Option("--language", help=say("Only sources in this language: en or id."))] = "",
    publisher: Annotated[str, typer.Option("--publisher", help=say("Only sources of this publisher."))] = "",
    kind: Annotated[str, typer.Option("--kind", help=say("Only sources of this kind."))] = "",
    first: Annotated[
        int | None, typer.Option("--from", metavar="YEAR", min=_FIRST, max=_LAST, help=say("Published then or later."))
    ] = None,
    last: Annotated[
        int | None, typer.Option("--to", metavar="YEAR", min=_FIRST, max=_LAST, help=say("Published then or before."))
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=_MOST, help=say("Sources that are shown."))] = 20,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    if spoken:
        one_of("--language", spoken, LANGUAGES)
    narrowed = Narrowed(language=spoken, publisher=publisher, kind=kind, first=first, last=last)
    with workspace(named):
        from pantau.usecases.search_sources import found_data, search_sources, snippet_of

        outcome = search_sources(whoever(), typed=words, narrowed=narrowed)
        shown = outcome.found[:limit]
        if as_json:
            print_json(_as_json(outcome, [found_data(one, outcome.sought) for one in shown]))
            return
        snippets = [snippet_of(one, outcome.sought) for one in shown]
    _print_head(outcome)
    for one, snippet in zip(shown, snippets, strict=True):
        about = " · ".join(
            filter(None, (one.source.publisher, str(one.source.published_on or ""), str(len(one.passages))))
        )
        print(f"\n{one.source.code}  {one.source.title}\n  {about}")
        if snippet is not None:
            print(f"  {snippet.start}: {_marked(snippet)}")


def _as_json(outcome: Outcome, found: Sequence[object]) -> dict[str, object]:
    return {
        "passages": outcome.passages,
        "sources": len(outcome.found),
        "more": outcome.more,
        "notes": [note.as_json() for note in outcome.notes],
        "found": found,
    }


def _print_head(outcome: Outcome) -> None:
    passages, sources = outcome.passages, len(outcome.found)
    print(say("{passages} passages in {sources} sources", passages=passages, sources=sources))
    for note in outcome.notes:
        print(note.into(language()))
    if outcome.unknown.any_of:
        print(say("Any of them: {search}", search=outcome.unknown.any_of))


def _marked(snippet: Snippet) -> str:
    """The snippet in one line, with its hits in brackets: a terminal may have no other way to show them."""
    pieces = "".join(f"[{text}]" if hit else text for text, hit in snippet.pieces)
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    return f"{before}{' '.join(pieces.split())}{after}"
