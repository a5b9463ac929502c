"""Published figures with their rivals side by side and what the plausibility checks find."""

from dataclasses import dataclass

from pantau.domain.figures import Figure, Reviewed, Rivals, review_figures, rivals
from pantau.domain.permissions import Actor, Verb, require
from pantau.records.queries.figures import figure_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReview:
    """Figures by code, the groups that speak of one thing, and the findings with the figures they concern."""

    figures: tuple[Figure, ...]
    rivals: tuple[Rivals, ...]
    reviewed: tuple[Reviewed, ...]


def review_published(actor: Actor, *, subject: str = "") -> FigureReview:
    """All figures, or those about one plan, instrument or actor. Raises NotFound where the actor may not read."""
    require(actor, Verb.READ)
    figures = figure_rows(subject)
    return FigureReview(figures=tuple(figures), rivals=rivals(figures), reviewed=review_figures(figures))
