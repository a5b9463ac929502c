"""What a record said at each of its versions, and how one version differs from the one before."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pantau.domain.alignment import Mark, marks
from pantau.domain.reasons import reason_words
from pantau.domain.words import LANGUAGES, Words, table, words_from

_NAMED: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "status": lambda: table("statuses"),
    "state": lambda: table("workflow")["states"],
}
_DAYS = ("as_of", "opens", "closes", "cut_off", "start", "end", "since", "until")
Said = Words | datetime | date | str  # a field of the record as people read it

_WORDY = 3  # from this many words on, a change is shown word by word


class RecordKind(StrEnum):
    """The records whose history is shown. Names: data/record_history.toml."""

    PLAN = "plan"
    LINE = "line"
    ROUND = "round"
    REPORT = "report"
    ACTOR = "actor"
    FIGURE = "figure"
    PERSON = "person"

    @property
    def words(self) -> Words:
        return words_from(table("record_history")["kinds"][self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field then and now, as text; `marks` are the words kept, removed and added, of a longer text."""

    field: str
    was: str
    now: str

    @property
    def words(self) -> Words:
        return field_words(self.field)

    @property
    def was_said(self) -> Said:
        return value_said(self.field, self.was)

    @property
    def now_said(self) -> Said:
        return value_said(self.field, self.now)

    @property
    def marks(self) -> tuple[Mark, ...]:
        wordy = min(len(self.was.split()), len(self.now.split())) >= _WORDY
        return marks(self.was, self.now) if wordy else ()

    def as_json(self) -> dict[str, str | None]:
        return {"field": self.field, "was": self.was or None, "now": self.now or None}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVersion:
    """One version of a row: who wrote it, when and why, all that it says, and what it changed."""

    number: int
    by: str
    at: datetime
    why: str
    values: Mapping[str, str]
    changes: tuple[FieldChange, ...]

    @property
    def why_said(self) -> Words:
        return reason_words(self.why)

    def as_json(self) -> dict[str, Any]:
        return {
            "version": self.number,
            "by": self.by or None,
            "at": self.at.isoformat(),
            "why": self.why,
            "changes": [change.as_json() for change in self.changes],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """One row that belongs to a record, with its versions in their order; `name` tells it from its like."""

    what: str
    name: str
    versions: tuple[RecordVersion, ...]

    @property
    def words(self) -> Words:
        return words_from(table("record_history")["parts"][self.what])

    def at(self, moment: datetime) -> RecordVersion | None:
        """The version that stood at a moment, ``None`` before there was one."""
        standing = [one for one in self.versions if one.at <= moment]
        return standing[-1] if standing else None

    def as_json(self) -> dict[str, Any]:
        return {"part": self.what, "name": self.name, "versions": [one.as_json() for one in self.versions]}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHistory:
    """A record with everything it was made of over time."""

    kind: RecordKind
    name: str
    parts: tuple[RecordPart, ...]

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "name": self.name, "parts": [part.as_json() for part in self.parts]}


def field_words(field: str) -> Words:
    """What people call a field; its own name where nobody named it. The language of a text stands behind it."""
    name, _, language = field.partition(".")
    said = table("record_history")["fields"].get(name)
    words = words_from(said) if said else Words(en=name.replace("_", " "), id=name.replace("_", " "))
    return words.fill() if not language else Words(en=f"{words.en} ({language})", id=f"{words.id} ({language})")


def value_said(field: str, text: str) -> Said:
    """What a field says as people read it: a status and a state by name, a day and a moment as such.

    >>> value_said("state", "accepted").into("id"), value_said("started_on", "2026-03-01")
    ('diterima', datetime.date(2026, 3, 1))
    """
    names = _NAMED.get(field)
    if names is not None and text in names():
        return words_from(names()[text]["name"])
    try:
        return datetime.fromisoformat(text) if field.endswith("_at") else _day(field, text)
    except ValueError:
        return text


def _day(field: str, text: str) -> date | str:
    return date.fromisoformat(text) if field in _DAYS or field.endswith("_on") else text


def changes_between(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The fields that say something else than before, in their order.

    >>> [one.field for one in changes_between({"a": "1", "b": "2"}, {"a": "1", "b": "3"})]
    ['b']
    """
    names = dict.fromkeys((*before, *now))
    return tuple(
        FieldChange(field=name, was=before.get(name, ""), now=now.get(name, ""))
        for name in names
        if before.get(name, "") != now.get(name, "")
    )


def spread(field: str, value: Any) -> Iterable[tuple[str, str]]:
    """A value as text under its field; words in each of their languages."""
    if isinstance(value, Words):
        yield from ((f"{field}.{language}", getattr(value, language)) for language in LANGUAGES)
    elif value is None:
        yield field, ""
    else:
        yield field, value.isoformat() if hasattr(value, "isoformat") else str(value)
