"""Documents with tables, built as the file readers build them: cells separated by tabs, rows by line ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from pantau.domain.documents import Cell, Document, LeftOut, Table, TableRow


@dataclass(frozen=True)
class Merged:
    """A cell that covers several columns or rows; an empty place in a row is None."""

    text: str
    columns: int = 1
    rows: int = 1


Rows = Sequence[Sequence[str | Merged | None]]


def document(*parts: str | Rows, titles: Sequence[str] = (), left_out: tuple[LeftOut, ...] = ()) -> Document:
    """Paragraphs and tables in order; `titles` are the names of the tables."""
    text, tables = "", []
    for part in parts:
        if isinstance(part, str):
            text += part + "\n"
            continue
        title = titles[len(tables)] if len(tables) < len(titles) else ""
        text += f"\n# {title}\n\n" if title else ""
        rows = []
        for number, row in enumerate(part, 1):
            cells = []
            for column, value in enumerate(row):
                cell = Merged(value) if isinstance(value, str) else value
                if column:
                    text += "\t"
                if cell is not None:
                    place = Cell(
                        start=len(text),
                        end=len(text) + len(cell.text),
                        column=column,
                        columns=cell.columns,
                        rows=cell.rows,
                    )
                    cells.append(place)
                    text += cell.text
            rows.append(TableRow(cells=tuple(cells), place=f"table {len(tables) + 1}, row {number}"))
            text += "\n"
        tables.append(Table(title=title, rows=tuple(rows)))
    return Document(text=text, tables=tuple(tables), left_out=left_out)
