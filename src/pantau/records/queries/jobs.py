"""Named reads of long work."""

from uuid import UUID

from pantau.domain.jobs import JobRow, JobState
from pantau.domain.refusals import JobUnknown
from pantau.records.models import Job


def job_row(job: Job) -> JobRow:
    return JobRow(
        public_id=job.public_id,
        kind=job.kind,
        asked_by=job.asked_by,
        state=JobState(job.state),
        stage=job.stage,
        done=job.done,
        of=job.of,
        attempts=job.attempts,
        cancel_asked=job.cancel_asked,
        asked_at=job.created_at,
        started_at=job.started_at,
        seen_at=job.seen_at,
        ended_at=job.ended_at,
        arguments=job.arguments,
        result=job.result,
        refusal=job.refusal,
    )


def job_rows() -> list[JobRow]:
    """All jobs, the newest first."""
    return [job_row(job) for job in Job.objects.order_by("-id")]


def open_jobs() -> list[JobRow]:
    """Those that wait or run, the oldest first."""
    waiting = Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("id")
    return [job_row(job) for job in waiting]


def job_named(job: str | UUID) -> JobRow:
    """Raises JobUnknown, also for a text that is no id."""
    try:
        found = Job.objects.filter(public_id=job if isinstance(job, UUID) else UUID(job)).first()
    except ValueError:
        found = None
    if found is None:
        raise JobUnknown(job=job)
    return job_row(found)
