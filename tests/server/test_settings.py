"""How the process is put together: the database of the workspace, and nothing that a stranger could reach."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from pantau.domain.refusals import DatabaseAddress
from pantau.records.workspace import VARIABLE, make_folder
from pantau.server import settings


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as they are read anew under an environment; the ones in use stay as they are."""

    def read(**environment: str) -> Any:
        for name in (VARIABLE, "DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        spec = importlib.util.spec_from_file_location("settings_read_anew", settings.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return read


def test_the_database_is_the_file_of_the_workspace(loaded: Any, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workspace")

    database = loaded(**{VARIABLE: str(folder.path)}).DATABASES["default"]

    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == folder.path / "pantau.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert pragma in database["OPTIONS"]["init_command"]


def test_an_address_comes_before_the_file(loaded: Any) -> None:
    database = loaded(DATABASE_URL="postgresql://somebody:secret@db.example.org:5433/pantau?sslmode=require").DATABASES

    assert database["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert (database["default"]["HOST"], database["default"]["NAME"]) == ("db.example.org", "pantau")
    options = database["default"]["OPTIONS"]
    assert options["sslmode"] == "require"
    assert "statement_timeout=60000" in options["options"]
    assert "lock_timeout=20000" in options["options"]
    assert "read\\ committed" in options["options"]


def test_what_an_address_says_of_patience_wins(loaded: Any) -> None:
    url = "postgresql://db.example.org/pantau?options=-c%20lock_timeout%3D1000"

    options = loaded(DATABASE_URL=url).DATABASES["default"]["OPTIONS"]["options"]

    assert options.endswith("-c lock_timeout=1000")


@pytest.mark.parametrize("url", ["rubbish:secret", "mysql://u:secret@h/n", "postgresql://u:secret@host/"])
def test_an_address_that_is_none_is_refused_without_repeating_it(
    loaded: Any, url: str, recwarn: pytest.WarningsRecorder
) -> None:
    with pytest.raises(DatabaseAddress) as refused:
        loaded(DATABASE_URL=url)

    assert "secret" not in str(refused.value)
    assert not recwarn.list


def test_only_this_computer_is_answered_and_nothing_is_debugged() -> None:
    assert set(settings.ALLOWED_HOSTS) == {"127.0.0.1", "localhost", "[::1]"}
    assert settings.DEBUG is False
    assert settings.AUTH_USER_MODEL == "records.User"


def test_the_key_is_another_in_every_process(loaded: Any) -> None:
    assert loaded().SECRET_KEY != loaded().SECRET_KEY


def test_pages_may_load_from_here_alone() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    assert not [
        name for name, sources in directives.items() if {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(sources)
    ]
