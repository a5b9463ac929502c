"""The page of a report template: taken, brought back, looked through, taken in; another country's is absent."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.models import Source
from pantau.records.workspace import Folder, find_folder
from pantau.usecases import stage_reports
from pantau.usecases.run_job import run_next
from pantau.web.page import address
from tests.usecases.cast import Cast, cast
from tests.usecases.office import opened
from tests.usecases.sheets import filled
from tests.workspaces import folder_of

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both


@pytest.fixture(scope="module")
def crew_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Cast]:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("sheets") / "workspace") as folder:
        return folder, cast(opened(folder))


@pytest.fixture
def crew(crew_template: tuple[Folder, Cast], db: None, folder_again: Callable[[Folder], Folder]) -> Cast:
    folder, made = crew_template
    folder_again(folder)
    return made.again()


@pytest.fixture
def focal(crew: Cast, client: Client) -> Client:
    client.force_login(crew.people["focal alf"])
    return client


def here(crew: Cast, **more: Any) -> str:
    return address("report-sheet", round=crew.round, reporter="X-ALF", **more)


def file_address(crew: Cast, format: str = "xlsx") -> str:
    return here(crew).replace("/sheet/", f"/template.{format}")


def sent(client: Client, crew: Cast, content: bytes, *, name: str = "reports.xlsx") -> Any:
    file = BytesIO(content)
    file.name = name
    return client.post(here(crew), {"file": file})


def agreed(client: Client, crew: Cast, preview: str, **more: str) -> Any:
    """Press the button of a preview, with what its form holds."""
    body = client.get(preview).content.decode()
    form = body.partition('<form class="commit" method="post"')[2].partition("</form>")[0]
    held = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    held.pop("csrfmiddlewaretoken", None)
    return client.post(here(crew), held | more)


def test_a_template_goes_out_and_comes_back_into_the_drafts(crew: Cast, focal: Client) -> None:
    taken = focal.get(file_address(crew), {"language": "id"})
    content = filled(taken.content, {("1.1", "status"): "Selesai", ("1.2", "narrative"): "<b>Boats</b>"})

    looked = sent(focal, crew, content)
    preview = looked["Location"]
    body = focal.get(preview).content.decode()
    data = json.loads(focal.get(preview.replace("/sheet/?", "/sheet.json?")).content)
    done = agreed(focal, crew, preview)

    assert (taken["Cache-Control"], looked.status_code, done.status_code) == ("private, no-store", 303, 303)
    assert "&lt;b&gt;Boats" in body
    assert [row["yours"] for row in data["tables"]["changes"]["rows"]] == ["completed", "<b>Boats</b>"]
    assert data["preview"]["new"] == 2
    assert "2 rows were written into the drafts." in focal.get(done["Location"]).content.decode()
    assert crew.row("X-ALF", "1.1").cells.as_json()["status"] == "completed"
    assert Source.objects.filter(kind="report_sheet").count() == 1
    assert focal.get(preview).status_code == 400  # it waits no longer


@pytest.mark.parametrize("format", ["xlsx", "csv", "json"])
def test_every_format_is_a_download(crew: Cast, focal: Client, format: str) -> None:
    answer = focal.get(file_address(crew, format))

    assert answer.status_code == 200
    assert f"TESTS-2024-X-ALF-en.{format}" in answer["Content-Disposition"]


def test_a_conflict_is_shown_first_and_the_good_rows_can_be_written(crew: Cast, focal: Client) -> None:
    old = focal.get(file_address(crew)).content
    crew.save("approver alf", "X-ALF", "1.1", narrative="Mine.")
    content = filled(old, {("1.1", "narrative"): "Theirs.", ("1.2", "status"): "Planned", ("1.3", "status"): "90 %"})

    preview = sent(focal, crew, content)["Location"]
    body = focal.get(preview).content.decode()
    refused = agreed(focal, crew, preview, good="")
    done = agreed(focal, crew, preview)

    assert body.index('id="conflicts"') < body.index('id="problems"') < body.index('id="changes"')
    assert "Write the 1 good row, leave out the others" in body
    assert (refused.status_code, done.status_code) == (400, 303)
    assert crew.row("X-ALF", "1.1").cells.narrative == "Mine."
    assert crew.row("X-ALF", "1.2").cells.as_json()["status"] == "planned"


def test_a_preview_that_is_no_longer_true_writes_nothing(crew: Cast, focal: Client) -> None:
    content = filled(focal.get(file_address(crew)).content, {("1.1", "narrative"): "Theirs.", ("1.2", "issues"): "B."})
    preview = sent(focal, crew, content)["Location"]
    seen = json.loads(focal.get(preview.replace("/sheet/?", "/sheet.json?")).content)["preview"]["digest"]

    crew.save("approver alf", "X-ALF", "1.1", narrative="Mine.")
    answer = agreed(focal, crew, preview, seen=seen)

    assert answer.status_code == 409
    assert crew.row("X-ALF", "1.2").report is None


@pytest.mark.parametrize("who", ["approver bra", "coordinator", "ministry alf", "evaluator", "administrator"])
def test_t1_who_may_not_draft_for_the_country_finds_nothing_there(crew: Cast, client: Client, who: str) -> None:
    client.force_login(crew.people["focal alf"])
    content = client.get(file_address(crew)).content
    token = sent(client, crew, filled(content, {("1.1", "issues"): "Canary."}))["Location"]

    client.force_login(crew.people[who])
    addresses = [
        here(crew),
        here(crew, format="json"),
        token,
        *(file_address(crew, one) for one in ("xlsx", "csv", "json")),
    ]
    answers = [client.get(one) for one in addresses]
    posted = [sent(client, crew, content), client.post(here(crew), {"do": "commit"})]

    assert {answer.status_code for answer in (*answers, *posted)} == {404}
    assert not any("Canary" in answer.content.decode(errors="replace") for answer in answers)
    assert crew.row("X-ALF", "1.1").report is None


def test_t1_rows_of_another_country_in_the_file_are_told_and_not_written(crew: Cast, focal: Client) -> None:
    mine = focal.get(file_address(crew)).content
    client = Client()
    client.force_login(crew.people["approver bra"])
    theirs = client.get(file_address(crew).replace("X-ALF", "X-BRA")).content

    looked = focal.get(sent(focal, crew, filled(theirs, {("1.1", "status"): "Planned"}))["Location"])

    assert "does not belong to the reports of X-ALF" in looked.content.decode()
    assert "Write" not in looked.content.decode().partition('id="preview"')[2].partition('id="take"')[0]
    assert openpyxl.load_workbook(BytesIO(mine)).worksheets[0].max_row == 11


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n", b"{"])
def test_what_is_no_template_is_refused_beside_its_field_and_not_kept(
    crew: Cast, focal: Client, content: bytes
) -> None:
    answer = sent(focal, crew, content)

    assert answer.status_code == 422
    assert 'id="f-file-fault"' in answer.content.decode()
    assert not list((find_folder().path / "incoming").glob("*"))


def test_t6_a_key_that_nobody_declared_is_refused(crew: Cast, focal: Client) -> None:
    assert focal.get(here(crew), {"reporter": "X-BRA"}).status_code == 400
    assert focal.post(here(crew), {"do": "commit", "reporter": "X-BRA"}).status_code == 400


def test_a_long_file_is_looked_through_and_written_by_the_worker(
    crew: Cast, focal: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pantau.web.desk.report_sheet.LARGE", 10)
    # a beat, on a connection of its own, would not see the job of a test
    monkeypatch.setattr("pantau.usecases.job_pulse.BEAT", 600.0)
    content = filled(focal.get(file_address(crew)).content, {("1.1", "status"): "Planned"})

    asked = sent(focal, crew, content)["Location"]
    looked = run_next(LOCAL_OPERATOR, worker="test")
    assert looked is not None
    preview = address(looked.result["page"], **looked.result["places"])
    agreed(focal, crew, preview)
    again = agreed(focal, crew, preview)
    written = run_next(LOCAL_OPERATOR, worker="test")

    assert "/desk/jobs/" in asked
    assert again["Location"].startswith("/en/desk/jobs/")
    assert written is not None
    assert written.state == "done"
    assert run_next(LOCAL_OPERATOR, worker="test") is None  # a double click is one job
    assert crew.row("X-ALF", "1.1").cells.as_json()["status"] == "planned"
    assert "written=1" in address(written.result["page"], **written.result["places"])
    # killed between the writing and the end of the job, the work is done again and finds nothing left
    result = stage_reports.take_reports(crew.actor("focal alf"), arguments=written.arguments, told=_Told())
    assert result == written.result


class _Told:
    def stage(self, name: str) -> None: ...

    def __call__(self, done: int, of: int) -> None: ...
