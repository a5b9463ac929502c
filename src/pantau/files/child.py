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
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

_LOG = logging.getLogger(__name__)
_SOURCE = str(Path(__file__).parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from pantau.files.child import main; main()"


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


def in_child(function: str, content: bytes, *, arguments: Mapping[str, Any], limits: Limits = ORDINARY) -> Any:
    """What ``function(stream, **arguments)`` returns, run in a process of its own.

    `function` is "module:name"; arguments and result are JSON. The child gets the bytes
    and none of our environment, hence no secret.

    Raises:
        Unreadable: the function said so, failed, or was stopped at a limit.
    """
    job = {
        "function": function,
        "arguments": arguments,
        "memory": limits.memory,
        "processor": limits.processor,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", _START, _SOURCE],
            input=json.dumps(job).encode() + b"\n" + content,
            capture_output=True,
            timeout=limits.wall,  # kills the child
            env={"LC_ALL": "C.UTF-8"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("time") from error
    if done.returncode == -signal.SIGXCPU:
        raise Unreadable("time")
    if done.returncode != 0:
        _LOG.warning("reading child for %s ended with %d: %a", function, done.returncode, done.stderr[-2000:])
        raise Unreadable("crashed")
    return _result(json.loads(done.stdout), function)


def _result(answer: dict[str, Any], function: str) -> Any:
    if "bug" in answer:
        _LOG.info("reading child for %s failed: %a", function, answer["bug"])
    if "reason" in answer:
        raise Unreadable(answer["reason"], cell=answer["cell"], **answer["places"])
    return answer["value"]


def main() -> None:
    """The child's whole life: limit itself, read the job, run it, write the answer to standard output."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    job = json.loads(sys.stdin.buffer.readline())
    _limit(memory=job["memory"], processor=job["processor"])
    answers.write(_answer(job, sys.stdin.buffer))
    answers.close()
    os._exit(0)  # the answer is out: taking large structures apart would only cost time


def _answer(job: Mapping[str, Any], stream: BinaryIO) -> str:
    module, name = job["function"].split(":")
    try:
        function = getattr(importlib.import_module(module), name)
        return json.dumps({"value": function(io.BytesIO(stream.read()), **job["arguments"])})
    except Unreadable as error:
        return json.dumps({"reason": error.reason, "cell": error.cell, "places": error.places})
    except MemoryError:
        return json.dumps({"reason": "memory", "cell": "", "places": {}})
    except Exception as error:  # a library fails on broken input in ways of its own
        bug = f"{type(error).__name__}: {error}"[:500]
        return json.dumps({"reason": "broken", "cell": "", "places": {}, "bug": bug})


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
