"""Ministries, sectoral bodies and other organisations: listed, and added."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import Refusal
from pantau.domain.words import Words
from pantau.records.queries.bodies import body_rows
from pantau.usecases.edit_body import KINDS, add_body
from pantau.web.ask import Asked, Choice, Field, Visit, ask, choice_field, search_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.person import body_choices
from pantau.web.forms import Form, fault_of, missing, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language

BODIES = _("Ministries and bodies")
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class BodiesRow:
    """How many there are, and the form for a new one."""

    total: int
    form: Form

    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "form": self.form.as_json()}


def bodies_page(visit: Visit) -> Page:
    """All bodies of the kinds that are looked after here."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    return _page(visit, form=Form(fields=_fields(), texts={}))


def bodies_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Add one."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    fields = _fields()
    sent = read_form(visit, fields=fields)
    needed = [field for field in fields if field.name in ("code", "kind")]
    faults = sent.faults or tuple(missing(field) for field in needed if not sent.get(field.name))
    if not faults:
        try:
            add_body(
                visit.actor,
                code=sent.get("code"),
                kind=ActorKind(sent.get("kind")),
                name=named(sent.values),
                parent=sent.get("parent") or "",
            )
        except Refusal as refusal:
            faults = (fault_of(refusal),)
        else:
            return see_other(address("body", code=sent.get("code")))
    response = render(request, _page(visit, form=Form(fields=fields, texts=sent.texts, faults=faults)), format="html")
    response.status_code = 422
    return response


def bodies_crumbs() -> tuple[Crumb, ...]:
    """The way to a page about one body."""
    return (*desk_crumbs(), Crumb(name=BODIES, href=address("bodies")))


def named(values: Mapping[str, Any]) -> Words:
    """The two names that a form gave."""
    return Words(en=values.get("name_en") or "", id=values.get("name_id") or "")


def name_fields() -> tuple[Field, ...]:
    """What can be changed of a body."""
    return (
        text_field("name_en", _("Name in English"), limit=_LONGEST),
        text_field("name_id", _("Name in Indonesian"), limit=_LONGEST),
        choice_field("parent", _("Belongs to"), body_choices(), blank=_("nothing")),
    )


def kind_choices() -> list[Choice]:
    return [Choice(value=kind.value, name=kind.words.into(language())) for kind in KINDS]


def _fields() -> tuple[Field, ...]:
    return (
        text_field("code", _("Code"), limit=40, hint=_("for good; letters, digits, hyphens")),
        choice_field("kind", _("Kind"), kind_choices(), blank=_("choose")),
        *name_fields(),
    )


def _page(visit: Visit, *, form: Form) -> Page:
    asked = ask(
        visit,
        fields=[search_field("q", _("Code or name")), choice_field("kind", _("Kind"), kind_choices())],
        sorts=sortable(_COLUMNS),
    )
    every = body_rows(KINDS)
    wanted = [one for one in every if _wanted(one, asked)]
    return Page(
        template="bodies",
        title=BODIES,
        row=BodiesRow(total=len(every), form=form),
        tables={"bodies": _table(wanted, asked=asked)},
        asked=asked,
        crumbs=desk_crumbs(),
    )


def _table(bodies: list[ActorRow], *, asked: Asked) -> Table[ActorRow]:
    return Table(
        key="bodies",
        caption=BODIES,
        columns=_COLUMNS,
        items=bodies,
        asked=asked,
        empty=_("Nothing fits these filters."),
        mend=_("Take one away, or add a body below."),
    )


def _wanted(one: ActorRow, asked: Asked) -> bool:
    words, kind = asked.get("q"), asked.get("kind")
    said = f"{one.code} {one.name.en} {one.name.id}".casefold()
    return (not words or words.casefold() in said) and (not kind or one.kind == kind)


_COLUMNS: tuple[Column[ActorRow], ...] = (
    Column(key="code", title=_("Code"), cell=lambda one: Cell(value=one.code, href=address("body", code=one.code))),
    Column(
        key="name",
        title=_("Name"),
        cell=lambda one: Cell(value=one.name, shape="illustrative" if one.illustrative else ""),
    ),
    Column(key="kind", title=_("Kind"), cell=lambda one: Cell(value=one.kind.value, shown=one.kind.words)),
    Column(key="parent", title=_("Belongs to"), cell=lambda one: Cell(value=one.parent or None, absent=_("nothing"))),
)
