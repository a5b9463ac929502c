"""Published figures, rivals side by side, with all that the checks find."""

import csv
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.figures import Figure, Rivals, Side, metric_named
from pantau.domain.plausibility.findings import Severity
from pantau.domain.words import Words
from pantau.standards.sheets.table import PrintedTable, table_workbook
from pantau.usecases.review_figures import FigureReview, review_published
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.page import Download, Page
from pantau.web.pages.figure_tables import (
    FIGURE_COLUMNS,
    FindingOn,
    figure_order,
    figure_table,
    findings_on,
    is_invented,
)
from pantau.web.tables import Table, sortable
from pantau.web.wording import language, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class RivalsRow:
    """Figures that answer one question, one side for each answer."""

    subject: Words
    metric: Words
    irreconcilable: bool
    sides: tuple[Side, ...]

    def as_json(self) -> dict[str, Any]:
        sides = [
            {
                "figures": [figure.code for figure in side.figures],
                "converted": [figure.code for figure in side.converted],
                "printed": side.quantity.printed,
                "number": str(side.quantity.number),
                "qualifier": side.quantity.qualifier.value if side.quantity.qualifier else None,
                "origins": list(side.origins),
                "preferred": [figure.code for figure in side.figures if figure.preferred],
            }
            for side in self.sides
        ]
        about = {"subject": self.subject.as_json(), "metric": self.metric.as_json()}
        return {**about, "irreconcilable": self.irreconcilable, "sides": sides}


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRow:
    """What was found beside the table: groups of rivals, and the findings by weight."""

    rivals: tuple[RivalsRow, ...]
    findings: tuple[FindingOn, ...]
    any_invented: bool

    @property
    def by_severity(self) -> list[tuple[Severity, int]]:
        """How many findings of each weight there are, the heaviest first."""
        many = Counter(one.finding.severity for one in self.findings)
        return [(severity, many[severity]) for severity in Severity if many[severity]]


def figures_page(visit: Visit) -> Page:
    """Every figure that fits the filters."""
    review = review_published(visit.actor)
    asked = ask(visit, fields=_fields(review), sorts=sortable(FIGURE_COLUMNS))
    found = [figure for figure in review.figures if _fits(figure, asked)]
    found.sort(key=figure_order)
    return Page(
        template="figures",
        title=_("Figures"),
        row=figures_row(review, figures=found),
        tables={"figures": figure_table(found, asked=asked, review=review)},
        asked=asked,
        illustrative=bool(found) and all(is_invented(figure) for figure in found),
    )


def figures_workbook(visit: Visit) -> Download:
    """The figures that the page shows under the same filters and order, with passages and findings, for Excel."""
    page = figures_page(visit)
    chips = [(str(label), str(shown)) for label, shown, _href in page.asked.chips] if page.asked else []
    content = table_workbook(_printed(page.tables["figures"], facts=chips, now=visit.now))
    return Download(content=content, name="figures.xlsx", media_type=EXCEL)


def figures_file(review: FigureReview, *, format: str, now: datetime) -> bytes:
    """All figures of a review with the columns that the page has as data: csv, json or xlsx."""
    table = figure_table(review.figures, review=review)
    if format == "xlsx":
        return table_workbook(_printed(table, facts=[], now=now))
    if format == "json":
        return f"{json.dumps(table.as_json(), ensure_ascii=False, indent=2)}\n".encode()
    written = StringIO()
    csv.writer(written).writerows(table.as_csv())
    return written.getvalue().encode()


def _printed(table: Table[Figure], *, facts: list[tuple[str, str]], now: datetime) -> PrintedTable:
    """The table of figures as a workbook has it, with what was asked for."""
    heads, rows = table.as_sheet()
    title = str(table.caption)
    said = [(say("Title"), title), (say("Made at"), moment(now)), (say("Figures"), str(len(rows))), *facts]
    return PrintedTable(
        title=title,
        sheet=say("Figures"),
        about=say("About this table"),
        heads=heads,
        rows=rows,
        facts=said,
        made_at=now,
    )


EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figures_row(review: FigureReview, *, figures: Sequence[Figure]) -> FiguresRow:
    """The rivals and findings that concern any of these figures."""
    codes = {figure.code for figure in figures}
    rivals = [group for group in review.rivals if codes.intersection(figure.code for figure in group.figures)]
    reviewed = [one for one in review.reviewed if codes.intersection(one.figures)]
    return FiguresRow(
        rivals=tuple(_rivals_row(group) for group in rivals if len(group.sides) > 1),
        findings=findings_on(reviewed, figures=review.figures),
        any_invented=any(is_invented(figure) for figure in figures),
    )


def _rivals_row(group: Rivals) -> RivalsRow:
    return RivalsRow(
        subject=group.figures[0].subject_name,
        metric=metric_named(group.metric).name,
        irreconcilable=group.irreconcilable,
        sides=group.sides,
    )


def _fields(review: FigureReview) -> tuple[Field, ...]:
    subjects = {figure.subject: figure.subject_name.into(language()) for figure in review.figures}
    metrics = {figure.metric: figure.measures.name.into(language()) for figure in review.figures}
    return (
        search_field("q", _("Words in the figure")),
        choice_field("subject", _("About"), _choices(subjects)),
        choice_field("metric", _("Metric"), _choices(metrics)),
    )


def _choices(names: dict[str, str]) -> list[Choice]:
    ordered = sorted(names.items(), key=lambda pair: pair[1].casefold())
    return [Choice(value=value, name=name) for value, name in ordered]


def _fits(figure: Figure, asked: Asked) -> bool:
    if asked.get("subject") and figure.subject != asked.get("subject"):
        return False
    if asked.get("metric") and figure.metric != asked.get("metric"):
        return False
    source = figure.source
    texts = [figure.code, figure.quantity.printed, figure.verb, figure.note, *figure.subject_name.as_json().values()]
    texts += [source.title, source.publisher] if source else []
    text = " ".join(texts).casefold()
    return all(word in text for word in (asked.get("q") or "").casefold().split())
