"""What `verify` finds that does not fit: what it found, what that means, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pantau.domain.words import Words, table, words_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Something that does not fit: which check found it, and what it found; `number` is the ledger entry, if one."""

    check: str
    found: Words
    number: int | None = None

    @property
    def means(self) -> Words:
        """What the break means, in plain words."""
        return words_from(table("break_explanations")[self.check]["means"])

    @property
    def do(self) -> Words:
        """What to do about it."""
        return words_from(table("break_explanations")[self.check]["do"])

    def as_json(self) -> dict[str, Any]:
        return {
            "check": self.check,
            "found": self.found.as_json(),
            "means": self.means.as_json(),
            "do": self.do.as_json(),
            "entry": self.number,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEnd:
    """The last entry of the ledger: noted outside, it shows later whether entries were cut off or made anew."""

    number: int
    hash: str

    def as_json(self) -> dict[str, Any]:
        return {"number": self.number, "hash": self.hash}

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCheck:
    """What one check of the ledger found, when, and the last entry it reached."""

    at: datetime
    end: ChainEnd | None
    breaks: tuple[Break, ...]

    def as_json(self) -> dict[str, Any]:
        end = self.end.as_json() if self.end else None
        return {"at": self.at.isoformat(), "ledger_end": end, "breaks": [one.as_json() for one in self.breaks]}


def check_from_json(data: Mapping[str, Any]) -> LedgerCheck:
    """The check that `as_json` wrote down."""
    return LedgerCheck(
        at=datetime.fromisoformat(data["at"]),
        end=ChainEnd(**data["ledger_end"]) if data["ledger_end"] else None,
        breaks=tuple(
            Break(check=one["check"], found=words_from(one["found"]), number=one["entry"]) for one in data["breaks"]
        ),
    )


def broken(check: str, *, number: int | None = None, **places: object) -> Break:
    """A break with its sentence filled."""
    return Break(check=check, found=words_from(table("verify")[check]).fill(number=number, **places), number=number)
