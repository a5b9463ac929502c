"""Long work as its page shows it: what kind, how far, how it ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from pantau.domain.words import Words, table, words_from

MAX_ATTEMPTS = 3
"""How often a job is begun before it is given up: what kills its worker each time would kill the next one too."""
SILENCE = timedelta(seconds=30)
"""After how long without a word from its worker a running job counts as left alone."""
KEPT_FOR = timedelta(days=7)
"""How long a file that a job made waits for its download."""


class Told(Protocol):
    """What long work calls to tell how far it is; a call raises Cancelled once somebody asked to stop.

    ``told.stage("reading_file")`` begins a stage of jobs.toml, ``told(done, of)`` counts within it.
    """

    def stage(self, name: str) -> None: ...

    def __call__(self, done: int, of: int) -> None: ...


class Cancelled(Exception):
    """Somebody asked the work to stop; it leaves nothing behind."""


class Interrupted(Exception):
    """The worker itself is told to end: the work goes back to those who wait, and begins anew with the next one."""


class JobState(StrEnum):
    """Where a job stands; the last three are ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return words_from(table("jobs")["states"][self.value])

    @property
    def ended(self) -> bool:
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job. `done` of `of` pieces of its `stage` are finished; `of` is 0 while nobody knows how many there are.

    `result` and `refusal` are empty until it ended; `refusal` is ``{"code", "says", "mend", "where"}`` with words.
    """

    public_id: UUID
    kind: str
    asked_by: str
    state: JobState
    stage: str
    done: int
    of: int
    attempts: int
    cancel_asked: bool
    asked_at: datetime
    started_at: datetime | None
    seen_at: datetime | None
    ended_at: datetime | None
    arguments: dict[str, Any]
    result: dict[str, Any]
    refusal: dict[str, Any]

    @property
    def kind_words(self) -> Words:
        return _name_in("kinds", self.kind)

    @property
    def stage_words(self) -> Words:
        return _name_in("stages", self.stage)

    @property
    def about(self) -> str:
        """What it works on: as who asked for it said, else its file or its plan."""
        return str(next(filter(None, map(self.arguments.get, ("about", "file", "plan"))), ""))

    @property
    def seconds(self) -> float | None:
        """How long it ran, or runs already; ``None`` before it begins."""
        until = self.ended_at or self.seen_at
        if self.started_at is None or until is None:
            return None
        return max(0.0, (until - self.started_at).total_seconds())

    def silent(self, now: datetime) -> bool:
        """Whether it runs and its worker has not been heard of for too long."""
        return self.state is JobState.RUNNING and (self.seen_at is None or now - self.seen_at > SILENCE)

    @property
    def rate(self) -> float | None:
        """Pieces a second since it started; ``None`` while nothing is finished."""
        seconds = self.seconds
        return self.done / seconds if seconds and self.done else None

    def as_json(self) -> dict[str, Any]:
        """Moments in ISO, words in every language; `rate` in pieces a second."""
        return {
            "public_id": str(self.public_id),
            "kind": self.kind,
            "about": self.about,
            "asked_by": self.asked_by,
            "state": self.state.value,
            "stage": self.stage,
            "done": self.done,
            "of": self.of,
            "rate": None if self.rate is None else round(self.rate, 1),
            "attempts": self.attempts,
            "cancel_asked": self.cancel_asked,
            **{name: _iso(getattr(self, name)) for name in ("asked_at", "started_at", "ended_at")},
            "seconds": None if self.seconds is None else round(self.seconds, 1),
            "result": self.result,
            "refusal": self.refusal,
        }


def _name_in(part: str, code: str) -> Words:
    """What people call it; the code itself where another version of the software named it, for jobs stay for ever."""
    name = table("jobs")[part].get(code)
    return words_from(name) if name else Words(en=code, id=code)


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
