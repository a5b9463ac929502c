"""T41: whatever comes from outside makes no line of its own in the log, and no secret stands there."""

import io
import logging
import sys
import unicodedata
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as some

from pantau.server.log_lines import OneLine, safe

LOGGING: dict[str, Any] = settings.LOGGING
FORMAT = LOGGING["formatters"]["line"]["fmt"]
FORGED = "2026-11-30 12:00:00,000 ERROR the ledger is broken"
HOSTILE = (
    "a\r\n",
    "a\n",
    "a\r",
    "a\x0b",
    "a\x85",
    "a\u2028",
    "a\u2029",
    "\x1b[2J\x1b[1;1H",
    "\x00",
    "\x08" * 9,
    "\u202e",
)


def logged(said: str, *places: object, formatter: logging.Formatter | None = None, fault: bool = False) -> str:
    """What the log of the server holds after this was said."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter or OneLine(FORMAT))
    record = logging.LogRecord("pantau", logging.WARNING, __file__, 1, said, places, sys.exc_info() if fault else None)
    handler.handle(record)
    return stream.getvalue()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_t41_no_sign_breaks_or_forges_a_line(hostile: str) -> None:
    text = logged("a file called %s was refused", f"{hostile}{FORGED}")

    assert len(text.splitlines()) == 1
    assert text.removesuffix("\n").isprintable()
    assert FORGED in text


def test_t41_without_the_formatter_a_line_would_be_forged() -> None:
    """The control."""
    text = logged("a file called %s was refused", f"a\r\n{FORGED}", formatter=logging.Formatter())

    assert any(line.startswith(FORGED) for line in text.splitlines())


def test_t41_what_a_fault_says_is_no_record_either() -> None:
    try:
        raise ValueError(f"a\n{FORGED}\r{FORGED}")
    except ValueError:
        text = logged("the job failed", fault=True)

    first, *rest = text.splitlines()
    assert first.endswith("the job failed")
    assert "ValueError" in text
    assert all(line.startswith("    ") for line in rest)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Gone: /en/accounts/invitation/Zm9vYmFyMTIz/", "Zm9vYmFyMTIz"),
        ("Gone: /id/accounts/password/reset/key/4-cz81x-7f3/", "4-cz81x-7f3"),
        ("Method Not Allowed (POST): /en/calendar/IjEyMyI:1abc:xyz.ics", "IjEyMyI:1abc:xyz"),
        ("a token pantau_0123456789abcdefABCDEF_-x came", "0123456789"),
        ("SMTPRecipientsRefused: {'siti.rahma@kemlu.example': (550, b'no')}", "siti.rahma"),
    ],
)
def test_t41_secrets_and_addresses_of_people_are_masked(text: str, secret: str) -> None:
    assert secret in logged(text, formatter=logging.Formatter())

    assert secret not in logged(text)


@given(some.text())
def test_t41_any_text_is_one_line_of_signs_that_are_seen(text: str) -> None:
    shown = safe(text)

    assert len(shown.splitlines()) <= 1
    assert [sign for sign in shown if not sign.isprintable() and unicodedata.category(sign) != "Zs"] == []


def test_t41_words_of_any_language_stay_readable() -> None:
    assert safe("Laporan Việt Nam – ຂໍ້ຄວາມ – รายงาน") == "Laporan Việt Nam – ຂໍ້ຄວາມ – รายงาน"


def test_t41_the_server_logs_that_way() -> None:
    (handler,) = LOGGING["root"]["handlers"]
    formatter = LOGGING["handlers"][handler]["formatter"]

    assert LOGGING["formatters"][formatter]["()"] == f"{OneLine.__module__}.{OneLine.__qualname__}"
    assert LOGGING["root"]["level"] == "WARNING"
