"""Stopping long work: at once if nobody is at it, else its worker hears of it within a second."""

from uuid import UUID

from pantau.domain.jobs import JobRow, JobState
from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import JobEnded
from pantau.records.job_files import drop_incoming
from pantau.records.models import Job
from pantau.records.queries.jobs import job_named, job_row
from pantau.usecases.access import writing


def cancel_job(actor: Actor, *, job: UUID) -> JobRow:
    """The job, cancelled or asked to stop; to ask twice is to ask once.

    Raises:
        JobUnknown: there is none that this person asked for.
        JobEnded: it is done or could not be done.
    """
    with writing(actor, Verb.RUN_JOB, reason="job: asked to stop") as pen:
        job_named(actor, job=job)
        found = Job.objects.select_for_update().get(public_id=job)
        row = job_row(found)
        if row.state in {JobState.DONE, JobState.FAILED}:
            raise JobEnded(job=job, state=row.state.words)
        if row.state is JobState.QUEUED or row.silent(pen.at):
            found = pen.change(found, state=JobState.CANCELLED, cancel_asked=True, ended_at=pen.at)
        elif row.state is JobState.RUNNING and not row.cancel_asked:
            found = pen.change(found, cancel_asked=True)
    if found.state == JobState.CANCELLED:
        drop_incoming(job)
    return job_row(found)
