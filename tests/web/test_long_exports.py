"""A long plan's papers are asked for by a button and written by the worker; a short plan's are a download at once."""

import re
from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from pantau.domain.jobs import JobState
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.words import LANGUAGES
from pantau.records.models import Job
from pantau.records.workspace import Folder
from pantau.usecases import export_file, job_pulse
from pantau.usecases.export_file import LONG
from pantau.usecases.run_job import run_next
from pantau.web import route
from tests.usecases.office import CODE, Office, opened
from tests.web.people import OPERATOR, signed_in
from tests.workspaces import PLAN, folder_of

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

SHORES, CAPES = (
    "\n".join(f"{section}.{number} Plant mangroves along {what} {number};" for number in range(1, LONG // 2 + 1))
    for section, what in enumerate(("shore", "cape"), start=1)
)
TEXT = f"LONG PLAN OF ACTION 2021-2025\n\n1. SHORES\n\n{SHORES}\n\n2. CAPES\n\n{CAPES}\n"
MATRIX, COMPARE = "/{language}/desk/plans/{code}/matrix/", "/{language}/desk/compare/?old={code}@1&new={code}@2"
TOLD = {"en": "A file this long is written by the worker", "id": "Berkas sepanjang ini ditulis oleh pekerja"}
WORKBOOK = "/en/desk/plans/LONG/matrix.xlsx"
ASKED: dict[str, tuple[str, dict[str, str], str]] = {
    "matrix, Excel": (WORKBOOK, {"language": "both", "version": "2"}, "Writing a working matrix: LONG@2, Excel"),
    "matrix, Word": (
        "/en/desk/plans/LONG/matrix.docx",
        {"language": "", "version": "", "actor": "X-ALF", "round": "2025"},
        "Writing a working matrix: LONG, X-ALF, 2025, Word",
    ),
    "comparison, Excel": (
        "/en/desk/compare.xlsx",
        {"old": "LONG@1", "new": "LONG@2"},
        "Writing a comparison: LONG@1 – LONG@2, Excel",
    ),
    "comparison, Word": (
        "/en/desk/compare.docx",
        {"old": "LONG@1", "new": "LONG@2", "change": "reworded"},
        "Writing a comparison: LONG@1 – LONG@2, Word",
    ),
}


@pytest.fixture(scope="module")
def long_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Office:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("long") / "workspace") as folder:
        office = opened(folder)
        office.plan(PLAN.replace("Train the crews", "Train and equip the crews"))
        office.plan(TEXT, code="LONG")
        office.plan(TEXT.replace("shore 7;", "shores 7 and 8;"), code="LONG")
        return office


@pytest.fixture(autouse=True)
def office(long_template: Office, db: None, folder_again: Callable[[Folder], Folder]) -> Office:
    """The plan TESTS of ten lines and the plan LONG of just so many that it is long, two texts of each."""
    return Office(folder=folder_again(long_template.folder))


def form_with(client: Client, url: str, *, button: str) -> str:
    """The form around a button; empty where there is none."""
    forms = re.findall(r"<form\b.*?</form>", client.get(url).content.decode(), re.DOTALL)
    return unescape(next((form for form in forms if f">{button}</button>" in form), ""))


@pytest.mark.parametrize("asked", ASKED)
def test_the_worker_gives_the_very_file_that_the_address_gives(
    client: Client, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    moment = timezone.now()
    for module in (route, export_file):
        monkeypatch.setattr(module, "timezone", SimpleNamespace(now=lambda: moment))  # a file says when it was made
    monkeypatch.setattr(job_pulse, "BEAT", 600.0)  # a beat, on a connection of its own, would not see the job of a test
    address, texts, title = ASKED[asked]

    page = client.post(address, texts)["Location"]
    run_next(LOCAL_OPERATOR, worker="a-worker")

    made, direct = client.get(f"{page}file"), client.get(address, texts)
    body = client.get(page).content.decode()
    assert f"<h1>{title}</h1>" in body
    assert f'href="{page}file" download>Download {made["Content-Disposition"].split(chr(34))[1]}</a>' in body
    assert made.content == direct.content
    assert made["Content-Type"] == direct["Content-Type"]
    assert made["Content-Disposition"] == direct["Content-Disposition"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_plan_is_long_a_form_asks_for_its_papers(client: Client, language: str) -> None:
    matrix, compare = (url.format(code="LONG", language=language) for url in (MATRIX, COMPARE))
    buttons = {"en": "Excel matrix", "id": "Matriks Excel"}

    for form in (form_with(client, matrix, button=buttons[language]), form_with(client, compare, button="Excel")):
        assert 'method="post"' in form
        assert 'name="csrfmiddlewaretoken"' in form
        assert TOLD[language] in form
    assert f'formaction="/{language}/desk/compare.docx?old=LONG@1&new=LONG@2"' in form.replace("%40", "@")


def test_where_a_plan_is_short_its_papers_are_a_download(client: Client) -> None:
    matrix, compare = (url.format(code=CODE, language="en") for url in (MATRIX, COMPARE))

    form, page = form_with(client, matrix, button="Excel matrix"), client.get(compare).content.decode()

    assert 'method="get"' in form
    assert "csrfmiddlewaretoken" not in form
    assert re.search(r'<a class="button quiet" href="/en/desk/compare.docx\?[^"]*" download>Word</a>', page)
    assert TOLD["en"] not in form + page


def test_the_button_of_a_form_goes_on_to_the_page_of_the_work_once(client: Client) -> None:
    careful = signed_in(OPERATOR, strict=True)
    form = form_with(careful, COMPARE.format(code="LONG", language="en"), button="Word")
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[0]
    address = re.findall(r'formaction="([^"]*)">Word', form)[0]

    answers = [careful.post(address, {"csrfmiddlewaretoken": token}) for _ in range(2)]

    [job] = Job.objects.all()
    assert [(one.status_code, one["Location"]) for one in answers] == [(303, f"/en/desk/jobs/{job.public_id}/")] * 2
    assert job.state == JobState.QUEUED
    assert careful.post(address).status_code == 403


@pytest.mark.parametrize(
    ("address", "texts", "status"),
    [
        (WORKBOOK, {"secret": "1"}, 400),
        (WORKBOOK, {"version": "9"}, 400),
        (f"{WORKBOOK}?secret=1", {}, 400),
        ("/en/desk/plans/NOWHERE/matrix.xlsx", {}, 404),
        ("/en/desk/compare.docx", {"old": "LONG@1"}, 400),
        ("/en/desk/compare.docx?old=LONG@1&new=LONG@2", {"change": "lost"}, 400),
        ("/en/desk/compare.docx?old=LONG@1&new=LONG@2", {"secret": "1"}, 400),
    ],
)
def test_what_an_address_does_not_know_is_not_asked_of_the_worker(
    client: Client, address: str, texts: dict[str, Any], status: int
) -> None:
    assert client.post(address, texts).status_code == status
    assert not Job.objects.exists()


def test_a_file_that_no_worker_makes_is_only_read(client: Client) -> None:
    client.post(WORKBOOK)
    [job] = Job.objects.all()

    assert client.post(f"/en/desk/jobs/{job.public_id}/file").status_code == 405
    assert client.put(WORKBOOK).status_code == 405
