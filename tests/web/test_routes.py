"""Every page of the route table, in both languages, as HTML, JSON and CSV."""

import csv
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.words import LANGUAGES
from pantau.web.route import FORMATS
from pantau.web.routes import ROUTES
from tests.web.world import World
from tests.workspaces import working_in

TYPES = {"html": "text/html; charset=utf-8", "json": "application/json", "csv": "text/csv; charset=utf-8"}


@dataclass(kw_only=True)
class Answers(Mapping[tuple[str, str], dict[str, HttpResponse]]):
    """What somebody who may do everything gets of every page, by language and format: each is asked for once, when a
    test first looks at it.
    """

    world: World
    lasting: DjangoDbBlocker
    found: dict[tuple[str, str], dict[str, HttpResponse]] = field(default_factory=dict)

    def __getitem__(self, wanted: tuple[str, str]) -> dict[str, HttpResponse]:
        if wanted not in self.found:
            with self.lasting.unblock(), working_in(self.world.office.folder), transaction.atomic():
                self.found[wanted] = self._asked(*wanted)
                transaction.set_rollback(True)
        return self.found[wanted]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return product(LANGUAGES, FORMATS)

    def __len__(self) -> int:
        return len(LANGUAGES) * len(FORMATS)

    def _asked(self, language: str, format: str) -> dict[str, HttpResponse]:
        client = Client()
        self.world.sign_in(client, LOCAL_OPERATOR.name)
        with translation.override(language):
            places = self.world.addresses(format=format)
        return {name: client.get(url) for name, url in places.items()}


@pytest.fixture(scope="module")
def answers(lasting: DjangoDbBlocker, world_template: World) -> Answers:
    return Answers(world=world_template, lasting=lasting)


sqlite_alone = pytest.mark.sqlite_alone  # the same answers, looked at more closely
# Each page asks the same of the database in both languages and all formats: two of these hold it against both engines.
ON_BOTH = {("en", "html"), ("id", "json")}


@pytest.mark.parametrize(
    ("language", "format"),
    [pytest.param(*one, marks=() if one in ON_BOTH else sqlite_alone) for one in product(LANGUAGES, FORMATS)],
)
def test_every_page_answers(answers: Answers, language: str, format: str) -> None:
    got = answers[language, format]

    assert len(got) == len(ROUTES)
    assert {name: answer.status_code for name, answer in got.items() if answer.status_code != 200} == {}
    assert {answer["Content-Type"] for answer in got.values()} == {TYPES[format]}
    assert {answer["Content-Language"] for answer in got.values()} == {language}
    assert {answer["Cache-Control"] for answer in got.values()} == {"private, no-store"}


@sqlite_alone
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_has_one_heading(answers: Answers, language: str) -> None:
    pages = texts(answers[language, "html"])

    wrong = [name for name, text in pages.items() if f'<html lang="{language}">' not in text or text.count("<h1") != 1]
    assert wrong == []


@sqlite_alone
def test_every_page_leads_to_itself_as_data(world: World, answers: Answers) -> None:
    data = {other: world.addresses(format=other) for other in ("json", "csv")}
    for name, text in texts(answers["en", "html"]).items():
        for other, places in data.items():
            assert f'href="{places[name]}"' in text, f"{name} does not lead to its {other}"


@sqlite_alone
def test_every_page_as_json_names_itself(answers: Answers) -> None:
    pages: dict[str, Any] = {name: json.loads(text) for name, text in texts(answers["en", "json"]).items()}

    assert [name for name, data in pages.items() if not data["title"]] == []


# What has no rows in this world: nothing waits, was sent back, is looked through or falls into this month.
BARE = {
    "calendar",
    "evidence-add",
    "evidence-claim",
    "messages",
    "report-line",
    "report-submit",
    "round-open",
    "search",
    "source-add",
    "source-origin",
    "tokens",
}


@sqlite_alone
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_csv_is_a_table_without_empty_cells(answers: Answers, language: str) -> None:
    bare = set()
    for name, text in texts(answers[language, "csv"]).items():
        head, *rows = csv.reader(StringIO(text))
        bare |= set() if rows else {name}
        assert {len(row) for row in rows} <= {len(head)}, name
        assert [(name, head[place]) for row in rows for place, cell in enumerate(row) if not cell] == []
    assert bare == BARE


@sqlite_alone
def test_no_page_lets_a_foreign_script_in(answers: Answers) -> None:
    policies = {answer["Content-Security-Policy"] for answer in answers["en", "html"].values()}

    assert len(policies) == 1
    parts = dict(part.strip().split(" ", 1) for part in policies.pop().split(";"))
    assert (parts["default-src"], parts["style-src"], parts["img-src"]) == ("'none'", "'self'", "'self'")
    assert (parts["script-src"], parts["connect-src"]) == ("'self'", "'self'")


@sqlite_alone
def test_no_page_has_an_inline_script_or_style(answers: Answers) -> None:
    inline = re.compile(r'<script(?! src="/static/)| style=|<style| on[a-z]+="')

    assert [name for name, text in texts(answers["en", "html"]).items() if inline.search(text)] == []


@sqlite_alone
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


def texts(got: dict[str, HttpResponse]) -> dict[str, str]:
    return {name: answer.content.decode() for name, answer in got.items()}
