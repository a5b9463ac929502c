"""The one door to write: one history row for each write of each model, and no other way in."""

import ast
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

import pantau
from pantau.domain.refusals import ChangedMeanwhile
from pantau.records.models import User
from tests.records.rows import (
    LATER,
    MODELS,
    MOMENT,
    another,
    changeable,
    history_of,
    model_named,
    operator,
    pen,
    row_of,
    values_for,
)

each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def entries(model: Any, row: Any) -> list[Any]:
    return list(history_of(model).filter(id=row.pk).order_by("history_id"))


@pytest.mark.django_db
@each_model
def test_a_new_row_has_one_history_row_that_equals_it(model: Any) -> None:
    values = values_for(model)

    row = pen(reason="first import").insert(model, **values)

    (entry,) = entries(model, row)
    assert (entry.history_type, entry.history_date, entry.history_change_reason) == ("+", MOMENT, "first import")
    kept = model._default_manager.get(pk=row.pk)
    for field in history_of(model).model.tracked_fields:
        assert getattr(entry, field.attname) == getattr(kept, field.attname), field.name


@pytest.mark.django_db
@each_model
def test_a_change_has_one_more_history_row_and_the_next_version(model: Any) -> None:
    row = row_of(model.__name__)
    field = changeable(model)
    value = another(field, getattr(row, field.name))

    fresh = pen(at=LATER, reason="correction").change(row, **{field.name: value})

    first, second = entries(model, row)
    assert (first.version, second.version, fresh.version) == (1, 2, 2)
    assert getattr(first, field.name) == getattr(row, field.name)
    assert getattr(second, field.name) == getattr(fresh, field.name) == value
    assert (second.history_type, second.history_date, second.history_change_reason) == ("~", LATER, "correction")
    assert (fresh.created_at, fresh.changed_at) == (MOMENT, LATER)


@pytest.mark.django_db
def test_a_thousand_rows_and_more_have_a_history_row_each() -> None:
    plan, (actor_model,) = row_of("Plan"), [model for model in MODELS if model.__name__ == "Line"]

    rows = pen().insert_many(actor_model, [{"plan": plan} for _ in range(2_345)])

    assert history_of(actor_model).count() == len({row.pk for row in rows}) == 2_345


@pytest.mark.django_db
def test_the_history_names_who_wrote() -> None:
    user = operator()
    row = row_of("Source")

    assert [entry.history_user_id for entry in entries(type(row), row)] == [user.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in MODELS if model is not User], ids=lambda model: model.__name__)
def test_a_row_saves_and_deletes_nothing_by_itself(model: Any) -> None:
    row = row_of(model.__name__)

    with pytest.raises(RuntimeError, match="written by records"):
        row.save()
    with pytest.raises(RuntimeError, match="written by records"):
        model._default_manager.create(**values_for(model))
    with pytest.raises(RuntimeError, match="never deleted"):
        row.delete()
    assert model._default_manager.get(pk=row.pk).version == 1


@pytest.mark.django_db
def test_a_person_keeps_a_new_password_by_itself_and_nothing_else() -> None:
    person = row_of("User", password="old", full_name="Rina")
    person.password, person.full_name = "new", "Somebody else"

    person.save()

    kept = User.objects.get(pk=person.pk)
    assert (kept.password, kept.full_name, kept.version) == ("new", "Rina", 1)
    assert not hasattr(entries(User, person)[0], "password")
    with pytest.raises(RuntimeError, match="never deleted"):
        person.delete()


@pytest.mark.django_db(transaction=True)
def test_the_pen_writes_nothing_outside_a_transaction() -> None:
    row = row_of("Actor")

    with pytest.raises(RuntimeError, match="inside a transaction"):
        pen().insert(type(row), **values_for(type(row)))
    with pytest.raises(RuntimeError, match="inside a transaction"):
        pen().change(row, iso="ZZ")
    assert type(row).objects.count() == 1
    assert history_of(type(row)).count() == 1


@pytest.mark.django_db
def test_a_row_seen_in_an_older_version_is_not_changed() -> None:
    seen = row_of("Actor")
    pen(at=LATER).change(seen, iso="AA")

    with pytest.raises(ChangedMeanwhile) as refused:
        pen(at=LATER).change(seen, iso="BB")

    assert "you saw version 1, it is now version 2" in refused.value.says.en
    assert type(seen).objects.get(pk=seen.pk).iso == "AA"
    assert len(entries(type(seen), seen)) == 2


@pytest.mark.django_db
def test_revising_with_what_is_there_already_writes_nothing() -> None:
    row = row_of("Actor")

    assert not pen(at=LATER).revise(row, iso=row.iso, name=row.name, parent=None)
    assert len(entries(type(row), row)) == 1


@pytest.mark.django_db
def test_revising_changes_what_differs_in_one_version() -> None:
    row = row_of("Actor", iso="")

    assert pen(at=LATER).revise(row, iso="AA", kind="ministry", name=row.name)
    assert [entry.iso for entry in entries(type(row), row)] == ["", "AA"]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_takes_the_history_rows_with_it() -> None:
    row = row_of("Actor", iso="")

    with pytest.raises(OSError), transaction.atomic():  # noqa: PT012
        pen(at=LATER).change(row, iso="AA")
        pen().insert(type(row), **values_for(type(row)))
        raise OSError

    assert [(one.iso, one.version) for one in type(row).objects.all()] == [("", 1)]
    assert history_of(type(row)).count() == 1


WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
    "abulk_create",
    "acreate",
    "aupdate",
    "adelete",
}
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}


def test_nothing_but_the_pen_writes_rows() -> None:
    found = []
    for path in sorted(Path(pantau.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_write = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
            names = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)} if is_write else set()
            if names & MANAGERS:
                found.append(path.name)

    # the ledger only appends and has no versions; a person keeps a new password, which has no history; what is kept
    # for a while alone goes; marks and searched passages follow from a text and have no history
    assert set(found) <= {"pen.py", "ledger.py", "user.py", "passing.py", "search_index.py", "source_marks.py"}
    assert found, "the pen itself is not found: this test looks at nothing"


def test_plain_rows_have_their_history_like_any_other(db: None) -> None:
    opened, others = row_of("Round"), row_of("Obligation")
    lines, actor = [row_of("Line") for _ in range(3)], row_of("Actor")
    model = model_named("Obligation")

    with transaction.atomic():
        pen().insert_plain(
            model,
            [(line.pk, actor.pk) for line in lines],
            fields=("line_id", "actor_id"),
            shared={"round_id": opened.pk},
        )

    kept = list(model.objects.filter(round=opened).order_by("id"))
    past = list(history_of(model).filter(round=opened.pk).order_by("id"))
    assert [(row.line_id, row.actor_id, row.version) for row in kept] == [(line.pk, actor.pk, 1) for line in lines]
    assert [(row.id, row.public_id, row.created_at) for row in past] == [
        (row.pk, row.public_id, row.created_at) for row in kept
    ]
    assert history_of(model).filter(id=others.pk).count() == 1


def test_a_plain_row_that_must_be_the_only_one_is_told_so(db: None) -> None:
    opened, line, actor = row_of("Round"), row_of("Line"), row_of("Actor")

    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        pen().insert_plain(
            model_named("Obligation"),
            [(line.pk, actor.pk)] * 2,
            fields=("line_id", "actor_id"),
            shared={"round_id": opened.pk},
        )


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 120])
def test_rows_without_an_object_have_their_history_and_give_their_keys_in_order(many: int) -> None:
    model, plan = model_named("Line"), row_of("Plan")
    public_ids = [uuid4() for _ in range(many)]

    keys = pen(reason="sheet").insert_each(
        model, [(one,) for one in public_ids], fields=("public_id",), shared={"plan_id": plan.pk}
    )

    rows = model._default_manager.in_bulk(keys)
    assert [rows[key].public_id for key in keys] == public_ids
    for key in keys:
        (entry,) = entries(model, rows[key])
        assert (entry.history_type, entry.history_change_reason, entry.version) == ("+", "sheet", 1)
        for field in history_of(model).model.tracked_fields:
            assert getattr(entry, field.attname) == getattr(rows[key], field.attname), field.name


@pytest.mark.django_db
@each_model
def test_a_row_changed_as_it_was_seen_has_one_more_history_row_and_a_stale_one_none(model: Any) -> None:
    row = row_of(model.__name__)
    field = changeable(model)
    value = another(field, getattr(row, field.name))
    change = (row.public_id, 1, {field.name: getattr(value, "pk", value)})

    pen(at=LATER, reason="cell").change_each(model, [change])
    with pytest.raises(ChangedMeanwhile):
        pen(at=LATER, reason="cell").change_each(model, [change])

    _first, second = entries(model, row)
    kept = model._default_manager.get(pk=row.pk)
    assert (second.version, second.history_type, second.history_date) == (2, "~", LATER)
    for tracked in history_of(model).model.tracked_fields:
        assert getattr(second, tracked.attname) == getattr(kept, tracked.attname), tracked.name


@pytest.mark.django_db
def test_one_changed_row_is_one_statement_on_postgresql_and_two_elsewhere() -> None:
    row = row_of("Line")
    field = changeable(type(row))
    value = another(field, getattr(row, field.name))

    with CaptureQueriesContext(connection) as sent:
        pen(at=LATER).change_each(type(row), [(row.public_id, 1, {field.name: getattr(value, "pk", value)})])

    writes = [one["sql"] for one in sent if "records_user" not in one["sql"]]
    assert len(writes) == (1 if connection.vendor == "postgresql" else 2)
