"""`pantau job show ID`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace
from pantau.domain.jobs import JobRow, JobState
from pantau.domain.words import words_from

Named = Annotated[str, typer.Argument(metavar="ID", help=say("The job, as `pantau job list` names it."))]


def command(job: Named, named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.records.queries.jobs import job_named

        found = job_named(whoever(), job=job)
    if as_json:
        print_json(found.as_json())
    else:
        print_job(found)


def print_job(job: JobRow) -> None:
    """What a job is about, how far it is, and why it could not be done."""
    print(f"{job.kind_words.into(language())}: {job.about}  {job.state.words.into(language())}")
    if job.state is JobState.RUNNING:
        print(f"  {job.stage_words.into(language())}")
    if job.cancel_asked and not job.state.ended:
        print(f"  {say('asked to stop')}")
    if job.of:
        print(f"  {say('{done} of {of}', done=job.done, of=job.of)}")
    if job.rate is not None:
        print(f"  {say('{rate} a second', rate=f'{job.rate:.1f}')}")
    if job.refusal:
        for part in ("says", "mend"):
            print(f"  {words_from(job.refusal[part]).into(language())}")
