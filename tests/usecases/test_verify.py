"""Whatever is changed behind the software's back, `verify` finds and names it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import Actor
from pantau.domain.refusals import NotFound
from pantau.records.models import Source
from pantau.records.pen import records
from pantau.records.store import place_of
from pantau.usecases.verify import verify
from tests.records.rows import row_of
from tests.usecases.office import Office
from tests.workspaces import everybody, progress, working_in

SOURCES = "code,kind,title,language,file"
FIGURES = "code,subject,metric,printed,source,passage"


@pytest.fixture(scope="module")
def office_template(office_template: Office, lasting: DjangoDbBlocker) -> Office:
    """An office with reports, a source and a passage quoted from it."""
    office = office_template
    with lasting.unblock(), working_in(office.folder):
        office.progress(progress(everybody("completed")))
        office.file("note.txt", "It was implemented at 95% of its action lines.")
        office.register("sources", SOURCES, "S-1,note,A note,en,note.txt")
        office.register("figures", FIGURES, "F-1,TESTS,implementation_rate,95,S-1,95% of its action lines")
    return office


@pytest.fixture
def kept(office: Office) -> Office:
    return office


def found(office: Office) -> list[tuple[str, str]]:
    return [(one.check, one.found.en) for one in verify(office.actor)]


def behind_our_back(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1


def file_of(office: Office, code: str = "S-1") -> Path:
    return place_of(office.folder.evidence, Source.objects.get(code=code).digest)


def test_what_the_software_wrote_is_whole(kept: Office) -> None:
    assert found(kept) == []


CHANGES = {
    "a status": "UPDATE records_statusreportversion SET status = 'ongoing' WHERE id = (SELECT MIN(id) FROM {})",
    "a moment of acceptance": "UPDATE records_statusreportversion SET accepted_at = '2020-01-01' WHERE id ="
    " (SELECT MIN(id) FROM {})",
    "the words of a country": """UPDATE records_actor SET name = '{{"en": "Elsewhere"}}' WHERE code = 'X-ALF'""",
    "a number": "UPDATE records_publishedfigure SET digits = 99 WHERE code = 'F-1'",
    "a due date": "UPDATE records_line SET due_on = '2030-01-01' WHERE id = (SELECT MIN(id) FROM records_line)",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES)
def test_a_row_that_was_changed_is_named(kept: Office, statement: str) -> None:
    behind_our_back(statement.format("records_statusreportversion"))

    check, sentence = found(kept)[0]

    assert check == "history"
    assert "differs from its newest history row in" in sentence


@pytest.mark.parametrize("model", records(), ids=lambda one: one.__name__)
def test_a_row_of_any_kind_that_gained_a_version_is_named(kept: Office, model: Any) -> None:
    row = model._default_manager.order_by("id").first() or row_of(model.__name__)

    behind_our_back(f"UPDATE {model._meta.db_table} SET version = 7 WHERE id = {row.pk}")

    (sentence,) = [sentence for check, sentence in found(kept) if check == "versions"]
    assert str(row.public_id) in sentence
    assert "is at version 7, but its history has 1 version(s)" in sentence


def test_a_history_row_that_was_deleted_is_named(kept: Office) -> None:
    behind_our_back("DELETE FROM records_historicalactor WHERE code = 'X-ALF'")

    assert [check for check, _ in found(kept)] == ["versions", "rows"]


def test_an_older_history_row_that_was_deleted_is_named(kept: Office) -> None:
    kept.progress(progress({("1.1", "X-ALF"): "ongoing"}))
    behind_our_back(
        "DELETE FROM records_historicalstatusreportversion WHERE version = 1 AND superseded_at IS NULL AND id ="
        " (SELECT id FROM records_statusreportversion WHERE superseded_at IS NOT NULL)"
    )

    check, sentence = found(kept)[0]

    assert check == "versions"
    assert "is at version 2, but its history has 1 version(s)" in sentence


def test_a_row_that_was_deleted_is_named(kept: Office) -> None:
    behind_our_back(
        "DELETE FROM records_statusreportversion WHERE id = (SELECT MIN(id) FROM records_statusreportversion)"
    )

    assert found(kept)[:1] == [("rows", "status report version: 29 row(s) are there, but the history knows 30.")]


def test_a_row_that_was_put_in_is_named(kept: Office) -> None:
    behind_our_back(
        "INSERT INTO records_indicator (public_id, version, created_at, changed_at, code, name, unit, over_time,"
        " over_country) SELECT public_id, 1, created_at, changed_at, 'FORGED', name, 'USD', 'sum', 'sum'"
        " FROM records_actor WHERE code = 'X-ALF'"
    )

    assert [check for check, _ in found(kept)] == ["versions", "rows"]


Fault = Callable[[Office], object]
FILES: dict[str, tuple[Fault, str]] = {
    "changed": (lambda office: file_of(office).write_text("It was implemented at 99% of its lines."), "file_changed"),
    "missing": (lambda office: file_of(office).unlink(), "file_missing"),
    "emptied": (lambda office: file_of(office).write_bytes(b""), "file_changed"),
}


@pytest.mark.parametrize(("fault", "check"), FILES.values(), ids=FILES)
def test_an_evidence_file_that_is_not_as_it_was_received_is_named(kept: Office, fault: Fault, check: str) -> None:
    fault(kept)

    ((named, sentence),) = found(kept)

    assert named == check
    assert "S-1" in sentence


def test_the_text_of_a_plan_that_was_changed_is_named(kept: Office) -> None:
    file_of(kept, "TESTS-text-1").write_text("PLAN OF NOTHING")

    assert [check for check, _ in found(kept)] == ["file_changed"]


def test_a_passage_that_was_moved_is_named_twice(kept: Office) -> None:
    behind_our_back(
        'UPDATE records_passage SET start = start + 1, "end" = "end" + 1 WHERE text = \'95% of its action lines\''
    )

    checks = [check for check, _ in found(kept)]

    assert checks == ["history", "passage"]


def test_a_passage_that_was_forged_with_its_history_no_longer_stands_in_the_file(kept: Office) -> None:
    for table in ("records_passage", "records_historicalpassage"):
        behind_our_back(f"UPDATE {table} SET text = '99% of its action lines' WHERE text = '95% of its action lines'")

    assert [check for check, _ in found(kept)] == ["passage"]


def test_every_break_is_told_in_both_languages(kept: Office) -> None:
    file_of(kept).unlink()
    behind_our_back("UPDATE records_actor SET iso = 'ZZ' WHERE code = 'X-ALF'")

    breaks = verify(kept.actor)

    assert len(breaks) == 2
    assert all(one.found.en and one.found.id and one.found.en != one.found.id for one in breaks)


def test_a_stranger_is_told_nothing(kept: Office) -> None:
    with pytest.raises(NotFound):
        verify(Actor(name="guest"))
