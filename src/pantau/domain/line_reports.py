"""What was reported of one line, round by round, as a frozen row."""

from dataclasses import dataclass
from datetime import date, datetime

from pantau.domain.actors import ActorRow
from pantau.domain.sources import SourceRow
from pantau.domain.statuses import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """One accepted version of a report on a line, with its evidence; `superseded_at` is set on replaced ones."""

    reporter: ActorRow
    round: str
    number: int
    status: Status
    narrative: str
    as_of: date
    started_on: date | None
    completed_on: date | None
    accepted_at: datetime
    superseded_at: datetime | None
    source: SourceRow | None
