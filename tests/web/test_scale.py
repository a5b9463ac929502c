"""The rule scale: where marks, bounds and claims stand."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.claims import match_claim
from pantau.web.pages.worked_example import example_card
from pantau.web.scale import Flag, Scale, rule_scale
from tests.domain.figures.made import figure

CARD = example_card()
percents = st.lists(st.decimals(0, 100, places=1), max_size=8)


def scale_with(*says: str) -> Scale:
    claims = [figure(f"claim-{place}", "implementation_rate", text) for place, text in enumerate(says)]
    return rule_scale(CARD.rates, [match_claim(one, rates=CARD.rates, base=7) for one in claims])


def test_every_rule_is_on_the_scale_and_net_rules_stand_under_theirs() -> None:
    rules = [track.rate.rule for track in scale_with().tracks]

    assert sorted(rules) == sorted(rate.rule for rate in CARD.rates if rate.unit != "pairs")
    for rule in rules:
        if rule.endswith("-net"):
            assert rules[rules.index(rule) - 1] == rule.removesuffix("-net")


def test_a_mark_stands_within_its_bounds() -> None:
    for track in scale_with().tracks:
        if track.left and track.width and track.at:
            low, high = Decimal(track.left), Decimal(track.left) + Decimal(track.width)
            assert 0 <= low <= Decimal(track.at) <= high <= 100


def test_a_rule_that_does_not_apply_has_no_mark() -> None:
    [stated] = [track for track in scale_with().tracks if track.rate.rule == "R3"]

    assert (stated.at, stated.left, stated.width) == (None, None, None)


def test_the_rule_that_gives_the_claim_is_marked() -> None:
    marked = [track.rate.rule for track in scale_with("57.1 %").tracks if track.matched]

    assert marked == ["R2"]


def test_a_hedged_claim_stands_with_its_hedge() -> None:
    [flag] = scale_with("more than 90 %").flags

    assert (flag.at, flag.printed) == ("90", "more than 90\u202f%")


@given(percents)
def test_no_two_flags_of_a_lane_overlap(values: list[Decimal]) -> None:
    scale = scale_with(*(f"{value} %" for value in values))

    assert len(scale.flags) == len(values)
    for one, other in combinations(scale.flags, 2):
        if one.lane == other.lane:
            assert span(one)[1] <= span(other)[0] or span(other)[1] <= span(one)[0]


def span(flag: Flag) -> tuple[Decimal, Decimal]:
    """The stretch of the scale that the text of a flag covers, in percent."""
    at, width = Decimal(flag.at), Decimal(36)
    return (at - width, at) if flag.flipped else (at, at + width)
