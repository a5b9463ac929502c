"""The evidence desk of one source: its text with the claims marked in place, their list, and the one in focus."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.becomes import Scene
from pantau.domain.evidence.rows import CLAIM_TYPES, ClaimRow, ClaimState
from pantau.domain.evidence_refusals import ClaimUnknown
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import CellUnknown
from pantau.domain.sources import SourceRow
from pantau.records.queries.claims import claims_of
from pantau.records.queries.source_sight import text_for
from pantau.records.queries.sources import source_named
from pantau.usecases.accept_in_bulk import allowances
from pantau.web.ask import Asked, Field, Visit, ask, page_field
from pantau.web.desk.claim_inspector import Inspector, inspector_of
from pantau.web.desk.claim_marks import Piece, page_at, page_starts, pieces
from pantau.web.desk.claim_words import (
    CLAIM_COLUMNS,
    EVIDENCE,
    SHOWN_STATES,
    fitting,
    key_of,
    state_field,
    sureness_field,
    type_field,
    type_letter,
    type_name,
)
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault
from pantau.web.page import Crumb, Page, address
from pantau.web.tables import PageLink, Table, page_links
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many claims of a source are in a state or of a type, and the page with these alone."""

    code: str
    name: str
    many: int
    href: str
    here: bool
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDeskRow:
    """One page of a source's text with the claims that begin on it; `here` is the one in focus.

    `query` is what the page was asked for but for the claim in focus; `told` says what a form did, `troubles` what it
    could not do.
    """

    source: SourceRow
    readable: bool
    total: int
    shown: tuple[ClaimRow, ...]
    pieces: tuple[Piece, ...]
    states: tuple[Tally, ...]
    types: tuple[Tally, ...]
    at_once: int
    page: int
    pager: tuple[PageLink, ...]
    query: str
    inspector: Inspector | None
    told: str = ""
    troubles: tuple[Fault, ...] = ()

    @property
    def here(self) -> str:
        return key_of(self.inspector.claim) if self.inspector else ""

    @property
    def filters(self) -> tuple[Field, ...]:
        return filters()

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source.code,
            "counts": {one.code: one.many for one in self.states},
            "page": self.page,
            "claims": [one.as_json() for one in self.shown],
        }


def source_desk_page(visit: Visit, *, code: str) -> Page:
    """Raises NotFound, SourceUnknown, ClaimUnknown, and CellUnknown past the last page of the text."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    return desk_page_of(visit, source=source_named(code))


def desk_page_of(
    visit: Visit, *, source: SourceRow, told: str = "", troubles: tuple[Fault, ...] = (), left: UUID | None = None
) -> Page:
    """The page as it stands now; `left` is the claim that a decision was refused on, which is then in focus."""
    asked = ask(visit, fields=(*filters(), focus_field(), page_field()))
    text, claims = text_for(visit.actor, source), claims_of(source)
    wanted = fitting(claims, wanted=dict(asked.values))
    focus = _focus(asked.get("claim") or left, claims=claims)
    starts = page_starts(text or "", claims)
    number = _page_number(asked, starts=starts, focus=focus)
    begin, end = starts[number - 1], [*starts, len(text or "")][number]
    shown = tuple(one for one in wanted if begin <= one.start < end) if text is not None else wanted
    focus = focus or _first(shown)
    scene = Scene(language=source.language, stated_on=source.published_on, text=text or "", claims=claims)
    inspector = inspector_of(visit.actor, claim=focus, scene=scene) if focus and visit.format == "html" else None
    row = SourceDeskRow(
        source=source,
        readable=text is not None,
        total=len(claims),
        shown=shown,
        pieces=pieces(text[begin:end], shown, start=begin) if text else (),
        states=_states(asked, claims=claims),
        types=_types(asked, claims=claims),
        at_once=sum(one.waiting for one in allowances(source=source.code)) if claims else 0,
        page=number,
        pager=page_links(asked, page=number, pages=len(starts)),
        query=_query(asked, page=number),
        inspector=inspector,
        told=told,
        troubles=troubles,
    )
    return Page(
        template="source_desk",
        title=say("Claims of %(source)s") % {"source": source.code},
        row=row,
        tables={"claims": _table(shown if asked.page or visit.format == "html" else wanted)},
        asked=asked,
        crumbs=(*desk_crumbs(), Crumb(name=EVIDENCE, href=address("evidence"))),
        illustrative=source.illustrative,
    )


def filters() -> tuple[Field, ...]:
    """What the claims of a source are narrowed by."""
    return (type_field(), sureness_field(), state_field())


def _read_claim(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CellUnknown(column="claim", text=text[:40], expected="UUID") from fault


def focus_field() -> Field:
    """The claim in focus."""
    return Field(name="claim", label="", kind="hidden", read=_read_claim)


def _focus(wanted: UUID | None, *, claims: Sequence[ClaimRow]) -> ClaimRow | None:
    if wanted is None:
        return None
    found = next((one for one in claims if one.public_id == wanted), None)
    if found is None:
        raise ClaimUnknown(claim=wanted)
    return found


def _first(claims: Sequence[ClaimRow]) -> ClaimRow | None:
    """The first one that nobody decided on, else the first."""
    waiting = (one for one in claims if one.state is ClaimState.PROPOSED)
    return next(waiting, None) or next(iter(claims), None)


def _page_number(asked: Asked, *, starts: Sequence[int], focus: ClaimRow | None) -> int:
    """The page asked for, else the one on which the claim in focus begins."""
    if asked.page > len(starts):
        raise CellUnknown(column="page", text=str(asked.page), expected=f"1–{len(starts)}")
    return asked.page or (page_at(starts, focus.start) if focus else 1)


def _states(asked: Asked, *, claims: Sequence[ClaimRow]) -> tuple[Tally, ...]:
    counts = Counter(one.state.value for one in claims)
    names = {state.value: state.words.into(language()) for state in SHOWN_STATES}
    return tuple(_tally(asked, "state", code, name=name, many=counts[code]) for code, name in names.items())


def _types(asked: Asked, *, claims: Sequence[ClaimRow]) -> tuple[Tally, ...]:
    counts = Counter(one.type for one in claims)
    return tuple(
        _tally(asked, "type", code, name=type_name(code), many=counts[code]) for code in CLAIM_TYPES if counts[code]
    )


def _tally(asked: Asked, filter: str, code: str, *, name: str, many: int) -> Tally:
    """A second press takes the filter away."""
    here = asked.get(filter) == code
    return Tally(
        code=code,
        name=name,
        many=many,
        href=asked.link(**{"claim": "", filter: "" if here else code}),
        here=here,
        letter=type_letter(code) if filter == "type" else "",
    )


def _query(asked: Asked, *, page: int) -> str:
    href = asked.link(claim="", page=str(page) if page > 1 else "")
    return href[len(asked.path) :]


def _table(claims: Sequence[ClaimRow]) -> Table[ClaimRow]:
    return Table(
        key="claims",
        caption=_("Claims of the source"),
        columns=CLAIM_COLUMNS,
        items=claims,
        empty=_("No claim is like that."),
    )
