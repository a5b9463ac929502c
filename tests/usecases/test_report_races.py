"""T24, T26, T27: two people at the same report: one wins, the other is told; the naive ways lose somebody's work."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.records.racers import race
from tests.usecases.report_racers import (
    ROUNDS,
    accept_at_once,
    accept_naively,
    accept_or_return_at_once,
    submit_twice,
    write_naively,
    write_the_same_cell,
    write_while_it_is_submitted,
)
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored
SOME = 12  # rounds, ordinarily; `./run soak` takes one for each report there can be

each_way = pytest.mark.parametrize("rounds", [SOME, pytest.param(ROUNDS, marks=pytest.mark.soak)])


@each_way
@pytest.mark.parametrize("attempt", [accept_at_once, accept_or_return_at_once, submit_twice])
def test_of_two_who_decide_on_what_both_were_shown_one_wins(
    pantau: Pantau, attempt: Callable[..., Any], rounds: int
) -> None:
    outcome = race(pantau, attempt, rounds=rounds)

    assert [sum(winners) for winners in outcome] == [1] * rounds
    decisions = pantau.sql("SELECT subject, decision, COUNT(*) FROM records_ledgerentry GROUP BY subject, decision")
    assert {count for _, _, count in decisions} == {1}
    assert pantau.must("verify", "--json").json["whole"]


@each_way
@pytest.mark.parametrize("attempt", [write_while_it_is_submitted, write_the_same_cell])
def test_of_two_who_write_one_wins_and_the_other_is_told(
    pantau: Pantau, attempt: Callable[..., Any], rounds: int
) -> None:
    outcome = race(pantau, attempt, rounds=rounds)

    assert [sum(winners) for winners in outcome] == [1] * rounds
    assert pantau.must("verify", "--json").json["whole"]


def test_the_naive_way_lets_two_accept(pantau: Pantau) -> None:
    assert (True, True) in race(pantau, accept_naively, rounds=SOME)
    assert pantau("verify").code == 1


def test_the_naive_way_loses_what_one_of_them_wrote(pantau: Pantau) -> None:
    outcome = race(pantau, write_naively, rounds=SOME)

    assert [sum(kept) for kept in outcome] != [2] * SOME
