"""What a claim may be linked to, the likeliest first, each with the reasons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pantau.domain.evidence.becomes import ids_in
from pantau.domain.evidence.figures import metric_code
from pantau.domain.evidence.rows import ClaimRow, evidence_words
from pantau.domain.evidence.spans import span_of
from pantau.domain.figures import metric_named
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import MetricUnknown
from pantau.domain.words import LANGUAGES, Words
from pantau.records import models
from pantau.records.queries.claims import claim_named
from pantau.usecases.claim_desk import find_actor

MOST = 8
"""Suggestions for one claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A record by kind and code, and why it is likely."""

    kind: str
    code: str
    name: Words
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    kind: str
    record: Any
    reasons: tuple[str, ...]


def suggestions(actor: Actor, *, claim: UUID) -> tuple[Suggestion, ...]:
    """Records that the claim may be about, without those it is linked to. Raises NotFound, ClaimUnknown."""
    require(actor, Verb.REVIEW_CLAIMS)
    row = claim_named(claim)
    linked = {(link.kind, link.key) for link in row.links}
    found = [one for one in _candidates(row) if one.reasons and (one.kind, one.record.pk) not in linked]
    found.sort(key=lambda one: (-len(one.reasons), one.kind, one.record.code))
    return tuple(_suggestion(one) for one in found[:MOST])


def _candidates(claim: ClaimRow) -> Iterator[_Found]:
    partners = [one for one in map(find_actor, ids_in(claim.attributes, "parties")) if one is not None]
    partners = [one for one in partners if one.code != "ASEAN"]
    keys = [one.pk for one in partners]
    years = _years(claim)
    if claim.type in ("quantity", "agreement", "commitment"):
        yield from _plans(keys, years)
    if claim.type in ("quantity", "agreement"):
        yield from _instruments(keys, years)
    if claim.type == "event":
        yield from _meetings(claim, keys)
    if claim.type == "quantity":
        yield from _figures(claim, keys)
        yield from _series(claim)
    for one in partners:
        yield _Found(kind="actor", record=one, reasons=("named_here",))


def _years(claim: ClaimRow) -> tuple[int, int] | None:
    held = claim.value.get("period") or claim.attributes.get("period")
    span = span_of(*map(str, held)) if isinstance(held, list) else span_of(str(held or ""))
    return (span.start.year, span.end.year) if span else None


def _plans(partners: Sequence[int], years: tuple[int, int] | None) -> Iterator[_Found]:
    for plan in models.Plan.objects.filter(partner__in=partners):
        same = years == (plan.start.year, plan.end.year)
        yield _Found(kind="plan", record=plan, reasons=_reasons(same_partner=True, same_years=same))


def _instruments(partners: Sequence[int], years: tuple[int, int] | None) -> Iterator[_Found]:
    found = models.Instrument.objects.filter(parties__actor__in=partners, withdrawn=False).distinct()
    for one in found.order_by("code")[:200]:
        same = one.start is not None and one.end is not None and years == (one.start.year, one.end.year)
        yield _Found(kind="instrument", record=one, reasons=_reasons(same_partner=True, same_years=same))


def _meetings(claim: ClaimRow, partners: Sequence[int]) -> Iterator[_Found]:
    rows = models.Meeting.objects.filter(kind=claim.value["kind"], withdrawn=False)
    for one in rows.prefetch_related("parties").order_by("-start", "code")[:200]:
        theirs = {party.actor_id for party in one.parties.all()}
        same_number = one.ordinal is not None and one.ordinal == claim.value.get("ordinal")
        reasons = _reasons(
            same_kind=same_number or bool(theirs & set(partners)),
            same_number=same_number,
            same_partner=bool(theirs & set(partners)),
            same_name=claim.text.casefold() in {text.casefold() for text in one.title.as_json().values()},
        )
        yield _Found(kind="meeting", record=one, reasons=reasons)


def _figures(claim: ClaimRow, partners: Sequence[int]) -> Iterator[_Found]:
    rows = models.PublishedFigure.objects.filter(metric=metric_code(claim), withdrawn=False)
    for one in rows.filter(actor__in=partners).order_by("-as_of", "code")[:50]:
        number = str(claim.value["number"])
        same = one.scale == 0 and str(one.digits) == number
        yield _Found(kind="figure", record=one, reasons=_reasons(same_partner=True, same_metric=True, same_number=same))


def _series(claim: ClaimRow) -> Iterator[_Found]:
    try:
        code = metric_named(metric_code(claim)).indicator
    except MetricUnknown:
        return
    for one in models.Indicator.objects.filter(code=code):
        yield _Found(kind="indicator", record=one, reasons=("same_metric",))


def _reasons(**held: bool) -> tuple[str, ...]:
    return tuple(name for name, holds in held.items() if holds)


def _suggestion(one: _Found) -> Suggestion:
    name = getattr(one.record, "title", None) or getattr(one.record, "name", None)
    printed = getattr(one.record, "printed", "")
    return Suggestion(
        kind=one.kind,
        code=one.record.code,
        name=name or Words(en=printed, id=printed),
        why=_listed(evidence_words("why", reason) for reason in one.reasons),
    )


def _listed(words: Iterable[Words]) -> Words:
    some = list(words)
    return Words(**{language: ", ".join(one.into(language) for one in some) for language in LANGUAGES})
