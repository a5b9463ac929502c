"""The laws of a comparison: nothing is lost, nothing doubled, it mirrors, and known edits are found."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pantau.domain.alignment import (
    Basis,
    Change,
    Clause,
    Comparison,
    Decided,
    Evidence,
    Scope,
    align,
    clauses,
)
from pantau.domain.plantree import Node, NodeKind, PlanTree
from tests.domain.alignment.made import aligned, clause, first_draft, gold, outline, second_draft

MIRRORED = {
    Change.NEW: Change.DROPPED,
    Change.DROPPED: Change.NEW,
    Change.SPLIT: Change.MERGED,
    Change.MERGED: Change.SPLIT,
}
BOILERPLATE = (
    "",
    "Review progress",
    "Trade",
    "Promote trade in rice and in fish",
    "Promote trade in rice",
    "Promote trade in fish among the islands of the region",
    "Train port staff in first aid every year",
    "Train all the staff of ports and of airports in first aid",
)


@some.composite
def texts(draw: some.DrawFn) -> tuple[Clause, ...]:
    """Any tree: equal texts anywhere, headings without words, lines at the root, levels that are missing."""
    found: list[Clause] = []
    path: tuple[str, ...] = ()
    for number in range(draw(some.integers(0, 14))):
        path = (*path[: draw(some.integers(0, 3))], f"{draw(some.integers(1, 3))}#{number}")
        kind = draw(some.sampled_from((NodeKind.HEADING, NodeKind.LINE, NodeKind.LINE, NodeKind.NOTE)))
        found.append(clause("/".join(path), path, draw(some.sampled_from(BOILERPLATE)), kind=kind))
    return tuple(found)


def keys(side: Iterable[Clause]) -> list[str]:
    return sorted(one.key for one in side)


def changes(comparison: Comparison) -> Counter[Change]:
    return Counter(pair.change for pair in comparison.pairs)


@given(texts())
def test_a_text_and_itself_are_the_same_throughout(text: tuple[Clause, ...]) -> None:
    comparison = align(text, text)

    assert [(pair.old, pair.new) for pair in comparison.pairs] == [((one,), (one,)) for one in text]
    assert set(changes(comparison)) <= {Change.SAME}


@given(texts(), texts())
def test_every_clause_is_in_one_pair(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    comparison = align(old, new)

    assert keys(one for pair in comparison.pairs for one in pair.old) == keys(old)
    assert keys(one for pair in comparison.pairs for one in pair.new) == keys(new)
    assert all(0 <= pair.strength <= 1 for pair in comparison.pairs)


@given(texts(), texts())
def test_counts_add_up_to_the_clauses_of_both_texts(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> None:
    comparison = align(old, new)

    for scope in Scope:
        counts = comparison.counts(scope).values()
        assert sum(count.old for count in counts) == sum(map(scope.holds, old))
        assert sum(count.new for count in counts) == sum(map(scope.holds, new))


@pytest.mark.parametrize("seed", range(8))
def test_the_reverse_comparison_mirrors(seed: int) -> None:
    chance = random.Random(seed)
    first = first_draft(chance, sections=5, lines=12)
    old, new = first.clauses(), second_draft(chance, first, edits=30).clauses()

    there, back = align(old, new), align(new, old)

    assert aligned(there) == {(one, other) for other, one in aligned(back)}
    assert changes(there) == Counter({MIRRORED.get(change, change): n for change, n in changes(back).items()})


def test_known_edits_are_found() -> None:
    edited = found = pairs = right = 0
    for seed in range(25):
        chance = random.Random(seed)
        first = first_draft(chance, sections=6, lines=15)
        second = second_draft(chance, first, edits=40)
        comparison = align(first.clauses(), second.clauses())
        truth, answer = gold(first, second), aligned(comparison)
        same = {
            (frozenset({pair.old[0].key}), frozenset({pair.new[0].key}))
            for pair in comparison.pairs
            if pair.change is Change.SAME
        }
        edited += len(truth - same)
        found += len((truth - same) & answer)
        pairs += len(answer)
        right += len(answer & truth)

    assert edited > 450
    assert found / edited >= 0.95
    assert right / pairs >= 0.985


def test_lines_that_went_to_another_section_are_moved_and_others_are_not() -> None:
    moves = 0
    for seed in range(10):
        chance = random.Random(seed)
        first = first_draft(chance, sections=6, lines=15)
        second = second_draft(chance, first, edits=40)
        section = {line.key: number for number, lines in enumerate(first.sections) for line in lines}
        now = {line.key: number for number, lines in enumerate(second.sections) for line in lines}

        comparison = align(first.clauses(), second.clauses())

        found = {pair.old[0].key: pair.change for pair in comparison.pairs if keys(pair.old) == keys(pair.new)}
        moved = {key for key in section if key in found and now[key] != section[key]}
        assert {key for key, change in found.items() if change is Change.MOVED} == moved
        moves += len(moved)
    assert moves > 20


@given(texts(), texts(), some.randoms(use_true_random=False))
def test_what_was_decided_is_never_contradicted(
    old: tuple[Clause, ...], new: tuple[Clause, ...], chance: random.Random
) -> None:
    before, after = (chance.sample(side, len(side)) for side in (keys(old), keys(new)))
    known = []
    while before or after:
        sizes = chance.choice(((1, 1), (1, 2), (2, 1), (1, 0), (0, 1)))
        sides = before[: sizes[0]], after[: sizes[1]]
        del before[: sizes[0]], after[: sizes[1]]
        if any(sides) and chance.random() < 0.6:
            known.append(Decided(old=tuple(sides[0]), new=tuple(sides[1])))

    pairs = align(old, new, known=known).pairs

    found = {(*keys(pair.old), "->", *keys(pair.new)): pair for pair in pairs}
    for one in known:
        pair = found[*sorted(one.old), "->", *sorted(one.new)]
        assert pair.evidence is Evidence.DECIDED
        assert pair.strength == (1 if one.old and one.new else 0)


def test_one_identity_on_both_sides_is_one_line_whatever_it_says() -> None:
    old = outline("- 1 Train ferry crews\n- 2 Digitise museum collections")
    new = outline("- 1 Digitise museum collections\n- 2 Insure smallholders")
    old = (replace(old[0], identity="L1"), old[1])
    new = (new[0], replace(new[1], identity="L1"))

    pairs = {pair.old[0].key: pair for pair in align(old, new).pairs}

    assert (pairs["1"].new[0].key, pairs["1"].evidence, pairs["1"].strength) == ("2", Evidence.IDENTITY, Decimal(1))
    assert pairs["2"].new[0].key == "1"


def test_a_decision_stands_above_an_identity() -> None:
    text = tuple(replace(one, identity=one.key) for one in outline("- 1 Train ferry crews\n- 2 Build ferries"))

    comparison = align(text, text, known=[Decided(old=("1",), new=("2",))])

    assert changes(comparison) == {Change.REWORDED: 1, Change.DROPPED: 1, Change.NEW: 1}


def test_an_identity_that_two_lines_bear_decides_nothing() -> None:
    text = tuple(replace(one, identity="L") for one in outline("- 1 Train ferry crews\n- 2 Build ferries"))

    assert {pair.evidence for pair in align(text, text).pairs} == {Evidence.TEXT}


@pytest.mark.parametrize(
    "known",
    [
        [Decided(old=("9",), new=("1",))],
        [Decided(old=("1",), new=("1",)), Decided(old=("1",), new=("2",))],
    ],
)
def test_a_decision_about_nothing_or_about_something_decided_is_an_error(known: list[Decided]) -> None:
    text = outline("- 1 Train ferry crews\n- 2 Build ferries")

    with pytest.raises(ValueError):
        align(text, text, known=known)


@pytest.mark.parametrize(("old", "new"), [((), ()), (("1", "2"), ("1", "2"))])
def test_a_decision_joins_one_with_several_at_most(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    with pytest.raises(ValueError):
        Decided(old=old, new=new)


def test_a_key_that_stands_twice_in_a_text_is_an_error() -> None:
    text = outline("- 1 Train ferry crews\n- 1 Build ferries")

    with pytest.raises(ValueError, match="same key"):
        align(text, ())


def test_by_place_the_words_do_not_count() -> None:
    old = outline("# 1 Trade\n  - 1.1 Train ferry crews\n  - 1.2 Build ferries")
    new = outline("# 1 Perdagangan\n  - 1.1 Melatih awak feri")

    pairs = align(old, new, basis=Basis.PLACE).pairs

    assert [(pair.change, pair.evidence, str(pair.strength)) for pair in pairs] == [
        (Change.REWORDED, Evidence.PLACE, "0.3"),
        (Change.REWORDED, Evidence.PLACE, "0.3"),
        (Change.DROPPED, None, "0"),
    ]


def test_a_line_that_no_longer_counts_says_so() -> None:
    old = outline("- 1 Train ferry crews in first aid")
    new = outline("= 1 Train ferry crews in first aid")

    (pair,) = align(old, new).pairs

    assert (pair.change, pair.recounted) == (Change.SAME, True)
    assert align(old, new).counts(Scope.LINES)[Change.SAME].as_json() == {"pairs": 1, "old": 1, "new": 0}


def test_a_new_number_alone_is_shown_and_is_no_change() -> None:
    old, new = outline("- 1 Train ferry crews"), outline("- 1 Build ferries\n- 2 Train ferry crews")

    pair = align(old, new).pairs[-1]

    assert (pair.change, pair.relabelled, pair.reworded) == (Change.SAME, True, False)


def test_headings_are_counted_apart_from_lines() -> None:
    old = outline("# 1 Trade\n  - 1.1 Lower the cost of remittances")
    new = outline("# 1 Trade and finance\n  - 1.1 Lower the cost of remittances")

    comparison = align(old, new)

    assert comparison.counts(Scope.HEADINGS)[Change.REWORDED].pairs == 1
    assert comparison.counts(Scope.LINES)[Change.REWORDED].pairs == 0
    assert comparison.as_json()["counts"]["all"]["same"] == {"pairs": 1, "old": 1, "new": 1}


def test_the_clauses_of_a_plan_are_its_nodes() -> None:
    node = Node(
        label="1.1",
        printed="1.1.",
        path=("1", "1.1"),
        kind=NodeKind.LINE,
        countable=True,
        text="Train ferry crews",
        start=0,
        end=22,
        confidence=1.0,
    )

    (one,) = clauses(PlanTree(title="", language="en", nodes=(node,), warnings=()))

    assert (one.key, one.label, one.path, one.countable, one.text) == (
        "1 > 1.1",
        "1.1",
        ("1", "1.1"),
        True,
        "Train ferry crews",
    )
