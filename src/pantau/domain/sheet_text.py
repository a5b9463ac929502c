"""Text that a spreadsheet would run: the one place that says which it is, and how it is marked as text."""

import re

# The signs by which Excel and its like take a text for a formula, those of full width and of line breaks included.
_SIGNS = "-=+@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(f"[{_SIGNS}]")
_MARKED = re.compile(f"'+[{_SIGNS}]")


def runs(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula.

    >>> runs("=1+1"), runs("\uff1d1+1"), runs("a = b")
    (True, True, False)
    """
    return _RUNS.match(text) is not None


def guarded(text: str) -> str:
    """The text as a cell of a CSV file that no spreadsheet runs: with an apostrophe in front.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("a = b")
    ("'=1+1", "''=1+1", 'a = b')
    """
    return f"'{text}" if runs(text) or _MARKED.match(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded.

    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'quoted'")
    ('=1+1', "'=1+1", "'quoted'")
    """
    return text[1:] if _MARKED.match(text) else text
