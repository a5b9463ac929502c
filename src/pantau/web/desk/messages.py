"""The mail that goes out: what waits, what was sent, and what the mail server did not take."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.messages import MessageRow, MessageState
from pantau.domain.permissions import Verb, require
from pantau.domain.reporting_refusals import MessageUnknown
from pantau.records.queries.messages import message_rows
from pantau.usecases.send_messages import retry_message
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import read_form
from pantau.web.page import Page, address
from pantau.web.render import see_other
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagesRow:
    """How many messages stand in each state; `stuck` can be tried again."""

    waiting: int
    sent: int
    given_up: int
    stuck: tuple[MessageRow, ...]

    def as_json(self) -> dict[str, int]:
        return {"waiting": self.waiting, "sent": self.sent, "given_up": self.given_up}


def messages_page(visit: Visit) -> Page:
    """Raises NotFound."""
    require(visit.actor, Verb.SEND_MAIL)
    asked = ask(visit, fields=(_states(),), sorts=sortable(_COLUMNS))
    rows = message_rows()
    states = [one.state for one in rows]
    wanted = asked.get("state")
    return Page(
        template="messages",
        title=_("Mail"),
        row=MessagesRow(
            waiting=states.count(MessageState.WAITING),
            sent=states.count(MessageState.SENT),
            given_up=states.count(MessageState.GIVEN_UP),
            stuck=tuple(one for one in rows if one.state is not MessageState.SENT and one.fault)[:20],
        ),
        tables={
            "messages": Table(
                key="messages",
                caption=_("Mail"),
                columns=_COLUMNS,
                items=[one for one in rows if wanted in (None, one.state.value)],
                asked=asked,
                empty=_("No mail."),
            )
        },
        asked=asked,
        crumbs=desk_crumbs(),
    )


def messages_deed(visit: Visit, _request: HttpRequest) -> HttpResponse:
    """Try a message again. Raises NotFound, MessageUnknown, MessageSettled."""
    sent = read_form(visit, fields=(Field(name="message", label="", kind="hidden", read=_read),))
    if sent.faults or sent.get("message") is None:
        raise MessageUnknown(message=sent.texts["message"][:80] or "-")
    retry_message(visit.actor, message=sent.get("message"))
    return see_other(address("messages"))


def _read(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise MessageUnknown(message=text[:80]) from fault


def _states() -> Field:
    return choice_field(
        "state", _("Standing"), (Choice(value=one.value, name=one.words.into(language())) for one in MessageState)
    )


_COLUMNS: tuple[Column[MessageRow], ...] = (
    Column(key="message", title=_("Message"), on="data", cell=lambda one: Cell(value=str(one.public_id))),
    Column(key="subject", title=_("Subject"), cell=lambda one: Cell(value=one.subject)),
    Column(key="person", title=_("To"), cell=lambda one: Cell(value=one.person)),
    Column(key="state", title=_("Standing"), cell=lambda one: Cell(value=one.state.value, shown=one.state.words)),
    Column(key="tries", title=_("Tries"), numeric=True, cell=lambda one: Cell(value=one.tries)),
    Column(key="created_at", title=_("Written"), cell=lambda one: Cell(value=one.created_at)),
    Column(key="sent_at", title=_("Sent"), cell=lambda one: Cell(value=one.sent_at, absent=_("not yet"))),
    Column(key="fault", title=_("Fault"), cell=lambda one: Cell(value=one.fault or None, absent=_("none"))),
)
