"""A worker whose jobs are made for tests, in a process of its own that may be told to end or killed."""

import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pantau.domain.jobs import Told
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Verb
from pantau.domain.words import table
from pantau.records.workspace import VARIABLE, find_folder

WORDS = {"en": "Test", "id": "Uji"}
PATIENCE = 60.0  # seconds that a job waits to be let go


def write_slowly(actor: Actor, *, arguments: Mapping[str, Any], content: bytes | None, told: Told) -> dict[str, Any]:
    """Writes one row under the code asked for; waits in the stage `holds` until the file `go` is there."""
    from pantau.records.models import Actor as ActorRecord
    from pantau.usecases.access import writing

    told.stage("reading_file")
    _wait(told, if_in="reading_file", holds=arguments["holds"])
    told.stage("writing")
    with writing(actor, Verb.IMPORT_REGISTER, reason="a test writes") as pen:
        if not ActorRecord.objects.filter(code=arguments["code"]).exists():
            pen.insert(ActorRecord, code=arguments["code"], kind="ministry", name=WORDS)
        _wait(told, if_in="writing", holds=arguments["holds"])
    return {"page": "plans", "places": {}, "bytes": len(content or b"")}


def _wait(told: Told, *, if_in: str, holds: str) -> None:
    if if_in != holds:
        return
    place, until = find_folder().path.parent, time.monotonic() + PATIENCE
    (place / "inside").touch()
    while not (place / "go").exists() and time.monotonic() < until:
        told(1, 2)
        time.sleep(0.01)


def register_kinds() -> None:
    """Make the kind `test` known to this process."""
    from pantau.usecases.job_kinds import KINDS

    table("jobs")["kinds"]["test"] = WORDS
    KINDS["test"] = write_slowly


def main(what: str, *rest: str) -> None:
    import django

    django.setup()
    register_kinds()
    DEEDS[what](*rest)


def ask(code: str, holds: str = "") -> None:
    """Prints the id of a job that writes under a code."""
    from pantau.usecases.ask_job import ask_job

    job = ask_job(LOCAL_OPERATOR, kind="test", arguments={"code": code, "holds": holds}, content=b"four", file="a.txt")
    print(job.public_id)


def write_mail() -> None:
    """Prints the id of a message that waits to be sent."""
    from django.db import transaction

    from pantau.records.models import Message
    from tests.records.rows import MOMENT, pen
    from tests.usecases.people import person

    user = person("anna")
    with transaction.atomic():
        values = {"key": "test", "kind": "reminder", "subject": "Test", "body": "Test", "next_try_at": MOMENT}
        print(pen().insert(Message, user=user, **values).public_id)


def ask_plan(file: str) -> None:
    """Prints the id of a job that reads a plan."""
    from pantau.usecases.ask_job import ask_job

    path = Path(file)
    job = ask_job(LOCAL_OPERATOR, kind="read_plan", arguments={}, content=path.read_bytes(), file=path.name)
    print(job.public_id)


def work(*options: str) -> None:
    """What `pantau work` does."""
    from pantau.cli.run import run

    sys.exit(run(["work", *options]))


def kill_at_each_step() -> None:
    """For each step at which a worker can be killed: how the job ended with the next worker, and what it left."""
    step, killed = 1, True
    while killed:
        ask(f"K-{step}")
        killed = _killed(step)
        _work_in_child(step=0)
        print(json.dumps(_left(f"K-{step}")))
        step += 1


def _killed(step: int) -> bool:
    status = _work_in_child(step=step)
    assert status in (0, -signal.SIGKILL), f"the worker ended with {status}"
    return status != 0


def _work_in_child(*, step: int) -> int:
    """A worker that does what waits, killed before the statement of that number; 0 for never."""
    from django.db import connection

    from tests.records.kills import watch

    connection.close()
    child = os.fork()
    if child == 0:
        if step:
            watch(step)
        _do_all()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _do_all() -> None:
    from pantau.records.job_files import marked
    from pantau.usecases.resume_jobs import resume_jobs
    from pantau.usecases.run_job import run_next

    with marked() as worker:
        resume_jobs(LOCAL_OPERATOR)
        while run_next(LOCAL_OPERATOR, worker=worker):
            pass


def _left(code: str) -> dict[str, Any]:
    from pantau.records.models import Actor as ActorRecord
    from pantau.records.queries.jobs import job_rows

    job = next(one for one in job_rows(LOCAL_OPERATOR) if one.arguments["code"] == code)
    files = [path.name for path in (find_folder().path / "incoming").rglob("*") if path.is_file()]
    rows = ActorRecord.objects.filter(code=code).count()
    return {"state": job.state.value, "attempts": job.attempts, "rows": rows, "files": files}


def kill_while_writing() -> None:
    """How the job of a matrix ended with the second worker, the first being killed while it wrote the workbook."""
    from django.db import connection

    from pantau.records.queries.jobs import job_named
    from pantau.usecases import write_matrix
    from pantau.usecases.ask_job import ask_job

    arguments = {"about": "", "format": "xlsx", "wish": {"plan": "TESTS"}}
    asked = ask_job(LOCAL_OPERATOR, kind="write_matrix", arguments=arguments).public_id
    makers = {"xlsx": lambda matrix: os.kill(os.getpid(), signal.SIGKILL)}
    connection.close()
    child = os.fork()
    if child == 0:
        write_matrix.MAKERS = makers
        _do_all()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = list((find_folder().path / "outgoing").rglob("*"))
    _work_in_child(step=0)
    print(json.dumps(job_named(LOCAL_OPERATOR, job=asked).as_json() | {"left": [path.name for path in left]}))


DEEDS = {
    "ask": ask,
    "ask-plan": ask_plan,
    "write-mail": write_mail,
    "work": work,
    "kill": kill_at_each_step,
    "kill-export": kill_while_writing,
}

if __name__ == "__main__":
    assert os.environ[VARIABLE]
    main(*sys.argv[1:])
