"""Options and small readings that several commands share."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from pantau.cli.language import say
from pantau.domain.refusals import DateInvalid

Workspace = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", readable=False, help=say("The workspace folder."), show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help=say("Print data instead of text."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=say("Show what would be done; write nothing."))]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help=say("Situation date; today if not given."), show_default=False)
]
KnownAt = Annotated[
    str,
    typer.Option(
        "--known-at",
        metavar="TIME",
        help=say("Count only what was accepted up to this moment; now if not given."),
        show_default=False,
    ),
]


def print_json(data: Any) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))


def read_day(text: str, *, option: str) -> date | None:
    """An ISO date, or ``None`` for no text. Raises DateInvalid."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise DateInvalid(text=text, where=option) from fault


def read_moment(text: str, *, option: str) -> datetime | None:
    """An ISO moment, UTC unless it says otherwise; a date alone means its end. Raises DateInvalid."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise DateInvalid(text=text, where=option) from fault
    if len(text) == len("2025-12-31"):
        moment = datetime.combine(moment.date(), time.max)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def print_table(
    headings: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    right: Sequence[int] = (),
    folds: int | None = None,
) -> None:
    """A plain table as wide as the terminal; `right` are the places of columns set to the right.

    Every column may wrap, or only the one at the place `folds`.
    """
    # rich loads only when there is a table to draw
    from rich import box
    from rich.console import Console
    from rich.table import Table

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        keeps = folds is not None and place != folds
        drawn.add_column(heading, justify="right" if place in right else "left", overflow="fold", no_wrap=keeps)
    for row in rows:
        drawn.add_row(*(_plain(cell) for cell in row))
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = 140
    console.print(drawn)


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell)


def print_effects(counts: Mapping[str, int]) -> None:
    """One line such as "12 new, 1 changed, 0 unchanged"."""
    names = {
        "new": say("new"),
        "changed": say("changed"),
        "unchanged": say("unchanged"),
        "conflict": say("in conflict"),
        "rejected": say("rejected"),
    }
    print(", ".join(f"{number} {names[effect]}" for effect, number in counts.items()))
