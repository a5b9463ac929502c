"""What each register sheet may hold: its columns, its natural key, and how a row becomes a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pantau.domain.actors import LEVELS, ActorKind
from pantau.domain.refusals import ActorUnknown, CellUnexpected, Refusal
from pantau.domain.series import ValueState
from pantau.domain.words import table
from pantau.files.content import file_content
from pantau.files.text import decoded
from pantau.records.models import (
    Actor,
    Coordinatorship,
    Indicator,
    Instrument,
    InstrumentParty,
    InstrumentStatus,
    Line,
    LineBody,
    NamedList,
    Partnership,
    PublishedFigure,
    Record,
    Round,
    Source,
    Value,
)
from pantau.records.models.indicator import NUMBER_STATES
from pantau.records.store import digest_of, keep, place_of
from pantau.records.workspace import find_folder
from pantau.usecases.cells import RowReader
from pantau.usecases.figure_cells import FIGURE_COLUMNS, figure_values, passage_of, scaled
from pantau.usecases.index_source import index_source
from pantau.usecases.mark_source import mark_source
from pantau.usecases.register_desk import Desk, names_in
from pantau.usecases.register_plan_rows import (
    read_body,
    read_details,
    read_list,
    read_round,
    read_withdrawal,
    write_list,
    write_obligations,
)

ADDITIVITY = ("sum", "last_known", "max", "ratio", "unique", "not_additive")


# Columns that fill fields of another name.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "from": ("start",),
    "to": ("end",),
    "period": ("start", "end", "period_start", "period_end"),
    "number": ("digits", "scale"),
    "number_max": ("digits_max",),
    "date": ("published_on",),
    "due": ("due_on",),
    "lead": ("lead_id",),
    "ended": ("ended_at",),
}

Read = Callable[[RowReader, Desk], dict[str, Any] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One register: `key` names the fields by which a row is found again; `after` writes what hangs on it."""

    model: type[Record]
    columns: tuple[str, ...]
    required: tuple[str, ...]
    key: tuple[str, ...]
    read: Read
    after: Callable[[Desk, Any], None] | None = None


def _actor(reader: RowReader, _desk: Desk) -> dict[str, Any]:
    known = [kind.value for kind in ActorKind]
    reader.needed("kind")
    member_from, member_until = reader.day("member_from"), reader.day("member_until")
    reader.ordered("member_from", "member_until", (member_from, member_until))
    if member_until:
        reader.needed("member_from")
    return {
        "code": reader.needed("code"),
        "kind": reader.one_of("kind", known),
        "name": names_in(reader, "name"),
        "iso": reader.text("iso"),
        "parent": _parent(reader),
        "member_from": member_from,
        "member_until": member_until,
        "illustrative": reader.one_of("illustrative", ("yes", "no")) == "yes",
    }


def _parent(reader: RowReader) -> Actor | None:
    """An actor that is there already, or stands higher in the same sheet."""
    code = reader.text("parent")
    found = Actor.objects.filter(code=code).first() if code else None
    if code and found is None:
        reader.note(ActorUnknown, "parent", actor=code)
    return found


def _partnership(reader: RowReader, desk: Desk) -> dict[str, Any]:
    since, until = reader.day("since"), reader.day("until")
    reader.needed("since"), reader.needed("partner"), reader.needed("level")
    reader.ordered("since", "until", (since, until))
    partner = reader.actor("partner", desk.actors)
    return {"partner": partner, "level": reader.one_of("level", LEVELS), "since": since, "until": until}


def _coordinatorship(reader: RowReader, desk: Desk) -> dict[str, Any]:
    start, end = reader.day("from"), reader.day("to")
    reader.needed("from"), reader.needed("partner"), reader.needed("country")
    reader.ordered("from", "to", (start, end))
    partner, country = reader.actor("partner", desk.actors), reader.actor("country", desk.actors)
    return {"partner": partner, "country": country, "start": start, "end": end}


def _instrument(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    base = reader.text("base")
    known = Instrument.objects.filter(code=base).first() if base else None
    if base and known is None:
        reader.one_of("base", Instrument.objects.values_list("code", flat=True))
    period = reader.period("period")
    desk.links += [_party(reader, desk, text) for text in reader.parts("parties")]
    return {
        "code": reader.needed("code"),
        "kind": reader.one_of("kind", table("instruments")["kind"]),
        "title": names_in(reader, "title"),
        "base": known,
        "start": period[0],
        "end": period[1],
    }


def _party(reader: RowReader, desk: Desk, text: str) -> Actor | None:
    found = desk.actors.find(text)
    if found is None:
        reader.note(ActorUnknown, "parties", actor=text)
    return found


def _write_parties(desk: Desk, instrument: Instrument) -> None:
    there = set(InstrumentParty.objects.filter(instrument=instrument).values_list("actor_id", flat=True))
    new = [actor for actor in dict.fromkeys(desk.links) if actor is not None and actor.id not in there]
    desk.pen.insert_many(InstrumentParty, [{"instrument": instrument, "actor": actor} for actor in new])


def _instrument_status(reader: RowReader, _desk: Desk) -> dict[str, Any] | None:
    code = reader.needed("instrument")
    instrument = Instrument.objects.filter(code=code).first()
    if code and instrument is None:
        reader.one_of("instrument", Instrument.objects.values_list("code", flat=True))
    reader.needed("status")
    return {
        "instrument": instrument,
        "status": reader.one_of("status", table("instruments")["status"]),
        "on": reader.day("on"),
        "note": reader.text("note"),
    }


def _source(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    name = reader.needed("file")
    content = _text_file(reader, desk.folder / name) if name else None
    if content is None:
        return None
    return {
        "code": reader.needed("code"),
        "kind": reader.needed("kind"),
        "title": reader.needed("title"),
        "publisher": reader.text("publisher"),
        "origin": reader.text("origin"),
        "language": reader.one_of("language", ("en", "id")),
        "published_on": reader.day("date"),
        "rights": reader.text("rights"),
        "file_name": Path(name).name,
        "digest": keep(find_folder().evidence, content) if not reader.problems else digest_of(content),
        "illustrative": reader.one_of("illustrative", ("yes", "no")) == "yes",
    }


def _mark_source(_desk: Desk, source: Source) -> None:
    content = place_of(find_folder().evidence, source.digest).read_bytes()
    text = decoded(content, file=source.file_name)
    mark_source(source, text=text)
    index_source(Source.objects.get(pk=source.pk), text=text)  # what was revised is in the row, not in this object


def _text_file(reader: RowReader, path: Path) -> bytes | None:
    """The bytes of a file that a row names, which must hold text."""
    try:
        content = file_content(path)
        decoded(content, file=path.name)
    except Refusal as refusal:
        refusal.where = reader.row.place("file")
        reader.problems.append(refusal)
        return None
    return content


def _figure(reader: RowReader, desk: Desk) -> dict[str, Any] | None:
    return figure_values(reader, pen=desk.pen, actors=desk.actors)


def _indicator(reader: RowReader, _desk: Desk) -> dict[str, Any]:
    return {
        "code": reader.needed("code"),
        "name": names_in(reader, "name"),
        "unit": reader.needed("unit"),
        "over_time": reader.one_of("over_time", ADDITIVITY),
        "over_country": reader.one_of("over_country", ADDITIVITY),
    }


def _value(reader: RowReader, desk: Desk) -> dict[str, Any]:
    code = reader.needed("indicator")
    indicator = Indicator.objects.filter(code=code).first()
    if code and indicator is None:
        reader.one_of("indicator", Indicator.objects.values_list("code", flat=True))
    reader.needed("subject"), reader.needed("period")
    start, end = reader.period("period")
    number = reader.number("number")
    digits, scale = scaled(number) if number is not None else (None, 0)
    state = reader.one_of("state", [state.value for state in ValueState]) or "reported"
    if state in NUMBER_STATES:
        reader.needed("number")
    elif number is not None:
        reader.note(CellUnexpected, "number", column="number", other="state", value=state)
    source, passage = passage_of(reader, desk.pen)
    return {
        "indicator": indicator,
        "subject": reader.actor("subject", desk.actors),
        "start": start,
        "end": end,
        "state": state,
        "digits": digits,
        "scale": scale,
        "rank": reader.whole("rank"),
        "source": source,
        "passage": passage,
        "note": reader.text("note"),
    }


def _kind(model: type[Record], columns: str, *, needs: str, key: str, read: Read, after: Any = None) -> Kind:
    names = tuple(columns.split())
    return Kind(
        model=model, columns=names, required=tuple(needs.split()), key=tuple(key.split()), read=read, after=after
    )


KINDS: dict[str, Kind] = {
    "actors": _kind(
        Actor,
        "code kind name_en name_id iso parent member_from member_until illustrative",
        needs="code kind name_en name_id",
        key="code",
        read=_actor,
    ),
    "partnerships": _kind(
        Partnership,
        "partner level since until",
        needs="partner level since",
        key="partner since",
        read=_partnership,
    ),
    "coordinatorships": _kind(
        Coordinatorship,
        "partner country from to",
        needs="partner country from",
        key="partner start",
        read=_coordinatorship,
    ),
    "instruments": _kind(
        Instrument,
        "code kind title_en title_id parties base period",
        needs="code kind title_en",
        key="code",
        read=_instrument,
        after=_write_parties,
    ),
    "instrument-statuses": _kind(
        InstrumentStatus,
        "instrument status on note",
        needs="instrument status",
        key="instrument status on",
        read=_instrument_status,
    ),
    "sources": _kind(
        Source,
        "code kind title publisher origin language date rights file illustrative",
        needs="code kind title file",
        key="code",
        read=_source,
        after=_mark_source,
    ),
    "figures": _kind(
        PublishedFigure,
        " ".join(FIGURE_COLUMNS),
        needs="code subject metric printed",
        key="code",
        read=_figure,
    ),
    "indicators": _kind(
        Indicator,
        "code name_en name_id unit over_time over_country",
        needs="code name_en unit over_time over_country",
        key="code",
        read=_indicator,
    ),
    "values": _kind(
        Value,
        "indicator subject period state number rank source passage note",
        needs="indicator subject period",
        key="indicator subject start end",
        read=_value,
    ),
    "named-lists": _kind(
        NamedList,
        "code plan name_en name_id authority date lines",
        needs="code plan name_en authority date lines",
        key="plan_id code",
        read=read_list,
        after=write_list,
    ),
    "rounds": _kind(
        Round,
        "plan code start end opens closes cut_off",
        needs="plan code start end opens cut_off",
        key="plan_version code",
        read=read_round,
        after=write_obligations,
    ),
    "withdrawals": _kind(
        Line, "plan label on authority", needs="plan label on authority", key="id", read=read_withdrawal
    ),
    "line-bodies": _kind(
        LineBody, "plan label body ended", needs="plan label body", key="line_id body_id", read=read_body
    ),
    "line-details": _kind(Line, "plan label due lead", needs="plan label", key="id", read=read_details),
}
