"""What sources say of a plan or partner, in the order of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from pantau.domain.evidence.rows import evidence_words
from pantau.domain.sources import PassageRow, SourceRow
from pantau.domain.words import Words, table

HAPPENING_SORTS: tuple[str, ...] = tuple(table("evidence")["happenings"])
"""Meetings, instruments, figures, commitments, terms of coordinators and groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that a source says: `on` is the day or the last day of the month or year that it gives (`grain`).

    `title` is in `language` alone where it is quoted. `passages` are the places where it stands, `source` who says so
    where no place is recorded.
    """

    sort: str
    record: UUID
    code: str
    title: Words
    detail: Words
    on: date | None = None
    until: date | None = None
    grain: str = "day"
    language: str = ""
    source: SourceRow | None = None
    passages: tuple[PassageRow, ...] = ()

    @property
    def name(self) -> Words:
        """What sort of thing it is."""
        return evidence_words("happenings", self.sort)

    @property
    def passage(self) -> PassageRow | None:
        """The first place where it stands."""
        return self.passages[0] if self.passages else None

    @property
    def sources(self) -> tuple[SourceRow, ...]:
        """Every source that says so, each once."""
        found = [self.source] if self.source else []
        found += [passage.source for passage in self.passages]
        return tuple({source.code: source for source in found}.values())

    def as_json(self) -> dict[str, Any]:
        return {
            "sort": self.sort,
            "code": self.code,
            "title": self.title.as_json(),
            "detail": self.detail.as_json(),
            "on": self.on.isoformat() if self.on else None,
            "until": self.until.isoformat() if self.until else None,
            "grain": self.grain,
            "sources": [source.code for source in self.sources],
            "passages": [
                {"source": one.source.code, "text": one.text, "start": one.start, "end": one.end}
                for one in self.passages
            ],
        }


def in_order(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """The latest first; what has no day comes last."""
    order = {sort: place for place, sort in enumerate(HAPPENING_SORTS)}
    return tuple(
        sorted(
            happenings,
            key=lambda one: (one.on is None, -(one.on or date.min).toordinal(), order[one.sort], one.code),
        )
    )
