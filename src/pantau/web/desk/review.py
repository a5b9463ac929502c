"""The review queue: what waits to be judged, by plan, round and reporter, and one round with its endorsements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal
from pantau.domain.reviews import EndorsementRow, EndorsingBody, ReviewGroup, RoundUnderReview
from pantau.records.queries.reviews import review_groups, round_under_review
from pantau.usecases.endorse_round import MEETING, NOTE, Meeting, endorse_round
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Form, fault_of, missing, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language

REVIEW = _("To review")
_SEEN = Field(name="seen", label="", kind="hidden", read=str)
# which field a refusal of the use-case is about
_ABOUT = {"date_out_of_range": "on", "endorsed_already": "meeting", "text_too_long": "note"}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """How much waits in all."""

    waiting: int
    accepted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundReviewRow:
    """One round under review with the form of an endorsement."""

    round: RoundUnderReview
    form: Form

    @property
    def waiting(self) -> int:
        return sum(one.waiting for one in self.round.reporters)

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.round.plan,
            "round": self.round.code,
            "counting": self.round.counting,
            "result": self.round.result,
            "endorsements": [one.as_json() for one in self.round.endorsements],
        }


def review_page(visit: Visit) -> Page:
    """All that the person may judge, what waits longest first."""
    columns = _columns(visit.now)
    asked = ask(visit, sorts=sortable(columns))
    groups = review_groups(visit.actor)
    return Page(
        template="review",
        title=REVIEW,
        row=QueueRow(waiting=sum(one.waiting for one in groups), accepted=sum(one.accepted for one in groups)),
        tables={"review": _group_table(groups, columns, key="review", asked=asked)},
        asked=asked,
        crumbs=desk_crumbs(),
    )


def review_round_page(visit: Visit, *, round: UUID) -> Page:
    """One round with its reporters and endorsements. Raises NotFound."""
    found = round_under_review(visit.actor, round=round)
    return _round_page(visit, found=found, form=Form(fields=_endorsing_fields(), texts={}))


def review_round_deed(visit: Visit, request: HttpRequest, *, round: UUID) -> HttpResponse:
    """Record an endorsement, else say at the field why not. Raises NotFound, ParameterUnknown."""
    found = round_under_review(visit.actor, round=round)
    if not found.may_endorse:
        raise NotFound
    fields = _endorsing_fields()
    sent = read_form(visit, fields=(*fields, _SEEN))
    named = {fault.field for fault in sent.faults}
    lacking = [one for one in fields if one.name != "note" and sent.get(one.name) is None and one.name not in named]
    faults = (*sent.faults, *(missing(field) for field in lacking))
    status = 422
    if not faults:
        meeting = Meeting(
            body=EndorsingBody(sent.get("body")),
            name=sent.get("meeting"),
            on=sent.get("on"),
            note=sent.get("note") or "",
        )
        try:
            endorse_round(visit.actor, round=round, meeting=meeting, seen=sent.get("seen") or "-")
            return see_other(address("review-round", round=round) + "#endorsements")
        except NotFound:
            raise
        except Refusal as refusal:
            status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
            faults = (fault_of(refusal, field=_ABOUT.get(refusal.code, "")),)
    form = Form(fields=fields, texts=sent.texts, faults=faults)
    response = render(request, _round_page(visit, found=found, form=form), format="html")
    response.status_code = status
    return response


def reports_href(group: ReviewGroup, *, state: str = "") -> str:
    """The page of one reporter's reports in a round."""
    query = f"?state={state}" if state else ""
    return address("review-reports", round=group.round, reporter=group.reporter, query=query)


def _round_page(visit: Visit, *, found: RoundUnderReview, form: Form) -> Page:
    columns = [one for one in _columns(visit.now) if one.key not in ("plan", "round")]
    asked = ask(visit, sorts=sortable(columns))
    return Page(
        template="review_round",
        title=say("Review of the round %(round)s") % {"round": found.code},
        row=RoundReviewRow(round=found, form=form),
        tables={
            "reporters": _group_table(found.reporters, tuple(columns), key="reporters", asked=asked),
            "endorsements": Table(
                key="endorsements",
                caption=_("Endorsements"),
                columns=_ENDORSEMENTS,
                items=found.endorsements,
                empty=_("No meeting has taken note of this round yet."),
            ),
        },
        asked=asked,
        crumbs=(*desk_crumbs(), Crumb(name=REVIEW, href=address("review"))),
        illustrative=found.illustrative,
    )


def _endorsing_fields() -> tuple[Field, ...]:
    bodies = (Choice(value=one.value, name=one.words.into(language())) for one in EndorsingBody)
    return (
        choice_field("body", _("Body"), bodies, blank=_("choose")),
        text_field("meeting", _("Meeting"), limit=MEETING, hint=_("as its minutes call it")),
        day_field("on", _("Day of the meeting")),
        text_field("note", _("Note"), limit=NOTE, kind="textarea", hint=_("what the minutes say; may stay empty")),
    )


def _group_table(groups: Any, columns: tuple[Column[ReviewGroup], ...], *, key: str, asked: Any) -> Table[ReviewGroup]:
    return Table(
        key=key,
        caption=_("Reports by reporter"),
        columns=columns,
        items=groups,
        asked=asked,
        empty=_("Nothing waits for you."),
        mend=_("Reports come here when their reporter submits them."),
    )


def _columns(now: datetime) -> tuple[Column[ReviewGroup], ...]:
    def days(one: ReviewGroup) -> Cell:
        return Cell(value=one.days(now), absent=_("nothing waits"))

    return (
        Column(
            key="reporter",
            title=_("Reporter"),
            cell=lambda one: Cell(
                value=one.reporter, shown=one.reporter_name, href=reports_href(one), note=one.reporter
            ),
        ),
        Column(
            key="plan",
            title=_("Plan"),
            cell=lambda one: Cell(
                value=one.plan,
                href=address("plan", code=one.plan),
                shape="illustrative" if one.illustrative else "",
            ),
        ),
        Column(
            key="round",
            title=_("Round"),
            cell=lambda one: Cell(value=one.round_code, href=address("review-round", round=one.round)),
        ),
        Column(
            key="waiting",
            title=_("To judge"),
            numeric=True,
            cell=lambda one: Cell(value=one.waiting, href=reports_href(one, state="submitted") if one.waiting else ""),
        ),
        Column(key="days", title=_("Days waiting"), numeric=True, cell=days),
        Column(
            key="accepted",
            title=_("To lock"),
            numeric=True,
            cell=lambda one: Cell(value=one.accepted, href=reports_href(one, state="accepted") if one.accepted else ""),
        ),
        Column(
            key="since",
            title=_("Submitted first"),
            on="data",
            cell=lambda one: Cell(value=one.since, absent=_("nothing waits")),
        ),
    )


_ENDORSEMENTS: tuple[Column[EndorsementRow], ...] = (
    Column(key="body", title=_("Body"), cell=lambda one: Cell(value=one.body.value, shown=one.body.words)),
    Column(key="meeting", title=_("Meeting"), cell=lambda one: Cell(value=one.meeting, note=one.note or None)),
    Column(key="on", title=_("Day of the meeting"), cell=lambda one: Cell(value=one.on)),
    Column(key="reports", title=_("Reports"), numeric=True, cell=lambda one: Cell(value=one.reports)),
    Column(key="by", title=_("Entered by"), cell=lambda one: Cell(value=one.by, note=one.at)),
    Column(
        key="result",
        title=_("Digest of the result"),
        cell=lambda one: Cell(value=one.result, shown=f"{one.result[:16]}…"),
    ),
)
