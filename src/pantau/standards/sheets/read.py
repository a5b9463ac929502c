"""A matrix that comes back: its rows by what their columns mean, from any document that holds a table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pantau.domain.documents import Cell, Document, Table, TableRow
from pantau.domain.refusals import ColumnRepeated, MatrixUnfound
from pantau.files.sheet import Row, Sheet
from pantau.standards.sheets.layout import SAID, folded_heading, headings
from pantau.standards.sheets.matrix import Mark, mark_in
from pantau.standards.sheets.texts import DIGEST

_HEADED_WITHIN = 20  # rows from the top of a table
_KEY = re.compile(rf"([0-9a-f]{{8,32}})-([a-z2-7]{{{DIGEST * len(SAID)}}})")
_PLACE = re.compile(r"(?:(?P<title>.*), )?row (?P<row>\d+)", re.DOTALL)
_IDS = ("key", "label")
_BLANKS = 40  # that a cell of a CSV may begin with, inside its quotation marks


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One row of a line. `key` is "" where it has none that can be read; `spans` are its cells in the document's text.

    `shown` are the digests of what the cells said when the matrix was made, by column.
    """

    row: Row
    key: str
    shown: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMatrix:
    """What came back. `columns` are those found, `unread` the headings that mean nothing here.

    `others` are rows of a single text across the page, each with its place.
    """

    mark: Mark | None
    rows: tuple[MatrixRow, ...]
    columns: frozenset[str]
    unread: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """The headings of a table: by their place the column that each means, and what it is called."""

    places: Mapping[int, str]
    called: Mapping[str, str]
    unread: tuple[str, ...] = ()


def read_matrix(document: Document, *, file: str) -> ReadMatrix:
    """The rows of every table with the headings of a matrix; a table cut off from its head goes on under it.

    Raises:
        MatrixUnfound: no table has the headings of a matrix.
        ColumnRepeated: two headings mean the same column.
    """
    rows: list[MatrixRow] = []
    others: list[tuple[str, str]] = []
    columns: set[str] = set()
    unread: dict[str, None] = {}
    head: _Head | None = None
    for table in document.tables:
        found = _headed(document, table, file=file)
        if found is None and (head is None or not _goes_on(document, table, head)):
            continue
        head, below = found or (head or _Head(places={}, called={}), table.rows)
        columns |= set(head.places.values())
        unread |= dict.fromkeys(head.unread)
        for row in below:
            read = _row(document, row, head=head, file=file)
            if isinstance(read, MatrixRow):
                rows.append(read)
            elif read:
                others.append((f"{file}, {row.place}", read))
    if not columns:
        raise MatrixUnfound(file=file, where=file)
    return ReadMatrix(
        mark=mark_in(document.text),
        rows=tuple(rows),
        columns=frozenset(columns),
        unread=tuple(unread),
        others=tuple(others),
    )


def _headed(document: Document, table: Table, *, file: str) -> tuple[_Head, Sequence[TableRow]] | None:
    """The head of a table and the rows below it, ``None`` where it has none."""
    for number, row in enumerate(table.rows[:_HEADED_WITHIN]):
        texts = {cell.column: text for cell in row.cells if (text := _text(document, cell))}
        known = {place: headings().get(folded_heading(text), "") for place, text in texts.items()}
        named = [key for key in known.values() if key]
        if not set(named) & set(_IDS) or len(set(named)) < 2:
            continue
        if twice := next((key for key in named if named.count(key) > 1), ""):
            called = ", ".join(texts[place] for place, key in known.items() if key == twice)
            raise ColumnRepeated(column=twice, headings=called, file=file, where=f"{file}, {row.place}")
        head = _Head(
            places={place: key for place, key in known.items() if key},
            called={key: texts[place] for place, key in known.items() if key},
            unread=tuple(texts[place] for place, key in known.items() if not key),
        )
        return head, table.rows[number + 1 :]
    return None


def _goes_on(document: Document, table: Table, head: _Head) -> bool:
    """Whether a table without a head has keys where the one before has them."""
    place = next((place for place, key in head.places.items() if key == "key"), None)
    cells = (cell for row in table.rows for cell in row.cells if cell.column == place)
    return any(_key(_text(document, cell)) for cell in cells)


def _row(document: Document, row: TableRow, *, head: _Head, file: str) -> MatrixRow | str:
    """A row of a line, or the text of one that holds a single text; "" for a blank row and for a head said again."""
    filled = {cell.column: cell for cell in row.cells if cell.end > cell.start and not _text(document, cell).isspace()}
    cells = {head.places[place]: cell for place, cell in filled.items() if place in head.places}
    texts = {key: _text(document, cell) for key, cell in cells.items()}
    found = _key(texts.get("key", ""))
    if not found and len(filled) <= 1:
        return "".join(_text(document, cell) for cell in filled.values())
    if texts == head.called:
        return ""
    place = _PLACE.fullmatch(row.place)
    sheet = Sheet(
        file=file,
        title=(place["title"] or "") if place else row.place,
        headings=head.called,
        letters=_letters(head) if place and place["title"] and not place["title"].startswith("table ") else {},
    )
    key, digests = (found[1], found[2]) if found else ("", "")
    return MatrixRow(
        row=Row(number=int(place["row"]) if place else 0, cells=texts, sheet=sheet),
        key=key,
        shown=dict(zip(SAID, _parts(digests), strict=False)),
        spans={name: (cell.start, cell.end) for name, cell in cells.items()},
    )


def _parts(digests: str) -> Iterator[str]:
    return (digests[start : start + DIGEST] for start in range(0, len(digests), DIGEST))


def _key(text: str) -> re.Match[str] | None:
    return _KEY.fullmatch("".join(text.casefold().split()))


def _letters(head: _Head) -> dict[str, str]:
    return {key: _letter(place) for place, key in head.places.items()}


def _letter(place: int) -> str:
    above, letter = divmod(place, 26)
    return (_letter(above - 1) if above else "") + chr(ord("A") + letter)


def _text(document: Document, cell: Cell) -> str:
    """The text of a cell; inside the quotation marks of a CSV two of them stand for one."""
    text = document.text[cell.start : cell.end]
    if '""' in text and document.text[max(cell.start - _BLANKS, 0) : cell.start].rstrip(" ").endswith('"'):
        return text.replace('""', '"')
    return text
