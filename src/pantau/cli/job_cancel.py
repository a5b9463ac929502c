"""`pantau job cancel ID`"""

from pantau.cli.job_show import Named, print_job
from pantau.cli.options import Json, Workspace, print_json
from pantau.cli.workspace import whoever, workspace


def command(job: Named, named: Workspace = None, as_json: Json = False) -> None:
    with workspace(named):
        from pantau.records.queries.jobs import job_named
        from pantau.usecases.cancel_job import cancel_job

        left = cancel_job(whoever(), job=job_named(whoever(), job=job).public_id)
    if as_json:
        print_json(left.as_json())
    else:
        print_job(left)
