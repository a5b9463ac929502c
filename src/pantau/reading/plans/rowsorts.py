"""What sort of row one is: a line, a heading of lines, more of the line above, or no part of the plan."""

from collections.abc import Sequence
from functools import cache

from pantau.reading.plans.acts import ACTING, STATED, act_of
from pantau.reading.plans.celllabels import label_readings, part_readings
from pantau.reading.plans.columns import Columns, is_column_numbers
from pantau.reading.plans.grids import Filled, Grid, GridRow
from pantau.reading.plans.lexicon import begins_with, words_of
from pantau.reading.plans.tables import phrases, table
from pantau.reading.plans.wording import dangles, is_caps, is_title_case

LONGEST_SECTION = 30
LONGEST_TOTAL = 6
OFTEN = 0.4
SAMPLE = 300


class RowSorts:
    """The rows of one table, asked for their sort; `after` is how the line above ends, empty where there is none."""

    def __init__(self, grid: Grid, columns: Columns, language: str) -> None:
        self._width, self._columns, self._language = grid.width, columns, language
        rows = grid.rows[columns.first :]
        self._detailed = _often(rows, columns.details)
        self._labelled = columns.label is not None and _often(rows, frozenset({columns.label}))
        self._headings = {tuple(sorted(row.cells)): _texts(row) for row in grid.rows[columns.head : columns.first]}
        self._signs = self._signs_of_lines(rows)
        self.numbers_headings = self._numbers_headings(rows)

    def _signs_of_lines(self, rows: Sequence[GridRow]) -> frozenset[str]:
        """The sorts of labels of the rows that fill other columns too."""
        full = [row for row in rows[:SAMPLE] if row.text(self._columns.action) and self.has_details(row)]
        return frozenset(reading.key for row in full for reading in label_readings(row.text(self._columns.label))[:1])

    def _numbers_headings(self, rows: Sequence[GridRow]) -> bool:
        """Whether the numbers stand where headings do, and lines are more."""
        label, headings = self._columns.label, self._columns.headings
        if label is None or not headings or label > headings[0]:
            return False
        acting = [row.cells for row in rows if self._columns.action in row.cells]
        alike = all((label in cells) == (headings[0] in cells) for cells in acting)
        return alike and any(label not in cells for cells in acting)

    def has_details(self, row: GridRow) -> bool:
        return any(column in row.cells for column in self._columns.details)

    def is_no_part(self, row: GridRow) -> bool:
        """A row of headings again, of column numbers, or that adds others up."""
        texts = _texts(row)
        if texts == self._headings.get(tuple(sorted(row.cells))) or is_column_numbers(row):
            return True
        label, action = row.text(self._columns.label), row.text(self._columns.action)
        named = label if action and any(row.text(column) for column in self._columns.times) else f"{label} {action}"
        if not (_adds_up(named.strip()) or _adds_up(texts[0])):
            return False
        return not (label_readings(label) or any(row.text(column) for column in self._columns.leads))

    def is_section(self, row: GridRow, *, after: str) -> bool:
        """Whether the only cell of a row heads the rows below, by its width or by its words."""
        only = row.only
        if only is None or (only.columns == 1 and any(column in row.cells for column in self._columns.headings)):
            return False
        return only.columns >= max(2, self._width - 1) or self._is_section_text(only.text, after=after)

    def _is_section_text(self, text: str, *, after: str) -> bool:
        readings = label_readings(text)
        rest = text[readings[0].length :] if readings else text
        if not rest or rest[0].islower() or len(rest.split()) > LONGEST_SECTION or (after and dangles(after)):
            return False
        if is_caps(rest):
            return True
        stated = act_of(rest, self._language) in STATED
        return is_title_case(rest) and rest[-1] not in ".;" and (self._detailed or not stated)

    def heads(self, row: GridRow, label: Filled, action: Filled) -> bool:
        """Whether a labelled row is a section: nothing stands beside it where lines have something."""
        if not self._detailed or self.has_details(row):
            return False
        if is_caps(action.text):
            return True
        readings = label_readings(label.text)
        other = bool(readings and self._signs) and readings[0].key not in self._signs
        act = act_of(action.text, self._language)
        titled = is_title_case(action.text) and len(action.text.split()) <= LONGEST_SECTION
        return (titled and (other or act not in STATED)) or (other and act not in ACTING)

    def goes_on(self, row: GridRow, action: Filled, *, after: str) -> bool:
        """Whether a row without a label holds the rest of the line above, broken at the end of a page."""
        if not after or any(column in row.cells for column in self._columns.headings):
            return False
        lower = action.text[0].islower()
        unfinished = dangles(after) or (after[-1] not in ".;:" and lower)
        if any(column in row.cells for column in (*self._columns.leads, *self._columns.times)):
            return unfinished and self._labelled and lower
        return unfinished or (self._labelled and bool(part_readings(action.text)))

    def is_remark(self, row: GridRow, action: Filled) -> bool:
        """Whether words stand alone in a table whose lines are labelled, and state no action."""
        return self._labelled and not self.has_details(row) and act_of(action.text, self._language) not in ACTING


@cache
def known_rows(name: str) -> frozenset[str]:
    """The words of [rows] in data/columns.toml."""
    return phrases(table("columns")["rows"][name])


def comments(text: str) -> bool:
    """Whether a row only comments on the table: "Note: ...", "*) ..."."""
    return text[0] in "*†" or begins_with(words_of(text), known_rows("comments")) > 0


def _adds_up(text: str) -> bool:
    """Whether a text names a total: "Total pillar 1"."""
    words = words_of(text)
    return len(words) <= LONGEST_TOTAL and begins_with(words, known_rows("totals")) > 0


def _often(rows: Sequence[GridRow], columns: frozenset[int]) -> bool:
    """Whether many of the rows with more than one cell fill one of the columns."""
    wide = [row for row in rows if len(row.cells) > 1]
    return bool(wide) and sum(bool(columns & set(row.cells)) for row in wide) >= OFTEN * len(wide)


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(cell.text.casefold() for cell in row.cells.values())
