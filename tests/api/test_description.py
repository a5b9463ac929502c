"""The description of the API for people: nothing of it is left out of the page or the reference."""

import pytest
from django.test import Client

from pantau.api.description import description
from pantau.api.problems import said_to_programs
from tests.architecture.tree import REFERENCE

OPERATIONS = [(method.upper(), path) for path, methods in description("en")["paths"].items() for method in methods]


def test_every_operation_is_in_the_reference() -> None:
    text = (REFERENCE / "api.md").read_text(encoding="utf-8")

    assert [one for one in OPERATIONS if f"{one[0]} `{one[1]}`" not in text] == []


def test_the_reference_describes_no_operation_that_is_gone() -> None:
    rows = [line for line in (REFERENCE / "api.md").read_text(encoding="utf-8").splitlines() if "`/api/v1/" in line]
    named = [tuple(row.split("|")[1].replace("`", "").split()) for row in rows if row.startswith(("| GET", "| P"))]

    assert sorted(named) == sorted(OPERATIONS)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_shows_every_operation_and_every_problem(language: str) -> None:
    page = Client().get(f"/api/v1/docs/{language}/")
    text = page.content.decode()

    assert page.status_code == 200
    assert f'<html lang="{language}">' in text
    assert [path for method, path in OPERATIONS if f"{method} {path}" not in text] == []
    assert [code for code, _ in said_to_programs() if f'id="{code}"' not in text] == []


def test_the_page_speaks_the_language_of_the_reader_and_offers_the_other() -> None:
    text = Client().get("/api/v1/docs/", headers={"Accept-Language": "id"}).content.decode()

    assert '<html lang="id">' in text
    assert 'href="/api/v1/docs/en/"' in text


def test_the_page_needs_no_script_and_is_light() -> None:
    page = Client().get("/api/v1/docs/en/", headers={"Accept-Encoding": "gzip"})

    assert b"<script" not in Client().get("/api/v1/docs/en/").content
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert len(page.content) < 150_000


def test_a_language_that_we_do_not_have_is_not_there() -> None:
    assert Client().get("/api/v1/docs/fr/").status_code == 404


def test_the_description_is_openapi_in_the_language_asked_for() -> None:
    answers = [Client().get("/api/v1/openapi.json", headers={"Accept-Language": one}).json() for one in ("en", "id")]

    assert [one["openapi"] for one in answers] == ["3.1.0", "3.1.0"]
    assert answers[0]["info"]["title"] != answers[1]["info"]["title"]


def test_the_root_leads_to_the_page() -> None:
    assert Client().get("/api/v1/")["Location"] == "/api/v1/docs/"
