"""The regional status of a line under each derivation, against a second writing and edge by edge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.progress import Tally, tally_of
from pantau.domain.regional import Derivation, regional_status, scenes
from pantau.domain.statuses import Status
from pantau.domain.words import LANGUAGES
from tests.domain import naive
from tests.domain.made import Situation, situations

MERGED, ALL, MAJORITY, ANY = Derivation.MERGED, Derivation.ALL, Derivation.MAJORITY, Derivation.ANY
NOT_STARTED, DEFERRED, PLANNED = Status.NOT_STARTED, Status.DEFERRED, Status.PLANNED
ONGOING, CONTINUING = Status.ONGOING, Status.CONTINUING
PARTIALLY, COMPLETED, NOT_APPLICABLE = Status.PARTIALLY, Status.COMPLETED, Status.NOT_APPLICABLE


@given(situation=situations(max_countries=6), by=st.sampled_from(Derivation))
def test_every_line_has_the_status_that_the_sentence_of_the_derivation_gives(
    situation: Situation, by: Derivation
) -> None:
    for facts in situation.facts(by):
        assert facts.status == naive.regional(situation, facts.line, by)


@given(situation=situations(max_countries=6))
def test_the_derivations_are_ordered_from_all_over_majority_to_any(situation: Situation) -> None:
    for facts in situation.facts(MERGED):
        tally = facts.scenes.now.tally
        places = [-1 if status is None else status.rank for status in (regional_status(tally, by) for by in _IN_ORDER)]
        assert places == sorted(places)


_IN_ORDER = (ALL, MAJORITY, ANY)


@given(
    counts=st.dictionaries(st.sampled_from(Status), st.integers(1, 11)),
    missing=st.integers(0, 11),
    lead=st.sampled_from(Status),
    by=st.sampled_from(Derivation),
)
def test_an_accepted_report_of_the_lead_body_wins_whatever_the_countries_say(
    counts: dict[Status, int], missing: int, lead: Status, by: Derivation
) -> None:
    assert regional_status(tally_of(counts, missing=missing, lead=lead), by) is lead


@given(applies=st.integers(0, 3), missing=st.integers(0, 3), by=st.sampled_from(Derivation))
def test_countries_to_which_the_line_does_not_apply_change_nothing(applies: int, missing: int, by: Derivation) -> None:
    counts = {COMPLETED: applies, ONGOING: 1}
    without = regional_status(tally_of(counts, missing=missing), by)
    assert regional_status(tally_of(counts | {NOT_APPLICABLE: 2}, missing=missing), by) is without


@pytest.mark.parametrize(
    ("said", "missing", "status"),
    [
        ({COMPLETED: 11}, 0, COMPLETED),
        ({COMPLETED: 9, NOT_APPLICABLE: 2}, 0, COMPLETED),
        ({COMPLETED: 10}, 1, PARTIALLY),
        ({COMPLETED: 1, NOT_STARTED: 10}, 0, PARTIALLY),
        ({PARTIALLY: 1}, 10, PARTIALLY),
        ({ONGOING: 1, CONTINUING: 9}, 1, ONGOING),
        ({CONTINUING: 1, PLANNED: 9}, 1, CONTINUING),
        ({PLANNED: 1, DEFERRED: 9}, 0, PLANNED),
        ({DEFERRED: 1, NOT_STARTED: 9}, 0, DEFERRED),
        ({NOT_STARTED: 1}, 10, NOT_STARTED),
        ({}, 11, None),
        ({NOT_APPLICABLE: 2}, 9, None),
        ({NOT_APPLICABLE: 11}, 0, NOT_APPLICABLE),
        ({}, 0, None),
    ],
)
def test_merged_takes_the_countries_together_in_the_order_of_its_sentence(
    said: dict[Status, int], missing: int, status: Status | None
) -> None:
    assert regional_status(tally_of(said, missing=missing), MERGED) is status


@pytest.mark.parametrize(
    ("said", "missing", "status"),
    [
        ({COMPLETED: 10, PLANNED: 1}, 0, PLANNED),
        ({COMPLETED: 10}, 1, None),
        ({COMPLETED: 9, NOT_APPLICABLE: 2}, 0, COMPLETED),
        ({COMPLETED: 9, CONTINUING: 2}, 0, CONTINUING),
        ({COMPLETED: 5, CONTINUING: 5, ONGOING: 1}, 0, ONGOING),
        ({NOT_APPLICABLE: 3}, 8, None),
    ],
)
def test_all_is_the_least_advanced_answer_and_unknown_while_somebody_is_silent(
    said: dict[Status, int], missing: int, status: Status | None
) -> None:
    assert regional_status(tally_of(said, missing=missing), ALL) is status


@pytest.mark.parametrize(
    ("said", "missing", "status"),
    [
        ({COMPLETED: 6}, 5, COMPLETED),
        ({COMPLETED: 5}, 6, None),
        ({COMPLETED: 5, PARTIALLY: 1}, 5, PARTIALLY),
        ({COMPLETED: 5, NOT_STARTED: 5}, 0, NOT_STARTED),
        ({COMPLETED: 3, NOT_STARTED: 2, NOT_APPLICABLE: 6}, 0, COMPLETED),
        ({COMPLETED: 1, ONGOING: 2, CONTINUING: 3, NOT_STARTED: 5}, 0, ONGOING),
        ({COMPLETED: 1, CONTINUING: 5, NOT_STARTED: 5}, 0, CONTINUING),
    ],
)
def test_majority_is_the_status_that_more_than_half_have_reached_the_silent_in_the_base(
    said: dict[Status, int], missing: int, status: Status | None
) -> None:
    assert regional_status(tally_of(said, missing=missing), MAJORITY) is status


@pytest.mark.parametrize(
    ("said", "missing", "status"),
    [
        ({COMPLETED: 1, NOT_STARTED: 5}, 5, COMPLETED),
        ({CONTINUING: 3, ONGOING: 1}, 0, ONGOING),
        ({CONTINUING: 3, PLANNED: 1}, 0, CONTINUING),
        ({}, 11, None),
    ],
)
def test_any_is_the_most_advanced_answer(said: dict[Status, int], missing: int, status: Status | None) -> None:
    assert regional_status(tally_of(said, missing=missing), ANY) is status


def test_an_answer_is_never_made_up_where_nobody_owes_a_line() -> None:
    assert {regional_status(Tally(ever_started=True), by) for by in Derivation} == {None}


def test_the_scenes_are_the_line_as_reported_and_with_the_missing_not_started_and_completed() -> None:
    found = scenes(tally_of({ONGOING: 1}, missing=2), ALL)
    assert (found.now.status, found.low.status, found.high.status) == (None, NOT_STARTED, ONGOING)
    assert found.low.tally.count(NOT_STARTED) == found.high.tally.count(COMPLETED) == 2
    assert found.low.tally.missing == found.high.tally.missing == 0


def test_with_nothing_missing_the_three_scenes_are_one() -> None:
    found = scenes(tally_of({ONGOING: 3}), MERGED)
    assert found.now is found.low is found.high


def test_every_derivation_has_its_name_and_sentence_in_both_languages() -> None:
    assert all(words.has(language) for by in Derivation for words in (by.words, by.says) for language in LANGUAGES)
