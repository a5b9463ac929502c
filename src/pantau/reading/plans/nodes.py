"""Branches become the frozen nodes of the plan tree, each with its path."""

from collections.abc import Iterator, Sequence

from pantau.domain.plan_paths import Paths, Sort
from pantau.domain.plantree import Node, NodeKind
from pantau.reading.plans.footnotes import Footnote
from pantau.reading.plans.growth import Branch
from pantau.reading.plans.texts import cleaned, joined

LEAST_SURE = 0.3
COST_WEIGHT = 0.08
MARGIN_WEIGHT = 0.25
FOOTNOTE_SURE = 0.9


def nodes_of(root: Branch, footnotes: Sequence[Footnote]) -> Iterator[tuple[Node, Branch | None]]:
    """Every node with its branch, in document order, footnotes last."""
    paths = Paths()
    placed: dict[int, tuple[str, ...]] = {id(root): ()}
    for branch in root.walk():
        if branch is not root:
            path = paths.take(placed[id(branch.parent)], label=branch.label, sort=_sort(branch))
            placed[id(branch)] = path
            yield _node(branch, path), branch
    for footnote in footnotes:
        yield _footnote(footnote, paths.take((), label="")), None


def _sort(branch: Branch) -> Sort:
    if branch.is_bullet:
        return Sort.BULLET
    return Sort.HEADING if branch.heading else Sort.PARAGRAPH


def _node(branch: Branch, path: tuple[str, ...]) -> Node:
    kind = branch.kind or NodeKind.NOTE
    return Node(
        label=branch.label,
        printed=branch.reading.printed if branch.reading else "",
        path=path,
        kind=kind,
        countable=kind is NodeKind.LINE,
        text=branch.text,
        start=branch.lines[0].start,
        end=branch.lines[-1].end,
        lead=branch.row.lead if branch.row else "",
        timeline=branch.row.timeline if branch.row else "",
        confidence=_confidence(branch),
    )


def _confidence(branch: Branch) -> float:
    """Less where the label fits badly, and where another place for it fits nearly as well."""
    doubt = 0.0 if branch.margin is None else MARGIN_WEIGHT * (1.0 - branch.margin)
    return round(max(LEAST_SURE, branch.sure - COST_WEIGHT * max(0.0, branch.cost) - doubt), 2)


def _footnote(footnote: Footnote, path: tuple[str, ...]) -> Node:
    first, *rest = (line.text for line in footnote.lines)
    return Node(
        label="",
        printed=footnote.printed,
        path=path,
        kind=NodeKind.NOTE,
        countable=False,
        text=cleaned(joined([first[footnote.length :], *rest], ())),
        start=footnote.lines[0].start,
        end=footnote.lines[-1].end,
        confidence=FOOTNOTE_SURE,
    )
