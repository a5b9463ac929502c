"""Stories on published figures: each case of figures_*.toml becomes a test that bears the story's name."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pantau.domain.claims import match_claim
from pantau.domain.figures import Figure, perhaps_same, review_figures, rivals
from pantau.domain.plausibility.drift import Statement, check_drift
from pantau.domain.plausibility.feasible import check_percentage, feasible_counts
from pantau.domain.plausibility.findings import Finding
from pantau.domain.plausibility.flows import check_flow
from pantau.domain.plausibility.growth import check_growth, check_rank, growth, yearly_growth
from pantau.domain.plausibility.intervals import quantity_interval
from pantau.domain.plausibility.printed import read_percent
from pantau.domain.plausibility.questions import (
    Portfolio,
    check_persons_or_seats,
    check_plan_end,
    check_unit_cost,
)
from pantau.domain.plausibility.sums import check_parts, check_remaining, check_share
from pantau.domain.rates import Rate
from pantau.domain.refusals import Refusal
from pantau.domain.values import Period, printed_percent, rounded
from pantau.domain.words import Words
from tests.domain.figures.made import figure, period, quantity, source

FILES = sorted(Path(__file__).parent.glob("figures_*.toml"))
LABELS = {"story", "row", "rule", "then"}

# A07 (instruments and their status) and A20 (meetings and their agenda) hold nothing to compute.
ROWS = {f"A{number:02}" for number in range(1, 21)} - {"A07", "A20"}
# Rules 1 to 6 and 12 speak of rates and of who may see them; their stories stand elsewhere.
RULES = {7, 8, 9, 10, 11}

Told = dict[str, Any]


def tell_percentage(*, says: str, of: int) -> Told:
    said = quantity(says)
    found = feasible_counts(read_percent(said.printed), of=of, qualifier=said.qualifier)
    answer = found.as_json()
    return {"verdict": answer["verdict"], "counts": answer["feasible"]["half_up"], **answer["feasible"]}


def tell_refusal(*, says: str, of: str) -> Told:
    with pytest.raises(Refusal) as refused:
        check_percentage(says, of=of)
    return {"refused": refused.value.code}


def tell_share(*, done: int, of: int, says: str = "") -> Told:
    printed = read_percent(says) if says else None
    return {"percent": printed_percent(done, of)} | heard(check_share(printed, part=done, of=of))


def tell_parts(*, total: int, parts: list[int], rounded_to: int = 0) -> Told:
    return heard(check_parts(total, parts=parts, step=Fraction(rounded_to)))


def tell_remaining(*, done: int, of: int, left: int) -> Told:
    return heard(check_remaining(done=done, of=of, left=left))


def tell_growth(*, before: str, after: str, stated: str = "", years: int = 1) -> Told:
    first, last = quantity(before), quantity(after)
    levels = first.number, last.number
    exact = growth(*levels) if years == 1 else Fraction(yearly_growth(*levels, years=years))
    found = check_growth(first, last, stated=quantity(stated), years=years) if stated else None
    return {"percent": rounded(exact, 1)} | heard(found)


def tell_rank(*, before: str, after: str, ranks: list[int]) -> Told:
    first, last = ranks
    return heard(check_rank(quantity(before), quantity(after), rank_before=first, rank_after=last))


def tell_statements(*, earlier: Told, later: Told) -> Told:
    found = check_drift(statement(**earlier), statement(**later))
    numbers = {name: float(number) for one in found for name, number in one.numbers}
    return numbers | {
        "findings": [one.check for one in found],
        "line_breaks": any(one.breaks_line for one in found),
    }


def statement(*, says: str, on: date, verb: str = "", of: int | None = None, plan: str = "") -> Statement:
    return Statement(share=quantity(says), verb=verb, denominator=of, on=on, period=period(plan) if plan else None)


def tell_late(*, plan: str, on: date) -> Told:
    return heard(check_plan_end(on, plan=period(plan)))


def tell_flow(*, before: str, after: str, yearly: str, since: date, until: date) -> Told:
    between = Period(start=since, end=until)
    found = check_flow(quantity(before), quantity(after), yearly=quantity(yearly), between=between)
    return heard(found) | {"indicative": found is not None and "indicative" in found.found.en}


def tell_projects(*, before: Told, after: Told) -> Told:
    return heard(check_unit_cost(portfolio(**before), portfolio(**after)))


def portfolio(*, projects: int, value: str) -> Portfolio:
    return Portfolio(projects=projects, value=quantity(value))


def tell_each(*, total: str, of: str) -> Told:
    return {"each": Fraction(quantity(total).number) / Fraction(quantity(of).number)}


def tell_participants(*, says: str, programmes: str) -> Told:
    found = check_persons_or_seats(quantity(says), programmes=quantity(programmes))
    return heard(found) | ({"each": rounded(Fraction(found.number("each")), 1)} if found else {})


def tell_hedge(*, says: str, could_be: list[int]) -> Told:
    said = quantity(says)
    interval = quantity_interval(said)
    return {
        "bound": said.is_bound,
        "is_any_of": [number for number in could_be if interval.holds(Fraction(number))],
    }


def tell_figures(*, figures: Sequence[Mapping[str, Any]], on: date | None = None) -> Told:
    told = [told_figure(**one) for one in figures]
    return {
        "perhaps": [
            f"{one.figure.code}: {', '.join(other.code for other in one.others)}" for one in perhaps_same(told)
        ],
        "answers": [
            f"{side.quantity.printed} by {side.confirmations}" for group in rivals(told) for side in group.sides
        ],
        "findings": [f"{one.finding.check}: {', '.join(one.figures)}" for one in review_figures(told, on=on)],
        "says": [one.finding.found.en for one in review_figures(told, on=on)],
    }


def told_figure(*, code: str, metric: str, says: str, said_by: str = "", origin: str = "", **others: Any) -> Figure:
    published, span = others.pop("published", None), others.pop("period", "")
    given = source(said_by, origin=origin, published=published) if said_by else None
    pair = others.pop("unit", "")
    told = figure(code, metric, says, source=given, period=period(span) if span else None, **others)
    return replace(told, quantity=replace(told.quantity, unit=pair)) if pair else told


def tell_claim(
    *, says: str, rates: list[Told], lines: int | None = None, denominator: int | None = None, under: str = ""
) -> Told:
    claim = figure("claim", "implementation_rate", says, denominator=denominator, rule=under)
    answer = match_claim(claim, rates=[told_rate(**one) for one in rates], base=lines).as_json()
    return {
        "matches": answer["matches"],
        "possible": answer["possible"],
        "warnings": [warning["check"] for warning in answer["warnings"]],
        "feasible": answer["feasible"]["verdict"] if answer["feasible"] else "unknown",
    }


def told_rate(
    *, rule: str, count: int, of: int, low: int | None = None, high: int | None = None, unit: str = "lines"
) -> Rate:
    words = Words(en=rule)
    return Rate(
        rule=rule,
        unit=unit,
        name=words,
        says=words,
        numerator=count,
        denominator=of,
        low=count if low is None else low,
        high=count if high is None else high,
    )


def heard(found: Finding | None) -> Told:
    """The check that spoke and its numbers, or "none"."""
    return {"finding": found.check, **dict(found.numbers)} if found else {"finding": "none"}


TELLERS: dict[str, Callable[..., Told]] = {
    name.removeprefix("tell_"): teller for name, teller in globals().items() if name.startswith("tell_")
}


def stories() -> list[tuple[str, Told]]:
    """Every story of every file with its kind; an unknown kind has no teller and fails as a test."""
    return [
        (kind, story)
        for file in FILES
        for kind, cases in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for story in cases
    ]


def play(kind: str, story: Told) -> None:
    """Tell the story and compare what it says then.

    Raises:
        KeyError: nobody tells this kind of story, or its outcome has no such part.
        TypeError: the teller does not know a key of the story, or misses one.
    """
    outcome = TELLERS[kind](**{key: value for key, value in story.items() if key not in LABELS})
    assert story["then"], "a story must say what comes out"
    assert {key: outcome[key] for key in story["then"]} == story["then"]


@pytest.mark.parametrize(("kind", "story"), [pytest.param(*one, id=one[1]["story"]) for one in stories()])
def test_story(kind: str, story: Told) -> None:
    play(kind, story)


def test_every_row_that_arithmetic_can_speak_to_has_a_story() -> None:
    assert {story["row"] for _, story in stories() if "row" in story} == ROWS


def test_every_rule_on_published_figures_has_a_story() -> None:
    assert {story["rule"] for _, story in stories() if "rule" in story} >= RULES


def test_no_two_stories_have_one_name() -> None:
    names = [story["story"] for _, story in stories()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("kind", "more", "error"),
    [
        ("percentage", {"colour": "red"}, TypeError),
        ("percentage", {"then": {"colour": "red"}}, KeyError),
        ("fable", {}, KeyError),
        ("percentage", {"then": {}}, AssertionError),
        ("percentage", {"then": {"verdict": "impossible"}}, AssertionError),
    ],
)
def test_a_story_with_a_key_nobody_knows_or_a_wrong_outcome_fails(
    kind: str, more: Told, error: type[Exception]
) -> None:
    good = {"story": "A good one", "says": "95 %", "of": 20, "then": {"verdict": "possible"}}
    play("percentage", good)
    with pytest.raises(error):
        play(kind, good | more)
