"""T29: killed at any step, a request with a key leaves its effect and its answer, or neither; sent again it is done."""

import pytest

from tests.records.test_kills import OFTEN, killed
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored


@pytest.mark.parametrize("every", [OFTEN, pytest.param(1, marks=pytest.mark.soak)])
def test_a_request_that_is_killed_leaves_neither_effect_nor_answer(pantau: Pantau, every: int) -> None:
    before, *left, done = killed(pantau, "request", every=min(every, 2))

    assert left, "a request of so few steps was not watched"
    assert [counts for counts in left if counts != before] == []
    assert done["TakenRequest"] == before["TakenRequest"] + 1
    assert done["Actor"] == before["Actor"] + 1
    assert pantau.must("verify", "--json").json["whole"]
