"""Judging reports by page: what is shown, what is done, and what is told when somebody else was first."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from pantau.records.models import StatusReportVersion
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import Cast, cast
from tests.web.world import World
from tests.workspaces import working_in

QUEUE = "/en/desk/review/"


@pytest.fixture(scope="module")
def crew_template(world_template: World, lasting: DjangoDbBlocker) -> Cast:
    """X-ALF submitted three reports for 2022, of which one was accepted in the round before."""
    with lasting.unblock(), working_in(world_template.office.folder):
        return handed_in(world_template)


@pytest.fixture
def crew(crew_template: Cast, world: World) -> Cast:
    return crew_template.again()


def handed_in(world: World) -> Cast:
    before = cast(world.office, partner=False, year=2023)
    send(before, "2.4", narrative="Ten crews were trained.")
    accept_reports(before.actor("reviewer"), round=before.round, reports=before.chosen("X-ALF", "2.4"))
    now = Cast(round=world.round, people=before.people)
    for label in ("2.4", "2.5"):
        now.save("focal alf", "X-ALF", label, status="completed", narrative="Twelve crews were trained.")
    submit_reports(now.actor("approver alf"), round=now.round, reports=now.chosen("X-ALF", "2.4", "2.5"))
    return now


@pytest.fixture
def reviewer(crew: Cast) -> Client:
    client = Client()
    client.force_login(crew.people["reviewer"])
    return client


def send(crew: Cast, *labels: str, narrative: str) -> None:
    for label in labels:
        crew.save("focal alf", "X-ALF", label, status="ongoing", narrative=narrative)
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", *labels))


def place(crew: Cast, reporter: str = "X-ALF") -> str:
    return f"/en/desk/rounds/{crew.round}/review/{reporter}/"


def form(crew: Cast, *labels: str, do: str, **more: str) -> dict[str, Any]:
    rows = [crew.row("X-ALF", label) for label in labels]
    shown = {f"shown-{row.report}": row.digest for row in rows}
    return {"do": do, "report": [str(row.report) for row in rows], **shown, **more}


def states(crew: Cast, *labels: str) -> list[str]:
    return [str(crew.row("X-ALF", label).state) for label in labels]


def test_the_queue_says_what_waits_and_since_when(crew: Cast, reviewer: Client) -> None:
    data = reviewer.get(QUEUE.rstrip("/") + ".json").json()

    (row,) = [one for one in data["tables"]["review"]["rows"] if one["round"] == "2025"]
    assert (row["reporter"], row["plan"], row["waiting"], row["days"]) == ("X-ALF", "TESTS", 5, 0)


def test_a_report_is_held_against_the_round_before_word_by_word(crew: Cast, reviewer: Client) -> None:
    text = reviewer.get(place(crew)).content.decode()

    assert "Held against the round 2023." in text
    assert "<del>" in text
    assert "<ins>" in text
    assert "completed without" not in text


def test_several_are_accepted_at_once_by_form_alone(crew: Cast, reviewer: Client) -> None:
    response = reviewer.post(place(crew), form(crew, "2.4", "2.5", do="accept"))

    assert response.status_code == 303
    assert states(crew, "2.4", "2.5", "1.4") == ["accepted", "accepted", "submitted"]
    assert "2 reports were accepted." in reviewer.get(response["Location"]).content.decode()


def test_all_that_is_shown_is_accepted_with_one_press(crew: Cast, reviewer: Client) -> None:
    everything = form(crew, "2.4", "2.5", "1.4", "1.5", "2.3", do="accept-all")
    del everything["report"]

    reviewer.post(place(crew), everything)

    assert set(states(crew, "2.4", "2.5", "1.4", "1.5", "2.3")) == {"accepted"}


def test_each_is_returned_with_its_own_note_or_the_common_one(crew: Cast, reviewer: Client) -> None:
    first = crew.row("X-ALF", "2.4").report

    sent = form(crew, "2.4", "2.5", do="return", note="All of them.")
    reviewer.post(place(crew), sent | {f"note-{first}": "This one."})

    assert [crew.row("X-ALF", label).returned_note for label in ("2.4", "2.5")] == ["This one.", "All of them."]


def test_returning_without_a_note_is_told_and_keeps_the_page(crew: Cast, reviewer: Client) -> None:
    response = reviewer.post(place(crew), form(crew, "2.4", do="return"))

    assert response.status_code == 422
    assert b"A report is returned with a note" in response.content
    assert states(crew, "2.4") == ["submitted"]


def test_accepted_ones_are_locked(crew: Cast, reviewer: Client) -> None:
    reviewer.post(place(crew), form(crew, "2.4", "2.5", do="accept"))
    reviewer.post(place(crew), form(crew, "2.4", do="lock"))

    assert states(crew, "2.4", "2.5") == ["locked", "accepted"]


def test_who_comes_too_late_is_told_what_changed_and_nothing_is_decided(crew: Cast, reviewer: Client) -> None:
    late = form(crew, "2.4", "2.5", do="accept")
    return_reports(crew.actor("reviewer"), round=crew.round, reports=crew.chosen("X-ALF", "2.4", note="How many?"))
    crew.save("focal alf", "X-ALF", "2.4", narrative="Thirteen crews were trained.")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "2.4"))

    response = reviewer.post(place(crew), late)

    text = response.content.decode()
    assert response.status_code == 409
    assert "Changed since you were shown it" in text
    assert "Thirteen" in text
    assert states(crew, "2.4", "2.5") == ["submitted", "submitted"]


def test_an_amendment_is_held_against_what_counts_now(crew: Cast, reviewer: Client) -> None:
    reviewer.post(place(crew), form(crew, "2.4", do="accept"))
    amend_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "2.4", note="number"))
    crew.save("focal alf", "X-ALF", "2.4", narrative="Fourteen crews were trained.")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "2.4"))

    text = reviewer.get(place(crew)).content.decode()

    assert "Held against what counts now." in text
    assert "version 2, an amendment" in text


def test_a_draft_of_an_amendment_is_shown_to_nobody_here(crew: Cast, reviewer: Client) -> None:
    reviewer.post(place(crew), form(crew, "2.4", do="accept"))
    amend_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "2.4", note="number"))
    crew.save("focal alf", "X-ALF", "2.4", narrative="Not said yet.")

    assert "Not said yet." not in reviewer.get(place(crew)).content.decode()


def test_nobody_is_offered_what_they_submitted_or_their_country_reports_and_is_refused(crew: Cast) -> None:
    """T25"""
    for who in ("approver alf", "focal alf"):
        client = Client()
        client.force_login(crew.people[who])
        page = client.get(place(crew))

        assert b'name="report"' not in page.content
        assert client.get(QUEUE).status_code == 404
        assert client.post(place(crew), form(crew, "2.4", do="accept")).status_code == 404
    assert states(crew, "2.4") == ["submitted"]


def test_a_double_click_decides_once(crew: Cast, reviewer: Client) -> None:
    """T27"""
    sent = form(crew, "2.4", do="accept")

    answers = [reviewer.post(place(crew), sent).status_code for _ in range(2)]

    assert answers[0] == 303
    assert answers[1] in (409, 422)
    assert StatusReportVersion.objects.filter(report__public_id=sent["report"][0], state="accepted").count() == 1


def test_hostile_words_are_shown_as_words(crew: Cast, reviewer: Client) -> None:
    """T18"""
    crew.save("focal alf", "X-ALF", "1.3", status="ongoing", narrative="<script>alert(1)</script>")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=crew.chosen("X-ALF", "1.3"))

    assert "<script>alert" not in reviewer.get(place(crew)).content.decode()


def test_a_meeting_is_recorded_by_form(crew: Cast, reviewer: Client) -> None:
    reviewer.post(place(crew), form(crew, "2.4", do="accept"))
    url = f"/en/desk/rounds/{crew.round}/review/"
    seen = reviewer.get(url).context["row"].round.result

    sent = {"body": "jcc", "meeting": "JCC 12", "on": "2025-02-01", "note": "", "seen": seen}
    response = reviewer.post(url, sent)

    assert response.status_code == 303
    assert reviewer.get(url).context["row"].round.endorsements[0].meeting == "JCC 12"


def test_a_meeting_without_a_day_is_told_at_its_field(crew: Cast, reviewer: Client) -> None:
    reviewer.post(place(crew), form(crew, "2.4", do="accept"))
    url = f"/en/desk/rounds/{crew.round}/review/"

    response = reviewer.post(url, {"body": "jcc", "meeting": "JCC 12", "seen": "x"})

    assert response.status_code == 422
    assert response.context["row"].form.entry["on"].fault is not None


def test_the_page_of_a_report_holds_its_history_for_those_who_may(crew: Cast, reviewer: Client) -> None:
    report = crew.row("X-ALF", "2.4").report
    data = reviewer.get(f"/en/desk/history/report/{report}.json").json()
    mine = Client()
    mine.force_login(crew.people["focal alf"])
    whole = mine.get(f"/en/desk/history/report/{report}.json?as_of=2030-01-01").json()

    (part,) = data["parts"]
    assert part["versions"][0]["changes"]
    assert len(part["versions"]) < len(whole["parts"][0]["versions"])
    assert whole["then"][0]["values"]["narrative"] == "Twelve crews were trained."
