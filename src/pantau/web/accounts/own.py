"""One's own account: the roles one holds, lends and borrows, and the way to password, second factor and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.people import GrantRow, PersonRow
from pantau.domain.permissions import Role, Verb, may_somewhere
from pantau.domain.refusals import CellUnknown, Refusal
from pantau.records.queries.people_register import person_signed_in, roles_lent
from pantau.usecases.delegate_role import delegate_role, end_delegation
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.forms import Form, fault_of, missing, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import day, language

_LONGEST = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """The person, what they may lend, and what is lent and borrowed now."""

    person: PersonRow
    lendable: tuple[GrantRow, ...]
    moving: tuple[GrantRow, ...]
    form: Form
    works: bool
    manages: bool

    def as_json(self) -> dict[str, Any]:
        return {"person": self.person.as_json(), "lent": [one.as_json() for one in self.moving]}


def account_page(visit: Visit) -> Page:
    """The person signed in."""
    return _page(visit, form=None)


def account_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Lend a role, or end a loan."""
    if "end" in visit.form:
        sent = read_form(visit, fields=(_END,))
        end_delegation(visit.actor, grant=sent.get("end") or _NOTHING)
        return see_other(address("accounts"))
    fields = _fields(_lendable(_person(visit)))
    sent = read_form(visit, fields=fields)
    faults = sent.faults or tuple(missing(field) for field in fields if sent.get(field.name) is None)
    if not faults:
        try:
            delegate_role(visit.actor, grant=UUID(sent.get("role")), to=sent.get("to"), until=sent.get("until"))
        except Refusal as refusal:
            faults = (fault_of(refusal),)
        else:
            return see_other(address("accounts"))
    response = render(request, _page(visit, form=Form(fields=fields, texts=sent.texts, faults=faults)), format="html")
    response.status_code = 422
    return response


def grant_words(grant: GrantRow) -> str:
    """A role with whom and what it is for, in the page's language."""
    parts = [grant.role.words.into(language())]
    if grant.place:
        parts.append(grant.place.name.into(language()))
    if grant.plan:
        parts.append(grant.plan)
    return ", ".join(parts)


def grant_table(grants: Sequence[GrantRow], *, key: str, caption: Any, empty: Any) -> Table[GrantRow]:
    """Roles with their bounds."""
    return Table(key=key, caption=caption, columns=GRANT_COLUMNS, items=tuple(grants), empty=empty)


def until_cell(end: date | None) -> Cell:
    return Cell(value=end, absent=_("without end"))


def place_cell(grant: GrantRow) -> Cell:
    if grant.place is None:
        return Cell(value=None, absent=_("everything"))
    return Cell(value=grant.place.code, shown=grant.place.name)


GRANT_COLUMNS: tuple[Column[GrantRow], ...] = (
    Column(key="role", title=_("Role"), cell=lambda one: Cell(value=one.role.value, shown=one.role.words)),
    Column(key="place", title=_("For"), cell=place_cell),
    Column(key="plan", title=_("Plan"), cell=lambda one: Cell(value=one.plan or None, absent=_("every plan"))),
    Column(key="start", title=_("From"), cell=lambda one: Cell(value=one.start)),
    Column(key="end", title=_("Until"), cell=lambda one: until_cell(one.end)),
    Column(
        key="from",
        title=_("Passed on by"),
        cell=lambda one: Cell(value=one.delegated_by or None, absent=_("nobody: an own role")),
    ),
)


def _person(visit: Visit) -> PersonRow:
    return person_signed_in(visit.actor.name, now=visit.now)


def _lendable(person: PersonRow) -> tuple[GrantRow, ...]:
    return tuple(grant for grant in person.held if not grant.delegated_by and grant.role is not Role.OPERATOR)


def _page(visit: Visit, *, form: Form | None) -> Page:
    person = _person(visit)
    lendable = _lendable(person)
    row = AccountRow(
        person=person,
        lendable=lendable,
        moving=tuple(roles_lent(person.name, on=visit.now.date())),
        form=form or Form(fields=_fields(lendable), texts={}),
        works=may_somewhere(visit.actor, Verb.USE_DESK),
        manages=may_somewhere(visit.actor, Verb.MANAGE_PEOPLE),
    )
    roles = grant_table(person.held, key="roles", caption=_("My roles"), empty=_("You hold no role at present."))
    return Page(
        template="account",
        title=say("Account of %(name)s") % {"name": person.shown},
        row=row,
        tables={"roles": roles},
        asked=ask(visit),
    )


def _fields(lendable: Sequence[GrantRow]) -> tuple[Field, ...]:
    roles = (Choice(value=str(one.public_id), name=_lent_as(one)) for one in lendable)
    return (
        choice_field("role", _("Which role"), roles, blank=_("choose")),
        text_field("to", _("To whom"), limit=_LONGEST, hint=_("the name they sign in with")),
        day_field("until", _("Until")),
    )


def _lent_as(grant: GrantRow) -> str:
    return f"{grant_words(grant)} ({day(grant.end)})" if grant.end else grant_words(grant)


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CellUnknown(column="end", text=text[:40], expected="-") from fault


_NOTHING = UUID(int=0)
_END = Field(name="end", label="", kind="hidden", read=_read_id)
