"""The rows of a table become blocks: the lines of a plan, the headings above them, and what is no part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pantau.domain.plantree import ColumnRole
from pantau.reading.plans.blocks import Block, Row, RowSort, Words
from pantau.reading.plans.celllabels import (
    label_readings,
    labels_of_cell,
    of_table,
    part_readings,
    printed_readings,
    unlabelled,
)
from pantau.reading.plans.columns import Columns, columns_of, is_mark, roles_shown
from pantau.reading.plans.grids import Filled, Grid, GridRow, lines_of_cell
from pantau.reading.plans.labels import Reading, read_labels
from pantau.reading.plans.lines import Line
from pantau.reading.plans.rowsorts import RowSorts, comments
from pantau.reading.plans.texts import joined
from pantau.reading.plans.wording import ends_in_connector, is_caps

PART_INDENT = 2


@dataclass(slots=True, kw_only=True)
class Skipped:
    """Rows that are no part of the plan, and columns whose text plays no role: their places."""

    rows: list[Filled] = field(default_factory=list)
    columns: list[tuple[str, Filled]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """What a table gives to the plan: blocks that stand where the table stands; `title` is that of a matrix."""

    title: str
    start: int
    end: int
    blocks: tuple[Block, ...]
    columns: tuple[ColumnRole, ...]
    skipped: Skipped


def matrices_of(grids: Sequence[Grid], words: Words, *, corrections: Mapping[tuple[int, int], str]) -> list[Matrix]:
    """The tables of a document as blocks. A table of one column is no table: it is left to the text."""
    found: list[Matrix] = []
    above: Columns | None = None
    before: _Rows | None = None
    for grid in grids:
        if grid.vocabulary:
            words = replace(words, vocabulary=grid.vocabulary.union(words.vocabulary))
        own = {column: role for (number, column), role in corrections.items() if number == grid.number}
        columns = columns_of(grid, words.language, above=above, corrections=own)
        goes_on = grid.follows and above is not None and above.roles == columns.roles
        reader = _Rows(grid, columns, words, above=before if goes_on else None)
        if columns.action is None:
            reader.speak()
        else:
            reader.read()
            above, before = columns, reader
        found.append(
            Matrix(
                title=grid.title if columns.action is not None else "",
                start=grid.start,
                end=grid.end,
                blocks=tuple(reader.blocks),
                columns=roles_shown(grid, columns),
                skipped=reader.skipped,
            )
        )
    return found


class _Rows:
    """The rows of one table, read from the top."""

    def __init__(self, grid: Grid, columns: Columns, words: Words, *, above: "_Rows | None") -> None:
        self._grid, self._columns, self._words = grid, columns, words
        self.blocks: list[Block] = []
        self.skipped = Skipped()
        self._above: list[Block] = above.blocks if above is not None else []
        self._standing: dict[int, str] = dict(above._standing) if above is not None else {}
        self._sorts = RowSorts(grid, columns, words.language)

    # A table that is no matrix

    def speak(self) -> None:
        """Every row as running text."""
        for row in self._grid.rows:
            self._say(row, Row(sort=RowSort.PROSE))

    def _say(self, row: GridRow, origin: Row | None) -> None:
        if row.cells:
            cells = list(row.cells.values())
            line = Line(
                start=min(cell.start for cell in cells),
                end=max(cell.end for cell in cells),
                text=" ".join(cell.text for cell in cells),
                indent=0,
                gap=1,
            )
            self._put([line], origin)

    # A matrix

    def read(self) -> None:
        for row in self._grid.rows[: self._columns.head]:
            self._say(row, None)
        for row in self._grid.rows[self._columns.first :]:
            self._read(row)
        self._end()
        self._find_unknown()

    def _read(self, row: GridRow) -> None:
        if not row.cells:
            return
        if row.goes_on and self.blocks and not self._sorts.is_total_below(row):
            self._run_on(row)
        elif row.only is not None and comments(row.only.text):
            self._put([_line(row.only)], Row(sort=RowSort.PROSE))
        elif self._sorts.is_no_part(row):
            self.skipped.rows.append(next(iter(row.cells.values())))
        elif row.only is not None and self._sorts.is_section(row, after=self._before):
            self._section(row.only)
        else:
            self._line(row)

    def _section(self, cell: Filled) -> None:
        readings = tuple(of_table(reading, "§") for reading in label_readings(cell.text))
        heading = "" if readings else "~|CAPS" if is_caps(cell.text) else "~|Title"
        self._put([_line(cell)], Row(sort=RowSort.SECTION), readings=readings, heading=heading)
        self._standing = {}

    def _line(self, row: GridRow) -> None:
        self._head(row)
        action, label = row.cells.get(self._columns.action or 0), row.cells.get(self._columns.label or 0)
        label = None if self._columns.label is None or self._sorts.numbers_headings else label
        if action is None:
            self._without_action(row, label)
        elif label is None and self._sorts.goes_on(row, action, after=self._before):
            self._join(row, action)
        elif label is not None and self._is_part(row, label):
            text = f"{label.text} {action.text}"
            line = Line(
                start=min(label.start, action.start), end=max(label.end, action.end), text=text, indent=PART_INDENT
            )
            self._put([line], Row(sort=RowSort.PART), readings=label_readings(label.text))
        elif label is not None and self._sorts.heads(row, label, action):
            text = f"{label.text} {action.text}"
            line = Line(start=min(label.start, action.start), end=max(label.end, action.end), text=text, indent=0)
            readings = tuple(of_table(reading, "§") for reading in printed_readings(label.text))
            self._put([line], Row(sort=RowSort.SECTION), readings=readings)
            self._standing = {}
        elif label is None and self._sorts.is_remark(row, action):
            self._put([_line(action)], Row(sort=RowSort.PROSE))
        else:
            self._items(row, label, action)

    def _is_part(self, row: GridRow, label: Filled) -> bool:
        """Whether a row of its own holds an item of the list that the line above leads in: "(a)" below "including:"."""
        if self._sorts.has_own_details(row):
            return False
        last, readings = self._last_item(), label_readings(label.text)
        if last is None or not readings or not self._sorts.is_of_another_sort(readings[0]):
            return False
        before = (self.blocks or self._above)[-1]
        if before is not last:
            return any(one.key == readings[0].key and one.value < readings[0].value for one in before.readings)
        leads_in = self._before.endswith(":") or ends_in_connector(self._before, self._words.language)
        return leads_in and last.row is not None and last.row.full and readings[0].value[-1:] == (1,)

    def _run_on(self, row: GridRow) -> None:
        """The next line of a row whose cells are set in several."""
        for column in self._columns.headings:
            heads = [block for block in self.blocks if block.row is not None and block.row.heads]
            if column in row.cells and heads:
                heads[-1].lines.append(_line(row.cells[column]))
                self._standing[column] = self._joined(self._standing.get(column, ""), row.text(column))
        action, last = row.cells.get(self._columns.action or 0), self._last_item()
        if last is not None and last.row is not None:
            more = self._origin(row)
            last.row = self._run_together(last.row, more)
        if action is not None:
            self._parts(lines_of_cell(action))

    def _run_together(self, row: Row, more: Row) -> Row:
        """What stands beside a line, with the rest of the same cells."""
        lead, timeline = self._joined(row.lead, more.lead), self._joined(row.timeline, more.timeline)
        return replace(row, lead=lead, timeline=timeline)

    def _joined(self, *texts: str) -> str:
        return joined([text for text in texts if text], self._words.vocabulary)

    def _without_action(self, row: GridRow, label: Filled | None) -> None:
        """A row whose words stand in a merged cell above, or nowhere."""
        last = self._last_item()
        if last is not None and last.row is not None and label is None and self._sorts.has_details(row):
            last.row = _with_more(last.row, self._origin(row))
            return
        if label is None or not self._sorts.has_details(row):
            rest = [cell for column, cell in row.cells.items() if column not in self._columns.headings]
            if label is not None and row.only is label and len(label.text.split()) > 1:
                self._section(label)
            else:
                self.skipped.rows.extend(rest[:1])
            return
        self._put_item(label, None, row, readings=printed_readings(label.text))

    def _head(self, row: GridRow) -> None:
        """The headings of columns whose value is another than that above."""
        changed = False
        for depth, column in enumerate(self._columns.headings):
            cell = row.cells.get(column)
            if cell is None or (cell.text == self._standing.get(column) and not changed):
                continue
            changed = True
            self._standing[column] = cell.text
            line, found = _line(cell), label_readings(cell.text)
            if not depth and self._sorts.numbers_headings and (label := row.cells.get(self._columns.label or 0)):
                line = replace(line, start=min(line.start, label.start), text=f"{label.text} {cell.text}")
                found = labels_of_cell(label.text)
            readings = tuple(of_table(reading, f"§{depth}") for reading in found)
            heading = "" if readings else f"~|{depth}"
            self._put([line], Row(sort=RowSort.HEADING), readings=readings, heading=heading)

    @property
    def _before(self) -> str:
        """The last words of the line above, empty where none stands there."""
        return (self.blocks or self._above)[-1].lines[-1].text if self._last_item() is not None else ""

    def _last_item(self) -> Block | None:
        for block in reversed(self.blocks or self._above):
            if block.row is None or block.row.sort is not RowSort.PART:
                return block if block.row is not None and block.row.sort is RowSort.ITEM else None
        return None

    def _join(self, row: GridRow, action: Filled) -> None:
        last = self._last_item()
        if last is not None and last.row is not None:
            last.row = self._run_together(last.row, self._origin(row))
        self._parts(lines_of_cell(action))

    def _items(self, row: GridRow, label: Filled | None, action: Filled) -> None:
        lines = lines_of_cell(action)
        if label is not None:
            own = [read for line in lines for read in read_labels(line.text)[:1] if read.value in {(), (1,), (2,)}]
            alone = len(own) > 1 and bool(part_readings(lines[0].text))
            first = None if alone else lines[0]
            self._put_item(label, first, row, readings=printed_readings(label.text))
            self._parts(lines if alone else lines[1:])
            return
        keys = {reading.key for reading in part_readings(lines[0].text)}
        group: list[Line] = []
        for line in lines:
            if group and keys & {reading.key for reading in part_readings(line.text)}:
                self._free_item(group, row)
                group = []
            group.append(line)
        self._free_item(group, row)

    def _free_item(self, lines: Sequence[Line], row: GridRow) -> None:
        """A line whose label, if it has one, stands in its own cell."""
        readings = tuple(of_table(reading, "|") for reading in part_readings(lines[0].text)) or (unlabelled(),)
        self._put([lines[0]], self._origin_with_above(row), readings=readings)
        self._parts(lines[1:])

    def _put_item(self, label: Filled, line: Line | None, row: GridRow, *, readings: tuple[Reading, ...]) -> None:
        start = min(label.start, line.start) if line else label.start
        end = max(label.end, line.end) if line else label.end
        text = f"{label.text} {line.text}" if line else label.text
        line = Line(start=start, end=end, text=text, indent=0)
        self._put([line], self._origin_with_above(row), readings=readings)

    def _parts(self, lines: Sequence[Line]) -> None:
        """What follows the first line of a cell: sub-items where it is labelled, else more of the same text."""
        for line in lines:
            readings = part_readings(line.text)
            if readings or not (self.blocks or self._above):
                self._put([replace(line, indent=PART_INDENT)], Row(sort=RowSort.PART), readings=readings)
            else:
                (self.blocks or self._above)[-1].lines.append(line)

    def _origin(self, row: GridRow) -> Row:
        leads = [row.text(column) for column in self._columns.leads if column in row.cells]
        times = [
            self._columns.names[column] if is_mark(row.text(column)) else row.text(column)
            for column in self._columns.times
            if column in row.cells
        ]
        full = self._sorts.has_details(row)
        return Row(sort=RowSort.ITEM, lead="; ".join(dict.fromkeys(leads)), timeline=_times(times), full=full)

    def _origin_with_above(self, row: GridRow) -> Row:
        """Where a line stands, with the cells that are merged down to its row."""
        return self._origin(replace(row, cells={**row.above, **row.cells}) if row.above else row)

    def _put(
        self, lines: list[Line], row: Row | None, *, readings: tuple[Reading, ...] = (), heading: str = ""
    ) -> None:
        block = Block(lines=lines, words=self._words, readings=readings, row=row, heading=heading)
        self.blocks.append(block)

    def _end(self) -> None:
        """Sections below the last line are remarks below the table."""
        for block in reversed(self.blocks):
            if block.row is None or block.row.sort is not RowSort.SECTION:
                break
            block.row, block.readings, block.heading = Row(sort=RowSort.PROSE), (), ""

    def _find_unknown(self) -> None:
        for column, name in self._columns.names.items():
            if not self._columns.roles[column] and column not in self._columns.headings:
                cell = next((row.cells[column] for row in self._rows_below() if column in row.cells), None)
                if cell is not None and cell.columns == 1:
                    self.skipped.columns.append((name or str(column + 1), cell))

    def _rows_below(self) -> Sequence[GridRow]:
        return [row for row in self._grid.rows[self._columns.first :] if len(row.cells) > 1]


def _times(times: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(times))


def _with_more(row: Row, more: Row) -> Row:
    leads = "; ".join(dict.fromkeys(lead for lead in (row.lead, more.lead) if lead))
    times = _times([time for time in (row.timeline, more.timeline) if time])
    return replace(row, lead=leads, timeline=times)


def _line(cell: Filled) -> Line:
    return Line(start=cell.start, end=cell.end, text=cell.text, indent=0, gap=1)
