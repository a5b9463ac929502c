"""Each plan of the corpus is read as a person marked it."""

from pathlib import Path

import pytest

from pantau.reading.plans import read_plan
from tests.reading.plans.gold import FURNITURE, corpus, lines_of, read_gold, rows_of, warnings_of
from tests.reading.plans.layouts import LAYOUTS, Layout, set_as

# A title set in other lines is another first passage; the marks of these plans hang on their layout.
BOUND_TO_LAYOUT = {"14-markdown", "d07-wrap-numbers"}


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_a_plan_is_read_as_it_was_marked(path: Path) -> None:
    gold = read_gold(path)

    tree = read_plan(gold.document)

    assert rows_of(tree) == gold.rows
    assert tree.title == gold.title
    assert warnings_of(tree) == gold.warnings


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_every_passage_stands_where_its_node_says(path: Path) -> None:
    gold = read_gold(path)

    tree = read_plan(gold.document)

    for node in tree.nodes:
        passage = _bare(gold.document[node.start : node.end])
        assert passage.startswith(_bare(node.printed))
        assert all(_bare(word) in passage for word in node.text.split())


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.stem)
def test_nothing_is_dropped_but_what_is_listed(path: Path) -> None:
    gold = read_gold(path)

    tree = read_plan(gold.document)

    rest = list(gold.document)
    for node in tree.nodes:
        rest[node.start : node.end] = [" " if mark != "\n" else mark for mark in rest[node.start : node.end]]
    dropped = {row.strip("#*_ ") for row in "".join(rest).splitlines()} - {""}
    rows = path.read_text(encoding="utf-8").splitlines()
    left_out = {row.partition("|")[2].strip("#*_ ") for row in rows if row.startswith("x ")} - {""}
    assert dropped <= left_out
    listed = any(warning.code in FURNITURE for warning in tree.warnings)
    assert listed == bool(left_out)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_lines_are_the_same_in_every_layout(layout: Layout) -> None:
    wrong = {}
    for path in corpus():
        if path.stem in BOUND_TO_LAYOUT:
            continue
        found = lines_of(read_plan(set_as(path, layout)))
        expected = read_gold(path).lines
        if [_hyphenless(row) for row in found] != [_hyphenless(row) for row in expected]:
            wrong[path.stem] = [row for row in found if row not in expected]
    assert wrong == {}


def _hyphenless(row: tuple[tuple[str, ...], str, str]) -> tuple[tuple[str, ...], str]:
    """A row to compare where lines break elsewhere: a hyphen at a line's end may have been the typesetter's."""
    return row[0], row[2].replace("-", "")


def _bare(text: str) -> str:
    """A text without white space, hyphens and superscripts, which joining and cleaning may take away."""
    return "".join(mark for mark in text if not mark.isspace() and mark not in "-¹²³⁴⁵⁶⁷⁸⁹⁰")
