"""Reports by program: read by those who may, written as they were read, on their way step by step."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from pantau.domain.permissions import LOCAL_OPERATOR, Actor
from pantau.domain.refusals import NotFound
from pantau.usecases.take_request import REMEMBERED, forget_old_requests
from pantau.usecases.verify import verify
from tests.api.made import CANARY, Cycle, Program
from tests.records.rows import history_of


def drafted(focal: Program, cycle: Cycle, line: int = 0, **cells: str) -> Any:
    """The report of Alfara on a line after it was written in."""
    address = cycle.reports("X-ALF", line)
    answer = focal.patch(address, cells or {"status": "ongoing", "narrative": CANARY}, If_Match="*")
    assert answer.status_code == 200, answer.content
    return answer.json()


def submitted(cycle: Cycle, focal: Program, approver: Program) -> Any:
    row = drafted(focal, cycle)
    chosen = {"reports": [{"report": row["report"], "digest": row["digest"]}]}
    answer = approver.post(cycle.step("submit"), chosen)
    assert answer.status_code == 200, answer.content
    return answer.json()["reports"][0]


def test_a_reporter_reads_what_it_owes(cycle: Cycle, focal: Program) -> None:
    answer = focal.get(cycle.reports())

    assert answer.status_code == 200
    assert answer.json()["total"] == 3
    assert {row["reporter"] for row in answer.json()["items"]} == {"X-ALF"}
    assert {row["state"] for row in answer.json()["items"]} == {"no_report"}


def test_cells_are_written_as_they_were_read(cycle: Cycle, focal: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    tag = focal.get(address)["ETag"]

    answer = focal.patch(address, {"status": "selesai", "completed_on": "2025-03-01"}, If_Match=tag)

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["state"]) == ("completed", "draft")
    assert answer["ETag"] == focal.get(address)["ETag"] != tag


def test_writing_needs_the_tag_of_what_was_read(cycle: Cycle, focal: Program) -> None:
    answer = focal.patch(cycle.reports("X-ALF", 0), {"status": "ongoing"})

    assert (answer.status_code, answer.json()["code"]) == (428, "tag_missing")


def test_an_old_tag_changes_nothing(cycle: Cycle, focal: Program) -> None:
    """T26"""
    address = cycle.reports("X-ALF", 0)
    tag = focal.get(address)["ETag"]
    drafted(focal, cycle, status="ongoing")

    answer = focal.patch(address, {"status": "planned"}, If_Match=tag)

    assert (answer.status_code, answer.json()["code"]) == (412, "tag_outdated")
    assert focal.get(address).json()["status"] == "ongoing"


def test_a_tag_that_compression_weakened_is_the_same_tag(cycle: Cycle, focal: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    tag = focal.get(address)["ETag"]

    assert focal.patch(address, {"status": "planned"}, If_Match=f"W/{tag}").status_code == 200


def test_a_clash_is_shown_three_ways_and_nothing_is_kept(cycle: Cycle, focal: Program) -> None:
    """T26"""
    drafted(focal, cycle, narrative="now")
    changes = [
        {"line": str(cycle.lines[1]), "cell": "status", "was": "", "value": "ongoing"},
        {"line": str(cycle.lines[0]), "cell": "narrative", "was": "before", "value": "mine"},
    ]

    answer = focal.patch(cycle.reports("X-ALF"), {"changes": changes})

    assert answer.status_code == 409
    assert answer.json()["code"] == "cells_clash"
    assert answer.json()["conflicts"] == [
        {"line": str(cycle.lines[0]), "cell": "narrative", "was": "before", "now": "now", "yours": "mine"}
    ]
    assert focal.get(cycle.reports("X-ALF", 1)).json()["state"] == "no_report"


def test_many_cells_go_in_together(cycle: Cycle, focal: Program) -> None:
    changes = [{"line": str(line), "cell": "status", "was": "", "value": "ongoing"} for line in cycle.lines]

    answer = focal.patch(cycle.reports("X-ALF"), {"changes": changes})

    assert answer.status_code == 200
    assert [row["status"] for row in answer.json()["reports"]] == ["ongoing"] * 3


def test_a_cell_that_cannot_be_read_is_named_and_nothing_is_kept(cycle: Cycle, focal: Program) -> None:
    changes = [
        {"line": str(cycle.lines[0]), "cell": "status", "was": "", "value": "nearly"},
        {"line": str(cycle.lines[1]), "cell": "status", "was": "", "value": "ongoing"},
    ]

    answer = focal.patch(cycle.reports("X-ALF"), {"changes": changes})

    assert answer.status_code == 422
    assert [one["where"] for one in answer.json()["problems"]] == [f"{cycle.lines[0]}, status"]
    assert focal.get(cycle.reports("X-ALF", 1)).json()["state"] == "no_report"


def test_another_country_is_as_if_it_were_not_there(cycle: Cycle, focal: Program, other: Program) -> None:
    """T1"""
    row = drafted(focal, cycle)
    changes = {"changes": [{"line": str(cycle.lines[0]), "cell": "status", "was": "ongoing", "value": "planned"}]}
    chosen = {"reports": [{"report": row["report"], "digest": row["digest"]}]}

    answers = [
        other.get(cycle.reports("X-ALF", 0)),
        other.patch(cycle.reports("X-ALF", 0), {"status": "planned"}, If_Match="*"),
        other.patch(cycle.reports("X-ALF"), changes),
        other.post(cycle.step("submit"), chosen),
        other.get(cycle.reports("X-NONE", 0)),
    ]

    assert [one.status_code for one in answers] == [404] * 5
    assert len({one.content for one in answers}) == 1
    assert other.get(f"{cycle.reports()}?reporter=X-ALF").json()["total"] == 0
    assert focal.get(cycle.reports("X-ALF", 0)).json()["status"] == "ongoing"


def test_a_round_that_is_not_there_is_not_found(focal: Program) -> None:
    answer = focal.get(f"/api/v1/rounds/{uuid4()}/reports")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_report_is_submitted_returned_and_accepted(
    cycle: Cycle, focal: Program, approver: Program, reviewer: Program
) -> None:
    address = cycle.reports("X-ALF", 0)
    row = drafted(focal, cycle)
    tag = approver.get(address)["ETag"]
    approver.post(f"{address}/steps/submit", {}, If_Match=tag)
    returned = reviewer.post(f"{address}/steps/return", {"note": "Say when."}, If_Match=reviewer.get(address)["ETag"])
    again = approver.post(f"{address}/steps/submit", {}, If_Match=approver.get(address)["ETag"])
    chosen = {"reports": [{"report": row["report"], "digest": again.json()["reports"][0]["digest"]}]}

    accepted = reviewer.post(cycle.step("accept"), chosen)

    assert [one.status_code for one in (returned, again, accepted)] == [200, 200, 200]
    assert accepted.json()["reports"][0]["state"] == "accepted"
    assert accepted.json()["step"] == "accept"


def test_a_step_is_bound_to_what_was_read(cycle: Cycle, focal: Program, approver: Program) -> None:
    row = drafted(focal, cycle)
    focal.patch(cycle.reports("X-ALF", 0), {"narrative": "otherwise"}, If_Match="*")

    answer = approver.post(cycle.step("submit"), {"reports": [{"report": row["report"], "digest": row["digest"]}]})

    assert (answer.status_code, answer.json()["code"]) == (409, "shown_changed")


def test_nobody_accepts_what_they_submitted(cycle: Cycle, focal: Program, approver: Program) -> None:
    """T25"""
    row = submitted(cycle, focal, approver)

    answer = approver.post(cycle.step("accept"), {"reports": [{"report": row["report"], "digest": row["digest"]}]})

    assert answer.status_code == 404


def test_a_hard_stop_is_said_with_its_cell(cycle: Cycle, focal: Program, approver: Program) -> None:
    row = drafted(focal, cycle, narrative="No status yet.")

    answer = approver.post(cycle.step("submit"), {"reports": [{"report": row["report"], "digest": row["digest"]}]})

    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["problems"]] == ["stop_found"]


def test_a_return_needs_its_note(cycle: Cycle, focal: Program, approver: Program, reviewer: Program) -> None:
    row = submitted(cycle, focal, approver)

    answer = reviewer.post(cycle.step("return"), {"reports": [{"report": row["report"], "digest": row["digest"]}]})

    assert (answer.status_code, answer.json()["code"]) == (422, "note_missing")


def test_a_reviewer_reads_nothing_before_it_is_submitted(cycle: Cycle, focal: Program, reviewer: Program) -> None:
    """T3"""
    drafted(focal, cycle)

    assert reviewer.get(cycle.reports()).json()["total"] == 0
    assert reviewer.get(cycle.reports("X-ALF", 0)).status_code == 404


def test_a_list_is_narrowed_by_state_and_line(cycle: Cycle, focal: Program) -> None:
    drafted(focal, cycle)

    drafts = focal.get(f"{cycle.reports()}?state=draft").json()
    second = focal.get(f"{cycle.reports()}?line={cycle.lines[1]}").json()

    assert [row["line"] for row in drafts["items"]] == [str(cycle.lines[0])]
    assert [row["line"] for row in second["items"]] == [str(cycle.lines[1])]


def test_the_same_request_sent_twice_is_done_once(cycle: Cycle, focal: Program) -> None:
    """T27"""
    from pantau.records.models import StatusReportVersion

    address, tag = cycle.reports("X-ALF", 0), focal.get(cycle.reports("X-ALF", 0))["ETag"]
    sent: dict[str, str] = {"If_Match": tag, "Idempotency_Key": "a-1"}

    first = focal.patch(address, {"status": "ongoing"}, **sent)
    second = focal.patch(address, {"status": "ongoing"}, **sent)

    assert (first.status_code, second.status_code) == (200, 200)
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    assert history_of(StatusReportVersion).count() == 1


def test_a_request_is_forgotten_with_its_history_after_thirty_days(cycle: Cycle, focal: Program) -> None:
    from pantau.records.models import TakenRequest

    address = cycle.reports("X-ALF", 0)
    for key in ("a-1", "a-2", "a-3"):
        focal.patch(address, {"status": "ongoing"}, If_Match="*", Idempotency_Key=key)
    old = timezone.now() - REMEMBERED
    TakenRequest.objects.exclude(key="a-3").update(created_at=old)

    again = focal.patch(address, {"status": "planned"}, If_Match="*", Idempotency_Key="a-1")
    gone = forget_old_requests(LOCAL_OPERATOR)

    assert (again.status_code, again.json()["status"]) == (200, "planned")
    assert gone == 1
    assert verify(LOCAL_OPERATOR) == ()
    assert set(TakenRequest.objects.values_list("key", flat=True)) == {"a-1", "a-3"}
    assert set(history_of(TakenRequest).values_list("key", "history_type")) == {
        (key, sign) for key in ("a-1", "a-3") for sign in "+~"
    }


def test_who_runs_no_jobs_makes_nothing_be_forgotten(cycle: Cycle) -> None:
    with pytest.raises(NotFound):
        forget_old_requests(Actor(name="guest"))


def test_a_key_stands_for_one_request(cycle: Cycle, focal: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    focal.patch(address, {"status": "ongoing"}, If_Match="*", Idempotency_Key="a-1")

    answer = focal.patch(address, {"status": "planned"}, If_Match="*", Idempotency_Key="a-1")

    assert (answer.status_code, answer.json()["code"]) == (422, "request_key_reused")
    assert focal.get(address).json()["status"] == "ongoing"


def test_a_refused_request_leaves_its_key_free(cycle: Cycle, focal: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    focal.patch(address, {"status": "nearly"}, If_Match="*", Idempotency_Key="a-1")

    answer = focal.patch(address, {"status": "ongoing"}, If_Match="*", Idempotency_Key="a-1")

    assert answer.status_code == 200


def test_a_key_is_one_persons_own(cycle: Cycle, focal: Program, approver: Program) -> None:
    address = cycle.reports("X-ALF", 0)
    focal.patch(address, {"status": "ongoing"}, If_Match="*", Idempotency_Key="a-1")

    answer = approver.patch(address, {"status": "planned"}, If_Match="*", Idempotency_Key="a-1")

    assert answer.json()["status"] == "planned"
