"""T27: the same request twice at one moment has one effect and one answer; looking first would have two."""

import pytest

from tests.api.racers import take_naively, take_once
from tests.records.racers import race
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored

ROUNDS = 20


def effects(pantau: Pantau) -> int:
    ((many,),) = pantau.sql("SELECT COUNT(*) FROM records_actor WHERE kind = 'ministry'")
    return int(many)


def test_of_two_requests_with_one_key_one_is_done_and_both_get_its_answer(pantau: Pantau) -> None:
    outcome = race(pantau, take_once, rounds=ROUNDS)

    assert [sum(winners) for winners in outcome] == [1] * ROUNDS
    assert effects(pantau) == ROUNDS
    assert pantau.count("takenrequest") == ROUNDS
    assert pantau.must("verify").code == 0


def test_the_naive_way_does_it_twice(pantau: Pantau) -> None:
    outcome = race(pantau, take_naively, rounds=ROUNDS)

    assert (True, True) in outcome
    assert effects(pantau) > ROUNDS
