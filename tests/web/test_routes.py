"""Every page of the route table, in both languages, as HTML, JSON and CSV."""

import csv
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from pantau.domain.words import LANGUAGES
from pantau.web.route import FORMATS
from pantau.web.routes import ROUTES
from tests.web.world import World

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with translation.override(request.param):
        yield str(request.param)


@pytest.mark.parametrize("format", FORMATS)
def test_every_page_answers(world: World, client: Client, language: str, format: str) -> None:
    answers = {name: client.get(url) for name, url in world.addresses(format=format).items()}

    assert len(answers) == len(ROUTES)
    assert {name: answer.status_code for name, answer in answers.items() if answer.status_code != 200} == {}
    assert {answer["Content-Type"] for answer in answers.values()} == {TYPES[format]}
    assert {answer["Content-Language"] for answer in answers.values()} == {language}
    assert {answer["Cache-Control"] for answer in answers.values()} == {"private, no-store"}


def test_every_page_says_its_language_and_has_one_heading(world: World, client: Client, language: str) -> None:
    pages = {name: body_of(client, url) for name, url in world.addresses(format="html").items()}

    wrong = [name for name, text in pages.items() if f'<html lang="{language}">' not in text or text.count("<h1") != 1]
    assert wrong == []


def test_every_page_leads_to_itself_as_data(world: World, client: Client) -> None:
    for name, url in world.addresses(format="html").items():
        text = body_of(client, url)
        for other in ("json", "csv"):
            assert f'href="{world.addresses(format=other)[name]}"' in text, f"{name} does not lead to its {other}"


def test_every_page_as_json_names_itself(world: World, client: Client) -> None:
    pages: dict[str, Any] = {
        name: json.loads(body_of(client, url)) for name, url in world.addresses(format="json").items()
    }

    assert [name for name, data in pages.items() if not data["title"]] == []


# What has no rows in this world: nothing waits, was sent back, is looked through or falls into this month.
BARE = {"calendar", "messages", "report-line", "report-submit", "round-open", "tokens"}


def test_every_csv_is_a_table_without_empty_cells(world: World, client: Client, language: str) -> None:
    bare = set()
    for name, url in world.addresses(format="csv").items():
        head, *rows = csv.reader(StringIO(body_of(client, url)))
        bare |= set() if rows else {name}
        assert {len(row) for row in rows} <= {len(head)}, name
        assert [(name, head[place]) for row in rows for place, cell in enumerate(row) if not cell] == []
    assert bare == BARE


def test_no_page_lets_a_foreign_script_in(world: World, client: Client) -> None:
    policies = {client.get(url)["Content-Security-Policy"] for url in world.addresses(format="html").values()}

    assert len(policies) == 1
    parts = dict(part.strip().split(" ", 1) for part in policies.pop().split(";"))
    assert (parts["default-src"], parts["style-src"], parts["img-src"]) == ("'none'", "'self'", "'self'")
    assert (parts["script-src"], parts["connect-src"]) == ("'self'", "'self'")


def test_no_page_has_an_inline_script_or_style(world: World, client: Client) -> None:
    pages = {name: body_of(client, url) for name, url in world.addresses(format="html").items()}

    inline = re.compile(r'<script(?! src="/static/)| style=|<style| on[a-z]+="')
    assert [name for name, text in pages.items() if inline.search(text)] == []


def test_pages_without_a_form_are_only_read(world: World, client: Client) -> None:
    read_only = {route.name for route in ROUTES if route.deed is None}
    answers = {name: client.post(url).status_code for name, url in world.addresses(format="html").items()}

    assert {status for name, status in answers.items() if name in read_only} == {405}
    assert 405 not in {status for name, status in answers.items() if name not in read_only}


def test_what_others_wrote_is_as_they_published_it() -> None:
    folder = Path(__file__).parent / "vendor"
    files = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))["file"]

    listed = {file["path"]: file["sha256"] for file in files}
    assert listed == {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in listed}
    assert {path.name for path in folder.iterdir()} == {*listed, *(f["licence_text"] for f in files), "manifest.toml"}


def body_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()
