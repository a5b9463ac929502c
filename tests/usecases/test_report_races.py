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
    write_by_three_doors,
    write_by_three_doors_naively,
    write_naively,
    write_the_same_cell,
    write_while_it_is_submitted,
)
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored
SOME = 12  # rounds, ordinarily; `./run soak` takes one for each report there can be
DOORS = ("A", "B", "C")  # the browser, the sheet, the program

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


@each_way
def test_of_browser_sheet_and_program_one_wins_and_the_others_are_told(pantau: Pantau, rounds: int) -> None:
    outcome = race(pantau, write_by_three_doors, rounds=rounds, names=DOORS)

    assert [sum(winners) for winners in outcome] == [1] * rounds
    won = {f"by {door}": sum(winners[place] for winners in outcome) for place, door in enumerate(DOORS)}
    assert kept(pantau) == {text: many for text, many in won.items() if many}
    assert pantau.must("verify", "--json").json["whole"]


def test_the_naive_way_lets_several_doors_win(pantau: Pantau) -> None:
    outcome = race(pantau, write_by_three_doors_naively, rounds=SOME, names=DOORS)

    assert max(sum(winners) for winners in outcome) > 1
    assert sum(kept(pantau).values()) < sum(sum(winners) for winners in outcome), "somebody's words are gone untold"


def kept(pantau: Pantau) -> dict[str, int]:
    """How many narratives each door has written that stand."""
    return dict(
        pantau.sql(
            "SELECT narrative, COUNT(*) FROM records_statusreportversion WHERE narrative <> '' GROUP BY narrative"
        )
    )


def test_the_naive_way_lets_two_accept(pantau: Pantau) -> None:
    assert (True, True) in race(pantau, accept_naively, rounds=SOME)
    assert pantau("verify").code == 1


def test_the_naive_way_loses_what_one_of_them_wrote(pantau: Pantau) -> None:
    outcome = race(pantau, write_naively, rounds=SOME)

    assert [sum(kept) for kept in outcome] != [2] * SOME
