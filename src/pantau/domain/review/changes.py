"""What each edit does to a plan's tree. The order of the document never changes and no passage is lost."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NoReturn

from pantau.domain.plantree import NodeKind
from pantau.domain.refusals import EditImpossible
from pantau.domain.review.draft import DraftNode, Review, sort_of
from pantau.domain.review.edits import (
    LEAD_LIMIT,
    Deed,
    Edit,
    checked,
    day_in,
    fits,
    kind_in,
    label_in,
    level_in,
    tidied,
    unknown_nodes,
)
from pantau.domain.review.passages import cut_of
from pantau.domain.review.splices import Outcome, outcome_of
from pantau.domain.words import table, words_from

Nodes = list[DraftNode]
Places = list[int]  # of the chosen nodes, in document order

# Of kinds that are no part of the plan's list, everything below is of the same kind.
_WHOLE = frozenset({NodeKind.PREAMBLE, NodeKind.CLOSING, NodeKind.NOTE})
_AND = r"(?:and/or|dan/atau|and|or|dan|serta|atau)"
_ENDING = re.compile(rf"\s*;(?:\s*{_AND})?\s*\Z", re.IGNORECASE)
_OPENING = re.compile(rf"\A\s*;?\s*(?:{_AND}\s)?", re.IGNORECASE)


def apply(review: Review, edit: Edit, *, text: str) -> Outcome:
    """The tree after an edit; `text` is the document that the passages stand in.

    An edit that changes nothing has an outcome without splices.

    Raises:
        EditInvalid, CellUnknown, DateInvalid, DateOutOfRange, TextTooLong: see `domain.review.edits.checked`.
        EditInvalid: the tree has no such node.
        EditImpossible: the edit cannot be made upon this tree; its sentence names the node and says why.
    """
    checked(edit)
    numbers = {node.id: place for place, node in enumerate(review.nodes)}
    fault = unknown_nodes(edit.nodes, numbers)
    if fault is not None:
        raise fault
    places = sorted(numbers[node] for node in edit.nodes)
    nodes = list(review.nodes)
    if edit.do is Deed.SPLIT:
        _split(nodes, places[0], at=edit.at, text=text)
    else:
        _DEEDS[edit.do](nodes, places, edit.value)
    return outcome_of(review, nodes)


def _end(nodes: Nodes, place: int) -> int:
    """The place after the last descendant of a node."""
    end = place + 1
    while end < len(nodes) and nodes[end].depth > nodes[place].depth:
        end += 1
    return end


def _refuse(node: DraftNode, reason: str) -> NoReturn:
    raise EditImpossible(node=node.name, reason=words_from(table("edits")["impossible"][reason]))


def _topmost(nodes: Nodes, places: Places) -> Places:
    """The chosen nodes that stand below no other chosen one."""
    top: Places = []
    end = 0
    for place in places:
        if place >= end:
            top.append(place)
            end = _end(nodes, place)
    return top


def _shift(nodes: Nodes, place: int, by: int) -> None:
    for moved in range(place, _end(nodes, place)):
        nodes[moved] = replace(nodes[moved], depth=nodes[moved].depth + by)


def _promote(nodes: Nodes, places: Places, _value: str) -> None:
    """Up one level, with everything below; what follows on the old level then stands below."""
    for place in _topmost(nodes, places):
        if nodes[place].depth == 1:
            _refuse(nodes[place], "top_level")
        _shift(nodes, place, -1)


def _demote(nodes: Nodes, places: Places, _value: str) -> None:
    """Down one level, with everything below: into the sibling before it."""
    for place in _topmost(nodes, places):
        if place == 0 or nodes[place].depth > nodes[place - 1].depth:
            _refuse(nodes[place], "too_deep")
        _shift(nodes, place, 1)


def _split(nodes: Nodes, place: int, *, at: int, text: str) -> None:
    """In two at a place in its text: the second part is a sibling without label, and holds what stood below.

    Lead body, timeline and due date hold for both. The list ending of the first part goes, as the reader has it.
    """
    node = nodes[place]
    first, second = _parted(node.text, max(0, at))
    if not first or not second:
        _refuse(node, "empty_part")
    cut = cut_of(node, at=at, text=text)
    if cut is None:
        _refuse(node, "short_passage")
    nodes[place : place + 1] = [
        replace(node, text=first, end=cut),
        replace(
            node,
            id=1 + max(one.id for one in nodes),
            label="",
            printed="",
            sort=sort_of("", node.kind),
            text=second,
            start=cut,
        ),
    ]


def _parted(text: str, at: int) -> tuple[str, str]:
    """Both parts of a text; a semicolon between them goes, with the "and" that follows it.

    >>> _parted("Hold talks; and sign a treaty", 12), _parted("Hold talks and sign a treaty", 11)
    (('Hold talks', 'sign a treaty'), ('Hold talks', 'and sign a treaty'))
    """
    first, second = text[:at], text[at:]
    shorter = _ENDING.sub("", first)
    if shorter != first or second.lstrip().startswith(";"):
        second = _OPENING.sub("", second)
    return shorter.strip(), second.strip()


def _merge(nodes: Nodes, places: Places, _value: str) -> None:
    """Into one: a node into the one before it, several into the first of them, which keeps depth, kind and label.

    What stood below them stands below the one. A lead body or timeline that differs is added, a due date kept.
    """
    if len(places) == 1:
        if places[0] == 0:
            _refuse(nodes[0], "first")
        places = [places[0] - 1, *places]
    first, last = places[0], places[-1]
    for place, following in pairwise(places):
        if following != place + 1:
            _refuse(nodes[following], "scattered")
    whole = nodes[first]
    for place in places[1:]:
        whole = _joined(whole, nodes[place])
    fits(whole.lead, column="lead", limit=LEAD_LIMIT)
    fits(whole.timeline, column="timeline", limit=LEAD_LIMIT)
    _lift(nodes, first, last)
    nodes[first : last + 1] = [whole]


def _joined(one: DraftNode, other: DraftNode) -> DraftNode:
    return replace(
        one,
        text=f"{one.text} {other.text}".strip(),
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        lead=_both(one.lead, other.lead),
        timeline=_both(one.timeline, other.timeline),
        due_on=one.due_on or (other.due_on if one.kind is NodeKind.LINE else None),
    )


def _both(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(part for text in (one, other) if text for part in text.split("; ")))


def _lift(nodes: Nodes, first: int, last: int) -> None:
    """Put what stands below the nodes after `first` up to `last` directly below the node at `first`."""
    above = list(range(first + 1, last + 1))
    for place in range(last + 1, len(nodes)):
        while above and nodes[above[-1]].depth >= nodes[place].depth:
            above.pop()
        if not above:
            return
        depth = nodes[first].depth + nodes[place].depth - nodes[above[-1]].depth
        nodes[place] = replace(nodes[place], depth=depth)


def _retype(nodes: Nodes, places: Places, value: str) -> None:
    _retyped(nodes, places, kind_in(value))


def _retype_level(nodes: Nodes, places: Places, value: str) -> None:
    """Every node as deep as the chosen one, or those of them whose label has the shape of its label."""
    kind, of_shape = level_in(value)
    chosen = nodes[places[0]]
    alike = [
        place
        for place, node in enumerate(nodes)
        if node.depth == chosen.depth and (not of_shape or _shape(node) == _shape(chosen))
    ]
    _retyped(nodes, alike, kind)


def _retyped(nodes: Nodes, places: Places, kind: NodeKind) -> None:
    """Give nodes a kind, in document order, and those below them the kind that follows from it.

    Below a line or sub-item no line counts: lines become sub-items. What is below a line that becomes a heading
    counts: its direct sub-items become lines. Preamble, closing and note hold whole sections: everything below
    takes the same kind and does not count. A node that is of the kind already stays as it is.
    """
    for place in places:
        before = nodes[place].kind
        if before is kind and kind not in _WHOLE:
            continue
        nodes[place] = nodes[place].of_kind(kind)
        for below in range(place + 1, _end(nodes, place)):
            direct = nodes[below].depth == nodes[place].depth + 1
            follows = _following(kind, before=before, below=nodes[below].kind, direct=direct)
            nodes[below] = nodes[below].of_kind(follows)


def _following(kind: NodeKind, *, before: NodeKind, below: NodeKind, direct: bool) -> NodeKind:
    """The kind of a node below one that was `before` and becomes `kind`."""
    if kind in _WHOLE:
        return kind
    if kind is NodeKind.HEADING:
        frees = before in {NodeKind.LINE, NodeKind.SUBITEM} and direct and below is NodeKind.SUBITEM
        return NodeKind.LINE if frees else below
    return NodeKind.SUBITEM if below is NodeKind.LINE else below


def _shape(node: DraftNode) -> tuple[str, str, str]:
    """What a label looks like: digits and letters by case, the brackets it is printed in; else its sort."""
    runs = re.sub(r"[^\W\d_]+", lambda word: "A" if word[0][0].isupper() else "a", re.sub(r"\d+", "9", node.label))
    brackets = "".join(character for character in node.printed if character in "()[]{}")
    return (runs, brackets, "") if node.label else ("", "", node.sort)


def _count(nodes: Nodes, places: Places, _value: str) -> None:
    _counted(nodes, places, countable=True)


def _uncount(nodes: Nodes, places: Places, _value: str) -> None:
    _counted(nodes, places, countable=False)


def _counted(nodes: Nodes, places: Places, *, countable: bool) -> None:
    for place in places:
        if nodes[place].kind is not NodeKind.LINE:
            _refuse(nodes[place], "not_a_line")
        nodes[place] = replace(nodes[place], countable=countable)


def _relabel(nodes: Nodes, places: Places, value: str) -> None:
    node = nodes[places[0]]
    label, printed = label_in(value), tidied(value)
    if not label and not node.text:
        _refuse(node, "wordless")
    if label != node.label or printed != node.printed:
        sort = node.sort if label else sort_of(printed, node.kind)
        nodes[places[0]] = replace(node, label=label, printed=printed, sort=sort)


def _reword(nodes: Nodes, places: Places, value: str) -> None:
    """Other words for the passage, as where recognition misread it; the passage stays as evidence."""
    node, words = nodes[places[0]], tidied(value)
    if not words and not node.label:
        _refuse(node, "wordless")
    nodes[places[0]] = replace(node, text=words)


def _lead(nodes: Nodes, places: Places, value: str) -> None:
    for place in places:
        nodes[place] = replace(nodes[place], lead=tidied(value))


def _due(nodes: Nodes, places: Places, value: str) -> None:
    """The day by which lines are due; nothing else has one."""
    day = day_in(value)
    for place in places:
        if day and nodes[place].kind is not NodeKind.LINE:
            _refuse(nodes[place], "not_a_line")
        nodes[place] = replace(nodes[place], due_on=day)


_DEEDS: Mapping[Deed, Callable[[Nodes, Places, str], None]] = {
    Deed.PROMOTE: _promote,
    Deed.DEMOTE: _demote,
    Deed.MERGE: _merge,
    Deed.RETYPE: _retype,
    Deed.RETYPE_LEVEL: _retype_level,
    Deed.COUNT: _count,
    Deed.UNCOUNT: _uncount,
    Deed.RELABEL: _relabel,
    Deed.REWORD: _reword,
    Deed.LEAD: _lead,
    Deed.DUE: _due,
}
