"""Doing long work: a worker takes the job that waits longest, runs it, and whatever happens becomes its end."""

import json
import logging
from collections.abc import Callable, Mapping
from typing import Any

from pantau.domain.jobs import Cancelled, Interrupted, JobRow, JobState
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Verb
from pantau.domain.refusals import ChangedMeanwhile, JobBroken, NotFound, Refusal
from pantau.records.job_files import drop_incoming, incoming
from pantau.records.models import Job
from pantau.records.opening import faults_said
from pantau.records.queries.jobs import job_row
from pantau.records.queries.people import acting_named
from pantau.records.workspace import find_folder
from pantau.usecases.access import writing
from pantau.usecases.job_ends import WAITING, failed
from pantau.usecases.job_kinds import KINDS
from pantau.usecases.job_pulse import Progress, Pulse, running

_LOG = logging.getLogger(__name__)


def run_next(actor: Actor, *, worker: str, stopping: Callable[[], bool] = lambda: False) -> JobRow | None:
    """Take the job that waits longest and run it to its end; ``None`` if none waits.

    `actor` runs the worker, the work itself is done as who asked for it. `stopping` tells that the worker is to end:
    then the work stops at its next word, and waits again.
    """
    job = take_job(actor, worker=worker)
    if job is None:
        return None
    progress = Progress(stopping=stopping)
    with Pulse(actor, job=job, progress=progress):
        values = _outcome(job, progress=progress)
    return _end(actor, job=job, values=values)


def take_job(actor: Actor, *, worker: str) -> Job | None:
    """Make the job that waits longest the worker's own; of two workers who see the same one only one gets it."""
    while (job := Job.objects.filter(state=JobState.QUEUED).order_by("id").first()) is not None:
        try:
            with writing(actor, Verb.RUN_JOB, reason="job: taken by a worker") as pen:
                return pen.change(
                    job,
                    state=JobState.RUNNING,
                    stage="starting",
                    taken_by=worker,
                    attempts=job.attempts + 1,
                    started_at=pen.at,
                    seen_at=pen.at,
                )
        except ChangedMeanwhile:
            continue
    return None


def _outcome(job: Job, *, progress: Progress) -> dict[str, Any]:
    """The fields of the job once the work was done, refused, stopped, or had a fault of ours."""
    digest = job.arguments.get("content")
    try:
        with faults_said(find_folder()):
            result = KINDS[job.kind](
                _asking(job.asked_by),
                arguments=job.arguments,
                content=None if digest is None else incoming(job.public_id, digest),
                told=progress,
            )
        json.dumps(result)
    except Refusal as refusal:
        return failed(refusal) | progress.standing._asdict()
    except Cancelled:
        return {"state": JobState.CANCELLED} | progress.standing._asdict()
    except Interrupted:  # it was not the work's fault
        return WAITING | {"attempts": job.attempts - 1}
    except Exception:
        _LOG.exception("job %s of kind %s failed", job.public_id, job.kind)
        return failed(JobBroken(job=job.public_id)) | progress.standing._asdict()
    return progress.counted._asdict() | {"state": JobState.DONE, "stage": "finished", "result": result}


def _asking(name: str) -> Actor:
    """Who asked, with the rights of now. Raises NotFound for somebody who is not known any more."""
    actor = LOCAL_OPERATOR if name == LOCAL_OPERATOR.name else acting_named(name)
    if actor is None:
        raise NotFound
    return actor


def _end(actor: Actor, *, job: Job, values: Mapping[str, Any]) -> JobRow:
    """Write the end, unless the job was given to another worker meanwhile: then it is the other's to end."""
    ended = values["state"] != JobState.QUEUED
    with writing(actor, Verb.RUN_JOB, reason=f"job: {values['state']}") as pen:
        row = running(job)
        if row is None:
            _LOG.warning("job %s was taken from this worker, which had been silent too long", job.public_id)
            return job_row(Job.objects.get(pk=job.pk))
        seen = {"seen_at": pen.at, "ended_at": pen.at} if ended else {}
        fresh = pen.change(row, **values, **seen)
    if ended:
        drop_incoming(job.public_id)
    return job_row(fresh)
