"""The tree that a plan's text becomes: frozen rows that the reader makes, a person reviews and the records keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pantau.domain.words import Words, table, words_from


class NodeKind(StrEnum):
    """What a passage of a plan is. Only a `line` counts, and only while its node says so."""

    HEADING = "heading"
    LINE = "line"
    SUBITEM = "subitem"
    PREAMBLE = "preamble"
    CLOSING = "closing"
    NOTE = "note"

    @property
    def words(self) -> Words:
        """The name people read."""
        return words_from(table("plan_warnings")["kinds"][self.value])


class Sureness(StrEnum):
    """A confidence in words: from 0.85 sure, from 0.65 likely, below that a person should look."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"

    @property
    def words(self) -> Words:
        return words_from(table("sureness")[self.value])


def sureness(confidence: float) -> Sureness:
    """How sure the reader was.

    >>> sureness(0.9), sureness(0.3)
    (<Sureness.SURE: 'sure'>, <Sureness.DOUBTFUL: 'doubtful'>)
    """
    if confidence >= 0.85:
        return Sureness.SURE
    return Sureness.LIKELY if confidence >= 0.65 else Sureness.DOUBTFUL


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One passage of a plan and its place in the tree.

    `label` is without trailing dot or bracket and empty where the text has none; `printed` is how it stands in the
    text. `path` holds the labels from the root to this node and is unique in its tree; `depth` is its length.
    `start` and `end` are Unicode code points of the document, end exclusive, label included, children excluded.
    `confidence` runs from 0 to 1. `lead` and `timeline` are what the columns of a working matrix say, as printed;
    `due_on` is the day a reviewer gave.
    """

    label: str
    printed: str
    path: tuple[str, ...]
    kind: NodeKind
    countable: bool
    text: str
    start: int
    end: int
    confidence: float
    lead: str = ""
    timeline: str = ""
    due_on: date | None = None

    @property
    def depth(self) -> int:
        return len(self.path)

    @property
    def parent(self) -> tuple[str, ...]:
        """The path of the node above; empty for a node at the root."""
        return self.path[:-1]

    def as_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "printed": self.printed,
            "path": list(self.path),
            "depth": self.depth,
            "kind": self.kind.value,
            "countable": self.countable,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
            **{name: text for name, text in (("lead", self.lead), ("timeline", self.timeline)) if text},
            **({"due_on": self.due_on.isoformat()} if self.due_on else {}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWarning:
    """Something about a plan's text that a person should look at: a gap, a duplicate, a corrected label.

    `label` is the label concerned (of the missing one, where one is missing) or empty; `start` is its place in the
    document in Unicode code points.
    """

    code: str
    label: str
    start: int
    message: Words

    def as_json(self, language: str) -> dict[str, Any]:
        return {
            "code": self.code,
            "label": self.label,
            "message": self.message.into(language),
            "start": self.start,
        }


def plan_warning(*, code: str, label: str, start: int, places: Mapping[str, object] | None = None) -> PlanWarning:
    """A warning with its sentence from data/plan_warnings.toml, `{label}` and the other named places filled.

    >>> plan_warning(code="missing_number", label="1.1.3", start=120).message.en
    'The numbering skips 1.1.3.'
    """
    sentence = words_from(table("plan_warnings")[code])
    return PlanWarning(code=code, label=label, start=start, message=sentence.fill(label=label, **dict(places or {})))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRole:
    """What a column of a table was taken for: a key of `[roles]` in reading/plans' lexicons, or "" for none.

    `table` and `column` count from 0; `heading` is what its first row calls it.
    """

    table: int
    column: int
    heading: str
    role: str

    def as_json(self) -> dict[str, Any]:
        return {"table": self.table, "column": self.column, "heading": self.heading, "role": self.role}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTree:
    """A plan's text as a tree of nodes in document order (footnotes last), with what a reviewer should look at.

    `language` is "en" or "id". `columns` are those of its tables.
    """

    title: str
    language: str
    nodes: tuple[Node, ...]
    warnings: tuple[PlanWarning, ...]
    columns: tuple[ColumnRole, ...] = ()

    @property
    def lines(self) -> tuple[Node, ...]:
        """The nodes that count."""
        return tuple(node for node in self.nodes if node.countable)

    @property
    def countable_total(self) -> int:
        return len(self.lines)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """The plan-tree format; `language` is that of the warnings' sentences."""
        return {
            "title": self.title,
            "language": self.language,
            "nodes": [node.as_json() for node in self.nodes],
            "countable_total": self.countable_total,
            "warnings": [warning.as_json(language) for warning in self.warnings],
            **({"columns": [column.as_json() for column in self.columns]} if self.columns else {}),
        }
