"""Statuses of an action line in their order, and how people write them."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from pantau.domain.words import Words, table, words_from


class Status(StrEnum):
    """What one country or body says of one action line.

    `no_report` is the absence of a report (``None`` in code), never a stored status; `withdrawn` is a dated
    decision on the line itself, never a report. Order and names: data/statuses.toml.

    >>> Status.ONGOING.rank == Status.CONTINUING.rank
    True
    >>> Status.DEFERRED.rank < Status.PLANNED.rank
    True
    """

    NOT_STARTED = "not_started"
    DEFERRED = "deferred"
    PLANNED = "planned"
    ONGOING = "ongoing"
    CONTINUING = "continuing"
    PARTIALLY = "partially"
    COMPLETED = "completed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def rank(self) -> int:
        """Place in the order of progress, 0 to 5; -1 for `not_applicable`, which has none."""
        return int(table("statuses")[self.value]["rank"])


STARTED = frozenset({Status.ONGOING, Status.CONTINUING, Status.PARTIALLY, Status.COMPLETED})
NOT_BEGUN = frozenset({Status.NOT_STARTED, Status.DEFERRED, Status.PLANNED})


def status_name(status: "Status | str | None") -> Words:
    """The name people read; ``None`` is *not reported*, and `withdrawn` is known too."""
    return words_from(table("statuses")[str(status) if status else "no_report"]["name"])


@lru_cache(maxsize=1024)
def read_status(text: str) -> Status | None:
    """The status that a cell means: by code, by name in either language, or by a listed synonym.

    Returns ``None`` where nobody has said what the text means; the caller refuses it with its place.

    >>> read_status(" On-going ")
    <Status.ONGOING: 'ongoing'>
    >>> read_status("SELESAI")
    <Status.COMPLETED: 'completed'>
    >>> read_status("90 %") is None
    True
    """
    return _spellings().get(_folded(text))


@cache
def _spellings() -> dict[str, Status]:
    spellings = {}
    for status in Status:
        row = table("statuses")[status.value]
        for spelling in (status.value, *row["name"].values(), *row["synonyms"]):
            spellings[_folded(spelling)] = status
    return spellings


def _folded(text: str) -> str:
    return re.sub(r"[^\w]+", "", text.casefold().replace("_", ""))
