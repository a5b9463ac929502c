"""The workspace folder: where it is found, what its pantau.toml says, its database. Loads without Django."""

import os
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

from pantau.domain.refusals import WorkspaceDamaged, WorkspaceExists, WorkspaceMissing, WorkspaceReadOnly

MARK = "pantau.toml"
VARIABLE = "PANTAU_WORKSPACE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A workspace folder and the id it shares with its database."""

    path: Path
    id: uuid.UUID

    @property
    def database_file(self) -> Path:
        return self.path / "pantau.sqlite3"

    @property
    def evidence(self) -> Path:
        return self.path / "evidence"


def find_folder(named: str | None = None) -> Folder:
    """The workspace that is meant: the one named, else `PANTAU_WORKSPACE`, else the nearest parent with a pantau.toml.

    Raises:
        WorkspaceMissing: none is there.
        WorkspaceReadOnly: it may not be looked into.
        WorkspaceDamaged: its pantau.toml cannot be read.
    """
    wanted = named or os.environ.get(VARIABLE)
    if wanted:
        return read_folder(Path(wanted).expanduser())
    try:
        here = Path.cwd()
    except OSError as fault:  # the folder was removed under our feet
        raise WorkspaceMissing(folder=".") from fault
    for folder in (here, *here.parents):
        if (folder / MARK).is_file():
            return read_folder(folder)
    raise WorkspaceMissing(folder=here)


def read_folder(path: Path) -> Folder:
    """The workspace in `path`; raises as `find_folder` does."""
    mark = path / MARK
    try:
        if not mark.is_file():
            raise WorkspaceMissing(folder=path)
        written = tomllib.loads(mark.read_text(encoding="utf-8"))
        return Folder(path=path.resolve(), id=uuid.UUID(written["workspace"]["id"]))
    except PermissionError as fault:
        raise WorkspaceReadOnly(folder=path) from fault
    except (OSError, UnicodeError, KeyError, TypeError, AttributeError, ValueError) as fault:
        raise WorkspaceDamaged(folder=path, detail=f"{MARK}: {fault}") from fault


def make_folder(path: Path) -> Folder:
    """Make an empty workspace folder with its mark and its places for evidence and publications.

    Raises:
        WorkspaceExists: the folder holds something already.
        WorkspaceReadOnly: the folder cannot be made or written.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise WorkspaceExists(folder=path)
        folder = Folder(path=path.resolve(), id=uuid.uuid4())
        folder.evidence.mkdir()
        (path / "published").mkdir()
        (path / MARK).write_text(
            f'# A Pantau workspace. The id ties this folder to its database.\n[workspace]\nid = "{folder.id}"\n',
            encoding="utf-8",
        )
    except (FileExistsError, NotADirectoryError) as fault:
        raise WorkspaceExists(folder=path) from fault
    except OSError as fault:
        raise WorkspaceReadOnly(folder=path) from fault
    return folder
