"""Initiatives and their stage at a date, as far as coverage (R1) and completion (R8) need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pantau.domain.words import Words, table, words_from


class Stage(StrEnum):
    """Stage of an initiative, in order; ends are `rejected` and `cancelled`. Names: data/stages.toml."""

    CONCEPT_NOTE = "concept_note"
    PROPOSAL = "proposal"
    APPRAISAL = "appraisal"
    ENDORSED = "endorsed"
    APPROVED = "approved"
    IMPLEMENTING = "implementing"
    COMPLETED = "completed"
    REPORTED = "reported"
    CLOSED = "closed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"

    @property
    def words(self) -> Words:
        return words_from(table("stages")[self.value]["name"])


DONE = frozenset({Stage.COMPLETED, Stage.REPORTED, Stage.CLOSED})
ACTIVE_OR_DONE = DONE | {Stage.IMPLEMENTING}
APPROVED_OR_LATER = ACTIVE_OR_DONE | {Stage.APPROVED}


def read_stage(text: str) -> Stage | None:
    """The stage by code or by its name in either language; ``None`` if unknown.

    >>> read_stage("Concept note")
    <Stage.CONCEPT_NOTE: 'concept_note'>
    """
    wanted = text.strip().casefold()
    for stage in Stage:
        if wanted in {stage.value, stage.words.en.casefold(), stage.words.id.casefold()}:
            return stage
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEvent:
    """An initiative entered a stage on a day, and when that became known here."""

    stage: Stage
    on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRow:
    """One initiative with its stage history and the lines it serves (internal ids)."""

    id: int
    public_id: UUID
    title: Words
    events: tuple[StageEvent, ...]
    lines: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeTotals:
    """What initiatives add to a score: how many are recorded, ever approved, done, and the lines being served."""

    recorded: int = 0
    approved: int = 0
    done: int = 0
    covered: frozenset[int] = frozenset()


def stages_passed(events: Iterable[StageEvent], *, as_of: date, known_at: datetime) -> tuple[Stage, ...]:
    """The stages entered up to `as_of` as known at `known_at`, oldest first; the last one is the present stage."""
    known = [event for event in events if event.on <= as_of and event.recorded_at <= known_at]
    return tuple(event.stage for event in sorted(known, key=lambda event: (event.on, event.recorded_at)))


def total_initiatives(initiatives: Iterable[InitiativeRow], *, as_of: date, known_at: datetime) -> InitiativeTotals:
    """Count initiatives and the lines covered by those from implementing to closed."""
    recorded = approved = done = 0
    covered: set[int] = set()
    for initiative in initiatives:
        passed = stages_passed(initiative.events, as_of=as_of, known_at=known_at)
        if not passed:
            continue
        ever_approved = not APPROVED_OR_LATER.isdisjoint(passed)
        recorded += 1
        approved += ever_approved
        done += ever_approved and passed[-1] in DONE
        if passed[-1] in ACTIVE_OR_DONE:
            covered |= initiative.lines
    return InitiativeTotals(recorded=recorded, approved=approved, done=done, covered=frozenset(covered))
