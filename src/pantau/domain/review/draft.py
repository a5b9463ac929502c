"""A plan's tree while a person reviews it: nodes that keep their number, in document order, each with its depth."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pantau.domain.plan_paths import Sort, paths_of
from pantau.domain.plantree import Node, NodeKind, PlanTree, PlanWarning

_NAMED = 60  # characters of a node's name in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNode:
    """One passage under review: as `plantree.Node`, with its own number and its depth (from 1) in place of a path.

    `id` never changes within the draft. `sort` is what a node without a label is called in its path.
    """

    id: int
    label: str
    printed: str
    depth: int
    kind: NodeKind
    countable: bool
    text: str
    start: int
    end: int
    confidence: float
    lead: str = ""
    due_on: date | None = None
    timeline: str = ""
    sort: Sort = Sort.PARAGRAPH

    @property
    def name(self) -> str:
        """Label and first words, by which a sentence names it."""
        words = f"{self.printed or self.label} {self.text}".strip()
        return words if len(words) <= _NAMED else f"{words[:_NAMED].rstrip()}…"

    def of_kind(self, kind: NodeKind) -> "DraftNode":
        """The node as another kind; only a line counts and is due. Itself where it is of that kind already."""
        if self.kind is kind:
            return self
        return DraftNode(  # `dataclasses.replace` takes three times as long, which a whole level feels
            id=self.id,
            label=self.label,
            printed=self.printed,
            depth=self.depth,
            kind=kind,
            countable=kind is NodeKind.LINE,
            text=self.text,
            start=self.start,
            end=self.end,
            confidence=self.confidence,
            lead=self.lead,
            due_on=self.due_on if kind is NodeKind.LINE else None,
            timeline=self.timeline,
            sort=self.sort if self.label else sort_of(self.printed, kind),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "label": self.label,
            "printed": self.printed,
            "depth": self.depth,
            "kind": self.kind.value,
            "countable": self.countable,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "confidence": self.confidence,
            "lead": self.lead,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "timeline": self.timeline,
            "sort": self.sort.value,
        }


def node_from(value: Mapping[str, Any]) -> DraftNode:
    """The node whose `as_json` this is."""
    due_on = value["due_on"]
    typed = {
        "kind": NodeKind(value["kind"]),
        "sort": Sort(value["sort"]),
        "due_on": date.fromisoformat(due_on) if due_on else None,
    }
    return DraftNode(**(dict(value) | typed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A plan's tree under review, its nodes in document order; none is more than one deeper than the one before."""

    title: str
    language: str
    nodes: tuple[DraftNode, ...]

    @property
    def total(self) -> int:
        """How many nodes count."""
        return sum(node.countable for node in self.nodes)

    @property
    def paths(self) -> dict[int, tuple[str, ...]]:
        """The path of each node by its number, unique: see `domain.plan_paths`."""
        paths = paths_of((node.depth, node.label, node.sort) for node in self.nodes)
        return {node.id: path for node, path in zip(self.nodes, paths, strict=True)}

    @property
    def by_id(self) -> dict[int, DraftNode]:
        return {node.id: node for node in self.nodes}

    def tree(self, warnings: Sequence[PlanWarning] = ()) -> PlanTree:
        """The tree as it stands, its nodes in the same order; columns of tables belong to the reading alone."""
        paths = self.paths
        return PlanTree(
            title=self.title,
            language=self.language,
            nodes=tuple(_node(node, paths[node.id]) for node in self.nodes),
            warnings=tuple(warnings),
        )

    def as_json(self) -> dict[str, Any]:
        return {"title": self.title, "language": self.language, "nodes": [node.as_json() for node in self.nodes]}


def review_of(tree: PlanTree) -> Review:
    """A tree as the reader left it, its nodes numbered from 1.

    >>> from pantau.domain.plantree import PlanTree
    >>> review_of(PlanTree(title="Plan", language="en", nodes=(), warnings=())).total
    0
    """
    return Review(title=tree.title, language=tree.language, nodes=drafted(tree.nodes))


def drafted(nodes: Iterable[Node]) -> tuple[DraftNode, ...]:
    """Nodes of a tree as nodes under review, numbered from 1."""
    return tuple(_drafted(node, number) for number, node in enumerate(nodes, start=1))


def review_from(value: Mapping[str, Any]) -> Review:
    """The review whose `as_json` this is."""
    nodes = tuple(node_from(node) for node in value["nodes"])
    return Review(title=value["title"], language=value["language"], nodes=nodes)


def sort_of(printed: str, kind: NodeKind) -> Sort:
    """What a node without a label is called: by its bullet, else by its kind."""
    if printed:
        return Sort.BULLET
    return Sort.HEADING if kind is NodeKind.HEADING else Sort.PARAGRAPH


def _drafted(node: Node, number: int) -> DraftNode:
    return DraftNode(
        id=number,
        label=node.label,
        printed=node.printed,
        depth=node.depth,
        kind=node.kind,
        countable=node.countable,
        text=node.text,
        start=node.start,
        end=node.end,
        confidence=node.confidence,
        lead=node.lead,
        due_on=node.due_on,
        timeline=node.timeline,
        sort=Sort.PARAGRAPH if node.label else Sort(node.path[-1][1]),  # "~b3"
    )


def _node(node: DraftNode, path: tuple[str, ...]) -> Node:
    return Node(
        label=node.label,
        printed=node.printed,
        path=path,
        kind=node.kind,
        countable=node.countable,
        text=node.text,
        start=node.start,
        end=node.end,
        confidence=node.confidence,
        lead=node.lead,
        timeline=node.timeline,
        due_on=node.due_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One draft as lists and pages show it; `state` is open, committed or discarded, `total` its countable lines.

    `plan` is the code of the plan whose next version it will be, or empty; `details` is what a person typed of it.
    """

    public_id: UUID
    file_name: str
    title: str
    state: str
    version: int
    plan: str
    details: dict[str, Any]
    can_undo: bool
    can_redo: bool
    changed_at: datetime
    total: int

    def as_json(self) -> dict[str, Any]:
        return {
            "draft": str(self.public_id),
            "file": self.file_name,
            "title": self.title,
            "state": self.state,
            "version": self.version,
            "plan": self.plan or None,
            "details": self.details,
            "can_undo": self.can_undo,
            "can_redo": self.can_redo,
            "changed_at": self.changed_at.isoformat(),
            "total": self.total,
        }
