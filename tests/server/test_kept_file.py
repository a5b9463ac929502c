"""A served workspace whose database file is put there anew goes on with the new file."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper
from pytest_django import DjangoDbBlocker

from pantau.server import kept_file


def file_with(place: Path, word: str) -> Path:
    with closing(sqlite3.connect(place)) as database, database:
        database.execute("CREATE TABLE said (word TEXT)")
        database.execute("INSERT INTO said VALUES (?)", [word])
    return place


def opened(place: Path) -> Any:
    return DatabaseWrapper({**connections["default"].settings_dict, "NAME": str(place), "OPTIONS": {}}, alias="kept")


def word_in(database: Any) -> str:
    with database.cursor() as cursor:
        cursor.execute("SELECT word FROM said")
        return str(cursor.fetchone()[0])


def test_a_file_put_in_the_place_of_another_is_read_at_the_next_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, django_db_blocker: DjangoDbBlocker
) -> None:
    place, other = file_with(tmp_path / "kept", "old"), file_with(tmp_path / "other", "new")
    database = opened(place)
    monkeypatch.setattr(kept_file, "connection", database)
    monkeypatch.setattr(request_started, "receivers", [])
    monkeypatch.setattr(connection_created, "receivers", [])
    kept_file.watch_database_file()
    with django_db_blocker.unblock():
        assert word_in(database) == "old"
        request_started.send(sender=None)
        held = database.connection

        shutil.move(other, place)

        assert (word_in(database), database.connection) == ("old", held)  # the request that goes on
        request_started.send(sender=None)
        assert word_in(database) == "new"
        database.close()
