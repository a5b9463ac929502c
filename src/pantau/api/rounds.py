"""Reporting rounds: which plan they ask about, and their days."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from pantau.api.answers import answered
from pantau.api.asked import RoundsAsked
from pantau.api.paging import part_of
from pantau.api.shapes import RoundPart, RoundShape
from pantau.domain.kept_rounds import KeptRound
from pantau.records.queries.kept_rounds import kept_round, kept_rounds

router = Router(tags=["rounds"])


@router.get("", operation_id="rounds", response=RoundPart)
def rounds(request: HttpRequest, asked: Query[RoundsAsked]) -> HttpResponse:
    """Every round, or those of one plan, by plan and end."""
    return answered(part_of(request, kept_rounds(plan=asked.plan), asked=asked, shown=KeptRound.as_json))


@router.get("/{round}", operation_id="round", response=RoundShape)
def round_(request: HttpRequest, round: UUID) -> HttpResponse:
    """One round. Raises NotFound."""
    return answered(kept_round(round).as_json())
