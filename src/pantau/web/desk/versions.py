"""The texts of a plan, one after the other: drafts, consulted, in force, superseded, and what can be done with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, plan_matter, require
from pantau.domain.plans import PlanRow, VersionRow, VersionState
from pantau.domain.refusals import Refusal
from pantau.records.queries.plans import plan_kin, plan_named, plan_versions
from pantau.usecases.adopt_version import consult_version
from pantau.web.ask import Field, Visit, ask, day_field
from pantau.web.forms import Entry, Form, fault_of, missing, read_form
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table

OPEN = (VersionState.DRAFT, VersionState.CONSULTED)
LANGUAGES = {"en": _("English"), "id": _("Indonesian")}
_NOT_YET = _("not yet")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVersion:
    """A text that is not in force yet; `consult` is the day to be given, ``None`` once it was put to the parties."""

    version: VersionRow
    consult: Entry | None
    adopt_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsRow:
    """A plan with its texts, those that wait for something first."""

    plan: PlanRow
    versions: tuple[VersionRow, ...]
    waiting: tuple[OpenVersion, ...]
    form: Form
    before: str
    after: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan.code,
            "versions": [version.as_json() for version in self.versions],
            "predecessor": self.before or None,
            "successors": list(self.after),
        }


def versions_page(visit: Visit, *, code: str) -> Page:
    """Raises PlanUnknown."""
    require(visit.actor, Verb.READ)
    plan = plan_named(code)
    return _page(visit, plan=plan, form=Form(fields=_fields(plan_versions(plan)), texts={}))


def versions_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Record that a draft was put to the parties. Raises PlanUnknown, ParameterUnknown."""
    plan = plan_named(code)
    require(visit.actor, Verb.ADOPT_PLAN, plan_matter(plan))
    fields = _fields(plan_versions(plan))
    sent = read_form(visit, fields=fields)
    named = [field for field in fields if field.name in visit.form] or fields[-1:]
    faults = sent.faults or tuple(missing(field) for field in named if sent.get(field.name) is None)
    if not faults:
        try:
            for field in named:
                consult_version(visit.actor, plan=plan.code, number=_number(field), on=sent.get(field.name))
        except Refusal as refusal:
            faults = (fault_of(refusal, field=named[0].name),)
        else:
            return see_other(address("versions", code=plan.code))
    form = Form(fields=fields, texts=sent.texts, faults=faults)
    response = render(request, _page(visit, plan=plan, form=form), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, *, plan: PlanRow, form: Form) -> Page:
    versions = tuple(plan_versions(plan))
    before, after = plan_kin(plan)
    waiting = tuple(
        OpenVersion(
            version=version,
            consult=form.entry[_name(version)] if version.state is VersionState.DRAFT else None,
            adopt_href=address("adopt", code=plan.code, number=version.number),
        )
        for version in reversed(versions)
        if version.state in OPEN
    )
    return Page(
        template="versions",
        title=say("Versions of %(plan)s") % {"plan": plan.code},
        row=VersionsRow(plan=plan, versions=versions, waiting=waiting, form=form, before=before, after=after),
        tables={"versions": version_table(plan, versions)},
        asked=ask(visit),
        crumbs=desk_crumbs_of(plan),
        illustrative=plan.illustrative,
    )


def desk_crumbs_of(plan: PlanRow, *, below: tuple[Crumb, ...] = ()) -> tuple[Crumb, ...]:
    """The way to a working page of a plan."""
    home = Crumb(name=_("Plans"), href=address("plans"))
    return (home, Crumb(name=plan.code, href=address("plan", code=plan.code)), *below)


def _fields(versions: Sequence[VersionRow]) -> tuple[Field, ...]:
    return tuple(day_field(_name(version), _("Consulted on")) for version in versions)


def _name(version: VersionRow) -> str:
    return f"consulted_on_{version.number}"


def _number(field: Field) -> int:
    return int(field.name.rpartition("_")[2])


def compare_href(old: str, new: str) -> str:
    """The address where two texts stand beside one another."""
    return address("compare", query=f"?old={old}&new={new}")


def version_table(plan: PlanRow, versions: Sequence[VersionRow]) -> Table[VersionRow]:
    """Texts of a plan, the newest first."""

    def name(one: VersionRow) -> Cell:
        href = address("version", code=plan.code, number=one.number)
        return Cell(value=one.number, shown=say("Version %(number)s") % {"number": one.number}, href=href)

    def since(one: VersionRow) -> Cell:
        """The day, leading to the rates of that day."""
        day = one.in_force_from
        href = address("plan", code=plan.code, query=f"?as_of={day.isoformat()}") if day else ""
        return Cell(value=day, absent=_NOT_YET, href=href)

    def compared(one: VersionRow) -> Cell:
        if one.number == 1:
            return Cell(value=None, absent=_("the first text"))
        old, new = f"{plan.code}@{one.number - 1}", f"{plan.code}@{one.number}"
        shown = say("with version %(number)s") % {"number": one.number - 1}
        return Cell(value=old, shown=shown, href=compare_href(old, new))

    columns: tuple[Column[VersionRow], ...] = (
        Column(key="number", title=_("Version"), cell=name),
        Column(
            key="state",
            title=_("Standing"),
            cell=lambda one: Cell(value=one.state.value, shown=one.state.words, shape="verdict"),
        ),
        Column(key="in_force_from", title=_("In force from"), cell=since),
        Column(
            key="consulted_on",
            title=_("Consulted on"),
            cell=lambda one: Cell(value=one.consulted_on, absent=_("not recorded")),
        ),
        Column(key="languages", title=_("Languages"), cell=_languages),
        Column(key="lines", title=_("Lines"), numeric=True, cell=lambda one: Cell(value=one.lines)),
        Column(
            key="source",
            title=_("Text as received"),
            cell=lambda one: Cell(value=one.source, href=address("source", code=one.source)),
        ),
        Column(key="compared", title=_("Compare"), on="page", cell=compared),
    )
    return Table(key="versions", caption=_("Versions"), columns=columns, items=tuple(reversed(versions)))


def _languages(one: VersionRow) -> Cell:
    """The language it came in, then the one it was translated into."""
    other = [code for code in LANGUAGES if code != one.language] if one.second_source else []
    names = [str(LANGUAGES.get(code, code)) for code in (one.language, *other)]
    return Cell(value=" ".join((one.language, *other)), shown=", ".join(names))
