"""A valid row of every model, made from what its fields say, so that a model added tomorrow is tested too."""

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from django.db import models, transaction

from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.domain.words import Words
from pantau.records.models import Record, User
from pantau.records.models.record import WordsField
from pantau.records.pen import Pen, records

MOMENT = datetime(2025, 3, 1, 12, tzinfo=UTC)
LATER = datetime(2025, 4, 1, 12, tzinfo=UTC)
MODELS: list[Any] = records()
_STAMPS = {"id", "public_id", "version", "created_at", "changed_at"}
_fresh = itertools.count(1)

# What the constraints of a model demand and its fields do not say.
_DEMANDS: dict[str, Callable[[], dict[str, Any]]] = {
    "PublishedFigure": lambda: {"actor": row_of("Actor")},
    "PlanNode": lambda: {"countable": True, "line": row_of("Line")},
    "PlanVersion": lambda: {"state": "adopted", "in_force_from": date(2021, 1, 1)},
    "PlanDraft": lambda: {"state": "open"},
    "Contribution": lambda: {"status": "ongoing"},
    "RoleGrant": lambda: {"role": "evaluator"},
    "AccessToken": lambda: {"scope": "read"},
    "User": lambda: {"email": f"{next(_fresh)}@example.org"},
    "Job": lambda: {"state": "queued"},
    "Passage": lambda: {"start": 0, "end": 4},
    "StatusReportVersion": lambda: {"state": "accepted", "accepted_at": MOMENT, "status": "ongoing"},
    "Claim": lambda: {"state": "proposed", "start": 0, "end": 4},
    "ClaimLink": lambda: {"actor": row_of("Actor")},
    "Value": lambda: {"state": "reported", "digits": 2082, "scale": 1},
}
_BY_FIELD: tuple[tuple[type[Any], Callable[[], Any]], ...] = (
    (WordsField, lambda: Words(en=f"word {next(_fresh)}", id=f"kata {next(_fresh)}")),
    (models.JSONField, lambda: [f"{next(_fresh)}"]),
    (models.BooleanField, lambda: False),
    (models.DateTimeField, lambda: MOMENT),
    (models.DateField, lambda: date(2021, 1, 1)),
    (models.IntegerField, lambda: next(_fresh)),
    (models.CharField, lambda: f"x{next(_fresh)}"),
    (models.TextField, lambda: f"text {next(_fresh)}"),
)


def pen(at: datetime = MOMENT, reason: str = "test") -> Pen:
    return Pen(actor=LOCAL_OPERATOR, at=at, reason=reason)


def model_named(name: str) -> Any:
    return next(model for model in MODELS if model.__name__ == name)


def values_for(model: Any, /, **given: Any) -> dict[str, Any]:
    """Values for every field of a model that must have one."""
    values = _DEMANDS.get(model.__name__, dict)() | given
    for field in model._meta.concrete_fields:
        if field.name not in values and field.name not in _STAMPS and not (field.null or field.has_default()):
            values[field.name] = _value(field)
    return values


def _value(field: Any) -> Any:
    if isinstance(field, models.ForeignKey):
        return row_of(field.related_model.__name__)
    value = next(make() for kind, make in _BY_FIELD if isinstance(field, kind))
    return value[: field.max_length] if isinstance(field, models.CharField) and field.max_length else value


def row_of(name: str, /, **given: Any) -> Any:
    """A new row of the model of that name, written by the pen."""
    model = model_named(name)
    with transaction.atomic():
        return pen().insert(model, **values_for(model, **given))


def another(field: Any, value: Any) -> Any:
    """A value of the field that differs from `value` and is as good."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return LATER
    if isinstance(field, models.DateField):
        return date(2021, 2, 1)
    return _value(field)


def changeable(model: Any) -> Any:
    """A field of the model that may change alone without breaking a constraint."""
    bound = {"countable", "line", "state", "status", "start", "end", "digits", "scale", "actor", "plan", "instrument"}
    fields = [field for field in model.history.model.tracked_fields if field.name not in _STAMPS]
    free = [field for field in fields if field.name not in bound and not field.null]
    return (free or fields)[0]


def operator() -> User:
    """The user whose name the history carries."""
    with transaction.atomic():
        return pen().insert(User, **values_for(User, name=LOCAL_OPERATOR.name))


def history_of(model: type[Record]) -> Any:
    return model.history.model.objects  # type: ignore[attr-defined]
