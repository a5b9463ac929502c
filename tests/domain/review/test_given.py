"""A tree edited by hand is taken as it is meant, or refused with the node named; every passage stays tied."""

import copy
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from pantau.domain.plantree import NodeKind, PlanTree
from pantau.domain.refusals import TreeInvalid
from pantau.domain.review import Review, reviewed_tree
from tests.domain.review.made import History, document, documents, histories

REVIEW, TEXT = document(
    ("1.", NodeKind.HEADING, "Energy"),
    (" 1.1", NodeKind.LINE, "Promote solar power"),
    ("  (a)", NodeKind.SUBITEM, "on roofs"),
    (" 1.2", NodeKind.LINE, "Exchange experts"),
    ("", NodeKind.NOTE, "The parties met."),
)
READ = REVIEW.tree()


def edited(*changes: tuple[int, dict[str, Any]], drop: tuple[str, ...] = ()) -> dict[str, Any]:
    """What `plan parse --json` prints, after a person changed nodes (by their place from 0) or took keys out."""
    value: dict[str, Any] = json.loads(json.dumps(READ.as_json()))
    for place, change in changes:
        value["nodes"][place] |= change
        for key in drop:
            del value["nodes"][place][key]
    return value


def taken(value: Any) -> PlanTree:
    return reviewed_tree(READ, text=TEXT, given=value)


@given(documents())
def test_a_tree_that_nobody_edited_is_the_tree_that_was_read(made: tuple[Review, str]) -> None:
    read = made[0].tree()

    assert reviewed_tree(read, text=made[1], given=json.loads(json.dumps(read.as_json()))) == read


@given(histories())
def test_a_tree_edited_on_the_page_can_be_given_by_hand(history: History) -> None:
    first, text, outcomes = history
    last = (outcomes[-1].review if outcomes else first).tree()

    assert reviewed_tree(first.tree(), text=text, given=json.loads(json.dumps(last.as_json()))) == last


def test_what_a_person_changed_is_in_the_tree() -> None:
    change = {"text": "Promote  wind power", "lead": "SOME", "timeline": "2025", "due_on": "2025-12-31"}

    node = taken(edited((1, change))).nodes[1]

    assert (node.text, node.lead, node.timeline) == ("Promote wind power", "SOME", "2025")
    assert node.due_on == date(2025, 12, 31)


def test_paths_follow_depth_and_label() -> None:
    tree = taken(edited((0, {"label": "A", "printed": "A."}), (3, {"depth": 1})))

    assert [node.path for node in tree.nodes] == [
        ("A",),
        ("A", "1.1"),
        ("A", "1.1", "a"),
        ("1.2",),
        ("~p1",),
    ]


def test_a_path_alone_gives_the_depth() -> None:
    tree = taken(edited((3, {"path": ["1.2"]}), drop=("depth",)))

    assert tree.nodes[3].path == ("1.2",)


def test_a_node_can_be_left_out_or_put_in() -> None:
    value = edited()
    del value["nodes"][2]
    place = TEXT.index("experts")
    value["nodes"].insert(3, {"depth": 2, "kind": "line", "text": "Train experts", "start": place, "end": place + 7})

    tree = taken(value)

    assert [node.path[-1] for node in tree.nodes] == ["1", "1.1", "1.2", "~p1", "~p1"]
    assert tree.countable_total == 3
    assert tree.nodes[3].confidence == 1.0


def test_totals_and_warnings_are_those_of_the_tree_and_the_reading() -> None:
    tree = taken(edited((1, {"countable": False})) | {"countable_total": 99, "warnings": []})

    assert tree.countable_total == 1
    assert tree.warnings == READ.warnings


@pytest.mark.parametrize(
    ("place", "change", "says"),
    [
        (1, {"colour": "red"}, "colour"),
        (1, {"kind": "pillar"}, "pillar"),
        (1, {"kind": None}, "kind"),
        (1, {"kind": ["line"]}, "kind"),
        (1, {"kind": "note"}, "countable"),
        (0, {"countable": True}, "countable"),
        (1, {"countable": "yes"}, "countable"),
        (0, {"due_on": "2025-12-31"}, "due_on"),
        (1, {"due_on": "31/12/2025"}, "31/12/2025"),
        (1, {"due_on": 2025}, "2025"),
        (1, {"start": -1}, "-1"),
        (1, {"start": 9, "end": 9}, "9 to 9"),
        (1, {"end": 10_000}, "10000"),
        (1, {"start": "9"}, "start"),
        (1, {"start": True}, "start"),
        (3, {"start": 0, "end": 5}, "order"),
        (1, {"depth": 3}, "depth 3"),
        (0, {"depth": 0}, "depth 0"),
        (1, {"depth": "2"}, "depth"),
        (1, {"depth": 2.0}, "depth"),
        (1, {"path": ["7", "1.1"]}, "7 > 1.1"),
        (1, {"path": []}, "path"),
        (1, {"path": [1]}, "path"),
        (1, {"label": "x" * 101}, "101"),
        (1, {"lead": "x" * 401}, "401"),
        (1, {"lead": None}, "lead"),
        (1, {"text": "a\0b"}, "text"),
        (1, {"text": 7}, "text"),
        (1, {"text": "", "label": ""}, "neither"),
        (1, {"confidence": 2}, "confidence"),
        (1, {"confidence": float("nan")}, "confidence"),
    ],
)
def test_what_cannot_stand_is_refused_with_the_node_named(place: int, change: dict[str, Any], says: str) -> None:
    with pytest.raises(TreeInvalid) as refused:
        taken(edited((place, change)))

    assert f"node {place + 1} (" in refused.value.says.en
    assert says in refused.value.says.en
    assert f"simpul {place + 1} (" in refused.value.says.id


@pytest.mark.parametrize("key", ["kind", "text", "start", "end"])
def test_what_a_node_needs_must_be_there(key: str) -> None:
    with pytest.raises(TreeInvalid, match=key):
        taken(edited((1, {}), drop=(key,)))


def test_a_node_without_any_depth_is_refused() -> None:
    with pytest.raises(TreeInvalid, match="depth"):
        taken(edited((1, {}), drop=("depth", "path")))


def test_a_node_that_was_copied_is_refused() -> None:
    value = edited()
    value["nodes"].insert(2, copy.deepcopy(value["nodes"][1]))

    with pytest.raises(TreeInvalid, match="repeats node 2"):
        taken(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        "tree",
        {},
        {"nodes": []},
        {"nodes": {}},
        {"nodes": [7]},
        {"nodes": [[]]},
        edited() | {"footnotes": []},
        edited() | {"language": "fr"},
        edited() | {"language": []},
        edited() | {"title": 7},
    ],
)
def test_what_is_no_tree_is_refused(value: Any) -> None:
    with pytest.raises(TreeInvalid):
        taken(value)
