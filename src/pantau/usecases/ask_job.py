"""Asking for long work: it waits in the table until a worker takes it."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from pantau.domain.jobs import JobRow
from pantau.domain.permissions import Actor, Verb
from pantau.domain.words import table
from pantau.records.job_files import keep_incoming
from pantau.records.models import Job
from pantau.records.opening import faults_said
from pantau.records.queries.jobs import job_row, open_jobs
from pantau.records.store import digest_of
from pantau.records.workspace import find_folder
from pantau.usecases.access import writing


def ask_job(
    actor: Actor, *, kind: str, arguments: Mapping[str, Any], content: bytes | None = None, file: str = ""
) -> JobRow:
    """The job, new or the one that waits or runs for the very same already, so that a double click is one job.

    `arguments` is what JSON holds. `content` waits in the workspace until the job ends, and is no evidence; `file` is
    what people call it. Whether the actor may do the work itself is asked when it runs.

    Raises:
        WorkspaceFull, WorkspaceReadOnly, WorkspaceLocked: it cannot be kept.
    """
    if kind not in table("jobs")["kinds"]:
        raise ValueError(f"{kind} is no kind of job")
    wanted = {**arguments}
    if file:
        wanted["file"] = file
    if content is not None:
        wanted["content"] = digest_of(content)
    with faults_said(find_folder()), writing(actor, Verb.RUN_JOB, reason=f"job {kind} asked for") as pen:
        for job in open_jobs():
            if (job.kind, job.asked_by, job.arguments, job.cancel_asked) == (kind, actor.name, wanted, False):
                return job
        public_id = uuid4()
        if content is not None:
            keep_incoming(public_id, content)
        made = pen.insert(Job, public_id=public_id, kind=kind, asked_by=actor.name, arguments=wanted, stage="waiting")
    return job_row(made)
