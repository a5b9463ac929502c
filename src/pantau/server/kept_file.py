"""A connection to a database file is kept between requests, and given up where another file took its place."""

import os
from typing import Any

from django.core.signals import request_started
from django.db import connection
from django.db.backends.signals import connection_created


def watch_database_file() -> None:
    """From now on each request looks whether its connection is to the file that the workspace has.

    The file may be put there anew, as from a backup: what went on being written to the old one would be lost.
    """
    connection_created.connect(_note, dispatch_uid="pantau.server.kept_file")
    request_started.connect(_give_up_if_replaced, dispatch_uid="pantau.server.kept_file")


def _note(*, connection: Any, **_sent: Any) -> None:
    connection.pantau_file = _number(connection)


def _give_up_if_replaced(**_sent: Any) -> None:
    # while a file is open, no other gets its number
    if connection.connection is not None and getattr(connection, "pantau_file", None) != _number(connection):
        connection.close()


def _number(connection: Any) -> int | None:
    """The number of the file in its file system; ``None`` for a database that is no file, and where it is gone."""
    try:
        return os.stat(connection.settings_dict["NAME"]).st_ino if connection.vendor == "sqlite" else None
    except OSError:
        return None
