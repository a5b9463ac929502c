"""Rows as they were known at a moment, so that an answer with both clocks fixed stays the same for ever."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from pantau.records.models import Record

Row = TypeVar("Row", bound=Record)


def as_known(rows: Iterable[Row], known_at: datetime) -> list[Row]:
    """The rows, those changed since `known_at` as their history had them then.

    A row made after `known_at` is as it was first written: what it stands for was there, only not yet here. One more
    query, and only if a row changed since.
    """
    now = list(rows)
    changed = [row.pk for row in now if row.version > 1 and row.changed_at > known_at]
    if not changed:
        return now
    history: Any = type(now[0]).history
    past: dict[int, Any] = {}
    for entry in history.filter(id__in=changed).order_by("history_date", "history_id"):
        if entry.history_date <= known_at or entry.id not in past:
            past[entry.id] = entry
    return [past[row.pk].instance if row.pk in past else row for row in now]
