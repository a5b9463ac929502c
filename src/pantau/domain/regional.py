"""The regional status of a line, derived from what the countries that owe it answered."""

from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from pantau.domain.progress import Tally
from pantau.domain.statuses import Status
from pantau.domain.words import Words, table, words_from

_BY_PROGRESS = sorted(
    (status for status in Status if status is not Status.NOT_APPLICABLE),
    key=lambda status: (-status.rank, status is Status.CONTINUING),
)


class Derivation(StrEnum):
    """How many answers become one. Names and sentences: data/derivations.toml."""

    MERGED = "merged"
    ALL = "all"
    MAJORITY = "majority"
    ANY = "any"

    @property
    def words(self) -> Words:
        return words_from(table("derivations")[self.value]["name"])

    @property
    def says(self) -> Words:
        return words_from(table("derivations")[self.value]["says"])


def regional_status(tally: Tally, by: Derivation) -> Status | None:
    """The status of the line for the region; ``None`` is *no report*.

    An accepted report of the lead body wins. Countries for which the line does not apply are left out; when all who
    answered say so and nobody is missing, it is `not_applicable`. A country that said nothing is never taken as
    having said something: it prevents *all* and counts against a *majority*.

    >>> from pantau.domain.progress import tally_of
    >>> regional_status(tally_of({Status.COMPLETED: 10}, missing=1), Derivation.MERGED)
    <Status.PARTIALLY: 'partially'>
    """
    if tally.lead is not None:
        return tally.lead
    if not tally.applicable:
        return Status.NOT_APPLICABLE if tally.reported else None
    return _DERIVE[by](tally)


def _merged(tally: Tally) -> Status | None:
    if tally.count(Status.COMPLETED) == tally.applicable:
        return Status.COMPLETED
    if tally.count(Status.COMPLETED, Status.PARTIALLY):
        return Status.PARTIALLY
    return _most_advanced(tally)


def _most_advanced(tally: Tally) -> Status | None:
    return next((status for status in _BY_PROGRESS if tally.count(status)), None)


def _least_advanced(tally: Tally) -> Status | None:
    return _reached_by(tally, tally.applicable)


def _majority(tally: Tally) -> Status | None:
    return _reached_by(tally, tally.applicable // 2 + 1)


def _reached_by(tally: Tally, wanted: int) -> Status | None:
    """The most advanced status that at least `wanted` countries have reached; ``None`` if too few answered."""
    reached = accumulate(tally.count(status) for status in _BY_PROGRESS)
    status = next((status for status, many in zip(_BY_PROGRESS, reached, strict=True) if many >= wanted), None)
    same_rank_first = Status.ONGOING if tally.count(Status.ONGOING) else Status.CONTINUING
    return same_rank_first if status is Status.CONTINUING else status


_DERIVE = {
    Derivation.MERGED: _merged,
    Derivation.ALL: _least_advanced,
    Derivation.MAJORITY: _majority,
    Derivation.ANY: _most_advanced,
}


class Scene(NamedTuple):
    """A tally with the regional status it leads to."""

    tally: Tally
    status: Status | None


class Scenes(NamedTuple):
    """A line as reported, and with every missing report taken as not started and as completed."""

    now: Scene
    low: Scene
    high: Scene


@lru_cache(maxsize=65536)
def scenes(tally: Tally, by: Derivation) -> Scenes:
    """The three scenes of one tally; lines with the same tally share them."""
    now = Scene(tally, regional_status(tally, by))
    if tally.complete:
        return Scenes(now, now, now)
    low, high = tally.filled(Status.NOT_STARTED), tally.filled(Status.COMPLETED)
    return Scenes(now, Scene(low, regional_status(low, by)), Scene(high, regional_status(high, by)))
