"""Rows of the hot reads: SQL by hand, each value as its field gives it, and no object of a model."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models

from pantau.records.models.record import WordsField

Convert = Callable[[Any], Any]
_REPEATED = 8192
"""Values of a field that are remembered as Python has them."""


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


def as_kept(field: Any, value: Any) -> Any:
    """A value of this field as this database compares it."""
    return field.get_db_prep_value(value, connection)


def id_list(ids: Iterable[int]) -> str:
    """Internal ids for ``IN (...)``; a list of none finds nothing.

    They are written into the statement because a database may take only some hundred values beside one.
    """
    return ", ".join(str(int(one)) for one in ids) or "NULL"


def _converted(row: tuple[Any, ...], converters: Sequence[tuple[int, Convert]]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in converters:
        values[place] = convert(values[place])
    return tuple(values)


@lru_cache(maxsize=64)
def _converters(vendor: str, fields: tuple[Any, ...]) -> tuple[tuple[int, Convert], ...]:
    """Place and function of every value that this database keeps otherwise than Python has it."""
    return tuple((place, convert) for place, field in enumerate(fields) for convert in _of_field(vendor, field))


@cache
def _of_field(_vendor: str, field: Any) -> tuple[Convert, ...]:
    """How values of a field become Python's. The same keys, days and words come again and again with every page, so
    that they are remembered; JSON is not, because who gets it may change it."""
    expression = field.get_col(field.model._meta.db_table)
    converters = (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection))
    changeable = isinstance(field, models.JSONField) and not isinstance(field, WordsField)
    return tuple(
        _bound(convert, expression) if changeable else lru_cache(maxsize=_REPEATED)(_bound(convert, expression))
        for convert in converters
    )


def _bound(convert: Any, expression: Any) -> Convert:
    return lambda value: convert(value, expression, connection)
