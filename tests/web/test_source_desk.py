"""The evidence desk without a script: after a decision that was refused, its claim is in focus."""

import re

import pytest
from django.test import Client

from pantau.domain.evidence.rows import ClaimRow
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.queries.claims import claims_of
from pantau.records.queries.sources import source_named
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.read_source import read_source
from tests.web.world import World

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both
TEXT = (
    b"The 9th ASEAN-Japan Ministerial Meeting was held in Jakarta on 11 March 2024. The ASEAN-Japan Plan of Action "
    b"2021-2025 has been adopted, and 92 % of its action lines have been implemented."
)
DESK = "/en/desk/evidence/TALK-1/"


@pytest.fixture
def claims(world: World) -> tuple[ClaimRow, ...]:
    add_source(LOCAL_OPERATOR, content=TEXT, file="a.txt", details=SourceDetails(code="TALK-1"))
    read_source(LOCAL_OPERATOR, code="TALK-1")
    return claims_of(source_named("TALK-1"))


def in_focus(html: str) -> str:
    (found,) = re.findall(r'<li[^>]*id="c-([0-9a-f]+)"[^>]*aria-current', html)
    return str(found)


def test_a_claim_that_changed_meanwhile_is_in_focus(claims: tuple[ClaimRow, ...], client: Client) -> None:
    last = claims[-1]

    answer = client.post(DESK, {"do": "accept", "chosen": f"{last.public_id}:{last.version + 1}"})

    assert answer.status_code == 409
    assert last.public_id.hex.startswith(in_focus(answer.content.decode()))


def test_of_several_the_first_that_was_left_is_in_focus(claims: tuple[ClaimRow, ...], client: Client) -> None:
    chosen = [one for one in claims if one.type == "date" or "92" in one.text]

    answer = client.post(DESK, {"do": "accept", "chosen": [f"{one.public_id}:{one.version}" for one in chosen]})

    (left,) = [one for one in claims_of(source_named("TALK-1")) if "92" in one.text]
    assert (answer.status_code, left.state.value) == (200, "proposed")
    assert left.public_id.hex.startswith(in_focus(answer.content.decode()))


@pytest.mark.parametrize(("language", "name"), [("en", "Japan"), ("id", "Jepang")])
def test_countries_stand_there_by_name(claims: tuple[ClaimRow, ...], client: Client, language: str, name: str) -> None:
    page = client.get(f"/{language}/desk/evidence/TALK-1/").content.decode()

    assert f'<span class="reading">{name}</span>' in page
    assert '<span class="reading">JP</span>' not in page
