"""`pantau job` tells of long work, `pantau work` does it, and `pantau serve` has one worker while it lives."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_serve import PATIENCE, children, served
from tests.usecases.workers import plan_job
from tests.workspaces import PLAN, Pantau


def test_a_plan_is_read_by_the_worker(pantau: Pantau) -> None:
    job = plan_job(pantau, PLAN.replace("TESTS", "DRAFTS"))
    waiting = pantau.must("job", "list", "--json").json

    [ended] = pantau.must("work", "--once", "--json").json

    assert [(one["public_id"], one["state"], one["about"]) for one in waiting] == [(job, "queued", "new.txt")]
    assert (ended["state"], ended["result"]["page"]) == ("done", "draft")
    assert pantau.sql("SELECT COUNT(*) FROM records_plandraft") == [(1,)]
    assert pantau.must("job", "show", job, "--json").json == ended
    assert pantau.must("job", "list", "--json").json == []
    assert pantau.must("job", "list", "--all", "--json").json == [ended]
    assert pantau.must("verify").code == 0


def test_a_file_that_is_no_plan_is_refused_in_words_and_leaves_nothing(pantau: Pantau) -> None:
    job = plan_job(pantau, "Good morning.\n")
    evidence = sorted((pantau.folder / "evidence").rglob("*"))

    done = pantau.must("--lang", "id", "work", "--once")
    shown = pantau.must("job", "show", job, "--json").json

    assert (shown["state"], shown["refusal"]["code"]) == ("failed", "no_lines")
    assert shown["refusal"]["says"]["id"] in done.out
    assert shown["refusal"]["mend"]["id"] in done.out
    assert pantau.sql("SELECT COUNT(*) FROM records_plandraft") == [(0,)]
    assert sorted((pantau.folder / "evidence").rglob("*")) == evidence
    assert [path for path in (pantau.folder / "incoming").rglob("*") if path.is_file()] == []


def test_a_job_is_cancelled_while_it_waits_and_not_once_it_ended(pantau: Pantau) -> None:
    job = plan_job(pantau)
    cancelled = pantau.must("job", "cancel", job, "--json").json
    assert pantau.must("work", "--once", "--json").json == []
    again = plan_job(pantau)
    pantau.must("work", "--once")

    assert cancelled["state"] == "cancelled"
    assert "cancelled" in pantau.must("job", "cancel", job).out
    assert pantau.refusal("job", "cancel", again)["code"] == "job_ended"


@pytest.mark.parametrize("command", ["show", "cancel"])
@pytest.mark.parametrize("job", ["7", "", "c1e64de2-4ab1-4b60-9bd1-6f25d7a11d61"])
def test_a_job_that_is_not_there_is_refused(untouched: Pantau, command: str, job: str) -> None:
    assert untouched.refusal("job", command, job)["code"] == "job_unknown"


def test_a_worker_outlives_neither_its_parent_nor_a_signal(pantau: Pantau) -> None:
    orphan = pantau.start("work", "--parent", 1)  # our child, and not that of process 1
    assert orphan.wait(PATIENCE) == 0
    orphan.communicate()
    assert list((pantau.folder / "workers").iterdir()) == []


def test_the_server_has_one_worker_which_ends_with_it(pantau: Pantau) -> None:
    with served(pantau, "serve") as (process, _):
        first = until(lambda: workers(process.pid))
        os.kill(first[0], signal.SIGKILL)
        second = until(lambda: [one for one in workers(process.pid) if one not in first])
        job = plan_job(pantau, PLAN.replace("TESTS", "DRAFTS"))
        until(lambda: state(pantau, job) == "done")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)

    assert (len(first), len(second)) == (1, 1)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert [one for one in (*first, *second) if alive(one)] == []


def test_a_worker_ends_when_its_server_is_killed(pantau: Pantau) -> None:
    with served(pantau, "serve") as (process, _):
        below = children(process.pid)
        [worker] = until(lambda: workers(process.pid))
        until(lambda: list((pantau.folder / "workers").glob("*")))
        process.kill()
        until(lambda: not alive(worker))
        for left in below:  # the server's own processes are not ours to mend
            if alive(left):
                os.kill(left, signal.SIGKILL)
        process.communicate(timeout=PATIENCE)


def workers(parent: int) -> list[int]:
    return [child for child in children(parent) if b"work" in command_of(child).split(b"\0")]


def command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(process: int) -> bool:
    """Whether it runs: a process that ended leaves no command line, even before anybody asked for its end."""
    return command_of(process) != b""


def state(pantau: Pantau, job: str) -> str:
    return str(pantau.must("job", "show", job, "--json").json["state"])


def until(found: Callable[[], Any]) -> Any:
    for _ in range(int(PATIENCE / 0.1)):
        if answer := found():
            return answer
        time.sleep(0.1)
    raise AssertionError("it does not come to that")
