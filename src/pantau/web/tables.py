"""Tables as people and machines read them: one definition of columns gives the page, its JSON and its CSV."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from pantau.domain.refusals import CellUnknown
from pantau.domain.words import Words
from pantau.web.ask import Asked, Text
from pantau.web.plain import plain, plain_text, sheet_value
from pantau.web.wording import language

Item = TypeVar("Item")
_NUMBERS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one cell: `value` for data and order, `shown` for people where that differs.

    ``None`` is never left blank: `absent` says what kind of nothing it is. `shape` names how the page draws it
    (status, bar, verdict, printed, illustrative), `note` is a small line beneath.
    """

    value: Any
    shown: Any = None
    href: str = ""
    shape: str = ""
    note: Any = None
    absent: Text = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Item]):
    """One column. `on` is "both", or "page" or "data" for what only people or only machines need."""

    key: str
    title: Text
    cell: Callable[[Item], Cell]
    numeric: bool = False
    on: str = "both"
    sortable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column on the page; `href` sorts by it, `order` is how the table is sorted by it now."""

    title: Text
    numeric: bool
    href: str = ""
    order: str = ""


@dataclass(frozen=True, kw_only=True)
class Table(Generic[Item]):
    """Items under columns, in the order and on the page that was asked for.

    With `asked` the table is the main one of its page: sortable and paged. `group` gives items that follow one another
    a common heading, while the order is the table's own. `limit` shows only the first items on the page; CSV has all.
    """

    key: str
    caption: Text
    columns: tuple[Column[Item], ...]
    items: Sequence[Item]
    asked: Asked | None = None
    group: Callable[[Item], Any] | None = None
    empty: Text = ""
    mend: Text = ""
    limit: int | None = None

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.asked.size)) if self.asked else 1

    @property
    def page(self) -> int:
        """The page shown. Raises CellUnknown past the last one."""
        wanted = self.asked.page if self.asked else 0
        if wanted > self.pages:
            raise CellUnknown(column="page", text=str(wanted), expected=f"1–{self.pages}" if self.pages > 1 else "1")
        return wanted or 1

    @cached_property
    def ordered(self) -> Sequence[Item]:
        """All items in the order asked for; what has no value comes last either way."""
        if not self.asked or not self.asked.sort:
            return self.items
        column = next(column for column in self.columns if column.key == self.asked.sort.lstrip("-"))
        valued = [(column.cell(item).value, item) for item in self.items]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: sort_key(pair[0]), reverse=self.asked.sort.startswith("-"))
        return [item for _, item in known] + [item for value, item in valued if value is None]

    @cached_property
    def shown(self) -> Sequence[Item]:
        """The items on the page shown."""
        if not self.asked:
            return self.ordered[: self.limit]
        start = (self.page - 1) * self.asked.size
        return self.ordered[start : start + self.asked.size]

    @property
    def hidden(self) -> int:
        """How many items the page leaves to the CSV."""
        return 0 if self.asked else self.total - len(self.shown)

    @property
    def heads(self) -> tuple[Head, ...]:
        return tuple(self._head(column) for column in self.columns if column.on != "data")

    @property
    def bodies(self) -> Iterator[tuple[Any, list[list[tuple[Column[Item], Cell]]]]]:
        """Rows on the page in groups: the heading (``None`` without one) and the rows under it."""
        columns = [column for column in self.columns if column.on != "data"]
        grouping = self.group if not (self.asked and self.asked.sort) else None
        groups: list[tuple[Any, list[list[tuple[Column[Item], Cell]]]]] = []
        for item in self.shown:
            heading = grouping(item) if grouping else None
            if not groups or groups[-1][0] != heading:
                groups.append((heading, []))
            groups[-1][1].append([(column, column.cell(item)) for column in columns])
        return iter(groups)

    @property
    def pager(self) -> tuple["PageLink", ...]:
        return page_links(self.asked, page=self.page, pages=self.pages) if self.asked else ()

    def as_json(self) -> list[dict[str, Any]]:
        """The rows that the page shows."""
        columns = self._data_columns
        return [{column.key: plain(column.cell(item).value) for column in columns} for item in self.shown]

    def as_csv(self) -> Iterator[list[str]]:
        """Header and rows: all of them in the order asked for, or one page where one was asked for."""
        yield [column.key for column in self._data_columns]
        items = self.shown if self.asked and self.asked.page else self.ordered
        for item in items:
            yield [_csv_text(column.cell(item)) for column in self._data_columns]

    def as_sheet(self) -> tuple[list[str], list[list[Any]]]:
        """Heads and rows of the same data as plain values, for a workbook."""
        columns = self._data_columns
        items = self.shown if self.asked and self.asked.page else self.ordered
        rows = [[_sheet_cell(column.cell(item)) for column in columns] for item in items]
        return [str(column.title) for column in columns], rows

    @property
    def _data_columns(self) -> list[Column[Item]]:
        return [column for column in self.columns if column.on != "page"]

    def _head(self, column: Column[Item]) -> Head:
        if not self.asked or not column.sortable:
            return Head(title=column.title, numeric=column.numeric)
        rising, falling = self.asked.sort == column.key, self.asked.sort == f"-{column.key}"
        order = "ascending" if rising else ("descending" if falling else "")
        href = self.asked.link(sort=f"-{column.key}" if rising else column.key)
        return Head(title=column.title, numeric=column.numeric, href=href, order=order)


def _csv_text(cell: Cell) -> str:
    """The cell in CSV; what is absent says what kind of nothing it is there too."""
    return plain_text(str(cell.absent) if cell.value is None else cell.value)


def _sheet_cell(cell: Cell) -> Any:
    return str(cell.absent) if cell.value is None else sheet_value(cell.value)


class PageLink(NamedTuple):
    """A page number with its address; `here` is the one shown, `after_gap` that numbers before it are left out."""

    number: int
    href: str
    here: bool
    after_gap: bool


def page_links(asked: Asked, *, page: int, pages: int) -> tuple[PageLink, ...]:
    """The first and the last page and those around the one shown; nothing where there is only one."""
    if pages == 1:
        return ()
    near = sorted({1, pages, *range(max(1, page - 2), min(pages, page + 2) + 1)})
    return tuple(
        PageLink(number, asked.link(page=str(number)), number == page, number - before > 1)
        for before, number in zip([0, *near], near, strict=False)
    )


def sortable(columns: Sequence[Column[Any]]) -> tuple[str, ...]:
    """The keys that a table of these columns can be sorted by."""
    return tuple(column.key for column in columns if column.sortable and column.on != "data")


def sort_key(value: Any) -> Any:
    """A key that puts 1.2 before 1.10, and words in the order of the page's language.

    >>> sorted(["1.10", "1.2", "b", "A"], key=sort_key)
    ['1.2', '1.10', 'A', 'b']
    """
    if isinstance(value, Words):
        value = value.into(language())
    if not isinstance(value, str):
        return value
    parts = _NUMBERS.split(value.casefold())
    return [(int(part), "") if place % 2 else (-1, part) for place, part in enumerate(parts)]
