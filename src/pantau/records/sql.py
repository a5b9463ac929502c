"""Rows of the hot reads: SQL by hand, each value as its field gives it, and no object of a model."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models


def plain_rows(sql: str, values: Sequence[Any] = (), *, fields: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """What a statement selects: the fields in this order, then whatever else it asks for as the database gives it."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    converters = _converters(connection.vendor, tuple(fields))
    if not converters:
        return rows
    return [_converted(row, converters) for row in rows]


def fields_of(model: type[models.Model], names: Iterable[str]) -> tuple[Any, ...]:
    """The fields of a model by their names."""
    return _fields(model, tuple(names))


@cache
def _fields(model: type[models.Model], names: tuple[str, ...]) -> tuple[Any, ...]:
    by_name = {field.name: field for field in model._meta.concrete_fields}
    return tuple(by_name[name] for name in names)


def columns(alias: str, fields: Iterable[Any]) -> str:
    """The columns of these fields for a SELECT."""
    return ", ".join(f'{alias}."{field.column}"' for field in fields)


def id_list(ids: Iterable[int]) -> str:
    """Internal ids for ``IN (...)``; a list of none finds nothing.

    They are written into the statement because a database may take only some hundred values beside one.
    """
    return ", ".join(str(int(one)) for one in ids) or "NULL"


def _converted(row: tuple[Any, ...], converters: Sequence[tuple[int, Any, Any]]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert, expression in converters:
        values[place] = convert(values[place], expression, connection)
    return tuple(values)


@lru_cache(maxsize=64)
def _converters(_vendor: str, fields: tuple[Any, ...]) -> tuple[tuple[int, Any, Any], ...]:
    """Place, function and expression of every value that this database keeps otherwise than Python has it."""
    found = []
    for place, field in enumerate(fields):
        expression = field.get_col(field.model._meta.db_table)
        for convert in (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection)):
            found.append((place, convert, expression))
    return tuple(found)
