"""Named reads of long work."""

from uuid import UUID

from django.db.models import QuerySet

from pantau.domain.jobs import JobRow, JobState
from pantau.domain.permissions import Actor, Role
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


def job_rows(actor: Actor) -> list[JobRow]:
    """The jobs that the person asked for, the operator's all, the newest first."""
    return [job_row(job) for job in _of(actor).order_by("-id")]


def jobs_open_for(actor: Actor) -> list[JobRow]:
    """Those of `job_rows` that wait or run, the oldest first."""
    return [job_row(job) for job in _of(actor).filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("id")]


def open_jobs() -> list[JobRow]:
    """All that wait or run, the oldest first, whoever asked for them."""
    waiting = Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("id")
    return [job_row(job) for job in waiting]


def last_done(kind: str) -> JobRow | None:
    """The newest job of a kind that came to its end, whoever asked for it."""
    job = Job.objects.filter(kind=kind, state=JobState.DONE).order_by("-ended_at", "-id").first()
    return job_row(job) if job else None


def job_named(actor: Actor, *, job: str | UUID) -> JobRow:
    """Raises JobUnknown, also for a text that is no id and for a job that somebody else asked for."""
    try:
        found = _of(actor).filter(public_id=job if isinstance(job, UUID) else UUID(job)).first()
    except ValueError:
        found = None
    if found is None:
        raise JobUnknown(job=job)
    return job_row(found)


def _of(actor: Actor) -> "QuerySet[Job]":
    return Job.objects.all() if actor.holds(Role.OPERATOR) else Job.objects.filter(asked_by=actor.name)
