"""The report editor by its pages: what is shown to whom, what a form or a script changes, and what is refused."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoDbBlocker

from pantau.domain.reports import CELLS, CellChange
from pantau.domain.words import LANGUAGES
from pantau.records.models import Contribution, ReportEvidence, Round, StatusReportVersion
from pantau.records.workspace import Folder
from pantau.usecases.assign_lines import assign_lines
from pantau.usecases.contribute import hand_in_contribution, save_contribution
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import Cast, cast, pen
from tests.usecases.office import opened
from tests.web.reporting import Desk, answer, cells
from tests.workspaces import folder_of

FOCAL, APPROVER = "focal alf", "approver alf"
NOWHERE = "00000000-0000-4000-8000-000000000000"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture(scope="module")
def desk_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Desk]:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("desk") / "workspace") as folder:
        return folder, Desk(crew=cast(opened(folder)))


@pytest.fixture
def desk(desk_template: tuple[Folder, Desk], db: None, folder_again: Callable[[Folder], Folder]) -> Desk:
    folder, made = desk_template
    folder_again(folder)
    return made


def submitted(crew: Cast, label: str = "1.1") -> None:
    crew.save(FOCAL, "X-ALF", label, status="ongoing", narrative="Under way.")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", label))


# what is shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_grid_shows_every_line_that_the_reporter_owes(desk: Desk, language: str) -> None:
    with translation.override(language):
        page = desk.client(FOCAL).get(desk.report()).content.decode()

    assert page.count('class="line ') == 10
    assert f'<html lang="{language}">' in page
    assert " style=" not in page


def test_the_grid_is_narrowed_to_what_is_asked_for(desk: Desk) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="deferred")
    desk.crew.save(FOCAL, "X-ALF", "1.2", status="ongoing")
    client = desk.client(FOCAL)

    def labels(query: str) -> list[str]:
        rows = client.get(desk.report(format="json", query=query)).json()["tables"]["lines"]
        return [row["label"] for row in rows]

    assert len(labels("?show=missing")) == 8
    assert labels("?show=findings") == ["1.1"]
    assert labels("?show=ready") == ["1.1", "1.2"]
    assert labels("?show=missing&section=1") == ["1.3", "1.4", "1.5"]
    assert labels("?text=distress") == ["1.5"]


def test_the_counts_say_what_is_missing_and_what_was_found(desk: Desk) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="not_applicable")
    desk.crew.save(FOCAL, "X-ALF", "1.2", status="deferred")

    counts = desk.client(FOCAL).get(desk.report(format="json")).json()["counts"]

    assert (counts["owed"], counts["missing"], counts["stops"], counts["warnings"]) == (10, 8, 1, 1)
    assert counts["ready"] == 1


def test_a_returned_report_shows_its_note_on_its_line(desk: Desk) -> None:
    submitted(desk.crew)
    return_reports(
        desk.crew.actor("coordinator"),
        round=desk.crew.round,
        reports=desk.crew.chosen("X-ALF", "1.1", note="Too <b>short</b>."),
    )

    page = desk.client(FOCAL).get(desk.report(query="?show=returned")).content.decode()

    assert page.count('class="line ') == 1
    assert "Too &lt;b&gt;short&lt;/b&gt;." in page


@pytest.mark.parametrize("who", ["approver bra", "ministry alf", "coordinator", "reviewer", "administrator"])
def test_a_draft_of_another_country_is_as_if_it_were_not_there(desk: Desk, who: str) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", narrative="Canary of Alfa.")
    client = desk.client(who)

    for url in (
        desk.report(),
        desk.report(format="json"),
        desk.report(format="csv"),
        desk.line(),
        desk.submit(),
        desk.ministries(),
    ):
        response = client.get(url)
        assert response.status_code == 404, url
        assert b"Canary" not in response.content


def test_an_evaluator_reads_and_finds_nothing_to_write_in(desk: Desk) -> None:
    page = desk.client("evaluator").get(desk.report()).content.decode()

    assert "grid/grid.js" not in page
    assert desk.client("evaluator").get(desk.submit()).status_code == 404
    response = cells(desk.client("evaluator"), desk.report(), desk.change("1.1", "status", "ongoing"), user="evaluator")
    assert (response.status_code, StatusReportVersion.objects.count()) == (404, 0)


# cells, as the script sends them


def test_a_cell_is_saved_and_the_line_comes_back_as_it_stands(desk: Desk) -> None:
    response = cells(desk.client(FOCAL), desk.report(), desk.change("1.1", "status", "deferred"), user=FOCAL)

    line = desk.crew.row("X-ALF", "1.1").line
    said = answer(response)["lines"][str(line)]
    assert (response.status_code, said["cells"]["status"], said["state"]) == (200, "deferred", "draft")
    assert [one["check"] for one in said["findings"]] == ["deferred_without_narrative"]
    assert response["Cache-Control"] == "private, no-store"


def test_a_lost_update_is_refused_with_a_three_way_view(desk: Desk) -> None:  # T26
    client = desk.client(FOCAL)
    cells(client, desk.report(), desk.change("1.1", "narrative", "theirs"), user=FOCAL)

    response = cells(client, desk.report(), desk.change("1.1", "narrative", "mine", was="before"), user=FOCAL)

    (conflict,) = answer(response)["conflicts"]
    assert (conflict["was"], conflict["now"], conflict["yours"]) == ("before", "theirs", "mine")
    assert desk.crew.row("X-ALF", "1.1").cells.narrative == "theirs"


def test_the_same_cells_sent_twice_are_one_change(desk: Desk) -> None:  # T27
    client = desk.client(FOCAL)
    change = desk.change("1.1", "narrative", "once")

    first, second = (cells(client, desk.report(), change, user=FOCAL) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 200)
    assert StatusReportVersion.objects.get().version == 1


def test_a_line_of_another_country_or_plan_is_refused_cell_by_cell(desk: Desk) -> None:  # T1
    strange = {**desk.change("1.1", "status", "ongoing"), "line": NOWHERE}

    response = cells(desk.client(FOCAL), desk.report(), strange, desk.change("1.2", "status", "ongoing"), user=FOCAL)

    assert [one["code"] for one in answer(response)["refused"]] == ["line_not_owed"]
    assert StatusReportVersion.objects.count() == 1


def test_cells_of_another_country_are_not_written(desk: Desk) -> None:  # T1
    response = cells(
        desk.client("approver bra"), desk.report(), desk.change("1.1", "status", "ongoing"), user="approver bra"
    )

    assert (response.status_code, StatusReportVersion.objects.count()) == (404, 0)


def test_what_one_person_typed_is_never_written_under_another_name(desk: Desk) -> None:
    response = cells(desk.client(APPROVER), desk.report(), desk.change("1.1", "status", "ongoing"), user=FOCAL)

    assert (response.status_code, answer(response)["code"]) == (409, "other_person")
    assert StatusReportVersion.objects.count() == 0


def change(**keys: object) -> str:
    """A list of one change as the script sends it, with some keys otherwise."""
    return json.dumps([{"line": NOWHERE, "cell": "status", "was": "", "value": "", **keys}])


@pytest.mark.parametrize(
    "sent",
    [
        "[]",
        "{}",
        "nonsense",
        "[" * 5000,
        "[1]",
        change(line="x"),
        change(cell="accepted_at"),
        change(value=1),
        change(state="accepted"),
        change(cell="issues", value="\0"),
        change(cell="issues", was="\ud800"),
    ],
)
def test_what_is_no_list_of_cells_is_refused(desk: Desk, sent: str) -> None:  # T6
    response = desk.client(FOCAL).post(desk.report(), {"do": "cells", "user": FOCAL, "changes": sent})

    assert response.status_code == 422
    assert set(answer(response)) == {"code", "says", "mend", "where"}


def test_an_unknown_key_is_refused(desk: Desk) -> None:  # T6
    response = cells(
        desk.client(FOCAL), desk.report(), desk.change("1.1", "status", "ongoing"), user=FOCAL, state="accepted"
    )

    assert (response.status_code, answer(response)["code"]) == (422, "parameter_unknown")


def test_cells_from_a_foreign_page_are_refused(desk: Desk) -> None:  # T10
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.crew.people[FOCAL])

    assert cells(client, desk.report(), desk.change("1.1", "status", "ongoing"), user=FOCAL).status_code == 403


# a line as a form


def typed(desk: Desk, label: str = "1.1", **changes: str) -> dict[str, str]:
    """The form of a line as the page has it, with some fields changed."""
    texts = desk.crew.row("X-ALF", label).cells.as_json()
    return {"do": "save", **texts, **{f"was_{name}": text for name, text in texts.items()}, **changes}


def test_a_line_is_reported_without_any_script(desk: Desk) -> None:
    sent = typed(desk, status="completed", narrative="Done.\r\nWell.", completed_on="2024-05-02")

    response = desk.client(FOCAL).post(desk.line(), sent)

    assert response.status_code == 303
    said = desk.crew.row("X-ALF", "1.1").cells
    assert (said.status, said.narrative, str(said.completed_on)) == ("completed", "Done.\nWell.", "2024-05-02")


def test_a_form_that_somebody_overtook_shows_both_and_changes_nothing(desk: Desk) -> None:
    sent = typed(desk, narrative="mine")
    desk.crew.save(APPROVER, "X-ALF", "1.1", narrative="theirs")

    response = desk.client(FOCAL).post(desk.line(), sent)

    page = response.content.decode()
    assert response.status_code == 409
    assert "it now says: theirs" in page
    assert "mine</textarea>" in page
    assert 'name="was_narrative" value="theirs"' in page
    assert desk.crew.row("X-ALF", "1.1").cells.narrative == "theirs"


def test_a_form_with_a_bad_day_is_shown_again_with_what_was_typed(desk: Desk) -> None:
    response = desk.client(FOCAL).post(desk.line(), typed(desk, started_on="31 March", issues="Kept."))

    assert response.status_code == 422
    assert "31 March" in response.content.decode()


@pytest.mark.parametrize("do", ["save", "attach", "amend", "merge", "remove"])
def test_no_form_reaches_the_line_of_another_country(desk: Desk, do: str) -> None:  # T1
    sent: dict[str, Any] = {
        "save": typed(desk, narrative="intruded"),
        "attach": {"do": "attach", "file": SimpleUploadedFile("a.pdf", PDF), "note": ""},
        "amend": {"do": "amend", "report": NOWHERE, "shown": "", "reason": "x"},
        "merge": {"do": "merge", "ministry": "X-ALF-MIN", "seen": "1", "cell": "status", "was_status": ""},
        "remove": {"do": "remove", "evidence": NOWHERE},
    }[do]

    assert desk.client("approver bra").post(desk.line(), sent).status_code == 404
    assert StatusReportVersion.objects.count() == 0


# submitting and amending


def test_exactly_what_was_shown_is_submitted(desk: Desk) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    desk.crew.save(FOCAL, "X-ALF", "1.2", status="not_applicable")
    client = desk.client(APPROVER)
    page = client.get(desk.submit().rstrip("/") + ".json").json()
    assert page["held"] == ["1.2"]
    (ready,) = page["ready"]

    response = client.post(desk.submit(), {"report": f"{ready['report']}:{ready['shown']}"})

    assert response.status_code == 303
    assert desk.crew.row("X-ALF", "1.1").state == "submitted"
    assert desk.crew.row("X-ALF", "1.2").state == "draft"


def test_what_changed_since_it_was_shown_is_not_submitted(desk: Desk) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    (chosen,) = desk.crew.chosen("X-ALF", "1.1")
    desk.crew.save(FOCAL, "X-ALF", "1.1", narrative="Another word.")

    response = desk.client(APPROVER).post(desk.submit(), {"report": f"{chosen.report}:{chosen.shown}"})

    assert response.status_code == 409
    assert desk.crew.row("X-ALF", "1.1").state == "draft"


def test_a_focal_point_is_not_offered_to_submit_and_cannot(desk: Desk) -> None:
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    (chosen,) = desk.crew.chosen("X-ALF", "1.1")
    client = desk.client(FOCAL)

    assert "/submit/" not in client.get(desk.report()).content.decode()
    assert client.post(desk.submit(), {"report": f"{chosen.report}:{chosen.shown}"}).status_code == 404


def test_a_report_of_another_country_is_not_submitted_in_bulk(desk: Desk) -> None:  # T1
    desk.crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    desk.crew.save("approver bra", "X-BRA", "1.1", status="ongoing")
    chosen = [*desk.crew.chosen("X-ALF", "1.1"), *desk.crew.chosen("X-BRA", "1.1")]

    response = desk.client(APPROVER).post(desk.submit(), {"report": [f"{one.report}:{one.shown}" for one in chosen]})

    assert response.status_code == 404
    assert desk.crew.row("X-ALF", "1.1").state == "draft"


def test_an_amendment_begins_with_a_reason_and_the_history_tells_it(desk: Desk) -> None:
    submitted(desk.crew)
    accept_reports(desk.crew.actor("coordinator"), round=desk.crew.round, reports=desk.crew.chosen("X-ALF", "1.1"))
    row = desk.crew.row("X-ALF", "1.1")
    client = desk.client(FOCAL)
    sent = {"do": "amend", "report": str(row.report), "shown": row.digest, "reason": "A figure was wrong."}

    assert client.post(desk.line(), {**sent, "reason": " "}).status_code == 422
    assert client.post(desk.line(), sent).status_code == 303

    tables = client.get(desk.line(format="json")).json()["tables"]
    assert [one["decision"] for one in tables["steps"]] == ["submit", "accept", "amend"]
    assert tables["steps"][-1]["note"] == "A figure was wrong."
    assert [one["number"] for one in tables["versions"]] == [2, 1]


# evidence


def test_evidence_is_attached_downloaded_and_taken_away(desk: Desk) -> None:
    client = desk.client(FOCAL)
    response = client.post(
        desk.line(), {"do": "attach", "file": SimpleUploadedFile("proof.pdf", PDF), "note": "Minutes"}
    )
    assert response.status_code == 303

    (file,) = desk.crew.row("X-ALF", "1.1").evidence
    got = client.get(f"/en/desk/evidence/{file.public_id}")
    assert (got.content, got["Content-Type"]) == (PDF, "application/octet-stream")
    assert got["Content-Disposition"].startswith("attachment")
    assert got["X-Content-Type-Options"] == "nosniff"

    assert client.post(desk.line(), {"do": "remove", "evidence": str(file.public_id)}).status_code == 303
    assert desk.crew.row("X-ALF", "1.1").evidence == ()
    assert client.get(f"/en/desk/evidence/{file.public_id}").status_code == 404
    assert ReportEvidence.objects.count() == 1


def test_evidence_of_a_draft_is_for_its_reporter_and_of_a_submitted_report_for_who_judges_it(desk: Desk) -> None:
    desk.client(FOCAL).post(desk.line(), {"do": "attach", "file": SimpleUploadedFile("proof.pdf", PDF), "note": ""})
    (file,) = desk.crew.row("X-ALF", "1.1").evidence
    url = f"/en/desk/evidence/{file.public_id}"

    def statuses() -> list[int]:
        return [desk.client(who).get(url).status_code for who in (FOCAL, "coordinator", "approver bra", "ministry alf")]

    assert statuses() == [200, 404, 404, 404]
    submitted(desk.crew)
    assert statuses() == [200, 200, 404, 404]
    assert Client().get(url).status_code in (302, 404)


def test_a_file_that_backs_a_report_is_on_no_public_page(desk: Desk) -> None:  # T3
    desk.client(FOCAL).post(desk.line(), {"do": "attach", "file": SimpleUploadedFile("canary.pdf", PDF), "note": ""})

    assert b"canary" not in Client().get("/en/sources/").content
    assert b"evidence-" not in Client().get("/en/sources.json").content


def test_a_program_is_no_evidence(desk: Desk) -> None:  # T20
    file = SimpleUploadedFile("report.pdf", b"MZ\x90\x00 this is a program", content_type="application/pdf")

    response = desk.client(FOCAL).post(desk.line(), {"do": "attach", "file": file, "note": ""})

    assert response.status_code == 422
    assert StatusReportVersion.objects.count() == 0


# ministries


def test_a_ministry_sees_what_it_was_asked_and_nothing_else(desk: Desk) -> None:
    crew = desk.crew
    crew.save(FOCAL, "X-ALF", "1.1", narrative="Canary of the draft.")
    client = desk.client("ministry alf")
    assert client.get(desk.contribution()).status_code == 404

    assign_lines(
        crew.actor(FOCAL),
        round=crew.round,
        reporter="X-ALF",
        ministry="X-ALF-MIN",
        lines=[crew.row("X-ALF", "1.1").line],
    )

    page = client.get(desk.contribution()).content.decode()
    assert page.count('class="line ') == 1
    assert "Canary" not in page
    strange = cells(client, desk.contribution(), desk.change("1.2", "status", "ongoing"), user="ministry alf")
    assert strange.status_code == 404


def test_a_ministry_fills_in_and_hands_in_a_line_without_a_script(desk: Desk) -> None:
    ministry, line = desk.client("ministry alf"), asked_about(desk, "1.1")
    url, empty = desk.contributed("1.1"), dict.fromkeys((*CELLS, *(f"was_{name}" for name in CELLS)), "")
    assert f'href="{url}"' in ministry.get(desk.contribution()).content.decode()
    typed = empty | {"do": "save", "status": "ongoing", "narrative": "Crews\r\ntrained."}

    answers = [
        ministry.post(url, sent).status_code
        for sent in (
            typed,
            typed | {"narrative": "Another tab."},
            {"do": "hand_in", "seen": "1"},
            {"do": "hand_in", "seen": "2"},
            typed | {"was_narrative": "Crews\ntrained.", "was_status": "ongoing", "issues": "Too late."},
        )
    ]

    assert answers == [303, 409, 409, 303, 422]
    row = Contribution.objects.get(obligation__line__public_id=line)
    assert (row.state, row.status, row.narrative, row.issues) == ("handed_in", "ongoing", "Crews\ntrained.", "")


def test_a_ministry_reads_but_no_longer_writes_once_the_round_was_closed(desk: Desk) -> None:
    ministry, line = desk.client("ministry alf"), asked_about(desk, "1.1")
    url, empty = desk.contributed("1.1"), dict.fromkeys((*CELLS, *(f"was_{name}" for name in CELLS)), "")
    pen("closed").change(Round.objects.get(public_id=desk.crew.round), closed_at=timezone.now())

    typed = ministry.post(url, empty | {"do": "save", "narrative": "Too late."})
    said = desk.change("1.1", "narrative", "Too late.")
    sent = cells(ministry, desk.contribution(), said, user="ministry alf").json()

    assert typed.status_code == 422
    assert "takes no new reports; it was closed on" in typed.content.decode()
    assert "takes no new reports; it was closed on" in str(sent)
    assert Contribution.objects.get(obligation__line__public_id=line).narrative == ""
    assert "<textarea" not in ministry.get(url).content.decode()


def test_a_line_that_a_ministry_was_not_asked_about_is_not_there(desk: Desk) -> None:
    asked_about(desk, "1.1")

    found = [
        desk.client(name).get(desk.contributed(label)).status_code
        for name, label in (
            ("ministry alf", "1.1"),
            ("ministry alf", "1.2"),
            (FOCAL, "1.1"),
        )
    ]

    assert found == [200, 404, 404]


def test_what_a_ministry_typed_stays_in_the_form_where_it_is_refused(desk: Desk) -> None:
    asked_about(desk, "1.1")
    empty = dict.fromkeys((*CELLS, *(f"was_{name}" for name in CELLS)), "")

    answer = desk.client("ministry alf").post(
        desk.contributed("1.1"), empty | {"do": "save", "status": "nearly", "narrative": "Kept here."}
    )

    assert answer.status_code == 422
    assert "Kept here." in answer.content.decode()


def test_a_focal_point_takes_in_what_clashes_with_nothing_by_one_button(desk: Desk) -> None:
    crew, focal = desk.crew, desk.client(FOCAL)
    for label in ("1.1", "1.2"):
        key = asked_about(desk, label)
        change = CellChange(line=key, name="narrative", was="", value=f"Said of {label}.")
        save_contribution(crew.actor("ministry alf"), round=crew.round, ministry="X-ALF-MIN", changes=[change])
        hand_in_contribution(crew.actor("ministry alf"), round=crew.round, ministry="X-ALF-MIN", seen={key: 2})
    crew.save(FOCAL, "X-ALF", "1.2", narrative="Our own.")

    page = focal.get(desk.ministries()).content.decode()
    offers = re.findall(r'name="take" value="([^"]+)"', page)
    taken = focal.post(desk.ministries(), {"do": "take", "take": offers})
    again = focal.post(desk.ministries(), {"do": "take", "take": offers})

    assert "The draft of line 1.2 says something else than" in page
    assert (len(offers), taken.status_code, again.status_code) == (1, 303, 422)
    assert crew.row("X-ALF", "1.1").cells.narrative == "Said of 1.1."
    assert crew.row("X-ALF", "1.2").cells.narrative == "Our own."


def asked_about(desk: Desk, label: str) -> UUID:
    """The line that the ministry of Alfara was asked about."""
    line = desk.crew.row("X-ALF", label).line
    assign_lines(desk.crew.actor(FOCAL), round=desk.crew.round, reporter="X-ALF", ministry="X-ALF-MIN", lines=[line])
    return line


def test_what_a_ministry_hands_in_is_taken_into_the_draft(desk: Desk) -> None:
    crew, ministry, focal = desk.crew, desk.client("ministry alf"), desk.client(FOCAL)
    line = crew.row("X-ALF", "1.1").line
    sent = {"do": "ask", "ministry": "X-ALF-MIN", "line": [str(line)]}
    assert focal.post(desk.ministries(), sent).status_code == 303

    said = desk.change("1.1", "narrative", "The ministry says.")
    assert (
        cells(
            ministry, desk.contribution(), desk.change("1.1", "status", "ongoing"), said, user="ministry alf"
        ).status_code
        == 200
    )
    assert "The ministry says." not in focal.get(desk.line()).content.decode()
    assert ministry.post(desk.contribution(), {"do": "hand_in", "line": f"{line}:2"}).status_code == 303

    assert "The ministry says." in focal.get(desk.line()).content.decode()
    merge = {
        "do": "merge",
        "ministry": "X-ALF-MIN",
        "seen": "3",
        "cell": ["status", "narrative"],
        "was_status": "",
        "was_narrative": "",
    }
    assert focal.post(desk.line(), merge).status_code == 303
    assert crew.row("X-ALF", "1.1").cells.narrative == "The ministry says."


def test_an_empty_form_of_ministries_is_refused(desk: Desk) -> None:
    response = desk.client(FOCAL).post(desk.ministries(), {"do": "ask", "ministry": "X-ALF-MIN"})

    assert response.status_code == 422


def test_the_pages_are_data_too(desk: Desk) -> None:
    client = desk.client(APPROVER)

    for url in (desk.report(), desk.line(), desk.submit(), "/en/my-work/"):
        for format in ("json", "csv"):
            assert client.get(f"{url.rstrip('/')}.{format}").status_code == 200, url
    assert json.loads(client.get(desk.report(format="json")).content)["reporter"] == "X-ALF"


def test_hostile_markup_shows_as_text(desk: Desk) -> None:  # T18
    desk.crew.save(FOCAL, "X-ALF", "1.1", narrative="<script>alert(1)</script>", issues='"><img src=x onerror=y>')

    for url in (desk.report(), desk.line()):
        page = desk.client(FOCAL).get(url).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
