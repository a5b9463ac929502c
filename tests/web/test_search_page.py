"""The page that searches the texts of sources: what it finds, where it leads, and what it says where nothing is."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.usecases.add_source import SourceDetails, add_source
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # what stands on a page does not depend on the engine

LONG = "Nothing of interest here. " * 700 + "\n\nThe ministers agreed on <b>fisheries</b> & ports.\n"


@pytest.fixture
def visitor(world: World) -> Client:
    details = SourceDetails(code="LONG", title="A <i>long</i> text")
    add_source(LOCAL_OPERATOR, content=LONG.encode(), file="a.txt", details=details)
    return Client()


def test_a_hit_leads_to_its_place_in_the_text(visitor: Client) -> None:
    page = visitor.get("/en/search/", {"q": "agreement fishery"}).content.decode()
    href = re.search(r'href="(/en/sources/LONG/[^"]*)"', page)

    assert '<mark class="hit">agreed</mark> on &lt;b&gt;<mark class="hit">fisheries</mark>&lt;/b&gt;' in page
    assert href is not None
    address, _, anchor = href[1].replace("&amp;", "&").partition("#")
    assert f'<span id="{anchor}"></span><mark class="hit">agreed</mark>' in visitor.get(address).content.decode()
    assert anchor == f"h-{LONG.index('agreed')}"


def test_the_same_as_data(visitor: Client) -> None:
    found = visitor.get("/en/search.json", {"q": "fishery"}).json()
    row = found["tables"]["search"]["rows"][0]
    start, end = map(int, row["hits"].split("-"))

    assert (found["passages"], found["sources"], row["code"]) == (1, 1, "LONG")
    assert LONG[start:end] == "fisheries"
    assert "LONG" in visitor.get("/id/search.csv", {"q": "fishery"}).content.decode()


def test_where_nothing_is_found_the_unknown_word_is_named(visitor: Client) -> None:
    page = visitor.get("/id/search/", {"q": "fisheries kwetiau"}).content.decode()

    assert "Tidak ada sumber yang memuat: kwetiau." in page


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\u202egnp.exe", 'a" OR "b', "%00", "(((", "-x"])
def test_hostile_words_are_words(visitor: Client, typed: str) -> None:
    answer = visitor.get(f"/en/search/?q={quote(typed)}")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["q=" + "a" * 201, "from=soon", "to=3000", "language=xx", "publisher=nobody", "size=7", "x=1"]
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(visitor: Client, query: str) -> None:
    assert visitor.get(f"/en/search/?{query}").status_code == 400


def test_a_page_past_the_last_is_refused(visitor: Client) -> None:
    assert visitor.get("/en/search/", {"q": "fisheries", "page": "2"}).status_code == 400
