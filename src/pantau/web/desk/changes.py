"""How many lines and headings of two texts went which way, for every page that compares them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pantau.domain.alignment import Change, Comparison, Scope, Setting
from pantau.domain.words import Words
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCount:
    """One change: how many clauses (pairs of any kind), lines and headings of either text; left and width of the
    share of its lines in a bar, in percent.
    """

    change: Change
    name: Words
    says: Words
    clauses: int
    lines: int
    old_lines: int
    new_lines: int
    old_headings: int
    new_headings: int
    left: str
    width: str

    @property
    def lines_said(self) -> int:
        """The lines that people mean: how many were dropped, split or merged, how many are new or stayed."""
        gone = self.change in {Change.DROPPED, Change.SPLIT, Change.MERGED}
        return self.old_lines if gone else self.new_lines


def change_counts(comparison: Comparison, *, setting: Setting) -> tuple[ChangeCount, ...]:
    """Every change in its order, those that did not happen too."""
    clauses, lines, headings = (comparison.counts(scope) for scope in (Scope.ALL, Scope.LINES, Scope.HEADINGS))
    total = sum(count.pairs for count in lines.values()) or 1
    found, passed = [], 0
    for change in Change:
        pairs = lines[change].pairs
        found.append(
            ChangeCount(
                change=change,
                name=change.name_in(setting),
                says=change.says_in(setting),
                clauses=clauses[change].pairs,
                lines=pairs,
                old_lines=lines[change].old,
                new_lines=lines[change].new,
                old_headings=headings[change].old,
                new_headings=headings[change].new,
                left=f"{100 * passed / total:.2f}",
                width=f"{100 * pairs / total:.2f}",
            )
        )
        passed += pairs
    return tuple(found)


def count_table(counts: Iterable[ChangeCount]) -> Table[ChangeCount]:
    return Table(
        key="counts",
        caption=_("What became of the clauses"),
        columns=_COLUMNS,
        items=tuple(counts),
        empty=_("There is no other text to compare with."),
    )


_COLUMNS: tuple[Column[ChangeCount], ...] = (
    Column(
        key="change", title=_("Change"), cell=lambda one: Cell(value=one.change.value, shown=one.name, note=one.says)
    ),
    Column(key="old_lines", title=_("Lines, earlier"), numeric=True, cell=lambda one: Cell(value=one.old_lines)),
    Column(key="new_lines", title=_("Lines, later"), numeric=True, cell=lambda one: Cell(value=one.new_lines)),
    Column(
        key="old_headings", title=_("Headings, earlier"), numeric=True, cell=lambda one: Cell(value=one.old_headings)
    ),
    Column(key="new_headings", title=_("Headings, later"), numeric=True, cell=lambda one: Cell(value=one.new_headings)),
)
