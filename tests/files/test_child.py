"""The reading child: every way in which it can end is an answer or a reason."""

import logging
import subprocess

import pytest

from pantau.files.child import Limits, Unreadable, in_child
from tests.files.workbooks import GOOD, HEADINGS, KNOWN, REQUIRED, raw_workbook

TABLE = "pantau.files.workbook:table"
WORKBOOK = raw_workbook(HEADINGS + GOOD)
ARGUMENTS = {"known": KNOWN, "required": REQUIRED}


def ended(function: str, limits: Limits) -> str:
    with pytest.raises(Unreadable) as refused:
        in_child(function, WORKBOOK, arguments=ARGUMENTS if function == TABLE else {}, limits=limits)
    return refused.value.reason


def test_the_answer_of_the_function_comes_back() -> None:
    answer = in_child(TABLE, WORKBOOK, arguments=ARGUMENTS)

    assert answer["lines"] == [[1, ["label", "actor", "status"]], [2, ["1.1", "ID", "ongoing"]]]


def test_too_little_memory_is_a_reason() -> None:
    assert ended(TABLE, Limits(memory=1)) == "memory"


def test_too_little_processor_time_is_a_reason() -> None:
    busy = raw_workbook(HEADINGS + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 90_000)))

    with pytest.raises(Unreadable) as refused:
        in_child(TABLE, busy, arguments=ARGUMENTS, limits=Limits(processor=1))

    assert refused.value.reason == "time"


def test_too_little_wall_time_is_a_reason() -> None:
    assert ended(TABLE, Limits(wall=0.001)) == "time"


def test_a_child_that_breaks_off_is_a_reason_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        reason = ended("sys:exit", Limits())

    assert reason == "crashed"
    assert "sys:exit" in caplog.text


def test_a_function_that_fails_is_a_reason_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        reason = ended("json:load", Limits())

    assert reason == "broken"
    assert "UnicodeDecodeError" in caplog.text


def test_the_child_has_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    seen: list[dict[str, str]] = []

    def run(*_: object, env: dict[str, str], **__: object) -> subprocess.CompletedProcess[bytes]:
        seen.append(env)
        return subprocess.CompletedProcess(args=[], returncode=0, stdout=b'{"value": 1}', stderr=b"")

    monkeypatch.setattr(subprocess, "run", run)
    in_child(TABLE, WORKBOOK, arguments={})

    assert seen == [{"LC_ALL": "C.UTF-8"}]
