"""One claim on a page of its own: corrected, merged, linked and decided on, with every decision before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pantau.domain.evidence.becomes import Scene
from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.fields import fields_of
from pantau.domain.evidence.rows import ClaimRow, evidence_words
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, NumberInvalid, Refusal
from pantau.records.queries.claims import claim_named, claims_of
from pantau.records.queries.ledger import KeptEntry
from pantau.records.queries.link_targets import LinkTarget, link_targets
from pantau.records.queries.source_sight import text_for
from pantau.usecases.correct_claim import correct_claim
from pantau.usecases.link_claim import link_claim, unlink_claim
from pantau.usecases.merge_claims import merge_claims
from pantau.web.ask import Visit, ask, search_field
from pantau.web.desk.claim_inspector import Inspector, inspector_of
from pantau.web.desk.claim_words import CLAIM_COLUMNS, EVIDENCE, claim_href, type_name
from pantau.web.desk.decide_claims import DEEDS, by_script, decided_json, refused_json
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import Crumb, Page, address
from pantau.web.render import render, see_other
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

_AROUND = 240  # code points shown before and after the passage
_TITLE = 60  # code points of the passage in the title


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPageRow:
    """The claim, and what stands before and after it in its source; `found` is what was looked for to link it to."""

    inspector: Inspector
    sought: str
    found: tuple[tuple[LinkTarget, str], ...]
    before: str
    after: str
    href: str

    def as_json(self) -> dict[str, Any]:
        return self.inspector.as_json() | {"before": self.before, "after": self.after}


def claim_page(visit: Visit, *, claim: UUID) -> Page:
    """Raises NotFound, ClaimUnknown."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    return _page(visit, claim_named(claim))


def claim_deed(visit: Visit, request: HttpRequest, *, claim: UUID) -> HttpResponse:
    """Do what the button says and go on; else say what is wrong. Raises NotFound, ClaimUnknown, ParameterUnknown."""
    require(visit.actor, Verb.REVIEW_CLAIMS)
    row = claim_named(claim)
    only_keys(visit, known=(*_KEYS, *(field.name for field in fields_of(row.type))))
    do = str(visit.form.get("do", ""))
    try:
        decided = _decided(visit, row, do=do)
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(visit, request, row=row, refusal=refusal)
    if by_script(request):
        return decided_json(decided, do=do, source=row.source)
    stays = do in ("link", "unlink")
    return see_other(f"{address('evidence-claim', claim=claim)}#links" if stays else claim_href(row))


_KEYS = ("do", "seen", "reason", "into", "code")


def _decided(visit: Visit, row: ClaimRow, *, do: str) -> Decided:
    """Raises CellUnknown for a button that is not there, and what the decision is refused for."""
    seen = Seen(claim=row.public_id, version=_number(str(visit.form.get("seen", ""))))
    if do in DEEDS:
        return DEEDS[do](visit, (seen,))
    if do not in _DEEDS:
        raise CellUnknown(column="do", text=do[:40], expected=", ".join((*DEEDS, *_DEEDS)))
    return _DEEDS[do](visit, row, seen)


def _corrected(visit: Visit, row: ClaimRow, seen: Seen) -> Decided:
    return Decided(claims=(correct_claim(visit.actor, chosen=seen, typed=_typed(visit, row)),))


def _merged(visit: Visit, _row: ClaimRow, seen: Seen) -> Decided:
    return merge_claims(visit.actor, chosen=seen, into=_claim(str(visit.form.get("into", ""))))


def _linked(visit: Visit, _row: ClaimRow, seen: Seen) -> Decided:
    kind, code = _target(visit)
    return Decided(claims=(link_claim(visit.actor, chosen=seen, kind=kind, code=code),))


def _unlinked(visit: Visit, _row: ClaimRow, seen: Seen) -> Decided:
    kind, code = _target(visit)
    return Decided(claims=(unlink_claim(visit.actor, chosen=seen, kind=kind, code=code),))


_DEEDS: Mapping[str, Callable[[Visit, ClaimRow, Seen], Decided]] = {
    "correct": _corrected,
    "merge": _merged,
    "link": _linked,
    "unlink": _unlinked,
}


def _target(visit: Visit) -> tuple[str, str]:
    """The kind and the code of what is linked, which stand in one choice."""
    kind, _, code = str(visit.form.get("code", "")).strip().partition(" ")
    return kind, code.strip()


def _typed(visit: Visit, row: ClaimRow) -> dict[str, str]:
    return {field.name: str(visit.form[field.name]) for field in fields_of(row.type) if field.name in visit.form}


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NumberInvalid(text=text[:40], column="seen")
    return int(text)


def _claim(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise CellUnknown(column="into", text=text[:40], expected="UUID", where="into") from fault


def _refused(visit: Visit, request: HttpRequest, *, row: ClaimRow, refusal: Refusal) -> HttpResponse:
    """The sentences of the refusal beside the field they are about; what was typed stays."""
    if by_script(request):
        return refused_json(refusal)
    late = isinstance(refusal, ChangedMeanwhile)
    typed = None if late else _typed(visit, row)
    page = _page(visit, claim_named(row.public_id), typed=typed, trouble=fault_of(refusal, field=refusal.where))
    response = render(request, page, format="html")
    response.status_code = 409 if late else 422
    return response


def _page(
    visit: Visit, claim: ClaimRow, *, typed: Mapping[str, str] | None = None, trouble: Fault | None = None
) -> Page:
    asked = ask(visit, fields=(search_field("q", _("Code or words of its name")),))
    source = claim.source
    text = text_for(visit.actor, source) or ""
    scene = Scene(language=source.language, stated_on=source.published_on, text=text, claims=claims_of(source))
    inspector = inspector_of(visit.actor, claim=claim, scene=scene, typed=typed, trouble=trouble)
    return Page(
        template="claim",
        title=f"{type_name(claim.type)}: “{_brief(claim.text)}”",
        row=ClaimPageRow(
            inspector=inspector,
            sought=asked.get("q") or "",
            found=tuple((one, _kind_name(one.kind)) for one in link_targets(asked.get("q") or "")),
            before=text_before(text, claim.start),
            after=text_after(text, claim.end),
            href=claim_href(claim),
        ),
        tables={"history": _history(inspector), "mentions": _mentions(inspector)},
        asked=asked,
        crumbs=(
            *desk_crumbs(),
            Crumb(name=EVIDENCE, href=address("evidence")),
            Crumb(name=source.code, href=address("evidence-source", code=source.code)),
        ),
        illustrative=source.illustrative,
    )


def _kind_name(kind: str) -> str:
    return evidence_words("targets", kind).into(language())


def _brief(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"


def text_before(text: str, end: int, *, around: int = _AROUND) -> str:
    """What stands before a place, from a blank on; `around` is how many code points at most."""
    found = text[max(0, end - around) : end]
    return found if end <= around else "… " + found.partition(" ")[2]


def text_after(text: str, start: int, *, around: int = _AROUND) -> str:
    """What stands after a place, up to a blank."""
    found = text[start : start + around]
    return found if start + around >= len(text) else found.rpartition(" ")[0] + " …"


def _history(inspector: Inspector) -> Table[KeptEntry]:
    return Table(
        key="history",
        caption=_("Decisions on this claim"),
        columns=_HISTORY,
        items=inspector.history,
        empty=_("Nobody decided on it yet."),
    )


def _mentions(inspector: Inspector) -> Table[ClaimRow]:
    return Table(
        key="mentions",
        caption=_("Other mentions of the same thing"),
        columns=CLAIM_COLUMNS,
        items=[one.claim for one in inspector.mentions],
        empty=_("No other mention in this source."),
    )


_HISTORY: tuple[Column[KeptEntry], ...] = (
    Column(key="at", title=_("When"), cell=lambda one: Cell(value=one.entry.at)),
    Column(
        key="decision",
        title=_("Decision"),
        cell=lambda one: Cell(
            value=one.entry.decision.value,
            shown=one.entry.decision.words,
            href=address("ledger-entry", number=one.entry.number),
        ),
    ),
    Column(key="actor", title=_("Who"), cell=lambda one: Cell(value=one.entry.actor)),
    Column(key="version", title=_("Version"), numeric=True, cell=lambda one: Cell(value=one.entry.version)),
    Column(
        key="note",
        title=_("Note"),
        cell=lambda one: Cell(value=one.entry.note or None, absent=_("no note")),
    ),
)
