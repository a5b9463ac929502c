"""Named reads of timelines: what sources say of a partner or a plan, each with its place in a source.

The number of statements does not depend on how much was said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from pantau.domain.actors import ActorRow, instrument_kind_name, instrument_status_name
from pantau.domain.evidence.rows import ClaimState, evidence_words
from pantau.domain.evidence.timeline import Happening, in_order
from pantau.domain.figures import Figure
from pantau.domain.plans import PlanRow
from pantau.domain.plausibility.wording import date_words, quantity_words
from pantau.domain.sources import UNPUBLISHED, PassageRow, SourceRow
from pantau.domain.words import LANGUAGES, Words
from pantau.records.models import (
    Actor,
    Claim,
    ClaimLink,
    Commitment,
    CommitmentActor,
    Coordinatorship,
    FigurePreference,
    Instrument,
    InstrumentParty,
    InstrumentStatus,
    Meeting,
    MeetingParty,
    Passage,
    Plan,
    PublishedFigure,
    ReachedGroup,
    Source,
)
from pantau.records.queries.figures import partner_figures, plan_figures
from pantau.records.queries.sources import passage_row, source_row
from pantau.records.queries.stamps import stamp_of
from pantau.records.remembered import Remembered

_STANDING = (ClaimState.ACCEPTED.value, ClaimState.MERGED.value)
_OWN = ("source", "passage__source")
_READ = (
    Actor,
    Claim,
    ClaimLink,
    Commitment,
    CommitmentActor,
    Coordinatorship,
    FigurePreference,
    Instrument,
    InstrumentParty,
    InstrumentStatus,
    Meeting,
    MeetingParty,
    Passage,
    Plan,
    PublishedFigure,
    ReachedGroup,
    Source,
)
"""What a timeline is made of."""
_REMEMBERED: Remembered[tuple[Happening, ...]] = Remembered(64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The rows that a timeline is made of; instruments with their statuses."""

    figures: list[Figure]
    meetings: "QuerySet[Meeting]"
    instruments: "QuerySet[Instrument]"
    commitments: "QuerySet[Commitment]"
    terms: "QuerySet[Coordinatorship]"
    groups: "QuerySet[ReachedGroup]"


def partner_timeline(partner: ActorRow) -> tuple[Happening, ...]:
    """What is said of a partner: where it takes part, what is about it, and what it commits to; the latest first."""
    return _remembered(("partner", partner.id), lambda: _of_partner(partner))


def plan_timeline(plan: PlanRow) -> tuple[Happening, ...]:
    """What the sources say that speak of a plan: figures about it, and what else stands beside them; the latest first.

    A source speaks of it where a figure of it is about the plan, or an accepted claim.
    """
    return _remembered(("plan", plan.id), lambda: _of_plan(plan))


def _remembered(key: tuple[str, int], read: Callable[[], tuple[Happening, ...]]) -> tuple[Happening, ...]:
    """A dozen reads that seldom give anything new, on pages that are opened often."""
    stamp = stamp_of(_READ)
    return read() if stamp is None else _REMEMBERED.get(key, stamp=stamp, read=read)


def _of_partner(partner: ActorRow) -> tuple[Happening, ...]:
    key = partner.id
    linked = Q(claim_links__claim__links__actor_id=key, claim_links__claim__links__withdrawn=False)
    told = _Told(
        figures=partner_figures(partner),
        meetings=Meeting.objects.filter(Q(parties__actor_id=key, parties__withdrawn=False)),
        instruments=Instrument.objects.filter(parties__actor_id=key),
        commitments=Commitment.objects.filter(Q(actors__actor_id=key) | linked),
        terms=Coordinatorship.objects.filter(partner_id=key),
        groups=ReachedGroup.objects.filter(Q(actor_id=key) | Q(plan__partner_id=key) | linked),
    )
    return _timeline(told)


def _of_plan(plan: PlanRow) -> tuple[Happening, ...]:
    about = PublishedFigure.objects.filter(plan_id=plan.id, withdrawn=False, source__isnull=False).values("source_id")
    claimed = _links().filter(plan_id=plan.id).values("claim__source_id")
    spoken = Q(claim__source_id__in=about) | Q(claim__source_id__in=claimed)
    backed = _links().filter(spoken, bond="backs")

    def named(kind: str) -> Any:
        return backed.filter(**{f"{kind}__isnull": False}).values(f"{kind}_id")

    told = _Told(
        figures=plan_figures(plan),
        meetings=Meeting.objects.filter(id__in=named("meeting")),
        instruments=Instrument.objects.filter(id__in=named("instrument")),
        commitments=Commitment.objects.filter(id__in=named("commitment")),
        terms=Coordinatorship.objects.filter(id__in=named("coordinatorship")),
        groups=ReachedGroup.objects.filter(Q(plan_id=plan.id) | Q(id__in=named("group"))),
    )
    return _timeline(told)


def _links() -> "QuerySet[ClaimLink]":
    found = ClaimLink.objects.filter(withdrawn=False, claim__state__in=_STANDING)
    return found.exclude(claim__source__kind__in=UNPUBLISHED)


def _timeline(told: _Told) -> tuple[Happening, ...]:
    statuses = InstrumentStatus.objects.filter(withdrawn=False).select_related(*_OWN).order_by("id")
    rows: dict[str, list[Any]] = {
        "meeting": list(_standing(told.meetings).select_related("country")),
        "instrument": list(_standing(told.instruments).prefetch_related(Prefetch("statuses", queryset=statuses))),
        "commitment": list(_standing(told.commitments).select_related(*_OWN)),
        "coordinatorship": list(_standing(told.terms).select_related("country", "partner", *_OWN)),
        "group": list(_standing(told.groups).select_related(*_OWN)),
    }
    places = _places(rows, told.figures)
    found = [_figure(one, places.get(("figure", str(one.public_id)), [])) for one in told.figures]
    for kind, some in rows.items():
        for row in some:
            found += _HAPPENINGS[kind](row, places.get((kind, str(row.public_id)), []))
    return in_order(found)


def _standing(rows: Any) -> Any:
    return rows.filter(withdrawn=False).distinct()


def _places(rows: Mapping[str, list[Any]], figures: Iterable[Figure]) -> dict[tuple[str, str], list[PassageRow]]:
    """Where the accepted claims behind these rows stand, the earliest source first; one statement for all of them."""
    wanted = Q(figure__public_id__in=[one.public_id for one in figures])
    for kind, some in rows.items():
        wanted |= Q(**{f"{kind}_id__in": [row.pk for row in some]})
    links = _links().filter(wanted, bond="backs").select_related("claim__source", "figure", *rows)
    found: dict[tuple[str, str], list[PassageRow]] = {}
    sources: dict[int, SourceRow] = {}
    for link in links.order_by("claim__source__published_on", "claim__source_id", "claim__start"):
        kind = next(name for name in ("figure", *rows) if getattr(link, f"{name}_id") is not None)
        claim = link.claim
        source = sources.setdefault(claim.source_id, source_row(claim.source))
        passage = PassageRow(
            public_id=claim.public_id, source=source, start=claim.start, end=claim.end, text=claim.text
        )
        mine = found.setdefault((kind, str(getattr(link, kind).public_id)), [])
        if passage not in mine:
            mine.append(passage)
    return found


def _figure(figure: Figure, places: list[PassageRow]) -> Happening:
    return Happening(
        sort="figure",
        record=figure.public_id,
        code=figure.code,
        title=figure.measures.name,
        detail=_joined(quantity_words(figure.quantity), _years(figure), _status_words(figure), _about(figure)),
        on=figure.stated_on or (figure.period.end if figure.period else None),
        source=figure.source,
        passages=_with_own(places, figure.passage),
    )


def _meeting(row: Meeting, places: list[PassageRow]) -> Iterator[Happening]:
    country = row.country.name if row.country else Words(en="", id="")
    yield Happening(
        sort="meeting",
        record=row.public_id,
        code=row.code,
        title=row.title,
        detail=_joined(evidence_words("meetings", row.kind), _quoted(row.place), country),
        on=row.start,
        until=row.end if row.end != row.start else None,
        grain=row.grain,
        passages=tuple(places),
    )


def _instrument(row: Instrument, places: list[PassageRow]) -> Iterator[Happening]:
    """One for each status; where none is recorded, the instrument itself from the day it runs."""
    kind = instrument_kind_name(row.kind)
    shared: dict[str, Any] = {"sort": "instrument", "code": row.code, "title": row.title}
    statuses = list(row.statuses.all())
    if not statuses:
        yield Happening(
            **shared, record=row.public_id, detail=kind, on=row.start, until=row.end, passages=tuple(places)
        )
    for status in statuses:
        said = [one for one in places if status.source and one.source.code == status.source.code]
        yield Happening(
            **shared,
            record=status.public_id,
            detail=_joined(instrument_status_name(status.status), kind),
            on=status.on,
            source=source_row(status.source) if status.source else None,
            passages=_with_own(said or ([] if status.source else places), _passage(status)),
        )


def _commitment(row: Commitment, places: list[PassageRow]) -> Iterator[Happening]:
    areas = [evidence_words("areas", area) for area in row.areas]
    yield Happening(
        sort="commitment",
        record=row.public_id,
        code=row.code,
        title=Words(en=row.text, id=row.text),
        detail=_joined(evidence_words("acts", row.act), *areas),
        on=row.made_on or row.source.published_on,
        language=row.source.language,
        source=source_row(row.source),
        passages=_with_own(places, _passage(row)),
    )


def _term(row: Coordinatorship, places: list[PassageRow]) -> Iterator[Happening]:
    until = Words(en=f"until {date_words(row.end).en}", id=f"sampai {date_words(row.end).id}") if row.end else _still()
    yield Happening(
        sort="term",
        record=row.public_id,
        code=f"{row.country.code}-{row.partner.code}",
        title=Words(
            **{
                language: f"{row.country.name.into(language)} – {row.partner.name.into(language)}"
                for language in LANGUAGES
            }
        ),
        detail=until,
        on=row.start,
        until=row.end,
        source=source_row(row.source) if row.source else None,
        passages=_with_own(places, _passage(row)),
    )


def _group(row: ReachedGroup, places: list[PassageRow]) -> Iterator[Happening]:
    yield Happening(
        sort="group",
        record=row.public_id,
        code=row.group,
        title=evidence_words("groups", row.group),
        detail=evidence_words("stances", row.stance) if row.stance else Words(en="named", id="disebut"),
        on=row.source.published_on,
        source=source_row(row.source),
        passages=_with_own(places, _passage(row)),
    )


_HAPPENINGS: Mapping[str, Any] = {
    "meeting": _meeting,
    "instrument": _instrument,
    "commitment": _commitment,
    "coordinatorship": _term,
    "group": _group,
}


def _passage(row: Any) -> PassageRow | None:
    return passage_row(row.passage) if row.passage else None


def _with_own(places: Iterable[PassageRow], own: PassageRow | None) -> tuple[PassageRow, ...]:
    """The places of claims, and the one recorded with the row where no claim stands on it."""
    found = list(places)
    if own is None or any(
        one.source.code == own.source.code and one.start < own.end and own.start < one.end for one in found
    ):
        return tuple(found)
    return (own, *found)


def _years(figure: Figure) -> Words:
    """The years that the figure is about, where its source says so."""
    period = figure.period
    if period is None:
        return Words(en="", id="")
    first, last = period.start.year, period.end.year
    return _quoted(str(first) if first == last else f"{first}–{last}")


def _about(figure: Figure) -> Words:
    """The plan or instrument that the figure is about; of an actor the timeline says so itself."""
    return Words(en="", id="") if figure.subject_kind == "actor" else figure.subject_name


def _status_words(figure: Figure) -> Words:
    return Words(en="", id="") if figure.status == "actual" else evidence_words("statuses", figure.status)


def _quoted(text: str) -> Words:
    return Words(en=text, id=text)


def _still() -> Words:
    return Words(en="until now", id="sampai kini")


def _joined(*parts: Words) -> Words:
    return Words(
        **{language: ", ".join(text for part in parts if (text := part.into(language))) for language in LANGUAGES}
    )
