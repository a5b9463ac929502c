"""Long work is asked for once, runs oldest first, and whatever happens becomes an end with its sentence."""

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from pantau.domain.jobs import KEPT_FOR, SILENCE, Cancelled, Interrupted, JobRow, JobState, Told
from pantau.domain.permissions import LOCAL_OPERATOR, Actor
from pantau.domain.refusals import JobEnded, JobUnknown, NotFound, PlanUnknown, RowsRejected
from pantau.domain.words import table
from pantau.records.job_files import keep_incoming, keep_outgoing, marked, outgoing
from pantau.records.models import Job
from pantau.records.queries.jobs import job_named, job_rows
from pantau.records.workspace import Folder
from pantau.usecases.ask_job import ask_job
from pantau.usecases.cancel_job import cancel_job
from pantau.usecases.job_kinds import KINDS
from pantau.usecases.job_pulse import Progress, Pulse
from pantau.usecases.resume_jobs import resume_jobs, sweep_files
from pantau.usecases.run_job import run_next, take_job
from pantau.usecases.verify import verify

VISITOR = Actor(name="somebody")
WORKER = "a-worker"
Does = Callable[[bytes | None, Told], dict[str, Any]]


@dataclass
class Desk:
    """Asks for jobs of a kind that does what the test says, and runs them."""

    folder: Folder
    does: Does = lambda content, told: {}
    seen: list[str] = field(default_factory=list)

    def work(self, actor: Actor, *, arguments: Mapping[str, Any], content: bytes | None, told: Told) -> dict[str, Any]:
        self.seen.append(arguments["name"])
        return self.does(content, told)

    def ask(self, name: str = "one", **more: Any) -> JobRow:
        return ask_job(LOCAL_OPERATOR, kind="test", arguments={"name": name}, **more)

    def run(self, does: Does | None = None) -> JobRow:
        self.does = does or self.does
        job = run_next(LOCAL_OPERATOR, worker=WORKER)
        assert job is not None
        assert verify(LOCAL_OPERATOR) == ()
        return job

    def files(self) -> list[Path]:
        return [path for path in (self.folder.path / "incoming").rglob("*") if path.is_file()]


@pytest.fixture
def desk(db: None, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(folder)
    monkeypatch.setitem(table("jobs")["kinds"], "test", {"en": "Test", "id": "Uji"})
    monkeypatch.setitem(KINDS, "test", made.work)
    return made


def test_every_kind_that_has_a_name_is_done_by_somebody() -> None:
    assert set(KINDS) == set(table("jobs")["kinds"])


def test_a_job_waits_with_its_file_until_a_worker_takes_it(desk: Desk) -> None:
    job = desk.ask(content=b"bytes", file="plan.txt")

    assert (job.state, job.stage, job.about, job.seconds) == (JobState.QUEUED, "waiting", "plan.txt", None)
    assert [path.read_bytes() for path in desk.files()] == [b"bytes"]
    assert list(desk.folder.evidence.iterdir()) == []


def test_to_ask_twice_is_to_ask_once(desk: Desk) -> None:
    first = desk.ask(content=b"bytes", file="plan.txt")

    assert desk.ask(content=b"bytes", file="plan.txt").public_id == first.public_id
    assert desk.ask(content=b"other", file="plan.txt").public_id != first.public_id
    assert desk.ask("two").public_id != first.public_id


def test_what_ended_can_be_asked_for_again(desk: Desk) -> None:
    first = desk.ask()
    desk.run()

    assert desk.ask().public_id != first.public_id


def test_who_may_not_run_jobs_asks_and_cancels_in_vain(desk: Desk) -> None:
    job = desk.ask()

    with pytest.raises(NotFound):
        ask_job(VISITOR, kind="test", arguments={})
    with pytest.raises(NotFound):
        cancel_job(VISITOR, job=job.public_id)
    assert [one.state for one in job_rows(LOCAL_OPERATOR)] == [JobState.QUEUED]


def test_who_is_not_known_any_more_gets_nothing_done(desk: Desk) -> None:
    ask_job(Actor(name="left", grants=LOCAL_OPERATOR.grants), kind="test", arguments={"name": "one"})

    job = desk.run()

    assert (job.state, job.refusal["code"], desk.seen) == (JobState.FAILED, "not_found", [])


def test_the_job_that_waits_longest_comes_first(desk: Desk) -> None:
    for name in ("one", "two", "three"):
        desk.ask(name)

    while run_next(LOCAL_OPERATOR, worker=WORKER):
        continue

    assert desk.seen == ["one", "two", "three"]


def test_a_job_that_is_done_keeps_its_result_and_lets_go_of_its_file(desk: Desk) -> None:
    desk.ask(content=b"bytes")

    job = desk.run(lambda content, told: {"page": "plans", "read": len(content or b"")})

    assert (job.state, job.stage, job.result) == (JobState.DONE, "finished", {"page": "plans", "read": 5})
    assert job.ended_at is not None
    assert desk.files() == []


def test_a_file_that_two_jobs_wait_for_stays_for_the_second(desk: Desk) -> None:
    desk.ask("one", content=b"bytes")
    desk.ask("two", content=b"bytes")
    desk.run(lambda content, told: {"read": len(content or b"")})

    assert desk.run().result == {"read": 5}


def test_how_far_it_came_stays_to_be_seen(desk: Desk) -> None:
    def read(_content: bytes | None, told: Told) -> dict[str, Any]:
        told.stage("reading_file")
        told(30, 300)
        raise PlanUnknown(plan="X")

    desk.ask()
    job = desk.run(read)

    assert (job.stage, job.done, job.of) == ("reading_file", 30, 300)
    assert job.rate is not None


def test_a_refusal_is_the_end_in_its_own_words(desk: Desk) -> None:
    def refuse(_content: bytes | None, _told: Told) -> dict[str, Any]:
        raise PlanUnknown(plan="NOWHERE")

    desk.ask()
    job = desk.run(refuse)

    assert job.state is JobState.FAILED
    assert (job.refusal["code"], "NOWHERE" in job.refusal["says"]["id"]) == ("plan_unknown", True)
    assert set(job.refusal) == {"code", "says", "mend", "where"}


def test_rows_that_were_rejected_are_all_told(desk: Desk) -> None:
    def reject(_content: bytes | None, _told: Told) -> dict[str, Any]:
        raise RowsRejected(problems=(PlanUnknown(plan="A", where="row 2"), PlanUnknown(plan="B")), file="x.csv")

    desk.ask()
    job = desk.run(reject)

    assert [problem["where"] for problem in job.refusal["problems"]] == ["row 2", ""]


@pytest.mark.parametrize("fault", [ZeroDivisionError(), MemoryError(), KeyError("x")])
def test_a_fault_of_ours_is_logged_and_said_without_its_insides(
    desk: Desk, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    def break_off(_content: bytes | None, _told: Told) -> dict[str, Any]:
        raise fault

    desk.ask()
    with caplog.at_level(logging.ERROR):
        job = desk.run(break_off)

    assert (job.state, job.refusal["code"]) == (JobState.FAILED, "job_broken")
    assert str(job.public_id) in job.refusal["mend"]["en"]
    assert type(fault).__name__ in caplog.text
    assert type(fault).__name__ not in str(job.refusal)


@pytest.mark.parametrize("result", [{"file": object()}, {"places": {1, 2}}])
def test_a_result_that_cannot_be_kept_is_a_fault_of_ours(
    desk: Desk, caplog: pytest.LogCaptureFixture, result: dict[str, Any]
) -> None:
    desk.ask()

    assert desk.run(lambda content, told: result).refusal["code"] == "job_broken"


def test_a_kind_that_nobody_does_is_a_fault_of_ours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    desk.ask()
    monkeypatch.delitem(KINDS, "test")

    assert desk.run().refusal["code"] == "job_broken"


def test_a_kind_without_a_name_is_not_asked_for(desk: Desk) -> None:
    with pytest.raises(ValueError, match="no kind"):
        ask_job(LOCAL_OPERATOR, kind="dreams", arguments={})


def test_a_job_that_waits_is_cancelled_at_once(desk: Desk) -> None:
    job = desk.ask(content=b"bytes")

    cancelled = cancel_job(LOCAL_OPERATOR, job=job.public_id)

    assert (cancelled.state, desk.files()) == (JobState.CANCELLED, [])
    assert cancel_job(LOCAL_OPERATOR, job=job.public_id) == cancelled
    assert run_next(LOCAL_OPERATOR, worker=WORKER) is None


def test_a_job_that_ended_is_not_cancelled(desk: Desk) -> None:
    job = desk.ask()
    desk.run()

    with pytest.raises(JobEnded):
        cancel_job(LOCAL_OPERATOR, job=job.public_id)
    assert job_named(LOCAL_OPERATOR, job=job.public_id).state is JobState.DONE


def test_a_job_that_is_not_there_is_not_cancelled(desk: Desk) -> None:
    with pytest.raises(JobUnknown):
        cancel_job(LOCAL_OPERATOR, job=desk.folder.id)


def running_job(desk: Desk) -> tuple[JobRow, Job, Progress]:
    row = desk.ask(content=b"bytes")
    job = take_job(LOCAL_OPERATOR, worker=WORKER)
    assert job is not None
    return row, job, Progress(stopping=lambda: False)


def test_running_work_hears_at_the_next_beat_that_it_is_to_stop(desk: Desk) -> None:
    row, job, progress = running_job(desk)
    pulse = Pulse(LOCAL_OPERATOR, job=job, progress=progress)
    progress(1, 9)
    cancel_job(LOCAL_OPERATOR, job=row.public_id)
    progress(2, 9)

    pulse.beat()

    with pytest.raises(Cancelled):
        progress(3, 9)
    assert (job_named(LOCAL_OPERATOR, job=row.public_id).done, job_named(LOCAL_OPERATOR, job=row.public_id).state) == (
        2,
        JobState.RUNNING,
    )


def test_work_whose_job_was_given_to_another_stops(desk: Desk) -> None:
    _, job, progress = running_job(desk)
    Job.objects.update(taken_by="another")

    Pulse(LOCAL_OPERATOR, job=job, progress=progress).beat()

    with pytest.raises(Interrupted):
        progress(1, 9)


def test_a_beat_without_news_writes_seldom_but_in_time(desk: Desk) -> None:
    row, job, progress = running_job(desk)
    pulse = Pulse(LOCAL_OPERATOR, job=job, progress=progress)
    beats = int(SILENCE.total_seconds())

    for _ in range(beats):
        pulse.beat()

    assert 3 <= Job.objects.get(public_id=row.public_id).version - job.version <= beats / 3


def test_a_stage_that_has_no_name_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="no stage"):
        Progress(stopping=lambda: False).stage("dreaming")


def test_a_job_whose_worker_is_silent_waits_again(desk: Desk) -> None:
    row, _, _ = running_job(desk)
    assert resume_jobs(LOCAL_OPERATOR) == []

    Job.objects.update(seen_at=timezone.now() - SILENCE - timedelta(seconds=1))
    [resumed] = resume_jobs(LOCAL_OPERATOR)

    assert (resumed.public_id, resumed.state, resumed.attempts) == (row.public_id, JobState.QUEUED, 1)
    assert len(desk.files()) == 1


def test_a_job_whose_worker_lives_is_left_to_it(desk: Desk) -> None:
    desk.ask()
    with marked() as worker:
        take_job(LOCAL_OPERATOR, worker=worker)

        assert resume_jobs(LOCAL_OPERATOR) == []


def test_a_job_whose_worker_is_dead_waits_again_at_once(desk: Desk) -> None:
    desk.ask()
    take_job(LOCAL_OPERATOR, worker=WORKER)
    mark = desk.folder.path / "workers" / WORKER
    mark.parent.mkdir()
    mark.touch()

    assert [job.state for job in resume_jobs(LOCAL_OPERATOR)] == [JobState.QUEUED]


def test_what_was_broken_off_three_times_is_not_tried_again(desk: Desk) -> None:
    desk.ask(content=b"bytes")
    ends = []
    for _ in range(3):
        assert take_job(LOCAL_OPERATOR, worker=WORKER)
        Job.objects.update(seen_at=timezone.now() - 2 * SILENCE)
        ends += [job.state for job in resume_jobs(LOCAL_OPERATOR)]

    assert ends == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]
    assert (job_rows(LOCAL_OPERATOR)[0].refusal["code"], desk.files()) == ("job_interrupted", [])


def test_a_job_that_was_to_stop_when_its_worker_died_is_cancelled(desk: Desk) -> None:
    row, _, _ = running_job(desk)
    cancel_job(LOCAL_OPERATOR, job=row.public_id)
    Job.objects.update(seen_at=timezone.now() - 2 * SILENCE)

    assert [job.state for job in resume_jobs(LOCAL_OPERATOR)] == [JobState.CANCELLED]


def test_a_job_that_nobody_is_at_is_cancelled_without_a_worker(desk: Desk) -> None:
    row, _, _ = running_job(desk)
    Job.objects.update(seen_at=timezone.now() - 2 * SILENCE)

    assert cancel_job(LOCAL_OPERATOR, job=row.public_id).state is JobState.CANCELLED


def test_files_are_swept_when_nobody_waits_for_them_any_more(desk: Desk) -> None:
    waiting = desk.ask(content=b"waits")
    keep_incoming(desk.folder.id, b"left by a job that was never written")
    old, new = keep_outgoing(b"old"), keep_outgoing(b"new")
    for path in (*desk.folder.path.glob("incoming/*"), desk.folder.path / "outgoing" / old[:2] / old):
        age(path)

    sweep_files(LOCAL_OPERATOR)

    assert (outgoing(old), outgoing(new)) == (None, b"new")
    assert [path.name for path in (desk.folder.path / "incoming").iterdir()] == [str(waiting.public_id)]


def test_a_file_made_anew_waits_anew(desk: Desk) -> None:
    digest = keep_outgoing(b"same")
    age(desk.folder.path / "outgoing" / digest[:2] / digest)

    keep_outgoing(b"same")
    sweep_files(LOCAL_OPERATOR)

    assert outgoing(digest) == b"same"


def age(path: Path) -> None:
    long_ago = (timezone.now() - KEPT_FOR - timedelta(hours=1)).timestamp()
    os.utime(path, (long_ago, long_ago))
