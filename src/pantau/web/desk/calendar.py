"""The calendar of all rounds that concern somebody, month by month, and its address for other calendars."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pantau.domain.round_days import RoundDay, days_of
from pantau.standards.calendars import MEDIA_TYPE
from pantau.usecases.calendar_feed import calendar_feed, feed_of
from pantau.usecases.follow_rounds import rounds_for
from pantau.usecases.renew_calendar import renew_calendar
from pantau.web.ask import Visit, ask
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.rounds import plan_choice
from pantau.web.forms import only_keys
from pantau.web.page import Download, Page, address
from pantau.web.render import see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language, month


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRow:
    """How many days lie ahead, and where another calendar fetches them: `feed` is empty for who is no person of this
    workspace, `since` is when it was renewed.
    """

    ahead: int
    today: date
    feed: str
    since: datetime | None

    def as_json(self) -> dict[str, Any]:
        return {"ahead": self.ahead}


def calendar_page(visit: Visit) -> Page:
    """Every day of every round that concerns the visitor, what comes first first. Raises PlanUnknown."""
    asked = ask(visit, fields=(plan_choice(),))
    today = visit.now.date()
    found = rounds_for(visit.actor, on=today, plan=asked.get("plan") or "")
    days = sorted(
        (day for one in found for day in days_of(one.round, one.reporters)), key=lambda one: (one.day, one.key)
    )
    ahead = [one for one in days if one.day >= today]
    past = [one for one in reversed(days) if one.day < today]
    feed = feed_of(visit.actor)
    return Page(
        template="calendar",
        title=_("Calendar of the rounds"),
        row=CalendarRow(
            ahead=len(ahead),
            today=today,
            feed=reverse("calendar-feed", kwargs={"token": feed.token}) if feed else "",
            since=feed.since if feed else None,
        ),
        tables={
            "calendar": _table("calendar", _("What lies ahead"), ahead, empty=_("No day of a round lies ahead.")),
            "past": _table("past", _("What has been"), past, empty=_("No day of a round has passed.")),
        },
        asked=asked,
        crumbs=desk_crumbs(),
    )


def calendar_deed(visit: Visit, _request: HttpRequest) -> HttpResponse:
    """Make a new address for the visitor's own calendar. Raises ParameterUnknown, PersonUnknown."""
    only_keys(visit, known=("do",))
    renew_calendar(visit.actor)
    return see_other(f"{address('calendar')}#feed")


def calendar_file(_visit: Visit, *, token: str) -> Download:
    """The calendar that an address was made for; whoever knows the address gets it. Raises NotFound."""
    return Download(content=calendar_feed(token, language=language()), name="pantau.ics", media_type=MEDIA_TYPE)


def _table(key: str, caption: Any, days: list[RoundDay], *, empty: Any) -> Table[RoundDay]:
    return Table(
        key=key,
        caption=caption,
        columns=(
            Column(key="day", title=_("Day"), cell=lambda one: Cell(value=one.day)),
            Column(
                key="what",
                title=_("What"),
                cell=lambda one: Cell(
                    value=one.what,
                    shown=one.words,
                    href=address("round", round=one.round.public_id),
                    note=one.round.title,
                ),
            ),
            Column(key="plan", title=_("Plan"), on="data", cell=lambda one: Cell(value=one.round.plan)),
            Column(key="round", title=_("Round"), on="data", cell=lambda one: Cell(value=one.round.code)),
        ),
        items=days,
        group=lambda one: month(one.day),
        empty=empty,
    )
