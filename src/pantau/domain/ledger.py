"""The chain of decisions: what an entry binds, and where a chain breaks."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.words import Words, table, words_from

GENESIS = "0" * 64
"""What the first entry follows."""


class Decision(StrEnum):
    """What can be decided. Names: data/workflow.toml."""

    SUBMIT = "submit"
    RETURN = "return"
    ACCEPT = "accept"
    LOCK = "lock"
    AMEND = "amend"
    IMPORT = "import"
    OPEN = "open"
    EXTEND = "extend"
    CLOSE = "close"
    REOPEN = "reopen"
    ENDORSE = "endorse"
    GRANT = "grant"
    REVOKE = "revoke"
    REJECT = "reject"
    CORRECT = "correct"
    MERGE = "merge"
    TAKE_BACK = "take_back"
    ALLOW = "allow"
    PREFER = "prefer"
    UNPREFER = "unprefer"

    @property
    def words(self) -> Words:
        return words_from(table("workflow")["decisions"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision in the chain.

    `kind` and `subject` say what was decided on, in its `version`; `shown` is the SHA-256 of exactly what the person
    saw; `details` is what else the decision says (a meeting, a day), as JSON. `at` is UTC.
    """

    number: int
    kind: str
    subject: UUID
    version: int
    decision: Decision
    actor: str
    role: str
    note: str
    shown: str
    at: datetime
    previous: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def hash(self) -> str:
        """The SHA-256 of all that the entry says, the previous hash included."""
        return digest_of_value(
            {
                "number": self.number,
                "kind": self.kind,
                "subject": str(self.subject),
                "version": self.version,
                "decision": self.decision.value,
                "actor": self.actor,
                "role": self.role,
                "note": self.note,
                "shown": self.shown,
                "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
                "previous": self.previous,
                "details": dict(self.details),
            }
        )


def digest_of_value(value: Any) -> str:
    """The SHA-256 of a JSON value in its one canonical form: keys sorted, no spaces, UTF-8.

    >>> digest_of_value({"b": 1, "a": 2}) == digest_of_value({"a": 2, "b": 1})
    True
    """
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainBreak:
    """Where a chain does not hold: the number of the first entry that does not fit, and which check found it.

    `check` is "number" (one is missing or doubled), "previous" (it does not follow the one before) or "hash" (it says
    something else than when it was written).
    """

    number: int
    check: str


def first_break(entries: Iterable[tuple[Entry, str]]) -> ChainBreak | None:
    """The first entry, in the order of numbers, that does not fit the one before or the hash kept with it.

    A chain whose last entries are missing holds in itself: compare its length and last hash with what was noted.
    """
    previous = GENESIS
    for place, (entry, kept) in enumerate(entries, 1):
        if entry.number != place:
            return ChainBreak(number=place, check="number")
        if entry.previous != previous:
            return ChainBreak(number=place, check="previous")
        if entry.hash != kept:
            return ChainBreak(number=place, check="hash")
        previous = kept
    return None
