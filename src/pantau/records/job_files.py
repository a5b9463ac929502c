"""The files of long work: those that wait for it, those it made, and the marks of the workers. None is evidence."""

import fcntl
import os
import platform
import re
import secrets
import shutil
from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from pantau.domain.jobs import KEPT_FOR
from pantau.records.store import keep, place_of
from pantau.records.workspace import find_folder

_READING = "reading"
_ASKED_SINCE = timedelta(hours=1)  # a file is written before the row of its job


def keep_incoming(job: UUID, content: bytes) -> str:
    """Keep the bytes for a job, in a folder of its own so that its end takes no other job's file; their digest."""
    return keep(_incoming() / str(job), content)


def incoming(job: UUID, digest: str) -> bytes:
    """The bytes as they were kept. Raises OSError."""
    return place_of(_incoming() / str(job), digest).read_bytes()


def keep_reading(job: UUID, content: bytes) -> None:
    """Keep what was read from the file that waits, beside it; it goes with it."""
    place = _incoming() / str(job) / _READING
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(place)


def reading(job: UUID) -> bytes | None:
    """What was read from the file that waits, ``None`` where nobody kept it."""
    try:
        return (_incoming() / str(job) / _READING).read_bytes()
    except FileNotFoundError:
        return None


def drop_incoming(job: UUID) -> None:
    """Forget what waited for a job."""
    shutil.rmtree(_incoming() / str(job), ignore_errors=True)


def keep_outgoing(content: bytes) -> str:
    """Keep a file that a job made until it is swept; its digest. The same bytes made anew wait anew."""
    digest = keep(_outgoing(), content)
    os.utime(place_of(_outgoing(), digest))
    return digest


def outgoing(digest: str) -> bytes | None:
    """The bytes of a file that a job made, ``None`` once it is swept."""
    try:
        return place_of(_outgoing(), digest).read_bytes()
    except FileNotFoundError:
        return None


def sweep(*, now: datetime, waited_for: Set[UUID]) -> None:
    """Take away old files that jobs made, and what waits for none of the jobs `waited_for`: its end was cut off."""
    for path in _older(_outgoing().glob("*/*"), than=now - KEPT_FOR):
        path.unlink(missing_ok=True)
    kept = {str(job) for job in waited_for}
    for path in _older(_incoming().glob("*"), than=now - _ASKED_SINCE):
        if path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
    for path in _marks().glob("*"):
        if is_gone(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def marked() -> Iterator[str]:
    """The name of a new worker, whose mark is locked while it lives; the system lets go of it however it dies."""
    computer = re.sub(r"[^A-Za-z0-9.-]", "", platform.node())[:30]
    mark = _marks() / f"{computer}-{os.getpid()}-{secrets.token_hex(4)}"
    mark.parent.mkdir(exist_ok=True)
    with mark.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield mark.name
        finally:
            mark.unlink(missing_ok=True)


def is_gone(worker: str) -> bool:
    """Whether a worker is known to be dead: its mark is here and nobody holds it. Of one elsewhere nothing is known."""
    try:
        with (_marks() / worker).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError, IsADirectoryError):
        return False
    return True


def _older(paths: Iterator[Path], *, than: datetime) -> Iterator[Path]:
    for path in paths:
        try:
            changed = path.stat().st_mtime
        except FileNotFoundError:  # another worker sweeps as well
            continue
        if changed < than.timestamp():
            yield path


def _incoming() -> Path:
    return find_folder().path / "incoming"


def _outgoing() -> Path:
    return find_folder().path / "outgoing"


def _marks() -> Path:
    return find_folder().path / "workers"
