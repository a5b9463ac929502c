"""The selection in SQL counts the same reports as the selection that the domain states in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pantau.domain.plans import RoundRow
from pantau.domain.progress import Report, answers
from pantau.domain.statuses import Status
from pantau.records.queries.plans import rounds_of
from pantau.records.queries.progress import counting_answers
from tests.records.planned import Small, accepted, report, small_plan
from tests.records.rows import pen, row_of

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = st.dates(date(2022, 6, 1), date(2025, 6, 1))
HOURS = st.integers(0, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What somebody reports: places in the lists of the plan, not ids. `hour` counts acceptance from START."""

    line: int
    reporter: int
    round: int
    status: Status
    as_of: date
    started_on: date | None
    hour: int


drawn = st.builds(
    Drawn,
    line=st.integers(0, 1),
    reporter=st.integers(0, 1),
    round=st.integers(0, 1),
    status=st.sampled_from(Status),
    as_of=DAYS,
    started_on=st.none() | DAYS,
    hour=HOURS,
)
# Two reports of one country on one line are never accepted in the same instant.
several = st.lists(drawn, max_size=14, unique_by=lambda one: (one.line, one.reporter, one.hour))


@pytest.fixture
def small(db: None) -> Small:
    return small_plan(lines=2)


def write(small: Small, reports: list[Drawn]) -> list[Report]:
    """The reports in the order of acceptance, a later one superseding the earlier one of its round; as domain rows."""
    counting: dict[tuple[int, int, int], Any] = {}
    found = []
    for one in sorted(reports, key=lambda one: one.hour):
        key = one.line, one.reporter, one.round
        at = START + timedelta(hours=one.hour)
        line, reporter, round = small.lines[one.line], small.countries[one.reporter], small.rounds[one.round]
        earlier = counting.get(key)
        if earlier is not None:
            pen(at=at).change(earlier, superseded_at=at)
        counting[key] = accepted(
            earlier.report if earlier else report(line, reporter, round),
            one.status,
            at=at,
            number=earlier.number + 1 if earlier else 1,
            as_of=one.as_of,
            started_on=one.started_on,
        )
        found.append(
            Report(
                line=line.id,
                reporter=reporter.id,
                round=round.id,
                status=one.status,
                as_of=one.as_of,
                accepted_at=at,
                started_on=one.started_on,
            )
        )
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    reports=several,
    as_of=DAYS,
    hour=HOURS,
    place=st.none() | st.integers(0, 1),
    stale_before=st.just(date.min) | DAYS,
)
@pytest.mark.django_db
def test_sql_and_domain_select_the_same_answers(
    small: Small, reports: list[Drawn], as_of: date, hour: int, place: int | None, stale_before: date
) -> None:
    with transaction.atomic():
        stated = write(small, reports)
        known_at = START + timedelta(hours=hour)
        round = None if place is None else rounds_of(small.version, known_at=datetime.max.replace(tzinfo=UTC))[place]

        found = counting_answers(small.plan, as_of=as_of, known_at=known_at, round=round, stale_before=stale_before)

        expected = answers(
            stated,
            as_of=as_of,
            known_at=known_at,
            round=round.id if round else None,
            stale_before=stale_before,
        )
        assert sorted(found) == sorted(expected)
        transaction.set_rollback(True)


def test_drafts_never_count(small: Small) -> None:
    one = report(small.lines[0], small.countries[0], small.rounds[0])
    accepted(one, Status.COMPLETED, at=None, state="submitted")

    assert select(small) == []


def test_reports_on_another_plan_never_count(small: Small) -> None:
    accepted(report(small.lines[0], small.countries[0], other_round()), Status.COMPLETED, at=START)

    assert select(small) == []


def test_the_answers_take_one_query(small: Small) -> None:
    write(small, [])

    with CaptureQueriesContext(connection) as queries:
        select(small)

    assert len(queries) == 1


def select(small: Small, round: RoundRow | None = None) -> list[Any]:
    late = datetime(2030, 1, 1, tzinfo=UTC)
    return counting_answers(small.plan, as_of=date(2030, 1, 1), known_at=late, round=round, stale_before=date.min)


def other_round() -> Any:
    return row_of("Round", start=date(2024, 1, 1), end=date(2024, 12, 31), opens=date(2024, 1, 1))
