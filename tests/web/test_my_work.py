"""My work: what waits for whom, one click from its place, in as many queries for a thousand lines as for ten."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.reports import CellChange
from pantau.records.models import (
    Actor,
    Claim,
    Contribution,
    Extension,
    Line,
    Obligation,
    Round,
    StatusReport,
    StatusReportVersion,
)
from pantau.records.workspace import Folder
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.assign_lines import assign_lines
from pantau.usecases.contribute import hand_in_contribution, save_contribution
from pantau.usecases.read_source import read_source
from pantau.usecases.review_reports import return_reports
from pantau.usecases.submit_reports import submit_reports
from tests.usecases.cast import cast, pen
from tests.usecases.office import opened
from tests.web.reporting import Desk
from tests.workspaces import folder_of

FOCAL, APPROVER, MINISTRY, COORDINATOR = "focal alf", "approver alf", "ministry alf", "coordinator"
MOST = 15
PLACE = "/en/my-work/"


@pytest.fixture(scope="module")
def desk_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Desk]:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("work") / "workspace") as folder:
        return folder, Desk(crew=cast(opened(folder)))


@pytest.fixture
def desk(desk_template: tuple[Folder, Desk], db: None, folder_again: Callable[[Folder], Folder]) -> Desk:
    folder, made = desk_template
    folder_again(folder)
    return made


def due(desk: Desk, days: int) -> None:
    """The round is due in so many days."""
    with transaction.atomic():
        day = timezone.now().date() + timedelta(days=days)
        pen().change(Round.objects.get(public_id=desk.crew.round), opens=date(2020, 1, 1), closes=day)


def waits(desk: Desk, name: str) -> dict[str, int]:
    data: Any = desk.client(name).get("/en/my-work.json").json()
    return {key: many for key, many in data["counts"].items() if many}


def test_a_reporter_sees_what_is_overdue_and_what_is_due(desk: Desk) -> None:
    due(desk, -3)
    assert waits(desk, FOCAL) == {"overdue": 10}
    assert "3 days late" in desk.client(FOCAL).get(PLACE).content.decode()

    due(desk, 3)
    assert waits(desk, FOCAL) == {"due": 10}


def test_an_extension_counts_for_the_one_who_has_it(desk: Desk) -> None:
    due(desk, -3)
    with transaction.atomic():
        pen().insert(
            Extension,
            round=Round.objects.get(public_id=desk.crew.round),
            reporter=Actor.objects.get(code="X-ALF"),
            until=timezone.now().date() + timedelta(days=9),
            reason="Floods.",
        )

    assert waits(desk, FOCAL) == {"due": 10}
    assert waits(desk, "approver bra") == {"overdue": 10}


def test_what_came_back_stands_there_with_its_note(desk: Desk) -> None:
    crew = desk.crew
    due(desk, 30)
    crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    assert waits(desk, APPROVER) == {"due": 10, "to_submit": 1}
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))
    assert waits(desk, FOCAL) == {"due": 9}
    assert waits(desk, COORDINATOR) == {"to_review": 1}

    returned = crew.chosen("X-ALF", "1.1", note="Too short.")
    return_reports(crew.actor(COORDINATOR), round=crew.round, reports=returned)

    assert waits(desk, FOCAL) == {"due": 10, "returned": 1}
    assert waits(desk, COORDINATOR) == {}
    page = desk.client(FOCAL).get(PLACE).content.decode()
    assert "Too short." in page
    assert f"{desk.report()}?show=returned" in page


def test_nobody_is_asked_to_judge_what_they_may_not(desk: Desk) -> None:
    crew = desk.crew
    crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1"))

    assert "to_review" not in waits(desk, APPROVER) | waits(desk, FOCAL) | waits(desk, "reviewer")


def test_a_ministry_sees_what_it_was_asked_and_the_focal_point_what_it_handed_in(desk: Desk) -> None:
    crew = desk.crew
    line = crew.row("X-ALF", "1.1").line
    assert waits(desk, MINISTRY) == {}
    assert "Nothing waits for you" in desk.client(MINISTRY).get(PLACE).content.decode()

    assign_lines(crew.actor(FOCAL), round=crew.round, reporter="X-ALF", ministry="X-ALF-MIN", lines=[line])
    assert waits(desk, MINISTRY) == {"asked": 1}
    change = CellChange(line=line, name="status", was="", value="ongoing")
    save_contribution(crew.actor(MINISTRY), round=crew.round, ministry="X-ALF-MIN", changes=[change])
    hand_in_contribution(crew.actor(MINISTRY), round=crew.round, ministry="X-ALF-MIN", seen={line: 2})

    assert waits(desk, MINISTRY) == {}
    assert waits(desk, FOCAL)["to_merge"] == 1


def test_every_task_leads_to_a_page_that_opens(desk: Desk) -> None:
    crew = desk.crew
    crew.save(FOCAL, "X-ALF", "1.1", status="ongoing")
    client = desk.client(APPROVER)

    page = client.get(PLACE).content.decode()

    links = [part.partition('"')[0] for part in page.split('<li><a href="/en/desk/')[1:]]
    assert links
    assert {client.get(f"/en/desk/{link}".replace("&amp;", "&")).status_code for link in links} == {200}


def test_my_work_asks_the_database_fewer_than_fifteen_times_for_a_thousand_lines(desk: Desk) -> None:
    large(desk)

    for name in (FOCAL, APPROVER, MINISTRY, COORDINATOR, "reviewer", "evaluator", "administrator"):
        client = desk.client(name)
        client.get(PLACE)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(PLACE).status_code == 200
        assert len(captured) < MOST, (name, [query["sql"][:90] for query in captured])


def large(desk: Desk) -> None:
    """A thousand more lines that eleven countries owe, half of them reported, some returned, some asked about."""
    now, round = timezone.now(), Round.objects.get(public_id=desk.crew.round)
    countries = list(Actor.objects.filter(kind="member_state"))
    stamp = {"created_at": now, "changed_at": now}
    more = [
        Actor(code=f"X-{number}", kind="member_state", name={"en": f"Country {number}"}, **stamp)
        for number in range(11 - len(countries))
    ]
    countries += Actor.objects.bulk_create(more)
    lines = Line.objects.bulk_create([Line(plan=round.plan_version.plan, **stamp) for _ in range(1000)])
    owed = Obligation.objects.bulk_create(
        [Obligation(round=round, line=line, actor=one, **stamp) for line in lines for one in countries]
    )
    reports = StatusReport.objects.bulk_create(
        [StatusReport(line=one.line, reporter=one.actor, round=round, **stamp) for one in owed[::2]]
    )
    states = ("draft", "returned", "submitted")
    StatusReportVersion.objects.bulk_create(
        [
            StatusReportVersion(
                report=one, number=1, state=states[place % 3], status="ongoing", as_of=date(2024, 6, 1), **stamp
            )
            for place, one in enumerate(reports)
        ]
    )
    ministry = Actor.objects.get(code="X-ALF-MIN")
    Contribution.objects.bulk_create(
        [
            Contribution(obligation=one, ministry=ministry, state="asked", **stamp)
            for one in owed
            if one.actor.code == "X-ALF"
        ]
    )


def test_claims_wait_for_those_who_decide_on_them(desk: Desk) -> None:
    text = b"The 9th ASEAN-Japan Ministerial Meeting was held in Jakarta on 11 March 2024."
    add_source(LOCAL_OPERATOR, content=text, file="a.txt", details=SourceDetails(code="TALK"))
    read_source(LOCAL_OPERATOR, code="TALK")

    many = Claim.objects.filter(state="proposed").count()

    assert waits(desk, "reviewer").get("claims") == many > 0
    assert "claims" not in waits(desk, APPROVER)
    assert 'href="/en/desk/evidence/"' in desk.client("reviewer").get(PLACE).content.decode()
