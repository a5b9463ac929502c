"""One published figure: its share, its origin, its JSON."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from pantau.domain.figures import Figure
from pantau.domain.sources import PassageRow, SourceRow
from pantau.domain.values import Period, Qualifier, Quantity
from pantau.domain.words import Words

SOURCE = SourceRow(
    id=1,
    public_id=UUID(int=1),
    code="statement",
    kind="news",
    title="A statement",
    publisher="The Daily",
    origin="",
    language="en",
    published_on=date(2025, 10, 28),
    rights="",
    file_name="statement.txt",
    digest="0" * 64,
)


def rate(printed: str, number: str = "95", qualifier: Qualifier | None = None) -> Figure:
    return Figure(
        public_id=UUID(int=7),
        code="F-1",
        subject_kind="plan",
        subject="POA",
        subject_name=Words(en="Plan of action", id="Rencana aksi"),
        metric="implementation_rate",
        quantity=Quantity(number=Decimal(number), unit="percent", printed=printed, qualifier=qualifier),
        source=SOURCE,
    )


@pytest.mark.parametrize(
    ("printed", "number", "decimals"),
    [("95 %", "95", 0), ("99,6", "99.6", 1), ("95.0", "95", 1), ("95 of every 100", "95", 0)],
)
def test_the_share_is_read_as_printed(printed: str, number: str, decimals: int) -> None:
    share = rate(printed, number).share
    assert share is not None
    assert share.percent.value == Decimal(number)
    assert share.percent.decimals == decimals
    assert share.qualifier is None


@pytest.mark.parametrize(
    ("printed", "number", "qualifier"),
    [("all", "100", Qualifier.AT_LEAST), ("none", "0", Qualifier.UP_TO), ("half", "50", None)],
)
def test_all_and_none_in_words_leave_no_room_for_rounding(
    printed: str, number: str, qualifier: Qualifier | None
) -> None:
    share = rate(printed, number).share
    assert share is not None
    assert share.qualifier is qualifier


def test_nearly_all_stays_nearly() -> None:
    share = rate("all", "100", Qualifier.NEARLY).share
    assert share is not None
    assert share.qualifier is Qualifier.NEARLY


def test_only_percentages_of_lines_are_shares() -> None:
    trade = replace(rate("95"), metric="trade_growth")
    lines = replace(rate("95"), quantity=Quantity(number=Decimal(92), unit="lines", printed="92 of 139"))
    beyond = rate("a doubling", "200")
    assert trade.share is lines.share is beyond.share is None


def test_a_source_without_an_origin_is_its_own() -> None:
    assert rate("95").origin == "statement"
    assert replace(rate("95"), source=replace(SOURCE, origin="summit")).origin == "summit"
    assert replace(rate("95"), source=None).origin == "F-1"


def test_a_figure_is_of_its_day_else_of_its_publication() -> None:
    assert replace(rate("95"), as_of=date(2025, 10, 1)).stated_on == date(2025, 10, 1)
    assert rate("95").stated_on == date(2025, 10, 28)
    assert replace(rate("95"), source=None).stated_on is None


def test_the_json_tells_what_the_source_said_and_what_it_did_not() -> None:
    passage = PassageRow(public_id=UUID(int=2), source=SOURCE, start=0, end=4, text="95 %")
    period = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
    answer = replace(rate("95 %"), period=period, verb="implemented", passage=passage).as_json()
    assert answer == {
        "public_id": "00000000-0000-0000-0000-000000000007",
        "code": "F-1",
        "subject": {"kind": "plan", "code": "POA", "name": {"en": "Plan of action", "id": "Rencana aksi"}},
        "metric": "implementation_rate",
        "printed": "95 %",
        "number": "95",
        "number_max": None,
        "unit": "percent",
        "qualifier": None,
        "period": ["2021-01-01", "2025-12-31"],
        "as_of": None,
        "status": "actual",
        "counterpart": None,
        "converts": None,
        "verb": "implemented",
        "rule": None,
        "numerator": None,
        "denominator": None,
        "source": {
            "code": "statement",
            "title": "A statement",
            "publisher": "The Daily",
            "origin": "statement",
            "published_on": "2025-10-28",
        },
        "passage": "95 %",
        "place": [0, 4],
        "note": None,
        "preferred": None,
    }
