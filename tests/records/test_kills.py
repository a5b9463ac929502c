"""T29: killed at any step, an import is there whole or not at all, and a file without a row does no harm."""

import json
import random

import pytest

from tests.workspaces import Pantau, everybody, progress

pytestmark = pytest.mark.stored
OFTEN = 5  # ordinarily one step in so many is one at which it is killed, `./run soak` takes them all


def killed(pantau: Pantau, what: str, *, every: int = OFTEN) -> list[dict[str, int]]:
    """How many rows of each table there were before, after each kill, and in the end.

    It is killed at one step in `every`, from a first one that is drawn and printed.
    """
    first = random.randint(1, every)
    print(f"{what}: killed at step {first} and each {every} further")
    told = pantau.deed("tests.records.kills", what, first, every)
    return [json.loads(line) for line in told.splitlines()]


@pytest.mark.parametrize("every", [OFTEN, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("what", ["plan", "progress"])
def test_an_import_that_is_killed_leaves_nothing_but_files(pantau: Pantau, what: str, every: int) -> None:
    pantau.must("progress", "import", pantau.file("first.csv", progress(everybody("ongoing"))), "--plan", "TESTS")

    before, *left, done = killed(pantau, what, every=every)

    assert len(left) * every > 10, "an import of so few steps was not watched"
    assert [counts for counts in left if counts != before] == []
    assert done != before
    assert pantau.must("verify", "--json").json["breaks"] == []


def test_without_a_transaction_half_of_it_is_left(pantau: Pantau) -> None:
    before, *left, _ = killed(pantau, "careless")

    assert [counts for counts in left if counts != before]
    assert pantau("verify").code == 1
