"""What an accepted claim becomes: the draft of a record, or nothing where the claim stands for itself."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.evidence.drafts import (
    ActorDraft,
    CommitmentDraft,
    Draft,
    GroupDraft,
    InstrumentDraft,
    MeetingDraft,
    TermDraft,
)
from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.evidence.spans import Span, span_of
from pantau.domain.values import Period
from pantau.domain.words import LANGUAGES, Words, table

_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The source around a claim: its language, the day it came out, its text, and all its claims by place."""

    language: str
    stated_on: date | None
    text: str
    claims: tuple[ClaimRow, ...]


def drafted(claim: ClaimRow, *, scene: Scene) -> Draft | None:
    """The draft of the record that this claim of any type but quantity makes; ``None`` where it makes none."""
    made = _DRAFTS.get(claim.type)
    return made(claim, scene) if made else None


def mentions(claim: ClaimRow, claims: Iterable[ClaimRow]) -> tuple[ClaimRow, ...]:
    """All claims of the same source that name the same thing, this one included."""
    if not claim.cluster:
        return (claim,)
    return tuple(one for one in claims if one.type == claim.type and one.cluster == claim.cluster)


def title_in(text: str, language: str) -> Words:
    """A name in the language of its source."""
    name = " ".join(text.split())
    return Words(**{language if language in LANGUAGES else "en": name[:1].upper() + name[1:]})


def ids_in(attributes: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The ids of an attribute, which holds one or a list."""
    held = attributes.get(name) or ()
    return (held,) if isinstance(held, str) else tuple(str(one) for one in held)


def _meeting(claim: ClaimRow, scene: Scene) -> Draft:
    said = claim.attributes
    return MeetingDraft(
        kind=str(claim.value["kind"]),
        ordinal=claim.value.get("ordinal"),
        title=title_in(claim.text, scene.language),
        place=str(said.get("place", "")),
        country=str(said.get("country", "")),
        span=_span(said),
        chair=str(said.get("chair", "")),
        host=str(said.get("host", "")),
        parties=ids_in(said, "parties"),
    )


def _span(said: Mapping[str, Any]) -> Span | None:
    return span_of(str(said.get("start", "")), str(said.get("end", "")))


def _instrument(claim: ClaimRow, scene: Scene) -> Draft:
    kind, status = str(claim.value["kind"]), str(claim.attributes.get("status", ""))
    stated = span_of(str(claim.attributes.get("date", "")))
    years = claim.value.get("period")
    lasts = span_of(str(years[0]), str(years[1])) if years else None
    return InstrumentDraft(
        kind=table("evidence")["instrument_kinds"].get(kind, kind),
        title=title_in(claim.text, scene.language),
        parties=ids_in(claim.attributes, "parties"),
        period=lasts.period if lasts else None,
        status="" if status == "mentioned" else status,
        on=stated.end if stated else scene.stated_on,
    )


def _commitment(claim: ClaimRow, scene: Scene) -> Draft:
    return CommitmentDraft(
        act=str(claim.value["act"]),
        text=claim.text,
        areas=ids_in(claim.attributes, "area"),
        actors=ids_in(claim.value, "actor"),
        made_on=scene.stated_on,
    )


def _entity(claim: ClaimRow, scene: Scene) -> Draft | None:
    """A coordinator's term, an instrument for programmes and systems, else an actor; a region stands for itself."""
    said, key = claim.attributes, str(claim.value["id"])
    partner, years = str(said.get("counterpart", "")), said.get("period")
    if said.get("role") == "coordinator" and partner and years:
        span = span_of(*_ends(years))
        return TermDraft(country=key, partner=partner, span=span) if span else None
    sort, _, _ = key.rpartition(":")
    kind = table("evidence")["kept_as_instruments"].get(sort)
    if kind:
        title = title_in(claim.text, scene.language)
        return InstrumentDraft(kind=kind, title=title, parties=(), period=None)
    return ActorDraft(actor=key) if sort in ("", "org") else None


def _ends(years: object) -> tuple[str, str]:
    if isinstance(years, str):
        return years, ""
    first, last = (str(one) for one in years)  # type: ignore[attr-defined]  # claims write two years as a list
    return first, last


def _group(claim: ClaimRow, _scene: Scene) -> Draft:
    return GroupDraft(group=str(claim.value["id"]), stance=str(claim.attributes.get("stance", "")))


def is_country(key: str) -> bool:
    """Whether an id is an ISO 3166-1 alpha-2 code.

    >>> is_country("KR"), is_country("ASEAN")
    (True, False)
    """
    return _COUNTRY.fullmatch(key) is not None


def period_of(span: Span | None) -> Period | None:
    return span.period if span else None


_DRAFTS: Mapping[str, Callable[[ClaimRow, Scene], Draft | None]] = {
    "event": _meeting,
    "agreement": _instrument,
    "commitment": _commitment,
    "entity": _entity,
    "group": _group,
}
