"""A reporting round as programs read it: which plan it asks about, and its days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pantau.domain.values import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRound:
    """A round with its plan; `closes` is ``None`` while no day is set, `closed_at` while it takes reports."""

    public_id: UUID
    plan: str
    code: str
    period: Period
    opens: date
    closes: date | None
    cut_off: date
    closed_at: datetime | None

    def as_json(self) -> dict[str, Any]:
        return {
            "round": str(self.public_id),
            "plan": self.plan,
            "code": self.code,
            "period": [self.period.start.isoformat(), self.period.end.isoformat()],
            "opens": self.opens.isoformat(),
            "closes": self.closes.isoformat() if self.closes else None,
            "cut_off": self.cut_off.isoformat(),
            "closed_at": self.closed_at.isoformat() if self.closed_at else None,
        }
