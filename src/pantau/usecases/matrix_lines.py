"""What a working matrix says of each line now: printed by an export, and held against a file that comes back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pantau.domain.actors import ActorKind, ActorRow
from pantau.domain.permissions import Actor, plan_matter, sees_countries
from pantau.domain.plans import PlanRow, VersionState
from pantau.domain.plantree import NodeKind
from pantau.domain.scorecard import Moment, line_state, score
from pantau.domain.statuses import Status, read_status, status_name
from pantau.domain.words import LANGUAGES, Words
from pantau.reading.plans.timelines import read_due
from pantau.records.models import PlanNode, PlanVersion, StatusReportVersion
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.plans import nodes_of_version
from pantau.records.queries.progress import score_input
from pantau.standards.sheets import Heading, MatrixLine, Value, canon, fitting, settled, words_said
from pantau.usecases.cells import ActorIndex

BOTH = "both"
SETTLED = (VersionState.CONSULTED, VersionState.ADOPTED, VersionState.SUPERSEDED)
_SHORTEST = 8  # signs of a key
_WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixScope:
    """Which text of a plan, in which language (en, id or both), and whose statuses: one reporter's or the region's."""

    plan: PlanRow
    version: PlanVersion
    language: str
    reporter: ActorRow | None
    round: str
    as_of: date
    known_at: datetime

    @property
    def spoken(self) -> str:
        """The language of statuses and names."""
        return str(self.version.language) if self.language == BOTH else self.language

    @property
    def is_settled(self) -> bool:
        """Whether the words of the text in its own language may not be changed any more."""
        return VersionState(self.version.state) in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class LineNow:
    """One line of the matrix with the node it stands for, and what the reporter's counting report says, if any."""

    row: MatrixLine
    node: PlanNode
    report: StatusReportVersion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixNow:
    """The whole matrix in the order of the plan."""

    scope: MatrixScope
    rows: tuple[LineNow | Heading, ...]

    @property
    def lines(self) -> tuple[LineNow, ...]:
        return tuple(row for row in self.rows if isinstance(row, LineNow))


def matrix_now(actor: Actor, scope: MatrixScope, *, actors: ActorIndex) -> MatrixNow:
    """Every line with what its cells say, under its headings and above its parts."""
    nodes = nodes_of_version(scope.version)
    lines = [node for node in nodes if node.line_id is not None]
    keys = _keys(lines)
    said = _Reported(scope, lines) if scope.reporter else _Derived(actor, scope, lines)
    names = _Names(scope, actors)
    under = _under_lines(nodes)
    above = {tuple(node.path[:depth]) for node in lines for depth in range(1, len(node.path))}
    rows: list[LineNow | Heading] = []
    for node in nodes:
        if node.line_id is not None:
            values = {**_worded(node), **names.details(node), **said.values(node)}
            row = MatrixLine(key=keys[node.id], label=node.printed or node.label, values=values)
            rows.append(LineNow(row=row, node=node, report=said.report(node)))
        elif node.id in under or (node.kind == NodeKind.HEADING and tuple(node.path) in above):
            rows.append(_heading(node, scope, title=node.id not in under))
    return MatrixNow(scope=scope, rows=tuple(rows))


def due_of(timeline: str) -> date | None:
    """The day that a timeline names, ``None`` for none and for one that can be read in two ways."""
    text, ambiguous = settled(timeline)
    return None if ambiguous else read_due(text)


def status_canon(text: str) -> str:
    """A status as it is compared: its code."""
    status = read_status(text)
    if status is not None:
        return status.value
    names = {canon(name).casefold() for name in (_WITHDRAWN, *status_name(_WITHDRAWN).as_json().values())}
    return _WITHDRAWN if canon(text).casefold() in names else canon(text)


def heading_texts(node: PlanNode) -> Iterator[str]:
    """Every way in which a matrix prints a heading."""
    for language in (*LANGUAGES, BOTH):
        yield _heading_text(node, language)


def _keys(lines: list[PlanNode]) -> dict[int, str]:
    """The beginning of each line's public id, long enough to be its own in the plan."""
    ids = {node.id: node.line.public_id.hex for node in lines if node.line}
    for length in range(_SHORTEST, 33):
        keys = {node: full[:length] for node, full in ids.items()}
        if len(set(keys.values())) == len(keys):
            return keys
    return ids


def _under_lines(nodes: list[PlanNode]) -> set[int]:
    """The parts of lines, at any depth."""
    found: set[int] = set()
    for node in nodes:
        if node.kind == NodeKind.SUBITEM or node.parent_id in found:
            found.add(node.id)
    return found


def _heading(node: PlanNode, scope: MatrixScope, *, title: bool) -> Heading:
    return Heading(text=fitting(_heading_text(node, scope.language), scope.spoken), depth=node.depth, title=title)


def _heading_text(node: PlanNode, language: str) -> str:
    wanted = LANGUAGES if language == BOTH else (language,)
    texts = dict.fromkeys(node.words.into(one) for one in wanted)
    words = " / ".join(texts)
    label = node.printed or node.label
    return words if label.startswith("~") or canon(words) == canon(label) else f"{label} {words}"


def _worded(node: PlanNode) -> dict[str, Value]:
    return {f"action_{language}": text_value(getattr(node.words, language)) for language in LANGUAGES}


def text_value(text: str) -> Value:
    """A text as a cell holds it."""
    shown = fitting(text, "en")
    return Value(shown=shown, canon=canon(shown))


class _Names:
    """Lead bodies and timelines as they are printed: of a text in force from its lines, of a draft from its nodes."""

    def __init__(self, scope: MatrixScope, actors: ActorIndex) -> None:
        self._scope, self._actors = scope, actors
        self._rows = {row.id: row for row in actor_rows()}
        self._in_force = scope.version.in_force_from is not None

    def details(self, node: PlanNode) -> dict[str, Value]:
        return {"lead": self._lead(node), "timeline": self._timeline(node)}

    def _lead(self, node: PlanNode) -> Value:
        if self._in_force and node.line and node.line.lead_id:
            row = self._rows[node.line.lead_id]
            name = row.name.into(self._scope.spoken)
            found = self._actors.find(name)
            return Value(shown=name if found and found.id == row.id else row.code, canon=row.code)
        return Value(shown=fitting(node.lead_text, "en"), canon=lead_canon(node.lead_text, self._actors))

    def _timeline(self, node: PlanNode) -> Value:
        due = node.line.due_on if self._in_force and node.line else node.due_on
        if node.timeline_text and due_of(node.timeline_text) == due:
            return text_value(node.timeline_text)
        return Value(shown=due.isoformat(), canon=due.isoformat(), day=due) if due else Value()


def lead_canon(text: str, actors: ActorIndex) -> str:
    """A lead as it is compared: the code of the actor, else the text itself."""
    found = actors.find(canon(text)) if text else None
    return found.code if found else canon(fitting(text, "en"))


class _Reported:
    """What one reporter says in one round."""

    def __init__(self, scope: MatrixScope, lines: list[PlanNode]) -> None:
        self._scope = scope
        reports = StatusReportVersion.objects.filter(
            report__round__plan_version__plan=scope.plan.id,
            report__round__code=scope.round,
            report__reporter=scope.reporter.id if scope.reporter else 0,
            accepted_at__isnull=False,
            superseded_at__isnull=True,
        ).select_related("report")
        self._reports = {row.report.line_id: row for row in reports.order_by("id")}
        self._withdrawn = {
            node.line_id
            for node in lines
            if node.line and node.line.withdrawn_on and node.line.withdrawn_on <= scope.as_of
        }

    def report(self, node: PlanNode) -> StatusReportVersion | None:
        return self._reports.get(node.line_id or 0)

    def values(self, node: PlanNode) -> dict[str, Value]:
        found = self.report(node)
        state = found.status if found else _WITHDRAWN if node.line_id in self._withdrawn else ""
        return {
            "status": _status_value(state, self._scope.spoken),
            "narrative": text_value(found.narrative if found else ""),
            "issues": text_value(found.issues if found else ""),
        }


class _Derived:
    """The status of the region, and what the lead body last told; not shown where that would name a country."""

    def __init__(self, actor: Actor, scope: MatrixScope, lines: list[PlanNode]) -> None:
        self._scope = scope
        moment = Moment(as_of=scope.as_of, known_at=scope.known_at, by=scope.plan.by)
        card = score(score_input(scope.plan, moment, version=scope.version), moment)
        self._states = {one.line.id: line_state(one) or "" for one in card.facts}
        countries = {row.id for row in actor_rows((ActorKind.MEMBER_STATE,))}
        leads = {node.line_id: node.line.lead_id for node in lines if node.line and node.line.lead_id}
        self._hidden = {
            line
            for line, lead in leads.items()
            if lead in countries
            and not sees_countries(actor, scope.plan.visibility, plan_matter(scope.plan, reporter=lead))
        }
        self._narratives = self._told(leads)

    def _told(self, leads: Mapping[int | None, int]) -> dict[int, str]:
        told: dict[int, str] = {}
        versions = StatusReportVersion.objects.filter(
            report__line__in=[line for line in leads if line not in self._hidden],
            report__reporter__in=set(leads.values()),
            accepted_at__lte=self._scope.known_at,
            superseded_at__isnull=True,
            as_of__lte=self._scope.as_of,
        )
        rows: Any = versions.order_by("as_of", "accepted_at", "id")
        for line, reporter, narrative in rows.values_list("report__line_id", "report__reporter_id", "narrative"):
            if leads[line] == reporter:
                told[line] = narrative
        return told

    def report(self, _node: PlanNode) -> None:
        return None

    def values(self, node: PlanNode) -> dict[str, Value]:
        line = node.line_id or 0
        hidden = Value(shown=words_said("not_shown").into(self._scope.spoken))
        return {
            "status": _status_value(self._states.get(line, ""), self._scope.spoken),
            "narrative": hidden if line in self._hidden else text_value(self._narratives.get(line, "")),
        }


def _status_value(state: str, language: str) -> Value:
    if not state:
        return Value()
    names: Words = status_name(Status(state) if state != _WITHDRAWN else state)
    return Value(shown=names.into(language), canon=state)
