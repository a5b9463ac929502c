"""What a file holds once it is read: its text, and where in that text its tables stand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One filled or empty cell: code points `start` up to `end` of the document's text, and the columns it covers.

    Columns count from 0. A merged cell stands where it begins; `rows` and `columns` tell how many it covers.
    """

    start: int
    end: int
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row as the file has it; `place` says where, as "Sheet1, row 4" or "table 2, row 3"."""

    cells: tuple[Cell, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its title (the sheet's name, or empty) and its rows in order, the rows of headings among them."""

    title: str
    rows: tuple[TableRow, ...]

    @property
    def start(self) -> int:
        """Where its first cell begins, in code points of the document's text."""
        return min(cell.start for row in self.rows for cell in row.cells)

    @property
    def end(self) -> int:
        """Where its last cell ends, exclusive."""
        return max(cell.end for row in self.rows for cell in row.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that stands in the file and not in the text, said so that nothing is dropped silently.

    `what` is a key of data/left_out.toml (hidden_row, hidden_column, hidden_sheet, menu, deleted_text, image ...),
    `count` how many, `place` where the first stands, `sample` the beginning of its text, empty where it has none.
    """

    what: str
    count: int
    place: str
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a file, which offsets count in, with its tables and what was left out.

    The cells of a table stand in the text row by row, separated by tabs; tables do not overlap and are in order.
    `starts` are the code points at which pages begin, where the file has pages.
    """

    text: str
    tables: tuple[Table, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    starts: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def document_from(value: Mapping[str, Any]) -> Document:
    """The document whose `as_json` this is.

    >>> one = Document(text="1\\tPlant trees", tables=(Table(title="", rows=(TableRow(place="row 1", cells=(
    ...     Cell(start=0, end=1, column=0), Cell(start=2, end=13, column=1))),)),))
    >>> document_from(one.as_json()) == one
    True
    """
    return Document(
        text=value["text"],
        tables=tuple(_table(table) for table in value["tables"]),
        left_out=tuple(LeftOut(**one) for one in value["left_out"]),
        starts=tuple(value["starts"]),
    )


def _table(value: Mapping[str, Any]) -> Table:
    rows = (TableRow(place=row["place"], cells=tuple(Cell(**cell) for cell in row["cells"])) for row in value["rows"])
    return Table(title=value["title"], rows=tuple(rows))
