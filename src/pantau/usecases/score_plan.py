"""A plan under every counting rule at a moment, with the published claims about it pinned beside."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import partial

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
from pantau.records.queries.stamps import scoring_stamp
from pantau.records.remembered import Remembered

_REMEMBERED: Remembered[Scorecard] = Remembered(64)


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
    now, row = timezone.now(), plan_named(plan)
    asked = partial(_scored, row, as_of=as_of or now.date(), known_at=known_at or now, round=round, by=by)
    stamp = None if as_of or known_at else scoring_stamp()
    if stamp is None:
        card = asked()
    else:  # that of a moment ago with its own `known_at`, where nothing was decided or written since
        card = _REMEMBERED.get((row.public_id, now.date(), round, by), stamp=stamp, read=asked)
    return replace(card, countries=tuple(_seen(actor, row, card)))


def _scored(plan: PlanRow, *, as_of: date, known_at: datetime, round: str, by: Derivation | None) -> Scorecard:
    wanted = plan_as_counted(plan, known_at=known_at)
    moment = Moment(as_of=as_of, known_at=known_at, by=by or wanted.by, round=round)
    card = score(score_input(wanted, moment), moment)
    return replace(card, claims=_claims(wanted, card))


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
