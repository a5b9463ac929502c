"""Scoring a plan: the numbers a person can count, at the price of the same few queries for any number of lines."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import PlanUnknown, RoundUnknown
from pantau.domain.regional import Derivation
from pantau.usecases.score_plan import score_plan
from tests.records.racers import race
from tests.usecases.office import Office
from tests.usecases.score_watchers import WRITES, watch_or_write
from tests.workspaces import COUNTRIES, LABELS, Pantau, everybody, progress


def long_plan(lines: int) -> str:
    items = [f"1.{place} Train the crew of boat {place} in first response;" for place in range(1, lines + 1)]
    return "\n".join(["A LONG PLAN", "", "1. BOATS", "", *items, ""])


def queries(office: Office, *, lines: int) -> int:
    office.plan(long_plan(lines), code=f"LONG-{lines}")
    labels = [f"1.{place}" for place in range(1, lines + 1)]
    office.progress(progress(everybody("completed", labels)), plan=f"LONG-{lines}")
    with CaptureQueriesContext(connection) as found:
        card = score_plan(LOCAL_OPERATOR, plan=f"LONG-{lines}", as_of=date(2025, 12, 31))
    assert card.lines == lines
    assert card.completeness.part == lines * len(COUNTRIES)
    return len(found)


def test_ten_lines_and_three_hundred_take_the_same_queries(office: Office) -> None:
    few = queries(office, lines=10)

    assert queries(office, lines=300) == few
    assert few <= 15


def test_a_percentage_is_a_string_with_one_decimal(office: Office) -> None:
    office.plan(long_plan(15), code="FIFTEEN")
    labels = [f"1.{place}" for place in range(1, 15)]
    office.progress(progress(everybody("completed", labels)), plan="FIFTEEN")

    card = score_plan(LOCAL_OPERATOR, plan="fifteen", as_of=date(2025, 12, 31)).as_json()

    (rate,) = [rate for rate in card["rules"] if (rate["rule"], rate["unit"]) == ("R6-full", "lines")]
    assert (rate["numerator"], rate["denominator"], rate["percent"]) == (14, 15, "93.3")
    assert (rate["low"], rate["high"]) == ("93.3", "100.0")


def rates(office: Office, by: Derivation | None = None, round: str = "") -> dict[str, str | None]:
    card = office.card(by=by, round=round)
    return {rate["rule"]: rate["percent"] for rate in card["rules"] if rate["unit"] == "lines"}


def test_the_derivations_differ_as_they_say(office: Office) -> None:
    rows = everybody("completed", LABELS[:4]) | {("1.5", "X-ALF"): "completed", ("1.5", "X-BRA"): "completed"}
    office.progress(progress(rows | {("1.5", "X-CEM"): "not_started", ("2.1", "X-ALF"): "completed"}))

    full = {by.value: rates(office, by)["R6-full"] for by in Derivation}

    assert full == {"merged": "40.0", "all": "40.0", "majority": "50.0", "any": "60.0"}


def test_only_the_reports_of_a_round_count_where_one_is_named(office: Office) -> None:
    office.progress(progress(everybody("completed", LABELS[:2]), as_of="2023-06-30"))
    office.progress(progress(everybody("completed", LABELS[2:5]), as_of="2024-06-30"))

    assert rates(office)["R6-full"] == "50.0"
    assert rates(office, round="2023")["R6-full"] == "20.0"
    assert rates(office, round="2024")["R6-full"] == "30.0"


def test_nothing_reported_is_unknown_or_nought_but_never_made_up(office: Office) -> None:
    card = office.card()

    assert card["completeness"] == {"accepted": 0, "owed": 30}
    assert rates(office)["R6-full"] == "0.0"
    assert rates(office)["R1"] is None


def test_a_situation_before_the_plan_has_an_answer(office: Office) -> None:
    office.progress(progress(everybody("completed")))

    assert office.card(as_of=date(1990, 1, 1))["completeness"]["accepted"] == 0


def test_what_is_not_there_is_refused(office: Office) -> None:
    office.progress(progress(everybody("completed")))

    with pytest.raises(PlanUnknown):
        score_plan(LOCAL_OPERATOR, plan="NOWHERE")
    with pytest.raises(RoundUnknown) as refused:
        score_plan(LOCAL_OPERATOR, plan="TESTS", round="1999")
    assert "2024" in refused.value.mend.en


@pytest.mark.stored
def test_a_scorecard_of_now_is_made_anew_once_anybody_wrote_what_it_reads(pantau: Pantau) -> None:
    outcome = race(pantau, watch_or_write, rounds=len(WRITES), names=("watcher", "writer"))

    assert {write: seen == wrote for write, (seen, wrote) in zip(WRITES, outcome, strict=True)} == dict.fromkeys(
        WRITES, True
    )
    assert sum(wrote for _, wrote in outcome) == len(WRITES) - 1
