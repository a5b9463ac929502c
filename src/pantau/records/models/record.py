"""What every kept row has: an internal key, a public one, a version, and a history row for each version."""

import uuid
from collections.abc import Mapping
from typing import Any, NoReturn

from django.db import models
from simple_history.models import HistoricalRecords

from pantau.domain.words import Words, words_from


class WordsField(models.JSONField):
    """Words in several languages as one JSON value; keys are checked on the way in."""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Words | None:
        read: Mapping[str, str] | None = super().from_db_value(value, expression, connection)
        return None if read is None else words_from(read)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Words):
            value = value.as_json()
        if isinstance(value, Mapping):
            value = words_from(value).as_json()
        return super().get_db_prep_value(value, connection, prepared)


class History(HistoricalRecords):  # type: ignore[misc]  # the library is not typed
    """The history table of a model, without passwords: an old hash is of no use to anybody but a thief."""

    def fields_included(self, model: type[models.Model]) -> list[Any]:
        return [field for field in super().fields_included(model) if field.name != "password"]


class Record(models.Model):
    """Base of every table. Rows are written by records.pen alone, which writes the history row with them."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(unique=True, editable=False, default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    history = History(inherit=True, cascade_delete_history=False)

    class Meta:
        abstract = True

    def save(self, *_args: Any, **_kwargs: Any) -> None:
        raise RuntimeError("rows are written by records.pen, with their history")

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise RuntimeError("rows are never deleted; record a new version instead")


def code_field(length: int = 40, *, default: str | None = None) -> "models.CharField[str, str]":
    return (
        models.CharField(max_length=length) if default is None else models.CharField(max_length=length, default=default)
    )
