"""How far running work is: told in memory by the work itself, written to its row by a thread beside it."""

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

from django.db import DatabaseError, connection

from pantau.domain.jobs import SILENCE, Cancelled, Interrupted, JobState
from pantau.domain.permissions import Actor, Verb
from pantau.domain.words import table
from pantau.records.models import Job
from pantau.usecases.access import writing

_LOG = logging.getLogger(__name__)
BEAT = 1.0  # seconds between two looks at the row
_QUIET_BEATS = int(SILENCE.total_seconds() / 6 / BEAT)  # so many without news are not written


class Standing(NamedTuple):
    """A stage, and how many of how many pieces of it are done."""

    stage: str
    done: int
    of: int


class Progress:
    """What the work calls. A call costs next to nothing, and may come from within a transaction.

    `standing` is how far it is, `counted` how far it was when it last counted something.
    Raises Cancelled once somebody asked to stop, and Interrupted once the worker is to end or has lost the job.
    """

    def __init__(self, *, stopping: Callable[[], bool]) -> None:
        self.standing = self.counted = Standing("starting", 0, 0)
        self.cancelled = False
        self.lost = False
        self._stopping = stopping

    def stage(self, name: str) -> None:
        if name not in table("jobs")["stages"]:
            raise ValueError(f"{name} is no stage of a job")
        self.standing = Standing(name, 0, 0)
        self._heed()

    def __call__(self, done: int, of: int) -> None:
        self.standing = self.counted = Standing(self.standing.stage, done, of)
        self._heed()

    def _heed(self) -> None:
        if self.cancelled:
            raise Cancelled
        if self.lost or self._stopping():
            raise Interrupted


class Pulse:
    """Beats once a second beside the work, on a connection of its own: while it does, the job counts as alive.

    Only this thread writes to the row while the work runs, so neither waits for the other's transaction.
    """

    def __init__(self, actor: Actor, *, job: Job, progress: Progress) -> None:
        self._actor, self._job, self._progress = actor, job, progress
        self._written = progress.standing
        self._unwritten = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"pulse of job {job.public_id}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def beat(self) -> None:
        """Hear whether the work is to stop, and write how far it is where that is news or all was quiet for long."""
        asked = Job.objects.filter(pk=self._job.pk, state=JobState.RUNNING, taken_by=self._job.taken_by)
        cancelled = asked.values_list("cancel_asked", flat=True).first()
        self._progress.lost, self._progress.cancelled = cancelled is None, bool(cancelled)
        standing, self._unwritten = self._progress.standing, self._unwritten + 1
        if self._progress.lost or (standing == self._written and self._unwritten < _QUIET_BEATS):
            return
        with writing(self._actor, Verb.RUN_JOB, reason="job: how far it is") as pen:
            row = running(self._job)
            if row is not None:
                pen.change(row, seen_at=pen.at, **standing._asdict())
        self._written, self._unwritten = standing, 0

    def _run(self) -> None:
        try:
            while not self._over.wait(BEAT):
                self._beat_if_possible()
        finally:
            connection.close()

    def _beat_if_possible(self) -> None:
        try:
            self.beat()
        except DatabaseError as fault:  # the work itself writes, or the database is away: the next beat tries again
            _LOG.info("no beat for job %s: %s", self._job.public_id, fault)
            connection.close()


def running(job: Job) -> Job | None:
    """The row of a job as it is now, locked, if it still runs with the worker that took it."""
    mine = Job.objects.select_for_update().filter(pk=job.pk, state=JobState.RUNNING, taken_by=job.taken_by)
    return mine.first()
