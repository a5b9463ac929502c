"""T29: killed at any step, an import is there whole or not at all, and a file without a row does no harm."""

import json
import os
import subprocess
import sys

import pytest

from tests.workspaces import Pantau, everybody, progress


def killed(pantau: Pantau, what: str) -> list[dict[str, int]]:
    """How many rows of each table there were before, after each kill, and in the end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.kills", what],
        env=pantau.surroundings
        | {"PANTAU_WORKSPACE": str(pantau.folder), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("what", ["plan", "progress"])
def test_an_import_that_is_killed_leaves_nothing_but_files(pantau: Pantau, what: str) -> None:
    pantau.must("progress", "import", pantau.file("first.csv", progress(everybody("ongoing"))), "--plan", "TESTS")

    before, *left, done = killed(pantau, what)

    assert len(left) > 10, "an import of so few steps was not watched"
    assert [counts for counts in left if counts != before] == []
    assert done != before
    assert pantau.must("verify", "--json").json == {"whole": True, "breaks": []}


def test_without_a_transaction_half_of_it_is_left(pantau: Pantau) -> None:
    before, *left, _ = killed(pantau, "careless")

    assert [counts for counts in left if counts != before]
    assert pantau("verify").code == 1
