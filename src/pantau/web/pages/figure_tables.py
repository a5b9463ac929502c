"""Published figures as a table, and the findings about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.figures import Figure, Reviewed
from pantau.domain.plausibility.findings import Finding
from pantau.web.ask import Asked
from pantau.web.cells import UNKNOWN, count_cell, of_words, source_cell, yes_or_no
from pantau.web.page import address
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import as_printed, language


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLink:
    """A figure named in a finding."""

    code: str
    printed: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingOn:
    """A finding with the figures it is about."""

    finding: Finding
    figures: tuple[FigureLink, ...]

    def as_json(self) -> dict[str, Any]:
        return {"figures": [figure.code for figure in self.figures], **self.finding.as_json()}


def findings_on(reviewed: Iterable[Reviewed], *, figures: Iterable[Figure]) -> tuple[FindingOn, ...]:
    """The findings, their figures linked by how the source printed them."""
    printed = {figure.code: figure.quantity.printed for figure in figures}
    return tuple(
        FindingOn(
            finding=one.finding,
            figures=tuple(
                FigureLink(code=code, printed=printed[code], href=address("figure", code=code)) for code in one.figures
            ),
        )
        for one in reviewed
    )


def is_invented(figure: Figure) -> bool:
    """Whether the figure comes from an invented source."""
    return figure.source is not None and figure.source.illustrative


def _metric(figure: Figure) -> Cell:
    shape = "illustrative" if is_invented(figure) else ""
    return Cell(value=figure.metric, shown=figure.measures.name, href=address("figure", code=figure.code), shape=shape)


def _printed(figure: Figure) -> Cell:
    """The string that the source printed, with the counts that it gave beneath."""
    counted = figure.numerator is not None and figure.quantity.unit == "percent"
    note = of_words(figure.numerator, figure.denominator) if counted else None
    return Cell(value=figure.quantity.printed, shown=as_printed(figure), shape="printed", note=note)


def _verb(figure: Figure) -> Cell:
    spoken = figure.source.language if figure.source else ""
    return Cell(value=figure.verb or None, absent=_("none given"), lang=spoken)


def figure_order(figure: Figure) -> tuple[bool, str, str, date, str]:
    """Real figures before invented ones, then by subject, metric and day."""
    subject = figure.subject_name.into(language()).casefold()
    on = figure.as_of or (figure.period.end if figure.period else None) or figure.stated_on or date.min
    return (is_invented(figure), subject, figure.metric, on, figure.code)


def subject_href(figure: Figure) -> str:
    """The page of what a figure is about: its plan, else the figures of the same subject."""
    if figure.subject_kind == "plan":
        return address("plan", code=figure.subject)
    return address("figures", query=f"?subject={figure.subject}")


def figure_table(figures: Sequence[Figure], *, asked: Asked | None = None) -> Table[Figure]:
    """Figures with their date, verb, counts and source; grouped by what they are about."""
    return Table(
        key="figures",
        caption=_("Published figures"),
        columns=FIGURE_COLUMNS,
        items=figures,
        asked=asked,
        group=lambda one: one.subject_name,
        empty=_("No figure fits."),
        mend=_("Record one: pantau figure add"),
    )


def _counts(figure: Figure) -> Any:
    return None if figure.numerator is None and figure.denominator is None else (figure.numerator, figure.denominator)


FIGURE_COLUMNS: tuple[Column[Figure], ...] = (
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.code)),
    Column(key="subject", title=_("About"), on="data", cell=lambda one: Cell(value=one.subject)),
    Column(key="metric", title=_("Metric"), cell=_metric),
    Column(key="illustrative", title=_("Illustrative"), on="data", cell=lambda one: yes_or_no(is_invented(one))),
    Column(key="printed", title=_("As printed"), cell=_printed),
    Column(key="number", title=_("Number"), on="data", numeric=True, cell=lambda one: Cell(value=one.quantity.number)),
    Column(key="unit", title=_("Unit"), on="data", cell=lambda one: Cell(value=one.quantity.unit)),
    Column(
        key="qualifier",
        title=_("Hedge"),
        on="data",
        cell=lambda one: Cell(value=one.quantity.qualifier, absent=_("none given")),
    ),
    Column(key="verb", title=_("Verb of the source"), cell=_verb),
    Column(key="numerator", title=_("Counted"), on="data", cell=lambda one: count_cell(one.numerator)),
    Column(key="denominator", title=_("Of"), on="data", cell=lambda one: count_cell(one.denominator)),
    Column(key="period", title=_("Period"), cell=lambda one: Cell(value=one.period, absent=UNKNOWN)),
    Column(key="as_of", title=_("Situation on"), cell=lambda one: Cell(value=one.as_of, absent=_("not dated"))),
    Column(key="source", title=_("Source"), cell=lambda one: source_cell(one.source)),
)
