"""Which release a source repeats: what may repeat the same one is shown with why, and a person decides."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.origins import OriginProposal
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, Refusal
from pantau.domain.sources import SourceRow
from pantau.records.queries.sources import source_named
from pantau.usecases.origin_proposals import origin_proposals
from pantau.usecases.set_origin import LONGEST, join_origin, set_origin
from pantau.web.ask import Field, Visit, ask
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, Form, Sent, fault_of, missing, read_form, text_field
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """The source, what may repeat the same release, and the form."""

    source: SourceRow
    proposals: tuple[OriginProposal, ...]
    form: Form

    def as_json(self) -> dict[str, Any]:
        proposals = [one.as_json() for one in self.proposals]
        return {"source": self.source.code, "origin": self.source.origin or None, "proposals": proposals}


def origin_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound, SourceUnknown."""
    require(visit.actor, Verb.ADD_SOURCE)
    return _page(visit, source_named(code), faults=())


def origin_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Decide, and go on to the source. Raises NotFound, SourceUnknown, ChangedMeanwhile, ParameterUnknown."""
    require(visit.actor, Verb.ADD_SOURCE)
    source = source_named(code)
    sent = read_form(visit, fields=_FIELDS)
    faults = sent.faults
    if not faults:
        try:
            _decide(visit, sent, code=code)
            return see_other(address("source", code=code))
        except (ChangedMeanwhile, NotFound):
            raise
        except _Missing as absent:
            faults = (missing(absent.field),)
        except Refusal as refusal:
            faults = (fault_of(refusal, field="other" if sent.get("do") == "join" else "origin"),)
    response = render(request, _page(visit, source, faults=faults), format="html")
    response.status_code = 422
    return response


class _Missing(Exception):
    """A field without which nothing can be decided."""

    def __init__(self, field: Field) -> None:
        super().__init__(field.name)
        self.field = field


def _decide(visit: Visit, sent: Sent, *, code: str) -> None:
    seen, do = sent.get("seen") or 0, sent.get("do")
    if do == "alone":
        set_origin(visit.actor, code=code, origin="", seen=seen)
    elif do == "name":
        set_origin(visit.actor, code=code, origin=_given(sent, _ORIGIN), seen=seen)
    else:
        join_origin(visit.actor, code=code, other=_given(sent, _OTHER), seen=seen)


def _given(sent: Sent, field: Field) -> str:
    found = sent.get(field.name)
    if not found:
        raise _Missing(field)
    return str(found)


def _page(visit: Visit, source: SourceRow, *, faults: tuple[Fault, ...]) -> Page:
    proposals = origin_proposals(visit.actor, code=source.code)
    form = Form(fields=_FIELDS, texts={"origin": source.origin}, faults=faults)
    return Page(
        template="origin",
        title=_("Where a source comes from"),
        row=OriginRow(source=source, proposals=proposals, form=form),
        tables={"proposals": _table(proposals)},
        asked=ask(visit),
        crumbs=(*desk_crumbs(), Crumb(name=source.code, href=address("source", code=source.code))),
        illustrative=source.illustrative,
    )


def _table(proposals: tuple[OriginProposal, ...]) -> Table[OriginProposal]:
    return Table(
        key="proposals",
        caption=_("Sources that may repeat the same release"),
        columns=_COLUMNS,
        items=proposals,
        empty=_("No source here is so much like this one that both could repeat one release."),
    )


def _read_seen(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise CellUnknown(column="seen", text=text[:40], expected="1, 2, 3 …")
    return int(text)


def seen_field() -> Field:
    """The version of the source that the person saw."""
    return Field(name="seen", label="", kind="hidden", read=_read_seen)


_OTHER = text_field("other", _("The source that repeats the same release"), limit=80)
_ORIGIN = text_field(
    "origin",
    _("The release, in words of your own"),
    limit=LONGEST,
    hint=_("In the same words for all that repeat it, as “ANTARA, 27 October 2025”"),
)
_FIELDS = (
    _OTHER,
    _ORIGIN,
    Field(name="do", label="", kind="hidden", read=str),
    seen_field(),
)
_COLUMNS: tuple[Column[OriginProposal], ...] = (
    Column(
        key="source",
        title=_("Source"),
        cell=lambda one: Cell(
            value=one.source.code,
            shown=one.source.title,
            lang=one.source.language,
            href=address("source", code=one.source.code),
        ),
    ),
    Column(
        key="publisher",
        title=_("Publisher"),
        cell=lambda one: Cell(value=one.source.publisher or None, absent=_("not stated")),
    ),
    Column(
        key="published_on",
        title=_("Published"),
        cell=lambda one: Cell(value=one.source.published_on, absent=_("not dated")),
    ),
    Column(
        key="origin",
        title=_("Origin"),
        cell=lambda one: Cell(value=one.source.origin or None, absent=_("the source itself")),
    ),
    Column(key="alike", title=_("In what way"), on="data", cell=lambda one: Cell(value=one.likeness.alike.value)),
    Column(key="why", title=_("Why"), cell=lambda one: Cell(value=one.likeness.why)),
)
