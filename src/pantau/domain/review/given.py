"""A tree that a person edited by hand: the JSON of `plan parse --json`, checked node by node before it is taken."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.plan_paths import Path, Sort
from pantau.domain.plantree import NodeKind, PlanTree
from pantau.domain.refusals import DateInvalid, DateOutOfRange, TreeInvalid
from pantau.domain.review.draft import DraftNode, Review, sort_of
from pantau.domain.review.edits import LABEL_LIMIT, LEAD_LIMIT, TEXT_LIMIT, day_in, is_number, is_plain, tidied
from pantau.domain.words import LANGUAGES, Words, table, words_from

TITLE_LIMIT = 400

# What `plan parse` prints of a tree: taken from the edited copy, or only told and never read back.
_TAKEN = frozenset({"title", "language", "nodes"})
_TOLD = frozenset({"countable_total", "warnings", "columns", "left_out"})
_OF_NODE = frozenset(
    {
        *("label", "printed", "path", "depth", "kind", "countable", "text"),
        *("start", "end", "confidence", "lead", "timeline", "due_on"),
    }
)


def reviewed_tree(read: PlanTree, *, text: str, given: Mapping[str, Any]) -> PlanTree:
    """The tree in `given`, an edited copy of the JSON of `read`, whose nodes stand in `text`.

    A node needs `kind`, `text`, `start`, `end` and its depth, as `depth` or as the length of `path`. Paths are made
    anew from depths and labels; one that is given must be the path so made, or that which the reader gave the passage.
    What counts is said by `kind` and `countable`; `countable_total`, warnings and columns are not read back.

    Raises:
        TreeInvalid: the first thing that cannot stand; its sentence names the node by its place and label.
    """
    whole = _Part(value=given, place=_words("tree"))
    whole.check_keys(_TAKEN | _TOLD)
    values = given.get("nodes")
    if not isinstance(values, list) or not values:
        raise whole.refusal("no_nodes")
    parts = [_Part(value=value, place=_place(value, number)) for number, value in enumerate(values, start=1)]
    nodes = [_node(part, number, length=len(text)) for number, part in enumerate(parts, start=1)]
    _check_order(parts, nodes, read)
    _check_depths(parts, nodes)
    tree = Review(
        title=whole.text("title", limit=len(read.title) + TITLE_LIMIT, default=read.title),
        language=whole.one_of("language", LANGUAGES, default=read.language),
        nodes=tuple(nodes),
    ).tree(read.warnings)
    _check_paths(parts, tree, read)
    return tree


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One JSON object of the tree, asked for typed values; `place` names it in sentences."""

    value: Any
    place: Words

    def refusal(self, fault: str, **places: object) -> TreeInvalid:
        return TreeInvalid(place=self.place, fault=_words(fault).fill(**places))

    def check_keys(self, known: frozenset[str]) -> None:
        if not isinstance(self.value, Mapping):
            raise self.refusal("no_object")
        for key in self.value:
            if key not in known:
                raise self.refusal("unknown_key", key=str(key)[:40])

    def _asked(self, key: str, default: object) -> Any:
        if key not in self.value and default is None:
            raise self.refusal("missing_key", key=key)
        return self.value.get(key, default)

    def text(self, key: str, *, limit: int, default: str | None = None) -> str:
        value = self._asked(key, default)
        if not isinstance(value, str) or not is_plain(value):
            raise self.refusal("no_text", key=key)
        if len(tidied(value)) > limit:
            raise self.refusal("too_long", key=key, length=len(tidied(value)), limit=limit)
        return tidied(value)

    def one_of(self, key: str, known: Sequence[str], *, default: str | None = None) -> str:
        value = self._asked(key, default)
        if value not in known:
            raise self.refusal("not_one_of", key=key, value=str(value)[:40], expected=", ".join(known))
        return str(value)

    def number(self, key: str) -> int:
        value = self._asked(key, None)
        if not is_number(value):
            raise self.refusal("no_number", key=key)
        return int(value)

    def answer(self, key: str, *, default: bool) -> bool:
        value = self._asked(key, default)
        if not isinstance(value, bool):
            raise self.refusal("no_answer", key=key)
        return value

    def share(self, key: str, *, default: float) -> float:
        value = self._asked(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise self.refusal("no_share", key=key)
        return float(value)

    def day(self, key: str) -> date | None:
        value = self.value.get(key)
        try:
            return None if value is None else day_in(value if isinstance(value, str) else "?")
        except (DateInvalid, DateOutOfRange) as fault:
            raise self.refusal("no_day", key=key, value=str(value)[:40]) from fault

    def path(self) -> Path | None:
        value = self.value.get("path")
        if value is None:
            return None
        if not isinstance(value, list) or not value or not all(isinstance(label, str) for label in value):
            raise self.refusal("no_path")
        return tuple(value)


def _words(name: str) -> Words:
    return words_from(table("edits")["given"][name])


def _place(value: Any, number: int) -> Words:
    """How sentences name a node: its place in the list from 1, and its label or first words."""
    said = [value.get(key) for key in ("label", "printed", "text")] if isinstance(value, Mapping) else []
    name = next((text for text in said if isinstance(text, str) and text.strip()), "–")
    return _words("node").fill(number=number, label=tidied(name)[:40])


def _node(part: _Part, number: int, *, length: int) -> DraftNode:
    part.check_keys(_OF_NODE)
    kind = NodeKind(part.one_of("kind", list(NodeKind)))
    countable, due_on = part.answer("countable", default=kind is NodeKind.LINE), part.day("due_on")
    for key, value in (("countable", countable), ("due_on", due_on)):
        if value and kind is not NodeKind.LINE:
            raise part.refusal("not_a_line", key=key)
    label = part.text("label", limit=LABEL_LIMIT, default="")
    printed = part.text("printed", limit=LABEL_LIMIT, default=label)
    text = part.text("text", limit=length + TEXT_LIMIT)
    if not label and not text:
        raise part.refusal("wordless")
    start, end = part.number("start"), part.number("end")
    if not 0 <= start < end <= length:
        raise part.refusal("outside", start=start, end=end, length=length)
    return DraftNode(
        id=number,
        label=label,
        printed=printed,
        depth=_depth(part),
        kind=kind,
        countable=countable,
        text=text,
        start=start,
        end=end,
        confidence=part.share("confidence", default=1.0),
        lead=part.text("lead", limit=LEAD_LIMIT, default=""),
        timeline=part.text("timeline", limit=LEAD_LIMIT, default=""),
        due_on=due_on,
        sort=Sort.PARAGRAPH if label else _sort(part, printed, kind),
    )


def _depth(part: _Part) -> int:
    """The depth that is said, else that of the path."""
    path = part.path()
    if "depth" in part.value:
        return part.number("depth")
    if path is None:
        raise part.refusal("no_depth")
    return len(path)


def _sort(part: _Part, printed: str, kind: NodeKind) -> Sort:
    """What a node without a label is called: as in its path, if that says so."""
    own = (part.path() or ("",))[-1]
    return Sort(own[1]) if own[:1] == "~" and own[1:2] in set(Sort) else sort_of(printed, kind)


def _check_order(parts: Sequence[_Part], nodes: Sequence[DraftNode], read: PlanTree) -> None:
    """Nodes stand in the order that the reader gave the text, in which footnotes come last; none stands twice."""
    starts = sorted((node.start, index) for index, node in enumerate(read.nodes))
    before = (-1, -1)
    first: dict[tuple[int, int, str], int] = {}
    for part, node in zip(parts, nodes, strict=True):
        found = bisect_right(starts, (node.start, len(starts)))
        key = (starts[found - 1][1] if found else -1, node.start)
        if key < before:
            raise part.refusal("order")
        before = key
        same = first.setdefault((node.start, node.end, node.text), node.id)
        if same != node.id:
            raise part.refusal("repeated", first=same)


def _check_depths(parts: Sequence[_Part], nodes: Sequence[DraftNode]) -> None:
    deepest = 1
    for part, node in zip(parts, nodes, strict=True):
        if not 1 <= node.depth <= deepest:
            raise part.refusal("depth", depth=node.depth, deepest=deepest)
        deepest = node.depth + 1


def _check_paths(parts: Sequence[_Part], tree: PlanTree, read: PlanTree) -> None:
    """A path that somebody changed by hand must be the one that depths and labels make."""
    of_reader = {(node.start, node.path) for node in read.nodes}
    for part, node in zip(parts, tree.nodes, strict=True):
        path = part.path()
        if path not in {None, node.path} and (node.start, path) not in of_reader:
            raise part.refusal("path", given=" > ".join(path or ()), made=" > ".join(node.path))
