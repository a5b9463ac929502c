"""The pages of versions: what stands beside what, what can be done with a draft, and the same comparison on paper."""

import csv
import json
import re
from datetime import date
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from pantau.domain.plans import VersionState
from pantau.domain.values import Period
from pantau.records.models import PlanNode, PlanVersion, StatusReport
from pantau.usecases.adopt_version import adopt_version
from tests.usecases.office import CODE, Office
from tests.web.people import OPERATOR, signed_in
from tests.web.world import World
from tests.workspaces import PLAN, working_in

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

BASE = PLAN.replace(
    "1.3 Conduct a joint exercise every year;",
    "1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages;",
)
# 1.3 is split into 1.3 and 1.4, 2.1 reworded with hostile words, 2.3 dropped
DRAFT = (
    BASE.replace(
        "1.3 Conduct a joint exercise every year and publish the lessons learned from it in both languages;\n"
        "1.4 Carry out a survey of plastic litter at forty beaches;\n1.5 Develop",
        "1.3 Conduct a joint exercise every year;\n1.4 Publish the lessons learned from it in both languages;\n"
        "1.5 Carry out a survey of plastic litter at forty beaches;\n1.6 Develop",
    )
    .replace("2.1 Exchange teachers", "2.1 Exchange teachers <script>alert(1)</script>")
    .replace("2.3 Organise a yearly meeting of school heads;\n", "")
)
VERSIONS, ADOPT = f"/en/desk/plans/{CODE}/versions/", f"/en/desk/plans/{CODE}/versions/3/adopt/"
COMPARE = f"/en/desk/compare/?old={CODE}@2&new={CODE}@3"
DAY = "2024-07-01"


@pytest.fixture(scope="module")
def world_template(world_template: World, lasting: DjangoDbBlocker) -> World:
    """Version 2 of the plan in force, version 3 a draft; a country has reported on the line that is split."""
    office = world_template.office
    with lasting.unblock(), working_in(office.folder):
        office.plan(BASE)
        adopt_version(office.actor, plan=CODE, number=2, on=date(2023, 7, 1), decisions={})
        office.plan(DRAFT)
    return world_template


@pytest.fixture
def office(world: World) -> Office:
    return world.office


def states() -> list[str]:
    return list(PlanVersion.objects.filter(plan__code=CODE).order_by("number").values_list("state", flat=True))


def said(answer: Any) -> str:
    """What a page says, without its marks."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def line_at(label: str, *, number: int) -> int:
    return PlanNode.objects.get(plan_version__number=number, plan_version__plan__code=CODE, label=label).line_id or 0


def answers(client: Client, **changed: str) -> Any:
    """Send the form of adoption as its page would."""
    return client.post(ADOPT, {"on": DAY, "seen": "2", "line_1": "1 > 1.3", **changed})


def test_every_version_is_listed_with_what_can_be_done(office: Office, client: Client) -> None:
    page = client.get(VERSIONS).content.decode()
    rows = client.get(VERSIONS.rstrip("/") + ".json").json()["tables"]["versions"]

    assert [(row["number"], row["state"], row["lines"]) for row in rows] == [
        (3, "draft", 10),
        (2, "adopted", 10),
        (1, "superseded", 10),
    ]
    assert f'href="/en/desk/compare/?old={CODE}@2&amp;new={CODE}@3"' in page
    assert page.count('name="consulted_on_') == 1
    assert f'href="{ADOPT}"' in page
    assert f'href="/en/desk/import/?plan={CODE}"' in page


def test_a_consultation_is_recorded(office: Office, client: Client) -> None:
    answer = client.post(VERSIONS, {"consulted_on_3": "2024-05-02"})

    assert (answer.status_code, answer["Location"]) == (303, VERSIONS)
    assert states()[2] == VersionState.CONSULTED
    assert "Put to the parties on 2 May 2024." in said(client.get(VERSIONS))


@pytest.mark.parametrize("typed", ["soon", "", "1066-10-14"])
def test_a_day_that_cannot_be_read_is_refused_at_its_field(office: Office, client: Client, typed: str) -> None:
    answer = client.post(VERSIONS, {"consulted_on_3": typed})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert states()[2] == VersionState.DRAFT
    assert 'href="#f-consulted_on_3"' in page
    assert "autofocus" in page
    assert f'id="f-consulted_on_3" name="consulted_on_3" type="date" value="{typed}"' in page


def test_a_version_in_force_is_not_consulted_again(office: Office, client: Client) -> None:
    answer = client.post(VERSIONS, {"consulted_on_2": "2024-05-02"})

    assert answer.status_code == 422
    assert "Version 2 of plan TESTS is adopted" in said(answer)


@pytest.mark.parametrize("address", [VERSIONS, ADOPT])
def test_a_key_that_the_form_has_not_got_is_refused(office: Office, client: Client, address: str) -> None:
    answer = client.post(address, {"on": DAY, "seen": "2", "line_1": "1 > 1.3", "owner": "X-ALF"})

    assert answer.status_code == 400
    assert states()[2] == VersionState.DRAFT


@pytest.mark.parametrize("address", [VERSIONS, ADOPT])
def test_a_form_from_elsewhere_is_refused(office: Office, address: str) -> None:
    answer = signed_in(OPERATOR, strict=True).post(address, {"consulted_on_3": DAY})

    assert answer.status_code == 403
    assert states()[2] == VersionState.DRAFT


def test_adoption_asks_which_line_keeps_the_reports(office: Office, client: Client) -> None:
    page = client.get(ADOPT)
    reports = StatusReport.objects.filter(line=line_at("1.3", number=2)).count()

    assert "Line 1.3 was split. Which new line keeps its reports?" in said(page)
    assert f"{reports} reports, 0 initiatives" in said(page)
    choices = re.findall(
        r'type="radio" name="line_1" value="([^"]*)"( id="f-line_1")?( checked)?', page.content.decode()
    )
    assert choices == [("1 &gt; 1.3", ' id="f-line_1"', ""), ("1 &gt; 1.4", "", ""), ("none", "", "")]


def test_a_question_without_an_answer_is_refused_and_what_was_typed_stays(office: Office, client: Client) -> None:
    answer = answers(client, line_1="")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert states() == ["superseded", "adopted", "draft"]
    assert f'name="on" type="date" value="{DAY}"' in page
    assert 'href="#f-line_1"' in page
    assert "The cell Reports of line 1.3 is empty." in said(answer)


def test_a_day_before_the_text_in_force_is_refused_at_its_field(office: Office, client: Client) -> None:
    answer = answers(client, on="2023-07-01")
    page = answer.content.decode()

    assert (answer.status_code, states()[2]) == (422, VersionState.DRAFT)
    assert 'href="#f-on"' in page
    assert re.search(r'value="1 &gt; 1.3" id="f-line_1" checked', page)


@pytest.mark.parametrize("line", ["1 > 9.9", "<script>"])
def test_an_answer_that_was_not_offered_is_refused(office: Office, client: Client, line: str) -> None:
    assert answers(client, line_1=line).status_code == 422
    assert states()[2] == VersionState.DRAFT


@pytest.mark.parametrize(("chosen", "label"), [("1 > 1.3", "1.3"), ("1 > 1.4", "1.4")])
def test_the_chosen_line_goes_on_with_its_reports(office: Office, client: Client, chosen: str, label: str) -> None:
    line = line_at("1.3", number=2)

    answer = answers(client, line_1=chosen)

    assert (answer.status_code, answer["Location"]) == (303, VERSIONS)
    assert states() == ["superseded", "superseded", "adopted"]
    assert line_at(label, number=3) == line


def test_none_of_the_lines_may_be_chosen(office: Office, client: Client) -> None:
    line = line_at("1.3", number=2)

    assert answers(client, line_1="none").status_code == 303

    assert not PlanNode.objects.filter(plan_version__number=3, line=line).exists()


def test_of_merged_lines_one_keeps_its_reports(office: Office, client: Client) -> None:
    answers(client, line_1="1 > 1.4")
    office.plan(BASE.replace("2.2 Develop", "2.2 Write"))
    address = ADOPT.replace("/3/", "/4/")
    first, second = line_at("1.3", number=3), line_at("1.4", number=3)

    page = said(client.get(address))
    answer = client.post(address, {"on": "2024-09-01", "seen": "3", "line_1": "1 > 1.4"})

    assert "Lines were merged into 1.3. Whose reports go on in it?" in page
    assert answer.status_code == 303
    assert line_at("1.3", number=4) == second != first


def test_answers_to_the_questions_of_another_text_are_a_conflict(office: Office, client: Client) -> None:
    assert answers(client, seen="1").status_code == 409
    assert states()[2] == VersionState.DRAFT


def test_a_version_in_force_has_nothing_to_adopt(office: Office, client: Client) -> None:
    address = ADOPT.replace("/3/", "/2/")

    assert "This version is adopted; there is nothing to decide." in said(client.get(address))
    assert client.post(address, {"on": DAY, "seen": "-"}).status_code == 400


@pytest.mark.parametrize("number", ["9", "99999999999999999999"])
def test_a_version_that_is_not_there_is_refused(office: Office, client: Client, number: str) -> None:
    assert client.get(ADOPT.replace("/3/", f"/{number}/")).status_code == 404


def test_page_json_and_paper_agree(office: Office, client: Client) -> None:
    data = client.get(COMPARE.replace("/?", ".json?")).json()
    rows = list(csv.DictReader(StringIO(client.get(COMPARE.replace("/?", ".csv?")).content.decode())))
    word = docx.Document(BytesIO(client.get(COMPARE.replace("/?", ".docx?")).content))
    sheet = load_workbook(BytesIO(client.get(COMPARE.replace("/?", ".xlsx?")).content)).worksheets[0]

    changes = [pair["change"] for pair in data["pairs"]]
    labels = [", ".join(clause["label"] or "–" for clause in pair["new"]) or "–" for pair in data["pairs"]]
    assert [row["change"] for row in rows] == changes
    assert [row["new"] for row in rows] == labels
    assert [row.cells[1].text for row in word.tables[1].rows][1:] == labels
    assert [row.cells[2].text.split("\n")[0] for row in word.tables[1].rows][1:] == changes
    in_sheet = [(row[1].value, row[2].value.split("\n")[0]) for row in sheet.iter_rows(min_row=2)]
    assert in_sheet == list(zip(labels, changes, strict=True))
    assert "10 in the earlier text, 10 in the later one. 7 same; 1 reworded; 1 split; 1 dropped." in said(
        client.get(COMPARE)
    )


def test_words_are_marked_for_eye_and_ear_and_what_they_say_is_text(office: Office, client: Client) -> None:
    page = client.get(COMPARE).content.decode()

    marked = re.search(r"Exchange teachers (<ins>.*?</ins>)", page)
    assert marked is not None
    assert marked[1].startswith('<ins><span class="vh">[added: </span>&lt;script&gt;alert')
    assert '<del><span class="vh">[removed: </span>' in page
    assert "<script" not in page


def test_what_is_the_same_is_left_out_until_it_is_asked_for(office: Office, client: Client) -> None:
    left_out, shown = said(client.get(COMPARE)), said(client.get(f"{COMPARE}&same=shown"))

    assert "Support the repair of village libraries" not in left_out
    assert "2 clauses that are the same" in left_out
    assert "Support the repair of village libraries" in shown
    assert "clauses that are the same" not in shown


def test_one_change_is_shown_alone_on_the_page_and_on_paper(office: Office, client: Client) -> None:
    address = f"{COMPARE}&change=dropped"

    page, word = said(client.get(address)), docx.Document(BytesIO(client.get(address.replace("/?", ".docx?")).content))

    assert "Organise a yearly meeting of school heads" in page
    assert "Exchange teachers" not in page
    assert [row.cells[0].text for row in word.tables[1].rows][1:] == ["2", "2.3"]


def test_a_successor_shows_unfinished_lines_that_vanished(office: Office, client: Client) -> None:
    later = Period(start=date(2026, 1, 1), end=date(2030, 12, 31))
    office.plan(DRAFT, code="NEXT", period=later, predecessor=CODE)
    address = f"/en/desk/compare/?old={CODE}&new=NEXT"

    page, data = client.get(address), client.get(address.replace("/?", ".json?")).json()

    assert data["tables"]["vanished"] == [
        {"label": "2.3", "words": "Organise a yearly meeting of school heads", "status": "no_report"}
    ]
    line = PlanNode.objects.get(plan_version__number=2, plan_version__plan__code=CODE, label="2.3").line
    assert line is not None
    assert f'href="/en/plans/{CODE}/lines/{line.public_id}/"' in page.content.decode()
    assert "not carried over" in said(page)
    assert "Successor: NEXT" in said(client.get(f"/en/plans/{CODE}/"))
    assert f"Predecessor: {CODE}" in said(client.get("/en/desk/plans/NEXT/versions/"))


def test_queries_do_not_grow_with_the_clauses(office: Office, client: Client) -> None:
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/en/desk/compare/?{query}").status_code == 200
        return len(captured)

    period = Period(start=date(2021, 1, 1), end=date(2025, 12, 31))
    more = "".join(f"3.{number} Plant mangroves along shore {number};\n" for number in range(1, 61))
    for text in (DRAFT, BASE):
        office.plan(f"{text}\n3. SHORES\n\n{more}", code="LONG", period=period)

    assert queries("old=LONG@1&new=LONG@2") <= queries(f"old={CODE}@2&new={CODE}@3")


def test_swapping_compares_the_other_way(office: Office, client: Client) -> None:
    page = client.get(COMPARE).content.decode()

    (swapped,) = re.findall(r'<a class="button quiet" href="([^"]*)">Swap', page)
    assert "10 in the later one. 7 same; 1 reworded; 2 merged; 1 new." in said(client.get(unescape(swapped)))


def test_without_two_texts_there_is_a_choice_of_all(office: Office, client: Client) -> None:
    page = client.get(f"/en/desk/compare/?new={CODE.lower()}").content.decode()

    assert f'<option value="{CODE}@2" selected>{CODE}@2 (adopted)</option>' in page
    assert client.get("/en/desk/compare.json").json()["texts"] == [f"{CODE}@1", f"{CODE}@2", f"{CODE}@3"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("old=NOWHERE&new=TESTS", 404),
        ("old=TESTS@9&new=TESTS", 404),
        ("old=TESTS@1&new=TESTS@2&page=99", 400),
        ("old=TESTS@1&new=TESTS@2&change=lost", 400),
        ("old=TESTS@1&new=TESTS@2&secret=1", 400),
    ],
)
def test_an_address_that_means_nothing_is_refused(office: Office, client: Client, query: str, status: int) -> None:
    answer = client.get(f"/en/desk/compare.json?{query}")

    assert answer.status_code == status
    assert json.loads(answer.content)["mend"]


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_paper_is_a_download_that_no_cache_keeps(office: Office, client: Client, format: str) -> None:
    answer = client.get(COMPARE.replace("/?", f".{format}?"))

    assert answer["Content-Disposition"] == f'attachment; filename="{CODE}-2-{CODE}-3.{format}"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert client.get(f"/en/desk/compare.{format}?old={CODE}").status_code == 400
