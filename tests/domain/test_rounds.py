"""How a round stands for a reporter on a day, and what one cell of the matrix says of many reports."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Grant, Role
from pantau.domain.reporting_refusals import ReportingClosed
from pantau.domain.rounds import (
    CellState,
    Counts,
    Owing,
    ReporterStanding,
    RoundFacts,
    RoundState,
    concerns,
    require_open,
    seen_by,
    total,
)
from pantau.domain.values import Period
from pantau.domain.words import Words

PLAN, PARTNER, ALFARA, BRAVIA = 7, 70, 1, 2


def facts(**changes: Any) -> RoundFacts:
    usual: dict[str, Any] = {
        "id": 1,
        "public_id": UUID(int=1),
        "version": 1,
        "plan_version": 1,
        "plan_id": PLAN,
        "plan": "TESTS",
        "title": Words(en="Tests"),
        "partner_id": PARTNER,
        "partner": "X-PAR",
        "illustrative": True,
        "code": "2025",
        "period": Period(start=date(2025, 1, 1), end=date(2025, 12, 31)),
        "opens": date(2025, 11, 3),
        "closes": date(2025, 12, 15),
        "cut_off": date(2025, 10, 31),
        "changed_at": datetime(2025, 11, 1, tzinfo=UTC),
    }
    return RoundFacts(**(usual | changes))


def reporter(id: int, on: date = date(2025, 12, 1), **counts: int) -> ReporterStanding:
    row = ActorRow(id=id, public_id=UUID(int=id), code=f"X-{id}", kind=ActorKind.MEMBER_STATE, name=Words(en=f"{id}"))
    return ReporterStanding(reporter=row, country=id, counts=Counts(**counts), standing=facts().standing(on))


@pytest.mark.parametrize(
    ("on", "state", "left"),
    [
        (date(2025, 11, 2), RoundState.UPCOMING, 43),
        (date(2025, 11, 3), RoundState.OPEN, 42),
        (date(2025, 11, 30), RoundState.OPEN, 15),
        (date(2025, 12, 1), RoundState.DUE, 14),
        (date(2025, 12, 15), RoundState.DUE, 0),
        (date(2025, 12, 16), RoundState.OVERDUE, -1),
    ],
)
def test_a_round_is_open_then_due_then_overdue(on: date, state: RoundState, left: int) -> None:
    standing = facts().standing(on)

    assert (standing.state, standing.due, standing.days_left) == (state, date(2025, 12, 15), left)
    assert standing.takes_reports


def test_an_extension_counts_in_place_of_the_day_of_the_round() -> None:
    standing = facts().standing(date(2025, 12, 16), until=date(2026, 2, 1))

    assert (standing.state, standing.due, standing.extended) == (RoundState.OPEN, date(2026, 2, 1), True)


def test_a_round_without_a_day_is_open_until_it_is_closed() -> None:
    endless = facts(closes=None)
    closed = facts(closes=None, closed_at=datetime(2026, 1, 2, tzinfo=UTC))

    assert endless.standing(date(2099, 1, 1)).state is RoundState.OPEN
    assert closed.standing(date(2099, 1, 1)).state is RoundState.CLOSED
    assert endless.standing(date(2099, 1, 1)).days_left is None


def test_only_a_decision_closes_a_round() -> None:
    require_open(facts(closes=date(1999, 1, 1), opens=date(1999, 1, 1)))

    with pytest.raises(ReportingClosed) as refused:
        require_open(facts(closed_at=datetime(2026, 1, 2, tzinfo=UTC)))
    assert "2026-01-02" in refused.value.says.en


@pytest.mark.parametrize(
    ("counts", "cell"),
    [
        ({}, CellState.NOTHING_OWED),
        ({"owed": 3}, CellState.NOTHING_YET),
        ({"owed": 3, "draft": 1}, CellState.DRAFT),
        ({"owed": 3, "draft": 1, "submitted": 2}, CellState.DRAFT),
        ({"owed": 3, "submitted": 2}, CellState.SUBMITTED),
        ({"owed": 3, "accepted": 2, "returned": 1}, CellState.RETURNED),
        ({"owed": 3, "submitted": 1, "accepted": 2}, CellState.SUBMITTED),
        ({"owed": 3, "accepted": 1, "locked": 2}, CellState.ACCEPTED),
        ({"owed": 3, "locked": 3}, CellState.LOCKED),
    ],
)
def test_a_cell_says_what_asks_for_something_first(counts: dict[str, int], cell: CellState) -> None:
    assert Counts(**counts).cell is cell


def test_every_cell_has_a_letter_of_its_own_and_words_in_both_languages() -> None:
    assert len({cell.letter for cell in CellState}) == len(CellState)
    assert all(cell.words.has("en") and cell.words.has("id") for cell in CellState)
    assert all(one.words.has("en") and one.words.has("id") for one in (*RoundState, *Owing))


@given(st.lists(st.builds(Counts, owed=st.integers(0, 9), draft=st.integers(0, 9), accepted=st.integers(0, 9))))
def test_totals_are_sums(counts: list[Counts]) -> None:
    rows = [
        ReporterStanding(
            reporter=reporter(1).reporter, country=1, counts=one, standing=facts().standing(date(2025, 12, 1))
        )
        for one in counts
    ]

    assert total(rows).owed == sum(one.owed for one in counts)
    assert total(rows).missing == sum(one.missing for one in counts)


def test_late_is_who_owes_after_the_day_or_came_after_it() -> None:
    after = date(2025, 12, 16)

    assert not reporter(1, owed=2).late
    assert reporter(1, after, owed=2, submitted=1).late
    assert not reporter(1, after, owed=2, submitted=2).late
    assert reporter(1, owed=2, submitted=2, late=1).late


def test_a_country_sees_itself_a_coordinator_its_partner_an_evaluator_all() -> None:
    rows = (reporter(ALFARA, owed=1), reporter(BRAVIA, owed=1))

    def seen(*grants: Grant) -> list[int]:
        actor = Actor(name="x", grants=grants)
        return [row.reporter.id for row in seen_by(actor, facts(), rows)]

    assert seen(Grant(role=Role.FOCAL_POINT, place=ALFARA)) == [ALFARA]
    assert seen(Grant(role=Role.COORDINATOR, place=PARTNER)) == [ALFARA, BRAVIA]
    assert seen(Grant(role=Role.COORDINATOR, place=BRAVIA)) == []
    assert seen(Grant(role=Role.EVALUATOR)) == [ALFARA, BRAVIA]
    assert seen(Grant(role=Role.CONTRIBUTOR, place=9)) == []


def test_a_round_concerns_who_runs_it_and_whose_country_owes() -> None:
    rows = (reporter(ALFARA, owed=1),)
    ministry = Actor(name="m", grants=(Grant(role=Role.CONTRIBUTOR, place=9),), countries=frozenset({9, ALFARA}))
    elsewhere = Actor(name="e", grants=(Grant(role=Role.CONTRIBUTOR, place=8),), countries=frozenset({8, BRAVIA}))

    assert concerns(LOCAL_OPERATOR, facts(), ())
    assert concerns(ministry, facts(), rows)
    assert not concerns(elsewhere, facts(), rows)
