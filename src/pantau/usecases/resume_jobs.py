"""Seeing to what dead workers left: their jobs wait again, and what nobody waits for is taken away."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from pantau.domain.jobs import MAX_ATTEMPTS, JobRow, JobState
from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import ChangedMeanwhile, JobInterrupted
from pantau.records.job_files import drop_incoming, is_gone, sweep
from pantau.records.models import Job
from pantau.records.queries.jobs import job_row, open_jobs
from pantau.usecases.access import writing
from pantau.usecases.job_ends import WAITING, failed


def resume_jobs(actor: Actor) -> list[JobRow]:
    """Put back jobs whose worker is dead or silent for long, as they are now; what was tried too often has failed."""
    resumed = []
    for job in Job.objects.filter(state=JobState.RUNNING).order_by("id"):
        try:
            with writing(actor, Verb.RUN_JOB, reason="job: its worker is gone") as pen:
                if is_gone(job.taken_by) or job_row(job).silent(pen.at):
                    resumed.append(job_row(pen.change(job, **_put_back(job, at=pen.at))))
        except ChangedMeanwhile:
            continue
    for row in resumed:
        if row.state.ended:
            drop_incoming(row.public_id)
    return resumed


def _put_back(job: Job, *, at: datetime) -> dict[str, Any]:
    if job.cancel_asked:
        return {"state": JobState.CANCELLED, "ended_at": at}
    if job.attempts >= MAX_ATTEMPTS:
        return {**failed(JobInterrupted(attempts=job.attempts)), "ended_at": at}
    return WAITING


def sweep_files(actor: Actor) -> None:
    """Take away files that jobs made a week ago, and what jobs and workers that are gone left in the workspace."""
    require(actor, Verb.RUN_JOB)
    sweep(now=timezone.now(), waited_for={job.public_id for job in open_jobs()})
