"""What the sources say of a plan or partner, day by day: in order, each with its passage, by sort, as data too."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pantau.domain.words import Words
from pantau.records.models import Actor, Plan
from tests.records.rows import row_of
from tests.records.told import linked, told_claim, told_figure, told_source
from tests.usecases.office import CODE
from tests.web.world import World

PARTNER = "/en/partners/X-PAR/timeline"
PLAN = f"/en/plans/{CODE}/timeline"


@pytest.fixture
def told(world: World) -> None:
    """One article on the partner and the plan: a meeting, an instrument, a figure, a commitment and a group."""
    partner, plan = Actor.objects.get(code="X-PAR"), Plan.objects.get(code=CODE)
    article = told_source("NEWS", published_on=date(2024, 10, 11))
    tell(article, partner=partner, plan=plan)


def tell(article: Any, *, partner: Actor, plan: Plan, number: int = 0) -> None:
    start = number * 1000
    passage = row_of("Passage", source=article, start=start, end=start + 5, text="We do.")
    meeting = row_of(
        "Meeting",
        code=f"SUMMIT-{number}",
        kind="summit",
        title=Words(en=f"Summit {number}", id=f"KTT {number}"),
        start=date(2024, 10, 10),
        end=date(2024, 10, 11),
        grain="day",
        place="Vientiane",
    )
    row_of("MeetingParty", meeting=meeting, actor=partner, capacity="party")
    figure = told_figure(f"TRADE-{number}", digits=number + 5, year=2023, actor=partner, source=article)
    said = told_figure(f"RATE-{number}", digits=95, plan=plan, metric="lines_done", source=article)
    commitment = row_of("Commitment", code=f"C-{number}", act="agree", areas=["trade"], source=article, passage=passage)
    row_of("CommitmentActor", commitment=commitment, actor=partner)
    claims = [told_claim(article, f"claim {place}", start=start + 100 * place) for place in range(4)]
    linked(claims[0], meeting=meeting)
    linked(claims[1], figure=figure)
    linked(claims[2], figure=said)
    linked(claims[3], commitment=commitment)


def entries(client: Client, url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{url}.json").json()["tables"]["timeline"]["rows"]
    return found


def test_what_was_said_stands_in_the_order_of_days(told: None, visitor: Client) -> None:
    found = entries(visitor, PARTNER)

    dated = [one["on"] for one in found if one["on"]]
    assert dated == sorted(dated, reverse=True)
    assert {one["kind"] for one in found} == {"meeting", "instrument", "figure", "commitment", "term"}


def test_each_entry_leads_to_its_passage(told: None, visitor: Client) -> None:
    meeting = next(one for one in entries(visitor, PARTNER) if one["kind"] == "meeting")

    assert (meeting["sources"], meeting["passage"], meeting["passage_start"]) == (["NEWS"], "claim 0", 0)
    assert "/en/sources/NEWS/#p-" in visitor.get(f"{PARTNER}/").content.decode()


def test_an_instrument_without_a_plan_is_there_with_its_statuses(told: None, visitor: Client) -> None:
    assert [one for one in entries(visitor, PARTNER) if one["kind"] == "instrument"]


def test_a_plan_has_what_its_sources_say(told: None, visitor: Client) -> None:
    found = entries(visitor, PLAN)

    assert {"CLAIM", "RATE-0", "SUMMIT-0", "C-0"} <= {one["code"] for one in found}
    assert "TRADE-0" not in {one["code"] for one in found}


def test_it_is_filtered_by_sort_and_words(told: None, visitor: Client) -> None:
    kinds = {one["kind"] for one in visitor.get(f"{PARTNER}.json?kind=meeting").json()["tables"]["timeline"]["rows"]}

    assert kinds == {"meeting"}
    assert visitor.get(f"{PARTNER}.json?q=vientiane").json()["found"] == 1
    assert visitor.get(f"{PARTNER}.json?kind=nonsense").status_code == 400


def test_it_is_a_table_for_data(told: None, visitor: Client) -> None:
    rows = visitor.get(f"{PARTNER}.csv").content.decode().splitlines()

    assert rows[0].split(",")[:3] == ["on", "until", "grain"]
    assert any("claim 0" in row for row in rows)


def test_what_was_taken_back_is_not_on_it(told: None, world: World, visitor: Client) -> None:
    article = told_source("LATER")
    claim = told_claim(article, "rejected", state="rejected")
    meeting = row_of("Meeting", code="GONE", kind="summit", grain="day", withdrawn=True, start=None, end=None)
    row_of("MeetingParty", meeting=meeting, actor=Actor.objects.get(code="X-PAR"), capacity="party")
    linked(claim, meeting=meeting)

    assert "GONE" not in {one["code"] for one in entries(visitor, PARTNER)}


def test_nothing_said_is_said(world: World, visitor: Client) -> None:
    row_of("Actor", code="X-QUIET", kind="dialogue_partner")

    assert "is recorded here yet" in visitor.get("/en/partners/X-QUIET/timeline/").content.decode()


def test_it_stands_on_the_pages_of_the_plan_and_the_partner(told: None, visitor: Client) -> None:
    for page, whole in ((f"/en/plans/{CODE}/", PLAN), ("/en/partners/X-PAR/", PARTNER)):
        shown = visitor.get(page).content.decode()
        assert f'href="{whole}/"' in shown
        assert "Summit 0" in shown


def test_queries_do_not_grow_with_what_was_said(told: None, world: World, visitor: Client) -> None:
    pages = (f"{PARTNER}/", f"{PLAN}/", "/en/partners/X-PAR/", "/en/figures/", "/en/figures/TRADE-0/")

    def queries(page: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert visitor.get(page).status_code == 200
        return len(captured)

    before = [queries(page) for page in pages]
    partner, plan = Actor.objects.get(code="X-PAR"), Plan.objects.get(code=CODE)
    article = told_source("MORE", published_on=date(2024, 10, 12))
    for number in range(1, 12):
        tell(article, partner=partner, plan=plan, number=number)

    assert [queries(page) for page in pages] == before
