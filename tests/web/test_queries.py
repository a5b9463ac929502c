"""A page asks the database as often about a long plan as about a short one."""

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pantau.domain.permissions import Role
from pantau.domain.plans import Visibility
from pantau.records.workspace import Folder
from pantau.usecases.import_progress import import_progress, preview_progress
from pantau.usecases.score_plan import score_plan
from pantau.web.page import address
from tests.usecases.office import Office, opened
from tests.web.people import OPERATOR, entered, signed_in
from tests.workspaces import COUNTRIES, progress

CODE = "MEETINGS"
PAGES = ("home", "plans", "plan", "plan-lines", "plan-line", "plan-rule")


def test_queries_do_not_grow_with_the_lines(db: None, folder: Folder) -> None:
    office = opened(folder)
    client = signed_in(entered(OPERATOR, Role.OPERATOR))

    short, long = queries(office, client, lines=10), queries(office, client, lines=200)

    assert set(short) == set(PAGES)
    assert long == short


def test_a_query_for_each_line_would_be_noticed(db: None, folder: Folder) -> None:
    office = opened(folder)

    assert naive_queries(office, lines=5) > naive_queries(office, lines=3)


def queries(office: Office, client: Client, *, lines: int) -> dict[str, int]:
    """How many queries each page makes in a workspace whose plan has that many lines; nothing is kept."""
    with transaction.atomic():
        line = planned(office, lines=lines)
        places = {name: {"code": CODE} for name in PAGES[2:]}
        places |= {"plan-line": {"code": CODE, "line": line}, "plan-rule": {"code": CODE, "rule": "R2"}}
        counts = {}
        for name in PAGES:
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address(name, **places.get(name, {})))
            assert answer.status_code == 200
            counts[name] = len(captured)
        transaction.set_rollback(True)
    return counts


def naive_queries(office: Office, *, lines: int) -> int:
    with transaction.atomic():
        planned(office, lines=lines)
        with CaptureQueriesContext(connection) as captured:
            for _ in score_plan(office.actor, plan=CODE).facts:
                connection.cursor().execute("SELECT 1")
        transaction.set_rollback(True)
    return len(captured)


def planned(office: Office, *, lines: int) -> str:
    """A plan of that many lines, each reported by everybody; returns the public id of the first."""
    numbered = [f"1.{number} Organise the meeting number {number};" for number in range(1, lines + 1)]
    text = "\n".join(("A PLAN OF MEETINGS 2021-2025", "", "1. MEETINGS", "", *numbered, ""))
    office.plan(text, code=CODE, visibility=Visibility.NAMED)
    facts = score_plan(office.actor, plan=CODE).facts
    assert len(facts) == lines
    reports = {(one.line.label, actor): "ongoing" for one in facts for actor in COUNTRIES}
    import_progress(office.actor, preview=preview_progress(office.file("p.csv", progress(reports)), plan=CODE))
    return str(facts[0].line.public_id)
