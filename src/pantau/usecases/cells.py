"""Cells of an imported row as typed values; what cannot be read is noted with its place, never guessed."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations

from pantau.domain.refusals import (
    ActorUnknown,
    CellMissing,
    CellUnknown,
    DateInvalid,
    DateOutOfRange,
    DatesReversed,
    NumberInvalid,
    NumberOutOfRange,
    Refusal,
    TextTooLong,
)
from pantau.domain.values import Period
from pantau.files.sheet import Row
from pantau.records.models import Actor, Record
from pantau.usecases.periods import read_period

EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)
_RANGES = BaseDatabaseOperations.integer_field_ranges
_COLUMNS = {"digits": "number", "digits_max": "number_max", "scale": "number", "key": "title"}
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorIndex:
    """Actors by what people call them: code, ISO code, name in either language; case is ignored."""

    by_name: Mapping[str, Actor]

    def find(self, text: str) -> Actor | None:
        return self.by_name.get(text.strip().casefold())


def actor_index() -> ActorIndex:
    """All actors of the register; a name that two actors share finds neither, a code always finds its own."""
    actors = list(Actor.objects.all())
    spellings: dict[str, Actor | None] = {}
    for actor in actors:
        for spelling in {actor.name.en, actor.name.id, actor.iso} - {""}:
            known = spellings.get(spelling.casefold(), actor)
            spellings[spelling.casefold()] = actor if known is actor else None
    spellings |= {actor.code.casefold(): actor for actor in actors}
    return ActorIndex(by_name={spelling: actor for spelling, actor in spellings.items() if actor is not None})


@dataclass(slots=True, kw_only=True)
class RowReader:
    """Reads one row; `problems` collects a refusal with its place for every cell that cannot be read."""

    row: Row
    problems: list[Refusal] = field(default_factory=list)

    def note(self, problem: Callable[..., Refusal], cell: str, /, **places: object) -> None:
        """Note a refusal at the cell of that column."""
        self.problems.append(problem(where=self.row.place(cell), **places))

    def text(self, column: str) -> str:
        return self.row.cells.get(column, "")

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text:
            self.note(CellMissing, column, column=column)
        return text

    def parts(self, column: str) -> list[str]:
        """The texts of a cell that lists several, separated by `|` or `;`."""
        return [part.strip() for part in re.split(r"[|;]", self.text(column)) if part.strip()]

    def day(self, column: str, *, within: Period | None = None) -> date | None:
        """An ISO date, or ``None`` for an empty cell and for one that was noted as a problem."""
        text = self.text(column)
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self.note(DateInvalid, column, text=text)
            return None
        low, high = (within.start, within.end) if within else (EARLIEST, LATEST)
        if not low <= day <= high:
            self.note(DateOutOfRange, column, date=day, low=low, high=high)
            return None
        return day

    def ordered(self, earlier: str, later: str, days: tuple[date | None, date | None]) -> None:
        """Notes a pair of dates that runs backwards."""
        first, last = days
        if first and last and last < first:
            self.note(DatesReversed, later, later=later, later_date=last, earlier=earlier, earlier_date=first)

    def number(self, column: str) -> Decimal | None:
        """A number with a decimal point and no separators, or ``None``."""
        text = self.text(column)
        if not text:
            return None
        try:
            if _NUMBER.fullmatch(text):
                return Decimal(text)
        except InvalidOperation:
            pass
        self.note(NumberInvalid, column, text=text)
        return None

    def whole(self, column: str) -> int | None:
        number = self.number(column)
        if number is not None and number != int(number):
            self.note(NumberInvalid, column, text=self.text(column))
            return None
        return None if number is None else int(number)

    def period(self, column: str) -> tuple[date | None, date | None]:
        """First and last day of a period, both ``None`` for an empty or noted cell."""
        text = self.text(column)
        try:
            period = read_period(text, where=self.row.place(column)) if text else None
        except Refusal as refusal:
            self.problems.append(refusal)
            return None, None
        return (period.start, period.end) if period else (None, None)

    def actor(self, column: str, actors: ActorIndex) -> Actor | None:
        text = self.text(column)
        found = actors.find(text) if text else None
        if text and found is None:
            self.note(ActorUnknown, column, actor=text)
        return found

    def fits(self, model: type[Record], values: Mapping[str, object]) -> None:
        """Notes every value that its field cannot hold, the same on every engine."""
        for name, value in values.items():
            field, column = model._meta.get_field(name), _COLUMNS.get(name, name)
            limit = getattr(field, "max_length", None)
            if isinstance(value, str) and limit and len(value) > limit:
                self.note(TextTooLong, column, column=column, length=len(value), limit=limit)
            if isinstance(value, int) and isinstance(field, models.IntegerField):
                low, high = _RANGES[field.get_internal_type()]
                if not low <= value <= high:
                    self.note(NumberOutOfRange, column, text=self.text(column), low=low, high=high)

    def one_of(self, column: str, known: Iterable[str]) -> str:
        """A code of a closed list; empty when the cell is empty or noted."""
        text = self.text(column)
        codes = list(known)
        if text and text not in codes:
            self.note(CellUnknown, column, column=column, text=text, expected=", ".join(codes))
            return ""
        return text
