"""The scorecard of a plan: what it counts beside the rates, and the JSON that `score --json` prints."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.initiatives import InitiativeRow, Stage, StageEvent
from pantau.domain.progress import Answer
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Moment, Scorecard, ScoreInput, line_state, score
from pantau.domain.statuses import NOT_BEGUN, Status
from pantau.domain.values import Share
from pantau.domain.words import Words
from tests.domain import naive
from tests.domain.made import NOW, OTHER_BODY, TODAY, Situation, line, named_list, one_line, plan, situations

BY = st.sampled_from(Derivation)


def scored(situation: Situation, by: Derivation = Derivation.MERGED, **others: object) -> Scorecard:
    usual = {"plan": plan(), "initiatives": (), "lists": (), "answers": situation.answers()} | others
    given = ScoreInput(lines=situation.lines, owed=situation.owed, **usual)  # type: ignore[arg-type]
    return score(given, Moment(as_of=TODAY, known_at=NOW, by=by))


@given(situation=situations(), by=BY)
def test_completeness_is_the_reports_accepted_of_those_owed(situation: Situation, by: Derivation) -> None:
    owing = [(one.id, actor) for one in situation.lines for actor in situation.owed[one.id]]
    accepted = sum(pair in situation.said for pair in owing)
    assert scored(situation, by).completeness == Share(
        part=accepted, whole=len(owing), unreported=len(owing) - accepted
    )


@given(situation=situations(), by=BY)
def test_timeliness_is_the_lines_due_and_completed_of_those_due(situation: Situation, by: Derivation) -> None:
    due = [naive.regional(situation, one, by) for one in situation.lines if naive.due(one) and not naive.withdrawn(one)]
    due = [status for status in due if status is not Status.CONTINUING]
    timeliness = scored(situation, by).timeliness
    assert (timeliness.part, timeliness.whole) == (due.count(Status.COMPLETED), len(due))
    assert timeliness.unreported == due.count(None)


@given(situation=situations(), by=BY)
def test_the_lines_by_status_add_up_to_the_plan_and_its_sections_to_both(situation: Situation, by: Derivation) -> None:
    lines = tuple(replace(one, section=(str(one.id % 2), "Part")) for one in situation.lines)
    card = scored(replace(situation, lines=lines), by)
    expected = Counter(
        "withdrawn" if naive.withdrawn(one) else naive.regional(situation, one, by) for one in situation.lines
    )
    assert dict(card.statuses) == dict(expected)
    assert sum(section.lines for section in card.sections) == card.lines == len(situation.lines)
    summed: Counter[str | None] = Counter()
    for section in card.sections:
        summed.update(dict(section.statuses))
    assert summed == Counter(dict(card.statuses))


@given(situation=situations(), by=BY)
def test_sections_are_rated_by_the_same_rules_over_their_own_lines(situation: Situation, by: Derivation) -> None:
    lines = tuple(replace(one, section=(str(one.id % 2), "Part")) for one in situation.lines)
    for section in scored(replace(situation, lines=lines), by).sections:
        own = replace(situation, lines=tuple(one for one in lines if one.section[0] == section.label))
        for rate, code in ((section.full, "R6-full"), (section.addressed, "R2")):
            counted = naive.rate_lines(code, own, by)
            assert (rate.numerator, rate.denominator) == (counted.numerator, counted.denominator)


@given(situation=situations())
def test_each_country_has_its_own_answers_among_the_lines_it_owes(situation: Situation) -> None:
    rows = {row.actor: row for row in scored(situation).countries}
    assert set(rows) == {actor for actors in situation.owed.values() for actor in actors}
    for actor, row in rows.items():
        owing = [one.id for one in situation.lines if actor in situation.owed[one.id]]
        said = [situation.said[number, actor] for number in owing if (number, actor) in situation.said]
        assert (row.owed, row.missing) == (len(owing), len(owing) - len(said))
        assert [row.count(status) for status in Status] == [said.count(status) for status in Status]


@given(situation=situations(), by=BY)
def test_untouched_lines_are_those_that_nobody_began_and_no_initiative_serves(
    situation: Situation, by: Derivation
) -> None:
    card = scored(situation, by, initiatives=_serving(situation.covered))
    begun = {number for number, _ in situation.began}
    expected = [
        one.id
        for one in situation.lines
        if one.id not in begun | situation.covered and not naive.withdrawn(one)
        if (status := naive.regional(situation, one, by)) is None or status in NOT_BEGUN
    ]
    assert [one.id for one in card.untouched] == expected


@given(situation=situations(), by=BY)
def test_the_rates_of_a_card_are_those_of_the_rules(situation: Situation, by: Derivation) -> None:
    card = scored(situation, by, initiatives=_serving(situation.covered), lists=(named_list(situation.listed),))
    alone = situation.rates(by)
    assert [rate for rate in card.rates if rate.rule not in {"R1", "R8"}] == [
        rate for rate in alone.values() if rate.rule not in {"R1", "R8"}
    ]


def _serving(lines: frozenset[int]) -> tuple[InitiativeRow, ...]:
    if not lines:
        return ()
    begun = StageEvent(stage=Stage.IMPLEMENTING, on=date(2024, 1, 1), recorded_at=NOW)
    one = line(1)
    return (InitiativeRow(id=1, public_id=one.public_id, title=Words(en="A course"), events=(begun,), lines=lines),)


def test_a_continuing_line_is_open_ended_and_never_late() -> None:
    assert scored(one_line(Status.CONTINUING)).timeliness == Share(part=0, whole=0)
    assert scored(one_line(Status.ONGOING)).timeliness == Share(part=0, whole=1)
    assert scored(one_line(None)).timeliness == Share(part=0, whole=1, unreported=1)


def test_a_withdrawn_line_is_shown_as_withdrawn_whatever_was_reported() -> None:
    card = scored(one_line(Status.COMPLETED, lead=1, withdrawn_on=TODAY))
    assert [line_state(one) for one in card.facts] == ["withdrawn"]
    assert (card.lines, card.withdrawn, card.completeness) == (1, 1, Share(part=0, whole=0))


def test_stale_answers_are_counted_for_the_plan_and_for_each_country() -> None:
    situation = one_line(Status.ONGOING, Status.ONGOING)
    answers = [answer._replace(stale=answer.reporter == 2) for answer in situation.answers()]
    answers.append(Answer(line=1, reporter=OTHER_BODY, status=Status.ONGOING, started=True, stale=True))
    card = scored(situation, answers=answers)
    assert card.stale == 1
    assert [(row.actor, row.stale) for row in card.countries] == [(1, 0), (2, 1)]


def test_the_gap_is_that_of_the_plans_own_rule_over_lines() -> None:
    situation = one_line(Status.PARTIALLY)
    assert (scored(situation).expected, scored(situation).gap) == ("80.0", "20.0")
    strict = scored(situation, plan=plan(rule="R6-full"))
    assert (strict.expected, strict.gap) == ("80.0", "-80.0")
    assert scored(situation, plan=plan(rule="R1")).gap is None


def test_the_json_has_the_shape_that_score_promises() -> None:
    row = scored(one_line(Status.COMPLETED, None)).as_json()
    assert {key: row[key] for key in ("plan", "as_of", "known_at", "by", "lines", "withdrawn", "completeness")} == {
        "plan": "PLAN",
        "as_of": "2024-12-31",
        "known_at": "2025-01-31T00:00:00+00:00",
        "by": "merged",
        "lines": 1,
        "withdrawn": 0,
        "completeness": {"accepted": 1, "owed": 2},
    }
    assert row["timeliness"] == {"completed": 0, "due": 1}
    assert (row["round"], row["claims"]) == (None, [])
    full = next(rate for rate in row["rules"] if (rate["rule"], rate["unit"]) == ("R6-full", "lines"))
    assert full == {
        "rule": "R6-full",
        "unit": "lines",
        "name": {"en": "Completed", "id": "Selesai seluruhnya"},
        "numerator": 0,
        "denominator": 1,
        "percent": "0.0",
        "low": "0.0",
        "high": "100.0",
        "applies": True,
        "why": None,
    }


@pytest.mark.parametrize("by", Derivation)
def test_an_empty_plan_has_a_card_on_which_every_rate_is_unknown(by: Derivation) -> None:
    card = scored(Situation(lines=(), owed={}, said={}), by)
    assert {rate.percent for rate in card.rates} == {None}
    assert card.completeness.percent is card.timeliness.percent is None
    assert (card.statuses, card.sections, card.countries, card.untouched) == ((), (), (), ())


def test_weights_change_nothing_on_the_card() -> None:
    light = one_line(Status.COMPLETED)
    heavy = replace(light, lines=(replace(light.lines[0], weight=Decimal(9)),))
    assert scored(light).rates == scored(heavy).rates
