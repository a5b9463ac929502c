"""A person's tokens: the programs that may act for them, made and revoked here; a secret is shown once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may_somewhere
from pantau.domain.refusals import NotFound, NumberInvalid, Refusal
from pantau.domain.tokens import LONGEST_DAYS, LONGEST_NAME, Scope, TokenRow
from pantau.records.queries.tokens import tokens_of
from pantau.usecases.make_token import MadeToken, make_token
from pantau.usecases.revoke_token import revoke_token
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, Form, Sent, fault_of, missing, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table

_USUAL = {"scope": Scope.READ.value, "days": "90"}
_NAMES = {"active": _("active"), "expired": _("ended"), "revoked": _("revoked")}
_SCOPES = {Scope.READ: _("reading only"), Scope.WRITE: _("reading and writing")}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensRow:
    """The tokens of whoever looks; `made` is the one that was made just now, with its secret."""

    form: Form
    good: tuple[TokenRow, ...]
    made: MadeToken | None
    limit: int = LONGEST_DAYS

    def as_json(self) -> dict[str, Any]:
        """Without any secret: what a page showed once is in no data."""
        return {"active": len(self.good), "longest_days": self.limit}


def tokens_page(visit: Visit) -> Page:
    """Every token of the person, the newest first."""
    return _page(visit, form=Form(fields=_fields(), texts=_USUAL))


def tokens_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Make a token and show its secret, or revoke one. Raises ParameterUnknown, TokenUnknown, TokenRevoked."""
    if "token" in visit.form:
        revoke_token(visit.actor, token=_token(visit))
        return see_other(address("tokens"))
    sent = read_form(visit, fields=_fields())
    faults = sent.faults or tuple(missing(field) for field in _fields() if sent.get(field.name) is None)
    made = None
    if not faults:
        made, faults = _made(visit, sent)
    form = Form(fields=_fields(), texts=_USUAL if made else sent.texts, faults=faults)
    response = render(request, _page(visit, form=form, made=made), format="html")
    response.status_code = 200 if made else 422
    return response


def _made(visit: Visit, sent: Sent) -> tuple[MadeToken | None, tuple[Fault, ...]]:
    try:
        scope, days = Scope(sent.get("scope")), sent.get("days")
        return make_token(visit.actor, name=sent.get("name"), scope=scope, days=days), ()
    except Refusal as refusal:
        return None, (fault_of(refusal, field="days"),)


def _token(visit: Visit) -> UUID:
    """The token that a button names. Raises ParameterUnknown, NotFound."""
    sent = read_form(visit, fields=(text_field("token", "", limit=40),))
    try:
        return UUID(str(sent.get("token")))
    except ValueError as fault:
        raise NotFound from fault


def _page(visit: Visit, *, form: Form, made: MadeToken | None = None) -> Page:
    if not may_somewhere(visit.actor, Verb.USE_DESK):
        raise NotFound
    tokens = tokens_of(visit.actor.name)
    good = tuple(token for token in tokens if token.state(visit.now) == "active")
    table = Table(
        key="tokens",
        caption=_("Your tokens"),
        columns=_columns(visit.now),
        items=tokens,
        empty=_("You have made no token yet."),
        mend=_("A program that reads or writes for you needs one."),
    )
    return Page(
        template="tokens",
        title=_("Tokens"),
        row=TokensRow(form=form, good=good, made=made),
        tables={"tokens": table},
        asked=ask(visit),
        crumbs=desk_crumbs(),
    )


def _fields() -> tuple[Field, ...]:
    scopes = [Choice(value=scope.value, name=str(name)) for scope, name in _SCOPES.items()]
    return (
        text_field(
            "name", _("What it is for"), limit=LONGEST_NAME, hint=_("The name of the program, to tell it apart.")
        ),
        choice_field("scope", _("Good for"), scopes, blank=""),
        Field(name="days", label=_("Days until it ends"), kind="number", read=_read_days, hint=f"1–{LONGEST_DAYS}"),
    )


def _read_days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise NumberInvalid(text=text[:40], column="days")
    return int(text)


def _columns(now: datetime) -> tuple[Column[TokenRow], ...]:
    return (
        Column(key="name", title=_("What it is for"), cell=lambda one: Cell(value=one.name)),
        Column(key="begins", title=_("Begins with"), cell=lambda one: Cell(value=one.begins)),
        Column(
            key="scope", title=_("Good for"), cell=lambda one: Cell(value=one.scope.value, shown=_SCOPES[one.scope])
        ),
        Column(
            key="state",
            title=_("State"),
            cell=lambda one: Cell(value=one.state(now), shown=_NAMES[one.state(now)]),
        ),
        Column(key="made_at", title=_("Made"), cell=lambda one: Cell(value=one.made_at)),
        Column(key="expires_at", title=_("Ends"), cell=lambda one: Cell(value=one.expires_at)),
    )
