"""The example of the method page, counted by hand."""

import pytest

from pantau.web.pages.worked_example import example_card, example_lines

CARD = example_card()
# rule, counted, of, low, high: as a reader counts them on the page
BY_HAND = [
    ("R1", 2, 7, 2, 6),
    ("R2", 4, 7, 4, 5),
    ("R4", 1, 5, 1, 2),
    ("R5", 1, 3, 1, 1),
    ("R6-full", 1, 7, 1, 2),
    ("R6-full-partial", 2, 7, 2, 4),
    ("R6-full-open", 2, 7, 2, 3),
    ("R7", 5, 7, 5, 6),
    ("R8", 1, 2, None, None),
    ("R2-net", 4, 6, 4, 5),
    ("R6-full-net", 1, 6, 1, 2),
    ("R7-net", 5, 6, 5, 6),
]


@pytest.mark.parametrize(("rule", "counted", "of", "low", "high"), BY_HAND)
def test_the_example_is_what_a_reader_counts(
    rule: str, counted: int, of: int, low: int | None, high: int | None
) -> None:
    [rate] = [rate for rate in CARD.rates if rate.rule == rule and rate.unit != "pairs"]

    assert (rate.numerator, rate.denominator, rate.low, rate.high) == (counted, of, low, high)


def test_the_derivations_differ_on_the_line_that_shows_why() -> None:
    second = next(line for line in example_lines(CARD) if line.label == "2")

    assert {by.value: str(status) for by, status in second.regional.items()} == {
        "merged": "partially",
        "all": "None",
        "majority": "partially",
        "any": "completed",
    }
