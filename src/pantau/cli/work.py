"""`pantau work`: the worker, which does the jobs that wait, one after the other."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Annotated

import typer

from pantau.cli.job_show import print_job
from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import workspace
from pantau.domain.jobs import JobRow
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import Refusal
from pantau.records.workspace import Folder

_PAUSE = 0.5  # seconds between two looks at the table while nothing waits
_RESUMES = 5.0  # seconds between two looks for jobs whose worker is gone
_SWEEPS = 3600.0  # seconds between two sweeps of old files and requests
_REMINDS = 3600.0  # seconds between two looks for whom to remind
_MAILS = 20.0  # seconds between two looks for mail that waits
_PATIENCE = 5.0  # seconds to wait where the workspace cannot be used
_PARENT = say("End as soon as this process is not the parent any more.")


def command(
    once: Annotated[bool, typer.Option("--once", help=say("Do what waits now, then end."))] = False,
    parent: Annotated[int, typer.Option("--parent", metavar="PID", help=_PARENT, show_default=False)] = 0,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named) as folder:
        from pantau.records.job_files import marked

        stopping = _until_told(parent)
        with marked() as worker:
            shift = Shift(folder, worker=worker, stopping=stopping)
            if once:
                _do_what_waits(shift, as_json=as_json)
            else:
                _stay(shift, as_json=as_json)


class Shift:
    """One worker's time at work, for the whole of which `stopping` is asked whether it ends."""

    def __init__(self, folder: Folder, *, worker: str, stopping: Callable[[], bool]) -> None:
        self.stopping = stopping
        self._folder, self._worker = folder, worker
        self._next_resume = self._next_sweep = self._next_remind = self._next_mail = 0.0

    def do_next(self) -> JobRow | None:
        """See to what dead workers left, then do the job that waits longest; ``None`` if none waits.

        Raises what opening a workspace raises: the database is away, busy, full.
        """
        from django.db import connection

        from pantau.records.opening import faults_said
        from pantau.usecases.run_job import run_next

        try:
            with faults_said(self._folder):
                self._see_to_the_rest()
                return run_next(LOCAL_OPERATOR, worker=self._worker, stopping=self.stopping)
        except BaseException:
            connection.close()
            raise

    def _see_to_the_rest(self) -> None:
        from django.db import connection

        from pantau.usecases.resume_jobs import resume_jobs, sweep_files
        from pantau.usecases.take_request import forget_old_requests

        now = time.monotonic()
        if now >= self._next_resume:
            self._next_resume = now + _RESUMES
            connection.close()  # an idle worker holds no database for long, nor opens it at every look
            resume_jobs(LOCAL_OPERATOR)
        if now >= self._next_sweep:
            self._next_sweep = now + _SWEEPS
            sweep_files(LOCAL_OPERATOR)
            forget_old_requests(LOCAL_OPERATOR)
        self._see_to_the_mail(now)

    def _see_to_the_mail(self, now: float) -> None:
        from pantau.usecases.remind_reporters import remind_reporters
        from pantau.usecases.send_messages import send_messages

        if now >= self._next_remind:
            self._next_remind = now + _REMINDS
            remind_reporters(LOCAL_OPERATOR)
        if now >= self._next_mail:
            self._next_mail = now + _MAILS
            send_messages(LOCAL_OPERATOR, stopping=self.stopping)


def _do_what_waits(shift: Shift, *, as_json: bool) -> None:
    ended: list[JobRow] = []
    while not shift.stopping() and (job := shift.do_next()) is not None:
        ended += [job] if job.state.ended else []
    if as_json:
        print_json([job.as_json() for job in ended])
        return
    for job in ended:
        print_job(job)
    if not ended:
        print(say("Nothing waits."))


def _stay(shift: Shift, *, as_json: bool) -> None:
    """Until told to end. What ended is said at once, under --json in one line."""
    while not shift.stopping():
        try:
            job = shift.do_next()
        except Refusal as refusal:  # it may pass: somebody restores a backup, empties a disk
            print(f"{refusal.says.into(language())}\n  {refusal.mend.into(language())}", file=sys.stderr)
            time.sleep(_PATIENCE)
            continue
        if job is None:
            time.sleep(_PAUSE)
        elif job.state.ended and as_json:
            print(json.dumps(job.as_json(), ensure_ascii=False), flush=True)
        elif job.state.ended:
            print_job(job)


def _until_told(parent: int) -> Callable[[], bool]:
    """Whether a signal asked the process to end, or the parent it belongs to is gone."""
    told: list[int] = []

    def heard(sign: int, _frame: FrameType | None) -> None:
        told.append(sign)

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, heard)
    return lambda: bool(told) or bool(parent and os.getppid() != parent)
