"""`pantau init DIR`"""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from pantau.cli.language import say
from pantau.cli.options import Json, print_json
from pantau.cli.workspace import set_up
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.workspace import Folder, make_folder


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", readable=False, help=say("An empty or new folder."))],
    as_json: Json = False,
) -> None:
    made = make_workspace(folder)
    if as_json:
        print_json({"workspace": str(made.path), "id": str(made.id)})
    else:
        print(say("The workspace {folder} is ready.", folder=made.path))


def make_workspace(path: Path) -> Folder:
    """A new workspace; a folder that could not be finished is taken away again."""
    was_there = path.exists()
    folder = make_folder(path)
    try:
        set_up(folder)
        from pantau.records.opening import faults_said, migrate
        from pantau.usecases.init_workspace import init_workspace

        with faults_said(folder):
            migrate()
            init_workspace(LOCAL_OPERATOR, workspace_id=folder.id)
    except BaseException:
        _take_away(folder.path, keep=was_there)
        raise
    return folder


def _take_away(path: Path, *, keep: bool) -> None:
    """Remove what was made in the folder, which held nothing before, and the folder unless it was there."""
    for entry in path.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    if not keep:
        path.rmdir()
