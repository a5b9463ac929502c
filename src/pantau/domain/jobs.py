"""Long work as its page shows it: what kind, how far, how it ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.words import Words, table, words_from


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
        return words_from(table("jobs")["kinds"][self.kind])

    @property
    def stage_words(self) -> Words:
        return words_from(table("jobs")["stages"][self.stage])

    @property
    def rate(self) -> float | None:
        """Pieces a second since it started; ``None`` while nothing is finished."""
        if self.started_at is None or self.seen_at is None or not self.done:
            return None
        seconds = ((self.ended_at or self.seen_at) - self.started_at).total_seconds()
        return self.done / seconds if seconds > 0 else None
