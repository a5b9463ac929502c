"""The lines of a plan with their regional status at a moment; what single countries say of them is not here."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from pantau.api.answers import answered
from pantau.api.asked import Code, LinesAsked, MomentAsked
from pantau.api.caller import caller_of
from pantau.api.moments import scorecard
from pantau.api.paging import part_of
from pantau.api.shapes import LinePart, LineShape
from pantau.domain.rates import LineFacts
from pantau.domain.refusals import CellUnknown, NotFound
from pantau.domain.scorecard import line_state
from pantau.domain.statuses import Status

router = Router(tags=["lines"])
_STATES = (*(status.value for status in Status), "no_report", "withdrawn")


@router.get("/{plan}/lines", operation_id="lines", response=LinePart)
def lines(request: HttpRequest, plan: Path[Code], asked: Query[LinesAsked]) -> HttpResponse:
    """The lines that fit the filters, in the order of the plan. Raises PlanUnknown, RoundUnknown, CellUnknown."""
    if asked.status and asked.status not in _STATES:
        raise CellUnknown(column="status", text=asked.status[:40], expected=", ".join(_STATES))
    card = scorecard(caller_of(request).actor, plan=plan, asked=asked)
    found = [one for one in card.facts if _fits(one, asked)]
    about = {"plan": card.plan.code, "as_of": card.moment.as_of.isoformat(), "by": card.moment.by.value}
    return answered(about | part_of(request, found, asked=asked, shown=line_data))


@router.get("/{plan}/lines/{line}", operation_id="line", response=LineShape)
def line(request: HttpRequest, plan: Path[Code], line: UUID, asked: Query[MomentAsked]) -> HttpResponse:
    """One line. Raises PlanUnknown, RoundUnknown, NotFound."""
    card = scorecard(caller_of(request).actor, plan=plan, asked=asked)
    for one in card.facts:
        if one.line.public_id == line:
            return answered(line_data(one))
    raise NotFound


def line_data(one: LineFacts) -> dict[str, Any]:
    """A line, how many reports on it were accepted of those owed, and how many of them say what."""
    tally = one.scenes.now.tally
    answers = {status.value: tally.count(status) for status in Status if tally.count(status)}
    return {
        "line": str(one.line.public_id),
        "label": one.line.label,
        "path": list(one.line.path),
        "section": " ".join(part for part in one.line.section if part),
        "words": one.line.words.as_json(),
        "status": line_state(one) or "no_report",
        "reports": {"accepted": tally.reported, "owed": tally.owed},
        "answers": answers | ({"no_report": tally.missing} if tally.missing else {}),
        "due_on": one.line.due_on.isoformat() if one.line.due_on else None,
        "withdrawn": one.withdrawn,
    }


def _fits(one: LineFacts, asked: LinesAsked) -> bool:
    if asked.status and (line_state(one) or "no_report") != asked.status:
        return False
    text = f"{one.line.label} {one.line.words.en} {one.line.words.id}".casefold()
    return all(word in text for word in asked.q.casefold().split())
