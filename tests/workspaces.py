"""Workspaces for tests: each made once by the ordinary commands, then copied, on the database that the run uses."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from pantau.records.workspace import VARIABLE, Folder, make_folder
from tests.warm import Warm, where_code_is_read

# Words before a command that make root as careful as anybody: permissions of files count.
UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
ON_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")

ACTORS = """code,kind,name_en,name_id,iso,parent,member_from,member_until,illustrative
X-ALF,member_state,Alfara,Alfara,,,2000-01-01,,yes
X-BRA,member_state,Bravia,Bravia,,,2000-01-01,,yes
X-CEM,member_state,Cempaka,Cempaka,,,2000-01-01,,yes
X-SEC,sectoral_body,Body of Tests,Badan Uji,,,,,yes
"""
PLAN = """PLAN OF ACTION FOR TESTS 2021-2025

1. SEAS

1.1 Train the crews of rescue boats in first response;
1.2 Establish a directory of contact points;
1.3 Conduct a joint exercise every year;
1.4 Carry out a survey of plastic litter at forty beaches;
1.5 Develop a common distress form for small boats.

2. SCHOOLS

2.1 Exchange teachers between partner schools;
2.2 Develop a shared reader for primary schools;
2.3 Organise a yearly meeting of school heads;
2.4 Support the repair of village libraries;
2.5 Promote the learning of the languages of the region.
"""
LETTERS = """PLAN OF ACTION WITH LETTERS 2021-2025

1. SEAS

a) Train the crews of rescue boats in first response;
b) Establish a directory of contact points;

2. SCHOOLS

a) Exchange teachers between partner schools;
b) Develop a shared reader for primary schools.
"""
LABELS = ("1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5")
COUNTRIES = ("X-ALF", "X-BRA", "X-CEM")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(kw_only=True)
class Pantau:
    """The command `pantau` in a workspace: `pantau("plan", "list", "--json").json`.

    Whatever is asked, nobody is ever shown a traceback. `database_url` is empty on SQLite.
    """

    folder: Path
    warm: Warm
    database_url: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: object) -> Result:
        texts = [str(argument) for argument in arguments]
        cwd = self.folder if self.folder.is_dir() else self.folder.parent
        code, out, err = self.warm.run(texts, cwd=cwd, environment=self.surroundings)
        assert "Traceback" not in err, err
        return Result(code=code, out=out, err=err)

    def deed(self, module: str, *arguments: object, longest: float = 120.0) -> str:
        """What a module of the tests prints that works on the workspace in a process of its own."""
        surroundings = {VARIABLE: str(self.folder), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
        code, out, err = self.warm.run(
            [str(argument) for argument in arguments],
            cwd=self.folder.parent,
            environment=self.surroundings | surroundings,
            module=module,
            longest=longest,
        )
        assert code == 0, err
        return out

    def must(self, *arguments: object) -> Result:
        """The result of a command that is expected to be done."""
        result = self(*arguments)
        assert result.code == 0, f"{arguments}: {result.out}{result.err}"
        return result

    def refusal(self, *arguments: object) -> dict[str, Any]:
        """The refusal of a command that must be refused, the same for people as for programs; nothing is changed."""
        before = self.contents()
        said = self(*arguments)
        told = self(*arguments, "--json")
        assert (said.code, told.code) == (1, 1), f"{arguments}: {said.out}{said.err}{told.out}{told.err}"
        refusal: dict[str, Any] = told.json
        assert list(refusal)[:4] == ["code", "says", "mend", "where"]
        assert refusal["says"] in said.err
        assert refusal["mend"] in said.err
        assert said.out == ""
        assert self.contents() == before
        return refusal

    @property
    def surroundings(self) -> dict[str, str]:
        """The environment of a command: nothing of ours but what a person would have set, and the code to run."""
        home = {"PATH": os.environ["PATH"], "HOME": str(self.folder.parent), "LC_ALL": "C.UTF-8"}
        home |= where_code_is_read()
        return home | ({"DATABASE_URL": self.database_url} if self.database_url else {}) | self.environment

    def start(self, *arguments: object, before: Sequence[str] = ()) -> "subprocess.Popen[str]":
        """A cold process of its own, still running; `before` are words before the interpreter."""
        return subprocess.Popen(
            [*before, sys.executable, "-P", "-m", "pantau", *(str(argument) for argument in arguments)],
            cwd=self.folder,
            env=self.surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def cold(self, *arguments: object, before: Sequence[str] = ()) -> Result:
        """A command run exactly as a person runs it."""
        process = self.start(*arguments, before=before)
        out, err = process.communicate(timeout=120)
        assert "Traceback" not in err, err
        return Result(code=process.returncode, out=out, err=err)

    def file(self, name: str, content: "str | bytes") -> Path:
        """A file beside the workspace."""
        path = self.folder.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    @property
    def database_file(self) -> Path:
        return self.folder / "pantau.sqlite3"

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement behind the software's back; places are written `%s`."""
        with closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(statement if self.database_url else statement.replace("%s", "?"), values)
            rows = cursor.fetchall() if cursor.description else []
            connection.commit()
        return rows

    def connect(self) -> Any:
        if self.database_url:
            return psycopg.connect(self.database_url)
        return sqlite3.connect(self.database_file)

    def contents(self) -> dict[str, Any]:
        """Every row of every table, and every file kept as evidence: equal if and only if nothing was written."""
        if not (self.database_url or self.database_file.is_file()):
            return {}
        rows = {}
        with closing(self.connect()) as connection:
            cursor = connection.cursor()
            for (table,) in cursor.execute(self._tables).fetchall():
                rows[table] = sorted(map(repr, cursor.execute(f'SELECT * FROM "{table}"').fetchall()))
        evidence = self.folder / "evidence"
        return rows | {"evidence": sorted(path.name for path in evidence.rglob("*") if path.is_file())}

    @property
    def _tables(self) -> str:
        if self.database_url:
            return "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        return "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"

    def count(self, table: str) -> int:
        return int(self.sql(f'SELECT COUNT(*) FROM "records_{table}"')[0][0])


@contextmanager
def folder_of(path: Path) -> Iterator[Folder]:
    """A new folder as the one of this process, for the time in which something is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(path))
        yield make_folder(path)


@contextmanager
def working_in(folder: Folder) -> Iterator[None]:
    """A folder that is there as the one of this process, for the time in which something is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder.path))
        yield


def copied(template: Pantau, folder: Path) -> Pantau:
    """A workspace of its own with the same content; the folder does not exist yet."""
    shutil.copytree(template.folder, folder)
    url = new_database(template=template.database_url) if template.database_url else ""
    return Pantau(folder=folder, warm=template.warm, database_url=url)


def fresh(folder: Path, warm: Warm) -> Pantau:
    """No workspace yet; on PostgreSQL a database with nothing in it."""
    return Pantau(folder=folder, warm=warm, database_url=new_database() if ON_POSTGRESQL else "")


def new_database(*, template: str = "") -> str:
    """The address of a new database beside the one that the run was given, empty or a copy of `template`."""
    name = f"workspace_{uuid.uuid4().hex[:12]}"
    copying = (
        sql.SQL(" TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(_name(template))) if template else sql.SQL("")
    )
    _administer(sql.SQL("CREATE DATABASE {}{}").format(sql.Identifier(name), copying))
    return re.sub(r"/\w+\?", f"/{name}?", os.environ["DATABASE_URL"])


def drop(pantau: Pantau) -> None:
    if pantau.database_url:
        name = sql.Identifier(_name(pantau.database_url))
        _administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def _name(url: str) -> str:
    return str(psycopg.conninfo.conninfo_to_dict(url)["dbname"])


def _administer(statement: sql.Composable) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement)


def progress(rows: Mapping[tuple[str, str], str], *, as_of: str = "2024-06-30") -> str:
    """A progress sheet: (label, actor) to status."""
    lines = [f"{label},{actor},{status},{as_of}" for (label, actor), status in rows.items()]
    return "\n".join(["label,actor,status,as_of", *lines, ""])


def everybody(status: str, labels: Sequence[str] = LABELS) -> dict[tuple[str, str], str]:
    """The same status from every country on these lines."""
    return {(label, actor): status for label in labels for actor in COUNTRIES}
