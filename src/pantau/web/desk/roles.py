"""What each role may do: the policy itself as a table, in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorKind
from pantau.domain.permissions import Reach, Role, Verb
from pantau.domain.words import Words, table, words_from
from pantau.web.ask import Choice, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.page import Page
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_NEVER = {
    "own_submission": _("never what one submitted oneself"),
    "own_country": _("never what one's own country reports"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One thing that one role may do, how far, and what is never allowed."""

    role: Role
    verb: Verb
    says: Words
    reaches: tuple[Reach, ...]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesRow:
    """How many roles there are."""

    roles: int

    def as_json(self) -> dict[str, Any]:
        return {"roles": self.roles}


def roles_page(visit: Visit) -> Page:
    """Every role, or the one asked for, with all it may do."""
    roles = (Choice(value=role.value, name=role.words.into(language())) for role in Role)
    asked = ask(visit, fields=[choice_field("role", _("Role"), roles)])
    chosen = [Role(asked.get("role"))] if asked.get("role") else list(Role)
    rights = [right for role in chosen for right in _rights(role)]
    return Page(
        template="roles",
        title=_("What each role may do"),
        row=RolesRow(roles=len(chosen)),
        tables={"rights": _table(rights)},
        asked=asked,
        crumbs=desk_crumbs(),
    )


def _rights(role: Role) -> Iterator[Right]:
    for verb in Verb:
        rule = table("permissions")["verbs"][verb.value]
        if role.value in rule["by"]:
            yield Right(
                role=role,
                verb=verb,
                says=words_from(rule["says"]),
                reaches=tuple(Reach(reach) for reach in rule["by"][role.value]),
                never=tuple(rule.get("never", ())),
            )


def _table(rights: list[Right]) -> Table[Right]:
    return Table(
        key="rights",
        caption=_("Rights by role"),
        columns=_COLUMNS,
        items=rights,
        group=lambda one: _held_for(one.role),
        empty=_("This role may do nothing yet."),
    )


def _held_for(role: Role) -> Words:
    """The role as a heading, with the kinds of whom it is held for."""
    kinds = [ActorKind(kind).words for kind in role.place_kinds]
    names = {one: ", ".join(kind.into(one).lower() for kind in kinds) for one in ("en", "id")}
    if not kinds:
        return role.words
    return Words(en=f"{role.words.en} (for: {names['en']})", id=f"{role.words.id} (untuk: {names['id']})")


def _reach_cell(one: Right) -> Cell:
    names = [str(_REACHES[reach]) for reach in one.reaches]
    never = "; ".join(str(_NEVER[rule]) for rule in one.never)
    return Cell(value=[reach.value for reach in one.reaches], shown="; ".join(names), note=never or None)


_REACHES = {
    Reach.ALL: _("everywhere"),
    Reach.OWN: _("reports of the country, body or partner that the role is held for"),
    Reach.MINISTRY: _("lines that the ministry was asked about"),
    Reach.LED: _("lines that the body leads or contributes to"),
    Reach.PARTNER: _("plans with the partner that the role is held for"),
    Reach.UNPARTNERED: _("plans with no partner"),
}
_COLUMNS: tuple[Column[Right], ...] = (
    Column(key="right", title=_("May"), cell=lambda one: Cell(value=one.verb.value, shown=one.says)),
    Column(key="role", title=_("Role"), on="data", cell=lambda one: Cell(value=one.role.value)),
    Column(key="reach", title=_("How far"), cell=_reach_cell),
)
