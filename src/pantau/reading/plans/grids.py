"""A table of a document as a grid: the text of each cell by row and column, whatever is merged or missing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pantau.domain.documents import Cell, Document, Table
from pantau.reading.plans.lines import Line
from pantau.reading.plans.texts import joined

_WORD = re.compile(r"[^\s_.–—-]")
_BREAK = re.compile(r"<br\s*/?>|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+", re.IGNORECASE)
_CUT = re.compile(r"\w[-‐‑](?:<br\s*/?>|\s*[\n\r\v\f\x85\u2028\u2029])", re.IGNORECASE)
_RANGE = re.compile(r"(?<=\d[–—]) (?=\d)")
_TERM = re.compile(r"\w+")
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A cell that holds text, `text` with its lines joined, `raw` as it stands, and its place in the document.

    `quoted`: it stands between quotation marks, where two of them stand for one.
    """

    text: str
    raw: str
    start: int
    end: int
    columns: int
    rows: int
    quoted: bool = False

    def spoken(self, text: str) -> str:
        """A piece of the cell as it is meant."""
        return text.replace('""', '"') if self.quoted else text


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """The filled cells of a row by column, left to right; `goes_on`: the row above stands in the same place.

    `above`: the cells that begin in rows above and reach down to this one.
    """

    cells: dict[int, Filled]
    goes_on: bool = False
    above: Mapping[int, Filled] = field(default_factory=dict)

    def text(self, column: int | None) -> str:
        found = self.cells.get(column) if column is not None else None
        return found.text if found else ""

    @property
    def only(self) -> Filled | None:
        """The cell of a row that fills no other."""
        return next(iter(self.cells.values())) if len(self.cells) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a table; `number` is its place among the document's tables, `width` how many columns it has.

    `follows`: nothing stands between it and the table before. `vocabulary`: the words of the document's cells, folded,
    where one of them breaks off with a hyphen.
    """

    number: int
    title: str
    start: int
    end: int
    rows: tuple[GridRow, ...]
    width: int
    follows: bool
    vocabulary: frozenset[str] = frozenset()

    def column(self, place: int) -> list[str]:
        """The texts of the cells that begin in a column."""
        return [row.cells[place].text for row in self.rows if place in row.cells]


def grids_of(document: Document, tables: Sequence[Table]) -> list[Grid]:
    """The tables of a document as grids."""
    found: list[Grid] = []
    vocabulary = _vocabulary(document.text, tables)
    for number, table in enumerate(tables):
        between = document.text[found[-1].end : table.start] if found else "-"
        rows = tuple(_reaching_down(_without_frame(_rows(document.text, table, vocabulary))))
        grid = Grid(
            number=number,
            title=table.title,
            start=table.start,
            end=table.end,
            rows=rows,
            width=max((cell.column + cell.columns for row in table.rows for cell in row.cells), default=0),
            follows=not between.strip(),
            vocabulary=vocabulary,
        )
        found.append(grid)
    return found


def _vocabulary(text: str, tables: Sequence[Table]) -> frozenset[str]:
    if not any(_CUT.search(text, table.start, table.end) for table in tables):
        return frozenset()
    return frozenset(word for table in tables for word in _TERM.findall(text[table.start : table.end].casefold()))


def _rows(text: str, table: Table, vocabulary: frozenset[str]) -> list[GridRow]:
    found, before = [], ""
    for row in table.rows:
        cells = {}
        for cell in sorted(row.cells, key=lambda cell: cell.column):
            filled = _filled(text, cell, vocabulary)
            if filled is not None and cell.column not in cells:
                cells[cell.column] = filled
        found.append(GridRow(cells=cells, goes_on=bool(row.place) and row.place == before))
        before = row.place
    return found


def _without_frame(rows: list[GridRow]) -> list[GridRow]:
    """The rows without the letters above columns and the numbers before rows that a spreadsheet saves with them."""
    if len(rows) < _FEWEST_ROWS or 0 in rows[0].cells or 1 not in rows[0].cells:
        return rows
    letters = "".join(cell.text for cell in rows[0].cells.values())
    numbers = [row.text(0) for row in rows[1:] if row.cells]
    if not "ABCDEFGHIJKLMNOPQRSTUVWXYZ".startswith(letters) or not all(number.isdecimal() for number in numbers):
        return rows
    if any(int(one) >= int(two) for one, two in pairwise(numbers)):
        return rows
    return [replace(row, cells={column: row.cells[column] for column in row.cells if column}) for row in rows[1:]]


def _reaching_down(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """The rows with the cells above that are merged down to them."""
    reaching: dict[int, tuple[int, Filled]] = {}
    for place, row in enumerate(rows):
        reaching = {
            column: (end, cell) for column, (end, cell) in reaching.items() if end > place and column not in row.cells
        }
        yield replace(row, above={column: cell for column, (_, cell) in reaching.items()}) if reaching else row
        reaching |= {column: (place + cell.rows, cell) for column, cell in row.cells.items() if cell.rows > 1}


def _filled(text: str, cell: Cell, vocabulary: frozenset[str]) -> Filled | None:
    raw = text[cell.start : cell.end].strip()
    if raw[:2] in {"**", "__"} and raw[2:].endswith(raw[:2]):
        raw = raw[2:-2].strip()
    if not _WORD.search(raw):
        return None
    start = text.index(raw, cell.start)
    end = start + len(raw)
    pieces = _BREAK.split(raw)
    bare = _RANGE.sub("", joined(pieces, vocabulary)) if pieces[1:] else " ".join(raw.split())
    quoted = '""' in raw and _is_quoted(text, cell)
    if quoted:
        bare = bare.replace('""', '"')
    return Filled(text=bare, raw=raw, start=start, end=end, columns=cell.columns, rows=cell.rows, quoted=quoted)


def _is_quoted(text: str, cell: Cell) -> bool:
    before, after = text[max(0, cell.start - 9) : cell.start].rstrip(), text[cell.end : cell.end + 9].lstrip()
    return before.endswith('"') and after.startswith('"')


def lines_of_cell(cell: Filled) -> list[Line]:
    """The lines that hold text in a cell."""
    found, offset = [], 0
    for end, after in [*(match.span() for match in _BREAK.finditer(cell.raw)), (len(cell.raw), 0)]:
        bare = cell.raw[offset:end].strip()
        if bare:
            start = cell.start + cell.raw.index(bare, offset)
            found.append(Line(start=start, end=start + len(bare), text=cell.spoken(bare), indent=0))
        offset = after
    return found
