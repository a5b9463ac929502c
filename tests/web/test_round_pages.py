"""The pages of rounds: who sees whom, what is opened, extended and closed on them, and the calendar of each person."""

import csv
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import Role
from pantau.domain.refusals import NotFound
from pantau.domain.rounds import Owing
from pantau.records.models import Extension, LedgerEntry, Message, Round, User
from pantau.records.queries.people import acting, acting_named
from pantau.records.queries.rounds import round_of_plan
from pantau.usecases.remind_reporters import remind_reporters
from pantau.usecases.renew_calendar import renew_calendar
from tests.usecases.conftest import office, office_template  # noqa: F401
from tests.usecases.office import CODE, Office
from tests.usecases.people import person
from tests.usecases.test_rounds import LEADS, opened
from tests.workspaces import progress, working_in

TODAY = timezone.now().date()
FORM = {
    "plan": CODE,
    "code": "Autumn",
    "period": "2025",
    "opens": "2025-11-03",
    "closes": "2025-12-15",
    "cut_off": "",
    "remind": "-3, 0",
    "exceptions": "",
    "owing_members": "yes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A round that was due a week ago, in which Alfara has reported one line, and the people who look at it."""

    office: Office
    round: UUID
    people: dict[str, User]

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(self.people[name])
        return client

    def json(self, name: str, path: str) -> Any:
        answer = self.client(name).get(path)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    @property
    def page(self) -> str:
        return f"/en/desk/rounds/{self.round}/"


@pytest.fixture(scope="module")
def desk_template(office_template: Office, lasting: DjangoDbBlocker) -> Desk:  # noqa: F811
    with lasting.unblock(), working_in(office_template.folder):
        return made_desk(office_template)


@pytest.fixture
def desk(desk_template: Desk, office: Office) -> Desk:  # noqa: F811
    return replace(desk_template, office=office)


def made_desk(office: Office) -> Desk:  # noqa: F811
    office.register(*LEADS)
    days = {"opens": TODAY - timedelta(days=60), "closes": TODAY - timedelta(days=7), "cut_off": date(2025, 1, 1)}
    facts = opened(office, code="Now", owing=(Owing.MEMBERS, Owing.LEAD), remind=(0, 7), **days)
    office.progress(progress({("1.1", "X-ALF"): "completed"}, as_of="2025-06-30"), round="Now")
    people = {
        "focal": person("focal", (Role.FOCAL_POINT, "X-ALF")),
        "ministry": person("ministry", (Role.CONTRIBUTOR, "X-ALF")),
        "reviewer": person("reviewer", (Role.REVIEWER, "")),
        "evaluator": person("evaluator", (Role.EVALUATOR, "")),
        "coordinator": person("coordinator", (Role.COORDINATOR, "X-SEC")),
    }
    return Desk(office=office, round=facts.public_id, people=people)


def reporters(data: Any) -> list[str]:
    return [row["code"] for row in data["tables"]["reporters"]["rows"]]


def test_a_country_sees_its_own_standing_alone_and_whoever_reviews_sees_all(desk: Desk) -> None:
    path = desk.page.rstrip("/") + ".json"

    assert reporters(desk.json("focal", path)) == ["X-ALF"]
    assert reporters(desk.json("evaluator", path)) == ["X-ALF", "X-BRA", "X-CEM", "X-SEC"]
    assert desk.json("focal", path)["counts"]["owed"] == 10
    assert desk.json("reviewer", path)["counts"]["owed"] == 32


def test_nothing_of_another_country_stands_on_any_page_of_rounds(desk: Desk) -> None:
    client = desk.client("focal")
    pages = (desk.page, "/en/desk/rounds/", "/en/desk/completeness/", "/en/desk/calendar/")

    for page in pages:
        for address in (page, f"{page.rstrip('/')}.json", f"{page.rstrip('/')}.csv"):
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert [name for name in (b"Bravia", b"X-BRA") if name in answer.content] == [], address


def test_a_round_that_is_none_of_ones_business_is_not_there(desk: Desk) -> None:
    asking = desk.client("coordinator")

    assert asking.get(desk.page).status_code == asking.get(f"/en/desk/rounds/{uuid4()}/").status_code == 404
    assert asking.post(desk.page, {"do": "close", "seen": "1"}).status_code == 404


def test_the_matrix_shows_letters_counts_and_lateness(desk: Desk) -> None:
    desk.office.progress(progress({("1.1", "X-SEC"): "ongoing", ("1.2", "X-SEC"): "ongoing"}), round="Now")
    client = desk.client("reviewer")

    wide = list(csv.DictReader(StringIO(client.get("/en/desk/completeness.csv").content.decode())))
    long = csv.DictReader(StringIO(client.get("/en/desk/completeness.csv?table=cells").content.decode()))

    assert {row["reporter"]: row["TESTS Now"] for row in wide} == {
        "X-ALF": "A 1/10 late",
        "X-BRA": "· 0/10 late",
        "X-CEM": "· 0/10 late",
        "X-SEC": "A 2/2",
    }
    assert [(row["reporter"], row["state"], row["missing"], row["late"]) for row in long][:2] == [
        ("X-ALF", "accepted", "9", "yes"),
        ("X-BRA", "nothing_yet", "10", "yes"),
    ]


def test_an_open_matrix_leaves_closed_rounds_out(desk: Desk) -> None:
    client = desk.client("reviewer")
    client.post(desk.page, {"do": "close", "seen": "1", "note": ""})

    assert desk.json("reviewer", "/en/desk/completeness.json?which=open")["rounds"] == 0
    assert desk.json("reviewer", "/en/desk/completeness.json")["rounds"] == 1


def test_a_round_is_looked_at_and_then_opened(desk: Desk) -> None:
    client = desk.client("reviewer")

    looked = client.post("/en/desk/rounds/open/", FORM | {"do": "preview"})
    seen = looked.content.decode().partition('name="seen" value="')[2][:64]
    assert (looked.status_code, Round.objects.filter(code="Autumn").count()) == (200, 0)
    opened = client.post("/en/desk/rounds/open/", FORM | {"do": "open", "seen": seen})

    facts = round_of_plan(CODE, "Autumn")
    assert (opened.status_code, opened["Location"]) == (303, f"/en/desk/rounds/{facts.public_id}/")
    assert facts.remind == (-3, 0)
    assert LedgerEntry.objects.filter(subject=facts.public_id).get().actor == "reviewer"


def test_a_round_is_not_opened_otherwise_than_it_was_seen(desk: Desk) -> None:
    client = desk.client("reviewer")

    answer = client.post("/en/desk/rounds/open/", FORM | {"do": "open", "seen": "0" * 64})

    assert answer.status_code == 409
    assert not Round.objects.filter(code="Autumn").exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"plan": ""}, "plan"),
        ({"code": "now"}, "code"),
        ({"period": "soon"}, "period"),
        ({"opens": "03/11/2025"}, "opens"),
        ({"closes": "2025-01-01"}, "closes"),
        ({"remind": "often"}, "remind"),
        ({"owing_members": "", "owing_partner": "yes"}, "owing_members"),
        ({"exceptions": "X-NOB,1.1,why"}, "exceptions"),
        ({"owing_members": ""}, "exceptions"),
    ],
)
def test_what_cannot_be_opened_is_said_beside_its_field(desk: Desk, changes: dict[str, str], field: str) -> None:
    answer = desk.client("reviewer").post("/en/desk/rounds/open/", FORM | changes | {"do": "preview"})

    assert answer.status_code == 422
    assert f'<a href="#f-{field}">' in answer.content.decode()


def test_exceptions_may_be_typed_without_headings(desk: Desk) -> None:
    typed = FORM | {"exceptions": "X-ALF;1.1|1.2;no coast\r\nX-BRA;;acceding", "do": "preview"}

    answer = desk.client("reviewer").post("/en/desk/rounds/open/", typed).content.decode()

    assert "18 reports on 10 lines, owed by 2 reporters." in answer


def test_a_focal_point_opens_extends_and_closes_nothing(desk: Desk) -> None:
    client = desk.client("focal")

    assert client.get("/en/desk/rounds/open/").status_code == 404
    assert client.post("/en/desk/rounds/open/", FORM | {"do": "preview"}).status_code == 404
    for form in ({"do": "close", "seen": "1"}, extension()):
        assert client.post(desk.page, form).status_code in (404, 422)
    assert Round.objects.get(code="Now").closed_at is None
    assert not Extension.objects.exists()


def test_a_reporter_is_given_more_time_on_the_page(desk: Desk) -> None:
    answer = desk.client("reviewer").post(desk.page, extension())

    assert answer.status_code == 303
    row = desk.json("focal", desk.page.rstrip("/") + ".json")["tables"]["reporters"]["rows"][0]
    assert (row["due"], row["late"]) == (extension()["until"], "no")


@pytest.mark.parametrize(("name", "value"), [("until", "2020-01-01"), ("reason", ""), ("reporter", "")])
def test_an_extension_that_cannot_be_is_said_beside_its_field(desk: Desk, name: str, value: str) -> None:
    answer = desk.client("reviewer").post(desk.page, extension() | {name: value})

    assert (answer.status_code, Extension.objects.count()) == (422, 0)
    assert f'<a href="#f-{name}">' in answer.content.decode()


def test_a_round_is_closed_once_and_as_it_was_seen(desk: Desk) -> None:
    client = desk.client("reviewer")

    answers = [client.post(desk.page, {"do": "close", "seen": seen, "note": "done"}).status_code for seen in "911"]

    assert answers == [409, 303, 400]
    assert "Close the round" not in client.get(desk.page).content.decode()


def test_a_closed_round_is_reopened_with_a_reason_that_everybody_reads(desk: Desk) -> None:
    reviewer, focal = desk.client("reviewer"), desk.client("focal")
    reviewer.post(desk.page, {"do": "close", "seen": "1", "note": "for ourselves"})
    again = {"do": "reopen", "seen": "2", "why": "The wrong round."}

    answers = [
        client.post(desk.page, sent).status_code
        for client, sent in (
            (focal, again),
            (reviewer, again | {"why": ""}),
            (reviewer, again | {"seen": "1"}),
            (reviewer, again),
            (reviewer, again | {"seen": "3"}),
        )
    ]

    assert answers == [404, 422, 409, 303, 400]
    notes = [row["note"] for row in desk.json("focal", f"{desk.page[:-1]}.json")["tables"]["decisions"]]
    assert notes == [None, None, "The wrong round."]
    assert "for ourselves" in reviewer.get(desk.page).content.decode()


def test_the_history_of_a_round_says_why_in_the_language_of_the_page(desk: Desk) -> None:
    client = desk.client("reviewer")
    client.post(desk.page, {"do": "close", "seen": "1"})
    client.post(desk.page, {"do": "reopen", "seen": "2", "why": "The wrong round."})

    english, indonesian = (
        client.get(f"/{language}/desk/history/round/{desk.round}/").content.decode() for language in ("en", "id")
    )

    assert ("close round Now" in english, "reopen round Now" in english) == (True, True)
    assert ("tutup putaran Now" in indonesian, "buka kembali putaran Now" in indonesian) == (True, True)


def test_the_pages_ask_as_often_about_many_rounds_as_about_one(desk: Desk) -> None:
    client = desk.client("reviewer")

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    pages = ("/en/desk/rounds/", "/en/desk/completeness/", "/en/desk/calendar/")
    before = [queries(page) for page in pages]
    for year in range(2021, 2025):
        opened(desk.office, code=str(year))
    assert [queries(page) for page in pages] == before


def test_each_person_s_calendar_has_the_rounds_that_concern_them(desk: Desk, client: Client) -> None:
    desk.client("reviewer").post(desk.page, extension())

    def days(name: str) -> list[str]:
        read = Calendar.from_ical(client.get(feed(desk, name)).content)
        return sorted(str(event["SUMMARY"]) for event in read.walk("VEVENT"))

    assert days("focal") == ["TESTS Now: reporting opens", "TESTS Now: reports of Alfara are due (extended)"]
    assert days("reviewer") == [
        "TESTS Now: reporting opens",
        "TESTS Now: reports are due",
        "TESTS Now: reports of Alfara are due (extended)",
    ]
    assert days("coordinator") == []


def test_the_address_of_a_calendar_is_kept_by_no_cache_and_ends_with_the_person(desk: Desk, client: Client) -> None:
    address = feed(desk, "focal")
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert answer["Content-Type"].startswith("text/calendar")

    user = User.objects.get(name="focal")
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(address).status_code == 404


def test_the_old_address_of_a_calendar_is_dead_at_once_when_it_is_renewed(desk: Desk, client: Client) -> None:
    old, other = feed(desk, "focal"), feed(desk, "reviewer")

    answer = desk.client("focal").post("/en/desk/calendar/", {})

    assert (answer.status_code, answer["Location"]) == (303, "/en/desk/calendar/#feed")
    assert [client.get(address).status_code for address in (old, feed(desk, "focal"), other)] == [404, 200, 200]


def test_somebody_else_s_calendar_is_renewed_by_who_manages_people_alone(desk: Desk, client: Client) -> None:
    old = feed(desk, "focal")
    evaluator, administrator = acting_named("evaluator"), acting(person("admin", (Role.ADMINISTRATOR, "")))
    assert evaluator
    assert administrator

    with pytest.raises(NotFound):
        renew_calendar(evaluator, name="focal")
    assert client.get(old).status_code == 200
    renew_calendar(administrator, name="Focal")

    assert client.get(old).status_code == 404


@pytest.mark.parametrize(
    "token",
    ["x", signing.dumps("x", salt="pantau.calendar"), signing.dumps(str(uuid4()))],
    ids=["no token", "a name", "another salt"],
)
def test_an_address_that_was_not_made_here_is_not_there(desk: Desk, client: Client, token: str) -> None:
    assert client.get(f"/en/calendar/{token}.ics").status_code == 404


def test_mail_is_seen_and_tried_again_by_whoever_reviews_alone(desk: Desk) -> None:
    remind_reporters(desk.office.actor, on=TODAY)
    message = Message.objects.get()

    assert desk.json("reviewer", "/en/desk/messages.json")["waiting"] == 1
    again = {"message": str(message.public_id)}
    assert desk.client("reviewer").post("/en/desk/messages/", again).status_code == 303
    assert desk.client("reviewer").post("/en/desk/messages/", {"message": "7"}).status_code == 404
    assert desk.client("focal").get("/en/desk/messages/").status_code == 404
    assert desk.client("focal").post("/en/desk/messages/", again).status_code == 404


def extension() -> dict[str, str]:
    until = (TODAY + timedelta(days=20)).isoformat()
    return {"do": "extend", "reporter": "X-ALF", "until": until, "reason": "flood"}


def feed(desk: Desk, name: str) -> str:
    """The address that the person's own calendar page gives."""
    page = desk.client(name).get("/en/desk/calendar/").content.decode()
    return "/en/calendar/" + page.partition("/en/calendar/")[2].partition("<")[0]
