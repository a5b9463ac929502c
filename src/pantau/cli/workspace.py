"""Opening a workspace for a command: the folder is found, Django set up on it, the database checked."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pantau.cli.language import USER_VARIABLE
from pantau.domain.permissions import LOCAL_OPERATOR, Actor
from pantau.domain.refusals import PersonUnknown
from pantau.records.workspace import VARIABLE, Folder, find_folder


def set_up(folder: Folder) -> None:
    """Load Django with its settings on this folder."""
    os.environ[VARIABLE] = str(folder.path)
    # Django loads with the first command that needs a workspace
    import django

    django.setup()


@contextmanager
def workspace(named: Path | None) -> Iterator[Folder]:
    """The open workspace that is meant; what its database refuses is said in a sentence."""
    folder = find_folder(str(named) if named else None)
    set_up(folder)
    from pantau.records.opening import faults_said, open_database

    open_database(folder)
    with faults_said(folder):
        yield folder


def whoever() -> Actor:
    """Who the command acts as: the person that --user or `PANTAU_USER` names, else the local operator.

    Raises PersonUnknown where the workspace does not know them, or they may not come in any more.
    """
    name = os.environ.get(USER_VARIABLE, "")
    if not name:
        return LOCAL_OPERATOR
    from pantau.records.queries.people import acting_named

    actor = acting_named(name)
    if actor is None:
        raise PersonUnknown(name=name)
    return actor
