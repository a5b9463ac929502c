"""What the commands share that preview a file and then write it: their option, and how they end."""

from collections.abc import Callable
from typing import Annotated, Any, Protocol, TypeVar

import typer

from pantau.cli.language import language, say
from pantau.cli.options import print_json

AcceptGood = Annotated[bool, typer.Option("--accept-good", help=say("Write the good rows, leave out the others."))]


class Preview(Protocol):
    """What writing a file would do, as data."""

    def as_json(self, language: str) -> dict[str, Any]: ...


Shown = TypeVar("Shown", bound=Preview)


def print_preview(preview: Shown, tell: Callable[[Shown], None], *, dry_run: bool, as_json: bool) -> None:
    """The preview as data, or told in words, and that nothing was written where nothing was to be."""
    if as_json:
        print_json(preview.as_json(language()) | {"written": not dry_run})
        return
    tell(preview)
    if dry_run:
        print(say("Nothing was written (--dry-run)."))
