"""Published figures with their rivals side by side and what the plausibility checks find."""

from dataclasses import dataclass

from django.utils import timezone

from pantau.domain.figures import (
    Figure,
    Perhaps,
    Reviewed,
    Rivals,
    exchange_rates,
    perhaps_same,
    review_figures,
    rivals,
)
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.plausibility.findings import Finding
from pantau.records.queries.figures import figure_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReview:
    """Figures by code, the groups that speak of one thing, those that may, and the findings with the figures they
    concern.
    """

    figures: tuple[Figure, ...]
    rivals: tuple[Rivals, ...]
    perhaps: tuple[Perhaps, ...]
    reviewed: tuple[Reviewed, ...]

    def group_of(self, code: str) -> Rivals | None:
        """The figures that speak of the same thing as this one, itself among them."""
        return next((group for group in self.rivals if group.holds(code)), None)

    def rivals_of(self, code: str) -> tuple[str, ...]:
        """The codes of the other figures that speak of the same thing."""
        group = self.group_of(code)
        return tuple(one.code for one in group.figures if one.code != code) if group else ()

    def perhaps_of(self, code: str) -> tuple[Figure, ...]:
        """The figures of which one, this or the other, does not say whether it is about the same time."""
        others = [other for one in self.perhaps if one.figure.code == code for other in one.others]
        others += [one.figure for one in self.perhaps if any(other.code == code for other in one.others)]
        return tuple({one.code: one for one in others}.values())

    def findings_on(self, code: str) -> tuple[Finding, ...]:
        return tuple(one.finding for one in self.reviewed if code in one.figures)


def review_published(actor: Actor, *, subject: str = "") -> FigureReview:
    """All figures, or those about one plan, instrument or actor; targets are due or not as of today.

    Raises NotFound where the actor may not read.
    """
    require(actor, Verb.READ)
    every = figure_rows()
    figures = [one for one in every if not subject or one.subject.casefold() == subject.casefold()]
    codes = {figure.code for figure in figures}
    rates = [figure for figure in exchange_rates(every) if figure.code not in codes]
    found = review_figures([*figures, *rates], on=timezone.now().date())
    return FigureReview(
        figures=tuple(figures),
        rivals=rivals(figures),
        perhaps=perhaps_same(figures),
        reviewed=tuple(one for one in found if codes.intersection(one.figures)),
    )
