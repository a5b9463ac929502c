"""Counts that must add up: a percentage and its count, parts and their sum, what is done and what remains."""

from collections.abc import Sequence
from fractions import Fraction

from pantau.domain.plausibility.feasible import Feasibility, Verdict, feasible_counts
from pantau.domain.plausibility.findings import Finding, finding
from pantau.domain.plausibility.printed import PrintedPercent
from pantau.domain.plausibility.wording import Number, number_words, sum_words
from pantau.domain.values import Qualifier


def check_feasible(found: Feasibility) -> Finding | None:
    """A finding unless some count rounds to the printed percentage (rule 7)."""
    if found.verdict is Verdict.POSSIBLE:
        return None
    numbers: dict[str, Number] = {"value": found.percent.value, "of": found.of}
    return finding(f"feasible_{found.verdict.value}", numbers=numbers, explanation=found.explanation)


def check_share(
    percent: PrintedPercent | None, *, part: int, of: int, qualifier: Qualifier | None = None
) -> Finding | None:
    """A printed percentage against the count and the base that the same statement gives.

    With no percentage only the two counts are compared.

    >>> from pantau.domain.plausibility.printed import read_percent
    >>> check_share(read_percent("90.5"), part=458, of=506) is None
    True
    >>> check_share(read_percent("91.0"), part=458, of=506).found.en
    '458 of 506 is 90.514 %, which rounds to 90.5 %; the source prints 91.0 %.'
    """
    if part > of:
        return finding("share_above_whole", numbers={"part": part, "of": of})
    if percent is None:
        return None
    feasible = feasible_counts(percent, of=of, qualifier=qualifier)
    if part in feasible.half_up or part in feasible.half_even:
        return None
    share = Fraction(part * 100, of)
    return finding(
        "share_misprinted",
        numbers={"part": part, "of": of, "share": share, "rounded": share, "printed": percent.value},
        share=number_words(share, percent.decimals + 2),
        rounded=number_words(share, percent.decimals),
        printed=number_words(percent.value, percent.decimals),
    )


def check_parts(total: Number, *, parts: Sequence[Number], step: Fraction = Fraction(0)) -> Finding | None:
    """Parts against their printed sum.

    `step` is what one unit of the last printed digit is worth; 0 for counts, which must add up exactly.
    Numbers rounded to a step may miss their sum by half a step each.

    >>> check_parts(46, parts=(39, 4, 1, 1)).found.en
    'The parts 39 + 4 + 1 + 1 add up to 45, the source prints 46: a difference of 1.'
    >>> check_parts(339, parts=(10, 328, 1)) is None
    True
    """
    if not parts:
        return None
    added = sum((Fraction(part) for part in parts), Fraction(0))
    difference = abs(Fraction(total) - added)
    if difference <= step * (len(parts) + 1) / 2:
        return None
    numbers: dict[str, Number] = {"total": total, "sum": added, "difference": difference}
    return finding("parts_sum", numbers=numbers, parts=sum_words(tuple(parts)))


def check_remaining(*, done: int, of: int, left: int) -> Finding | None:
    """What a source says remains against the base less what is done.

    >>> check_remaining(done=22, of=26, left=4) is None
    True
    """
    expected = of - done
    if expected == left:
        return None
    return finding("remaining", numbers={"done": done, "of": of, "expected": expected, "left": left})
