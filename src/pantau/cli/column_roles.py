"""What a person says of a table's columns: TABLE:COLUMN=ROLE."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.domain.refusals import CellUnknown
from pantau.reading.plans import column_roles

ColumnRoles = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="PLACE=ROLE", help=say("What a column of a table holds, as 1:C=action.")),
]
_WRITTEN = re.compile(r"(?P<table>[1-9]\d{0,3}):(?P<column>[A-Za-z]{1,2}|[1-9]\d{0,2})=(?P<role>[a-z_]*)")


def read_columns(given: Sequence[str] | None) -> Mapping[tuple[int, int], str]:
    """Table and column, counted from 0, to the role named; an empty role says that the column holds none.

    Raises CellUnknown.

    >>> read_columns(["1:C=action", "2:1="])
    {(0, 2): 'action', (1, 0): ''}
    """
    roles = column_roles()
    found = {}
    for one in given or ():
        parts = _WRITTEN.fullmatch(one)
        if parts is None or (parts["role"] and parts["role"] not in roles):
            raise CellUnknown(
                column="--column", text=one, expected=f"1:C=action ({', '.join(roles)})", where="--column"
            )
        found[int(parts["table"]) - 1, _column(parts["column"])] = parts["role"]
    return found


def _column(text: str) -> int:
    if text.isdigit():
        return int(text) - 1
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
