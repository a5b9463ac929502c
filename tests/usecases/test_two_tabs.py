"""Of two tabs that edit what both saw, one wins and the other is told; read, check and save would lose an edit."""

import pytest

from tests.records.racers import race
from tests.usecases.tabs import edit_in_two_tabs
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored

ROUNDS = 24


def test_of_two_tabs_that_saw_the_same_draft_one_edits_it(pantau: Pantau) -> None:
    outcome = race(pantau, edit_in_two_tabs, rounds=ROUNDS)

    assert [sum(winners) for winners in outcome[::2]] == [1] * (ROUNDS // 2)
    assert (True, True) in outcome[1::2]
    assert pantau.count("plandraft") == 1
    steps = pantau.sql("SELECT number, before, CAST(splices AS TEXT) FROM records_plandraftstep")
    before = {number: base for number, base, _ in steps}
    by_the_door = {number for number, _, splices in steps if splices != "[]"}
    ((head,),) = pantau.sql("SELECT head FROM records_plandraft")
    kept = set()
    while head:
        kept.add(head)
        head = before[head]
    assert len(by_the_door) == ROUNDS // 2
    assert by_the_door <= kept
    assert before.keys() - kept  # steps that the naive way lost
