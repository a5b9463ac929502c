"""A published figure from the cells of a row: what it is about, how it was put, and the passage it stands in."""

from decimal import Decimal
from typing import Any

from pantau.domain.figures import Kind, Metric, metric_named
from pantau.domain.plausibility.printed import read_base, read_percent
from pantau.domain.rates import RULE_CODES
from pantau.domain.refusals import (
    CellUnknown,
    MetricUnknown,
    NumberInvalid,
    NumberOutOfRange,
    PassageNotFound,
    QualifierUnknown,
    Refusal,
    SourceUnknown,
)
from pantau.domain.values import Qualifier, read_qualifier
from pantau.domain.words import Words
from pantau.files.text import decoded
from pantau.records.models import Instrument, Passage, Plan, Source
from pantau.records.pen import Pen
from pantau.records.store import place_of
from pantau.records.workspace import find_folder
from pantau.usecases.cells import ActorIndex, RowReader
from pantau.usecases.keep_source import keep_passage

FIGURE_COLUMNS = (
    "code",
    "subject",
    "metric",
    "printed",
    "number",
    "number_max",
    "unit",
    "qualifier",
    "period",
    "as_of",
    "verb",
    "rule",
    "numerator",
    "denominator",
    "source",
    "passage",
    "note",
)
_ONCE = Words(en="exactly once", id="tepat satu kali")


def scaled(number: Decimal) -> tuple[int, int]:
    """A number as digits and scale: digits times ten to the minus scale, exactly.

    >>> scaled(Decimal("208.2")), scaled(Decimal("5E+3"))
    ((2082, 1), (5000, 0))
    """
    exponent = number.as_tuple().exponent
    scale = max(-exponent, 0) if isinstance(exponent, int) else 0
    return int(number.scaleb(scale)), scale


def figure_values(reader: RowReader, *, pen: Pen, actors: ActorIndex) -> dict[str, Any] | None:
    """The fields of a PublishedFigure, or ``None`` where a cell was noted as a problem."""
    metric = _metric(reader)
    printed = reader.needed("printed")
    number, number_max = _number(reader, metric, printed), reader.number("number_max")
    about = _subject(reader, actors)
    qualifier = _qualifier(reader)
    start, end = reader.period("period")
    source, passage = passage_of(reader, pen)
    numerator = reader.whole("numerator")
    denominator = _denominator(reader)
    if number is not None and number_max is not None and number_max < number:
        reader.note(NumberOutOfRange, "number_max", text=reader.text("number_max"), low=number, high="∞")
    if reader.problems or number is None:
        return None
    digits, digits_max, scale = _aligned(number, number_max)
    return {
        **about,
        "code": reader.needed("code"),
        "metric": reader.text("metric"),
        "printed": printed,
        "digits": digits,
        "digits_max": digits_max,
        "scale": scale,
        "unit": reader.text("unit") or _UNITS.get(metric.kind if metric else Kind.COUNT, "lines"),
        "qualifier": qualifier.value if qualifier else "",
        "period_start": start,
        "period_end": end,
        "as_of": reader.day("as_of"),
        "verb": reader.text("verb"),
        "rule": reader.one_of("rule", RULE_CODES),
        "numerator": numerator,
        "denominator": denominator,
        "source": source,
        "passage": passage,
        "note": reader.text("note"),
    }


_UNITS = {Kind.SHARE: "percent", Kind.GROWTH: "percent", Kind.PART: "percent", Kind.RANK: "rank"}
_SUBJECTS = (("plan", Plan), ("instrument", Instrument))


def passage_of(reader: RowReader, pen: Pen) -> tuple[Source | None, Passage | None]:
    """The source that a row names and the passage it quotes, which must stand there exactly once."""
    code, quoted = reader.text("source"), reader.text("passage")
    source = Source.objects.filter(code=code).first() if code else None
    if source is None:
        if code or quoted:
            reader.note(SourceUnknown, "source", source=code or "-")
        return None, None
    if not quoted:
        return source, None
    text = decoded(
        place_of(find_folder().evidence, source.text_digest or source.digest).read_bytes(), file=source.file_name
    )
    if text.count(quoted) != 1:
        reader.note(PassageNotFound, "passage", expected=_ONCE, source=code, text=quoted)
        return source, None
    start = text.index(quoted)
    return source, keep_passage(pen, source=source, start=start, end=start + len(quoted), text=quoted)


def _metric(reader: RowReader) -> Metric | None:
    code = reader.needed("metric")
    try:
        return metric_named(code) if code else None
    except MetricUnknown as refusal:
        refusal.where = reader.row.place("metric")
        reader.problems.append(refusal)
        return None


def _number(reader: RowReader, metric: Metric | None, printed: str) -> Decimal | None:
    """The number as given; a share may be given by its printed string alone."""
    given = reader.number("number")
    is_share = metric is not None and metric.kind is Kind.SHARE and reader.text("unit") in ("", "percent")
    if is_share and printed and any(sign.isdigit() for sign in printed):
        try:
            read = read_percent(printed).value
        except Refusal as refusal:
            refusal.where = reader.row.place("printed")
            reader.problems.append(refusal)
            return None
        if given is not None and given != read:
            reader.note(NumberInvalid, "number", text=reader.text("number"))
        return read
    if given is None and not reader.text("number"):
        reader.needed("number")
    return given


def _subject(reader: RowReader, actors: ActorIndex) -> dict[str, Any]:
    """Which plan, instrument or actor a code means, in this order; the other two are ``None``."""
    code = reader.needed("subject")
    about: dict[str, Any] = {"plan": None, "instrument": None, "actor": None}
    for name, model in _SUBJECTS:
        about[name] = model._default_manager.filter(code__iexact=code).first()
        if about[name] is not None:
            return about
    about["actor"] = actors.find(code)
    if code and about["actor"] is None:
        expected = Words(en="the code of a plan, instrument or actor", id="kode rencana, instrumen atau pelaku")
        reader.note(CellUnknown, "subject", column="subject", text=code, expected=expected)
    return about


def _qualifier(reader: RowReader) -> Qualifier | None:
    text = reader.text("qualifier")
    found = read_qualifier(text) if text else None
    if text and found is None:
        reader.note(QualifierUnknown, "qualifier", text=text, expected=", ".join(Qualifier))
    return found


def _denominator(reader: RowReader) -> int | None:
    text = reader.text("denominator")
    try:
        return read_base(text) if text else None
    except Refusal as refusal:
        refusal.where = reader.row.place("denominator")
        reader.problems.append(refusal)
        return None


def _aligned(number: Decimal, number_max: Decimal | None) -> tuple[int, int | None, int]:
    """Both ends of a range as digits of one scale."""
    digits, scale = scaled(number)
    if number_max is None:
        return digits, None, scale
    digits_max, scale_max = scaled(number_max)
    common = max(scale, scale_max)
    return digits * 10 ** (common - scale), digits_max * 10 ** (common - scale_max), common
