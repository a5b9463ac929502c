"""One ministry or body: its names and what it belongs to, and the people with a role for it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorRow
from pantau.domain.people import GrantRow
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import CellUnknown, Refusal
from pantau.records.queries.bodies import body_at
from pantau.records.queries.people_register import roles_for
from pantau.usecases.edit_body import KINDS, edit_body
from pantau.web.ask import Field, Visit, ask
from pantau.web.desk.bodies import bodies_crumbs, name_fields, named
from pantau.web.forms import Form, fault_of, read_form
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow:
    """The body and the form for its names; `seen` is its version, which the form sends back."""

    body: ActorRow
    form: Form

    def as_json(self) -> dict[str, Any]:
        body = self.body
        return {"code": body.code, "kind": body.kind.value, "name": body.name.as_json(), "parent": body.parent or None}


def body_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    body = body_at(code, kinds=KINDS)
    texts = {"name_en": body.name.en, "name_id": body.name.id, "parent": body.parent}
    return _page(visit, body, form=Form(fields=name_fields(), texts=texts))


def body_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Change its names or what it belongs to. Raises NotFound."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    body = body_at(code, kinds=KINDS)
    sent = read_form(visit, fields=(*name_fields(), _SEEN))
    faults = sent.faults
    if not faults:
        try:
            edit_body(
                visit.actor,
                code=body.code,
                name=named(sent.values),
                parent=sent.get("parent") or "",
                seen_version=sent.get("seen") or 0,
            )
        except Refusal as refusal:
            faults = (fault_of(refusal),)
        else:
            return see_other(address("bodies"))
    form = Form(fields=name_fields(), texts=sent.texts, faults=faults)
    response = render(request, _page(visit, body, form=form), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, body: ActorRow, *, form: Form) -> Page:
    return Page(
        template="body",
        title=body.name,
        row=BodyRow(body=body, form=form),
        tables={"roles": _table(roles_for(body.code, on=visit.now.date()))},
        asked=ask(visit),
        crumbs=bodies_crumbs(),
        illustrative=body.illustrative,
    )


def _table(grants: list[GrantRow]) -> Table[GrantRow]:
    return Table(
        key="roles",
        caption=_("People with a role for it"),
        columns=_COLUMNS,
        items=grants,
        empty=_("Nobody holds a role for it."),
    )


def _read_version(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise CellUnknown(column="seen", text=text[:40], expected="1, 2, 3 …")
    return int(text)


_SEEN = Field(name="seen", label="", kind="hidden", read=_read_version)
_COLUMNS: tuple[Column[GrantRow], ...] = (
    Column(key="person", title=_("Person"), cell=lambda one: Cell(value=one.person)),
    Column(key="role", title=_("Role"), cell=lambda one: Cell(value=one.role.value, shown=one.role.words)),
    Column(key="end", title=_("Until"), cell=lambda one: Cell(value=one.end, absent=_("without end"))),
)
