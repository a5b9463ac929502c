"""A look ahead for those who review a plan: its rates as they would be if everything submitted were accepted now."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from pantau.domain.counting import Counting
from pantau.domain.permissions import Actor, Verb, may, plan_matter
from pantau.domain.plans import PlanRow
from pantau.domain.refusals import NotFound
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Moment, Scorecard, score
from pantau.records.queries.plans import plan_named
from pantau.records.queries.progress import score_input, submitted_count


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisional:
    """Rates that are no result: never held against a claim, never published. `submitted` reports are taken as accepted.

    The card holds no claims and no countries.
    """

    card: Scorecard
    submitted: int

    def as_json(self) -> dict[str, Any]:
        rates = [rate.as_json() for rate in self.card.rates]
        return {"provisional": True, "submitted": self.submitted, "rates": rates}


def may_see_provisional(actor: Actor, plan: PlanRow) -> bool:
    """Whether the actor may read every submitted report on the plan."""
    return may(actor, Verb.READ_SUBMITTED, plan_matter(plan))


def score_provisionally(
    actor: Actor, *, plan: str, as_of: date | None = None, round: str = "", by: Derivation | None = None
) -> Provisional:
    """The rates of a plan with what is submitted counted as accepted, as known now.

    Raises PlanUnknown, RoundUnknown, and NotFound where the actor may not read all that is submitted.
    """
    wanted = plan_named(plan)
    if not may_see_provisional(actor, wanted):
        raise NotFound
    now = timezone.now()
    moment = Moment(as_of=as_of or now.date(), known_at=now, by=by or wanted.by, round=round)
    card = score(score_input(wanted, moment, counting=Counting.PROVISIONAL), moment)
    return Provisional(card=replace(card, claims=(), countries=()), submitted=submitted_count(wanted))
