"""The one door to write: every row goes through it in a transaction, together with its history row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from pantau.domain.permissions import Actor
from pantau.domain.refusals import ChangedMeanwhile
from pantau.records.models import Record, User

Row = TypeVar("Row", bound=Record)
_BATCH = 1000
_FEW = 50  # rows up to which one long statement is quicker than many short ones


@dataclass(kw_only=True)
class Pen:
    """Writes for one actor at one moment, inside a transaction that the use-case opened."""

    actor: Actor
    at: datetime
    reason: str

    @cached_property
    def _user(self) -> int | None:
        if self.actor.user is not None:
            return self.actor.user
        return User.objects.filter(name=self.actor.name).values_list("pk", flat=True).first()

    def insert(self, model: type[Row], **values: Any) -> Row:
        """One new row."""
        return self.insert_many(model, [values])[0]

    def insert_many(self, model: type[Row], rows: Iterable[Mapping[str, Any]]) -> list[Row]:
        """New rows of one model, each with its first history row.

        Raises:
            ChangedMeanwhile: somebody wrote a row that must be the only one; the transaction is lost.
        """
        _needs_transaction()
        made = [model(created_at=self.at, changed_at=self.at, **values) for values in rows]
        try:
            kept = model._default_manager.bulk_create(made) if len(made) <= _FEW else _inserted(model, made)
        except IntegrityError as fault:
            if not says_taken(fault):
                raise
            raise ChangedMeanwhile(what=model._meta.verbose_name, seen=0, now=1) from fault
        self._history(model, kept, "+")
        return kept

    def insert_plain(
        self, model: type[Row], rows: Iterable[Sequence[Any]], *, fields: Sequence[str], shared: Mapping[str, Any]
    ) -> None:
        """Very many new rows that nobody needs back, each with its first history row: no object is made of them.

        A row gives its own `fields` as the database keeps them (keys, numbers, text). `shared` are the values that all
        of them have and no earlier row has, as the key of what they belong to, which is new itself.

        Raises:
            ChangedMeanwhile: somebody wrote a row that must be the only one; the transaction is lost.
        """
        _needs_transaction()
        kept, quoted = model._meta, connection.ops.quote_name
        stamps = {"version": 1, "created_at": self.at, "changed_at": self.at, **shared}
        by_name = {field.attname: field for field in kept.concrete_fields}
        same = [by_name[name].get_db_prep_save(value, connection) for name, value in stamps.items()]
        public_id = by_name["public_id"]
        columns = [quoted(str(by_name[name].column)) for name in ("public_id", *stamps, *fields)]
        marks = ", ".join(["%s"] * len(columns))
        try:
            with connection.cursor() as cursor:
                cursor.executemany(
                    f"INSERT INTO {quoted(kept.db_table)} ({', '.join(columns)}) VALUES ({marks})",
                    [(public_id.get_db_prep_save(uuid4(), connection), *same, *row) for row in rows],
                )
        except IntegrityError as fault:
            if not says_taken(fault):
                raise
            raise ChangedMeanwhile(what=kept.verbose_name, seen=0, now=1) from fault
        where = " AND ".join(f"{quoted(str(by_name[name].column))} = %s" for name in shared)
        self._copy_history(model, "+", where=where, values=same[len(same) - len(shared) :])

    def change(self, row: Row, **values: Any) -> Row:
        """A new version of a row as it was seen.

        Raises:
            ChangedMeanwhile: somebody wrote a newer version since `row` was read; nothing is changed.
        """
        _needs_transaction()
        model = type(row)
        found = model._default_manager.filter(pk=row.pk, version=row.version)
        if found.update(version=row.version + 1, changed_at=self.at, **values) != 1:
            now = model._default_manager.filter(pk=row.pk).values_list("version", flat=True).first()
            raise ChangedMeanwhile(what=model._meta.verbose_name, seen=row.version, now=now)
        fresh = model._default_manager.get(pk=row.pk)
        self._history(model, [fresh], "~")
        return fresh

    def change_many(self, rows: Sequence[Row], **values: Any) -> None:
        """New versions of rows of one model as they were seen, with the same new values in each.

        Raises:
            ChangedMeanwhile: one of them has a newer version; the transaction is lost.
        """
        _needs_transaction()
        seen: dict[int, list[Row]] = defaultdict(list)
        for row in rows:
            seen[row.version].append(row)
        for version, some in seen.items():
            for batch in _batches(some):
                model = type(batch[0])
                found = model._default_manager.filter(pk__in=[row.pk for row in batch], version=version)
                if found.update(version=version + 1, changed_at=self.at, **values) != len(batch):
                    raise ChangedMeanwhile(what=model._meta.verbose_name, seen=version, now="?")
        if rows:
            self._history(type(rows[0]), list(rows), "~")

    def change_each(self, changes: Sequence[tuple[Row, Mapping[str, Any]]]) -> None:
        """New versions of rows of one model as they were seen, each with its own new values of the same fields.

        Raises:
            ChangedMeanwhile: one of them has a newer version; the transaction is lost.
        """
        _needs_transaction()
        if not changes:
            return
        model, names = type(changes[0][0]), list(changes[0][1])
        by_name, quoted = {field.name: field for field in model._meta.concrete_fields}, connection.ops.quote_name
        fields = [by_name[name] for name in names]
        changed_at = by_name["changed_at"].get_db_prep_save(self.at, connection)
        cells = [
            [
                *(field.get_db_prep_save(value[name], connection) for name, field in zip(names, fields, strict=True)),
                changed_at,
                row.pk,
                row.version,
            ]
            for row, value in changes
        ]
        settings = ", ".join(f"{quoted(str(field.column))} = %s" for field in fields)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {quoted(model._meta.db_table)} SET {settings}, changed_at = %s, version = version + 1"
                " WHERE id = %s AND version = %s",
                cells,
            )
            if cursor.rowcount != len(cells):
                raise ChangedMeanwhile(what=model._meta.verbose_name, seen="?", now="?")
        self._history(model, [row for row, _ in changes], "~")

    def revise(self, row: Row, **values: Any) -> bool:
        """Change the row if any value differs from what it holds; tells whether it did."""
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        if differing:
            self.change(row, **differing)
        return bool(differing)

    def _history(self, model: type[Row], rows: Sequence[Row], kind: str) -> None:
        """One history row for each row."""
        for batch in _batches(rows):
            keys = [row.pk for row in batch]
            self._copy_history(model, kind, where=f"id IN ({', '.join(['%s'] * len(keys))})", values=keys)

    def _copy_history(self, model: type[Row], kind: str, *, where: str, values: Sequence[Any]) -> None:
        """The history rows of those rows, copied inside the database so that the two cannot differ."""
        kept, past, quoted = model._meta, model.history.model._meta, connection.ops.quote_name
        columns = ", ".join(quoted(field.column) for field in model.history.model.tracked_fields)
        stamp = {
            past.get_field("history_date"): self.at,
            past.get_field("history_user"): self._user,
            past.get_field("history_change_reason"): self.reason,
            past.get_field("history_type"): kind,
        }
        names = ", ".join(quoted(field.column) for field in stamp)
        said = [field.get_db_prep_save(value, connection) for field, value in stamp.items()]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quoted(past.db_table)} ({columns}, {names})"
                f" SELECT {columns}, %s, %s, %s, %s FROM {quoted(kept.db_table)} WHERE {where} ORDER BY id",
                [*said, *values],
            )


def _inserted(model: type[Row], made: list[Row]) -> list[Row]:
    """The rows, each by a statement of its own and with the key that it got."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({marks})",
            [[field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields] for row in made],
        )
    for batch in _batches(made):
        rows = model._default_manager.filter(public_id__in=[row.public_id for row in batch])
        keys = dict(rows.values_list("public_id", "pk"))
        for row in batch:
            row.pk = keys[row.public_id]
            row._state.adding = False
    return made


def says_taken(fault: IntegrityError) -> bool:
    """Whether a row could not be written because another holds what must be unique."""
    return getattr(fault.__cause__, "sqlstate", "") == "23505" or str(fault).startswith("UNIQUE")


def _needs_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("rows are written inside a transaction of a use-case")


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def records() -> list[type[models.Model]]:
    """All models that are kept with a history, in a fixed order."""
    found = [model for model in apps.get_app_config("records").get_models() if issubclass(model, Record)]
    return sorted(found, key=lambda model: model.__name__)
