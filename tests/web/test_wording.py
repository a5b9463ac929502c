"""Numbers, dates and phrases in both languages."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.values import Period
from pantau.domain.words import Words
from pantau.web import wording
from pantau.web.templatetags.pantau import said, segments
from tests.domain.figures.made import figure, quantity

SAID = [
    ("more than 90 %", "more than 90\u202f%", "lebih dari 90\u202f%"),
    ("USD 208.2 billion", "USD 208.2 billion", "USD 208,2 miliar"),
    ("about USD 14 million", "about USD 14 million", "sekitar USD 14 juta"),
    ("at least 6,200 participants", "at least 6,200", "sedikitnya 6.200"),
]


@pytest.mark.parametrize(("text", "english", "indonesian"), SAID)
def test_a_quantity_is_said_in_each_language(text: str, english: str, indonesian: str) -> None:
    found = quantity(text)

    with translation.override("en"):
        assert wording.hedged(found).replace("\xa0", " ") == english
    with translation.override("id"):
        assert wording.hedged(found).replace("\xa0", " ") == indonesian


def test_what_a_source_printed_stays_as_printed() -> None:
    with translation.override("id"):
        assert wording.as_printed(figure("F", "implementation_rate", "99.6 %")) == "99.6\u202f%"


def test_a_count_of_lines_is_printed_with_its_base() -> None:
    counted = figure("F", "implementation_rate", "92 lines", numerator=92, denominator=139)

    assert wording.as_printed(counted) == "92 of 139"


def test_days_and_moments_are_written_out() -> None:
    with translation.override("id"):
        assert wording.day(date(2025, 10, 27)) == "27 Oktober 2025"
        assert wording.moment(datetime(2025, 10, 27, 9, 5, tzinfo=UTC)) == "27 Oktober 2025, 09:05 UTC"


def test_whole_years_are_years() -> None:
    assert wording.period(Period(start=date(2021, 1, 1), end=date(2025, 12, 31))) == "2021–2025"
    assert wording.period(Period(start=date(2024, 1, 1), end=date(2024, 12, 31))) == "2024"
    assert wording.period(Period(start=date(2024, 7, 1), end=date(2025, 6, 30))) == "1 July 2024 – 30 June 2025"


@pytest.mark.parametrize(
    ("text", "shown"), [("-65.0", "\u221265.0 points"), ("3.5", "+3.5 points"), ("0.0", "±0.0 points")]
)
def test_a_difference_shows_its_sign(text: str, shown: str) -> None:
    assert wording.points(text) == shown


def test_a_text_in_the_other_language_says_so() -> None:
    with translation.override("id"):
        shown = said(Words(en="Seas & schools"))

    assert '<span lang="en">Seas &amp; schools</span>' in shown
    assert "(hanya dalam English)" in shown


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    shown = str(said(Words(en=text, id=text) if text else text))

    assert "<" not in shown
    assert ">" not in shown


@given(st.lists(st.tuples(st.sampled_from(["completed", "ongoing", None]), st.integers(1, 500)), max_size=6))
def test_the_parts_of_a_bar_fill_it(counts: list[tuple[str | None, int]]) -> None:
    from pantau.domain.scorecard import StatusCount

    parts = segments(StatusCount(state, many) for state, many in counts)

    assert len(parts) == len(counts)
    end = Decimal(0)
    for part in parts:
        assert abs(Decimal(part.left) - end) <= Decimal("0.05")
        end = Decimal(part.left) + Decimal(part.width)
    assert not parts or abs(end - 100) <= Decimal("0.05")
