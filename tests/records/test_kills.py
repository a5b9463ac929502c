"""T29: killed at any step, an import is there whole or not at all, and a file without a row does no harm."""

import json
import os
import subprocess
import sys

import pytest

from tests.workspaces import LABELS, Pantau, everybody, progress


def killed(pantau: Pantau, what: str) -> list[dict[str, int]]:
    """How many rows of each table were left after each kill."""
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
    before = killed(pantau, what)[0]

    left = killed(pantau, what)

    assert all(counts["breaks"] == 0 for counts in left)
    assert [counts for counts in left if counts != before][:1] == []
    assert len(list((pantau.folder / "evidence").rglob("*.*"))) == 0
