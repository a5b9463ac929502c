"""The ledger is checked against itself and against the record: what was changed behind our back is named (T13)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.refusals import NotFound
from pantau.records.models import LedgerEntry, StatusReportVersion
from pantau.records.queries.ledger import chain_end
from pantau.usecases.amend_reports import amend_reports
from pantau.usecases.lock_reports import lock_reports
from pantau.usecases.review_reports import accept_reports, return_reports
from pantau.usecases.submit_reports import submit_reports
from pantau.usecases.verify import verify
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.cast import Cast, cast
from tests.usecases.office import Office
from tests.workspaces import everybody, progress, working_in

pytestmark = pytest.mark.django_db
COORDINATOR, APPROVER, FOCAL = "coordinator", "approver alf", "focal alf"
DELETE_FIRST = (
    "DELETE FROM records_ledgerentry WHERE number ="
    " (SELECT MIN(number) FROM records_ledgerentry WHERE decision = 'WHAT')"
)


@pytest.fixture(scope="module")
def crew_template(office_template: Office, lasting: DjangoDbBlocker) -> Cast:
    """Reports that took every step there is: accepted, locked, returned, submitted, amended."""
    with lasting.unblock(), working_in(office_template.folder):
        return decided(office_template)


@pytest.fixture
def crew(crew_template: Cast, office: Office) -> Cast:
    return crew_template.again()


def decided(office: Office) -> Cast:
    office.progress(progress(everybody("completed", ("2.5",)), as_of="2023-06-30"))
    crew = cast(office)
    labels = ("1.1", "1.2", "1.3", "1.4")
    for label in labels:
        crew.save(FOCAL, "X-ALF", label, status="ongoing", narrative=f"About {label}.")
    submit_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", *labels))
    accept_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.1", "1.2"))
    lock_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.2"))
    return_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.3", note="Why?"))
    amend_reports(crew.actor(APPROVER), round=crew.round, reports=crew.chosen("X-ALF", "1.1", note="A number"))
    return crew


def checks() -> list[str]:
    return [one.check for one in check_ledger(LOCAL_OPERATOR)]


def behind_our_back(statement: str, *values: object) -> None:
    """Also past the triggers that refuse to change the ledger."""
    with connection.cursor() as cursor:
        if "ledgerentry" in statement:
            _without_triggers(cursor)
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def _without_triggers(cursor: Any) -> None:
    if connection.vendor == "postgresql":
        cursor.execute("ALTER TABLE records_ledgerentry DISABLE TRIGGER USER")
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'records_ledgerentry'")
    for (name,) in cursor.fetchall():
        cursor.execute(f'DROP TRIGGER "{name}"')


def version(crew: Cast, label: str) -> StatusReportVersion:
    return StatusReportVersion.objects.get(public_id=crew.row("X-ALF", label).version)


def test_what_was_decided_through_the_software_is_whole(crew: Cast) -> None:
    assert checks() == []
    assert verify(LOCAL_OPERATOR) == ()


REWRITINGS: dict[str, tuple[Callable[[Cast], tuple[str, tuple[object, ...]]], list[str]]] = {
    "the words of an accepted report": (
        lambda crew: (
            "UPDATE records_statusreportversion SET narrative = 'Better.' WHERE id = %s",
            (version(crew, "1.2").pk,),
        ),
        ["decision_differs"],
    ),
    "the words of a submitted report": (
        lambda crew: (
            "UPDATE records_statusreportversion SET issues = 'None.' WHERE id = %s",
            (version(crew, "1.4").pk,),
        ),
        ["decision_differs"],
    ),
    "an acceptance that nobody decided": (
        lambda crew: (
            "UPDATE records_statusreportversion SET state = 'accepted', accepted_at = submitted_at WHERE id = %s",
            (version(crew, "1.4").pk,),
        ),
        ["decision_missing"],
    ),
    "a row of an imported sheet": (
        lambda _crew: (
            "UPDATE records_statusreportversion SET status = 'planned' WHERE id ="
            " (SELECT MIN(id) FROM records_statusreportversion)",
            (),
        ),
        ["import_differs"],
    ),
    "who decided": (
        lambda _crew: ("UPDATE records_ledgerentry SET actor = 'somebody' WHERE number = 3", ()),
        ["chain_hash"],
    ),
    "an entry that is gone": (
        lambda _crew: (DELETE_FIRST.replace("WHAT", "submit"), ()),
        ["chain_number", "decision_missing"],
    ),
}


@pytest.mark.parametrize("what", REWRITINGS)
def test_what_was_changed_behind_our_back_is_named(crew: Cast, what: str) -> None:
    made, expected = REWRITINGS[what]
    statement, values = made(crew)
    behind_our_back(statement, *values)

    assert checks()[: len(expected)] == expected


def test_every_break_says_what_it_means_and_what_to_do(crew: Cast) -> None:
    behind_our_back("UPDATE records_ledgerentry SET note = 'x' WHERE number = 1")

    (found,) = check_ledger(LOCAL_OPERATOR)
    for words in (found.found, found.means, found.do):
        assert words.has("en")
        assert words.has("id")


def test_a_noted_end_is_found_again_however_long_the_chain_grew(crew: Cast) -> None:
    noted = chain_end()
    accept_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.4"))

    assert check_ledger(LOCAL_OPERATOR, expect=str(noted)) == ()


def test_a_chain_whose_end_was_cut_off_holds_in_itself_and_not_against_the_note(crew: Cast) -> None:
    noted = chain_end()
    assert noted is not None
    behind_our_back("DELETE FROM records_ledgerentry WHERE number = %s", noted.number)

    assert checks() == []
    assert [one.check for one in check_ledger(LOCAL_OPERATOR, expect=noted.hash)] == ["chain_expected"]


def test_what_was_accepted_before_the_ledger_came_needs_no_entry(crew: Cast) -> None:
    """A workspace of the issues before: it was made, and reports accepted, before the migration of the ledger."""
    row = version(crew, "1.2")
    behind_our_back(DELETE_FIRST.replace("WHAT", "import"))
    made_older(row)

    assert [one for one in checks() if one.startswith("decision")] == []


def test_in_a_workspace_as_old_as_the_ledger_no_date_excuses_a_missing_decision(crew: Cast) -> None:
    behind_our_back(
        "UPDATE records_statusreportversion SET state = 'accepted', accepted_at = '2001-01-01' WHERE id = %s",
        version(crew, "1.4").pk,
    )

    assert checks() == ["decision_missing"]


def test_entries_go_by_their_number_when_the_clock_went_back(crew: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """T33"""
    earlier = datetime(2020, 1, 1, tzinfo=UTC)
    monkeypatch.setattr("pantau.usecases.access.timezone.now", lambda: earlier)
    accept_reports(crew.actor(COORDINATOR), round=crew.round, reports=crew.chosen("X-ALF", "1.4"))

    last = LedgerEntry.objects.order_by("-number").first()
    assert last is not None
    assert (last.decision, last.at) == ("accept", earlier)
    assert checks() == []


@pytest.mark.parametrize("who", [APPROVER, FOCAL, COORDINATOR])
def test_only_those_who_may_check(crew: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        check_ledger(crew.actor(who))


def made_older(row: StatusReportVersion) -> None:
    assert row.accepted_at is not None
    moment = row.accepted_at + timedelta(hours=1)
    for table, column, value in (
        ("django_migrations", "applied", moment),
        ("records_workspace", "created_at", moment - timedelta(days=400)),
    ):
        where = "WHERE name = '0003_reporting_cycle'" if table == "django_migrations" else ""
        field = LedgerEntry._meta.get_field("at")
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {column} = %s {where}", [field.get_db_prep_save(value, connection)])
