"""The moment at which a program looks at a plan, and the scorecard it gives."""

from pantau.api.asked import MomentAsked
from pantau.domain.permissions import Actor
from pantau.domain.scorecard import Scorecard
from pantau.usecases.score_plan import score_plan


def scorecard(actor: Actor, *, plan: str, asked: MomentAsked) -> Scorecard:
    """Raises PlanUnknown, RoundUnknown."""
    return score_plan(
        actor, plan=plan, as_of=asked.as_of, known_at=asked.known_at, round=asked.round.strip(), by=asked.by
    )
