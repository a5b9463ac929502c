"""What nobody accepted and what is personal appears on no page, in no format, for nobody it is not for (T3, T4)."""

import re
from collections import deque
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import Role
from pantau.usecases.review_reports import return_reports
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import Cast, cast, pen, person
from tests.web.world import World
from tests.workspaces import working_in

pytestmark = pytest.mark.sqlite_alone  # what stands on a page does not depend on the engine

HREF = re.compile(r'(?:href|action)="(/[^"#]*)')
TEXTS = ("narrative", "issues", "next_steps")
PERSONAL = ("Canaria Person", "canaria@example.org", "canary-sign-in")
PAGES = 300


@pytest.fixture(scope="module")
def crew_template(world_template: World, lasting: DjangoDbBlocker) -> Cast:
    """Drafts, submitted and returned reports of X-ALF, and a person, all with marked words."""
    with lasting.unblock(), working_in(world_template.office.folder):
        return marked(world_template)


@pytest.fixture
def crew(crew_template: Cast, world: World) -> Cast:
    return crew_template.again()


def marked(world: World) -> Cast:
    crew = cast(world.office, partner=False, year=2023)
    for label, state in (("1.1", "draft"), ("1.2", "submitted"), ("1.3", "returned")):
        cells = {cell: f"canary-{state}-{cell}" for cell in TEXTS}
        crew.save("focal alf", "X-ALF", label, status="ongoing", **cells)
    send = crew.chosen("X-ALF", "1.2", "1.3")
    submit_reports(crew.actor("approver alf"), round=crew.round, reports=send)
    back = crew.chosen("X-ALF", "1.3", note="canary-note")
    return_reports(crew.actor("reviewer"), round=crew.round, reports=back)
    user = person(PERSONAL[2], (Role.FOCAL_POINT, "X-ALF"))
    with transaction.atomic():
        pen().change(user, full_name=PERSONAL[0], email=PERSONAL[1])
    return crew


def test_a_visitor_comes_across_no_canary_wherever_they_go(world: World, crew: Cast) -> None:
    found = canaries_in(crawled(Client(), start=starts(world)))

    assert found == {}


def test_another_country_comes_across_no_canary_wherever_it_goes(world: World, crew: Cast) -> None:
    client = Client()
    client.force_login(crew.people["approver bra"])

    assert canaries_in(crawled(client, start=starts(world))) == {}


def test_the_crawl_would_find_them(world: World, crew: Cast) -> None:
    """The control: whoever may read what was submitted meets it."""
    client = Client()
    client.force_login(crew.people["reviewer"])

    found = canaries_in(crawled(client, start=["/en/desk/review/"]))

    assert "canary-submitted-narrative" in found
    assert not any("canary-draft" in word for word in found)


def test_counts_and_searches_know_nothing_of_them(world: World, crew: Cast, client: Client) -> None:
    visitor = Client()
    for word in ("canary", "canary-submitted-narrative"):
        for url in (f"/en/sources.json?q={word}", f"/en/plans/TESTS/lines.json?q={word}"):
            answer = visitor.get(url)
            assert "canary" not in answer.content.decode().replace(word, "")
    card = visitor.get("/en/plans/TESTS.json").json()
    assert "provisional" not in card


def starts(world: World) -> list[str]:
    """Every page that is open to all, in both languages and every format."""
    found = []
    for format, language in (("html", "en"), ("html", "id"), ("json", "en"), ("csv", "id")):
        addresses = world.addresses(format=format).values()
        found += [url.replace("/en/", f"/{language}/", 1) for url in addresses]
    return found


def crawled(client: Client, *, start: list[str]) -> Iterator[tuple[str, str]]:
    """Every page that can be come to from these, with what it says."""
    waiting, seen = deque(start), set(start)
    for _ in range(PAGES):
        if not waiting:
            return
        url = waiting.popleft()
        response = client.get(url)
        if response.status_code >= 300:
            continue
        text = b"".join(response) if response.streaming else response.content
        body = text.decode(errors="replace")
        yield url, body
        for href in HREF.findall(body):
            plain = href.replace("&amp;", "&")
            if plain not in seen and not re.search(r"[?&](sort|size|page|table)=|^/static/", plain):
                seen.add(plain)
                waiting.append(plain)


def canaries_in(pages: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Each marked word with the first page that says it."""
    found: dict[str, str] = {}
    for url, body in pages:
        for word in (*re.findall(r"canary-[\w-]+", body), *(one for one in PERSONAL if one in body)):
            found.setdefault(word, url)
    return found
