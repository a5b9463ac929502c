"""An accepted claim is recorded: the meeting, instrument, commitment, term, group or actor is found, or made."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Q

from pantau.domain.evidence.becomes import drafted, mentions, title_in
from pantau.domain.evidence.drafts import (
    ActorDraft,
    CommitmentDraft,
    GroupDraft,
    InstrumentDraft,
    MeetingDraft,
    TermDraft,
)
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence_refusals import TermTaken
from pantau.domain.words import Words
from pantau.reading.claims.names import is_common
from pantau.records.models import (
    Commitment,
    CommitmentActor,
    Coordinatorship,
    Instrument,
    InstrumentParty,
    Meeting,
    ReachedGroup,
    Record,
)
from pantau.usecases.claim_desk import ClaimDesk, Target
from pantau.usecases.record_figure import record_figure

_CODE = 80
_WORDS = 48  # characters of a name in the code made of it
_TITLE = 400


def record_claim(desk: ClaimDesk, claim: ClaimRow) -> tuple[Target, ...]:
    """The records that a claim backs from now on; none where it stands for itself.

    Raises MetricMissing, FigureUnplaced, SubjectUnconfirmed, TermTaken.
    """
    if claim.type == "quantity":
        return record_figure(desk, claim)
    known = _linked(claim) or _mentioned(desk, claim)
    if known is not None:
        return (known,)
    draft = drafted(claim, scene=desk.scene)
    return () if draft is None else _RECORDS[type(draft)](desk, claim, draft)


_MAKES = {"event": Meeting, "agreement": Instrument, "entity": Instrument}


def _linked(claim: ClaimRow) -> Target | None:
    """The record that a person linked the claim to, where it is of the sort that the claim would make."""
    model = _MAKES.get(claim.type)
    for link in claim.links:
        if model is not None and link.bond == "about" and link.kind == model.__name__.casefold():
            return Target(kind=link.kind, record=model._default_manager.get(pk=link.key))
    return None


def _mentioned(desk: ClaimDesk, claim: ClaimRow) -> Target | None:
    """What another mention of the same thing in this source backs already."""
    model = _MAKES.get(claim.type)
    for one in mentions(claim, desk.scene.claims):
        for link in one.links:
            if model is not None and link.bond == "backs" and link.kind == model.__name__.casefold():
                return Target(kind=link.kind, record=model._default_manager.get(pk=link.key))
    return None


def _title(desk: ClaimDesk, claim: ClaimRow, draft: Words) -> Words:
    """The longest of the names that the source gives to one thing."""
    names = [one.text for one in mentions(claim, desk.scene.claims)]
    longest = " ".join(max((*names, draft.into("en")), key=len).split())[:_TITLE]
    return Words(**{language: longest[:1].upper() + longest[1:] for language in draft.as_json()})


def _meeting(desk: ClaimDesk, claim: ClaimRow, draft: MeetingDraft) -> tuple[Target, ...]:
    title = _title(desk, claim, draft.title)
    found = _known_meeting(desk, draft, title)
    if found is not None:
        return (Target(kind="meeting", record=_revived(desk, found)),)
    year = draft.span.start.year if draft.span else ""
    parts = (draft.kind, draft.ordinal, *_parties(draft)) if draft.ordinal else (draft.kind, title.into("en"), year)
    made = desk.pen.insert(
        Meeting,
        code=free_code(Meeting, parts),
        kind=draft.kind,
        ordinal=draft.ordinal,
        title=title,
        grain="day",
    )
    return (Target(kind="meeting", record=made, made=True),)


def _parties(draft: MeetingDraft | InstrumentDraft) -> list[str]:
    """ASEAN first, then by id: the order in which a text names them says nothing."""
    return sorted(draft.parties, key=lambda one: (one != "ASEAN", one))


def _known_meeting(desk: ClaimDesk, draft: MeetingDraft, title: Words) -> Meeting | None:
    """The meeting of the same kind, number and parties; without a number, of the same name, parties and year.

    A number without parties may be that of another row of meetings: then the years decide too.
    """
    rows = Meeting.objects.filter(kind=draft.kind, ordinal=draft.ordinal).prefetch_related("parties__actor")
    wanted = {one.pk for one in desk.known(draft.parties)}
    for row in rows.order_by("withdrawn", "id"):
        parties = {one.actor_id for one in row.parties.all() if one.capacity == "party"}
        apart = draft.span and row.start and row.start.year != draft.span.start.year
        named = draft.ordinal is not None or _same_name(row.title, title)
        if named and parties == wanted and not (apart and (draft.ordinal is None or not parties)):
            return row
    return None


def _instrument(desk: ClaimDesk, claim: ClaimRow, draft: InstrumentDraft) -> tuple[Target, ...]:
    title = _title(desk, claim, draft.title)
    found = _known_instrument(desk, draft, title)
    if found is not None:
        return (Target(kind="instrument", record=_revived(desk, found)),)
    years = (draft.period.start.year, draft.period.end.year) if draft.period else ()
    parts = (draft.kind, *_parties(draft), *years) if years else (title.into("en"),)
    made = desk.pen.insert(
        Instrument,
        code=free_code(Instrument, parts),
        kind=draft.kind,
        title=title,
        start=draft.period.start if draft.period else None,
        end=draft.period.end if draft.period else None,
    )
    desk.pen.insert_many(InstrumentParty, [{"instrument": made, "actor": actor} for actor in desk.known(draft.parties)])
    desk.instruments.append(made)
    return (Target(kind="instrument", record=made, made=True),)


def _known_instrument(desk: ClaimDesk, draft: InstrumentDraft, title: Words) -> Instrument | None:
    """The instrument of the same name, or of the same kind and years, among the same parties outside ASEAN.

    A name that many have ("Strategic Partnership", "Presidential Regulation") is none without parties or years.
    """
    wanted = _outside(desk, desk.known(draft.parties))
    telling = bool(draft.period or wanted) or not is_common(title.as_json().values())
    for row in desk.instruments:
        theirs = _outside(desk, [one.actor for one in row.parties.all()])
        if theirs != wanted and theirs and wanted:
            continue
        if (
            telling
            and (_same_name(row.title, title) or _is_short_for(row.code, title=title))
            and _same_years(row, draft)
        ):
            return row
        if draft.period and wanted and theirs == wanted and row.kind == draft.kind and _same_years(row, draft):
            return row
    return None


def _same_years(row: Instrument, draft: InstrumentDraft) -> bool:
    """Whether the years of both do not speak against their being one."""
    if draft.period is None or row.start is None or row.end is None:
        return True
    return (row.start.year, row.end.year) == (draft.period.start.year, draft.period.end.year)


def _is_short_for(code: str, *, title: Words) -> bool:
    """Whether a code is the name, or stands as its short form at the end: "… (AKFTA)"."""
    return any(text.endswith(f"({code})") or text == code for text in title.as_json().values())


def _outside(desk: ClaimDesk, actors: Iterable[Any]) -> frozenset[int]:
    """The parties that are neither ASEAN nor one of its members."""
    inside = {"ASEAN", *desk.members}
    return frozenset(one.pk for one in actors if (one.iso or one.code) not in inside and one.code not in inside)


def _commitment(desk: ClaimDesk, claim: ClaimRow, draft: CommitmentDraft) -> tuple[Target, ...]:
    passage = desk.passage(claim)
    code = f"{desk.source.code[: _CODE - 22]}-{claim.start}-{claim.end}"
    values = {"act": draft.act, "text": draft.text, "areas": list(draft.areas), "made_on": draft.made_on}
    found = Commitment.objects.filter(code=code).first()
    if found is not None:
        desk.pen.revise(found, **values, withdrawn=False)
        found = Commitment.objects.get(pk=found.pk)
        _name_actors(desk, found, draft)
        return (Target(kind="commitment", record=found),)
    made = desk.pen.insert(Commitment, code=code, source=desk.source, passage=passage, **values)
    _name_actors(desk, made, draft)
    return (Target(kind="commitment", record=made, made=True),)


def _name_actors(desk: ClaimDesk, commitment: Commitment, draft: CommitmentDraft) -> None:
    """Name the actors that are not named yet; one that a corrected claim names no longer stays."""
    known = set(commitment.actors.values_list("actor_id", flat=True))
    new = [one for one in desk.known(draft.actors) if one.pk not in known]
    desk.pen.insert_many(CommitmentActor, [{"commitment": commitment, "actor": actor} for actor in new])


def _term(desk: ClaimDesk, claim: ClaimRow, draft: TermDraft) -> tuple[Target, ...]:
    """The term that the register has at that time, else a new one.

    A term given in years alone may share its first and its last year with those of other countries.
    """
    country, partner = desk.actor(draft.country), desk.actor(draft.partner)
    if country is None or partner is None:
        return ()
    terms = Coordinatorship.objects.filter(partner=partner, start__lte=draft.span.end).filter(
        Q(end__isnull=True) | Q(end__gte=draft.span.start)
    )
    for term in terms.order_by("withdrawn", "start"):
        if term.country_id == country.pk:
            return (Target(kind="coordinatorship", record=_revived(desk, term)),)
        inner = (draft.span.start.year + 1, draft.span.end.year - 1)
        if not term.withdrawn and term.start.year <= inner[1] and (term.end is None or term.end.year >= inner[0]):
            raise TermTaken(
                country=term.country.name,
                partner=partner.name,
                start=term.start,
                end=term.end or "…",
                text=claim.text,
            )
    made = desk.pen.insert(
        Coordinatorship,
        partner=partner,
        country=country,
        start=draft.span.start,
        end=draft.span.end,
        source=desk.source,
        passage=desk.passage(claim),
    )
    return (Target(kind="coordinatorship", record=made, made=True),)


def _group(desk: ClaimDesk, claim: ClaimRow, draft: GroupDraft) -> tuple[Target, ...]:
    key = {"source": desk.source, "group": draft.group, "stance": draft.stance}
    found = ReachedGroup.objects.filter(**key).first()
    if found is not None:
        return (Target(kind="group", record=_revived(desk, found)),)
    made = desk.pen.insert(ReachedGroup, **key, passage=desk.passage(claim))
    return (Target(kind="group", record=made, made=True),)


def _actor(desk: ClaimDesk, claim: ClaimRow, draft: ActorDraft) -> tuple[Target, ...]:
    known = desk.actor(draft.actor)
    name = title_in(claim.text, desk.scene.language)
    return (Target(kind="actor", record=known or desk.add_actor(draft.actor, name=name), made=known is None),)


def _revived(desk: ClaimDesk, record: Any) -> Record:
    """The record, standing again if it was withdrawn."""
    desk.pen.revise(record, withdrawn=False)
    fresh: Record = type(record)._default_manager.get(pk=record.pk)
    return fresh


def _same_name(one: Words, other: Words) -> bool:
    mine = {_folded(text) for text in one.as_json().values()}
    return bool(mine & {_folded(text) for text in other.as_json().values()})


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def free_code(model: type[Meeting] | type[Instrument], parts: Iterable[object]) -> str:
    """A code made of these words that no row has yet."""
    code = slug(" ".join(str(part) for part in parts if part not in ("", None)))[:_WORDS].strip("-") or "X"
    taken = set(model._default_manager.filter(code__istartswith=code).values_list("code", flat=True))
    number, tried = 1, code
    while tried.casefold() in {one.casefold() for one in taken}:
        number += 1
        tried = f"{code}-{number}"
    return tried


def slug(text: str) -> str:
    """A code of capital letters and digits with hyphens between.

    >>> slug("Plan of Action, ASEAN–Korea 2021")
    'PLAN-OF-ACTION-ASEAN-KOREA-2021'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "replace").decode()
    return re.sub(r"[^A-Z0-9]+", "-", plain.upper()).strip("-")


_RECORDS: Mapping[type[Any], Callable[[ClaimDesk, ClaimRow, Any], tuple[Target, ...]]] = {
    MeetingDraft: _meeting,
    InstrumentDraft: _instrument,
    CommitmentDraft: _commitment,
    TermDraft: _term,
    GroupDraft: _group,
    ActorDraft: _actor,
}
