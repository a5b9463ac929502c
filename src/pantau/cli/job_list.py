"""`pantau job list`"""

from typing import Annotated

import typer

from pantau.cli.language import language, say
from pantau.cli.options import Json, Workspace, print_json, print_table
from pantau.cli.workspace import whoever, workspace


def command(
    every: Annotated[bool, typer.Option("--all", help=say("Also those that ended."))] = False,
    named: Workspace = None,
    as_json: Json = False,
) -> None:
    with workspace(named):
        from pantau.records.queries.jobs import job_rows, jobs_open_for

        jobs = job_rows(whoever()) if every else jobs_open_for(whoever())
    if as_json:
        print_json([job.as_json() for job in jobs])
    elif not jobs:
        print(say("No long work."))
    else:
        rows = [
            (
                job.public_id,
                job.kind_words.into(language()),
                job.about,
                job.asked_by,
                job.state.words.into(language()),
                f"{job.done}/{job.of}" if job.of else None,
            )
            for job in jobs
        ]
        print_table([say("Job"), say("Kind"), say("About"), say("Asked by"), say("State"), say("Done")], rows, folds=2)
