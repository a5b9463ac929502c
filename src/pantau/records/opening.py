"""Opening the database of a workspace: is it there, is it the right one, and is its version known here."""

import errno
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from pantau.domain.refusals import (
    DatabaseUnreachable,
    Refusal,
    WorkspaceDamaged,
    WorkspaceForeign,
    WorkspaceFull,
    WorkspaceLocked,
    WorkspaceNewer,
    WorkspaceReadOnly,
    WorkspaceUnfinished,
)
from pantau.records.models import Workspace
from pantau.records.workspace import Folder


@contextmanager
def faults_said(folder: Folder) -> Iterator[None]:
    """Turns what engine and disk say of a locked, read-only, full, damaged or absent workspace into a refusal."""
    try:
        yield
    except (DatabaseError, OSError) as fault:
        refusal = _refusal(folder, fault)
        if refusal is None:
            raise
        raise refusal from fault


def _refusal(folder: Folder, fault: DatabaseError | OSError) -> Refusal | None:
    if isinstance(fault, OSError):
        kind = _ON_DISK.get(fault.errno or 0)
    elif connection.vendor == "sqlite":
        kind = next((kind for sign, kind in _IN_SQLITE if sign in str(fault)), None)
    else:
        kind = _in_postgresql(fault)
    return kind(folder=folder.path, detail=" ".join(str(fault).split())) if kind else None


_ON_DISK: Mapping[int, type[Refusal]] = {
    errno.ENOSPC: WorkspaceFull,
    errno.EDQUOT: WorkspaceFull,
    errno.EFBIG: WorkspaceFull,
    errno.EACCES: WorkspaceReadOnly,
    errno.EPERM: WorkspaceReadOnly,
    errno.EROFS: WorkspaceReadOnly,
}
_IN_SQLITE: Sequence[tuple[str, type[Refusal]]] = (
    ("is locked", WorkspaceLocked),
    ("readonly database", WorkspaceReadOnly),
    ("unable to open", WorkspaceReadOnly),
    ("disk I/O error", WorkspaceFull),  # where the disk is full it is this that SQLite says of its journal
    ("disk is full", WorkspaceFull),
    ("malformed", WorkspaceDamaged),
    ("not a database", WorkspaceDamaged),
)
_IN_POSTGRESQL: Mapping[str, type[Refusal]] = {
    "55P03": WorkspaceLocked,  # lock timeout
    "57014": WorkspaceLocked,  # statement timeout
    "40P01": WorkspaceLocked,  # deadlock
    "25006": WorkspaceReadOnly,
    "42501": WorkspaceReadOnly,
    "53100": WorkspaceFull,
}


def _in_postgresql(fault: DatabaseError) -> type[Refusal] | None:
    state = getattr(fault.__cause__, "sqlstate", None)
    gone = DatabaseUnreachable if isinstance(fault, OperationalError) else None  # it did not even come to a state
    return _IN_POSTGRESQL.get(state or "", gone)


def open_database(folder: Folder) -> None:
    """Check the database of a folder and bring an older one up to date.

    Raises:
        WorkspaceUnfinished: the folder has no database, or one that was never filled.
        WorkspaceForeign: folder and database carry different ids.
        WorkspaceNewer: a newer version of the software wrote it.
        DatabaseUnreachable, WorkspaceLocked, WorkspaceReadOnly, WorkspaceFull, WorkspaceDamaged: it cannot be used.
    """
    with faults_said(folder):
        if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
            raise WorkspaceUnfinished(folder=folder.path)
        applied = set(MigrationRecorder(connection).applied_migrations())
        ours, known = {name for app, name in applied if app == "records"}, known_migrations()
        if not ours:
            raise WorkspaceUnfinished(folder=folder.path)
        if newer := sorted(ours - {name for app, name in known if app == "records"}):
            raise WorkspaceNewer(folder=folder.path, change=newer[-1])
        if known - applied:
            migrate()
        mark = Workspace.objects.first()
        if mark is None:
            raise WorkspaceUnfinished(folder=folder.path)
        if mark.public_id != folder.id:
            raise WorkspaceForeign(folder_id=folder.id, database_id=mark.public_id)


def migrate() -> None:
    """Bring the tables to this version."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def known_migrations() -> set[tuple[str, str]]:
    """The changes to the tables that this version knows, each with its app: ours, Django's and allauth's."""
    return {
        (app.label, file.name.removesuffix(".py"))
        for app in apps.get_app_configs()
        if (folder := Path(app.path, "migrations")).is_dir()
        for file in folder.iterdir()
        if file.name[:4].isdigit() and file.suffix == ".py"
    }
