"""What is remembered is read once, and anew as soon as its stamp is another."""

from threading import Barrier, Thread

import pytest

from pantau.records.remembered import Remembered


def test_it_is_read_once_while_its_stamp_stays() -> None:
    reads: list[int] = []
    kept: Remembered[str] = Remembered(2)

    def read() -> str:
        reads.append(1)
        return f"read {len(reads)}"

    assert [kept.get("plan", stamp=stamp, read=read) for stamp in (1, 1, 2, 2, 1)] == [
        "read 1",
        "read 1",
        "read 2",
        "read 2",
        "read 3",
    ]


def test_what_was_not_asked_for_longest_goes() -> None:
    kept: Remembered[str] = Remembered(2)
    for key in ("a", "b", "a", "c"):
        kept.get(key, stamp=0, read=lambda key=key: key)  # type: ignore[misc]

    assert kept.get("a", stamp=0, read=lambda: "anew") == "a"
    assert kept.get("b", stamp=0, read=lambda: "anew") == "anew"


def test_a_read_that_fails_leaves_nothing_and_holds_up_nobody() -> None:
    kept: Remembered[str] = Remembered(2)

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        kept.get("plan", stamp=0, read=fail)

    assert kept.get("plan", stamp=0, read=lambda: "read") == "read"


def test_of_several_who_ask_at_once_one_reads() -> None:
    together, reads = Barrier(8), []
    kept: Remembered[str] = Remembered(2)

    def read() -> str:
        reads.append(1)
        return "read"

    def ask() -> None:
        together.wait()
        kept.get("plan", stamp=0, read=read)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(reads) == 1
