"""Claim matching (rule 8): which counting rules give the percentage that a source published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from pantau.domain.figures import Figure, review_share
from pantau.domain.plausibility.feasible import Feasibility, feasible_counts
from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.wording import number_words, quantity_words
from pantau.domain.rates import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """One published claim against a plan's rates.

    `matches` are rules whose own count prints as the claim, `possible` those where only a count within the bounds
    does. `feasible` is ``None`` where the base is unknown or the claim is no percentage.
    """

    claim: Figure
    feasible: Feasibility | None
    matches: tuple[str, ...]
    possible: tuple[str, ...]
    warnings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        """A row of `claims` in `score --json`."""
        return {
            "figure": self.claim.code,
            "printed": self.claim.quantity.printed,
            "verb": self.claim.verb,
            "feasible": self.feasible.as_json() if self.feasible else None,
            "matches": list(self.matches),
            "possible": list(self.possible),
            "warnings": [warning.as_json() for warning in self.warnings],
        }


def match_claim(claim: Figure, *, rates: Sequence[Rate], base: int | None) -> ClaimReading:
    """The claim against every rate of lines that applies; `base` is the plan's number of lines, if known.

    A percentage is compared as printed, half-up to the claim's own places, or by its qualifier on the exact share. A
    claim that states only a count and a base matches a rule with the same two. Rates of pairs and of initiatives
    count something else and are never matched.
    """
    comparable = [rate for rate in rates if rate.applies and rate.unit == "lines" and rate.denominator]
    matches = [rate.rule for rate in comparable if rate.numerator in _counts(claim, rate)]
    within = [rate.rule for rate in comparable if _meets_bounds(_counts(claim, rate), rate)]
    based = claim if claim.denominator else replace(claim, denominator=base)
    doubts = (
        _base_differs(claim, comparable, base),
        _rule_differs(claim, comparable, supported=(*matches, *within)),
        _unsupported(claim, comparable, supported=(*matches, *within)),
    )
    return ClaimReading(
        claim=claim,
        feasible=_feasible(based),
        matches=tuple(dict.fromkeys(matches)),
        possible=tuple(dict.fromkeys(rule for rule in within if rule not in matches)),
        warnings=(*review_share(based), *(doubt for doubt in doubts if doubt)),
    )


def _feasible(claim: Figure) -> Feasibility | None:
    if claim.share is None or not claim.denominator:
        return None
    share = claim.share
    return feasible_counts(share.percent, of=claim.denominator, qualifier=share.qualifier)


def _counts(claim: Figure, rate: Rate) -> range:
    """The counts of lines under which the rate would print as the claim."""
    share, of = claim.share, rate.denominator or 0
    if share:
        return feasible_counts(share.percent, of=of, qualifier=share.qualifier).half_up
    if claim.numerator is None or claim.denominator != of:
        return range(0)
    return range(claim.numerator, claim.numerator + 1)


def _meets_bounds(counts: range, rate: Rate) -> bool:
    if rate.low is None or rate.high is None:
        return False
    return max(counts.start, rate.low) < min(counts.stop, rate.high + 1)


def _base_differs(claim: Figure, rates: Sequence[Rate], base: int | None) -> Finding | None:
    bases = {base, *(rate.denominator for rate in rates)}
    if claim.denominator is None or base is None or claim.denominator in bases:
        return None
    return finding(
        "claim_base_differs",
        numbers={"claim_of": claim.denominator, "of": base},
        claim=quantity_words(claim.quantity),
    )


def _rule_differs(claim: Figure, rates: Sequence[Rate], *, supported: Sequence[str]) -> Finding | None:
    stated = next((rate for rate in rates if rate.rule == claim.rule), None)
    if stated is None or claim.rule in supported or stated.numerator is None or not stated.denominator:
        return None
    actual = Fraction(stated.numerator * 100, stated.denominator)
    return finding(
        "claim_rule_differs",
        numbers={"actual": actual},
        claim=quantity_words(claim.quantity),
        rule=claim.rule,
        actual=number_words(actual, 1),
    )


def _unsupported(claim: Figure, rates: Sequence[Rate], *, supported: Sequence[str]) -> Finding | None:
    says_a_share = claim.share is not None or (claim.numerator is not None and claim.denominator is not None)
    if supported or not rates or not says_a_share:
        return None
    return finding("claim_unsupported", numbers={}, claim=quantity_words(claim.quantity))
