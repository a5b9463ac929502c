"""Files written out of the record are the same whether a page writes them at once or a worker does."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from pantau.domain.jobs import Cancelled, JobRow, JobState
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.job_files import outgoing
from pantau.usecases import export_file, job_pulse
from pantau.usecases.ask_job import ask_job
from pantau.usecases.export_file import MEDIA_TYPES, WrittenFile, comparison_file, matrix_file
from pantau.usecases.job_kinds import writes
from pantau.usecases.job_pulse import Progress
from pantau.usecases.run_job import run_next
from tests.usecases.office import CODE, Office
from tests.workspaces import PLAN

TEXTS = {"old": f"{CODE}@1", "new": f"{CODE}@2", "language": "id"}
REWORDED = PLAN.replace("Train the crews", "Train and equip the crews")


@pytest.fixture(autouse=True)
def no_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A beat, on a connection of its own, would not see the job of a test, and the worker would let go of it."""
    monkeypatch.setattr(job_pulse, "BEAT", 600.0)


@pytest.fixture
def frozen(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Two texts of the plan, and a clock that stands: a file says when it was made."""
    office.plan(REWORDED)
    moment = timezone.now()
    monkeypatch.setattr(export_file, "timezone", SimpleNamespace(now=lambda: moment))
    return office


def by_the_worker(kind: str, *, format: str, wish: Mapping[str, Any]) -> JobRow:
    ask_job(LOCAL_OPERATOR, kind=kind, arguments={"about": "this", "format": format, "wish": wish})
    job = run_next(LOCAL_OPERATOR, worker="a-worker")
    assert job is not None
    return job


def file_of(job: JobRow) -> WrittenFile:
    content = outgoing(job.result["file"])
    assert content is not None
    return WrittenFile(content=content, name=job.result["name"], media_type=job.result["media_type"])


@pytest.mark.parametrize("format", MEDIA_TYPES)
@pytest.mark.parametrize(
    "more", [{}, {"language": "both", "reporter": "X-ALF", "round": "2025"}], ids=["plain", "full"]
)
def test_the_worker_writes_the_same_matrix(frozen: Office, format: str, more: dict[str, Any]) -> None:
    wish = {"plan": CODE, "number": 2, **more}

    job = by_the_worker("write_matrix", format=format, wish=wish)

    assert (job.state, job.about) == (JobState.DONE, "this")
    assert file_of(job) == matrix_file(frozen.actor, format=format, **wish)


@pytest.mark.parametrize("format", MEDIA_TYPES)
@pytest.mark.parametrize("only", ["", "reworded"])
def test_the_worker_writes_the_same_comparison(frozen: Office, format: str, only: str) -> None:
    wish = {**TEXTS, "only": only}

    job = by_the_worker("write_comparison", format=format, wish=wish)

    assert job.state is JobState.DONE
    assert file_of(job) == comparison_file(frozen.actor, format=format, **wish)


def test_what_cannot_be_written_is_the_end_in_its_own_words(office: Office) -> None:
    job = by_the_worker("write_comparison", format="docx", wish=TEXTS)

    assert (job.state, job.refusal["code"]) == (JobState.FAILED, "version_unknown")


def test_who_asked_to_stop_while_it_was_written_gets_no_file(office: Office) -> None:
    progress = Progress(stopping=lambda: False)

    def make(*_: Any, **__: Any) -> WrittenFile:
        progress.cancelled = True  # as a beat of its pulse would say
        return WrittenFile(content=b"bytes", name="a.docx", media_type="text/plain")

    with pytest.raises(Cancelled):
        writes(make)(office.actor, arguments={"format": "docx", "wish": {}}, content=None, told=progress)
    assert not (office.folder.path / "outgoing").exists()
