"""How far long reading is, on standard error."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pantau.cli.language import say
from pantau.files.child import Told

_PATIENCE = 1.0  # seconds before anything is said, and between two sayings
_WIDTH = 60


@contextmanager
def pages_told() -> Iterator[Told]:
    """Hears how many pages are read and says so once a second; on a terminal in one line, which it clears.

    What is read within a second is not worth a word.
    """
    with _told() as tell:
        yield lambda done, of: tell(lambda: say("{done} of {of} pages read", done=done, of=of))


@contextmanager
def files_told(of: int) -> Iterator[Callable[[int], None]]:
    """Hears how many of several files are read and says so as `pages_told` does."""
    with _told() as tell:
        yield lambda done: tell(lambda: say("{done} of {of} files read", done=done, of=of))


@contextmanager
def sources_told() -> Iterator[Told]:
    """Hears how many sources are gone through and says so as `pages_told` does."""
    with _told() as tell:
        yield lambda done, of: tell(lambda: say("{done} of {of} sources read", done=done, of=of))


@contextmanager
def _told() -> Iterator[Callable[[Callable[[], str]], None]]:
    in_one_line = sys.stderr.isatty()
    said_at = time.monotonic()
    said = False

    def tell(sentence: Callable[[], str]) -> None:
        nonlocal said, said_at
        now = time.monotonic()
        if now - said_at < _PATIENCE:
            return
        said, said_at = True, now
        shown = f"\r{sentence():<{_WIDTH}}" if in_one_line else sentence()
        print(shown, end="" if in_one_line else "\n", file=sys.stderr)
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if said and in_one_line:
            print("\r" + " " * _WIDTH + "\r", end="", file=sys.stderr)
