"""A draft under review: the original beside the tree, the count, and what a person should look at."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from pantau.domain.plantree import NodeKind, PlanWarning
from pantau.domain.refusals import CellUnknown
from pantau.domain.review import DraftNode, DraftRow, DraftView, Review, warning_nodes
from pantau.domain.words import Words
from pantau.records.queries.actors import actor_rows
from pantau.records.queries.drafts import draft_for
from pantau.web.ask import Field, Visit, ask
from pantau.web.desk.columns import ColumnField, column_fields
from pantau.web.desk.drafts import desk_crumbs, draft_name
from pantau.web.desk.node_lines import NODE_COLUMNS, NodeLine, node_lines
from pantau.web.desk.sheets import Original, Sheet
from pantau.web.forms import Fault
from pantau.web.page import Page, address
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import language

KEYS = {"heading": "h", "line": "l", "subitem": "s", "preamble": "p", "closing": "c", "note": "n"}
_LONGEST = 5_000  # characters of the list of chosen nodes in an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind to choose, and the key that gives it."""

    value: str
    name: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A warning and the node where it stands."""

    code: str
    message: Words
    label: str
    node: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading at the top of the tree and how many lines count below it."""

    node: int
    name: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One node as its form shows it: what it holds, or what somebody typed that could not be taken."""

    node: int
    label: str
    text: str
    lead: str
    due: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftState:
    """What changes with every edit beside the nodes: version, count, sections, warnings."""

    draft: DraftRow
    total: int
    sections: tuple[Section, ...]
    warnings: tuple[Place, ...]

    @property
    def open(self) -> bool:
        return self.draft.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPageRow:
    """A draft as its page shows it; `detail` is the node opened to be edited, `trouble` why an edit was not taken."""

    state: DraftState
    language: str
    lines: tuple[NodeLine, ...]
    sheets: tuple[Sheet, ...]
    detail: Detail | None
    columns: tuple[ColumnField, ...]
    trouble: Fault | None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return kinds()

    @property
    def bodies(self) -> list[str]:
        """Names of bodies that lead lines, to choose from."""
        return sorted({actor.name.into(language()) for actor in actor_rows()} | {one.code for one in actor_rows()})

    def as_json(self) -> dict[str, Any]:
        sections = [{"node": one.node, "name": one.name, "lines": one.lines} for one in self.state.sections]
        return self.state.draft.as_json() | {"language": self.language, "sections": sections}


def draft_page(visit: Visit, *, draft: UUID) -> Page:
    """The review of a draft; `node` opens nodes by their numbers. Raises NotFound."""
    asked = ask(visit, fields=(_NODES,))
    return review_page(visit, view=draft_for(visit.actor, draft), chosen=asked.get("node") or ())


def review_page(
    visit: Visit,
    *,
    view: DraftView,
    chosen: Sequence[int],
    typed: Detail | None = None,
    trouble: Fault | None = None,
) -> Page:
    """The page of a draft as it stands, with some nodes chosen, and `typed` into the form of one."""
    state = draft_state(view.row, review=view.review, warnings=view.warnings)
    lines = tuple(node_lines(view.review.nodes, chosen=frozenset(chosen)))
    row = DraftPageRow(
        state=state,
        language=view.review.language,
        lines=lines,
        sheets=Original(view.text).sheets(view.review.nodes),
        detail=typed or detail_of(view.review.by_id.get(next(iter(chosen), 0))),
        columns=column_fields(view),
        trouble=trouble,
    )
    return Page(
        template="draft",
        title=draft_name(view.row),
        row=row,
        tables={"nodes": _node_table(view.review), "warnings": warning_table(state.warnings)},
        asked=ask(visit, fields=(_NODES,)),
        crumbs=desk_crumbs(),
    )


def detail_of(node: DraftNode | None) -> Detail | None:
    if node is None:
        return None
    due = node.due_on.isoformat() if node.due_on else ""
    return Detail(node=node.id, label=node.printed or node.label, text=node.text, lead=node.lead, due=due)


def draft_state(row: DraftRow, *, review: Review, warnings: Sequence[PlanWarning]) -> DraftState:
    places = warning_nodes(review, warnings) if warnings else {}
    return DraftState(
        draft=row,
        total=review.total,
        sections=tuple(_sections(review.nodes)),
        warnings=tuple(
            Place(code=one.code, message=one.message, label=one.label, node=places.get(index, 0))
            for index, one in enumerate(warnings)
        ),
    )


def kinds() -> tuple[Kind, ...]:
    """All kinds of nodes in the page's language."""
    return tuple(Kind(value=kind.value, name=kind.words.into(language()), key=KEYS[kind.value]) for kind in NodeKind)


def review_href(draft: UUID, *, chosen: Collection[int] = ()) -> str:
    """The address of a review with some nodes chosen, at the first of them."""
    wanted = ",".join(map(str, chosen))
    query = f"?node={wanted}#n-{next(iter(chosen))}" if chosen and len(wanted) <= _LONGEST else ""
    return address("draft", draft=draft, query=query)


def _sections(nodes: Sequence[DraftNode]) -> list[Section]:
    """Top-level nodes with lines below them; a plan without any has no sections."""
    found: list[tuple[DraftNode, int]] = []
    for node in nodes:
        if node.depth == 1:
            found.append((node, 0))
        elif node.countable:
            found[-1] = (found[-1][0], found[-1][1] + 1)
    return [Section(node=top.id, name=top.name, lines=lines) for top, lines in found if lines]


def _read_numbers(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if not all(part.isascii() and part.isdigit() and len(part) < 8 for part in parts):
        raise CellUnknown(column="node", text=text[:40], expected="1,2,3")
    return tuple(int(part) for part in parts)


_NODES = Field(name="node", label="", kind="hidden", read=_read_numbers)


def _node_table(review: Review) -> Table[DraftNode]:
    return Table(key="nodes", caption=_("Nodes of the tree"), columns=NODE_COLUMNS, items=review.nodes)


def warning_table(warnings: Sequence[Place]) -> Table[Place]:
    """What a person should look at, each with its node."""
    return Table(
        key="warnings",
        caption=_("What to look at"),
        columns=_WARNING_COLUMNS,
        items=warnings,
        empty=_("Nothing needs a look."),
    )


_WARNING_COLUMNS: tuple[Column[Place], ...] = (
    Column(key="code", title=_("Warning"), cell=lambda one: Cell(value=one.code)),
    Column(key="message", title=_("What it says"), cell=lambda one: Cell(value=one.message)),
    Column(key="label", title=_("Label"), cell=lambda one: Cell(value=one.label or None, absent=_("no label"))),
    Column(key="node", title=_("Node"), numeric=True, cell=lambda one: Cell(value=one.node or None, absent=_("none"))),
)
