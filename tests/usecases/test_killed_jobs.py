"""A worker that is killed, told to end, or raced by another: each job is done once, whole, or not at all."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest

from tests.records.racers import race
from tests.usecases.workers import PATIENCE, at_work, told_by
from tests.workspaces import Pantau

pytestmark = pytest.mark.stored  # races and kills are held against both engines
ROUNDS = 20


@contextmanager
def inside(pantau: Pantau, *, code: str, holds: str = "writing") -> Iterator["subprocess.Popen[str]"]:
    """A worker in a stage of a job that writes under a code; `writing` is the middle of its transaction."""
    told_by(at_work(pantau, "ask", code, holds))
    worker = at_work(pantau, "work", "--once", "--json")
    try:
        until(worker, (pantau.folder.parent / "inside").exists)
        yield worker
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.communicate()


def until(worker: "subprocess.Popen[str]", true: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.02)):
        if true():
            return
        assert worker.poll() is None, worker.communicate()
        time.sleep(0.02)
    raise AssertionError("the worker does nothing")


def job_of(pantau: Pantau) -> dict[str, Any]:
    columns = "state, attempts, cancel_asked, started_at, taken_by"
    values = pantau.sql(f"SELECT {columns} FROM records_job ORDER BY id DESC LIMIT 1")[0]
    return dict(zip(columns.split(", "), values, strict=True))


def rows(pantau: Pantau, code: str) -> int:
    return int(pantau.sql("SELECT COUNT(*) FROM records_actor WHERE code = %s", code)[0][0])


def waiting_files(pantau: Pantau) -> list[str]:
    return [path.name for path in (pantau.folder / "incoming").rglob("*") if path.is_file()]


def test_a_job_whose_worker_is_killed_begins_anew_with_the_next_one(pantau: Pantau) -> None:
    with inside(pantau, code="X-NEW") as worker:
        worker.kill()
        worker.communicate(timeout=PATIENCE)
    assert (job_of(pantau)["state"], rows(pantau, "X-NEW"), len(waiting_files(pantau))) == ("running", 0, 1)

    pantau.file("go", "")
    ended = json.loads(told_by(at_work(pantau, "work", "--once", "--json")))

    assert [(job["state"], job["attempts"], job["result"]["bytes"]) for job in ended] == [("done", 2, 4)]
    assert (rows(pantau, "X-NEW"), waiting_files(pantau)) == (1, [])
    assert pantau.must("verify", "--json").json["breaks"] == []


def test_a_worker_that_is_told_to_end_puts_its_job_back(pantau: Pantau) -> None:
    with inside(pantau, code="X-NEW") as worker:
        worker.send_signal(signal.SIGTERM)
        out = told_by(worker)

    job = job_of(pantau)
    assert json.loads(out) == []
    assert (job["state"], job["attempts"], job["taken_by"]) == ("queued", 0, "")
    assert (rows(pantau, "X-NEW"), len(waiting_files(pantau))) == (0, 1)
    assert list((pantau.folder / "workers").iterdir()) == []


def test_a_running_job_that_is_cancelled_stops_soon_and_leaves_nothing(pantau: Pantau) -> None:
    with inside(pantau, code="X-NEW", holds="reading_file") as worker:
        [(job,)] = pantau.sql("SELECT public_id FROM records_job")
        asked = pantau.must("job", "cancel", job, "--json").json
        [ended] = json.loads(told_by(worker))

    assert (asked["state"], asked["cancel_asked"]) == ("running", True)
    assert (ended["state"], ended["refusal"], ended["result"]) == ("cancelled", {}, {})
    assert (rows(pantau, "X-NEW"), waiting_files(pantau)) == (0, [])
    assert pantau.must("verify").code == 0


def test_killed_at_any_step_a_job_is_done_once(pantau: Pantau) -> None:
    told = [json.loads(line) for line in told_by(at_work(pantau, "kill")).splitlines() if line.startswith("{")]

    assert len(told) > 15, "a worker of so few steps was not watched"
    assert [one for one in told if (one["state"], one["rows"], one["files"]) != ("done", 1, [])] == []
    assert {one["attempts"] for one in told} == {1, 2}
    assert pantau.must("verify", "--json").json["breaks"] == []


def test_a_file_whose_worker_is_killed_while_it_writes_is_written_by_the_next_one(pantau: Pantau) -> None:
    [told] = [line for line in told_by(at_work(pantau, "kill-export")).splitlines() if line.startswith("{")]

    job = json.loads(told)
    files = [path for path in (pantau.folder / "outgoing").rglob("*") if path.is_file()]
    assert (job["state"], job["attempts"], job["left"]) == ("done", 2, [])
    assert [path.name for path in files] == [job["result"]["file"]]
    assert files[0].read_bytes().startswith(b"PK")
    assert pantau.must("verify", "--json").json["breaks"] == []


def take(number: int, name: str, barrier: Barrier) -> bool:
    """Both see the same one job that waits."""
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.run_job import take_job

    _ask_for(number, name, barrier)
    return take_job(LOCAL_OPERATOR, worker=name) is not None


def take_naively(number: int, name: str, barrier: Barrier) -> bool:
    """Read, check, write: what take_job does not do."""
    from django.utils import timezone

    from pantau.records.models import Job

    _ask_for(number, name, barrier)
    job = Job.objects.filter(state="queued").order_by("id").first()
    barrier.wait(PATIENCE)
    if job is None:
        return False
    Job.objects.filter(pk=job.pk).update(state="running", taken_by=name, seen_at=timezone.now())
    return True


def _ask_for(number: int, name: str, barrier: Barrier) -> None:
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.ask_job import ask_job
    from tests.usecases.jobs_at_work import register_kinds

    register_kinds()
    if name == "A":
        ask_job(LOCAL_OPERATOR, kind="test", arguments={"code": f"R-{number}", "holds": ""})
    barrier.wait(PATIENCE)


def test_of_two_workers_one_gets_the_job(pantau: Pantau) -> None:
    outcome = race(pantau, take, rounds=ROUNDS)

    assert [sum(winners) for winners in outcome] == [1] * ROUNDS
    assert pantau.sql("SELECT MIN(attempts), MAX(attempts) FROM records_job") == [(1, 1)]


def test_the_naive_way_gives_it_to_both(pantau: Pantau) -> None:
    assert (True, True) in race(pantau, take_naively, rounds=3)
