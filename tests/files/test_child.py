"""The reading child: every way in which it can end is an answer or a reason."""

import logging
import subprocess
from typing import Any

import pytest

from pantau.files.child import Limits, Unreadable, in_child
from tests.files.pdfs import lines, pdf
from tests.files.workbooks import GOOD, HEADINGS, KNOWN, REQUIRED, raw_workbook

pytestmark = pytest.mark.cold_readers

TABLE = "pantau.files.workbook:table"
PDF = "pantau.files.pdf.reader:document"
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


def test_content_that_the_function_never_reads_holds_nobody_up() -> None:
    with pytest.raises(Unreadable):
        in_child("no.such.module:name", bytes(5_000_000), arguments={})


def test_the_child_has_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    seen: list[Any] = []
    popen = subprocess.Popen

    def started(*words: Any, env: Any, **options: Any) -> Any:
        seen.append(env)
        return popen(*words, env=env, **options)

    monkeypatch.setattr(subprocess, "Popen", started)
    in_child(TABLE, WORKBOOK, arguments=ARGUMENTS)

    assert seen == [{"LC_ALL": "C.UTF-8"}]


def test_how_far_it_is_arrives_in_order_and_ends_with_all() -> None:
    told: list[tuple[int, int]] = []

    in_child(PDF, pdf([lines("Plan")] * 5), arguments={}, told=lambda done, of: told.append((done, of)))

    assert told == sorted(told)
    assert told[-1] == (5, 5)


class Cancelled(Exception):
    """What a job raises that nobody waits for any more."""


def test_whoever_raises_while_told_stops_the_child_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    long = pdf([lines("\n".join(["Promote cooperation in the field of energy and trade"] * 50))] * 400)
    started: list[Any] = []
    popen = subprocess.Popen
    monkeypatch.setattr(
        subprocess, "Popen", lambda *words, **options: started.append(popen(*words, **options)) or started[0]
    )

    def told(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        in_child(PDF, long, arguments={}, told=told)

    assert started[0].poll() == -9
