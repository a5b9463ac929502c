"""The one door to write: every row goes through it in a transaction, together with its history row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from pantau.domain.permissions import Actor
from pantau.domain.refusals import ChangedMeanwhile
from pantau.records.models import Record, User
from pantau.records.sql import fields_of, id_list

Row = TypeVar("Row", bound=Record)
Item = TypeVar("Item")
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
            kept = _inserted(model, made) if made else []
        except IntegrityError as fault:
            if not says_taken(fault):
                raise
            raise ChangedMeanwhile(what=model._meta.verbose_name, seen=0, now=1) from fault
        self._history(model, kept, "+")
        return kept

    def insert_each(
        self, model: type[Row], rows: Sequence[Sequence[Any]], *, fields: Sequence[str], shared: Mapping[str, Any]
    ) -> list[int]:
        """New rows of one model, each with its first history row, and no object made of them; their keys in this order.

        A row gives its values of `fields` (names of columns as Python has them), the first of which is its `public_id`.
        `shared` are values that all of them have; whatever neither names begins as the model says.

        Raises:
            ChangedMeanwhile: somebody wrote a row that must be the only one; the transaction is lost.
        """
        _needs_transaction()
        if not rows:
            return []
        by_name = {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
        same = {"version": 1, "created_at": self.at, "changed_at": self.at, **shared}
        others = [name for name in by_name if name not in fields]
        begun = [same[name] if name in same else by_name[name].get_default() for name in others]
        kept = _as_kept([by_name[name] for name in fields], rows)
        tail = _as_kept([by_name[name] for name in others], [begun])[0]
        try:
            keys = _put(model, [by_name[name] for name in (*fields, *others)], [(*row, *tail) for row in kept])
        except IntegrityError as fault:
            if not says_taken(fault):
                raise
            raise ChangedMeanwhile(what=model._meta.verbose_name, seen=0, now=1) from fault
        found = [keys[row[0]] for row in kept]
        for batch in _batches(found):
            self._copy_history(model, "+", where=f"id IN ({id_list(batch)})", values=())
        return found

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

    def change_each(self, model: type[Row], changes: Sequence[tuple[UUID, int, Mapping[str, Any]]]) -> None:
        """New versions of rows of one model: each by its public id, the version that was seen, and its own new values
        of the same fields.

        Raises:
            ChangedMeanwhile: one of them has a newer version; the transaction is lost.
        """
        _needs_transaction()
        if not changes:
            return
        fields = fields_of(model, [*changes[0][2], "changed_at", "public_id", "version"])
        rows = _as_kept(fields, [[*values.values(), self.at, key, seen] for key, seen, values in changes])
        settings = ", ".join(f'"{field.column}" = %s' for field in fields[:-2])
        update = (
            f"UPDATE {model._meta.db_table} SET {settings}, version = version + 1 WHERE public_id = %s AND version = %s"
        )
        if len(rows) == 1 and connection.vendor == "postgresql":  # a cell of a grid, some hundred times a second
            written = self._changed_with_history(model, update, rows[0])
        else:
            with connection.cursor() as cursor:
                if len(rows) == 1:
                    cursor.execute(update, rows[0])
                else:
                    cursor.executemany(update, rows)
                written = cursor.rowcount
            for batch in _batches([row[-2] for row in rows] if written == len(rows) else []):
                self._copy_history(model, "~", where=f"public_id IN ({', '.join(['%s'] * len(batch))})", values=batch)
        if written != len(rows):
            raise ChangedMeanwhile(what=model._meta.verbose_name, seen="?", now="?")

    def _changed_with_history(self, model: type[Row], update: str, values: Sequence[Any]) -> int:
        """Change a row and copy what it says then, in one statement; how many rows that were."""
        copied, columns, said = self._copying(model, "~")
        with connection.cursor() as cursor:
            cursor.execute(f"WITH changed AS ({update} RETURNING {columns}) {copied} FROM changed", [*values, *said])
            return int(cursor.rowcount)

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
        copied, _columns, said = self._copying(model, kind)
        with connection.cursor() as cursor:
            cursor.execute(
                f"{copied} FROM {connection.ops.quote_name(model._meta.db_table)} WHERE {where} ORDER BY id",
                [*said, *values],
            )

    def _copying(self, model: type[Row], kind: str) -> tuple[str, str, list[Any]]:
        """A statement that copies rows into their history, up to where they come from; their columns; its values."""
        history, quoted = past_of(model), connection.ops.quote_name
        past = history._meta
        columns = ", ".join(quoted(field.column) for field in history.tracked_fields)
        stamp = {
            past.get_field("history_date"): self.at,
            past.get_field("history_user"): self._user,
            past.get_field("history_change_reason"): self.reason,
            past.get_field("history_type"): kind,
        }
        names = ", ".join(quoted(field.column) for field in stamp)
        said = [field.get_db_prep_save(value, connection) for field, value in stamp.items()]
        copied = f"INSERT INTO {quoted(past.db_table)} ({columns}, {names}) SELECT {columns}, %s, %s, %s, %s"
        return copied, columns, said


def _inserted(model: type[Row], made: list[Row]) -> list[Row]:
    """The rows, each with the key that it got."""
    public_id: Any = model._meta.get_field("public_id")
    others = [field for field in model._meta.concrete_fields if not field.primary_key and field != public_id]
    fields = [public_id, *others]
    rows = _as_kept(fields, [[getattr(row, field.attname) for field in fields] for row in made])
    keys = _put(model, fields, rows)
    for row, kept in zip(made, rows, strict=True):
        row.pk = keys[kept[0]]
        row._state.adding = False
    return made


def _put(model: type[Record], fields: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> dict[Any, int]:
    """Insert values as the database keeps them, the public id first; the key that each public id got.

    Few rows are one statement, many are one each.
    """
    table, names = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    insert = f"INSERT INTO {table} ({names}) VALUES "
    with connection.cursor() as cursor:
        if len(rows) <= _FEW:
            cursor.execute(
                f"{insert}{', '.join([marks] * len(rows))} RETURNING public_id, id",
                [cell for row in rows for cell in row],
            )
            return dict(cursor.fetchall())
        cursor.executemany(insert + marks, rows)
        keys: dict[Any, int] = {}
        for batch in _batches([row[0] for row in rows]):
            some = ", ".join(["%s"] * len(batch))
            cursor.execute(f"SELECT public_id, id FROM {table} WHERE public_id IN ({some})", batch)
            keys |= dict(cursor.fetchall())
        return keys


def _as_kept(fields: Sequence[Any], rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """Values of these fields as the database keeps them."""
    columns = zip(*rows, strict=True)
    return list(zip(*map(_column, fields, columns), strict=True))


def _column(field: Any, values: Iterable[Any]) -> Iterator[Any]:
    database = transaction.get_connection()
    known: dict[date | None, Any] = {}  # moments and days repeat, and take longest
    for value in values:
        if value is not None and not isinstance(value, date):
            yield field.get_db_prep_save(value, database)
            continue
        if value not in known:
            known[value] = field.get_db_prep_save(value, database)
        yield known[value]


@cache
def past_of(model: type[Record]) -> Any:
    """The model of the history rows; asked for once, because the library makes a new class at each question."""
    return model.history.model


def says_taken(fault: IntegrityError) -> bool:
    """Whether a row could not be written because another holds what must be unique."""
    return getattr(fault.__cause__, "sqlstate", "") == "23505" or str(fault).startswith("UNIQUE")


def _needs_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("rows are written inside a transaction of a use-case")


def _batches(rows: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def records() -> list[type[models.Model]]:
    """All models that are kept with a history, in a fixed order."""
    found = [model for model in apps.get_app_config("records").get_models() if issubclass(model, Record)]
    return sorted(found, key=lambda model: model.__name__)
