"""One reporter's reports in a round, judged: the round before beside, findings, evidence, and a note for each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pantau.domain.ledger import Decision
from pantau.domain.permissions import Verb, may_somewhere
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, Refusal
from pantau.domain.report_checks import ReportFinding, check_cells
from pantau.domain.reporting_refusals import NothingToDo
from pantau.domain.reports import Cells, ReportRow
from pantau.domain.reviews import TEXTS, TO_JUDGE, CellDifference, ReportsUnderReview, differences, text_difference
from pantau.records.queries.reviews import cells_shown, reports_under_review
from pantau.usecases.lock_reports import lock_reports
from pantau.usecases.report_step import Chosen
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.review import REVIEW
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table, sortable
from pantau.web.wording import language, number

_DEEDS: Mapping[str, tuple[Decision, Callable[..., int]]] = {
    "accept": (Decision.ACCEPT, accept_reports),
    "return": (Decision.RETURN, return_reports),
    "lock": (Decision.LOCK, lock_reports),
}
_NAMES: Mapping[str, Any] = {
    "status": _("Status"),
    "narrative": _("Narrative"),
    "issues": _("Issues"),
    "next_steps": _("Next steps"),
    "started_on": _("Started on"),
    "completed_on": _("Completed on"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One cell as it is read: what it says now, and what it said in the basis where that differs."""

    name: str
    title: Any
    now: str
    was: str | None
    marks: CellDifference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report on the page; `basis` is what it is held against: what counts now, else the round before.

    `changed` is what changed since the person saw it, where a decision came too late.
    """

    row: ReportRow
    said: tuple[Said, ...]
    basis: str
    findings: tuple[ReportFinding, ...]
    can: str
    note: str
    changed: tuple[CellDifference, ...] | None
    days: int | None

    @property
    def key(self) -> str:
        return str(self.row.report)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLink:
    """How many reports are in a state, and the page with these alone; "all" has no state."""

    name: Any
    many: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReportsRow:
    """The page: whose reports, what may be done, and what the last form could not do."""

    view: ReportsUnderReview
    shown: Sequence[Judged]
    counts: Mapping[str, int]
    faults: tuple[Fault, ...]
    done: str
    note: str
    links: Sequence[StateLink]

    @property
    def to_judge(self) -> int:
        return sum(one.can == "judge" for one in self.shown)

    @property
    def to_lock(self) -> int:
        return sum(one.can == "lock" for one in self.shown)

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.view.plan,
            "round": self.view.code,
            "reporter": self.view.reporter,
            "counts": dict(self.counts),
            "reports": [
                one.row.as_json() | {"findings": [finding.as_json(language()) for finding in one.findings]}
                for one in self.shown
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Late:
    """What a form that was not taken had sent."""

    faults: tuple[Fault, ...] = ()
    notes: Mapping[str, str] | None = None
    shown: Mapping[str, str] | None = None
    note: str = ""


def review_reports_page(visit: Visit, *, round: UUID, reporter: str) -> Page:
    """Raises NotFound."""
    return _page(visit, view=reports_under_review(visit.actor, round=round, reporter=reporter), late=_Late())


def review_reports_deed(visit: Visit, request: HttpRequest, *, round: UUID, reporter: str) -> HttpResponse:
    """Accept, return or lock what was chosen, all in one transaction; else say what changed and keep the notes.

    Raises NotFound, also for a report that is not of this page, and ParameterUnknown, CellUnknown.
    """
    view = reports_under_review(visit.actor, round=round, reporter=reporter)
    if not any(may_somewhere(visit.actor, verb) for verb in (Verb.REVIEW_REPORT, Verb.LOCK_REPORT)):
        raise NotFound
    keys = [str(row.report) for row in view.rows]
    only_keys(visit, known=("do", "report", "note", *(f"{what}-{key}" for key in keys for what in ("shown", "note"))))
    what, _slash, which = str(visit.form.get("do", "")).partition("-")
    if what not in _DEEDS or which not in ("", "all"):
        raise CellUnknown(column="do", text=what[:40], expected=", ".join(_DEEDS))
    sent = _Late(
        notes={key: str(visit.form.get(f"note-{key}", "")) for key in keys},
        shown={key: str(visit.form.get(f"shown-{key}", "")) for key in keys},
        note=str(visit.form.get("note", "")),
    )
    decision, take = _DEEDS[what]
    try:
        count = take(visit.actor, round=round, reports=_chosen(visit, view, sent, what=what, every=which == "all"))
    except NotFound:
        raise
    except Refusal as refusal:
        fresh = reports_under_review(visit.actor, round=round, reporter=reporter)
        late = _Late(faults=(fault_of(refusal),), notes=sent.notes, shown=sent.shown, note=sent.note)
        response = render(request, _page(visit, view=fresh, late=late), format="html")
        response.status_code = 409 if isinstance(refusal, ChangedMeanwhile) else 422
        return response
    query = f"?done={decision.value}&count={count}"
    return see_other(address("review-reports", round=round, reporter=reporter, query=query))


def _chosen(visit: Visit, view: ReportsUnderReview, sent: _Late, *, what: str, every: bool) -> list[Chosen]:
    """The reports that were ticked, or all that the page showed and that this can be done with.

    Raises NotFound for one that is not of this page.
    """
    shown, notes = sent.shown or {}, sent.notes or {}
    may = view.may_lock if what == "lock" else view.may_judge
    keys = [str(key) for key in visit.form.getlist("report")]
    if every:
        keys = [str(row.report) for row in view.rows if row.report in may and shown[str(row.report)]]
    if not keys:
        raise NothingToDo(step=_DEEDS[what][0].words)
    if not set(keys) <= set(shown):
        raise NotFound
    return [
        Chosen(report=UUID(key), shown=shown[key], note=notes[key].strip() or sent.note.strip())
        for key in dict.fromkeys(keys)
    ]


def _page(visit: Visit, *, view: ReportsUnderReview, late: _Late) -> Page:
    asked = ask(visit, fields=_fields(), sorts=sortable(_COLUMNS))
    wanted = asked.get("state")
    rows = [row for row in view.rows if wanted in (None, row.state)]
    table = Table(
        key="reports",
        caption=_("Reports"),
        columns=_COLUMNS,
        items=rows,
        asked=asked,
        empty=_("No report is in this state."),
        mend=_("Reports come here when their reporter submits them."),
    )
    states = [row.state for row in view.rows]
    row = ReviewReportsRow(
        view=view,
        shown=[_judged(visit, one, view=view, late=late) for one in table.shown],
        counts={state.value: states.count(state) for state in TO_JUDGE},
        faults=late.faults,
        done=_done(asked.get("done"), asked.get("count")),
        note=late.note,
        links=_links(view, here=wanted),
    )
    return Page(
        template="review_reports",
        title=say("%(reporter)s in the round %(round)s")
        % {"reporter": view.reporter_name.into(language()), "round": view.code},
        row=row,
        tables={"reports": table},
        asked=asked,
        crumbs=(
            *desk_crumbs(),
            Crumb(name=REVIEW, href=address("review")),
            Crumb(name=f"{view.plan} · {view.code}", href=address("review-round", round=view.round)),
        ),
        illustrative=view.illustrative,
    )


def _links(view: ReportsUnderReview, *, here: str | None) -> list[StateLink]:
    states = [row.state for row in view.rows]
    every = StateLink(name=_("all"), many=len(states), href=_address(view), here=here is None)
    return [
        every,
        *(
            StateLink(
                name=state.words,
                many=states.count(state),
                href=_address(view, query=f"?state={state.value}"),
                here=here == state.value,
            )
            for state in TO_JUDGE
            if state in states
        ),
    ]


def _address(view: ReportsUnderReview, *, query: str = "") -> str:
    return address("review-reports", round=view.round, reporter=view.reporter, query=query)


def _judged(visit: Visit, row: ReportRow, *, view: ReportsUnderReview, late: _Late) -> Judged:
    basis, name = _basis(row)
    key = str(row.report)
    found = check_cells(row.cells, before=row.before, before_round=row.before_round, today=visit.now.date())
    was_shown = (late.shown or {}).get(key, "")
    return Judged(
        row=row,
        said=tuple(_said(row.cells, basis)),
        basis=name,
        findings=found,
        can="judge" if row.report in view.may_judge else "lock" if row.report in view.may_lock else "",
        note=(late.notes or {}).get(key, ""),
        changed=_changed(row, digest=was_shown) if was_shown and was_shown != row.digest else None,
        days=(visit.now - row.submitted_at).days if row.submitted_at and row.report in view.may_judge else None,
    )


def _basis(row: ReportRow) -> tuple[Cells | None, str]:
    """What the report is held against, and what that is called."""
    if row.counting is not None:
        return row.counting, say("what counts now")
    if row.before is not None:
        return row.before, say("the round %(round)s") % {"round": row.before_round}
    return None, ""


def _said(now: Cells, basis: Cells | None) -> list[Said]:
    texts = now.as_json()
    before = basis.as_json() if basis else texts
    return [
        Said(
            name=name,
            title=_NAMES[name],
            now=texts[name],
            was=before[name] if before[name] != texts[name] else None,
            marks=text_difference(name, before[name], texts[name])
            if name in TEXTS and before[name] != texts[name]
            else None,
        )
        for name in texts
        if texts[name] or before[name]
    ]


def _changed(row: ReportRow, *, digest: str) -> tuple[CellDifference, ...]:
    """What is different since the report was shown with this digest; nothing where its history never said so."""
    before = cells_shown(row, digest=digest)
    return differences(before, row.cells) if before else ()


def _done(decision: str | None, count: int | None) -> str:
    if not decision or not count:
        return ""
    said = {
        "accept": ngettext("%(n)s report was accepted.", "%(n)s reports were accepted.", count),
        "return": ngettext("%(n)s report was returned.", "%(n)s reports were returned.", count),
        "lock": ngettext("%(n)s report was locked.", "%(n)s reports were locked.", count),
    }
    return said[decision] % {"n": number(count)}


def _fields() -> tuple[Field, ...]:
    states = (Choice(value=state.value, name=state.words.into(language())) for state in TO_JUDGE)
    return (choice_field("state", _("State"), states), *_AFTER)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise CellUnknown(column="count", text=text[:40], expected="0, 1, 2 …")
    return int(text)


def _deed(text: str) -> str:
    if text not in _DEEDS:
        raise CellUnknown(column="done", text=text[:40], expected=", ".join(_DEEDS))
    return text


_AFTER = (
    Field(name="done", label="", kind="hidden", read=_deed),
    Field(name="count", label="", kind="hidden", read=_count),
)
_NOTHING = _("nothing")


def _cell(name: str) -> Callable[[ReportRow], Cell]:
    return lambda one: Cell(value=one.cells.as_json()[name] or None, absent=_NOTHING)


_COLUMNS: tuple[Column[ReportRow], ...] = (
    Column(key="label", title=_("Line"), cell=lambda one: Cell(value=one.label)),
    Column(key="state", title=_("State"), cell=lambda one: Cell(value=one.state.value if one.state else None)),
    Column(key="report", title=_("Report"), on="data", cell=lambda one: Cell(value=str(one.report))),
    *(Column(key=name, title=title, cell=_cell(name)) for name, title in _NAMES.items()),
    Column(
        key="before",
        title=_("Status before"),
        cell=lambda one: Cell(
            value=one.before.status.value if one.before and one.before.status else None, absent=_("no report")
        ),
    ),
    Column(key="evidence", title=_("Files"), numeric=True, cell=lambda one: Cell(value=len(one.evidence))),
    Column(
        key="submitted_by",
        title=_("Submitted by"),
        cell=lambda one: Cell(value=one.submitted_by or None, absent=_("nobody: imported")),
    ),
    Column(
        key="submitted_at",
        title=_("Submitted at"),
        cell=lambda one: Cell(value=one.submitted_at, absent=_("never: imported")),
    ),
    Column(key="digest", title=_("Digest"), on="data", cell=lambda one: Cell(value=one.digest)),
)
