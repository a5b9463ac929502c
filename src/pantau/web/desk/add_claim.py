"""A claim that the reader missed: a person names the words and the type, and then what they say."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.fields import fields_of
from pantau.domain.evidence.rows import CLAIM_TYPES
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import NotFound, NumberInvalid, Refusal
from pantau.domain.sources import SourceRow
from pantau.records.queries.source_sight import text_for
from pantau.records.queries.sources import source_named
from pantau.usecases.add_claim import add_claim
from pantau.web.ask import Asked, Choice, Visit, ask, choice_field, search_field
from pantau.web.desk.claim import text_after, text_before
from pantau.web.desk.claim_inspector import form_of_type
from pantau.web.desk.claim_words import EVIDENCE, claim_href, type_name
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, Form, fault_of, only_keys
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table

_AROUND = 60  # code points shown before and after a place
_MOST = 50  # places that one can choose among


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePlace:
    """One place where the words stand, with what stands around it; `start` in code points."""

    start: int
    before: str
    passage: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddClaimRow:
    """`places` are those of the words, at most fifty of `many`; `form` has the fields once words and type are known."""

    source: SourceRow
    passage: str
    places: tuple[PassagePlace, ...]
    many: int
    start: int
    form: Form | None
    type: str
    faults: tuple[Fault, ...]

    def as_json(self) -> dict[str, Any]:
        return {"source": self.source.code, "passage": self.passage, "type": self.type or None, "places": self.many}


def add_claim_page(visit: Visit, *, code: str) -> Page:
    """The words and the type, then the fields of that type. Raises NotFound, SourceUnknown."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    return _page(visit, code=code)


def add_claim_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Keep the claim and go to it on the desk. Raises NotFound, SourceUnknown, ParameterUnknown."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    asked = ask(visit, fields=_fields())
    type, passage = asked.get("type") or "", _passage(asked)
    names = tuple(field.name for field in fields_of(type)) if type else ()
    only_keys(visit, known=("start", *names))
    typed = {name: str(visit.form[name]) for name in names if name in visit.form}
    try:
        start = {"start": _number(str(visit.form["start"]))} if "start" in visit.form else {}
        claim = add_claim(visit.actor, source=code, type=type, passage=passage, typed=typed, **start)
    except NotFound:
        raise
    except Refusal as refusal:
        page = _page(visit, code=code, typed=typed, refusal=refusal)
        response = render(request, page, format="html")
        response.status_code = 422
        return response
    return see_other(claim_href(claim))


def _page(visit: Visit, *, code: str, typed: dict[str, str] | None = None, refusal: Refusal | None = None) -> Page:
    source, asked = source_named(code), ask(visit, fields=_fields())
    text, type, passage = text_for(visit.actor, source) or "", asked.get("type") or "", _passage(asked)
    starts = _starts(text, passage)
    trouble = fault_of(refusal, field=refusal.where) if refusal else None
    ready = bool(type and starts)
    row = AddClaimRow(
        source=source,
        passage=passage,
        places=tuple(_place(text, start, passage) for start in starts[:_MOST]),
        many=len(starts),
        start=_chosen(visit, starts),
        form=form_of_type(type, typed=typed or {}, trouble=trouble) if ready else None,
        type=type,
        faults=(trouble,) if trouble else (),
    )
    return Page(
        template="add_claim",
        title=say("Add a claim to %(source)s") % {"source": source.code},
        row=row,
        tables={"places": Table(key="places", caption=_("Where the words stand"), columns=_PLACES, items=row.places)},
        asked=asked,
        crumbs=(
            *desk_crumbs(),
            Crumb(name=EVIDENCE, href=address("evidence")),
            Crumb(name=source.code, href=address("evidence-source", code=source.code)),
        ),
        illustrative=source.illustrative,
    )


def _fields() -> Any:
    return (
        search_field("passage", _("The words, exactly as they stand in the text")),
        choice_field("type", _("Type"), (Choice(value=one, name=type_name(one)) for one in CLAIM_TYPES)),
    )


def _passage(asked: Asked) -> str:
    return str(asked.get("passage") or "")


def _starts(text: str, passage: str) -> list[int]:
    """Every place where the words begin."""
    found: list[int] = []
    at = text.find(passage) if passage else -1
    while at >= 0:
        found.append(at)
        at = text.find(passage, at + 1)
    return found


def _place(text: str, start: int, passage: str) -> PassagePlace:
    return PassagePlace(
        start=start,
        before=text_before(text, start, around=_AROUND),
        passage=passage,
        after=text_after(text, start + len(passage), around=_AROUND),
    )


def _chosen(visit: Visit, starts: list[int]) -> int:
    """The place that was chosen before, else the first."""
    told = str(visit.form.get("start", ""))
    return next((one for one in starts if str(one) == told), starts[0] if starts else 0)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NumberInvalid(text=text[:40], column="start")
    return int(text)


_PLACES: tuple[Column[PassagePlace], ...] = (
    Column(key="start", title=_("Begins at character"), numeric=True, cell=lambda one: Cell(value=one.start)),
    Column(key="before", title=_("Before"), cell=lambda one: Cell(value=one.before or None, absent=_("nothing"))),
    Column(key="passage", title=_("The words"), cell=lambda one: Cell(value=one.passage)),
    Column(key="after", title=_("After"), cell=lambda one: Cell(value=one.after or None, absent=_("nothing"))),
)
