"""Figures for the tests: told in words as a source would print them, or drawn at random."""

import re
from datetime import date
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from pantau.domain.figures import Figure
from pantau.domain.sources import SourceRow
from pantau.domain.values import Period, Qualifier, Quantity, read_qualifier
from pantau.domain.words import Words, table

_MAGNITUDES = {"": 0, "million": 6, "billion": 9}
_SAID = re.compile(
    r"(?P<hedge>[a-z ]+? )?(?P<currency>[A-Z]{3} )?(?P<digits>[0-9.,]+)"
    r"(?: (?P<magnitude>million|billion))?(?: (?P<noun>%|[a-z]+))?"
)


def quantity(said: str) -> Quantity:
    """What a source said: "more than USD 7.2 million", "about 60 %", "6,200 participants", "all"."""
    if said in {"all", "none"}:
        return Quantity(number=Decimal(100 if said == "all" else 0), unit="percent", printed=said)
    found = _SAID.fullmatch(said)
    assert found, f"no quantity: {said!r}"
    hedge = read_qualifier(found["hedge"]) if found["hedge"] else None
    assert hedge or not found["hedge"], f"no qualifier: {found['hedge']!r}"
    number = Decimal(found["digits"].replace(",", "")) * 10 ** _MAGNITUDES[found["magnitude"] or ""]
    unit = (found["currency"] or "").strip() or {"%": "percent"}.get(found["noun"] or "", found["noun"] or "items")
    return Quantity(number=number, unit=unit, printed=found["digits"], qualifier=hedge)


def period(text: str) -> Period:
    """One year or two: "2018", "2016..2020"."""
    first, _, last = text.partition("..")
    return Period(start=date(int(first), 1, 1), end=date(int(last or first), 12, 31))


def source(
    code: str, *, origin: str = "", publisher: str = "", language: str = "", published: date | None = None
) -> SourceRow:
    return SourceRow(
        id=0,
        public_id=UUID(int=0),
        code=code,
        kind="statement",
        title=code,
        publisher=publisher,
        origin=origin,
        language=language,
        published_on=published,
        rights="",
        file_name="",
        digest="",
    )


def figure(code: str, metric: str, says: str, **others: object) -> Figure:
    """A figure about one plan; `others` are further fields of Figure."""
    return Figure(
        **{  # type: ignore[arg-type]
            "public_id": UUID(int=0),
            "code": code,
            "subject_kind": "plan",
            "subject": "a plan",
            "subject_name": Words(en="A plan", id="Suatu rencana"),
            "metric": metric,
            "quantity": quantity(says),
            **others,
        }
    )


# Few enough subjects, periods, days and sources that drawn figures collide.
_UNITS = {"share": "%", "growth": "%", "part": "%", "money": "", "count": "items", "rank": "rank"}
_DAYS = [date(2019, 6, 1), date(2020, 6, 1), date(2021, 6, 1)]
_SOURCES = [
    source("one", origin="summit", published=_DAYS[0]),
    source("two", origin="summit", published=_DAYS[1]),
    source("three"),
    source("four", language="id"),
]


@st.composite
def _drawn(draw: st.DrawFn, code: str) -> Figure:
    metric = draw(st.sampled_from(sorted(table("metrics"))))
    kind = table("metrics")[metric]["kind"]
    hedge = draw(st.sampled_from(["", *(f"{one.words.en} " for one in Qualifier)]))
    currency = draw(st.sampled_from(["USD ", "KRW "])) if kind == "money" else ""
    return figure(
        code,
        metric,
        f"{hedge}{currency}{draw(st.integers(1, 100))} {_UNITS[kind]}".strip(),
        subject=draw(st.sampled_from(["one", "two"])),
        period=draw(st.sampled_from([None, period("2018"), period("2019"), period("2020")])),
        as_of=draw(st.sampled_from([None, *_DAYS])),
        verb=draw(st.sampled_from(["", "implemented", "addressed"])),
        numerator=draw(st.none() | st.integers(0, 30)),
        denominator=draw(st.none() | st.integers(1, 30)),
        source=draw(st.sampled_from([None, *_SOURCES])),
    )


@st.composite
def figures(draw: st.DrawFn) -> list[Figure]:
    """Up to a dozen figures, each with a code of its own."""
    return [draw(_drawn(f"F{number}")) for number in range(draw(st.integers(0, 12)))]
