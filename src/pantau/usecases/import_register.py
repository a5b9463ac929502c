"""The registers come in as sheets: actors, partnerships, instruments, sources, figures, series and the like."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pantau.domain.permissions import Actor, Verb
from pantau.domain.refusals import CellUnknown, Refusal, RowRepeated, RowsRejected
from pantau.files.columns import Columns
from pantau.files.content import file_content
from pantau.files.sheet import Row, rows_in
from pantau.records.pen import Pen
from pantau.usecases.access import writing
from pantau.usecases.cells import RowReader, actor_index
from pantau.usecases.register_kinds import KINDS, Desk, Kind


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
            key = tuple(values[name] for name in kind.key)
            if first.setdefault(key, row.number) != row.number:
                reader.note(RowRepeated, kind.columns[0], first=first[key], what=", ".join(kind.key))
            else:
                effects[_put(desk, kind, values)] += 1
        problems += reader.problems
    if problems:
        raise RowsRejected(problems=tuple(problems), file=file)
    return {effect: effects[effect] for effect in ("new", "changed", "unchanged")}


def _put(desk: Desk, kind: Kind, values: dict[str, object]) -> str:
    """Insert or revise one row by its natural key."""
    key = {name: values[name] for name in kind.key}
    lookup = {
        name if value is not None else f"{name}__isnull": value if value is not None else True
        for name, value in key.items()
    }
    found = kind.model._default_manager.filter(**lookup).first()
    if found is None:
        row = desk.pen.insert(kind.model, **values)
        effect = "new"
    else:
        row, effect = found, "changed" if desk.pen.revise(found, **values) else "unchanged"
    if kind.after is not None:
        kind.after(desk, row)
    desk.links.clear()
    return effect
