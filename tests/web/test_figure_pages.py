"""A figure on its page: why it is said, who confirms it, its rivals, and who prefers one of them."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from pantau.domain.permissions import Role
from pantau.records.queries.figures import figure_named
from tests.records.rows import row_of
from tests.records.told import accepted, linked, told_claim, told_figure, told_source
from tests.web.people import OPERATOR, entered, signed_in
from tests.web.world import World

URL = "/en/figures/JCC/"
WHY = "It counts what the first left out."
SAID = "trade reached 20 dollars"


@pytest.fixture
def rivalled(world: World) -> None:
    """18 by a speech, 20 by a committee; two articles repeat one release of the committee."""
    partner = row_of("Actor", kind="dialogue_partner")
    speech = told_source("SPEECH", published_on=date(2019, 2, 1))
    articles = [told_source(code, origin="JCC release") for code in ("ARTICLE-1", "ARTICLE-2")]
    told_figure("SOM", digits=18, year=2018, actor=partner, source=speech)
    figure = told_figure("JCC", digits=20, year=2018, actor=partner, source=articles[0], metric="trade")
    told_figure("VAGUE", digits=19, actor=partner, source=speech)
    for article in articles:
        claim = told_claim(article, SAID, start=10)
        linked(claim, figure=figure)
        accepted(claim)


def text(client: Client, url: str = URL) -> str:
    return client.get(url).content.decode()


def test_two_articles_of_one_release_are_one_confirmation(rivalled: None, visitor: Client) -> None:
    page = text(visitor)

    assert "1 origin confirms it, in 2 sources." in " ".join(page.split())
    assert page.count(f"<mark>{SAID}</mark>") == 2


def test_a_passage_leads_to_its_place_and_says_who_accepted_it(rivalled: None, visitor: Client) -> None:
    answer = visitor.get("/en/figures/JCC.json").json()

    claim = answer["evidence"][0]
    assert (claim["start"], claim["role"]) == (10, "reviewer")
    assert f"/en/sources/ARTICLE-1/#p-{claim['claim']}" in text(visitor)
    assert visitor.get("/en/sources/ARTICLE-1.json").json()["tables"]["passages"][0]["text"] == SAID


def test_who_decided_is_named_only_to_those_who_may_read_the_ledger(rivalled: None, visitor: Client) -> None:
    """T4"""
    assert "reviewer.of.tests" not in text(visitor)
    assert "accepted by Secretariat reviewer" in text(visitor)
    assert "reviewer.of.tests" in text(signed_in(OPERATOR))


def test_rivals_stand_side_by_side_and_the_undated_one_apart(rivalled: None, visitor: Client) -> None:
    answer = visitor.get("/en/figures/JCC.json").json()

    (group,) = answer["rivals"]
    assert [side["figures"] for side in group["sides"]] == [["SOM"], ["JCC"]]
    assert answer["may_be_same"] == ["VAGUE"]
    assert "published 1 February 2019" in text(visitor)


def test_a_curator_prefers_one_and_the_reason_is_read_by_everybody(rivalled: None, visitor: Client) -> None:
    client = signed_in(OPERATOR)
    seen = client.get(URL).context["row"].seen

    response = client.post(URL, {"do": "prefer", "reason": WHY, "seen": seen})

    assert response.status_code in (302, 303)
    assert text(visitor).count(WHY) >= 2
    assert visitor.get("/en/figures/JCC.json").json()["preferred"]["reason"] == WHY
    assert WHY in text(visitor, "/en/figures.csv")
    assert "preferred to its rivals" in text(visitor, "/en/figures/")


def test_a_preference_is_taken_back(rivalled: None) -> None:
    client = signed_in(OPERATOR)
    client.post(URL, {"do": "prefer", "reason": WHY})

    client.post(URL, {"do": "withdraw", "reason": "Two definitions.", "seen": client.get(URL).context["row"].seen})

    assert figure_named("JCC").preferred is None
    assert "Two definitions." in text(client)


def test_choosing_on_what_is_no_longer_so_is_a_conflict(rivalled: None) -> None:
    """T26"""
    client = signed_in(OPERATOR)
    seen = client.get(URL).context["row"].seen
    client.post("/en/figures/SOM/", {"do": "prefer", "reason": "First.", "seen": seen})

    late = client.post(URL, {"do": "prefer", "reason": WHY, "seen": seen})

    assert late.status_code == 409
    assert figure_named("JCC").preferred is None


def test_a_preference_without_a_reason_is_refused_beside_the_field(rivalled: None) -> None:
    response = signed_in(OPERATOR).post("/id/figures/JCC/", {"do": "prefer", "reason": " "})

    assert response.status_code == 422
    assert 'id="f-reason-fault"' in response.content.decode()


def test_nobody_else_sees_the_form_or_is_heard(rivalled: None, visitor: Client) -> None:
    """T1"""
    evaluator = signed_in(entered("evaluator.of.tests", Role.EVALUATOR))
    for client in (visitor, evaluator):
        assert 'name="reason"' not in text(client)
        assert client.post(URL, {"do": "prefer", "reason": WHY}).status_code == 404


def test_a_reason_that_looks_like_markup_is_text(rivalled: None, visitor: Client) -> None:
    """T18"""
    signed_in(OPERATOR).post(URL, {"do": "prefer", "reason": "<script>alert(1)</script>"})

    assert "<script>alert(1)" not in text(visitor)
    assert "&lt;script&gt;alert(1)" in text(visitor)


def test_what_is_shown_is_exported_with_passages_findings_and_the_preference(rivalled: None, visitor: Client) -> None:
    """T42"""
    signed_in(OPERATOR).post(URL, {"do": "prefer", "reason": WHY})

    rows = list(csv.DictReader(StringIO(visitor.get("/en/figures.csv?metric=trade&sort=-as_of").content.decode())))
    book = load_workbook(BytesIO(visitor.get("/en/figures.xlsx?metric=trade&sort=-as_of").content))
    sheet = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]

    assert {row["code"] for row in rows} == {"SOM", "JCC", "VAGUE"}
    assert [row[0] for row in sheet[1:]] == [row["code"] for row in rows]
    found = next(row for row in rows if row["code"] == "JCC")
    assert (found["preferred"], found["preferred_because"], found["origin"]) == ("yes", WHY, "JCC release")
    assert (found["rivals"], found["may_be_same"]) == ("SOM", "VAGUE")
    assert "rivals_differ" in found["findings"]
    assert WHY in next(row for row in sheet if row[0] == "JCC")
    assert any("Metric" in str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row)


def test_nothing_in_an_export_runs_as_a_formula(rivalled: None, visitor: Client) -> None:
    """T17"""
    signed_in(OPERATOR).post(URL, {"do": "prefer", "reason": "=1+1"})

    book = load_workbook(BytesIO(visitor.get("/en/figures.xlsx").content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1"]

    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert ",'=1+1," in visitor.get("/en/figures.csv").content.decode()


def test_a_filter_nobody_knows_is_refused_of_the_workbook_too(rivalled: None, visitor: Client) -> None:
    """T5"""
    assert visitor.get("/en/figures.xlsx?shadow=1").status_code == 400
