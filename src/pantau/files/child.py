"""Runs one named function on hostile bytes in a child process limited in memory, processor and wall time."""

import importlib
import io
import json
import logging
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, TextIO

_LOG = logging.getLogger(__name__)
_SOURCE = str(Path(__file__).parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from pantau.files.child import main; main()"
_KEPT = 2000  # the last bytes of what the child complained
_PIECE = 65_536
_BETWEEN = 0.05  # seconds at least between two tellings

Told = Callable[[int, int], None]
"""Called with how much is done and of how much; what it raises stops the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Memory in bytes of address space, processor and wall time in seconds."""

    memory: int = 1_000_000_000
    processor: int = 30
    wall: float = 60.0


class Unreadable(Exception):
    """Why the bytes cannot be read: a key of data/details.toml, the values of its places, and the cell to blame.

    The cell is written as "C4", or empty where no one cell is to blame.
    """

    def __init__(self, reason: str, *, cell: str = "", **places: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cell = cell
        self.places = places


ORDINARY = Limits()


def in_child(
    function: str,
    content: bytes,
    *,
    arguments: Mapping[str, Any],
    limits: Limits = ORDINARY,
    told: Told | None = None,
) -> Any:
    """What ``function(stream, **arguments)`` returns, run in a process of its own.

    `function` is "module:name"; arguments and result are JSON. The child gets the bytes
    and none of our environment, hence no secret. With `told` the function gets a `told` of its own,
    and what it tells arrives here; if that raises, the child is killed and the exception goes on.

    Raises:
        Unreadable: the function said so, failed, or was stopped at a limit.
    """
    job = {
        "function": function,
        "arguments": arguments,
        "tells": told is not None,
        "memory": limits.memory,
        "processor": limits.processor,
    }
    child = _Child(limits=limits)
    answer = child.answer(json.dumps(job).encode() + b"\n" + content, told)
    if child.timed_out or child.returned == -signal.SIGXCPU:
        raise Unreadable("time")
    if child.returned != 0 or answer is None:
        _LOG.warning("reading child for %s ended with %d: %a", function, child.returned, child.complaint)
        raise Unreadable("crashed")
    return _result(answer, function)


def _result(answer: dict[str, Any], function: str) -> Any:
    if "bug" in answer:
        _LOG.info("reading child for %s failed: %a", function, answer["bug"])
    if "reason" in answer:
        raise Unreadable(answer["reason"], cell=answer["cell"], **answer["places"])
    return answer["value"]


@dataclass(slots=True, kw_only=True)
class _Child:
    """The process seen from outside: fed and drained by threads, so that neither side waits for the other."""

    limits: Limits
    returned: int = 0
    timed_out: bool = False
    complaint: bytes = field(default=b"", init=False)

    def answer(self, given: bytes, told: Told | None) -> dict[str, Any] | None:
        """The last line it writes; the lines before tell how far it is."""
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", _START, _SOURCE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"LC_ALL": "C.UTF-8"},
        )
        timer = threading.Timer(self.limits.wall, self._stop, (process,))
        threads = [
            threading.Thread(target=_feed, args=(process.stdin, given), daemon=True),
            threading.Thread(target=self._drain, args=(process.stderr,), daemon=True),
            timer,
        ]
        for thread in threads:
            thread.start()
        try:
            answer = _last_line(process.stdout, told)
        except BaseException:
            process.kill()
            raise
        finally:
            self.returned = process.wait()
            timer.cancel()
            for thread in threads:
                thread.join()
            for stream in (process.stdout, process.stderr):
                stream.close()  # type: ignore[union-attr]
        return answer

    def _stop(self, process: subprocess.Popen[bytes]) -> None:
        self.timed_out = True
        process.kill()

    def _drain(self, stream: IO[bytes]) -> None:
        while piece := stream.read(_PIECE):
            self.complaint = (self.complaint + piece)[-_KEPT:]


def _feed(stream: IO[bytes], given: bytes) -> None:
    with suppress(BrokenPipeError):  # it ended before it had read all
        stream.write(given)
    with suppress(BrokenPipeError):
        stream.close()


def _last_line(stream: IO[bytes] | None, told: Told | None) -> dict[str, Any] | None:
    answer: dict[str, Any] | None = None
    for line in stream or ():
        with suppress(json.JSONDecodeError):  # cut off as the child was stopped
            answer = json.loads(line)
        if told is not None and answer is not None and "done" in answer:
            told(answer["done"], answer["of"])
            answer = None
    return answer


def main() -> None:
    """The child's whole life: limit itself, read the job, run it, write the answer to standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    job = json.loads(sys.stdin.buffer.readline())
    _limit(memory=job["memory"], processor=job["processor"])
    arguments = job["arguments"] | ({"told": _Teller(answers).told} if job["tells"] else {})
    answers.write(_answer(job["function"], arguments, sys.stdin.buffer))
    answers.close()
    os._exit(0)  # the answer is out: taking large structures apart would only cost time


class _Teller:
    """Writes how far the child is, not more often than a person can see."""

    def __init__(self, answers: TextIO) -> None:
        self._answers = answers
        self._next = 0.0

    def told(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now >= self._next or done == of:
            self._next = now + _BETWEEN
            self._answers.write(json.dumps({"done": done, "of": of}) + "\n")
            self._answers.flush()


def _answer(function: str, arguments: Mapping[str, Any], stream: BinaryIO) -> str:
    try:
        return json.dumps({"value": named(function)(io.BytesIO(stream.read()), **arguments)})
    except Unreadable as error:
        return json.dumps({"reason": error.reason, "cell": error.cell, "places": error.places})
    except MemoryError:
        return json.dumps({"reason": "memory", "cell": "", "places": {}})
    except Exception as error:  # a library fails on broken input in ways of its own
        bug = f"{type(error).__name__}: {error}"[:500]
        return json.dumps({"reason": "broken", "cell": "", "places": {}, "bug": bug})


def named(function: str) -> Callable[..., Any]:
    """The function that "module:name" names, its module imported only now."""
    module, name = function.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _limit(*, memory: int, processor: int) -> None:
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, processor, processor + 1),  # at the soft limit SIGXCPU, which tells why
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        ceiling = resource.getrlimit(kind)[1]
        allowed = [wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling) for wanted in (soft, hard)]
        resource.setrlimit(kind, (allowed[0], allowed[1]))
