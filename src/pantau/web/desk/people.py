"""The register of people: who may sign in, with which roles; somebody new is added and gets a link."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.people import PersonRow
from pantau.domain.permissions import Role, Verb, require
from pantau.domain.refusals import Refusal
from pantau.records.queries.people_register import person_rows
from pantau.usecases.add_person import add_person
from pantau.web.accounts.own import grant_words
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.person import PEOPLE, body_choices, invited_page, state_of
from pantau.web.forms import Form, fault_of, missing, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language

_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRow:
    """How many may sign in, and the form for somebody new."""

    active: int
    total: int
    form: Form

    def as_json(self) -> dict[str, Any]:
        return {"active": self.active, "total": self.total, "form": self.form.as_json()}


def people_page(visit: Visit) -> Page:
    """Everybody, filtered as asked for."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    return _page(visit, form=Form(fields=_fields(), texts={}))


def people_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Add somebody and show their page, where the link stands once."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    fields = _fields()
    sent = read_form(visit, fields=fields)
    faults = sent.faults or (() if sent.get("name") else (missing(fields[0]),))
    if not faults:
        try:
            invited = add_person(visit.actor, **{field.name: sent.get(field.name) or "" for field in fields})
        except Refusal as refusal:
            faults = (fault_of(refusal),)
        else:
            return invited_page(visit, request, invited)
    response = render(request, _page(visit, form=Form(fields=fields, texts=sent.texts, faults=faults)), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, *, form: Form) -> Page:
    asked = ask(visit, fields=_filters(), sorts=sortable(_COLUMNS))
    everybody = person_rows(now=visit.now)
    return Page(
        template="people",
        title=PEOPLE,
        row=PeopleRow(active=sum(one.active for one in everybody), total=len(everybody), form=form),
        tables={"people": _table([one for one in everybody if _wanted(one, asked)], asked=asked)},
        asked=asked,
        crumbs=desk_crumbs(),
    )


def _table(people: list[PersonRow], *, asked: Asked) -> Table[PersonRow]:
    return Table(
        key="people",
        caption=PEOPLE,
        columns=_COLUMNS,
        items=people,
        asked=asked,
        empty=_("Nobody fits these filters."),
        mend=_("Take one away, or add somebody below."),
    )


def _fields() -> tuple[Field, ...]:
    return (
        text_field("name", _("Name to sign in with"), limit=_LONGEST, hint=_("for good; letters, digits, dots")),
        text_field("full_name", _("Full name"), limit=_LONGEST),
        text_field("email", _("E-mail address"), limit=_LONGEST, kind="email"),
        choice_field("home", _("Employed by"), body_choices(), blank=_("nobody who reports")),
    )


def _filters() -> tuple[Field, ...]:
    roles = (Choice(value=role.value, name=role.words.into(language())) for role in Role)
    states = (("active", _("may sign in")), ("invited", _("invited, no password yet")), ("closed", _("closed")))
    return (
        search_field("q", _("Name or address")),
        choice_field("role", _("Role"), roles),
        choice_field("place", _("For or of"), body_choices()),
        choice_field("state", _("Account"), (Choice(value=value, name=str(name)) for value, name in states)),
    )


def _wanted(one: PersonRow, asked: Asked) -> bool:
    words, role, place, state = (asked.get(name) for name in ("q", "role", "place", "state"))
    where = {grant.place.code for grant in one.held if grant.place} | ({one.home.code} if one.home else set())
    return all(
        (
            not words or words.casefold() in f"{one.name} {one.full_name} {one.email}".casefold(),
            not role or any(grant.role == role for grant in one.held),
            not place or place in where,
            not state or state == state_of(one),
        )
    )


def state_cell(one: PersonRow) -> Cell:
    shown = {"closed": _("closed"), "active": _("may sign in"), "invited": _("no password yet")}
    state = state_of(one)
    expired = _("the link has expired") if state == "invited" and one.invited_until is None else None
    return Cell(value=state, shown=shown[state], note=expired)


_COLUMNS: tuple[Column[PersonRow], ...] = (
    Column(
        key="name",
        title=_("Person"),
        cell=lambda one: Cell(
            value=one.name,
            shown=one.shown,
            href=address("person", person=one.public_id),
            note=one.name if one.full_name else None,
        ),
    ),
    Column(
        key="roles",
        title=_("Roles"),
        cell=lambda one: Cell(value="; ".join(map(grant_words, one.held)) or None, absent=_("none")),
    ),
    Column(
        key="home",
        title=_("Employed by"),
        cell=lambda one: Cell(
            value=one.home.code if one.home else None, shown=one.home.name if one.home else None, absent=_("none given")
        ),
    ),
    Column(key="email", title=_("E-mail"), cell=lambda one: Cell(value=one.email or None, absent=_("none given"))),
    Column(key="state", title=_("Account"), cell=state_cell),
)
