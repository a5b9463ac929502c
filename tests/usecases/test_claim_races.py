"""Two reviewers accept the same claim at once: one wins, the other is told, and there is one figure."""

import pytest

from tests.records.racers import race
from tests.usecases.claim_racers import ROUNDS, accept_one_claim, accept_one_claim_naively
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored


def test_of_two_who_accept_one_claim_one_wins_and_makes_one_figure(pantau: Pantau) -> None:
    outcome = race(pantau, accept_one_claim, rounds=ROUNDS)

    assert [sum(winners) for winners in outcome] == [1] * ROUNDS
    assert pantau.sql("SELECT COUNT(*) FROM records_publishedfigure") == [(ROUNDS,)]
    assert pantau.must("verify", "--json").json["whole"]


def test_who_only_looks_whether_it_waits_lets_both_win(pantau: Pantau) -> None:
    outcome = race(pantau, accept_one_claim_naively, rounds=ROUNDS)

    assert any(sum(winners) > 1 for winners in outcome)
