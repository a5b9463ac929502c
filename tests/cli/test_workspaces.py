"""A workspace that is missing, locked, read-only, foreign, newer or damaged: a sentence with what to do, no change."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workspaces import ON_POSTGRESQL, UNPRIVILEGED, Pantau, everybody, fresh, progress

pytestmark = pytest.mark.stored  # here the engines differ

COMMANDS: list[list[object]] = [["plan", "list"], ["score", "TESTS"], ["verify"]]
each_command = pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(map(str, words)))
on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="this is about the file of SQLite")
on_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="this is about a server")


def refused(pantau: Pantau, *words: object) -> dict[str, str]:
    """The refusal, without looking at a database that may not be there to be looked at."""
    told = pantau(*words, "--json")
    assert told.code == 1
    refusal: dict[str, str] = told.json
    said = pantau(*words)
    assert (said.code, said.out) == (1, "")
    assert refusal["says"] in said.err
    assert refusal["mend"] in said.err
    return refusal


# Missing


@each_command
def test_a_workspace_that_is_missing(bare: Pantau, words: list[object]) -> None:
    refusal = refused(bare, *words)

    assert refusal["code"] == "workspace_missing"
    assert "pantau init" in refusal["mend"]


def test_a_named_workspace_that_is_missing_is_not_replaced_by_another(pantau: Pantau) -> None:
    refusal = refused(pantau, "plan", "list", "--workspace", pantau.folder / "nowhere")

    assert refusal["code"] == "workspace_missing"
    assert "nowhere" in refusal["says"]


@on_sqlite
def test_a_workspace_whose_database_is_gone(pantau: Pantau) -> None:
    pantau.database_file.unlink()

    assert refused(pantau, "plan", "list")["code"] == "workspace_unfinished"
    assert not pantau.database_file.exists()


# Half-finished and damaged


def half_finished(bare: Pantau) -> None:
    """What `init` leaves behind where it is killed before the tables are made."""
    bare.folder.mkdir()
    (bare.folder / "pantau.toml").write_text('[workspace]\nid = "6d9cf2a5-3a0f-4b1e-9a57-0c2b2fbe1a11"\n')
    (bare.folder / "evidence").mkdir()
    if not bare.database_url:
        bare.database_file.touch()


@each_command
def test_a_workspace_that_was_never_finished(bare: Pantau, words: list[object]) -> None:
    half_finished(bare)

    refusal = refused(bare, *words)

    assert refusal["code"] == "workspace_unfinished"
    assert str(bare.folder) in refusal["says"]


def test_a_workspace_that_was_never_finished_may_be_made_anew(bare: Pantau) -> None:
    half_finished(bare)
    shutil.rmtree(bare.folder)

    bare.must("init", bare.folder)

    assert bare.must("verify", "--json").json["whole"]


MARKS = {"empty": b"", "no TOML": b"[workspace\n", "no id": b"[workspace]\n", "binary": b"\xff\xfe\x00\x01"}


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_a_mark_that_cannot_be_read(pantau: Pantau, mark: bytes) -> None:
    (pantau.folder / "pantau.toml").write_bytes(mark)

    refusal = refused(pantau, "plan", "list")

    assert refusal["code"] == "workspace_damaged"
    assert "pantau.toml" in refusal["says"]


DAMAGES = {
    "garbage": lambda content: b"This is no database at all. " * 200,
    "overwritten in the middle": lambda content: content[:4096] + b"\xaa" * (len(content) - 8192) + content[-4096:],
    "cut in half": lambda content: content[: len(content) // 2],
}


@on_sqlite
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_database_that_is_damaged(pantau: Pantau, damage: object) -> None:
    content = damage(pantau.database_file.read_bytes())  # type: ignore[operator]
    pantau.database_file.write_bytes(content)

    assert refused(pantau, "score", "TESTS")["code"] == "workspace_damaged"
    assert pantau.database_file.read_bytes() == content


# Of another database, or from a newer version


def test_a_folder_with_the_database_of_another(pantau: Pantau) -> None:
    before = pantau.contents()
    (pantau.folder / "pantau.toml").write_text('[workspace]\nid = "6d9cf2a5-3a0f-4b1e-9a57-0c2b2fbe1a11"\n')

    for words in (*COMMANDS, ["register", "import", "actors", "nowhere.csv"]):
        refusal = refused(pantau, *words)
        assert refusal["code"] == "workspace_foreign"
        assert "6d9cf2a5-3a0f-4b1e-9a57-0c2b2fbe1a11" in refusal["says"]
    assert pantau.contents() == before


def test_a_workspace_of_a_newer_version(pantau: Pantau) -> None:
    pantau.sql(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_the_future', CURRENT_TIMESTAMP)"
    )
    before = pantau.contents()

    for words in COMMANDS:
        refusal = refused(pantau, *words)
        assert refusal["code"] == "workspace_newer"
        assert "0999_the_future" in refusal["says"]
    assert pantau.contents() == before


# Locked


@contextmanager
def writing(pantau: Pantau) -> Iterator[None]:
    """Another process in the middle of a transaction that writes."""
    connection = pantau.connect()
    if pantau.database_url:
        connection.execute("LOCK TABLE records_source IN ACCESS EXCLUSIVE MODE")
    else:
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def test_a_workspace_that_another_writes_to_is_busy_not_broken(pantau: Pantau) -> None:
    sheet = pantau.file("progress.csv", progress(everybody("completed")))
    before = pantau.contents()
    waiting = Pantau(folder=pantau.folder, warm=pantau.warm, database_url=impatient(pantau))

    with writing(pantau):
        refusal = refused(waiting, "progress", "import", sheet, "--plan", "TESTS")

    assert refusal["code"] == "workspace_locked"
    assert "Nothing was changed." in refusal["mend"]
    assert pantau.contents() | {"evidence": None} == before | {"evidence": None}
    pantau.must("progress", "import", sheet, "--plan", "TESTS")


def impatient(pantau: Pantau) -> str:
    """The address of the same database for a caller who waits a second, not twenty."""
    if pantau.database_url:
        return f"{pantau.database_url}&options=-c%20lock_timeout%3D1000"
    return f"sqlite:///{pantau.database_file}?timeout=1"


@on_sqlite
def test_reading_goes_on_while_another_writes(pantau: Pantau) -> None:
    connection = pantau.connect()
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert pantau.must("score", "TESTS").out
    finally:
        connection.close()


# Read-only and full


@pytest.fixture
def sealed(pantau: Pantau) -> Iterator[Pantau]:
    """A workspace that may be read and not written."""
    paths = [pantau.folder, *pantau.folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield pantau
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)


@on_sqlite
def test_a_workspace_that_is_read_only(sealed: Pantau) -> None:
    sheet = sealed.file("progress.csv", progress(everybody("completed")))
    before = sealed.database_file.read_bytes()

    told = sealed.cold("progress", "import", sheet, "--plan", "TESTS", "--json", before=UNPRIVILEGED)

    assert told.code == 1
    assert told.json["code"] == "workspace_read_only"
    assert "write permission" in told.json["mend"]
    assert sealed.database_file.read_bytes() == before


def test_a_workspace_that_may_not_be_looked_into(pantau: Pantau) -> None:
    pantau.folder.chmod(0o000)
    elsewhere = replace(pantau, folder=pantau.folder.parent)

    told = elsewhere.cold("plan", "list", "--workspace", pantau.folder, "--json", before=UNPRIVILEGED)

    pantau.folder.chmod(0o755)
    assert (told.code, told.json["code"]) == (1, "workspace_read_only")


def test_a_folder_that_is_gone_under_ones_feet(bare: Pantau) -> None:
    bare.folder.mkdir()
    gone = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh"]

    told = bare.cold("plan", "list", "--json", before=gone)

    assert (told.code, told.json["code"]) == (1, "workspace_missing")


def test_a_place_where_no_workspace_can_be_made(bare: Pantau) -> None:
    home = bare.folder.parent / "sealed"
    home.mkdir()
    home.chmod(0o555)
    bare.folder.mkdir()

    told = bare.cold("init", home / "workspace", "--json", before=UNPRIVILEGED)

    home.chmod(0o755)
    assert told.code == 1
    assert told.json["code"] == "workspace_read_only"
    assert list(home.iterdir()) == []


def test_a_disk_that_is_full(pantau: Pantau) -> None:
    """A limit on the size of a file stands in for the disk: no file may grow."""
    sheet = pantau.file("progress.csv", progress(everybody("completed")))
    before = pantau.contents()
    limited = ["prlimit", "--fsize=0"]

    told = pantau.cold("progress", "import", sheet, "--plan", "TESTS", "--json", before=limited)

    assert told.code == 1
    assert told.json["code"] == "workspace_full"
    assert pantau.contents() == before
    assert pantau.must("verify", "--json").json["whole"]


# The address of the database


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody@127.0.0.1:1/nothing",
        "postgresql://nobody@nowhere.invalid/nothing",
        "postgresql:///nothing?host=/nowhere",
    ],
)
def test_a_database_that_does_not_answer(pantau: Pantau, url: str) -> None:
    pantau.environment["DATABASE_URL"] = url

    refusal = refused(pantau, "plan", "list")

    assert refusal["code"] == "database_unreachable"
    assert "DATABASE_URL" in refusal["mend"]


@pytest.mark.parametrize(
    "url", ["rubbish", "mysql://somebody@localhost/else", "postgresql://[", "postgresql://host/", "http://example.org"]
)
def test_an_address_that_is_none(pantau: Pantau, url: str) -> None:
    pantau.environment["DATABASE_URL"] = url

    refusal = refused(pantau, "plan", "list")

    assert refusal["code"] == "database_address"
    assert "DATABASE_URL" in refusal["says"]


@on_postgresql
def test_a_database_that_is_not_on_the_server(pantau: Pantau) -> None:
    pantau.environment["DATABASE_URL"] = os.environ["DATABASE_URL"].replace("/pantau?", "/nothing?")

    assert refused(pantau, "plan", "list")["code"] == "database_unreachable"


# Making one


def test_a_new_workspace_is_whole_and_has_its_actors(bare: Pantau) -> None:
    said = bare.must("init", bare.folder)

    assert f"The workspace {bare.folder} is ready." in said.out
    assert bare.must("verify", "--json").json["breaks"] == []
    assert bare.count("actor") > 11
    assert sorted(path.name for path in bare.folder.iterdir() if not path.name.startswith("pantau.sqlite3")) == [
        "evidence",
        "pantau.toml",
        "published",
        "secret-key",
    ]


def test_init_answers_in_data_and_works_with_spaces_in_the_path(bare: Pantau) -> None:
    folder = bare.folder.parent / "ruang kerja ünïcode"

    answer = bare.must("init", folder, "--json").json

    assert answer["workspace"] == str(folder)
    assert bare.must("--workspace", folder, "doctor", "--json").json["healthy"]


def test_a_folder_that_holds_something_is_left_alone(bare: Pantau) -> None:
    bare.folder.mkdir()
    (bare.folder / "thesis.txt").write_text("years of work")

    refusal = refused(bare, "init", bare.folder)

    assert refusal["code"] == "workspace_exists"
    assert [path.name for path in bare.folder.iterdir()] == ["thesis.txt"]


@on_postgresql
def test_a_database_that_belongs_to_another_workspace_gets_no_second(pantau: Pantau) -> None:
    before = pantau.contents()
    second = pantau.folder.parent / "second"

    told = pantau("init", second, "--json")

    assert (told.code, told.json["code"]) == (1, "workspace_foreign")
    assert not second.exists()
    assert pantau.contents() == before


def test_an_init_that_fails_takes_away_what_it_made(bare: Pantau) -> None:
    bare.folder.mkdir()
    bare.environment["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"

    refused(bare, "init", bare.folder / "new")
    refused(bare, "init", bare.folder)

    assert list(bare.folder.iterdir()) == []


def test_an_init_that_is_interrupted_takes_away_what_it_made(bare: Pantau) -> None:
    bare.folder.mkdir()
    made = bare.folder / "new"

    code, _, err = bare.warm.run(
        ["init", str(made)], cwd=bare.folder, environment=bare.surroundings, module="tests.cli.interrupted"
    )

    assert code == 130, err  # as the shell says it
    assert "Traceback" not in err
    assert not made.exists()


def test_doctor_says_what_is_wrong_and_what_to_do(bare: Pantau) -> None:
    result = bare("doctor")

    assert result.code == 1
    assert "There is no workspace" in result.out
    assert "pantau init" in result.out
    assert bare("doctor", "--json").json["healthy"] is False


@on_sqlite
def test_the_file_keeps_its_promises(pantau: Pantau) -> None:
    with sqlite3.connect(pantau.database_file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_two_workspaces_never_share_an_id(pantau: Pantau, tmp_path: Path) -> None:
    other = fresh(tmp_path / "other", pantau.warm)

    made = other.must("init", other.folder, "--json").json

    assert made["id"] not in (pantau.folder / "pantau.toml").read_text()
