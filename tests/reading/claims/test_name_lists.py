"""The word lists of names: whole rows, no empty spelling, ids of the agreed form, codes that claims may carry."""

import csv
import re
from importlib.resources import files

import pytest

from pantau.reading.claims.lexicons import SEPARATOR, rows

LISTS = {
    "countries": ("en", "id", "other", "adjective", "capital"),
    "places": ("places",),
    "bodies": ("names",),
    "body_nouns": ("en", "id"),
    "ministries": ("names",),
    "leaders": ("names",),
    "meetings": ("en", "id"),
    "instruments": ("en", "id"),
    "stages": ("names",),
    "roles": ("names",),
    "acts": ("names",),
    "areas": ("names",),
    "groups": ("names", "list"),
    "stances": ("names",),
}


@pytest.mark.parametrize("name", LISTS)
def test_every_row_has_the_columns_of_its_list_and_no_empty_spelling(name: str) -> None:
    text = files("pantau.reading.claims").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    table = list(csv.reader(line for line in text.splitlines() if line.strip() and not line.startswith("#")))
    assert text.startswith("#")
    assert {len(row) for row in table} == {len(table[0])}
    for row in rows(name):
        for column in LISTS[name]:
            assert all(part.strip() for part in row[column].split(SEPARATOR) if row[column]), row


def test_countries_have_iso_codes_and_bodies_ids_of_the_agreed_form() -> None:
    codes = [row["code"] for row in rows("countries")]
    assert len(codes) == len(set(codes)) == 249
    assert all(re.fullmatch("[A-Z]{2}", code) for code in codes)
    ids = [row["id"] for row in rows("bodies")]
    assert len(ids) == len(set(ids))
    assert all(one == "ASEAN" or re.fullmatch(r"(org|reg|prog|sys):[a-z0-9-]+", one) for one in ids)
    assert {row["country"] for row in rows("bodies")} <= {*codes, "", "ASEAN"}


def test_the_fifteen_sectoral_bodies_of_the_socio_cultural_community_are_listed() -> None:
    wanted = [
        "accsm",
        "acdm",
        "acw",
        "acwc",
        "asoen",
        "cop-aathp",
        "somhd",
        "slom",
        "som-ed",
        "somswd",
        "somy",
        "somca",
        "somrdpe",
        "soms",
        "somri",
    ]
    assert {f"org:{one}" for one in wanted} <= {row["id"] for row in rows("bodies")}
