"""Published figures as a table, and the findings about them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.rows import evidence_words
from pantau.domain.figures import Figure, Reviewed
from pantau.domain.plausibility.findings import Finding
from pantau.usecases.review_figures import FigureReview
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
    """The string that the source printed, with the counts that it gave beneath, and whether it is preferred."""
    counted = figure.numerator is not None and figure.quantity.unit == "percent"
    notes = [of_words(figure.numerator, figure.denominator)] if counted else []
    if figure.status != "actual":
        notes.append(evidence_words("statuses", figure.status).into(language()))
    if figure.preferred:
        notes.append(say("preferred to its rivals"))
    note = " · ".join(notes) or None
    return Cell(value=figure.quantity.printed, shown=as_printed(figure), shape="printed", note=note)


def why_href(figure: Figure) -> str:
    """Where the page of a figure says why it is said."""
    return f"{address('figure', code=figure.code)}#why"


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


def figure_table(
    figures: Sequence[Figure], *, asked: Asked | None = None, review: FigureReview | None = None
) -> Table[Figure]:
    """Figures with their date, verb, counts and source; grouped by what they are about. With a review their data has
    rivals and findings too.
    """
    return Table(
        key="figures",
        caption=_("Published figures"),
        columns=FIGURE_COLUMNS + (_reviewed_columns(review) if review else ()),
        items=figures,
        asked=asked,
        group=lambda one: one.subject_name,
        empty=_("No figure fits."),
        mend=_("Record one: pantau figure add"),
    )


def _counts(figure: Figure) -> Any:
    return None if figure.numerator is None and figure.denominator is None else (figure.numerator, figure.denominator)


def _of_source(field: str) -> Callable[[Figure], Cell]:
    def cell(figure: Figure) -> Cell:
        value = getattr(figure.source, field) if figure.source else None
        return Cell(value=value or None, absent=_("not stated") if figure.source else _("no source recorded"))

    return cell


def _of_passage(field: str) -> Callable[[Figure], Cell]:
    def cell(figure: Figure) -> Cell:
        return Cell(value=getattr(figure.passage, field) if figure.passage else None, absent=_("no passage recorded"))

    return cell


EVIDENCE_COLUMNS: tuple[Column[Figure], ...] = (
    Column(
        key="status",
        title=_("Standing"),
        on="data",
        cell=lambda one: Cell(value=one.status),
    ),
    Column(
        key="counterpart",
        title=_("Counterpart"),
        on="data",
        cell=lambda one: Cell(value=one.counterpart or None, absent=_("none named")),
    ),
    Column(
        key="converts",
        title=_("Converts"),
        on="data",
        cell=lambda one: Cell(value=one.converts or None, absent=_("nothing")),
    ),
    Column(key="source_title", title=_("Title of the source"), on="data", cell=_of_source("title")),
    Column(key="publisher", title=_("Publisher"), on="data", cell=_of_source("publisher")),
    Column(
        key="origin",
        title=_("Origin"),
        on="data",
        cell=lambda one: Cell(value=one.origin if one.source else None, absent=_("no source recorded")),
    ),
    Column(key="vintage", title=_("Vintage"), on="data", cell=_of_source("published_on")),
    Column(key="passage", title=_("Passage"), on="data", cell=_of_passage("text")),
    Column(key="passage_start", title=_("Begins at character"), on="data", cell=_of_passage("start")),
    Column(key="passage_end", title=_("Ends before character"), on="data", cell=_of_passage("end")),
    Column(key="preferred", title=_("Preferred"), on="data", cell=lambda one: yes_or_no(one.preferred)),
    Column(
        key="preferred_because",
        title=_("Why it is preferred"),
        on="data",
        cell=lambda one: Cell(
            value=one.preferred.reason if one.preferred else None, absent=_("not preferred to anything")
        ),
    ),
    Column(key="note", title=_("Note"), on="data", cell=lambda one: Cell(value=one.note or None, absent=_("none"))),
)


def _reviewed_columns(review: FigureReview) -> tuple[Column[Figure], ...]:
    """What stands beside a figure, and what the checks say of it in whole sentences."""

    def rivals(figure: Figure) -> Cell:
        return Cell(value=list(review.rivals_of(figure.code)) or None, absent=_("none"))

    def perhaps(figure: Figure) -> Cell:
        return Cell(value=[one.code for one in review.perhaps_of(figure.code)] or None, absent=_("none"))

    def findings(figure: Figure) -> Cell:
        found = [f"{one.check}: {one.found.into(language())}" for one in review.findings_on(figure.code)]
        return Cell(value=found or None, absent=_("none"))

    return (
        Column(key="rivals", title=_("Rival figures"), on="data", cell=rivals),
        Column(key="may_be_same", title=_("May be about the same"), on="data", cell=perhaps),
        Column(key="findings", title=_("What the checks found"), on="data", cell=findings),
    )


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
    Column(
        key="why",
        title=_("Evidence"),
        on="page",
        sortable=False,
        cell=lambda one: Cell(value=one.code, shown=_("why?"), href=why_href(one)),
    ),
    *EVIDENCE_COLUMNS,
)
