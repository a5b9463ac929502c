"""Two requests are answered at a time, and a slow line takes nobody's turn."""

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

import pytest

from pantau.server.turns import Turns

_PATIENCE = 10.0


class _Slow(BytesIO):
    """A body on a slow line: what is read of it comes once the line is let go."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.asked, self.let_go = threading.Event(), threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        self.asked.set()
        assert self.let_go.wait(_PATIENCE)
        return super().read(size)


def _answer(application: Any, *, body: BytesIO, length: str) -> list[bytes]:
    return list(application({"wsgi.input": body, "CONTENT_LENGTH": length}, lambda *_told: None))


def _echo(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
    return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0))]


def _naively(application: Any) -> Callable[..., Any]:
    """The control: a turn is taken before what was sent has come."""
    turn = threading.Semaphore(2)

    def answering(*given: Any) -> Any:
        with turn:
            return application(*given)

    return answering


def _is_answered_beside_slow_lines(application: Any) -> bool:
    slow = [_Slow(b"slow") for _ in range(2)]
    waiting = [
        threading.Thread(target=_answer, args=(application,), kwargs={"body": one, "length": "4"}) for one in slow
    ]
    for one, thread in zip(slow, waiting, strict=True):
        thread.start()
        assert one.asked.wait(_PATIENCE)
    answered = threading.Event()

    def quick() -> None:
        assert _answer(application, body=BytesIO(b"quick"), length="5") == [b"quick"]
        answered.set()

    other = threading.Thread(target=quick)
    other.start()
    seen = answered.wait(0.5)
    for one in slow:
        one.let_go.set()
    for thread in (*waiting, other):
        thread.join(_PATIENCE)
    return seen


def test_slow_lines_keep_nobody_waiting_as_they_do_where_a_turn_is_taken_first() -> None:
    assert _is_answered_beside_slow_lines(Turns(_echo, largest=100))
    assert not _is_answered_beside_slow_lines(_naively(_echo))


def test_no_more_than_two_are_answered_at_once_and_a_fault_gives_its_turn_on() -> None:
    now, most, lock = [0], [0], threading.Lock()
    both = threading.Barrier(2, timeout=_PATIENCE)

    def application(_environ: Any, _start: Any) -> Iterable[bytes]:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        both.wait()  # passes only where two are in it
        with lock:
            now[0] -= 1
        raise ValueError

    turns = Turns(application, largest=100)
    faults: list[int] = []

    def ask() -> None:
        with pytest.raises(ValueError):
            _answer(turns, body=BytesIO(), length="")
        faults.append(1)

    asking = [threading.Thread(target=ask) for _ in range(6)]
    for one in asking:
        one.start()
    for one in asking:
        one.join(_PATIENCE)
    assert (most[0], len(faults)) == (2, 6)


@pytest.mark.parametrize(("length", "largest"), [("11", 10), ("", 10), ("0", 10), ("-3", 10), ("eleven", 10)], ids=str)
def test_a_body_too_large_or_of_no_stated_length_stays_where_it_is(length: str, largest: int) -> None:
    given: list[Any] = []

    def application(environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        given.append(environ["wsgi.input"])
        return []

    body = BytesIO(b"hello there")
    _answer(Turns(application, largest=largest), body=body, length=length)
    assert given == [body]
    assert body.tell() == 0


def test_a_body_larger_than_memory_holds_arrives_whole() -> None:
    content = bytes(range(256)) * 10_000
    assert _answer(Turns(_echo, largest=10_000_000), body=BytesIO(content), length=str(len(content))) == [content]


def test_a_body_that_breaks_off_is_given_as_far_as_it_came() -> None:
    assert _answer(Turns(_echo, largest=100), body=BytesIO(b"half"), length="8") == [b"half"]
