"""The last step of an import: what the plan is called and when it holds, then it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.actors import ActorKind
from pantau.domain.alignment import Setting
from pantau.domain.plans import PlanRow, VersionRow, VersionState, Visibility
from pantau.domain.rates import RULE_CODES
from pantau.domain.refusals import DatesReversed, NoLines, NotFound, PlanCodeTaken, Refusal
from pantau.domain.regional import Derivation
from pantau.domain.review import DraftView
from pantau.domain.values import Period
from pantau.domain.words import Words, table, words_from
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.drafts import draft_for
from pantau.records.queries.plans import plan_named, plan_rows, plan_versions
from pantau.usecases.commit_draft import commit_draft, preview_draft
from pantau.usecases.import_plan import PlanDetails
from pantau.web.ask import Choice, Field, Text, Visit, ask, choice_field, day_field
from pantau.web.desk.changes import ChangeCount, change_counts
from pantau.web.desk.draft import DraftState, draft_state, warning_table
from pantau.web.desk.drafts import desk_crumbs, draft_name
from pantau.web.forms import Fault, Form, Sent, fault_of, missing, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.wording import language

_SEEN = Field(name="seen", label="", kind="hidden", read=int)
_PARTNERS = tuple(kind for kind in ActorKind if kind.value.endswith("partner"))
_TITLE = 400  # characters
# which field a refusal of the use-case is about
_ABOUT = {
    "code_invalid": "code",
    "plan_code_taken": "code",
    "title_missing": "title_en",
    "text_too_long": "title_en",
    "actor_unknown": "partner",
    "dates_reversed": "end",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitRow:
    """A draft about to become a plan, or the next version of `known`.

    `counts` are what became of the action lines of `base`, its text before; none where this text is there already.
    """

    state: DraftState
    form: Form
    known: PlanRow | None
    base: VersionRow | None = None
    counts: tuple[ChangeCount, ...] = ()

    @property
    def told(self) -> tuple[ChangeCount, ...]:
        """The changes that happened to action lines."""
        return tuple(one for one in self.counts if one.lines)

    @property
    def lines(self) -> tuple[int, int]:
        """How many action lines the text before and this one have."""
        return sum(one.old_lines for one in self.counts), sum(one.new_lines for one in self.counts)

    def as_json(self) -> dict[str, Any]:
        next_of = self.known.code if self.known else None
        changes = {one.change.value: {"old": one.old_lines, "new": one.new_lines} for one in self.counts}
        return self.state.draft.as_json() | {
            "next_version_of": next_of,
            "held_against": self.base.number if self.base else None,
            "line_changes": changes,
            "form": self.form.as_json(),
        }


def commit_page(visit: Visit, *, draft: UUID) -> Page:
    """The form with what is known already. Raises NotFound."""
    view = draft_for(visit.actor, draft)
    known = _known(view)
    return _page(visit, view=view, form=Form(fields=_fields(known), texts=_texts(view)), known=known)


def commit_deed(visit: Visit, request: HttpRequest, *, draft: UUID) -> HttpResponse:
    """Keep the plan and go to its page, or its versions; else say beside which field it lacks something.

    Raises NotFound.
    """
    view = draft_for(visit.actor, draft)
    known = _known(view)
    fields = _fields(known)
    sent = read_form(visit, fields=(*fields, _SEEN))
    faults = sent.faults or tuple(_lacking(sent, fields))
    if not faults:
        try:
            plan = commit_draft(
                visit.actor, draft=draft, seen=sent.get("seen") or 0, details=_details(sent, known=known)
            )
        except NotFound:
            raise
        except Refusal as refusal:
            faults = (fault_of(refusal, field=_about(refusal, fields)),)
        else:
            return see_other(address("versions" if known else "plan", code=plan.code))
    form = Form(fields=fields, texts=sent.texts, faults=faults)
    response = render(request, _page(visit, view=view, form=form, known=known), format="html")
    response.status_code = 422
    return response


def _page(visit: Visit, *, view: DraftView, form: Form, known: PlanRow | None) -> Page:
    state = draft_state(view.row, review=view.review, warnings=view.warnings)
    return Page(
        template="draft_commit",
        title=_("Commit the plan"),
        row=CommitRow(
            state=state,
            form=form,
            known=known,
            base=_base(known) if known else None,
            counts=_counts(view, known) if known and state.open else (),
        ),
        tables={"warnings": warning_table(state.warnings)},
        asked=ask(visit),
        crumbs=(
            *desk_crumbs(),
            Crumb(name=draft_name(view.row), href=address("draft", draft=view.row.public_id)),
        ),
    )


def _known(view: DraftView) -> PlanRow | None:
    """The plan whose next version the draft will be."""
    return plan_named(view.row.plan) if view.row.plan else None


def _base(known: PlanRow) -> VersionRow:
    """The text that a next version is held against: the one in force, else the newest."""
    versions = plan_versions(known)
    return next((one for one in versions if one.state is VersionState.ADOPTED), versions[-1])


def _counts(view: DraftView, known: PlanRow) -> tuple[ChangeCount, ...]:
    """What became of the lines; nothing where no line is left, or the plan has this text already."""
    try:
        comparison = preview_draft(view.row.public_id, details=_next(known)).comparison
    except NoLines:
        return ()
    return change_counts(comparison, setting=Setting.VERSION) if comparison else ()


def _next(known: PlanRow) -> PlanDetails:
    """A next version changes nothing that is said of the plan."""
    return PlanDetails(code=known.code, title=None, period=known.period, draft=True)


def _details(sent: Sent, *, known: PlanRow | None) -> PlanDetails:
    """What was typed. Raises PlanCodeTaken, DatesReversed."""
    if known is not None:
        return _next(known)
    code = sent.get("code")
    if any(plan.code.casefold() == code.casefold() for plan, _lines in plan_rows()):
        raise PlanCodeTaken(plan=code)
    titles = {tongue: sent.get(f"title_{tongue}") or "" for tongue in ("en", "id")}
    return PlanDetails(
        code=code,
        title=Words(**titles) if any(titles.values()) else None,
        period=_period(sent.get("start"), sent.get("end")),
        partner=sent.get("partner") or "",
        adopted_on=sent.get("adopted_on"),
        visibility=Visibility(sent.get("visibility")),
        by=Derivation(sent.get("by")),
        rule=sent.get("rule"),
        illustrative=sent.get("invented") == "yes",
        draft=sent.get("standing") == "draft",
    )


def _period(start: date, end: date) -> Period:
    if end < start:
        raise DatesReversed(later=_("Last day"), later_date=end, earlier=_("First day"), earlier_date=start)
    return Period(start=start, end=end)


def _lacking(sent: Sent, fields: Iterable[Field]) -> Iterable[Fault]:
    return (missing(field) for field in fields if field.name in _NEEDED and sent.get(field.name) is None)


def _about(refusal: Refusal, fields: Iterable[Field]) -> str:
    name = _ABOUT.get(refusal.code, "")
    return name if any(field.name == name for field in fields) else ""


def _texts(view: DraftView) -> dict[str, str]:
    """What the form shows at first: what was said when the file came in, the title as read, the usual choices."""
    usual = {"visibility": Visibility.REGIONAL.value, "by": Derivation.MERGED.value, "rule": "R6-full"}
    title = {f"title_{view.review.language}": view.row.title}
    said = {name: str(text) for name, text in view.row.details.items()}
    return usual | title | {"standing": "adopted", "invented": "no"} | said


def _fields(known: PlanRow | None) -> tuple[Field, ...]:
    if known is not None:
        return ()
    partners = [
        Choice(value=one.code, name=f"{one.name.into(language())} ({one.code})") for one in actor_rows(_PARTNERS)
    ]
    rules = [Choice(value=code, name=_rule_name(code)) for code in RULE_CODES]
    return (
        text_field("code", _("Code"), limit=40, hint=_("2 to 40 letters, digits and hyphens, as ASEAN-ROK-2026")),
        text_field("title_en", _("Title in English"), limit=_TITLE),
        text_field("title_id", _("Title in Indonesian"), limit=_TITLE),
        day_field("start", _("First day")),
        day_field("end", _("Last day")),
        choice_field("partner", _("Partner"), partners, blank=_("none")),
        choice_field("standing", _("Standing"), _named(_STANDINGS), blank=""),
        day_field("adopted_on", _("Adopted on")),
        choice_field("visibility", _("Who may see results by country"), _enumerated(Visibility), blank=""),
        choice_field("rule", _("Rule of its headline"), rules, blank=""),
        choice_field("by", _("How answers of countries become one"), _enumerated(Derivation), blank=""),
        choice_field("invented", _("Is it an invented example?"), _named(_INVENTED), blank=""),
    )


_NEEDED = ("code", "start", "end", "standing", "visibility", "rule", "by", "invented")
_STANDINGS: Mapping[str, Text] = {
    "adopted": _("adopted: its lines count"),
    "draft": _("a draft: its lines do not count yet"),
}
_INVENTED: Mapping[str, Text] = {"no": _("no, a real plan"), "yes": _("yes, made up")}


def _named(names: Mapping[str, Text]) -> list[Choice]:
    return [Choice(value=value, name=str(name)) for value, name in names.items()]


def _enumerated(kinds: type[Visibility] | type[Derivation]) -> list[Choice]:
    return [Choice(value=one.value, name=one.words.into(language())) for one in kinds]


def _rule_name(code: str) -> str:
    row = table("rules").get(code) or table("rules")[code.removesuffix("-net")]
    return f"{code}: {words_from(row['name']).into(language())}"
