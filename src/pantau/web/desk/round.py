"""One reporting round: its days, who has reported and who is late, and what whoever runs it may do."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import CellUnknown, Refusal
from pantau.domain.rounds import Counts, Opening, Owing
from pantau.records.queries.rounds import decisions_of, opening_of
from pantau.usecases.close_round import close_round
from pantau.usecases.extend_round import extend_round
from pantau.usecases.follow_rounds import FollowedRound, round_for
from pantau.usecases.reopen_round import reopen_round
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.desk.round_tables import (
    REPORTER_COLUMNS,
    decision_table,
    exception_table,
    extension_table,
    reporter_table,
    round_name,
)
from pantau.web.desk.rounds import round_crumbs
from pantau.web.forms import Fault, Form, fault_of, missing, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import sortable
from pantau.web.wording import language

_REASON, _NOTE = 500, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A round as its page shows it; the forms are ``None`` for who may not use them, and but for `reopen` once it
    is closed.
    """

    followed: FollowedRound
    opening: Opening
    extend: Form | None
    close: Form | None
    reopen: Form | None
    faults: tuple[Fault, ...]

    @property
    def counts(self) -> Counts:
        return self.followed.counts

    @property
    def owing(self) -> tuple[Owing, ...]:
        return self.opening.owing

    def as_json(self) -> dict[str, Any]:
        return {
            **self.followed.as_json(),
            "owing": [one.value for one in self.owing],
            "opened_by": self.opening.by or None,
            "exceptions": [one.as_json() for one in self._exceptions],
        }

    @property
    def _exceptions(self) -> tuple[Any, ...]:
        """Those of reporters whose standing may be seen, and of all for whoever runs the round."""
        seen = {one.reporter.code for one in self.followed.reporters}
        everything = self.extend is not None or self.reopen is not None
        return tuple(one for one in self.opening.exceptions if everything or one.reporter in seen)

    @property
    def exceptions(self) -> tuple[Any, ...]:
        return self._exceptions


def round_page(visit: Visit, *, round: UUID) -> Page:
    """Raises NotFound."""
    followed = round_for(visit.actor, round=round, on=visit.now.date())
    return _page(visit, followed, form=None, faults=())


def round_deed(visit: Visit, request: HttpRequest, *, round: UUID) -> HttpResponse:
    """Extend, close or reopen the round, whichever form was sent.

    Raises NotFound, ParameterUnknown, ChangedMeanwhile.
    """
    followed = round_for(visit.actor, round=round, on=visit.now.date())
    require(visit.actor, Verb.OPEN_ROUND, followed.round.matter())
    fields = (*_extend_fields(followed), *_close_fields(), *_reopen_fields(), _plain("do"), _plain("seen"))
    sent = read_form(visit, fields=fields)
    deeds = {"extend": _extend, "close": _close, "reopen": _reopen}
    if sent.get("do") not in deeds:
        raise CellUnknown(column="do", text=str(sent.get("do") or ""), expected=", ".join(deeds))
    faults = sent.faults or deeds[sent.get("do")](visit, followed, sent)
    if not faults:
        return see_other(address("round", round=round))
    form = Form(fields=fields, texts=sent.texts, faults=faults)
    response = render(request, _page(visit, followed, form=form, faults=faults), format="html")
    response.status_code = 422
    return response


def _extend(visit: Visit, followed: FollowedRound, sent: Any) -> tuple[Fault, ...]:
    fields = _extend_fields(followed)
    if empty := tuple(missing(field) for field in fields if sent.get(field.name) is None):
        return empty
    try:
        extend_round(
            visit.actor,
            round=followed.round.public_id,
            reporter=sent.get("reporter"),
            until=sent.get("until"),
            reason=sent.get("reason"),
        )
    except Refusal as refusal:
        return (fault_of(refusal, field="until"),)
    return ()


def _close(visit: Visit, followed: FollowedRound, sent: Any) -> tuple[Fault, ...]:
    close_round(visit.actor, round=followed.round.public_id, seen=_seen(sent), note=sent.get("note") or "")
    return ()


def _reopen(visit: Visit, followed: FollowedRound, sent: Any) -> tuple[Fault, ...]:
    (why,) = _reopen_fields()
    if sent.get(why.name) is None:
        return (missing(why),)
    reopen_round(visit.actor, round=followed.round.public_id, seen=_seen(sent), reason=sent.get(why.name))
    return ()


def _seen(sent: Any) -> int:
    """The version of the round that the form was shown with; 0, which none has, where that is no number."""
    seen = sent.get("seen") or ""
    return int(seen) if seen.isascii() and seen.isdigit() else 0


def _page(visit: Visit, followed: FollowedRound, *, form: Form | None, faults: tuple[Fault, ...]) -> Page:
    runs = may(visit.actor, Verb.OPEN_ROUND, followed.round.matter())
    takes = followed.round.closed_at is None
    extends, closes, reopens = _extend_fields(followed), _close_fields(), _reopen_fields()
    said = form.texts if form else {}
    asked = ask(visit, sorts=sortable(REPORTER_COLUMNS))
    row = RoundRow(
        followed=followed,
        opening=opening_of(followed.round),
        extend=Form(fields=extends, texts=said, faults=faults) if runs and takes else None,
        close=Form(fields=closes, texts=said, faults=faults) if runs and takes else None,
        reopen=Form(fields=reopens, texts=said, faults=faults) if runs and not takes else None,
        faults=faults,
    )
    tables: dict[str, Any] = {
        "reporters": reporter_table(followed.reporters, asked=asked),
        "extensions": extension_table(followed.reporters),
        "exceptions": exception_table(row.exceptions),
        "decisions": decision_table(decisions_of(followed.round), notes=runs),
    }
    return Page(
        template="round",
        title=round_name(followed),
        row=row,
        tables=tables,
        asked=asked,
        crumbs=round_crumbs(),
        illustrative=followed.round.illustrative,
    )


def _extend_fields(followed: FollowedRound) -> tuple[Field, ...]:
    reporters = (
        Choice(value=one.reporter.code, name=f"{one.reporter.name.into(language())} ({one.reporter.code})")
        for one in followed.reporters
    )
    return (
        choice_field("reporter", _("Who gets more time"), reporters, blank=_("choose")),
        day_field("until", _("Until")),
        text_field("reason", _("Why"), limit=_REASON),
    )


def _close_fields() -> tuple[Field, ...]:
    return (text_field("note", _("Note for the record"), limit=_NOTE),)


def _reopen_fields() -> tuple[Field, ...]:
    return (text_field("why", _("Why"), limit=_NOTE),)


def _plain(name: str) -> Field:
    return Field(name=name, label="", kind="hidden", read=str)
