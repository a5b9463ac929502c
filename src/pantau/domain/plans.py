"""Plans and their lines as frozen rows that cross rooms."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from pantau.domain.regional import Derivation
from pantau.domain.values import Period
from pantau.domain.words import Words, table, words_from


class Visibility(StrEnum):
    """Who may see results by country (rule 12): nobody but the region, each its own, or all by name."""

    REGIONAL = "regional"
    OWN = "own"
    NAMED = "named"

    @property
    def words(self) -> Words:
        return words_from(table("visibilities")[self.value]["name"])


class VersionState(StrEnum):
    """How far a text of a plan has come: written, put to the parties, in force, replaced by a later one."""

    DRAFT = "draft"
    CONSULTED = "consulted"
    ADOPTED = "adopted"
    SUPERSEDED = "superseded"

    @property
    def words(self) -> Words:
        return words_from(table("version_states")[self.value])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One plan as its pages and arithmetic see it; `by` and `rule` are its default derivation and rule."""

    id: int
    public_id: UUID
    code: str
    title: Words
    period: Period
    partner: str
    partner_name: Words
    visibility: Visibility
    by: Derivation
    rule: str
    illustrative: bool
    partner_id: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.code,
            "title": self.title.as_json(),
            "period": [self.period.start.isoformat(), self.period.end.isoformat()],
            "partner": self.partner or None,
            "visibility": self.visibility.value,
            "by": self.by.value,
            "rule": self.rule,
            "illustrative": self.illustrative,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One countable line of a plan: a stable identity with its wording in the version in force.

    `path` is the list of labels from the root, unique in the plan; `section` is the label and title of its top-level
    heading; `weight` is 1 unless somebody gave another.
    """

    id: int
    public_id: UUID
    label: str
    path: tuple[str, ...]
    words: Words
    section: tuple[str, str] = ("", "")
    due_on: date | None = None
    lead: int | None = None
    withdrawn_on: date | None = None
    weight: Decimal = Decimal(1)

    def withdrawn(self, as_of: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= as_of

    def due(self, as_of: date, *, plan_end: date) -> bool:
        """Whether the line's due date, else the end of the plan, has come."""
        return (self.due_on or plan_end) <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A focused base (rule R5): the lines an authority chose on a date."""

    code: str
    name: Words
    authority: str
    decided_on: date
    lines: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """One node of a plan's tree as it stands in the version in force; `line` is the public id where it counts."""

    label: str
    printed: str
    path: tuple[str, ...]
    depth: int
    kind: str
    countable: bool
    words: Words
    line: UUID | None
    due_on: date | None = None
    withdrawn_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "printed": self.printed,
            "path": list(self.path),
            "depth": self.depth,
            "kind": self.kind,
            "countable": self.countable,
            "words": self.words.as_json(),
            "line": str(self.line) if self.line else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "withdrawn_on": self.withdrawn_on.isoformat() if self.withdrawn_on else None,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One text of a plan; `in_force_from` is ``None`` until it is adopted, `lines` how many of its nodes count.

    `second_source` is the text of its other language, empty where there is none.
    """

    id: int
    public_id: UUID
    number: int
    state: VersionState
    in_force_from: date | None
    consulted_on: date | None
    language: str
    source: str
    lines: int
    second_source: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "state": self.state.value,
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            "consulted_on": self.consulted_on.isoformat() if self.consulted_on else None,
            "language": self.language,
            "source": self.source,
            "lines": self.lines,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow:
    """A reporting round; `closes` is ``None`` while no closing day is set.

    `version` is the internal id of the plan's text that it asked about.
    """

    id: int
    version: int
    code: str
    period: Period
    opens: date
    closes: date | None
    cut_off: date
