"""What changed between two statements of a rate besides the number: verb, base, exactness (rule 9)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.wording import date_words, quantity_words
from pantau.domain.values import Period, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One published rate, as far as it can be compared with another; what a source does not say is empty.

    `share` is in percent, `verb` the source's own words in `language`, `denominator` a number of lines,
    `period` the plan's.
    """

    share: Quantity
    verb: str = ""
    language: str = ""
    denominator: int | None = None
    on: date | None = None
    period: Period | None = None


def check_drift(earlier: Statement, later: Statement) -> tuple[Finding, ...]:
    """Everything that keeps the two from being points of one line."""
    checks = (
        check_verbs(earlier, later),
        check_denominators(earlier, later),
        check_exactness(earlier, later),
        check_fall(earlier, later),
    )
    return tuple(found for found in checks if found)


def check_verbs(earlier: Statement, later: Statement) -> Finding | None:
    """Two statements that say of the lines two different things.

    A missing verb is not compared, nor are verbs in two languages, which may be translations of each other.
    """
    verbs = _folded(earlier.verb), _folded(later.verb)
    translated = "" not in {earlier.language, later.language} and earlier.language != later.language
    if not all(verbs) or verbs[0] == verbs[1] or translated:
        return None
    return finding(
        "verb_drift",
        numbers={},
        earlier=quantity_words(earlier.share),
        later=quantity_words(later.share),
        earlier_verb=earlier.verb.strip(),
        later_verb=later.verb.strip(),
    )


def check_denominators(earlier: Statement, later: Statement) -> Finding | None:
    """Two statements out of two bases, or of which only one names its base."""
    bases = earlier.denominator, later.denominator
    places = {"earlier": quantity_words(earlier.share), "later": quantity_words(later.share)}
    if bases[0] == bases[1]:
        return None
    if bases[0] is None or bases[1] is None:
        return finding("denominator_unknown", numbers={"of": bases[0] or bases[1] or 0}, **places)
    return finding("denominator_drift", numbers={"earlier_of": bases[0], "later_of": bases[1]}, **places)


def check_exactness(earlier: Statement, later: Statement) -> Finding | None:
    """One statement hedged and the other not: their difference is no measure of progress."""
    if earlier.share.is_bound == later.share.is_bound:
        return None
    coarse, exact = (earlier, later) if earlier.share.is_bound else (later, earlier)
    difference: Decimal = abs(exact.share.number - coarse.share.number)
    return finding(
        "coarser_statement",
        numbers={"difference": difference},
        coarse=quantity_words(coarse.share),
        exact=quantity_words(exact.share),
    )


def check_fall(earlier: Statement, later: Statement) -> Finding | None:
    """A rate that went down on a later day of the same plan."""
    if earlier.on is None or later.on is None or earlier.on >= later.on:
        return None
    another_plan = None not in {earlier.period, later.period} and earlier.period != later.period
    if another_plan or later.share.number >= earlier.share.number:
        return None
    return finding(
        "rate_fell",
        numbers={"fall": earlier.share.number - later.share.number},
        earlier=quantity_words(earlier.share),
        later=quantity_words(later.share),
        earlier_on=date_words(earlier.on),
        later_on=date_words(later.on),
    )


def _folded(verb: str) -> str:
    return " ".join(verb.casefold().split())
