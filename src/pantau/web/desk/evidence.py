"""The evidence desk: which sources have claims to decide on, what figures lack, and what may be accepted at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.decisions import Left
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState, evidence_words
from pantau.domain.permissions import Verb, may, require
from pantau.domain.refusals import CellUnknown, NotFound, NumberInvalid, Refusal
from pantau.domain.words import table
from pantau.records.queries.claims import SourceQueue, claims_to_decide, evidence_queue, figures_lacking
from pantau.usecases.accept_in_bulk import Allowed, accept_in_bulk, allow_bulk, allowances
from pantau.web.ask import Asked, Choice, Text, Visit, ask, choice_field
from pantau.web.desk.claim_words import CLAIM_COLUMNS, EVIDENCE, claim_href, type_field, type_name
from pantau.web.desk.decide_claims import told_of
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_MOST = 100  # claims listed
_SHOWN = 25  # rows on the page; the CSV has all
_OFFERED = 95  # the confidence that a form begins with
LACKS: Mapping[str, Text] = {
    "passage": _("the passage that says so"),
    "as_of": _("the day it stands for"),
    "period": _("the period it is about"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a reviewer allowed for one type, and the confidence its form offers."""

    allowed: Allowed
    name: str
    offered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """The queue; `at_once` claims may be accepted in one go now, `left` were left by the last one."""

    to_decide: int
    allowances: tuple[Allowance, ...]
    at_once: int
    allows: bool
    told: str = ""
    left: tuple[Left, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def left_said(self) -> tuple[tuple[str, str, str, str], ...]:
        """The claims that were left: address, passage, what is wrong and what to do."""
        told = [(one, one.as_json(language())) for one in self.left]
        return tuple((claim_href(one.claim), one.claim.text, said["says"], said["mend"]) for one, said in told)

    def as_json(self) -> dict[str, Any]:
        return {
            "to_decide": self.to_decide,
            "at_once": self.at_once,
            "allowances": {one.allowed.type: one.allowed.least for one in self.allowances},
        }


def evidence_page(visit: Visit) -> Page:
    """The queue. Raises NotFound."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    return _page(visit)


def evidence_deed(visit: Visit, request: HttpRequest) -> HttpResponse:
    """Accept at once what is allowed, or say what is allowed. Raises NotFound, ParameterUnknown."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    only_keys(visit, known=("do", "type", "least"))
    try:
        return _done(visit, request)
    except NotFound:
        raise
    except Refusal as refusal:
        response = render(request, _page(visit, faults=(fault_of(refusal, field=refusal.where),)), format="html")
        response.status_code = 422
        return response


def _done(visit: Visit, request: HttpRequest) -> HttpResponse:
    do, type = str(visit.form.get("do", "")), str(visit.form.get("type", ""))
    if do == "bulk":
        decided = accept_in_bulk(visit.actor)
        return render(request, _page(visit, told=told_of("bulk", decided.claims), left=decided.left), format="html")
    if do not in ("allow", "withdraw"):
        raise CellUnknown(column="do", text=do[:40], expected="bulk, allow, withdraw")
    least = _least(str(visit.form.get("least", ""))) if do == "allow" else None
    allow_bulk(visit.actor, type=type, least=least)
    return see_other(f"{address('evidence')}#allowed")


def _least(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise NumberInvalid(text=text[:40], column="least", where="least")
    return int(text)


def _page(visit: Visit, *, told: str = "", left: tuple[Left, ...] = (), faults: tuple[Fault, ...] = ()) -> Page:
    asked = ask(visit, fields=(type_field(), _surer_field()))
    queue, allowed = evidence_queue(), allowances()
    shown = tuple(one for one in queue if not asked.get("type") or one.types.get(asked.get("type")))
    row = EvidenceRow(
        to_decide=sum(one.to_decide for one in queue),
        allowances=tuple(
            Allowance(allowed=one, name=type_name(one.type), offered=one.least or _OFFERED) for one in allowed
        ),
        at_once=sum(one.waiting for one in allowed),
        allows=may(visit.actor, Verb.ALLOW_BULK),
        told=told,
        left=left,
        faults=faults,
    )
    return Page(
        template="evidence",
        title=EVIDENCE,
        row=row,
        tables={
            "sources": _sources(shown),
            "claims": _claims(asked),
            "lacking": _lacking(figures_lacking()),
            "allowed": _allowed(allowed),
        },
        asked=asked,
        crumbs=desk_crumbs(),
        illustrative=any(one.source.illustrative for one in shown),
    )


def _surer_field() -> Any:
    """From which sureness on claims are listed."""
    codes = [code for code, row in table("evidence")["sureness"].items() if row["from"]]
    names = {code: evidence_words("sureness", code).into(language()) for code in codes}
    return choice_field("sureness", _("At least"), (Choice(value=code, name=names[code]) for code in codes))


def _claims(asked: Asked) -> Table[ClaimRow]:
    sureness = asked.get("sureness")
    least = table("evidence")["sureness"][sureness]["from"] if sureness else 0
    return Table(
        key="claims",
        caption=_("Claims to decide on, the surest first"),
        columns=(*CLAIM_COLUMNS[:-1], _IN_SOURCE),
        items=claims_to_decide(type=asked.get("type") or "", least=least, limit=_MOST),
        limit=_SHOWN,
        empty=_("No claim like that waits for a decision."),
    )


def _sources(queue: Sequence[SourceQueue]) -> Table[SourceQueue]:
    return Table(
        key="sources",
        caption=_("Sources with claims"),
        columns=_SOURCES,
        items=queue,
        empty=_("No source has claims to decide on."),
        mend=_("Add an article, a release or a speech, and have its claims read."),
    )


def _lacking(found: Sequence[tuple[str, str]]) -> Table[tuple[str, str]]:
    return Table(
        key="lacking",
        caption=_("What published figures still lack"),
        columns=_LACKING,
        items=found,
        limit=_SHOWN,
        empty=_("Every published figure has its passage, its day and its period."),
    )


def _allowed(found: Sequence[Allowed]) -> Table[Allowed]:
    return Table(key="allowed", caption=_("What may be accepted at once"), columns=_ALLOWED, items=found)


def _state_cell(state: ClaimState) -> Any:
    return lambda one: Cell(value=one.states.get(state.value, 0))


def _types_shown(one: SourceQueue) -> str:
    return ", ".join(f"{type_name(code)} {one.types[code]}" for code in CLAIM_TYPES if one.types.get(code))


_IN_SOURCE: Column[ClaimRow] = Column(
    key="source",
    title=_("Source"),
    cell=lambda one: Cell(value=one.source.code, href=address("evidence-source", code=one.source.code)),
)
_SOURCES: tuple[Column[SourceQueue], ...] = (
    Column(
        key="source",
        title=_("Source"),
        cell=lambda one: Cell(
            value=one.source.code,
            shown=one.source.title,
            lang=one.source.language,
            href=address("evidence-source", code=one.source.code),
            note=one.source.publisher,
        ),
    ),
    Column(
        key="published_on",
        title=_("Published"),
        cell=lambda one: Cell(value=one.source.published_on, absent=_("not dated")),
    ),
    Column(key="to_decide", title=_("To decide"), numeric=True, cell=_state_cell(ClaimState.PROPOSED)),
    Column(key="sure", title=_("of them sure"), numeric=True, cell=lambda one: Cell(value=one.sure)),
    Column(
        key="types",
        title=_("By type"),
        cell=lambda one: Cell(value=dict(one.types) or None, shown=_types_shown(one), absent=_("all decided")),
    ),
    Column(key="accepted", title=_("Accepted"), numeric=True, cell=_state_cell(ClaimState.ACCEPTED)),
    Column(key="rejected", title=_("Rejected"), numeric=True, cell=_state_cell(ClaimState.REJECTED)),
    Column(key="merged", title=_("Merged"), numeric=True, cell=_state_cell(ClaimState.MERGED)),
)
_LACKING: tuple[Column[tuple[str, str]], ...] = (
    Column(key="figure", title=_("Figure"), cell=lambda one: Cell(value=one[0], href=address("figure", code=one[0]))),
    Column(key="lacks", title=_("What it lacks"), cell=lambda one: Cell(value=one[1], shown=LACKS[one[1]])),
)
_ALLOWED: tuple[Column[Allowed], ...] = (
    Column(key="type", title=_("Type"), cell=lambda one: Cell(value=one.type, shown=evidence_words("types", one.type))),
    Column(
        key="least",
        title=_("From a confidence of"),
        numeric=True,
        cell=lambda one: Cell(value=one.least, absent=_("not allowed")),
    ),
    Column(key="waiting", title=_("Waiting"), numeric=True, cell=lambda one: Cell(value=one.waiting)),
)
