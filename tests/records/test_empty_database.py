"""The tables of an empty database are the same, made at once or change by change."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pantau.records.workspace import VARIABLE, make_folder
from tests.workspaces import ON_POSTGRESQL, new_database

# change by change takes fifteen seconds of a processor
pytestmark = [pytest.mark.stored, pytest.mark.soak]
MADE = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection
call_command("migrate" if sys.argv[1] == "at_once" else Command(), verbosity=0, interactive=False)
if sys.argv[1] != "at_once":
    call_command("createcachetable", verbosity=0)
found = {}
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        columns = [
            (one.name, str(one.type_code), one.null_ok, one.default)
            for one in connection.introspection.get_table_description(cursor, table)
        ]
        parts = ("columns", "unique", "foreign_key", "check")
        constraints = connection.introspection.get_constraints(cursor, table)
        rules = [
            ["" if name.startswith(("__", "fk_")) else name, *(one[part] for part in parts)]
            for name, one in constraints.items()
        ]
        found[table] = [sorted(map(repr, columns)), sorted(map(repr, rules))]
    if connection.vendor == "sqlite":
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        triggers = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    cursor.execute(triggers)
    found["triggers"] = sorted(name for (name,) in cursor.fetchall())
    cursor.execute("SELECT app, name FROM django_migrations")
    found["noted"] = sorted(map(list, cursor.fetchall()))
print(json.dumps(found))
"""


def made(way: str, folder: Path) -> Any:
    surroundings = os.environ | {VARIABLE: str(make_folder(folder).path)}
    if ON_POSTGRESQL:
        surroundings["DATABASE_URL"] = new_database()
    surroundings["DJANGO_SETTINGS_MODULE"] = "pantau.server.settings"
    done = subprocess.run(
        [sys.executable, "-c", MADE, way], capture_output=True, text=True, check=False, env=surroundings
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    at_once, one_by_one = made("at_once", tmp_path / "a"), made("one_by_one", tmp_path / "b")

    assert sorted(at_once) == sorted(one_by_one)
    assert {name: found for name, found in at_once.items() if one_by_one[name] != found} == {}
    assert at_once["triggers"]
