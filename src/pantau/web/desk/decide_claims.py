"""What the buttons of the evidence desk do: claims are accepted, rejected, and taken back, as they were seen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimRow, ClaimState
from pantau.domain.evidence_refusals import NoClaimChosen
from pantau.domain.permissions import Verb, require
from pantau.domain.refusals import CellUnknown, ChangedMeanwhile, NotFound, NumberInvalid, Refusal
from pantau.domain.sources import SourceRow
from pantau.records.queries.claims import claims_of
from pantau.records.queries.sources import source_named
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.accept_in_bulk import accept_in_bulk
from pantau.usecases.read_source import read_source
from pantau.usecases.reject_claims import reject_claims
from pantau.usecases.take_back_claims import take_back_claims
from pantau.web.ask import Visit, ask, page_field
from pantau.web.desk.claim_words import SIGNS, key_of, spoken_value, sureness_name
from pantau.web.desk.source_desk import desk_page_of, filters, focus_field
from pantau.web.forms import Fault, fault_of, only_keys
from pantau.web.page import address
from pantau.web.render import render, see_other
from pantau.web.wording import language

_KEYS = ("chosen", "do", "reason")
_MOST = 500  # claims in one form
_ELSEWHERE = ("correct", "merge", "link")
"""What is done on the page of the claim itself."""


def source_desk_deed(visit: Visit, request: HttpRequest, *, code: str) -> HttpResponse:
    """Do what the button says; the answer is the page again, or what changed on it where a script asked.

    Raises NotFound, SourceUnknown, ParameterUnknown.
    """
    require(visit.actor, Verb.REVIEW_CLAIMS)
    source = source_named(code)
    only_keys(visit, known=_KEYS)
    do = str(visit.form.get("do", ""))
    try:
        if do == "read":
            read_source(visit.actor, code=code)
            return see_other(address("evidence-source", code=code))
        chosen = seen_in(visit.form.getlist("chosen")) if do != "bulk" else ()
        if do in _ELSEWHERE:
            return see_other(f"{address('evidence-claim', claim=chosen[0].claim)}#{do}")
        decided = _decided(visit, do=do, chosen=chosen, source=source)
    except NotFound:
        raise
    except Refusal as refusal:
        return _refused(visit, request, source=source, refusal=refusal)
    if by_script(request):
        return decided_json(decided, do=do, source=source)
    if decided.left:
        page = desk_page_of(
            visit,
            source=source,
            told=told_of(do, decided.claims),
            troubles=left_faults(decided),
            left=decided.left[0].claim.public_id,
        )
        return render(request, page, format="html")
    return see_other(_onward(visit, chosen, decided.claims, source=source))


def _decided(visit: Visit, *, do: str, chosen: Sequence[Seen], source: SourceRow) -> Decided:
    """Raises CellUnknown for a button that is not there, and what the decision is refused for."""
    if do == "bulk":
        return accept_in_bulk(visit.actor, source=source.code)
    deed = DEEDS.get(do)
    if deed is None:
        raise CellUnknown(column="do", text=do[:40], expected=", ".join((*DEEDS, "bulk", "read", *_ELSEWHERE)))
    return deed(visit, chosen)


def _rejected(visit: Visit, chosen: Sequence[Seen]) -> Decided:
    return reject_claims(visit.actor, chosen=chosen, reason=str(visit.form.get("reason", "")))


DEEDS: Mapping[str, Callable[[Visit, Sequence[Seen]], Decided]] = {
    "accept": lambda visit, chosen: accept_claims(visit.actor, chosen=chosen),
    "reject": _rejected,
    "back": lambda visit, chosen: take_back_claims(visit.actor, chosen=chosen),
}


def seen_in(texts: Sequence[str]) -> tuple[Seen, ...]:
    """The claims that were chosen, each as `public id:version`. Raises NoClaimChosen, CellUnknown, NumberInvalid."""
    if not texts:
        raise NoClaimChosen
    return tuple(_seen(text) for text in texts[:_MOST])


def _seen(text: str) -> Seen:
    claim, _, version = text.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise NumberInvalid(text=text[:60], column="chosen")
    try:
        return Seen(claim=UUID(claim), version=int(version))
    except ValueError as fault:
        raise CellUnknown(column="chosen", text=text[:60], expected="UUID:1") from fault


def by_script(request: HttpRequest) -> bool:
    """Whether a script of the page asks, which wants to know what changed and no page."""
    return request.headers.get("Accept") == "application/json"


def told_of(do: str, claims: Sequence[ClaimRow]) -> str:
    """What was done, in a sentence."""
    texts = {
        "accept": ngettext("Accepted: %(n)s claim", "Accepted: %(n)s claims", len(claims)),
        "bulk": ngettext("Accepted: %(n)s claim", "Accepted: %(n)s claims", len(claims)),
        "reject": ngettext("Rejected: %(n)s claim", "Rejected: %(n)s claims", len(claims)),
        "back": ngettext("Taken back: %(n)s claim", "Taken back: %(n)s claims", len(claims)),
        "merge": ngettext("Merged: %(n)s claim", "Merged: %(n)s claims", len(claims)),
        "correct": ngettext("Corrected: %(n)s claim", "Corrected: %(n)s claims", len(claims)),
        "link": ngettext("Linked: %(n)s claim", "Linked: %(n)s claims", len(claims)),
        "unlink": ngettext("No longer linked: %(n)s claim", "No longer linked: %(n)s claims", len(claims)),
    }
    if not claims:
        return say("Nothing was changed.")
    return texts[do] % {"n": len(claims)}


def left_faults(decided: Decided) -> tuple[Fault, ...]:
    """Why some of the chosen claims were left, each with its passage."""
    return tuple(fault_of(one.refusal, field=key_of(one.claim)) for one in decided.left)


def decided_json(decided: Decided, *, do: str, source: SourceRow) -> HttpResponse:
    """What changed on the page, as a script puts it in its place."""
    counts: dict[str, int] = {}
    for one in claims_of(source):
        counts[one.state.value] = counts.get(one.state.value, 0) + 1
    answer = {
        "told": told_of(do, decided.claims),
        "claims": [shown_claim(one) for one in decided.claims],
        "left": [one.as_json(language()) for one in decided.left],
        "counts": counts,
    }
    return uncached(JsonResponse(answer, json_dumps_params={"ensure_ascii": False}))


def shown_claim(claim: ClaimRow) -> dict[str, Any]:
    """What a list says of a claim."""
    return {
        "key": key_of(claim),
        "claim": str(claim.public_id),
        "version": claim.version,
        "state": claim.state.value,
        "state_name": claim.state.words.into(language()),
        "sign": SIGNS.get(claim.state, ""),
        "reading": spoken_value(claim),
        "sure": f"{sureness_name(claim.confidence)} {claim.confidence} %",
    }


def refused_json(refusal: Refusal) -> HttpResponse:
    """The sentences of a refusal, 409 where somebody was faster."""
    status = 409 if isinstance(refusal, ChangedMeanwhile) else 422
    return uncached(JsonResponse(refusal.as_json(language()), status=status, json_dumps_params={"ensure_ascii": False}))


def _refused(visit: Visit, request: HttpRequest, *, source: SourceRow, refusal: Refusal) -> HttpResponse:
    """The sentences of the refusal where the person is; nothing was changed."""
    if by_script(request):
        return refused_json(refusal)
    page = desk_page_of(visit, source=source, troubles=(fault_of(refusal),), left=_first_chosen(visit, source))
    response = render(request, page, format="html")
    response.status_code = 409 if isinstance(refusal, ChangedMeanwhile) else 422
    return response


def _first_chosen(visit: Visit, source: SourceRow) -> UUID | None:
    """The first claim of this source that the form chose, as far as it can be told."""
    told = {str(one).partition(":")[0] for one in visit.form.getlist("chosen")}
    return next((one.public_id for one in claims_of(source) if str(one.public_id) in told), None)


def _onward(visit: Visit, chosen: Sequence[Seen], decided: Iterable[ClaimRow], *, source: SourceRow) -> str:
    """The same page, at the next claim after those chosen that nobody decided on."""
    asked = ask(visit, fields=(*filters(), focus_field(), page_field()))
    page = str(asked.page) if asked.page > 1 else ""
    claims, keys = claims_of(source), {one.claim for one in chosen}
    last = max((one.start for one in claims if one.public_id in keys), default=0)
    following = next((one for one in claims if one.start > last and one.state is ClaimState.PROPOSED), None)
    here = following or next(iter(decided), None)
    href = asked.link(claim=str(here.public_id) if here else "", page="" if here else page)
    return f"{href}#c-{key_of(here)}" if here else href


def uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
