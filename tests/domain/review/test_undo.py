"""Whatever is done to a plan's tree, it stays a tree of the whole document and can be undone."""

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.plantree import NodeKind
from pantau.domain.review import Review, edit_from, reapply, revert, review_from, review_of, splice_from
from tests.domain.review.made import History, documents, edits, histories


@given(histories())
def test_undoing_every_edit_gives_the_first_tree_back_and_redoing_the_last(history: History) -> None:
    first, _, outcomes = history

    review = last = outcomes[-1].review if outcomes else first
    for outcome in reversed(outcomes):
        review = revert(review, outcome.splices).review
    assert review == first

    for outcome in outcomes:
        review = reapply(review, outcome.splices).review
    assert review == last


@given(histories())
def test_an_edit_that_was_kept_is_the_edit_that_was_made(history: History) -> None:
    first, _, outcomes = history
    review = review_from(json.loads(json.dumps(first.as_json())))

    for outcome in outcomes:
        kept = json.loads(json.dumps([splice.as_json() for splice in outcome.splices]))
        review = reapply(review, [splice_from(splice) for splice in kept]).review

    assert review == (outcomes[-1].review if outcomes else first)


@given(histories())
def test_a_tree_stays_a_tree_with_unique_paths(history: History) -> None:
    _, _, outcomes = history

    for outcome in outcomes:
        nodes, paths = outcome.review.nodes, outcome.review.paths
        assert nodes[0].depth == 1
        assert all(1 <= after.depth <= before.depth + 1 for before, after in pairwise(nodes))
        assert len(set(paths.values())) == len(nodes) == len({node.id for node in nodes})
        assert all(path[:-1] in {(), *paths.values()} for path in paths.values())
        assert all(len(paths[node.id]) == node.depth for node in nodes)
        assert not any(node.countable for node in nodes if node.kind is not NodeKind.LINE)


@given(histories())
def test_no_passage_is_lost_and_the_order_is_that_of_the_document(history: History) -> None:
    first, text, outcomes = history
    covered = {place for node in first.nodes for place in range(node.start, node.end)}

    for outcome in outcomes:
        nodes = outcome.review.nodes
        assert covered <= {place for node in nodes for place in range(node.start, node.end)}
        assert all(0 <= node.start < node.end <= len(text) for node in nodes)
        assert all(before.end <= after.start for before, after in pairwise(nodes))


@given(histories())
def test_what_is_told_of_an_edit_is_what_differs(history: History) -> None:
    before, _, outcomes = history

    for outcome in outcomes:
        old, new = before.by_id, outcome.review.by_id
        assert set(outcome.added) == new.keys() - old.keys()
        assert set(outcome.removed) == old.keys() - new.keys()
        assert set(outcome.touched) == {id for id in old.keys() & new.keys() if old[id] != new[id]}
        before = outcome.review


@given(documents())
def test_a_tree_under_review_is_the_tree_that_was_read(made: tuple[Review, str]) -> None:
    tree = made[0].tree()

    assert review_of(tree).tree() == tree


@given(st.data())
def test_an_edit_is_kept_as_it_was_sent(data: st.DataObject) -> None:
    review, _ = data.draw(documents())
    edit = data.draw(edits(review))

    assert edit_from(json.loads(json.dumps(edit.as_json()))) == edit
