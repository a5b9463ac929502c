"""Feasible counts: which whole numbers of lines can stand behind a printed percentage (rule 7)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pantau.domain.plausibility.intervals import Rounding, printing_interval, qualified_interval
from pantau.domain.plausibility.printed import PrintedPercent, read_base, read_percent
from pantau.domain.plausibility.wording import number_words
from pantau.domain.values import Qualifier
from pantau.domain.words import Words, table, words_from


class Verdict(StrEnum):
    """Whether a printed percentage can be true of a base, and how it must have been rounded."""

    POSSIBLE = "possible"
    ONLY_BY_TRUNCATION = "only_by_truncation"
    ONLY_BY_CEILING = "only_by_ceiling"
    IMPOSSIBLE = "impossible"


# the order in which rule 7 asks; a way of rounding that nobody needs to doubt comes first
_VERDICTS = {
    Rounding.HALF_UP: Verdict.POSSIBLE,
    Rounding.HALF_EVEN: Verdict.POSSIBLE,
    Rounding.TRUNCATED: Verdict.ONLY_BY_TRUNCATION,
    Rounding.CEILING: Verdict.ONLY_BY_CEILING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasibility:
    """The counts k of 0..`of` for which k/`of` prints as `percent`, under each way of rounding.

    With a qualifier the exact share decides, so all four are the same unbroken stretch of counts.
    """

    percent: PrintedPercent
    of: int
    qualifier: Qualifier | None
    half_up: range
    half_even: range
    truncated: range
    ceiling: range

    @property
    def rounding(self) -> Rounding | None:
        """The first way of rounding that has a count; ``None`` when none has."""
        return next((rounding for rounding in _VERDICTS if self.under(rounding)), None)

    @property
    def verdict(self) -> Verdict:
        return Verdict.IMPOSSIBLE if self.rounding is None else _VERDICTS[self.rounding]

    @property
    def counts(self) -> range:
        """The counts under the first way of rounding that has any."""
        return range(0) if self.rounding is None else self.under(self.rounding)

    def under(self, rounding: Rounding) -> range:
        counts: range = getattr(self, rounding.value)
        return counts

    @property
    def explanation(self) -> Words:
        """One sentence that names the counts, or the neighbours that print differently."""
        return words_from(table("explanations")[_outcome(self)]).fill(**_places(self))

    def as_json(self) -> dict[str, Any]:
        """The answer of `figure check --json`; with a qualifier an entry is `[low, high]` or empty."""
        return {
            "value": self.percent.printed,
            "of": self.of,
            "qualifier": self.qualifier.value if self.qualifier else None,
            "feasible": {rounding.value: self._listed(self.under(rounding)) for rounding in Rounding},
            "verdict": self.verdict.value,
            "explanation": self.explanation.as_json(),
        }

    def _listed(self, counts: range) -> list[int]:
        return [counts[0], counts[-1]] if self.qualifier and counts else list(counts)


def feasible_counts(
    percent: PrintedPercent, *, of: int, qualifier: Qualifier | None = None, tolerance: Decimal | None = None
) -> Feasibility:
    """The counts that can stand behind `percent` of `of` lines, from interval ends in exact arithmetic.

    `tolerance` is the reach of *about* in percentage points, by default that of data/qualifiers.toml.

    Raises:
        BaseInvalid: `of` is less than 1.
        BaseTooLarge: `of` is more than can be listed.

    >>> found = feasible_counts(read_percent("99.6"), of=290)
    >>> found.verdict.value, list(found.truncated)
    ('only_by_truncation', [289])
    >>> about = feasible_counts(read_percent("90"), of=339, qualifier=Qualifier.ABOUT)
    >>> about.as_json()["feasible"]["half_up"]
    [297, 313]
    """
    base = read_base(of)
    if qualifier:
        stretch = qualified_interval(percent.value, qualifier, tolerance).counts(base)
        under = dict.fromkeys(Rounding, stretch)
    else:
        under = {
            rounding: printing_interval(percent.value, percent.decimals, rounding).counts(base) for rounding in Rounding
        }
    return Feasibility(
        percent=percent,
        of=base,
        qualifier=qualifier,
        half_up=under[Rounding.HALF_UP],
        half_even=under[Rounding.HALF_EVEN],
        truncated=under[Rounding.TRUNCATED],
        ceiling=under[Rounding.CEILING],
    )


def check_percentage(
    value: str, *, of: int | str, qualifier: Qualifier | None = None, tolerance: Decimal | None = None
) -> Feasibility:
    """The feasible counts of a percentage and a base as people type them.

    Raises:
        PercentInvalid, PercentOutOfRange, BaseInvalid, BaseTooLarge: as `read_percent` and `read_base` do.

    >>> check_percentage("95 %", of="20").explanation.en
    '19 of 20 is 95.00 %, which rounds to 95 %; no other count does.'
    """
    return feasible_counts(read_percent(value), of=read_base(of), qualifier=qualifier, tolerance=tolerance)


def _outcome(found: Feasibility) -> str:
    if found.qualifier:
        return _qualified_outcome(found)
    if found.verdict is not Verdict.POSSIBLE:
        return found.verdict.value
    if found.rounding is Rounding.HALF_EVEN:
        return "half_even"
    return "one" if len(found.counts) == 1 else "several"


def _qualified_outcome(found: Feasibility) -> str:
    if found.counts:
        return "qualified_one" if len(found.counts) == 1 else "qualified"
    return "qualified_none" if 0 < found.percent.value < 100 else "qualified_beyond"


def _places(found: Feasibility) -> dict[str, object]:
    below = int(Fraction(found.percent.value) * found.of / 100)
    named = {
        "low": found.counts[0] if found.counts else 0,
        "high": found.counts[-1] if found.counts else 0,
        "below": below,
        "above": min(below + 1, found.of),
    }
    places: dict[str, object] = {
        "value": number_words(found.percent.value, found.percent.decimals),
        "of": number_words(found.of),
        "count": number_words(len(found.counts)),
        "qualifier": found.qualifier.words if found.qualifier else "",
    }
    for name, count in named.items():
        share = Fraction(count * 100, found.of)
        places[name] = number_words(count)
        places[f"{name}_share"] = number_words(share, found.percent.decimals + 2)
        places[f"{name}_print"] = number_words(share, found.percent.decimals)
    return places
