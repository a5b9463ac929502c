"""The page of a working matrix: taken along, brought back, looked through, taken in; what is refused is not kept."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client

from pantau.records.models import Source
from pantau.usecases.update_plan import preview_update, update_plan
from pantau.web.page import address
from tests.usecases.office import CODE
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

EXCEL = "/en/desk/plans/TESTS/matrix.xlsx"


def downloaded(client: Client, **query: str) -> bytes:
    answer = client.get(EXCEL, query)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return bytes(answer.content)


def typed(content: bytes, cells: Mapping[str, str]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(content))
    for cell, text in cells.items():
        book.worksheets[0][cell] = text
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def sent(client: Client, content: bytes, *, name: str = "matrix.xlsx") -> Any:
    file = BytesIO(content)
    file.name = name
    return client.post(address("matrix", code=CODE), {"file": file, "reporter": "", "report_round": ""})


def agreed(client: Client, preview: str, **more: str) -> HttpResponse:
    """Press the button of a preview, with what its form holds."""
    body = client.get(preview).content.decode()
    form = body.partition('<form class="commit" method="post"')[2].partition("</form>")[0]
    held = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    held.pop("csrfmiddlewaretoken", None)
    answer: Any = client.post(address("matrix", code=CODE), held | more)
    return answer


def test_a_matrix_goes_out_and_its_changes_come_in(world: World, client: Client) -> None:
    content = typed(downloaded(client), {"C3": "X-SEC", "F3": "Q2 2027"})

    looked = sent(client, content)
    preview = looked["Location"]
    body = client.get(preview).content.decode()
    data = json.loads(client.get(preview.replace("/matrix/?", "/matrix.json?")).content)
    done = agreed(client, preview)

    assert (looked.status_code, done.status_code) == (303, 303)
    assert "Q2 2027" in body
    assert "matrix.xlsx, cell Matrix!F3" in body
    assert (data["preview"]["new"], data["preview"]["unchanged"]) == (1, 9)
    assert [row["becomes"] for row in data["tables"]["changes"]["rows"]] == ["X-SEC", "Q2 2027"]
    assert "1 row was written." in client.get(done["Location"]).content.decode()
    assert Source.objects.filter(kind="matrix").count() == 1
    assert client.get(preview).status_code == 400  # it waits no longer


def test_a_preview_that_is_no_longer_true_writes_nothing(world: World, client: Client) -> None:
    content = downloaded(client)
    preview = sent(client, typed(content, {"C4": "X-SEC"}))["Location"]
    seen = json.loads(client.get(preview.replace("/matrix/?", "/matrix.json?")).content)["preview"]["digest"]
    actor = world.office.actor
    meanwhile = preview_update(actor, content=typed(content, {"F4": "2027"}), file="m.xlsx", plan=CODE)

    update_plan(actor, preview=meanwhile)
    answer = agreed(client, preview, seen=seen)

    assert answer.status_code == 409
    assert Source.objects.filter(kind="matrix").count() == 1


def test_good_rows_are_taken_and_the_others_told(world: World, client: Client) -> None:
    preview = sent(client, typed(downloaded(client), {"B3": "Train nobody", "F4": "2027-01-31"}))["Location"]

    body = client.get(preview).content.decode()
    refused = agreed(client, preview, good="")
    done = agreed(client, preview)

    assert "Write the 1 good row, leave out the others" in body
    assert "is settled" in body
    assert (refused.status_code, done.status_code) == (400, 303)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.xlsx"),
        (b"a,b\n1,2\n", "table.csv"),
        (b"PK\x03\x04 broken", "broken.docx"),
        (b"No matrix.", "a.txt"),
    ],
    ids=["empty", "another table", "damaged", "text"],
)
def test_what_is_no_matrix_is_refused_beside_its_field_and_not_kept(
    world: World, client: Client, content: bytes, name: str
) -> None:
    waiting = set((world.office.folder.path / "incoming").glob("*"))

    answer = sent(client, content, name=name)

    assert answer.status_code == 422
    assert 'id="f-file-fault"' in answer.content.decode()
    assert set((world.office.folder.path / "incoming").glob("*")) == waiting
    assert not Source.objects.filter(kind="matrix").exists()


def test_hostile_words_stay_words_on_the_page(world: World, client: Client) -> None:
    preview = sent(client, typed(downloaded(client), {"F3": "<script>alert(1)</script> 2027"}))["Location"]

    body = client.get(preview).content.decode()

    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


@pytest.mark.parametrize("staged", [f"{'0' * 32}.{'0' * 64}", "../../etc/passwd"])
def test_a_name_under_which_nothing_waits_is_refused(world: World, client: Client, staged: str) -> None:
    answer = client.get(address("matrix", code=CODE), {"staged": staged, "name": "m.xlsx"})

    assert answer.status_code == 400
    assert "no longer waits here" in answer.content.decode()


def test_downloads_are_files_of_their_kind(world: World, client: Client) -> None:
    word = client.get("/en/desk/plans/TESTS/matrix.docx", {"language": "both", "actor": "X-ALF", "round": "2025"})
    unknown = client.get(EXCEL, {"round": "2025"})

    assert word["Content-Type"].endswith("wordprocessingml.document")
    assert 'filename="TESTS-1-matrix-X-ALF-2025-both.docx"' in word["Content-Disposition"]
    assert unknown.status_code == 400
