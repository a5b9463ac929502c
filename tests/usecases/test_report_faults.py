"""T29, T30: a step of reports that is killed, or under which the disk runs full, is taken whole or not at all."""

import json
import random
from typing import Any

import pytest

from tests.workspaces import Pantau

pytestmark = pytest.mark.stored
OFTEN = 10  # ordinarily one write in so many is one at which it fails, `./run soak` takes them all
STEPS = ("save", "import", "submit", "accept", "return", "amend")
each_way = pytest.mark.parametrize("every", [OFTEN, pytest.param(1, marks=pytest.mark.soak)])


def failed(pantau: Pantau, fault: str, step: str, *, every: int) -> list[dict[str, Any]]:
    """What stood before, after each try that failed, and in the end; the first write is drawn and printed."""
    first = random.randint(1, every)
    print(f"{step}: {fault} at write {first} and each {every} further")
    told = pantau.deed("tests.usecases.report_faults", fault, step, first, every, longest=300.0)
    return [json.loads(line) for line in told.splitlines()]


@each_way
@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_is_killed_is_taken_whole_or_not_at_all(pantau: Pantau, step: str, every: int) -> None:
    before, *tries, done = failed(pantau, "killed", step, every=every)

    assert {one.pop("said") for one in tries} <= {"killed"}
    assert [one for one in tries if one != before] == []
    assert done != before
    assert pantau.must("verify", "--json").json["whole"]


@each_way
@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_is_said_and_nothing_is_half_written(pantau: Pantau, step: str, every: int) -> None:
    if pantau.database_url:
        pytest.skip("PostgreSQL writes in a process of its own, whose disk a test cannot fill")

    before, *tries, done = failed(pantau, "full", step, every=every)

    assert tries, "the disk was never full"
    assert {one.pop("said") for one in tries} == {"workspace_full"}
    assert [one for one in tries if one != before] == []
    assert done != before
    assert pantau.must("verify", "--json").json["whole"]


def test_without_a_transaction_half_of_it_is_left(pantau: Pantau) -> None:
    before, *tries, _ = failed(pantau, "killed without a transaction", "save", every=3)

    for one in tries:
        one.pop("said")
    assert [one for one in tries if one != before]
