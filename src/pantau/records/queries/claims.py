"""Named reads of claims: those of a source, one by itself, what waits for a decision, and what each leads to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet

from pantau.domain.evidence.rows import ClaimRow, ClaimState, LinkRow, evidence_words
from pantau.domain.evidence_refusals import ClaimUnknown
from pantau.domain.sources import UNPUBLISHED, SourceRow
from pantau.domain.words import Words, table
from pantau.records.models import Claim, ClaimLink, PublishedFigure, Source
from pantau.records.models.claim import TARGETS
from pantau.records.queries.sources import source_row

_LINKED = (*TARGETS, "coordinatorship__country", "coordinatorship__partner", "indicator_value__indicator")
_READ = (ClaimState.PROPOSED, ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.MERGED)
_DECIDED = (ClaimState.ACCEPTED, ClaimState.REJECTED, ClaimState.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceQueue:
    """How far the claims of a source are decided on; `types` counts those that are not, `sure` those of them from 90
    hundredths on, `allowed` those that may be accepted at once."""

    source: SourceRow
    states: Mapping[str, int]
    types: Mapping[str, int]
    sure: int

    @property
    def to_decide(self) -> int:
        return self.states.get(ClaimState.PROPOSED.value, 0)


def claims_of(source: SourceRow) -> tuple[ClaimRow, ...]:
    """All claims of a source but those that are no longer read, by place."""
    rows = Claim.objects.filter(source_id=source.id, state__in=_READ).order_by("start", "end", "type")
    return claim_rows(rows)


def claim_named(public_id: UUID) -> ClaimRow:
    """Raises ClaimUnknown."""
    found = claim_rows(Claim.objects.filter(public_id=public_id).exclude(source__kind__in=UNPUBLISHED))
    if not found:
        raise ClaimUnknown(claim=public_id)
    return found[0]


def claims_to_decide(*, type: str = "", least: int = 0, limit: int = 100) -> tuple[ClaimRow, ...]:
    """Claims that nobody decided on yet, of all types or one, from a confidence on, the surest first."""
    rows = Claim.objects.filter(state=ClaimState.PROPOSED.value, confidence__gte=least)
    rows = rows.filter(type=type) if type else rows
    return claim_rows(rows.order_by("-confidence", "source_id", "start")[:limit])


def evidence_queue() -> tuple[SourceQueue, ...]:
    """Every source with claims, those with the most to decide first."""
    proposed = Q(state=ClaimState.PROPOSED.value)
    counted = Claim.objects.filter(state__in=_READ).values("source_id", "state", "type")
    states: dict[int, dict[str, int]] = {}
    types: dict[int, dict[str, int]] = {}
    sure: dict[int, int] = {}
    for row in counted.annotate(claims=Count("id"), sure=Count("id", filter=proposed & Q(confidence__gte=90))):
        key = row["source_id"]
        mine = states.setdefault(key, {})
        mine[row["state"]] = mine.get(row["state"], 0) + row["claims"]
        sure[key] = sure.get(key, 0) + row["sure"]
        if row["state"] == ClaimState.PROPOSED.value:
            types.setdefault(key, {})[row["type"]] = row["claims"]
    sources = Source.objects.filter(id__in=states).exclude(kind__in=UNPUBLISHED)
    queues = [
        SourceQueue(source=source_row(one), states=states[one.id], types=types.get(one.id, {}), sure=sure[one.id])
        for one in sources
    ]
    return tuple(sorted(queues, key=lambda queue: (-queue.to_decide, queue.source.code)))


def confidence_range(source: SourceRow) -> tuple[int, int] | None:
    """The lowest and the highest confidence of the claims that nobody decided on, in hundredths."""
    found = Claim.objects.filter(source_id=source.id, state=ClaimState.PROPOSED.value)
    ends = found.aggregate(low=Min("confidence"), high=Max("confidence"))
    return None if ends["low"] is None else (ends["low"], ends["high"])


def claim_rows(claims: "QuerySet[Claim]") -> tuple[ClaimRow, ...]:
    """The rows of claims with their standing links, in three statements however many there are."""
    rows = list(claims.select_related("source", "merged_into"))
    links = links_of(row.pk for row in rows)
    sources: dict[int, SourceRow] = {}
    return tuple(_row(row, links=links.get(row.pk, ()), sources=sources) for row in rows)


def claims_decided() -> Iterator[ClaimRow]:
    """Every claim that somebody decided on, without its links, source by source."""
    rows = Claim.objects.filter(state__in=_DECIDED).select_related("source", "merged_into").order_by("source_id", "id")
    sources: dict[int, SourceRow] = {}
    for row in rows.iterator(1000):
        yield _row(row, links=(), sources=sources)


def bare_claims(claims: "QuerySet[Claim]") -> tuple[ClaimRow, ...]:
    """The rows of claims without their links."""
    sources: dict[int, SourceRow] = {}
    return tuple(_row(row, links=(), sources=sources) for row in claims.select_related("source", "merged_into"))


def links_of(claims: Iterable[int]) -> dict[int, tuple[LinkRow, ...]]:
    """The standing links of claims, by the claims' internal ids."""
    found: dict[int, list[LinkRow]] = {}
    rows = ClaimLink.objects.filter(claim_id__in=list(claims), withdrawn=False).select_related(*_LINKED)
    for row in rows.order_by("id"):
        found.setdefault(row.claim_id, []).append(link_row(row))
    return {claim: tuple(some) for claim, some in found.items()}


def link_row(link: ClaimLink) -> LinkRow:
    kind = next(name for name in TARGETS if getattr(link, f"{name}_id") is not None)
    target = getattr(link, kind)
    code, name = _NAMES[kind](target)
    return LinkRow(
        kind=kind,
        key=target.pk,
        public_id=target.public_id,
        code=code,
        name=name,
        bond=link.bond,
        made=link.made,
    )


def _row(claim: Claim, *, links: tuple[LinkRow, ...], sources: dict[int, SourceRow]) -> ClaimRow:
    if claim.source_id not in sources:
        sources[claim.source_id] = source_row(claim.source)
    return ClaimRow(
        id=claim.pk,
        public_id=claim.public_id,
        version=claim.version,
        source=sources[claim.source_id],
        type=claim.type,
        start=claim.start,
        end=claim.end,
        text=claim.text,
        value=claim.value,
        attributes=claim.attributes,
        rule=claim.rule,
        confidence=claim.confidence,
        state=ClaimState(claim.state),
        note=claim.note,
        merged_into=claim.merged_into.public_id if claim.merged_into else None,
        links=links,
    )


def _plain(text: str) -> Words:
    return Words(en=text, id=text)


def _term(term: Any) -> tuple[str, Words]:
    return term.partner.code, _plain(f"{term.country.code} – {term.partner.code}")


def _value(value: Any) -> tuple[str, Words]:
    return value.indicator.code, value.indicator.name


_NAMES: Mapping[str, Any] = {
    "actor": lambda one: (one.code, one.name),
    "commitment": lambda one: (one.code, _plain(one.text)),
    "coordinatorship": _term,
    "figure": lambda one: (one.code, _plain(one.printed)),
    "group": lambda one: (one.group, evidence_words("groups", one.group)),
    "indicator": lambda one: (one.code, one.name),
    "indicator_value": _value,
    "instrument": lambda one: (one.code, one.title),
    "meeting": lambda one: (one.code, one.title),
    "plan": lambda one: (one.code, one.title),
}


def figures_lacking() -> tuple[tuple[str, str], ...]:
    """What published figures that stand still lack, as (code of the figure, what): a passage, a day, a period."""
    periodic = [code for code, row in table("metrics").items() if row["clock"] == "period"]
    standing = PublishedFigure.objects.filter(withdrawn=False).order_by("code").values_list("code", flat=True)
    lacking = {
        "passage": standing.filter(passage=None),
        "as_of": standing.filter(as_of=None),
        "period": standing.filter(period_start=None, metric__in=periodic),
    }
    return tuple((code, what) for what, codes in lacking.items() for code in codes)


def claim_at(text: str) -> ClaimRow:
    """The claim that a person names by its public id, or by its place: SOURCE:START, with :TYPE where two begin there.

    Raises ClaimUnknown, also where the place does not say which.
    """
    source, _, place = text.partition(":")
    if not place:
        try:
            return claim_named(UUID(text))
        except ValueError as fault:
            raise ClaimUnknown(claim=text[:80]) from fault
    start, _, type = place.partition(":")
    if not (start.isascii() and start.isdigit() and len(start) < 10):
        raise ClaimUnknown(claim=text[:80])
    rows = Claim.objects.filter(source__code=source, start=int(start), state__in=_READ)
    found = claim_rows((rows.filter(type=type) if type else rows).exclude(source__kind__in=UNPUBLISHED))
    if len(found) != 1:
        raise ClaimUnknown(claim=text[:80])
    return found[0]


def claims_waiting() -> tuple[int, int]:
    """How many claims wait for a decision, and of how many sources."""
    waiting = Claim.objects.filter(state=ClaimState.PROPOSED.value).exclude(source__kind__in=UNPUBLISHED)
    found = waiting.aggregate(claims=Count("id"), sources=Count("source", distinct=True))
    return found["claims"], found["sources"]
