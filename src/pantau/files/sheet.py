"""Tables that people fill in: the rows of a CSV or Excel file under the columns that the reader knows."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pantau.domain.refusals import FileEmpty, FileKindUnknown, FileUnreadable, NoRows, Refusal, RowTooLong
from pantau.files.child import Unreadable, in_child
from pantau.files.columns import Columns
from pantau.files.content import COLUMNS_LIMIT, ROWS_LIMIT, Kind, file_content, kind_of
from pantau.files.details import detail_of
from pantau.files.text import decoded

SEPARATORS = (",", ";", "\t")
_KINDS = "CSV, XLSX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where rows came from: the file and the sheet in it (empty for the first or only one).

    For each column `headings` has what the file calls it and, for a workbook, `letters` its letter.
    """

    file: str
    title: str
    headings: Mapping[str, str]
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its number as the user's program shows it (the headings are row 1), and its stripped texts.

    `cells` has every known column; one that the file lacks or leaves blank is the empty text. `hidden` tells that the
    user's program does not show it, as when it is filtered out.
    """

    number: int
    cells: Mapping[str, str]
    sheet: Sheet
    hidden: bool = False

    @property
    def where(self) -> str:
        """The row in words, as "progress.csv, row 4"."""
        title = f", {self.sheet.title}" if self.sheet.title else ""
        return f"{self.sheet.file}{title}, row {self.number}"

    def place(self, column: str) -> str:
        """The cell in words, as "progress.csv, row 4, column status" or "progress.xlsx, cell C4"."""
        if column not in self.sheet.letters:
            return f"{self.where}, column {self.sheet.headings.get(column, column)}"
        sheet = f"{self.sheet.title}!" if self.sheet.title else ""
        return f"{self.sheet.file}, cell {sheet}{self.sheet.letters[column]}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The filled rows of a file with their numbers, and whether its columns are known by letters."""

    lines: tuple[tuple[int, list[str]], ...]
    title: str = ""
    has_letters: bool = False
    hidden: frozenset[int] = frozenset()


def read_sheet(path: Path, *, known: tuple[str, ...], required: tuple[str, ...]) -> tuple[Row, ...]:
    """The filled rows of a table, its first filled row being the headings; blank rows are left out.

    CSV may be separated by comma, semicolon or tab; of a workbook the first sheet with the required columns
    is read. What the file is, its content says, not its name.

    Raises:
        FileMissing, FileTooLarge, FileEmpty, FileBinary, FileEncoding: see `pantau.files.text.read_text`.
        FileKindUnknown: it is neither CSV nor XLSX.
        FileUnreadable: it is damaged, hostile or larger than the limits, or a cell shows no value.
        ColumnsMissing, ColumnsUnknown, ColumnRepeated: see `Columns.placed`.
        RowTooLong: a filled cell stands under no heading.
        NoRows: there are headings and nothing else.
    """
    return rows_in(file_content(path), file=path.name, columns=Columns(known=known, required=required))


def rows_in(content: bytes, *, file: str, columns: Columns) -> tuple[Row, ...]:
    """The rows of a table that arrived as bytes; `file` is its name in the refusals of `read_sheet`."""
    try:
        table = _table_in(content, file=file, columns=columns)
    except Unreadable as error:
        raise _refusal(error, file=file) from error
    if not table.lines:
        raise FileEmpty(file=file)
    return tuple(_rows(table, file=file, columns=columns))


def _table_in(content: bytes, *, file: str, columns: Columns) -> _Table:
    kind = kind_of(content)
    if kind is Kind.ARCHIVE:
        return _workbook(content, columns)
    if kind is Kind.OLD_OFFICE and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("password")
    if kind is not Kind.TEXT:
        raise Unreadable("kind")
    text = decoded(content, file=file)
    if text.lstrip().startswith("<"):  # a web page or XML that calls itself .xls
        raise Unreadable("kind")
    return _Table(lines=tuple(_records(text, _separator(text, columns))))


def _workbook(content: bytes, columns: Columns) -> _Table:
    arguments = {"known": columns.known, "required": columns.required}
    answer = in_child("pantau.files.workbook:table", content, arguments=arguments)
    lines = tuple((row, texts) for row, texts in answer["lines"])
    return _Table(lines=lines, title=answer["sheet"], has_letters=True, hidden=frozenset(answer["hidden"]))


def _separator(text: str, columns: Columns) -> str:
    """The separator under which the headings, and only they, name the most known columns."""

    def recognised(separator: str) -> int:
        try:
            _, headings = next(_records(text, separator), (0, []))
        except Unreadable:
            return 0
        return sum(columns.named(heading) is not None for heading in headings)

    return max(SEPARATORS, key=recognised)  # the first of the best


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The filled records with their numbers; one record may run over several lines inside quotation marks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            if number > ROWS_LIMIT or len(record) > COLUMNS_LIMIT:
                raise Unreadable("beyond", rows=ROWS_LIMIT, columns=COLUMNS_LIMIT)
            texts = [cell.strip() for cell in record]
            if any(texts):
                yield number, texts
    except csv.Error as error:
        if "field limit" in str(error):
            raise Unreadable("long_cell", row=number + 1, limit=csv.field_size_limit()) from error
        raise Unreadable("quotation", row=number + 1) from error


def _rows(table: _Table, *, file: str, columns: Columns) -> Iterable[Row]:
    (_, headings), *lines = table.lines
    placed = columns.placed(headings, file=file)
    sheet = Sheet(
        file=file,
        title=table.title,
        headings={column: headings[place] for place, column in placed.items()},
        letters={column: _letters(place) for place, column in placed.items()} if table.has_letters else {},
    )
    if not lines:
        raise NoRows(file=file)
    for number, texts in lines:
        cells = dict.fromkeys(columns.known, "")
        row = Row(number=number, cells=cells, sheet=sheet, hidden=number in table.hidden)
        for place, text in enumerate(texts):
            if place in placed:
                cells[placed[place]] = text
            elif text:
                raise RowTooLong(where=row.where, text=text[:80])
        yield row


def _refusal(error: Unreadable, *, file: str) -> Refusal:
    if error.reason == "kind":
        return FileKindUnknown(file=file, expected=_KINDS)
    where = f"{file}, cell {error.cell}" if error.cell else file
    return FileUnreadable(file=file, detail=detail_of(error), where=where)


def _letters(place: int) -> str:
    """A spreadsheet's letters for a column counted from 0: A to Z, then AA."""
    above, letter = divmod(place, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + letter)
