"""A round is opened on a page: what is wanted, who would owe what, and only then the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may
from pantau.domain.refusals import CodeInvalid, DatesReversed, PeriodInvalid, PlanUnknown, Refusal, RowsRejected
from pantau.domain.reporting_refusals import (
    RemindersInvalid,
    RoundNeedsVersion,
    RoundTaken,
    RoundWithoutPartner,
)
from pantau.domain.rounds import Owing
from pantau.records.queries.plans import plan_rows
from pantau.records.queries.rounds import plan_matters
from pantau.usecases.open_round import (
    ReporterPreview,
    RoundPreview,
    RoundWish,
    open_round,
    preview_round,
    read_reminders,
)
from pantau.usecases.periods import read_period
from pantau.web.ask import Choice, Field, Visit, ask, choice_field, day_field
from pantau.web.desk.rounds import round_crumbs
from pantau.web.forms import Fault, Form, Sent, fault_of, missing, read_form, text_field
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_EXCEPTIONS, _CODE = 100_000, 40
_HEADINGS = "actor,label,reason\n"
_NEEDED = ("plan", "code", "period", "opens")
_USUAL = {"remind": "-14, -3, 0, 7", "owing_members": "yes"}
_FIELD_OF: Mapping[type[Refusal], str] = {
    PlanUnknown: "plan",
    CodeInvalid: "code",
    RoundTaken: "code",
    PeriodInvalid: "period",
    DatesReversed: "closes",
    RoundNeedsVersion: "cut_off",
    RemindersInvalid: "remind",
    RoundWithoutPartner: "owing_members",
    RowsRejected: "exceptions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwingChoice:
    """One sort of reporters to tick."""

    name: str
    owing: Owing
    ticked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoundRow:
    """The form, and what it would do once it can be read."""

    form: Form
    owing: tuple[OwingChoice, ...]
    preview: RoundPreview | None

    @property
    def owing_many(self) -> int:
        """How many reporters would owe something."""
        return sum(1 for one in self.preview.reporters if one.owed) if self.preview else 0

    def as_json(self) -> dict[str, Any]:
        return {"form": self.form.as_json(), "preview": self.preview.as_json() if self.preview else None}


def open_round_page(visit: Visit) -> Page:
    """The empty form; `plan` chooses the plan beforehand."""
    fields = _fields(visit)
    asked = ask(visit, fields=fields[:1])
    return _page(visit, form=Form(fields=fields, texts={**_USUAL, "plan": asked.get("plan") or ""}), preview=None)


def open_round_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Show what the form would do, or do what was shown. Raises NotFound, ParameterUnknown, PreviewChanged."""
    fields = _fields(visit)
    sent = read_form(visit, fields=fields)
    faults = sent.faults or tuple(
        missing(field) for field in fields if field.name in _NEEDED and not sent.get(field.name)
    )
    preview = None
    if not faults:
        try:
            preview = preview_round(visit.actor, _wish(sent), exceptions=_exceptions(sent), file=say("Exceptions"))
        except Refusal as refusal:
            faults = _faults(refusal)
    if preview is not None and sent.get("do") == "open":
        opened = open_round(visit.actor, preview=preview, seen=sent.get("seen") or "-")
        return see_other(address("round", round=opened))
    form = Form(fields=fields, texts=sent.texts, faults=faults)
    response = render(request, _page(visit, form=form, preview=preview), format="html")
    response.status_code = 422 if faults else 200
    return response


def _faults(refusal: Refusal) -> tuple[Fault, ...]:
    """Beside its field; of rows that were rejected each its own. Raises a refusal that no field is about."""
    if isinstance(refusal, RowsRejected):
        return tuple(fault_of(one, field="exceptions") for one in refusal.problems)
    field = next((name for kind, name in _FIELD_OF.items() if isinstance(refusal, kind)), "exceptions")
    return (fault_of(refusal, field=field),)


def _wish(sent: Sent) -> RoundWish:
    """Raises PeriodInvalid, RemindersInvalid."""
    return RoundWish(
        plan=sent.get("plan"),
        code=sent.get("code"),
        period=read_period(sent.get("period")),
        opens=sent.get("opens"),
        closes=sent.get("closes"),
        cut_off=sent.get("cut_off"),
        remind=read_reminders(sent.get("remind") or ""),
        owing=tuple(one for one in Owing if sent.get(f"owing_{one.value}")),
    )


def _exceptions(sent: Sent) -> bytes:
    """The rows that were typed, under headings of their own where they have none."""
    text = (sent.get("exceptions") or "").replace("\r\n", "\n").strip()
    if not text:
        return b""
    first = text.partition("\n")[0].casefold()
    separator = ";" if ";" in first else ("\t" if "\t" in first else ",")
    headed = "reason" in first or "alasan" in first
    return (text if headed else _HEADINGS.replace(",", separator) + text).encode()


def _page(visit: Visit, *, form: Form, preview: RoundPreview | None) -> Page:
    owing = tuple(
        OwingChoice(name=f"owing_{one.value}", owing=one, ticked=bool(form.texts.get(f"owing_{one.value}")))
        for one in Owing
    )
    return Page(
        template="open_round",
        title=_("Open a round"),
        row=OpenRoundRow(form=form, owing=owing, preview=preview),
        tables={"reporters": preview_table(preview.reporters if preview else ())},
        asked=ask(visit, fields=form.fields[:1]),
        crumbs=round_crumbs(),
        illustrative=bool(preview and preview.planned.plan.illustrative),
    )


def preview_table(reporters: tuple[ReporterPreview, ...]) -> Table[ReporterPreview]:
    """Who would owe how many reports."""
    return Table(
        key="reporters",
        caption=_("Who would owe what"),
        columns=(
            Column(
                key="reporter",
                title=_("Reporter"),
                cell=lambda one: Cell(value=one.reporter.name, note=one.reporter.code),
            ),
            Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.reporter.code)),
            Column(key="kind", title=_("Kind"), cell=lambda one: Cell(value=one.reporter.kind.words)),
            Column(key="owed", title=_("Lines owed"), numeric=True, cell=lambda one: Cell(value=one.owed)),
            Column(key="exempt", title=_("Lines let off"), numeric=True, cell=lambda one: Cell(value=one.exempt)),
        ),
        items=reporters,
        empty=_("Nothing is previewed yet."),
    )


def _fields(visit: Visit) -> tuple[Field, ...]:
    about = plan_matters()
    plans = (
        Choice(value=plan.code, name=f"{plan.code}: {plan.title.into(language())}")
        for plan, _lines in plan_rows()
        if may(visit.actor, Verb.OPEN_ROUND, about[plan.id])
    )
    return (
        choice_field("plan", _("Plan"), plans, blank=_("choose")),
        text_field("code", _("Name of the round"), limit=_CODE, hint=_("Short and new in this plan, as 2026")),
        text_field("period", _("What is reported on"), limit=60, hint=_("A year, or two days: 2026-01-01..2026-06-30")),
        day_field("opens", _("Opens")),
        day_field("closes", _("Reports are due")),
        day_field("cut_off", _("Cut-off: members on this day owe")),
        text_field("remind", _("Remind on"), limit=80, hint=_("Days from each reporter's due day; negative is before")),
        text_field(
            "exceptions",
            _("Exceptions"),
            limit=_EXCEPTIONS,
            kind="textarea",
            hint=_("One a row: reporter, lines (separated by |; none means all), reason. X-ALF,1.1|1.2,no coast"),
        ),
        *(
            choice_field(f"owing_{one.value}", one.words.into(language()), (Choice(value="yes", name="yes"),))
            for one in Owing
        ),
        Field(name="do", label="", kind="hidden", read=str),
        Field(name="seen", label="", kind="hidden", read=str),
    )
