"""The scorecard of a plan: every rule with its counts and bounds, and results by country where they may be seen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered
from pantau.api.asked import Code, MomentAsked
from pantau.api.caller import caller_of
from pantau.api.moments import scorecard
from pantau.api.shapes import ScoreShape
from pantau.domain.permissions import Actor, Matter, sees_countries
from pantau.domain.scorecard import CountryRow, Scorecard
from pantau.records.queries.actors import actor_rows

router = Router(tags=["scores"])


@router.get("/{plan}/scores", operation_id="scores", response=ScoreShape)
def scores(request: HttpRequest, plan: Path[Code], asked: Query[MomentAsked]) -> HttpResponse:
    """The plan at a moment, the same answer as `pantau score --json`. Raises PlanUnknown, RoundUnknown."""
    actor = caller_of(request).actor
    card = scorecard(actor, plan=plan, asked=asked)
    statuses = {row.status or "no_report": row.lines for row in card.statuses}
    data = card.as_json() | {"statuses": statuses, "countries": _countries(actor, card)}
    timeless = data if asked.known_at else {name: value for name, value in data.items() if name != "known_at"}
    return answered(data, tagged=timeless)


def _countries(actor: Actor, card: Scorecard) -> list[dict[str, Any]]:
    """The results of those countries that the actor may see by name (rule 12)."""
    known = {one.id: one for one in actor_rows()}
    partner = next((one.id for one in known.values() if one.code == card.plan.partner), None)

    def seen(row: CountryRow) -> bool:
        about = Matter(plan=card.plan.id, partner=partner, reporter=row.actor, country=row.actor)
        return sees_countries(actor, card.plan.visibility, about)

    return [
        {
            "country": known[row.actor].code,
            "owed": row.owed,
            "missing": row.missing,
            "stale": row.stale,
            "statuses": {str(one.status): one.lines for one in row.statuses},
        }
        for row in card.countries
        if seen(row)
    ]
