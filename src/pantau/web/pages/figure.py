"""One published figure: as its source printed it, the passage, its rivals, and what the checks find."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.figures import Figure
from pantau.domain.plausibility.feasible import Feasibility, feasible_counts
from pantau.records.queries.figures import figure_named
from pantau.records.queries.source_sight import text_for
from pantau.usecases.review_figures import review_published
from pantau.web.ask import Visit, ask
from pantau.web.page import Crumb, Page, address
from pantau.web.pages.figure_tables import figure_order, figure_table, is_invented, subject_href
from pantau.web.pages.figures import FiguresRow, figures_row
from pantau.web.pages.source_text import context_of, passage_href


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure with what can be said about it; `feasible` is ``None`` where its base is unknown."""

    figure: Figure
    feasible: Feasibility | None
    about: FiguresRow
    subject_href: str
    passage_href: str
    before: str
    after: str

    def as_json(self) -> dict[str, Any]:
        feasible = self.feasible.as_json() if self.feasible else None
        rivals = [group.as_json() for group in self.about.rivals]
        findings = [found.as_json() for found in self.about.findings]
        return {**self.figure.as_json(), "feasible": feasible, "rivals": rivals, "findings": findings}


def figure_page(visit: Visit, *, code: str) -> Page:
    """Raises FigureUnknown."""
    figure = figure_named(code)
    asked = ask(visit)
    review = review_published(visit.actor, subject=figure.subject)
    passage = figure.passage
    before, after = context_of(passage, text_for(visit.actor, passage.source)) if passage else ("", "")
    others = sorted((one for one in review.figures if one.metric == figure.metric), key=figure_order)
    return Page(
        template="figure",
        title=figure.code,
        row=FigureRow(
            figure=figure,
            feasible=_feasible(figure),
            about=figures_row(review, figures=[figure]),
            subject_href=subject_href(figure),
            passage_href=passage_href(passage) if passage else "",
            before=before,
            after=after,
        ),
        tables={"figures": figure_table(others)},
        asked=asked,
        crumbs=(Crumb(name=_("Figures"), href=address("figures")),),
        illustrative=is_invented(figure),
    )


def _feasible(figure: Figure) -> Feasibility | None:
    share = figure.share
    if share is None or not figure.denominator:
        return None
    return feasible_counts(share.percent, of=figure.denominator, qualifier=share.qualifier)
