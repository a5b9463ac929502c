"""What tells that a read would give now what it gave a moment ago."""

from functools import cache
from time import monotonic
from typing import Any

from django.db import connection
from django.db.models import Model

from pantau.records import models
from pantau.records.pen import past_of

# Drafts are not among them: a report counts by a decision, and every decision is in the ledger.
_READ = (
    models.Actor,
    models.Alignment,
    models.FigurePreference,
    models.Initiative,
    models.InitiativeLine,
    models.InitiativeStage,
    models.Line,
    models.NamedList,
    models.NamedListLine,
    models.Obligation,
    models.Passage,
    models.Plan,
    models.PlanNode,
    models.PlanVersion,
    models.PublishedFigure,
    models.Round,
    models.Source,
)
_HOLDS = 60.0  # seconds: two who write at once may leave the later history row before the earlier one


def scoring_stamp() -> tuple[Any, ...] | None:
    """Differs as soon as a decision was taken or anything else that scoring reads was written; see `stamp_of`."""
    return stamp_of(_READ)


def stamp_of(read: tuple[type[Model], ...]) -> tuple[Any, ...] | None:
    """Differs as soon as a decision was taken or a row of these models was written, by anybody.

    One statement that looks at the end of each history. ``None`` in a transaction: what is written in it may never be.
    """
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_statement(read))
        return (*cursor.fetchone(), int(monotonic() // _HOLDS))


@cache
def _statement(read: tuple[type[Model], ...]) -> str:
    ends = [f"(SELECT MAX(history_id) FROM {past_of(model)._meta.db_table})" for model in read]
    return f"SELECT (SELECT hash FROM records_ledgerentry ORDER BY number DESC LIMIT 1), {', '.join(ends)}"
