"""Initiatives on two clocks: the stage they are in, whether they were ever approved, and the lines they serve."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.initiatives import (
    InitiativeRow,
    InitiativeTotals,
    Stage,
    StageEvent,
    read_stage,
    stages_passed,
    total_initiatives,
)
from pantau.domain.words import LANGUAGES, Words

TODAY, NOW = date(2024, 6, 30), datetime(2024, 7, 31, tzinfo=UTC)
IMPLEMENTING_TO_CLOSED = {"implementing", "completed", "reported", "closed"}
COMPLETED_TO_CLOSED = {"completed", "reported", "closed"}


def initiative(*events: StageEvent, lines: Sequence[int] = (1,)) -> InitiativeRow:
    return InitiativeRow(id=1, public_id=UUID(int=1), title=Words(en="A course"), events=events, lines=frozenset(lines))


def entered(stage: Stage, *, on: date = TODAY, recorded_at: datetime = NOW) -> StageEvent:
    return StageEvent(stage=stage, on=on, recorded_at=recorded_at)


def totals(*initiatives: InitiativeRow) -> InitiativeTotals:
    return total_initiatives(initiatives, as_of=TODAY, known_at=NOW)


@st.composite
def rows(draw: st.DrawFn) -> InitiativeRow:
    days = draw(st.lists(st.integers(-3, 3), max_size=5, unique=True))
    events = [
        entered(
            draw(st.sampled_from(Stage)),
            on=TODAY + timedelta(days=days_off),
            recorded_at=NOW + timedelta(hours=draw(st.integers(-2, 1))),
        )
        for days_off in days
    ]
    return initiative(*events, lines=draw(st.lists(st.integers(1, 4), max_size=3)))


@given(given=st.lists(rows(), max_size=5))
def test_totals_count_each_initiative_once_and_cover_all_its_lines(given: list[InitiativeRow]) -> None:
    recorded = approved = done = 0
    covered: set[int] = set()
    for row in given:
        known = [event for event in row.events if event.on <= TODAY and event.recorded_at <= NOW]
        if not known:
            continue
        stages = {event.stage.value for event in known}
        present = max(known, key=lambda event: event.on).stage.value
        recorded += 1
        approved += bool(stages & (IMPLEMENTING_TO_CLOSED | {"approved"}))
        done += present in COMPLETED_TO_CLOSED
        covered |= row.lines if present in IMPLEMENTING_TO_CLOSED else set()
    assert totals(*given) == InitiativeTotals(
        recorded=recorded, approved=approved, done=done, covered=frozenset(covered)
    )


@given(given=st.lists(rows(), max_size=5), later=rows())
def test_with_both_clocks_fixed_later_knowledge_changes_nothing(
    given: list[InitiativeRow], later: InitiativeRow
) -> None:
    unknown = initiative(*(entered(event.stage, recorded_at=NOW + timedelta(1)) for event in later.events))
    assert totals(*given, unknown) == totals(*given)


@pytest.mark.parametrize("stage", Stage)
def test_a_line_is_covered_by_an_initiative_from_implementing_to_closed(stage: Stage) -> None:
    covered = totals(initiative(entered(stage))).covered
    assert covered == (frozenset({1}) if stage.value in IMPLEMENTING_TO_CLOSED else frozenset())


def test_an_initiative_that_was_cancelled_under_way_covers_nothing_and_was_approved() -> None:
    stopped = initiative(
        entered(Stage.IMPLEMENTING, on=date(2024, 1, 1)),
        entered(Stage.CANCELLED, on=date(2024, 6, 1)),
    )
    assert totals(stopped) == InitiativeTotals(recorded=1, approved=1)


def test_an_initiative_rejected_before_approval_is_recorded_and_was_never_approved() -> None:
    refused = initiative(entered(Stage.PROPOSAL, on=date(2024, 1, 1)), entered(Stage.REJECTED, on=date(2024, 6, 1)))
    assert totals(refused) == InitiativeTotals(recorded=1)


def test_an_initiative_first_recorded_after_its_approval_counts_as_approved() -> None:
    assert totals(initiative(entered(Stage.CLOSED))) == InitiativeTotals(
        recorded=1, approved=1, done=1, covered=frozenset({1})
    )


def test_stages_are_passed_in_the_order_of_their_days_however_late_they_were_recorded() -> None:
    events = [
        entered(Stage.IMPLEMENTING, on=date(2024, 5, 1), recorded_at=NOW - timedelta(days=9)),
        entered(Stage.APPROVED, on=date(2024, 2, 1), recorded_at=NOW),
    ]
    assert stages_passed(events, as_of=TODAY, known_at=NOW) == (Stage.APPROVED, Stage.IMPLEMENTING)
    assert stages_passed(events, as_of=date(2024, 3, 1), known_at=NOW) == (Stage.APPROVED,)
    assert stages_passed(events, as_of=TODAY, known_at=NOW - timedelta(days=1)) == (Stage.IMPLEMENTING,)


def test_of_two_stages_on_one_day_the_one_recorded_last_is_present() -> None:
    events = [
        entered(Stage.CLOSED, recorded_at=NOW),
        entered(Stage.COMPLETED, recorded_at=NOW - timedelta(days=1)),
    ]
    assert stages_passed(events, as_of=TODAY, known_at=NOW)[-1] is Stage.CLOSED


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_read_by_code_and_by_its_name_in_both_languages(stage: Stage) -> None:
    for text in (stage.value, *(stage.words.into(language) for language in LANGUAGES)):
        assert read_stage(f" {text.upper()} ") is stage


def test_returned_and_extended_are_no_stages() -> None:
    assert [read_stage(text) for text in ("returned", "extended", "")] == [None, None, None]
