"""What single pages show: the rates as the command prints them, countries only where the plan allows, text as text."""

import csv
import json
import re
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.plans import Visibility
from pantau.domain.regional import Derivation
from pantau.domain.words import Words
from pantau.records.models import StatusReportVersion
from pantau.usecases.score_plan import score_plan
from pantau.web.route import FORMATS
from tests.records.rows import row_of
from tests.web.world import NARRATIVE, World
from tests.workspaces import progress

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both

HOSTILE = "<script>alert(1)</script>'><img src=x onerror=alert(2)>"
COUNTRIES = ("Alfara", "Bravia", "Cempaka", "X-ALF", "X-BRA", "X-CEM")


def test_the_scorecard_has_the_answer_of_the_command(world: World, client: Client) -> None:
    shown = read(client, "/en/plans/TESTS.json?as_of=2024-12-31&by=majority&known_at=2030-01-01T00:00")
    card = score_plan(
        LOCAL_OPERATOR,
        plan="TESTS",
        as_of=date(2024, 12, 31),
        known_at=datetime(2030, 1, 1, tzinfo=UTC),
        by=Derivation.MAJORITY,
    )

    assert {key: shown[key] for key in card.as_json()} == card.as_json()


def test_page_and_csv_show_the_same_rates(world: World, client: Client) -> None:
    page = text(client, "/en/plans/TESTS/")
    rows = table(client, "/en/plans/TESTS.csv")

    assert {row["rule"] for row in rows} >= {"R1", "R2", "R3", "R4", "R6-full", "R7", "R8", "R2-net"}
    shown = page.replace("\u202f", " ")
    assert [row["rule"] for row in rows if row["percent"][0].isdigit() and f"{row['percent']} %" not in shown] == []


def test_the_claim_is_pinned_where_it_falls(world: World, client: Client) -> None:
    page = text(client, "/en/plans/TESTS/")

    assert re.search(r'<line x1="80%" x2="80%" [^>]*class="claim"', page)
    assert "“80\u202f%”" in page


def test_a_plan_that_names_countries_shows_them(world: World, client: Client) -> None:
    page = text(client, "/en/plans/TESTS/")

    assert [name for name in COUNTRIES[:3] if name not in page] == []
    assert {row["country"] for row in table(client, "/en/plans/TESTS.csv?table=countries")} == set(COUNTRIES[3:])
    assert NARRATIVE in text(client, f"/en/plans/TESTS/lines/{world.line}/")


@pytest.mark.parametrize("visibility", [Visibility.REGIONAL, Visibility.OWN])
@pytest.mark.parametrize("format", ["html", "json", "csv"])
def test_a_regional_plan_shows_no_country_anywhere(
    world: World, visitor: Client, visibility: Visibility, format: str
) -> None:
    world.show(visibility)
    of_the_plan = {name: url for name, url in world.addresses(format=format).items() if name.startswith("plan")}

    pages = {name: text(visitor, url) for name, url in of_the_plan.items()}
    found = {(name, canary) for name, page in pages.items() for canary in (*COUNTRIES, NARRATIVE) if canary in page}

    assert len(of_the_plan) == 6
    assert found == set()


def test_a_regional_plan_says_why_and_counts_by_status(world: World, visitor: Client) -> None:
    world.show(Visibility.REGIONAL)

    page = text(visitor, "/en/plans/TESTS/")
    line = read(visitor, f"/en/plans/TESTS/lines/{world.line}.json")

    assert "regional results only" in page
    assert line["answers"] == {"completed": 3}
    assert "reports" in line
    assert "countries" not in read(visitor, "/en/plans/TESTS.json")["tables"]


@pytest.mark.parametrize("table_name", ["countries", "reports"])
def test_a_table_of_countries_cannot_be_asked_for_where_it_is_hidden(
    world: World, visitor: Client, table_name: str
) -> None:
    world.show(Visibility.REGIONAL)
    place = "plans/TESTS.csv" if table_name == "countries" else f"plans/TESTS/lines/{world.line}.csv"

    assert visitor.get(f"/en/{place}?table={table_name}").status_code in (400, 404)


def test_a_draft_is_on_no_page(world: World, client: Client) -> None:
    accepted = StatusReportVersion.objects.order_by("id")[0]
    row_of("StatusReportVersion", report=accepted.report, number=2, state="draft", accepted_at=None, narrative="UNSEEN")

    places = [url for format in FORMATS for url in world.addresses(format=format).values()]

    assert [url for url in places if "UNSEEN" in text(client, url)] == []


def test_hostile_markup_is_shown_as_text(world: World, client: Client) -> None:
    world.office.plan(title=Words(en=HOSTILE, id=HOSTILE))
    world.office.register(
        "actors", "code,kind,name_en,name_id,illustrative", f"X-PAR,dialogue_partner,{HOSTILE},{HOSTILE},yes"
    )

    world.office.progress(
        progress({("1.1", "X-ALF"): "completed"})
        .replace("as_of\n", "as_of,narrative\n")
        .replace("2024-06-30", f"2024-07-31,{HOSTILE}")
    )

    for name, url in world.addresses(format="html").items():
        page = text(client, url)
        assert "<script" not in page.replace('<script src="/static/', ""), name
        assert "<img" not in page, name
    assert "&lt;script&gt;" in text(client, "/en/plans/TESTS/")
    assert "&lt;script&gt;" in text(client, "/en/partners/X-PAR/")


def test_a_cell_that_a_spreadsheet_would_run_is_guarded(world: World, client: Client) -> None:
    world.office.register(
        "actors", "code,kind,name_en,name_id,illustrative", "X-PAR,dialogue_partner,=1+1,@SUM(A1),yes"
    )

    [row] = [row for row in table(client, "/en/partners.csv") if row["code"] == "X-PAR"]
    assert row["name"] == "'=1+1"


def test_every_page_about_invented_things_says_so(world: World, client: Client) -> None:
    addresses = world.addresses(format="html")
    invented = ("plan", "plan-lines", "plan-line", "plan-rule", "figure", "source", "partner")
    mixed = ("home", "plans", "figures", "partners", "sources")

    silent = [name for name in invented if "Illustrative: an invented example." not in text(client, addresses[name])]
    assert silent == []
    assert [name for name in mixed if '<span class="tag invented">' not in text(client, addresses[name])] == []


def test_lines_are_filtered_sorted_and_paged_alike_on_page_and_in_data(world: World, client: Client) -> None:
    query = "?status=completed&sort=-label"

    shown = read(client, f"/en/plans/TESTS/lines.json{query}")["tables"]["lines"]
    rows = table(client, f"/en/plans/TESTS/lines.csv{query}")
    page = text(client, f"/en/plans/TESTS/lines/{query}")

    assert [row["label"] for row in shown["rows"]] == ["2.1", "1.2", "1.1"]
    assert [row["label"] for row in rows] == ["2.1", "1.2", "1.1"]
    assert re.findall(r'c-label"><a [^>]*>([\d.]+)</a>', page) == ["2.1", "1.2", "1.1"]


def test_the_rule_trace_sorts_every_line_under_a_verdict(world: World, client: Client) -> None:
    shown = read(client, "/en/plans/TESTS/rules/R2.json")
    rows = table(client, "/en/plans/TESTS/rules/R2.csv?verdict=possible")

    assert sum(shown["verdicts"].values()) == shown["tables"]["lines"]["total"] == 10
    assert {row["verdict"] for row in rows} == {"possible"}
    assert len(rows) == shown["verdicts"]["possible"]


def test_the_chart_of_a_series_stands_beside_its_table(world: World, client: Client) -> None:
    page = text(client, "/id/partners/X-PAR/")

    assert 'role="img" aria-label="Dagang (USD miliar). 2021: 1,2 (#5); 2023: 1,5 (#6)"' in page
    assert "Tidak tersedia" in page


def test_a_value_that_rose_while_its_rank_fell_is_remarked_on(world: World, client: Client) -> None:
    found = read(client, "/en/partners/X-PAR.json")["findings"]

    assert [one["check"] for one in found] == ["level_rose_rank_fell"]
    assert 'class="finding' in text(client, "/en/partners/X-PAR/")


def test_the_passage_is_marked_in_the_text_of_its_source(world: World, client: Client) -> None:
    assert "<mark>80 % of the action lines</mark>" in text(client, "/en/sources/STATEMENT/")
    assert "<mark>80 % of the action lines</mark>" in text(client, "/en/figures/CLAIM/")


def test_a_missing_translation_is_marked_and_has_its_language(world: World, client: Client) -> None:
    page = text(client, "/id/plans/TESTS/lines/")

    assert '<span lang="en">Train the crews of rescue boats in first response</span>' in page
    assert "(hanya dalam English)" in page
    assert re.search(r'scope="rowgroup"><span lang="en">1 SEAS</span>', page)


def test_numbers_and_dates_follow_the_language_and_data_does_not(world: World, client: Client) -> None:
    assert "31 Desember 2024" in text(client, "/id/figures/CLAIM/")
    assert "31 December 2024" in text(client, "/en/figures/CLAIM/")
    assert read(client, "/id/figures/CLAIM.json")["as_of"] == "2024-12-31"


def test_the_method_page_checks_the_percentage_that_is_asked_for(world: World, client: Client) -> None:
    assert read(client, "/en/method.json?value=99.6&of=290")["checked"]["verdict"] == "only_by_truncation"
    assert "19 of 20 is 95.00 %" in text(client, "/en/method/?value=95&of=20")


def test_one_text_alone_says_how_to_get_another(world: World, client: Client) -> None:
    assert "There is one text, so nothing to compare it with." in text(client, "/en/desk/plans/TESTS/versions/")
    assert "One text alone cannot be compared." in text(client, "/en/desk/compare/")


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def read(client: Client, url: str) -> Any:
    return json.loads(text(client, url))


def table(client: Client, url: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text(client, url))))
