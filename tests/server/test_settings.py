"""How the process is put together: the database of the workspace, and nothing that a stranger could reach."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from pantau.domain.people_refusals import ProvidersUnreadable, SecretKeyUnfit
from pantau.domain.refusals import DatabaseAddress
from pantau.records.workspace import VARIABLE, make_folder
from pantau.server import settings


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings as they are read anew under an environment; the ones in use stay as they are."""

    def read(**environment: str) -> Any:
        for name in (VARIABLE, "DATABASE_URL", "PANTAU_HOSTS", "PANTAU_SECRET_KEY", "PANTAU_OIDC", "EMAIL_URL"):
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


def test_without_a_workspace_the_key_is_another_in_every_process(loaded: Any) -> None:
    assert loaded().SECRET_KEY != loaded().SECRET_KEY


FIT = "k7Jw2-mVx9Qd4Rt8Zb1Ny6Hc3Lp0Sg5Fe"


def test_t39_other_computers_are_answered_with_a_fit_key_alone(loaded: Any) -> None:
    for key in ("", "short", "a" * 64, "django-insecure-7Jw2mVx9Qd4Rt8Zb1Ny6Hc3Lp0Sg5Fe", "changeme" * 8):
        with pytest.raises(SecretKeyUnfit):
            loaded(PANTAU_HOSTS="pantau.example.org", PANTAU_SECRET_KEY=key)

    settings = loaded(PANTAU_HOSTS="pantau.example.org", PANTAU_SECRET_KEY=FIT)
    assert "pantau.example.org" in settings.ALLOWED_HOSTS
    assert settings.DEBUG is False


def test_t8_cookies_are_secure_where_other_computers_are_answered(loaded: Any) -> None:
    beyond = loaded(PANTAU_HOSTS="pantau.example.org", PANTAU_SECRET_KEY=FIT)
    here = loaded()

    assert (beyond.SESSION_COOKIE_SECURE, beyond.CSRF_COOKIE_SECURE) == (True, True)
    assert (here.SESSION_COOKIE_SECURE, here.CSRF_COOKIE_SECURE) == (False, False)
    for either in (beyond, here):
        assert either.SESSION_COOKIE_HTTPONLY
        assert either.SESSION_COOKIE_SAMESITE == "Lax"


def test_a_workspace_keeps_its_key_for_its_owner_alone(loaded: Any, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workspace")

    first, second = (loaded(**{VARIABLE: str(folder.path)}).SECRET_KEY for _ in range(2))

    kept = folder.path / "secret-key"
    assert first == second == kept.read_text(encoding="ascii")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not list(folder.path.glob(".secret-key*"))


def test_ministries_come_from_a_file(loaded: Any, tmp_path: Path) -> None:
    file = tmp_path / "oidc.toml"
    file.write_text(
        '[[provider]]\nid = "kemlu"\nname = "Kemlu"\nissuer = "https://login.kemlu.example/realm"\n'
        'client_id = "pantau"\nclient_secret = "s"\ndomains = ["Kemlu.example"]\n',
        encoding="utf-8",
    )

    settings = loaded(PANTAU_OIDC=str(file))

    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    assert (app["provider_id"], app["settings"]["domains"]) == ("kemlu", ["kemlu.example"])
    assert "https://login.kemlu.example" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]


@pytest.mark.parametrize("content", ["", "nonsense", "[[provider]]\nid = 'x'\n", "provider = 3"])
def test_a_file_of_ministries_that_cannot_be_read_is_refused(loaded: Any, tmp_path: Path, content: str) -> None:
    file = tmp_path / "oidc.toml"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(ProvidersUnreadable):
        loaded(PANTAU_OIDC=str(file))


def test_mail_lies_in_the_workspace_unless_a_server_is_named(loaded: Any, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "workspace")

    files = loaded(**{VARIABLE: str(folder.path)})
    server = loaded(EMAIL_URL="smtp+tls://user:word@mail.example:587")

    assert str(folder.path / "mail") == files.EMAIL_FILE_PATH
    assert (server.EMAIL_HOST, server.EMAIL_PORT, server.EMAIL_USE_TLS) == ("mail.example", 587, True)


def test_pages_may_load_from_here_alone() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert directives["default-src"] == ["'none'"]
    assert not [
        name for name, sources in directives.items() if {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(sources)
    ]
