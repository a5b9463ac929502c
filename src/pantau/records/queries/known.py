"""Rows as they were known at a moment, so that an answer with both clocks fixed stays the same for ever."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from pantau.records.models import Record

Row = TypeVar("Row", bound=Record)


def as_known(rows: Iterable[Row], known_at: datetime) -> list[Row]:
    """The rows, those changed since `known_at` as their history had them then.

    A row made after `known_at` stays as it is: what it stands for was there, only not yet here. One more query, and
    only if a row changed since.
    """
    now = list(rows)
    changed = [row.pk for row in now if row.version > 1 and row.changed_at > known_at]
    if not changed:
        return now
    history: Any = type(now[0]).history
    past = {
        entry.id: entry.instance
        for entry in history.filter(id__in=changed, history_date__lte=known_at).order_by("history_date", "history_id")
    }
    return [past.get(row.pk, row) for row in now]
