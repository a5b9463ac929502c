"""The cells of a matrix that came back held against the record: what is new, changed, kept, in conflict or refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pantau.domain.plans import VersionState
from pantau.domain.refusals import (
    ActorUnknown,
    CellConflict,
    DateInvalid,
    Refusal,
    StatusComputed,
    TextTooLong,
    WordingSettled,
)
from pantau.domain.words import LANGUAGES, Words
from pantau.reading.plans.timelines import read_due
from pantau.standards.sheets import (
    LONGEST,
    SAID,
    MatrixRow,
    Value,
    canon,
    column_name,
    digest,
    empty_texts,
    is_cut,
    settled,
)
from pantau.usecases.cells import ActorIndex
from pantau.usecases.matrix_lines import LineNow, MatrixScope, lead_canon, status_canon

REPORTED = ("status", "narrative", "issues")
_QUOTED = 80  # characters of a text in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CellChange:
    """One cell that says something else than the record: `effect` is new, changed or kept.

    A cell is kept where the file says nothing any more, or says what the record said when the file was made.
    """

    where: str
    label: str
    column: str
    effect: str
    was: str
    becomes: str

    def as_json(self) -> dict[str, Any]:
        return {
            "where": self.where,
            "label": self.label,
            "column": self.column,
            "effect": self.effect,
            "was": self.was or None,
            "becomes": self.becomes or None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RowUpdate:
    """One row of the file with its line, what its cells change, and why some cannot."""

    row: MatrixRow
    line: LineNow
    cells: tuple[CellChange, ...]
    problems: tuple[Refusal, ...]

    @property
    def becomes(self) -> dict[str, str]:
        """The new texts by column."""
        return {cell.column: cell.becomes for cell in self.cells if cell.effect != "kept"}

    @property
    def effect(self) -> str:
        """rejected, conflict, changed, new or unchanged: the gravest of its cells."""
        if any(not isinstance(problem, CellConflict) for problem in self.problems):
            return "rejected"
        if self.problems:
            return "conflict"
        effects = {cell.effect for cell in self.cells}
        return next((name for name in ("changed", "new") if name in effects), "unchanged")


@dataclass(frozen=True, kw_only=True)
class RowReading:
    """A row held against its line. `same_reporter` tells that its statuses were shown of the one they are read for."""

    row: MatrixRow
    line: LineNow
    scope: MatrixScope
    actors: ActorIndex
    same_reporter: bool

    def read(self) -> RowUpdate:
        cells: list[CellChange] = []
        problems: list[Refusal] = []
        for column in SAID:
            try:
                change = self._cell(column)
            except Refusal as refusal:
                problems.append(refusal)
                continue
            if change is not None:
                cells.append(change)
        return RowUpdate(row=self.row, line=self.line, cells=tuple(cells), problems=tuple(problems))

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The texts by column; words under a heading without a language are those of the matrix, else of the plan."""
        texts = dict(self.row.row.cells)
        if "action" in texts:
            texts.setdefault(self._spoken, texts["action"])
        return texts

    @property
    def _spoken(self) -> str:
        """The column that words under a heading without a language belong to: what the row remembers tells, too."""
        text = canon(self.row.row.cells.get("action", ""))
        remembered = digest("" if text.casefold() in empty_texts("action_en") else text)
        shown = (f"action_{one}" for one in LANGUAGES if self.row.shown.get(f"action_{one}") == remembered)
        language = self.scope.language if self.scope.language in LANGUAGES else self.scope.version.language
        return next(shown, f"action_{language}")

    def _cell(self, column: str) -> CellChange | None:
        """What a cell changes, ``None`` for nothing. Raises a Refusal where it may not."""
        if column not in self._known_columns:
            return None
        text, now = self._said(column), self.line.row.values.get(column, Value())
        said, shown = self._canon(column, text), self.row.shown.get(column, "")
        if said == now.canon or (not shown and _loosely(said) == _loosely(now.canon)):
            return None
        moved = bool(shown) and self._is_baseline(column) and digest(now.canon) != shown
        if shown and digest(said) == shown and (moved or not self._is_baseline(column)):
            return self._change(column, "kept") if moved else None
        if not text:
            return self._change(column, "kept") if shown else None
        if moved:
            raise self._conflict(column, text=text, now=now)
        self._check(column, text)
        return self._change(column, "changed" if now.canon else "new", text=text)

    @property
    def _known_columns(self) -> set[str]:
        """Columns that the file has; a blank cell of one is there with a key, and says nothing without."""
        headed = {self._spoken if key == "action" else key for key in self.row.row.sheet.headings}
        return set(self._texts) | (set(self.row.shown) & headed)

    def _said(self, column: str) -> str:
        text = self._texts.get(column, "").strip()
        return "" if canon(text).casefold() in empty_texts(column) else text

    def _canon(self, column: str, text: str) -> str:
        if not text:
            return ""
        if column == "status":
            return status_canon(text)
        return lead_canon(text, self.actors) if column == "lead" else canon(text)

    def _is_baseline(self, column: str) -> bool:
        """Whether what the cell showed can be held against the record; what is computed moves by itself."""
        return column not in REPORTED or (self.same_reporter and self.scope.reporter is not None)

    def _change(self, column: str, effect: str, *, text: str = "") -> CellChange:
        return CellChange(
            where=self._place(column),
            label=self.line.row.label,
            column=column,
            effect=effect,
            was=self.line.row.values.get(column, Value()).shown,
            becomes=text,
        )

    def _place(self, column: str) -> str:
        own = column not in self.row.row.sheet.headings and column.startswith("action_")
        return self.row.row.place("action" if own else column)

    def _conflict(self, column: str, *, text: str, now: Value) -> CellConflict:
        return CellConflict(
            where=self._place(column),
            column=column_name(column),
            line=self.line.row.label,
            said=_short(text),
            now=_short(now.shown),
        )

    def _check(self, column: str, text: str) -> None:
        for problem in self._faults(column, text):
            raise problem

    def _faults(self, column: str, text: str) -> Iterator[Refusal]:
        """Why a cell may not say this."""
        where = self._place(column)
        if column in REPORTED and self.scope.reporter is None:
            yield StatusComputed(where=where, column=column_name(column))
        elif column == f"action_{self.scope.version.language}" and self.scope.is_settled:
            version = self.scope.version
            state = VersionState(version.state).words
            yield WordingSettled(where=where, plan=self.scope.plan.code, number=version.number, state=state)
        elif is_cut(self.line.row.values.get(column, Value()).shown) or is_cut(text):
            yield TextTooLong(where=where, column=column_name(column), length=len(text), limit=LONGEST)
        elif column == "lead" and self.scope.version.in_force_from is not None and not self.actors.find(canon(text)):
            yield ActorUnknown(where=where, actor=_short(text))
        elif column == "timeline" and settled(text)[1]:
            yield DateInvalid(where=where, text=settled(text)[1])


def node_values(update: RowUpdate, scope: MatrixScope) -> dict[str, Any]:
    """The new values of a row's node; a draft's keeps the lead until the text is adopted."""
    said, node = update.becomes, update.line.node
    values: dict[str, Any] = {}
    words = {language: said[f"action_{language}"] for language in LANGUAGES if f"action_{language}" in said}
    if words:
        values["words"] = Words(
            **{**node.words.as_json(), **{key: " ".join(text.split()) for key, text in words.items()}}
        )
    if "timeline" in said:
        values |= _timeline(said["timeline"])
    if "lead" in said and scope.version.in_force_from is None:
        values["lead_text"] = said["lead"]
    return values


def line_values(update: RowUpdate, scope: MatrixScope, *, actors: ActorIndex) -> dict[str, Any]:
    """The new values of a row's line, where its text is or was in force."""
    said, values = update.becomes, dict[str, Any]()
    if scope.version.in_force_from is None:
        return values
    if "lead" in said:
        values["lead"] = actors.find(canon(said["lead"]))
    if "timeline" in said:
        values["due_on"] = _timeline(said["timeline"])["due_on"]
    return values


def _timeline(text: str) -> dict[str, Any]:
    """A timeline as a node keeps it: its text, unless that is the very day."""
    due = read_due(settled(text)[0])
    return {"timeline_text": "" if due and text == due.isoformat() else text, "due_on": due}


def _loosely(text: str) -> str:
    """A text without what offices leave out when they type it again: capitals and the sign at its end."""
    return text.casefold().rstrip(" ;.,:")


def _short(text: str) -> str:
    text = canon(text)
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
