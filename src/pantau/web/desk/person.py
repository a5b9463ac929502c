"""One person: what they are called, which roles they hold, their invitation, and the end of their account."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.people import GrantRow, Invited, PersonRow
from pantau.domain.people_refusals import RoleUnknown
from pantau.domain.permissions import Role, Verb, require
from pantau.domain.refusals import CellMissing, CellUnknown, Refusal
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.people_register import person_at, person_named
from pantau.records.queries.plans import plan_rows
from pantau.usecases.add_person import edit_person
from pantau.usecases.close_person import close_person
from pantau.usecases.grant_role import RoleWish, grant_role, revoke_role
from pantau.usecases.invite_person import invite_person
from pantau.web.accounts.own import GRANT_COLUMNS
from pantau.web.accounts.tell import tell_link
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, Form, Sent, fault_of, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

PEOPLE = _("People")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPageRow:
    """The person and the two forms; `own` is whether it is oneself, who changes nothing here.

    `link` is a fresh link for them, shown this once and never as data.
    """

    person: PersonRow
    state: str
    details: Form
    wish: Form
    own: bool
    link: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"person": self.person.as_json(), "state": self.state}


def person_page(visit: Visit, *, person: UUID) -> Page:
    """Raises NotFound."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    return _page(visit, person_at(person, now=visit.now))


def person_deed(visit: Visit, request: HttpRequest, *, person: UUID) -> HttpResponse:
    """Do what the form says: edit, grant, revoke, invite or close. Raises NotFound, CellUnknown."""
    require(visit.actor, Verb.MANAGE_PEOPLE)
    row = person_at(person, now=visit.now)
    asked = str(visit.form.get("do", ""))
    if asked not in _DEEDS:
        raise CellUnknown(column="do", text=asked[:40], expected=", ".join(_DEEDS))
    fields, deed = _DEEDS[asked]
    sent = read_form(visit, fields=(*fields(row), *_HIDDEN))
    faults = sent.faults
    if not faults:
        try:
            invited = deed(visit, row, sent)
        except Refusal as refusal:
            faults = (fault_of(refusal),)
        else:
            if invited is not None:
                return invited_page(visit, request, invited)
            return see_other(address("person", person=person))
    response = render(request, _page(visit, row, sent=sent, asked=asked, faults=faults), format="html")
    response.status_code = 422
    return response


def invited_page(visit: Visit, request: HttpRequest, invited: Invited) -> HttpResponse:
    """The page of somebody with their fresh link, which goes to them by mail too if they have an address.

    It is the answer to the form itself: the link is kept nowhere, so no later page could show it.
    """
    row = person_named(invited.name, now=visit.now)
    return render(request, _page(visit, row, link=tell_link(request, invited, email=row.email)), format="html")


def body_choices() -> Iterable[Choice]:
    """Every country, body and partner."""
    return (Choice(value=one.code, name=f"{one.name.into(language())} ({one.code})") for one in actor_rows())


def people_crumbs() -> tuple[Crumb, ...]:
    """The way to a page about one person."""
    return (*desk_crumbs(), Crumb(name=PEOPLE, href=address("people")))


def state_of(one: PersonRow) -> str:
    """How far an account is: closed, invited or active."""
    if not one.active:
        return "closed"
    return "active" if one.has_password else "invited"


def _edit(visit: Visit, row: PersonRow, sent: Sent) -> None:
    edit_person(
        visit.actor,
        name=row.name,
        email=sent.get("email") or "",
        full_name=sent.get("full_name") or "",
        home=sent.get("home") or "",
        seen_version=sent.get("seen") or 0,
    )


def _grant(visit: Visit, row: PersonRow, sent: Sent) -> None:
    """Raises CellMissing where no role was chosen, and what granting raises."""
    if not sent.get("role"):
        raise CellMissing(column=_("Role"))
    wish = RoleWish(
        role=Role(sent.get("role")),
        place=sent.get("place") or "",
        plan=sent.get("plan") or "",
        until=sent.get("until"),
    )
    grant_role(visit.actor, name=row.name, wish=wish)


def _revoke(visit: Visit, row: PersonRow, sent: Sent) -> None:
    """Raises RoleUnknown, also for a role of somebody else."""
    grant = sent.get("grant")
    if grant not in {one.public_id for one in row.grants}:
        raise RoleUnknown(name=row.name)
    revoke_role(visit.actor, grant=grant)


def _invite(visit: Visit, row: PersonRow, _sent: Sent) -> Invited:
    return invite_person(visit.actor, name=row.name)


def _close(visit: Visit, row: PersonRow, _sent: Sent) -> None:
    close_person(visit.actor, name=row.name)


def _page(
    visit: Visit,
    row: PersonRow,
    *,
    sent: Sent | None = None,
    asked: str = "",
    faults: tuple[Fault, ...] = (),
    link: str = "",
) -> Page:
    typed = sent.texts if sent else {}
    kept = {"full_name": row.full_name, "email": row.email, "home": row.home.code if row.home else ""}
    editing, granting = asked == "edit", asked != "edit"
    return Page(
        template="person",
        title=row.shown,
        row=PersonPageRow(
            person=row,
            state=state_of(row),
            details=Form(
                fields=_detail_fields(row), texts=typed if editing else kept, faults=faults if editing else ()
            ),
            wish=Form(
                fields=_wish_fields(row),
                texts=typed if asked == "grant" else {},
                faults=faults if granting else (),
            ),
            own=visit.actor.name == row.name,
            link=link,
        ),
        tables={"grants": _table(row)},
        asked=ask(visit),
        crumbs=people_crumbs(),
    )


def _table(row: PersonRow) -> Table[GrantRow]:
    return Table(
        key="grants",
        caption=_("Roles that were ever held"),
        columns=_COLUMNS,
        items=tuple(reversed(row.grants)),
        empty=_("No role was given yet."),
        mend=_("Give one below; without a role the working pages stay closed."),
    )


def _detail_fields(_row: PersonRow) -> tuple[Field, ...]:
    return (
        text_field("full_name", _("Full name"), limit=_LONGEST),
        text_field("email", _("E-mail address"), limit=_LONGEST, kind="email"),
        choice_field("home", _("Employed by"), body_choices(), blank=_("nobody who reports")),
    )


def _wish_fields(_row: PersonRow) -> tuple[Field, ...]:
    roles = (Choice(value=role.value, name=role.words.into(language())) for role in Role if role is not Role.OPERATOR)
    plans = (Choice(value=plan.code, name=plan.code) for plan, _lines in plan_rows())
    return (
        choice_field("role", _("Role"), roles, blank=_("choose")),
        choice_field("place", _("For"), body_choices(), blank=_("everything")),
        choice_field("plan", _("Plan"), plans, blank=_("every plan")),
        day_field("until", _("Until (may stay empty)")),
    )


def _no_fields(_row: PersonRow) -> tuple[Field, ...]:
    return ()


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CellUnknown(column="grant", text=text[:40], expected="-") from fault


def _read_version(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise CellUnknown(column="seen", text=text[:40], expected="1, 2, 3 …")
    return int(text)


_HIDDEN = (
    Field(name="do", label="", kind="hidden", read=str),
    Field(name="seen", label="", kind="hidden", read=_read_version),
    Field(name="grant", label="", kind="hidden", read=_read_id),
)
_DEEDS: dict[str, tuple[Callable[[PersonRow], tuple[Field, ...]], Callable[..., Invited | None]]] = {
    "edit": (_detail_fields, _edit),
    "grant": (_wish_fields, _grant),
    "revoke": (_no_fields, _revoke),
    "invite": (_no_fields, _invite),
    "close": (_no_fields, _close),
}


def _counts_cell(one: GrantRow) -> Cell:
    if one.ended_at is not None:
        return Cell(value="ended", shown=_("taken back"), note=one.ended_at.date())
    return Cell(value="holds" if one.holds else "over", shown=_("counts") if one.holds else _("does not count now"))


_COLUMNS: tuple[Column[GrantRow], ...] = (
    *GRANT_COLUMNS,
    Column(key="counts", title=_("State"), cell=_counts_cell),
    Column(key="id", title="", on="data", cell=lambda one: Cell(value=one.public_id)),
)
