"""After a decision on claims: the records that they back say what the claims that stand say, or stand no longer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pantau.domain.evidence.becomes import Scene, drafted
from pantau.domain.evidence.drafts import InstrumentDraft, MeetingDraft
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence_refusals import ClaimInUse
from pantau.records.models import (
    Actor,
    Claim,
    ClaimLink,
    Instrument,
    InstrumentStatus,
    Meeting,
    MeetingParty,
    PublishedFigure,
    Record,
    Source,
    Value,
)
from pantau.records.pen import Pen
from pantau.records.queries.claims import bare_claims
from pantau.usecases.claim_desk import find_actor
from pantau.usecases.keep_source import keep_passage


def settle(pen: Pen, kind: str, record: Record) -> None:
    """Withdraw a record that claims made and none backs any longer; else let it say what its claims say.

    Raises ClaimInUse where figures are about the record that would be withdrawn.
    """
    links = ClaimLink.objects.filter(**{kind: record.pk}, bond="backs")
    if kind == "indicator_value":  # a rank stands beside a number and keeps none; a number that goes keeps no rank
        tell(pen, kind, record)
        links = links.exclude(claim__value__kind="rank")
    if kind != "actor" and links.filter(made=True).exists() and not links.filter(withdrawn=False).exists():
        _require_free(kind, record)
        pen.revise(type(record)._default_manager.get(pk=record.pk), withdrawn=True)
    else:
        tell(pen, kind, record)


def tell(pen: Pen, kind: str, record: Record) -> None:
    """Let a record that claims back say what they say."""
    told = _TELLS.get(kind)
    if told is not None:
        links = ClaimLink.objects.filter(**{kind: record.pk}, bond="backs", withdrawn=False)
        claims = Claim.objects.filter(pk__in=links.values("claim_id")).order_by("changed_at", "id")
        told(pen, record, bare_claims(claims))


def _require_free(kind: str, record: Record) -> None:
    if kind not in ("instrument", "actor", "plan"):
        return
    figure = PublishedFigure.objects.filter(**{kind: record.pk}, withdrawn=False).order_by("code").first()
    if figure is not None:
        raise ClaimInUse(figure=figure.code)


def _scene(claim: ClaimRow) -> Scene:
    return Scene(language=claim.source.language, stated_on=claim.source.published_on, text="", claims=())


def _meeting(pen: Pen, record: Any, claims: Sequence[ClaimRow]) -> None:
    """The first claim that says a thing says it; all together say who was there."""
    found = [drafted(claim, scene=_scene(claim)) for claim in claims]
    drafts = [one for one in found if isinstance(one, MeetingDraft)]
    spans = [one.span for one in drafts if one.span]
    span = min(spans, key=lambda one: one.end - one.start, default=None)
    pen.revise(
        record,
        place=next((one.place for one in drafts if one.place), ""),
        country=next(filter(None, (find_actor(one.country) for one in drafts)), None),
        start=span.start if span else None,
        end=span.end if span else None,
        grain=span.grain if span else "day",
        chair=next((one.chair for one in drafts if one.chair), ""),
    )
    wanted: dict[tuple[int, str], Actor] = {}
    for one in drafts:
        named = [(key, "party") for key in one.parties] + [(one.host, "host")]
        for named_id, capacity in named:
            actor = find_actor(named_id)
            if actor is not None:
                wanted[actor.pk, capacity] = actor
    known = {(row.actor_id, row.capacity): row for row in MeetingParty.objects.filter(meeting=record)}
    for key in known.keys() | wanted.keys():
        if key in known:
            pen.revise(known[key], withdrawn=key not in wanted)
        else:
            pen.insert(MeetingParty, meeting=Meeting.objects.get(pk=record.pk), actor=wanted[key], capacity=key[1])


def _instrument(pen: Pen, record: Any, claims: Sequence[ClaimRow]) -> None:
    """Its statuses: those of the register stay, those of claims are the ones that claims say."""
    wanted: dict[tuple[str, Any], ClaimRow] = {}
    for claim in claims:
        draft = drafted(claim, scene=_scene(claim))
        if isinstance(draft, InstrumentDraft) and draft.status:
            wanted.setdefault((draft.status, draft.on), claim)
    known = {(row.status, row.on): row for row in InstrumentStatus.objects.filter(instrument=record)}
    for key in known.keys() | wanted.keys():
        if key not in known:
            _add_status(pen, record, wanted[key], status=key[0], on=key[1])
        elif known[key].source_id is not None:  # one that the register has is not the claims' to take away
            pen.revise(known[key], withdrawn=key not in wanted)


def _add_status(pen: Pen, record: Instrument, claim: ClaimRow, *, status: str, on: Any) -> None:
    source = Source.objects.get(pk=claim.source.id)
    passage = keep_passage(pen, source=source, start=claim.start, end=claim.end, text=claim.text)
    pen.insert(InstrumentStatus, instrument=record, status=status, on=on, source=source, passage=passage)


def _value(pen: Pen, record: Any, claims: Sequence[ClaimRow]) -> None:
    """A rank that only claims gave goes when none of them stands."""
    value = Value.objects.get(pk=record.pk)
    ranks = [claim for claim in claims if claim.value.get("kind") == "rank"]
    links = ClaimLink.objects.filter(indicator_value=value, bond="backs", claim__value__kind="rank")
    given = links.filter(made=True).exists()
    if given and not ranks:
        pen.revise(value, rank=None)


_TELLS: Mapping[str, Callable[[Pen, Any, Sequence[ClaimRow]], None]] = {
    "meeting": _meeting,
    "instrument": _instrument,
    "indicator_value": _value,
}
