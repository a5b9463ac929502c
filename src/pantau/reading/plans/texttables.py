"""Tables set in plain text: cells between upright strokes or tabs, or in columns that blanks keep apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pantau.domain.documents import Cell, Table, TableRow
from pantau.reading.plans.columns import FEWEST_KNOWN, MOST_HEAD_LINES, lines_of_head, role_of

FEWEST_ROWS = 2
FEWEST_ROLES = 3
LONGEST_NAME = 6
_RULE = re.compile(r"[\s|+:=-]*-{2,}[\s|+:=-]*")
_PIPE = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"\t+| {2,}")
_TAB = re.compile(r"\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Raw:
    text: str
    start: int


def find_tables(document: str, taken: Sequence[Table]) -> list[Table]:
    """The tables in a text, outside of those already `taken`, in order."""
    if "|" not in document and "\t" not in document and "   " not in document:
        return []
    lines = list(_lines(document, taken))
    found: list[Table] = []
    index, unpiped, free = 0, 0, 0
    while index < len(lines):
        unpiped = index if unpiped < index else unpiped
        rows = _piped(lines, index) if index == unpiped else None
        unpiped = _run_end(lines, index) if index == unpiped and rows is None else unpiped
        rows = rows or _tabbed(lines, index) or _aligned(lines, index, above=lines[index - 1] if index > free else None)
        if rows is None:
            index += 1
            continue
        table, index = rows
        free = index
        if table.rows:
            found.append(table)
    return found


def _lines(document: str, taken: Sequence[Table]) -> Iterator[_Raw]:
    """The lines outside of tables; a table leaves an empty line."""
    spans = [(table.start, table.end) for table in taken]
    offset, place = 0, 0
    for raw in document.splitlines(keepends=True):
        while place < len(spans) and spans[place][1] <= offset:
            place += 1
        inside = place < len(spans) and spans[place][0] < offset + len(raw)
        yield _Raw(text="" if inside else raw.rstrip("\r\n\f"), start=offset)
        offset += len(raw)


# Upright strokes


def _piped(lines: Sequence[_Raw], start: int) -> tuple[Table, int] | None:
    """Lines of as many strokes: with a rule below the first, or strokes around them, or known headings."""
    first = lines[start].text.strip()
    if first.count("|") == 0 or _is_rule(first):
        return None
    end, rows, ruled = start, [], False
    while end < len(lines) and ("|" in lines[end].text or _is_rule(lines[end].text)):
        if _is_rule(lines[end].text):
            ruled = True
        else:
            rows.append(_cells(lines[end], _PIPE))
        end += 1
    framed = all(lines[place].text.strip()[:1] in "|+" for place in range(start, end))
    if len(rows) < FEWEST_ROWS or not (ruled or framed or _known(rows[0]) > 1):
        return None
    return _table(rows, framed=framed), end


def _run_end(lines: Sequence[_Raw], start: int) -> int:
    """The end of the lines of strokes that begin at a line, so that they are looked at once."""
    end = start + 1
    while end < len(lines) and "|" in lines[start].text and ("|" in lines[end].text or _is_rule(lines[end].text)):
        end += 1
    return end


def _is_rule(text: str) -> bool:
    return bool(_RULE.fullmatch(text)) and ("|" in text or "+" in text)


def _cells(line: _Raw, mark: re.Pattern[str]) -> list[_Raw]:
    found, offset = [], 0
    for match in mark.finditer(line.text):
        found.append(_Raw(text=line.text[offset : match.start()], start=line.start + offset))
        offset = match.end()
    found.append(_Raw(text=line.text[offset:], start=line.start + offset))
    return found


def _known(cells: Sequence[_Raw]) -> int:
    """How many roles the cells name as headings of columns."""
    return _known_names([cell.text.strip() for cell in cells])


def _known_names(names: Sequence[str]) -> int:
    return len({role_of(name) for name in names if len(name.split()) < LONGEST_NAME} - {""})


def _table(rows: Sequence[Sequence[_Raw]], *, framed: bool) -> Table:
    kept = [list(row[1:]) if framed else list(row) for row in rows]
    for row in kept:
        if framed and row and not row[-1].text.strip():
            row.pop()  # what stands behind the last stroke
    return Table(
        title="",
        rows=tuple(
            TableRow(place=f"row {number}", cells=tuple(_cell(cell, column) for column, cell in enumerate(row)))
            for number, row in enumerate(kept, 1)
            if row
        ),
    )


def _cell(cell: _Raw, column: int) -> Cell:
    return Cell(start=cell.start, end=cell.start + len(cell.text), column=column)


# Tabs


def _tabbed(lines: Sequence[_Raw], start: int) -> tuple[Table, int] | None:
    """Lines of tabs below known headings, as a spreadsheet gives them to the clipboard."""
    if "\t" not in lines[start].text or _known(_cells(lines[start], _TAB)) < min(2, lines[start].text.count("\t") + 1):
        return None
    end = start
    while end < len(lines) and "\t" in lines[end].text:
        end += 1
    if end - start < FEWEST_ROWS:
        return None
    return _table([_cells(line, _TAB) for line in lines[start:end]], framed=False), end


# Blanks


def _aligned(lines: Sequence[_Raw], start: int, *, above: _Raw | None) -> tuple[Table, int] | None:
    """Lines below headings that blanks keep apart, each cell below its heading; a cell may fill several lines.

    The line `above` may hold the beginnings of headings.
    """
    heads = [head for head in _cells(lines[start], _GAP) if head.text.strip()] if "  " in lines[start].text else []
    if len(heads) < FEWEST_ROLES or _known(heads) < FEWEST_KNOWN:
        return None
    columns = [head.start - lines[start].start for head in heads]
    head, filled = _head(lines[start : start + MOST_HEAD_LINES], above, columns)
    if _known_names([" ".join(piece.text.strip() for piece in pieces) for pieces in head]) < FEWEST_ROLES:
        return None
    rows: list[list[list[_Raw]]] = [head]
    end, blank = start + filled, 0
    while end < len(lines) and blank < 2:
        text = lines[end].text.strip()
        cells = _below(lines[end], columns) if text and not set(text) <= set("-=_ ") else []
        if cells is None:
            break
        if cells:
            _add(rows, cells, opens=bool(blank or cells[0] is not None or len(rows) == 1))
        blank, end = 0 if text else blank + 1, end + 1
    return (_spread(rows), end) if len(rows) > FEWEST_ROWS else None


def _head(lines: Sequence[_Raw], above: _Raw | None, columns: Sequence[int]) -> tuple[list[list[_Raw]], int]:
    """The pieces of each heading, and how many of the lines from the first on they fill."""
    found = list(takewhile(bool, (_by_column(line, columns) for line in lines)))
    upper = _by_column(above, columns) if above is not None else {}
    higher = int(bool(upper) and _filled([upper, found[0]]) == 2)
    kept = [upper, *found] if higher else found
    count = _filled(kept)
    pieces = [[line[column] for line in kept[:count] if column in line] for column in range(len(columns))]
    return pieces, max(1, count - higher)


def _by_column(line: _Raw, columns: Sequence[int]) -> dict[int, _Raw]:
    return {column: cell for column, cell in enumerate(_below(line, columns) or []) if cell is not None}


def _filled(lines: Sequence[dict[int, _Raw]]) -> int:
    return lines_of_head([{column: cell.text.strip() for column, cell in line.items()} for line in lines])


def _add(rows: list[list[list[_Raw]]], cells: Sequence[_Raw | None], *, opens: bool) -> None:
    if opens:
        rows.append([[] for _ in cells])
    for column, cell in enumerate(cells):
        if cell is not None:
            rows[-1][column].append(cell)


def _below(line: _Raw, columns: Sequence[int]) -> list[_Raw | None] | None:
    """The pieces of a line by the heading above each; none where a piece crosses the edge of a column."""
    found: list[_Raw | None] = [None] * len(columns)
    for piece in _cells(line, _GAP):
        if not piece.text.strip():
            continue
        left = piece.start - line.start
        column = max((place for place, edge in enumerate(columns) if edge <= left + 1), default=None)
        if column is None or found[column] is not None:
            return None
        if column + 1 < len(columns) and left + len(piece.text) > columns[column + 1]:
            return None
        found[column] = piece
    return found


def _spread(rows: Sequence[Sequence[Sequence[_Raw]]]) -> Table:
    """Rows whose cells hold pieces of several lines: the first piece opens the row, the others rows that go on."""
    found = []
    for number, row in enumerate(rows, 1):
        for depth in range(max(map(len, row), default=0)):
            cells = tuple(_cell(pieces[depth], place) for place, pieces in enumerate(row) if depth < len(pieces))
            found.append(TableRow(place=f"row {number}", cells=cells))
    return Table(title="", rows=tuple(found))
