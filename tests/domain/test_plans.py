"""Plans, lines and nodes as frozen rows: when a line is due or withdrawn, and what their JSON says."""

from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plans import NodeRow, Visibility
from pantau.domain.words import LANGUAGES, Words
from tests.domain.made import PLAN_END, line, plan

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(due_on=st.none() | DAYS, plan_end=DAYS, day=DAYS)
def test_a_line_is_due_from_its_day_on_and_without_one_from_the_end_of_the_plan(
    due_on: date | None, plan_end: date, day: date
) -> None:
    assert line(1, due_on=due_on).due(day, plan_end=plan_end) == ((plan_end if due_on is None else due_on) <= day)


@given(withdrawn_on=DAYS)
def test_a_line_is_withdrawn_from_the_day_of_the_decision_on(withdrawn_on: date) -> None:
    one = line(1, withdrawn_on=withdrawn_on)
    assert one.withdrawn(withdrawn_on)
    assert not one.withdrawn(withdrawn_on - timedelta(days=1))


def test_a_line_without_a_decision_is_never_withdrawn() -> None:
    assert not line(1).withdrawn(date(2099, 1, 1))


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        line(1).label = "2"  # type: ignore[misc]


def test_the_json_of_a_plan_names_its_period_derivation_and_rule() -> None:
    row = plan(partner="XYZ", visibility=Visibility.NAMED).as_json()
    assert row == {
        "plan": "PLAN",
        "title": {"en": "A plan", "id": "Suatu rencana"},
        "period": ["2021-01-01", PLAN_END.isoformat()],
        "partner": "XYZ",
        "visibility": "named",
        "by": "merged",
        "rule": "R2",
        "illustrative": True,
    }
    assert plan().as_json()["partner"] is None


def test_the_json_of_a_node_says_where_it_stands_and_whether_it_counts() -> None:
    heading = NodeRow(
        label="1",
        printed="I.",
        path=("1",),
        depth=0,
        kind="pillar",
        countable=False,
        words=Words(en="Trade", id="Perdagangan"),
        line=None,
    )
    counted = replace(heading, countable=True, line=UUID(int=1), due_on=date(2024, 1, 1), withdrawn_on=date(2024, 2, 1))
    assert (heading.as_json()["line"], heading.as_json()["due_on"], heading.as_json()["withdrawn_on"]) == (None,) * 3
    assert counted.as_json() == heading.as_json() | {
        "countable": True,
        "line": str(UUID(int=1)),
        "due_on": "2024-01-01",
        "withdrawn_on": "2024-02-01",
    }


def test_every_visibility_has_its_name_in_both_languages() -> None:
    assert all(visibility.words.has(language) for visibility in Visibility for language in LANGUAGES)
