"""Random documents with their trees, and random edits of them."""

from hypothesis import strategies as st

from pantau.domain.plantree import NodeKind
from pantau.domain.refusals import EditImpossible
from pantau.domain.review import Deed, DraftNode, Edit, Outcome, Review, apply

WORDS = (
    "plant",
    "trees",
    "and",
    "count",
    "the",
    "bees;",
    "in",
    "Jakarta",
    "every",
    "year",
    "ASEAN-Australia",
    "(north)",
)
KINDS = tuple(NodeKind)


History = tuple[Review, str, list[Outcome]]


def document(*lines: tuple[str, NodeKind, str]) -> tuple[Review, str]:
    """A tree and its text, from label (indented by depth), kind and text of each node."""
    text, nodes = "", []
    for number, (label, kind, words) in enumerate(lines, start=1):
        depth = 1 + len(label) - len(label.lstrip())
        printed = label.strip()
        passage = f"{printed} {words}".strip()
        nodes.append(
            DraftNode(
                id=number,
                label=printed.strip("()."),
                printed=printed,
                depth=depth,
                kind=kind,
                countable=kind is NodeKind.LINE,
                text=words,
                start=len(text),
                end=len(text) + len(passage),
                confidence=0.9,
            )
        )
        text += f"{passage}\n"
    return Review(title="Plan", language="en", nodes=tuple(nodes)), text


@st.composite
def documents(draw: st.DrawFn) -> tuple[Review, str]:
    """A tree of up to a dozen nodes of any kind and shape, with the text it stands in."""
    lines: list[tuple[str, NodeKind, str]] = []
    deepest = 0
    for _ in range(draw(st.integers(1, 12))):
        depth = draw(st.integers(0, deepest))
        deepest = min(depth + 1, 4)
        words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)))
        lines.append((" " * depth + draw(st.sampled_from(["1.", "2.", "(a)", "IV", ""])), draw(_KINDS), words))
    return document(*lines)


_KINDS = st.sampled_from(KINDS)
_VALUES = {
    Deed.RETYPE: _KINDS,
    Deed.RETYPE_LEVEL: st.builds(lambda kind, shape: f"{kind}{shape}", _KINDS, st.sampled_from(["", " of_shape"])),
    Deed.RELABEL: st.sampled_from(["3.1", "(b)", "1.", ""]),
    Deed.REWORD: st.sampled_from(["Plant oaks", "Build one bridge; paint it"]),
    Deed.LEAD: st.sampled_from(["SOMRDPE", ""]),
    Deed.DUE: st.sampled_from(["2025-12-31", ""]),
}
_ONE = {Deed.SPLIT, Deed.RETYPE_LEVEL, Deed.RELABEL, Deed.REWORD}


@st.composite
def edits(draw: st.DrawFn, review: Review) -> Edit:
    """An edit of that tree, often one that can be made."""
    deed = draw(st.sampled_from(list(Deed)))
    first = draw(st.integers(0, len(review.nodes) - 1))
    many = 1 if deed in _ONE else draw(st.integers(1, 3))
    chosen = tuple(node.id for node in review.nodes[first : first + many])
    at = draw(st.integers(0, len(review.nodes[first].text))) if deed is Deed.SPLIT else 0
    return Edit(do=deed, nodes=chosen, value=draw(_VALUES.get(deed, st.just(""))), at=at)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Review, str, list[Outcome]]:
    """A tree, its text, and the outcomes of edits made one upon the other; those that cannot be made are left out."""
    review, text = draw(documents())
    outcomes: list[Outcome] = []
    for _ in range(draw(st.integers(1, 8))):
        current = outcomes[-1].review if outcomes else review
        try:
            outcomes.append(apply(current, draw(edits(current)), text=text))
        except EditImpossible:
            continue
    return review, text, outcomes
