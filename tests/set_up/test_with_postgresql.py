"""Where PostgreSQL is missing, its tests are named and left out; in CI that is a failure."""

import pytest

from tests import with_postgresql


@pytest.mark.parametrize(("ci", "code"), [("true", 1), ("", 0)])
def test_a_missing_postgresql_is_named_with_its_package(
    ci: str, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(with_postgresql, "find_programs", lambda: None)

    assert with_postgresql.main() == code
    assert "install the Debian package postgresql" in capsys.readouterr().err
