"""What a check found: its sentences from data/checks.toml, filled, and the numbers behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pantau.domain.plausibility.wording import Number, number_words
from pantau.domain.words import Words, table, words_from


class Severity(StrEnum):
    """How much a finding weighs; listed from the heaviest."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def weight(self) -> int:
        """0 for the heaviest, so that findings sort by it."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One check that has something to say about one or more figures.

    `found`, `why` and `do` are whole sentences; `numbers` are the exact values named in `found`.
    """

    check: str
    severity: Severity
    found: Words
    why: Words
    do: Words
    numbers: tuple[tuple[str, Number], ...] = ()

    def number(self, name: str) -> Number:
        """Raises KeyError when the check has no number of that name."""
        return dict(self.numbers)[name]

    @property
    def breaks_line(self) -> bool:
        """Whether a chart must not join the two statements (rule 9)."""
        return bool(table("checks")[self.check].get("breaks_line", False))

    def as_json(self) -> dict[str, Any]:
        """`{"check", "severity", "found", "why", "do"}`, the sentences in both languages."""
        return {
            "check": self.check,
            "severity": self.severity.value,
            "found": self.found.as_json(),
            "why": self.why.as_json(),
            "do": self.do.as_json(),
        }


def finding(check: str, *, numbers: Mapping[str, Number], **places: object) -> Finding:
    """The finding of `check`: `places` fill its sentence, and `numbers` fill those that no place names.

    >>> finding("remaining", numbers={"done": 22, "of": 26, "expected": 4, "left": 5}).found.en
    '22 of 26 done leaves 4, the source says that 5 remain.'
    """
    row = table("checks")[check]
    filled = {name: number_words(value) for name, value in numbers.items()} | places
    return Finding(
        check=check,
        severity=Severity(row["severity"]),
        found=_capital(words_from(row["found"]).fill(**filled)),
        why=words_from(row["why"]),
        do=words_from(row["do"]),
        numbers=tuple(numbers.items()),
    )


def _capital(said: Words) -> Words:
    """A sentence that opens with a capital even where a hedge such as "about" comes first."""
    return Words(en=said.en[:1].upper() + said.en[1:], id=said.id[:1].upper() + said.id[1:])


def check_words(check: str, part: str) -> Words:
    """A further sentence of a check, such as what its result is worth."""
    return words_from(table("checks")[check][part])
