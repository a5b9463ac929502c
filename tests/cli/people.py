"""Somebody who may work in the workspace of a test, and their tokens."""

import os
import subprocess
import sys

from tests.workspaces import Pantau

SOMEBODY = "somebody"


def with_somebody(pantau: Pantau) -> None:
    """From now on the commands act as a person, who was added to the workspace."""
    settings = {"PANTAU_WORKSPACE": str(pantau.folder), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    subprocess.run(
        [sys.executable, "-m", "tests.api.person_at_work", SOMEBODY],
        env=pantau.surroundings | settings,
        check=True,
        capture_output=True,
    )
    pantau.environment["PANTAU_USER"] = SOMEBODY


def token(pantau: Pantau) -> str:
    """The id of a token of that person."""
    with_somebody(pantau)
    return str(pantau.must("token", "add", "another program", "--json").json["token"])
