"""Why a figure is said: its passages, who confirms it, its rivals, its arithmetic, and who decided."""

from dataclasses import dataclass

from pantau.domain.evidence.backing import Backing, Confirmation, confirmations, passages_of
from pantau.domain.figures import Figure, Rivals, arithmetic_of, feasible_of
from pantau.domain.ledger import Entry
from pantau.domain.permissions import Actor, Verb, may, require
from pantau.domain.plausibility.feasible import Feasibility
from pantau.domain.sources import PassageRow, SourceRow
from pantau.domain.words import Words
from pantau.records.queries.evidence import backing_of, preference_decisions
from pantau.records.queries.figures import figure_named
from pantau.usecases.review_figures import FigureReview, review_published


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A figure with all that stands behind it.

    `confirmed` are the distinct origins of every source that gives this answer; `group` is the figure among its rivals.
    `decisions` are those to prefer it or not; `names` tells whether the reader may know who decided.
    """

    figure: Figure
    review: FigureReview
    backing: tuple[Backing, ...]
    passages: tuple[PassageRow, ...]
    confirmed: tuple[Confirmation, ...]
    group: Rivals | None
    arithmetic: tuple[Words, ...]
    feasible: Feasibility | None
    decisions: tuple[Entry, ...]
    names: bool

    def backing_at(self, passage: PassageRow) -> Backing | None:
        """The claim that stands on a passage; ``None`` for the one that was recorded with the figure."""
        return next((one for one in self.backing if one.passage == passage), None)


def explain_figure(actor: Actor, *, code: str) -> Explained:
    """Raises NotFound, FigureUnknown."""
    require(actor, Verb.READ)
    figure = figure_named(code)
    review = review_published(actor, subject=figure.subject)
    group = review.group_of(figure.code)
    same = _same_answer(figure, group)
    backed = backing_of("figure", [one.public_id for one in same], bond="backs")
    own = backed.get(figure.public_id, ())
    sources = [source for one in same for source in _sources(one, backed.get(one.public_id, ()))]
    return Explained(
        figure=figure,
        review=review,
        backing=own,
        passages=passages_of(own, own=figure.passage),
        confirmed=confirmations(sources),
        group=group,
        arithmetic=arithmetic_of(figure, among=review.figures),
        feasible=feasible_of(figure),
        decisions=preference_decisions(figure.public_id),
        names=may(actor, Verb.VERIFY),
    )


def _same_answer(figure: Figure, group: Rivals | None) -> tuple[Figure, ...]:
    """The figure and those beside it that say the same, itself first."""
    sides = (side for side in group.sides if any(one.code == figure.code for one in side.figures)) if group else ()
    others = [one for side in sides for one in side.figures if one.code != figure.code]
    return (figure, *others)


def _sources(figure: Figure, backing: tuple[Backing, ...]) -> list[SourceRow]:
    own = [figure.source] if figure.source else []
    return [*own, *(one.source for one in backing)]
