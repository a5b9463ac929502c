"""What each edit does to a plan's tree, and which sentence tells that it cannot be done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pantau.domain.plantree import NodeKind, plan_warning
from pantau.domain.refusals import (
    CellUnknown,
    DateInvalid,
    DateOutOfRange,
    EditImpossible,
    EditInvalid,
    Refusal,
    TextTooLong,
)
from pantau.domain.review import Deed, DraftNode, Edit, Outcome, Review, apply, edit_from, warning_nodes
from tests.domain.review.made import document

H, L, S, P, N = NodeKind.HEADING, NodeKind.LINE, NodeKind.SUBITEM, NodeKind.PREAMBLE, NodeKind.NOTE
PLAN = document(
    ("1.", H, "Energy"),
    (" 1.1", L, "Promote solar power; and train engineers"),
    ("  (a)", S, "on roofs"),
    ("  (b)", S, "on water"),
    (" 1.2", L, "Exchange experts"),
    ("2.", H, "Trade"),
    (" 2.1", L, "Hold a fair"),
)


def done(do: Deed, *nodes: int, value: str = "", at: int = 0, plan: tuple[Review, str] = PLAN) -> Outcome:
    review, text = plan
    return apply(review, Edit(do=do, nodes=nodes, value=value, at=at), text=text)


def drawn(nodes: Sequence[DraftNode]) -> list[str]:
    """Each node as its depth, label, kind's first letter (big where it counts) and the first word."""
    return [
        f"{node.depth} {node.label or '-'} {sign} {node.text.split()[0]}"
        for node in nodes
        for sign in [node.kind[0].upper() if node.countable else node.kind[0]]
    ]


def test_a_promoted_node_takes_along_what_is_below_it_and_what_follows() -> None:
    assert drawn(done(Deed.PROMOTE, 2).review.nodes) == [
        "1 1 h Energy",
        "1 1.1 L Promote",
        "2 a s on",
        "2 b s on",
        "2 1.2 L Exchange",
        "1 2 h Trade",
        "2 2.1 L Hold",
    ]


def test_a_demoted_node_goes_below_the_one_before_it_with_all_of_its_own() -> None:
    outcome = done(Deed.DEMOTE, 6)

    assert drawn(outcome.review.nodes)[5:] == ["2 2 h Trade", "3 2.1 L Hold"]
    assert outcome.review.paths[7] == ("1", "2", "2.1")
    assert set(outcome.touched) == {6, 7}


def test_of_a_node_and_its_children_chosen_together_the_node_moves_once() -> None:
    assert done(Deed.PROMOTE, 2, 3, 4).review == done(Deed.PROMOTE, 2).review


@pytest.mark.parametrize(("do", "node"), [(Deed.PROMOTE, 1), (Deed.DEMOTE, 1), (Deed.DEMOTE, 2), (Deed.MERGE, 1)])
def test_what_would_break_the_tree_is_refused_with_the_node_named(do: Deed, node: int) -> None:
    with pytest.raises(EditImpossible) as refused:
        done(do, node)

    assert PLAN[0].by_id[node].text in refused.value.says.en
    assert refused.value.says.id != refused.value.says.en


def test_a_heading_that_becomes_a_line_turns_the_lines_below_into_sub_items() -> None:
    outcome = done(Deed.RETYPE, 1, value="line")

    assert [node.kind for node in outcome.review.nodes[:5]] == [L, S, S, S, S]
    assert outcome.review.total == 2


def test_a_line_that_becomes_a_heading_makes_its_direct_sub_items_count() -> None:
    outcome = done(Deed.RETYPE, 2, value="heading")

    assert drawn(outcome.review.nodes)[1:4] == ["2 1.1 h Promote", "3 a L on", "3 b L on"]
    assert outcome.review.total == 4


@pytest.mark.parametrize("kind", ["preamble", "closing", "note"])
def test_a_section_that_is_no_part_of_the_list_is_so_with_everything_below(kind: str) -> None:
    outcome = done(Deed.RETYPE, 1, value=kind)

    assert {node.kind.value for node in outcome.review.nodes[:5]} == {kind}
    assert outcome.review.total == 1


def test_what_is_chosen_itself_wins_over_what_follows_from_its_parent() -> None:
    assert [node.kind for node in done(Deed.RETYPE, 1, 2, value="line").review.nodes[:3]] == [L, L, S]


def test_a_kind_given_again_changes_nothing() -> None:
    assert done(Deed.RETYPE, 1, 6, value="heading").splices == ()


def test_a_whole_level_changes_its_kind() -> None:
    outcome = done(Deed.RETYPE_LEVEL, 5, value="heading")

    assert [node.kind for node in outcome.review.nodes] == [H, H, L, L, H, H, H]


def test_of_a_level_only_labels_of_the_same_shape_change_where_that_is_asked() -> None:
    plan = document(("1.", H, "Energy"), ("II.", H, "Trade"), ("", N, "The parties met."), ("12.", H, "Seas"))

    outcome = done(Deed.RETYPE_LEVEL, 1, value="line of_shape", plan=plan)

    assert [node.kind for node in outcome.review.nodes] == [L, H, N, L]


def test_a_line_is_counted_or_not() -> None:
    uncounted = done(Deed.UNCOUNT, 2, 7)

    assert uncounted.review.total == 1
    assert done(Deed.COUNT, 2, 7, plan=(uncounted.review, PLAN[1])).review == PLAN[0]


@pytest.mark.parametrize("do", [Deed.COUNT, Deed.UNCOUNT])
def test_nothing_but_a_line_can_count(do: Deed) -> None:
    with pytest.raises(EditImpossible):
        done(do, 2, 1)


def test_a_split_line_becomes_two_that_share_its_passage() -> None:
    review, text = PLAN
    outcome = done(Deed.SPLIT, 2, at=review.by_id[2].text.index("and"))

    first, second = outcome.review.nodes[1:3]
    assert drawn(outcome.review.nodes)[1:5] == ["2 1.1 L Promote", "2 - L train", "3 a s on", "3 b s on"]
    assert (first.text, second.text) == ("Promote solar power", "train engineers")
    assert text[first.start : first.end] == "1.1 Promote solar power; "
    assert text[second.start : second.end] == "and train engineers"
    assert (outcome.added, outcome.removed, outcome.touched) == ((second.id,), (), (2,))
    assert outcome.review.paths[second.id] == ("1", "~p1")


@pytest.mark.parametrize("at", [-4, 0, 40, 999])
def test_a_part_without_words_is_refused(at: int) -> None:
    with pytest.raises(EditImpossible):
        done(Deed.SPLIT, 2, at=at)


@pytest.mark.parametrize(
    ("passage", "words", "second"),
    [
        (
            "1.1 Deepen ties between ASEAN-\nAustralia and\n  the region; hold talks;",
            "Deepen ties between ASEAN-Australia and the region; | hold talks",
            "hold talks;",
        ),
        ("1.1 Promote coop-\neration in trade", "Promote cooperation | in trade", "in trade"),
        ("1.1 Trade¹ in goods; hold talks;¹ and", "Trade in goods; | hold talks", "hold talks;¹ and"),
        ("1.1 Hold talks\n  Page 3\non trade; sign it", "Hold talks on trade; | sign it", "sign it"),
        ("1.1 Hold talks\n  Page 3\non trade", "Hold talks | on trade", "on trade"),
        ("(a) a. and a. and b.", "a. and | a. and b.", "a. and b."),
        ("1.1 Plant trees", "Plant tre| es", "es"),
        (
            "1.1 Menanam pohon; serta menghitung lebah;",
            "Menanam pohon |; serta menghitung lebah",
            "serta menghitung lebah;",
        ),
        ("XXXX XX XXXXXXX", "Plant | trees", None),
        ("☐ ☐", "Plant | trees", None),
    ],
)
def test_the_cut_is_found_in_the_passage_as_it_was_printed(passage: str, words: str, second: str | None) -> None:
    before, after = words.split("| " if "| " in words else "|")
    printed = passage.split()[0] if second else ""
    text = f"PLAN\n\n{passage}\n1.2 Next."
    place = text.index(passage)
    review, _ = document((printed, L, before + after))
    node = replace(review.nodes[0], start=place, end=place + len(passage))

    outcome = done(Deed.SPLIT, 1, at=len(before), plan=(replace(review, nodes=(node,)), text))

    first, last = outcome.review.nodes
    assert (first.start, first.end, last.end) == (node.start, last.start, node.end)
    assert first.start < first.end < last.end
    if second:
        assert text[last.start : last.end].lstrip("; ") == second


def test_a_passage_of_many_pages_is_cut_where_its_words_stand() -> None:
    before, after = "Plant the trees of the region; " * 2000, "and count the bees of the region; " * 2000
    plan = document(("1.", L, f"{before}Then paint the school; {after}"))

    second = done(Deed.SPLIT, 1, at=len(before), plan=plan).review.nodes[1]

    assert plan[1][second.start :].startswith("Then paint")


def test_a_reworded_text_is_split_where_its_words_stand() -> None:
    review, text = done(Deed.REWORD, 2, value="Promote wind power and train many engineers").review, PLAN[1]

    outcome = done(Deed.SPLIT, 2, at=len("Promote wind power"), plan=(review, text))

    second = outcome.review.nodes[2]
    assert text[second.start : second.end] == "and train engineers"


def test_a_node_is_merged_into_the_one_before_it() -> None:
    text = PLAN[1]
    outcome = done(Deed.MERGE, 5)

    merged = outcome.review.by_id[4]
    assert (merged.text, merged.label, merged.depth, merged.kind) == ("on water Exchange experts", "b", 3, S)
    assert text[merged.start : merged.end] == "(b) on water\n1.2 Exchange experts"
    assert (outcome.removed, outcome.touched) == ((5,), (4,))


def test_what_stood_below_merged_nodes_stands_below_the_one() -> None:
    plan = document(
        ("1.", L, "Build"),
        (" a", S, "bridges"),
        ("2.", L, "and paint"),
        (" b", S, "boats"),
        ("  c", S, "in blue"),
        ("3.", L, "Sail"),
    )

    assert drawn(done(Deed.MERGE, 2, 3, plan=plan).review.nodes) == [
        "1 1 L Build",
        "2 a s bridges",
        "3 b s boats",
        "4 c s in",
        "1 3 L Sail",
    ]


def test_several_nodes_are_merged_into_the_first_of_them() -> None:
    review = done(Deed.LEAD, 3, 4, value="SOMRDPE").review
    review = done(Deed.LEAD, 2, value="SOME", plan=(review, PLAN[1])).review

    merged = done(Deed.MERGE, 4, 2, 3, plan=(review, PLAN[1])).review.by_id[2]

    assert merged.text == "Promote solar power; and train engineers on roofs on water"
    assert merged.lead == "SOME; SOMRDPE"


def test_lead_bodies_that_do_not_fit_together_are_not_cut_off() -> None:
    review = done(Deed.LEAD, 3, value="x" * 300).review
    review = done(Deed.LEAD, 4, value="y" * 300, plan=(review, PLAN[1])).review

    with pytest.raises(TextTooLong):
        done(Deed.MERGE, 3, 4, plan=(review, PLAN[1]))


def test_nodes_with_another_between_them_are_not_merged() -> None:
    with pytest.raises(EditImpossible):
        done(Deed.MERGE, 2, 4)


def test_a_new_label_is_read_as_the_reader_reads_one() -> None:
    node = done(Deed.RELABEL, 3, value=" (aa) ").review.by_id[3]

    assert (node.label, node.printed) == ("aa", "(aa)")


def test_a_label_used_again_is_numbered_in_the_path() -> None:
    review = done(Deed.RELABEL, 5, value="1.1").review

    assert review.paths[5] == ("1", "1.1#2")
    assert len(set(done(Deed.RELABEL, 2, value="1.1#2", plan=(review, PLAN[1])).review.paths.values())) == 7


def test_words_lead_body_and_due_date_are_corrected() -> None:
    review = done(Deed.REWORD, 7, value=" Hold  two\nfairs ").review
    review = done(Deed.LEAD, 2, 7, value="SEOM ", plan=(review, PLAN[1])).review
    review = done(Deed.DUE, 2, 7, value="2025-12-31", plan=(review, PLAN[1])).review

    node = review.by_id[7]
    assert (node.text, node.lead, node.due_on) == ("Hold two fairs", "SEOM", date(2025, 12, 31))
    assert (node.start, node.end) == (PLAN[0].by_id[7].start, PLAN[0].by_id[7].end)
    assert review.tree().nodes[6].due_on == date(2025, 12, 31)
    assert done(Deed.DUE, 7, plan=(review, PLAN[1])).review.by_id[7].due_on is None


def test_a_heading_is_never_due() -> None:
    with pytest.raises(EditImpossible):
        done(Deed.DUE, 1, value="2025-12-31")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (None, EditInvalid),
        ([], EditInvalid),
        ({"nodes": [1]}, EditInvalid),
        ({"do": "promote"}, EditInvalid),
        ({"do": "promote", "nodes": []}, EditInvalid),
        ({"do": "promote", "nodes": [1, 1]}, EditInvalid),
        ({"do": "promote", "nodes": [99]}, EditInvalid),
        ({"do": "promote", "nodes": ["1"]}, EditInvalid),
        ({"do": "promote", "nodes": [True]}, EditInvalid),
        ({"do": "promote", "nodes": 1}, EditInvalid),
        ({"do": "promote", "nodes": [1], "by": 2}, EditInvalid),
        ({"do": "split", "nodes": [1, 2], "at": 3}, EditInvalid),
        ({"do": "split", "nodes": [1], "at": "3"}, EditInvalid),
        ({"do": "reword", "nodes": [1], "value": 7}, EditInvalid),
        ({"do": "reword", "nodes": [1], "value": "a\0b"}, EditInvalid),
        ({"do": "reword", "nodes": [1], "value": "\ud800"}, EditInvalid),
        ({"do": "delete", "nodes": [1]}, CellUnknown),
        ({"do": {}, "nodes": [1]}, CellUnknown),
        ({"do": "retype", "nodes": [1], "value": "pillar"}, CellUnknown),
        ({"do": "retype", "nodes": [1], "value": "line of_shape"}, CellUnknown),
        ({"do": "retype_level", "nodes": [1], "value": ""}, CellUnknown),
        ({"do": "due", "nodes": [2], "value": "31/12/2025"}, DateInvalid),
        ({"do": "due", "nodes": [2], "value": "2025-02-30"}, DateInvalid),
        ({"do": "due", "nodes": [2], "value": "20251231"}, DateInvalid),
        ({"do": "due", "nodes": [2], "value": "0025-12-31"}, DateOutOfRange),
        ({"do": "relabel", "nodes": [2], "value": "1" * 101}, TextTooLong),
        ({"do": "lead", "nodes": [2], "value": "x" * 401}, TextTooLong),
        ({"do": "reword", "nodes": [2], "value": "x" * 20_001}, TextTooLong),
    ],
)
def test_an_edit_that_nobody_can_mean_is_refused(given: Any, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        apply(PLAN[0], edit_from(given), text=PLAN[1])


def test_a_node_without_label_keeps_some_words() -> None:
    plan = document(("", N, "Alone"))

    with pytest.raises(EditImpossible):
        done(Deed.REWORD, 1, value="  ", plan=plan)


def test_every_deed_has_a_name_in_both_languages() -> None:
    assert all(deed.words.en and deed.words.id for deed in Deed)


def test_a_warning_stands_at_the_node_whose_passage_holds_its_place() -> None:
    review, text = PLAN
    places = [0, text.index("Hold"), text.index("train"), len(text) + 5]
    warnings = [plan_warning(code="missing_number", label="9", start=place) for place in places]

    assert warning_nodes(review, warnings) == {0: 1, 1: 7, 2: 2, 3: 7}


def test_a_warning_follows_its_passage_through_edits() -> None:
    review, text = PLAN
    warnings = [plan_warning(code="multi_action", label="1.1", start=text.index("train"))]
    split = done(Deed.SPLIT, 2, at=review.by_id[2].text.index("and"))

    assert warning_nodes(split.review, warnings) == {0: split.added[0]}
    assert warning_nodes(done(Deed.MERGE, 1, 2, 3).review, warnings) == {0: 1}
    assert warning_nodes(Review(title="", language="en", nodes=()), warnings) == {}
