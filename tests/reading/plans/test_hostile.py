"""Any text gives a tree: no exception, exact places, unique paths."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plantree import PlanTree
from pantau.reading.plans import read_plan
from tests.reading.plans.gold import corpus, read_gold

LABELS = ["1.", "1.1", "1.1.1.", "(a)", "(i)", "a.", "A.", "I.", "l.1", "Pasal 3", "BAB II", "•", "-", "9999.", "0."]
WORDS = [
    "Promote",
    "trade",
    "and",
    "Energy",
    "ASEAN-",
    "through:",
    "akan",
    "dan",
    "2026",
    ";",
    "¹",
    "Page 3",
    "**",
    "# ",
]
BREAKS = [" ", "\n", "\n\n", "\r\n", "\f", "\t", "\u2028", "\u00a0", "\u200b", "\u00ad\n", "-\n"]

plan_like = st.lists(st.sampled_from(LABELS + WORDS + BREAKS + BREAKS), max_size=60).map(" ".join)
documents = st.sampled_from([read_gold(path).document for path in corpus()])


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A plan of the corpus with pieces cut out, doubled and put elsewhere."""
    text = draw(documents)
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        piece = draw(st.sampled_from([text[start:end] * 2, "", draw(st.sampled_from(BREAKS + LABELS))]))
        text = text[:start] + piece + text[end:]
    return text


def sound(text: str, tree: PlanTree) -> bool:
    paths = [node.path for node in tree.nodes]
    starts = [node.start for node in tree.nodes if node.printed or node.text]
    return (
        len(set(paths)) == len(paths)
        and all(node.parent in {*paths, ()} for node in tree.nodes)
        and all(0 <= node.start < node.end <= len(text) for node in tree.nodes)
        and all(0 <= node.confidence <= 1 for node in tree.nodes)
        and len(starts) <= len(tree.nodes)
    )


@given(text=st.text())
def test_any_unicode_text_gives_a_sound_tree(text: str) -> None:
    assert sound(text, read_plan(text))


@given(text=plan_like)
def test_a_heap_of_labels_gives_a_sound_tree(text: str) -> None:
    assert sound(text, read_plan(text))


@given(text=damaged())
def test_a_damaged_plan_gives_a_sound_tree(text: str) -> None:
    assert sound(text, read_plan(text))


@given(text=plan_like)
def test_reading_twice_gives_the_same_tree(text: str) -> None:
    assert read_plan(text) == read_plan(text)


def test_an_empty_text_gives_an_empty_tree() -> None:
    tree = read_plan("")

    assert tree.as_json() == {"title": "", "language": "en", "nodes": [], "countable_total": 0, "warnings": []}


def test_a_text_that_is_no_plan_has_no_line() -> None:
    tree = read_plan("Dear colleagues,\n\nthe canteen is closed on Friday.\n\nKind regards\nThe management\n")

    assert tree.countable_total == 0
