"""A plan under every counting rule at a moment, with the published claims about it pinned beside."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from pantau.domain.claims import ClaimReading, match_claim
from pantau.domain.figures import Figure
from pantau.domain.permissions import Actor, Verb, plan_matter, require, sees_countries
from pantau.domain.plans import PlanRow
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import CountryRow, Moment, Scorecard, score
from pantau.records.queries.figures import plan_claims
from pantau.records.queries.plans import plan_as_counted, plan_named
from pantau.records.queries.progress import score_input


def score_plan(
    actor: Actor,
    *,
    plan: str,
    as_of: date | None = None,
    known_at: datetime | None = None,
    round: str = "",
    by: Derivation | None = None,
) -> Scorecard:
    """The scorecard of a plan, with the countries that the actor may see by name (rule 12).

    `as_of` and `known_at` default to now, `by` to the plan's own derivation.

    Raises PlanUnknown, RoundUnknown, and NotFound where the actor may not read.
    """
    require(actor, Verb.READ)
    now = timezone.now()
    wanted = plan_as_counted(plan_named(plan), known_at=known_at or now)
    moment = Moment(as_of=as_of or now.date(), known_at=known_at or now, by=by or wanted.by, round=round)
    card = score(score_input(wanted, moment), moment)
    return replace(card, claims=_claims(wanted, card), countries=tuple(_seen(actor, wanted, card)))


def _seen(actor: Actor, plan: PlanRow, card: Scorecard) -> Iterable[CountryRow]:
    return (
        row for row in card.countries if sees_countries(actor, plan.visibility, plan_matter(plan, reporter=row.actor))
    )


def _claims(plan: PlanRow, card: Scorecard) -> tuple[ClaimReading, ...]:
    """Each published rate read against the rules at its own date (rule 8), each date scored once."""
    cards = {card.moment.as_of: card} if not card.moment.round else {}
    claims = plan_claims(plan, known_at=card.moment.known_at)
    return tuple(_claim(claim, plan=plan, cards=cards, moment=card.moment) for claim in claims)


def _claim(claim: Figure, *, plan: PlanRow, cards: dict[date, Scorecard], moment: Moment) -> ClaimReading:
    day = claim.as_of or moment.as_of
    if day not in cards:
        then = replace(moment, as_of=day, round="")
        cards[day] = score(score_input(plan, then), then)
    card = cards[day]
    return match_claim(claim, rates=card.rates, base=claim.denominator or card.lines)
