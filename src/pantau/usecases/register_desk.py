"""What importing a register works with, whatever the register."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pantau.domain.plans import PlanRow
from pantau.domain.refusals import CellMissing, PlanUnknown, Refusal
from pantau.domain.words import Words
from pantau.records.pen import Pen
from pantau.records.queries.plans import plan_lines, plan_named, version_in_force
from pantau.usecases.cells import ActorIndex, RowReader
from pantau.usecases.line_index import LineIndex, line_index


@dataclass(slots=True, kw_only=True)
class Desk:
    """What a register import works with: a pen, the actors, the folder of the sheet, and links of the row at hand."""

    pen: Pen
    actors: ActorIndex
    folder: Path
    links: list[Any] = field(default_factory=list)
    indexes: dict[str, LineIndex] = field(default_factory=dict)

    def plan(self, reader: RowReader) -> PlanRow | None:
        try:
            return plan_named(reader.needed("plan"))
        except PlanUnknown as refusal:
            refusal.where = reader.row.place("plan")
            reader.problems.append(refusal)
            return None

    def line(self, reader: RowReader, plan: PlanRow, *, text: str, column: str) -> int | None:
        """The internal id of a line that a cell names."""
        if plan.code not in self.indexes:
            version = version_in_force(plan, plan.period.end, known_at=self.pen.at)
            self.indexes[plan.code] = line_index(plan, plan_lines(version, known_at=self.pen.at))
        try:
            return self.indexes[plan.code].find(text, where=reader.row.place(column)).id
        except Refusal as refusal:
            reader.problems.append(refusal)
            return None


def names_in(reader: RowReader, stem: str) -> Words:
    """The words of the columns STEM_en and STEM_id, one of which may be empty."""
    words = Words(en=reader.text(f"{stem}_en"), id=reader.text(f"{stem}_id"))
    if not (words.en or words.id):
        reader.note(CellMissing, f"{stem}_en", column=f"{stem}_en")
        return Words(en="-")
    return words
