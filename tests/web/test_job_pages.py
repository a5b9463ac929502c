"""The pages of long work: how far it is, how to stop it, and what came of it, without a script."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from pantau.domain.jobs import JobState
from pantau.domain.refusals import PlanUnknown
from pantau.domain.words import LANGUAGES
from pantau.records.job_files import keep_outgoing
from pantau.records.models import Job
from pantau.usecases.job_ends import failed
from tests.web.people import OPERATOR, signed_in
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

RUNNING: dict[str, Any] = {"state": "running", "stage": "reading_file", "done": 30, "of": 300}


def stands(world: World, **values: Any) -> str:
    """The address of the job's page, once the job stands so."""
    now = timezone.now()
    moments = {"running": {"started_at": now, "seen_at": now}, "queued": {}}
    moment = moments.get(values["state"], {"started_at": now, "seen_at": now, "ended_at": now})
    Job.objects.filter(public_id=world.job).update(**moment, **values)
    return f"/en/desk/jobs/{world.job}/"


def text_of(client: Client, url: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(url).content.decode()).split())


def test_running_work_shows_stage_count_and_bar(world: World, client: Client) -> None:
    url = stands(world, **RUNNING)

    page = client.get(url)

    assert '<label for="how-far">reading the file, page by page</label>' in page.content.decode()
    assert '<progress id="how-far" max="300" value="30">10 %</progress>' in page.content.decode()
    assert "30 of 300" in text_of(client, url)


def test_the_page_follows_the_work_until_it_ends_or_is_told_to_stand_still(world: World, client: Client) -> None:
    url = stands(world, **RUNNING)

    assert client.get(url).headers["Refresh"] == "2"
    assert f'href="{url}?refresh=off"' in client.get(url).content.decode()
    assert "Refresh" not in client.get(f"{url}?refresh=off").headers
    assert f'href="{url}"' in client.get(f"{url}?refresh=off").content.decode()
    stands(world, state="cancelled")
    assert "Refresh" not in client.get(url).headers


def test_work_that_waits_is_cancelled_by_its_button(world: World) -> None:
    client = signed_in(OPERATOR, strict=True)
    url = f"/en/desk/jobs/{world.job}/"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(url).content.decode())
    assert token is not None

    answer = client.post(url, {"csrfmiddlewaretoken": token[1]})

    assert (answer.status_code, answer.headers["Location"]) == (303, url)
    assert Job.objects.get(public_id=world.job).state == JobState.CANCELLED
    assert "Nothing of it was kept" in text_of(client, url)
    assert client.get(url).content.decode().count("<form") == 1  # the one to sign out


def test_a_button_pressed_elsewhere_cancels_nothing(world: World) -> None:
    answer = signed_in(OPERATOR, strict=True).post(f"/en/desk/jobs/{world.job}/")

    assert answer.status_code == 403
    assert Job.objects.get(public_id=world.job).state == JobState.QUEUED


def test_what_ended_meanwhile_is_said_when_it_is_cancelled(world: World, desk: Client) -> None:
    answer = desk.post(stands(world, state="done", result={}))

    assert answer.status_code == 400
    assert "ended already: done" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_could_not_be_done_says_why_and_how_to_go_on(world: World, client: Client, language: str) -> None:
    refusal = PlanUnknown(plan="<b>NOWHERE</b>")
    stands(world, **failed(refusal))

    page = client.get(f"/{language}/desk/jobs/{world.job}/").content.decode()

    assert "&lt;b&gt;NOWHERE&lt;/b&gt;" in page
    assert "<b>NOWHERE" not in page
    assert refusal.mend.into(language) in page.replace("&#x27;", "'").replace("&quot;", '"')


def test_what_is_done_leads_to_its_result(world: World, client: Client) -> None:
    url = stands(world, state="done", result={"page": "plan", "places": {"code": "TESTS"}})

    assert '<a href="/en/plans/TESTS/">Go to the result</a>' in client.get(url).content.decode()


def test_a_result_whose_page_is_no_more_leads_nowhere(world: World, client: Client) -> None:
    url = stands(world, state="done", result={"page": "no-such-page"})

    assert client.get(url).status_code == 200


def test_a_file_that_was_made_is_a_download_while_it_is_kept(world: World, client: Client) -> None:
    digest = keep_outgoing(b"PK-bytes")
    made = {"file": digest, "name": "selisih rencana.docx", "media_type": "application/zip"}
    url = stands(world, state="done", result=made)

    answer = client.get(f"{url}file")

    assert f'href="{url}file"' in client.get(url).content.decode()
    assert (answer.content, answer.headers["Content-Type"]) == (b"PK-bytes", "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="selisih rencana.docx"'
    assert answer.headers["Cache-Control"] == "private, no-store"
    (world.office.folder.path / "outgoing" / digest[:2] / digest).unlink()
    assert client.get(f"{url}file").status_code == 404


def test_work_that_made_no_file_has_none(world: World, desk: Client) -> None:
    assert desk.get(f"/en/desk/jobs/{world.job}/file").status_code == 404


def test_work_that_is_not_there_is_not_found(world: World, desk: Client) -> None:
    nobody = UUID(int=7)

    assert desk.get(f"/en/desk/jobs/{nobody}/").status_code == 404
    assert desk.post(f"/en/desk/jobs/{nobody}/").status_code == 404


def test_the_list_is_filtered_by_state(world: World, client: Client) -> None:
    stands(world, **RUNNING)

    assert client.get("/en/desk/jobs.json?state=running").json()["tables"]["jobs"]["total"] == 1
    assert client.get("/en/desk/jobs.json?state=done").json()["tables"]["jobs"]["total"] == 0
    assert client.get("/en/desk/jobs.json?state=asleep").status_code == 400
    assert "30 of 300" in text_of(client, "/en/desk/jobs/?sort=-took")


def test_the_page_is_also_data(world: World, client: Client) -> None:
    stands(world, **RUNNING)

    data = client.get(f"/en/desk/jobs/{world.job}.json").json()

    assert (data["state"], data["stage"], data["done"], data["of"]) == ("running", "reading_file", 30, 300)
    assert data["about"] == "next.txt"
