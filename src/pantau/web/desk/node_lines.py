"""The nodes of a draft as its page lists them: a compact row each, with words for what colour alone may not say."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from pantau.domain.plantree import NodeKind, Sureness, sureness
from pantau.domain.review import DraftNode
from pantau.web.tables import Cell, Column
from pantau.web.wording import day, language

_DEEPEST = 9  # levels that are drawn further and further in


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeLine:
    """One node; `after` is the number of the one before it, 0 for the first, `doubt` is empty where it is sure."""

    id: int
    label: str
    printed: str
    depth: int
    kind: str
    kind_name: str
    counts: bool
    text: str
    doubt: str
    doubt_sign: str
    lead: str
    due_on: date | None
    due: str
    after: int
    chosen: bool

    @property
    def shown_depth(self) -> int:
        return min(self.depth, _DEEPEST)

    @property
    def idle(self) -> bool:
        """An action line that somebody took out of the count."""
        return self.kind == NodeKind.LINE and not self.counts


def node_lines(
    nodes: Sequence[DraftNode], *, chosen: Collection[int] = (), only: Collection[int] | None = None
) -> Iterator[NodeLine]:
    """The rows of nodes in document order, or of `only` some of them."""
    names = {kind: kind.words.into(language()) for kind in NodeKind}
    befores = (0, *(node.id for node in nodes))
    for before, node in zip(befores, nodes, strict=False):
        if only is not None and node.id not in only:
            continue
        doubt = sureness(node.confidence)
        yield NodeLine(
            id=node.id,
            label=node.label,
            printed=node.printed or node.label,
            depth=node.depth,
            kind=node.kind.value,
            kind_name=names[node.kind],
            counts=node.countable,
            text=node.text,
            doubt="" if doubt is Sureness.SURE else doubt.words.into(language()),
            doubt_sign="?" if doubt is Sureness.DOUBTFUL else "~",
            lead=node.lead,
            due_on=node.due_on,
            due=day(node.due_on) if node.due_on else node.timeline,
            after=before,
            chosen=node.id in chosen,
        )


NODE_COLUMNS: tuple[Column[DraftNode], ...] = (
    Column(key="id", title=_("Number"), numeric=True, cell=lambda one: Cell(value=one.id)),
    Column(key="label", title=_("Label"), cell=lambda one: Cell(value=one.label or None, absent=_("no label"))),
    Column(key="depth", title=_("Level"), numeric=True, cell=lambda one: Cell(value=one.depth)),
    Column(key="kind", title=_("Kind"), cell=lambda one: Cell(value=one.kind.value)),
    Column(key="counts", title=_("Counts"), cell=lambda one: Cell(value="yes" if one.countable else "no")),
    Column(key="text", title=_("Text"), cell=lambda one: Cell(value=one.text or None, absent=_("no text"))),
    Column(key="lead", title=_("Lead body"), cell=lambda one: Cell(value=one.lead or None, absent=_("not named"))),
    Column(key="due_on", title=_("Due on"), cell=lambda one: Cell(value=one.due_on, absent=_("no date"))),
    Column(
        key="timeline",
        title=_("Timeline"),
        cell=lambda one: Cell(value=one.timeline or None, absent=_("not stated")),
    ),
    Column(key="confidence", title=_("Confidence"), numeric=True, cell=lambda one: Cell(value=one.confidence)),
    Column(key="start", title=_("From"), numeric=True, cell=lambda one: Cell(value=one.start)),
    Column(key="end", title=_("To"), numeric=True, cell=lambda one: Cell(value=one.end)),
)
