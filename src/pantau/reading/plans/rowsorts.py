"""What sort of row one is: a line, a heading of lines, more of the line above, or no part of the plan."""

import re
from collections.abc import Sequence
from functools import cache

from pantau.reading.plans.acts import ACTING, STATED, act_of
from pantau.reading.plans.celllabels import label_readings, part_readings
from pantau.reading.plans.columns import Columns, is_column_numbers, is_time
from pantau.reading.plans.grids import Filled, Grid, GridRow
from pantau.reading.plans.labels import Reading
from pantau.reading.plans.lexicon import begins_with, words_of
from pantau.reading.plans.tables import phrases, table
from pantau.reading.plans.wording import dangles, is_caps, is_title_case

LONGEST_SECTION = 30
LONGEST_TOTAL = 12
LONGEST_LIKELY_TOTAL = 6
LONGEST_AMOUNT = 4
LONGEST_OPENING = 8
OFTEN = 0.4
SAMPLE = 300
_AMOUNT = re.compile(r"(?:[(±=]|rp|idr|usd?|us\$|\$)*\s*\.?\d[\d.,]*(?:\s*[%)]|\s+\D*)?", re.IGNORECASE)
_LABEL = re.compile(r"[a-z]|[ivx]{1,5}|\d+")


class RowSorts:
    """The rows of one table, asked for their sort; `after` is how the line above ends, empty where there is none."""

    def __init__(self, grid: Grid, columns: Columns, language: str) -> None:
        self._width, self._columns, self._language = grid.width, columns, language
        self._details, self._worded = columns.details, {columns.label, columns.action, *columns.headings}
        rows = grid.rows[columns.first :]
        self._detailed = _often(rows, columns.details)
        self._labelled = columns.label is not None and _often(rows, frozenset({columns.label}))
        self._headings = {tuple(sorted(row.cells)): _texts(row) for row in grid.rows[columns.head : columns.first]}
        self._signs = self._signs_of_lines(rows)
        self.numbers_headings = self._numbers_headings(rows)

    def _signs_of_lines(self, rows: Sequence[GridRow]) -> frozenset[str]:
        """The sorts of labels of the rows that fill other columns too."""
        full = [row for row in rows[:SAMPLE] if row.text(self._columns.action) and self.has_own_details(row)]
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
        return self.has_own_details(row) or not self._details.isdisjoint(row.above)

    def has_own_details(self, row: GridRow) -> bool:
        return not self._details.isdisjoint(row.cells)

    def is_no_part(self, row: GridRow) -> bool:
        """A row of headings again, of column numbers, or that adds others up."""
        texts = _texts(row)
        if texts == self._headings.get(tuple(sorted(row.cells))) or is_column_numbers(row):
            return True
        return self._adds_up(row) or self._only_counts(row)

    def is_total_below(self, row: GridRow) -> bool:
        """Whether what stands in the place of more of the row above is a total of its own, with its amount."""
        counts = any(_is_amount(cell.text) and not is_time(cell.text) for cell in row.cells.values())
        return counts and not row.text(self._columns.action)[:1].islower() and self._adds_up(row)

    def _adds_up(self, row: GridRow) -> bool:
        """Whether a row names a total and nobody leads it."""
        openings = _openings()
        named = [
            column for column, cell in row.cells.items() if cell.text[:LONGEST_OPENING].casefold().startswith(openings)
        ]
        named = [column for column in named if _total_words(row.text(column))]
        naming = next((column for column in named if column == min(row.cells) or column in self._worded), None)
        if naming is None:
            return False
        beside = {column: cell.text for column, cell in row.cells.items() if column != naming}
        worded = {column for column, text in beside.items() if not _is_amount(text)}
        if worded & set(self._columns.leads) or (naming != self._columns.label and self._columns.action in worded):
            return False
        label = beside.get(self._columns.label or 0, "") if self._columns.label is not None else ""
        if label_readings(label):
            return _total_words(row.text(naming))[1:] == ("",)
        return _names_total(row.text(naming), beside=[text for text in beside.values() if _is_amount(text)])

    def _only_counts(self, row: GridRow) -> bool:
        """Whether a row without words holds amounts, as one does whose "Total" is not written."""
        if not set(row.cells) <= self._details:
            return False
        times = any(is_time(row.text(column)) for column in self._columns.times)
        return not times and all(_is_amount(cell.text) for cell in row.cells.values())

    def is_section(self, row: GridRow, *, after: str) -> bool:
        """Whether the only cell of a row heads the rows below, by its width or by its words."""
        only = row.only
        if only is None or self._columns.action in row.above:
            return False
        others = {*self._columns.headings, *self._columns.leads, *self._columns.times}
        if only.columns == 1 and others & set(row.cells):
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

    def is_of_another_sort(self, reading: Reading) -> bool:
        """Whether a label is unlike those of the rows that fill other columns too."""
        return bool(self._signs) and reading.key not in self._signs

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


@cache
def _openings() -> tuple[str, ...]:
    """How a text begins that may name a total."""
    return tuple({phrase.split()[0][:LONGEST_OPENING] for phrase in known_rows("totals") | known_rows("likely_totals")})


def _total_words(text: str) -> tuple[str, ...]:
    """The words that name a total at the start of a text, and the rest; nothing where it names none."""
    words = words_of(text)
    length = begins_with(words, known_rows("totals")) or begins_with(words, known_rows("likely_totals"))
    return (" ".join(words[:length]), " ".join(words[length:])) if length else ()


def _names_total(text: str, *, beside: Sequence[str]) -> bool:
    """Whether a text is the name of a total: "Total pillar 1", and no "Total quality management"; `beside`: amounts."""
    name, rest = _total_words(text) or ("", "")
    words = rest.split()
    if name in known_rows("totals") or not words or words[0] in known_rows("counted") or _LABEL.fullmatch(words[0]):
        return len(words) < LONGEST_TOTAL
    return bool(beside) and len(words) < LONGEST_LIKELY_TOTAL


def _is_amount(text: str) -> bool:
    """Whether a cell holds a number, with its unit at most: "Rp 2.000", "3 activities"."""
    return len(text.split()) <= LONGEST_AMOUNT and bool(_AMOUNT.fullmatch(text))


def _often(rows: Sequence[GridRow], columns: frozenset[int]) -> bool:
    """Whether many of the rows with more than one cell fill one of the columns."""
    wide = [row for row in rows if len(row.cells) > 1]
    return bool(wide) and sum(bool(columns & set(row.cells)) for row in wide) >= OFTEN * len(wide)


def _texts(row: GridRow) -> tuple[str, ...]:
    return tuple(cell.text.casefold() for cell in row.cells.values())
