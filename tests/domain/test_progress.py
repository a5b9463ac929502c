"""Reports on two clocks, and the tallies of what those who owe a line answered."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.progress import Answer, Report, Tally, answers, shows_start, tally_lines, tally_of
from pantau.domain.regional import Derivation
from pantau.domain.statuses import NOT_BEGUN, STARTED, Status
from tests.domain.made import LEAD_BODY, NOW, OTHER_BODY, Situation, report, situations

FIRST_DAY = date(2024, 1, 1)
FIRST_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
ROUNDS = st.sampled_from([None, 1, 2])


@st.composite
def histories(draw: st.DrawFn) -> list[Report]:
    """Reports on few lines in few rounds over few days, so that they meet; no two accepted at one moment."""
    moments = draw(st.lists(st.integers(0, 20), max_size=12, unique=True))
    return [
        report(
            draw(st.sampled_from(Status)),
            line=draw(st.integers(1, 2)),
            reporter=draw(st.integers(1, 2)),
            round=draw(st.integers(1, 2)),
            as_of=day(draw(st.integers(0, 5))),
            accepted_at=moment(number),
            started_on=draw(st.sampled_from([None, None, day(1), day(4)])),
        )
        for number in moments
    ]


def day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def moment(number: int) -> datetime:
    return FIRST_MOMENT + timedelta(hours=number)


def naive_answers(
    reports: Iterable[Report], *, as_of: date, known_at: datetime, round: int | None, stale_before: date
) -> set[Answer]:
    """Line by line and reporter by reporter: of each round the version accepted last; of these the last situation."""
    known = [one for one in reports if one.accepted_at <= known_at and round in (None, one.round)]
    found = set()
    for line, reporter in {(one.line, one.reporter) for one in known}:
        own = [one for one in known if (one.line, one.reporter) == (line, reporter)]
        rounds = {one.round for one in own}
        latest = [max((one for one in own if one.round == r), key=lambda one: one.accepted_at) for r in rounds]
        told = [one for one in latest if one.as_of <= as_of]
        if told:
            last = max(told, key=lambda one: (one.as_of, one.accepted_at))
            began = any(one.status in STARTED or (one.started_on and one.started_on <= as_of) for one in told)
            found.add(Answer(line, reporter, last.status, began, last.as_of < stale_before))
    return found


# Two clocks


@given(history=histories(), as_of=st.integers(0, 5), known_at=st.integers(0, 20), round=ROUNDS, stale=st.integers(0, 5))
def test_the_answers_that_count_are_those_a_patient_reader_would_pick(
    history: list[Report], as_of: int, known_at: int, round: int | None, stale: int
) -> None:
    clocks: dict[str, Any] = {
        "as_of": day(as_of),
        "known_at": moment(known_at),
        "round": round,
        "stale_before": day(stale),
    }
    found = answers(history, **clocks)
    assert set(found) == naive_answers(history, **clocks)
    assert len(found) == len(set(found))


@given(history=histories(), as_of=st.integers(0, 5), known_at=st.integers(0, 20), round=ROUNDS)
def test_with_both_clocks_fixed_the_answer_stays_the_same_whatever_is_accepted_later(
    history: list[Report], as_of: int, known_at: int, round: int | None
) -> None:
    clocks: dict[str, Any] = {"as_of": day(as_of), "known_at": moment(known_at), "round": round}
    before = [one for one in history if one.accepted_at <= moment(known_at)]
    assert answers(history, **clocks) == answers(before, **clocks)


@given(history=histories(), known_at=st.integers(0, 20), as_of=st.integers(0, 5))
def test_the_order_in_which_reports_are_read_does_not_matter(history: list[Report], known_at: int, as_of: int) -> None:
    clocks: dict[str, Any] = {"as_of": day(as_of), "known_at": moment(known_at)}
    assert set(answers(reversed(history), **clocks)) == set(answers(history, **clocks))


@given(history=histories(), known_at=st.integers(0, 20), as_of=st.integers(0, 5))
def test_every_reporter_has_at_most_one_answer_on_a_line(history: list[Report], known_at: int, as_of: int) -> None:
    found = answers(history, as_of=day(as_of), known_at=moment(known_at))
    pairs = [(answer.line, answer.reporter) for answer in found]
    assert len(pairs) == len(set(pairs))


def statuses(
    *reports: Report, as_of: date = date(2024, 12, 31), known_at: datetime = NOW, round: int | None = None
) -> list[Status]:
    return [answer.status for answer in answers(reports, as_of=as_of, known_at=known_at, round=round)]


def test_a_report_counts_from_the_moment_of_its_acceptance() -> None:
    one = report(Status.ONGOING)
    assert statuses(one, known_at=NOW) == [Status.ONGOING]
    assert statuses(one, known_at=NOW - timedelta(microseconds=1)) == []


def test_a_report_counts_from_its_situation_date() -> None:
    one = report(Status.ONGOING, as_of=date(2024, 6, 30))
    assert statuses(one, as_of=date(2024, 6, 30)) == [Status.ONGOING]
    assert statuses(one, as_of=date(2024, 6, 29)) == []


def test_an_amendment_replaces_the_earlier_version_from_its_acceptance_on_and_not_before() -> None:
    first = report(Status.COMPLETED, accepted_at=NOW - timedelta(days=9))
    amended = report(Status.ONGOING, accepted_at=NOW - timedelta(days=1))
    assert statuses(first, amended) == [Status.ONGOING]
    assert statuses(first, amended, known_at=NOW - timedelta(days=2)) == [Status.COMPLETED]


def test_an_amendment_that_speaks_of_a_later_day_takes_the_earlier_version_with_it() -> None:
    first = report(Status.PLANNED, as_of=date(2024, 6, 30), accepted_at=NOW - timedelta(days=9))
    amended = report(Status.ONGOING, as_of=date(2024, 9, 30), accepted_at=NOW - timedelta(days=1))
    assert statuses(first, amended, as_of=date(2024, 7, 31)) == []
    assert statuses(first, amended, as_of=date(2024, 9, 30)) == [Status.ONGOING]


def test_the_last_status_is_carried_forward_over_rounds_and_with_a_round_it_is_not() -> None:
    old = report(Status.COMPLETED, round=1, as_of=date(2023, 12, 31))
    assert statuses(old) == [Status.COMPLETED]
    assert statuses(old, round=2) == []
    assert statuses(old, round=1) == [Status.COMPLETED]


def test_a_later_round_about_an_earlier_day_does_not_hide_the_later_situation() -> None:
    late = report(Status.PLANNED, round=2, as_of=date(2023, 12, 31), accepted_at=NOW)
    early = report(Status.ONGOING, round=1, as_of=date(2024, 6, 30), accepted_at=NOW - timedelta(days=30))
    assert statuses(late, early) == [Status.ONGOING]


@pytest.mark.parametrize(
    ("stale_before", "stale"), [(None, False), (date(2024, 6, 30), False), (date(2024, 7, 1), True)]
)
def test_a_status_older_than_the_last_closed_round_is_stale(stale_before: date | None, stale: bool) -> None:
    found = answers(
        [report(Status.ONGOING, as_of=date(2024, 6, 30))],
        as_of=date(2024, 12, 31),
        known_at=NOW,
        stale_before=stale_before,
    )
    assert [answer.stale for answer in found] == [stale]


# What shows a start


def test_a_line_stays_started_when_it_is_deferred_in_a_later_round() -> None:
    history = [
        report(Status.ONGOING, round=1, as_of=date(2024, 3, 31)),
        report(Status.DEFERRED, round=2, as_of=date(2024, 9, 30)),
    ]
    (answer,) = answers(history, as_of=date(2024, 12, 31), known_at=NOW)
    assert (answer.status, answer.started) == (Status.DEFERRED, True)


def test_a_start_that_an_amendment_took_back_was_no_start() -> None:
    history = [
        report(Status.ONGOING, accepted_at=NOW - timedelta(days=9)),
        report(Status.PLANNED, accepted_at=NOW - timedelta(days=1)),
    ]
    (answer,) = answers(history, as_of=date(2024, 12, 31), known_at=NOW)
    assert (answer.status, answer.started) == (Status.PLANNED, False)


@pytest.mark.parametrize(
    ("status", "started_on", "started"),
    [
        (Status.ONGOING, None, True),
        (Status.CONTINUING, None, True),
        (Status.PARTIALLY, None, True),
        (Status.COMPLETED, date(2025, 1, 1), True),
        (Status.DEFERRED, date(2024, 2, 1), True),
        (Status.DEFERRED, date(2024, 12, 31), True),
        (Status.PLANNED, date(2025, 1, 1), False),
        (Status.PLANNED, None, False),
        (Status.NOT_STARTED, None, False),
        (Status.NOT_APPLICABLE, None, False),
    ],
)
def test_a_start_is_shown_by_the_status_or_by_a_start_date_that_has_come(
    status: Status, started_on: date | None, started: bool
) -> None:
    assert shows_start(status, started_on, date(2024, 12, 31)) is started


# Tallies


@given(situation=situations())
def test_a_tally_counts_the_answers_of_those_who_owe_the_line(situation: Situation) -> None:
    for facts in situation.facts(Derivation.MERGED):
        number, tally = facts.line.id, facts.scenes.now.tally
        owing = situation.owed[number]
        said = [situation.said[number, actor] for actor in owing if (number, actor) in situation.said]
        assert tally.counts == tuple(said.count(status) for status in Status)
        assert (tally.owed, tally.reported, tally.missing) == (len(owing), len(said), len(owing) - len(said))
        assert tally.applicable == len(owing) - said.count(Status.NOT_APPLICABLE)
        assert tally.count(*STARTED) == sum(status in STARTED for status in said)
        lead = facts.line.lead
        assert tally.lead == (situation.said.get((number, lead)) if lead else None)
        assert tally.awaits_lead == (lead in owing and (number, lead) not in situation.said)


@given(situation=situations(), status=st.sampled_from(Status))
def test_a_tally_filled_is_the_tally_of_the_situation_filled(situation: Situation, status: Status) -> None:
    filled = situation.filled(dict.fromkeys(situation.missing, status)).facts(Derivation.MERGED)
    for before, after in zip(situation.facts(Derivation.MERGED), filled, strict=True):
        assert before.scenes.now.tally.filled(status) == after.scenes.now.tally


def test_answers_on_lines_that_are_not_asked_for_are_left_aside() -> None:
    stray = Answer(line=2, reporter=1, status=Status.COMPLETED, started=True, stale=True)
    assert tally_lines({1: frozenset({1})}, [stray], leads={}) == {1: Tally(missing=1)}


def test_bodies_that_owe_nothing_are_heard_on_whether_a_line_was_begun_and_on_nothing_else() -> None:
    said = [
        Answer(line=1, reporter=OTHER_BODY, status=Status.DEFERRED, started=True, stale=True),
        Answer(line=1, reporter=LEAD_BODY, status=Status.COMPLETED, started=True, stale=True),
    ]
    tallies = tally_lines({1: frozenset({1})}, said, leads={1: LEAD_BODY})
    assert tallies[1] == Tally(missing=1, lead=Status.COMPLETED, ever_started=True, says_not_begun=True)


def test_stale_answers_are_counted_among_those_who_owe_the_line() -> None:
    said = [Answer(line=1, reporter=actor, status=Status.ONGOING, started=True, stale=actor < 3) for actor in (1, 2, 3)]
    assert tally_lines({1: frozenset({1, 3})}, said, leads={})[1].stale == 1


@given(counts=st.dictionaries(st.sampled_from(Status), st.integers(0, 11)), lead=st.sampled_from([None, *Status]))
def test_a_tally_written_by_hand_knows_from_its_answers_what_was_begun(
    counts: dict[Status, int], lead: Status | None
) -> None:
    said = {status for status, number in counts.items() if number} | {lead}
    tally = tally_of(counts, lead=lead)
    assert tally.ever_started == bool(said & STARTED)
    assert tally.says_not_begun == bool(said & NOT_BEGUN)
    assert tally.reported == sum(counts.values())


def test_bodies_and_partners_that_owe_never_count_as_countries() -> None:
    said = [
        Answer(line=1, reporter=1, status=Status.COMPLETED, started=True, stale=False),
        Answer(line=1, reporter=OTHER_BODY, status=Status.PLANNED, started=False, stale=True),
    ]
    owed, others = {1: frozenset({1, 2})}, {1: frozenset({LEAD_BODY, OTHER_BODY})}

    tally = tally_lines(owed, said, leads={1: LEAD_BODY}, others=others)[1]

    assert (tally.owed, tally.reported, tally.missing, tally.applicable) == (2, 1, 1, 2)
    assert (tally.others, tally.others_missing, tally.stale) == (1, 1, 1)
    assert tally.awaits_lead
    assert not tally.complete


def test_a_missing_report_of_the_lead_body_alone_moves_the_bounds_by_winning() -> None:
    said = [Answer(line=1, reporter=1, status=Status.ONGOING, started=True, stale=False)]

    tally = tally_lines({1: frozenset({1})}, said, leads={1: LEAD_BODY}, others={1: frozenset({LEAD_BODY})})[1]
    high = tally.filled(Status.COMPLETED)

    assert (tally.missing, tally.others_missing) == (0, 1)
    assert (high.lead, high.others, high.complete) == (Status.COMPLETED, 1, True)
    assert high.count(Status.COMPLETED) == 0


def test_a_missing_report_of_a_contributing_body_may_say_that_a_line_was_begun() -> None:
    said = [Answer(line=1, reporter=1, status=Status.PLANNED, started=False, stale=False)]

    tally = tally_lines({1: frozenset({1})}, said, leads={}, others={1: frozenset({OTHER_BODY})})[1]

    assert (tally.ever_started, tally.filled(Status.COMPLETED).ever_started) == (False, True)
    assert tally.filled(Status.COMPLETED).lead is None
