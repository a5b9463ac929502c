"""The registers come in as sheets: actors, partnerships, instruments, sources, figures, series and the like."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import CellUnknown, Refusal, RowRepeated, RowsRejected
from pantau.domain.words import LANGUAGES, Words
from pantau.files.columns import Columns
from pantau.files.content import file_content
from pantau.files.sheet import Row, rows_in
from pantau.records.models import Record
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.cells import RowReader, actor_index
from pantau.usecases.register_desk import Desk
from pantau.usecases.register_kinds import FIELDS, KINDS, Kind


def import_register(actor: Actor, path: Path, *, kind: str) -> dict[str, int]:
    """Write a sheet of one kind; all rows or none. Returns how many rows were new, changed and unchanged.

    Raises CellUnknown for an unknown kind, RowsRejected with the refusal of each bad row, and what reading raises.
    """
    if kind not in KINDS:
        raise CellUnknown(column="KIND", text=kind, expected=", ".join(KINDS))
    chosen = KINDS[kind]
    columns = Columns(known=chosen.columns, required=chosen.required)
    rows = rows_in(file_content(path), file=path.name, columns=columns)
    with writing(actor, Verb.IMPORT_REGISTER, reason=f"register import {path.name}") as pen:
        return write_register(pen, kind=chosen, rows=rows, file=path.name, folder=path.parent)


def write_register(pen: Pen, *, kind: Kind, rows: Iterable[Row], file: str, folder: Path = Path()) -> dict[str, int]:
    """Write rows of one kind with a pen; the caller's transaction is undone by RowsRejected."""
    desk = Desk(pen=pen, actors=actor_index(), folder=folder)
    problems: list[Refusal] = []
    effects: Counter[str] = Counter()
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        reader = RowReader(row=row)
        values = kind.read(reader, desk)
        if values is not None:
            reader.fits(kind.model, values)
        if values is not None and not reader.problems:
            key = tuple(_folded(values[name]) for name in kind.key)
            if first.setdefault(key, row.number) != row.number:
                reader.note(RowRepeated, kind.columns[0], first=first[key], what=", ".join(kind.key))
            else:
                effects[_put(desk, kind, values, headings=row.sheet.headings)] += 1
        problems += reader.problems
    if problems:
        raise RowsRejected(problems=tuple(problems), file=file)
    return {effect: effects[effect] for effect in ("new", "changed", "unchanged")}


def _put(desk: Desk, kind: Kind, values: dict[str, object], *, headings: Mapping[str, str]) -> str:
    """Insert or revise one row by its natural key."""
    found = kind.model._default_manager.filter(**dict(_lookup(name, values[name]) for name in kind.key)).first()
    if found is None:
        row = desk.pen.insert(kind.model, **values)
        effect = "new"
    else:
        given = _given(kind, found, values, headings=headings)
        row, effect = found, "changed" if desk.pen.revise(found, **given) else "unchanged"
    if kind.after is not None:
        kind.after(desk, row)
    desk.links.clear()
    return effect


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _lookup(name: str, value: object) -> tuple[str, object]:
    """A part of a natural key as a filter; codes that differ in case alone are the same."""
    if value is None:
        return f"{name}__isnull", True
    return (f"{name}__iexact" if isinstance(value, str) else name), value


def _given(kind: Kind, found: Record, values: dict[str, object], *, headings: Mapping[str, str]) -> dict[str, object]:
    """The values that the sheet has columns for: what it leaves out stays as it is kept."""
    absent = {name for column in kind.columns if column not in headings for name in FIELDS.get(column, (column,))}
    given = {name: value for name, value in values.items() if name not in absent and name not in kind.key}
    for name, value in given.items():
        if isinstance(value, Words):
            kept = getattr(found, name)
            said = {one: value if f"{name}_{one}" in headings else kept for one in LANGUAGES}
            given[name] = Words(**{one: getattr(words, one) for one, words in said.items()})
    return given
