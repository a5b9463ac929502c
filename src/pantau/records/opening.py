"""Opening the database of a workspace: is it there, is it the right one, and is its version known here."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from pantau.domain.refusals import (
    DatabaseUnreachable,
    Refusal,
    WorkspaceDamaged,
    WorkspaceForeign,
    WorkspaceLocked,
    WorkspaceMissing,
    WorkspaceNewer,
    WorkspaceReadOnly,
)
from pantau.records.models import Workspace
from pantau.records.workspace import Folder


@contextmanager
def faults_said(folder: Folder) -> Iterator[None]:
    """Turns what the engine says of a locked, read-only, damaged or absent database into a refusal."""
    try:
        yield
    except DatabaseError as fault:
        refusal = _refusal(folder, str(fault))
        if refusal is None:
            raise
        raise refusal from fault


def _refusal(folder: Folder, message: str) -> Refusal | None:
    if connection.vendor != "sqlite":
        is_gone = any(sign in message for sign in ("connection", "server", "authentication", "does not exist"))
        return DatabaseUnreachable(detail=message.strip().splitlines()[0]) if is_gone else None
    if "locked" in message or "busy" in message:
        return WorkspaceLocked(folder=folder.path)
    if "readonly" in message or "unable to open" in message:
        return WorkspaceReadOnly(folder=folder.path)
    if "disk I/O" in message or "disk is full" in message:
        return WorkspaceReadOnly(folder=folder.path)
    if "malformed" in message or "not a database" in message:
        return WorkspaceDamaged(folder=folder.path, detail=message)
    return None


def open_database(folder: Folder) -> None:
    """Check the database of a folder and bring an older one up to date.

    Raises:
        WorkspaceMissing: the folder has no database; it was never finished.
        WorkspaceForeign: folder and database carry different ids.
        WorkspaceNewer: a newer version of the software wrote it.
        DatabaseUnreachable, WorkspaceLocked, WorkspaceReadOnly, WorkspaceDamaged: it cannot be used.
    """
    with faults_said(folder):
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
            raise WorkspaceMissing(folder=folder.path)
        applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "records"}
        if not applied:
            raise WorkspaceMissing(folder=folder.path)
        known = known_migrations()
        if newer := sorted(applied - known):
            raise WorkspaceNewer(folder=folder.path, change=newer[-1])
        if known - applied:
            migrate()
        mark = Workspace.objects.first()
        if mark is None:
            raise WorkspaceMissing(folder=folder.path)
        if mark.public_id != folder.id:
            raise WorkspaceForeign(folder_id=folder.id, database_id=mark.public_id)


def migrate() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0, interactive=False)


def known_migrations() -> set[str]:
    """The names of the changes to the tables that this version knows."""
    files = resources.files("pantau.records").joinpath("migrations").iterdir()
    return {file.name.removesuffix(".py") for file in files if file.name[:4].isdigit() and file.name.endswith(".py")}
