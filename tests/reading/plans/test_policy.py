"""The counting policy, rule by rule."""

import pytest

from pantau.domain.plantree import Node
from pantau.reading.plans import read_plan

HEAD = "Plan of Action\n\n"


def kinds(text: str) -> dict[str, str]:
    """The kind of each labelled or bulleted node of a text, by its path."""
    return {"/".join(node.path): node.kind.value for node in read_plan(text).nodes if node.printed}


def node(text: str, path: str) -> Node:
    return next(node for node in read_plan(text).nodes if "/".join(node.path) == path)


def test_a_leaf_that_states_an_action_counts_once_and_its_sub_items_do_not() -> None:
    text = (
        HEAD
        + "1. Energy\n1.1 Promote solar power through:\n(a) training;\n(i) of installers;\n(b) loans.\n1.2 Save gas."
    )

    found = kinds(text)

    assert found["1/1.1"] == found["1/1.2"] == "line"
    assert found["1/1.1/a"] == found["1/1.1/a/i"] == found["1/1.1/b"] == "subitem"
    assert read_plan(text).countable_total == 2


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Strengthen early warning, through:", "line"),
        ("Menyediakan beasiswa bagi guru dengan cara:", "line"),
        ("Renewable energy:", "heading"),
        ("The Parties agree to:", "heading"),
        ("Para Pihak sepakat untuk:", "heading"),
        ("In order to strengthen early warning, the Parties will:", "heading"),
        ("The two sides will undertake the following measures:", "heading"),
    ],
)
def test_what_is_left_with_the_sub_items_covered_decides(opening: str, kind: str) -> None:
    text = HEAD + f"1. Safety\n1.1 Train rescue teams.\n1.2 {opening}\n(a) build masts;\n(b) hold drills."

    found = kinds(text)

    assert found["1/1.2"] == kind
    assert found["1/1.2/a"] == ("subitem" if kind == "line" else "line")


def test_a_label_is_one_line_however_many_clauses_it_holds() -> None:
    text = HEAD + "1. Trade\n1.1 Hold talks; sign a treaty; and\n1.2 Open markets (north; south)."

    tree = read_plan(text)

    assert tree.countable_total == 2
    assert [(found.code, found.label) for found in tree.warnings] == [("multi_action", "1.1")]


def test_a_title_above_the_list_is_a_heading_even_with_a_verbal_noun() -> None:
    text = HEAD + "1. Strengthening Political Dialogue\n1.1 Hold summits.\n2. Promotion of Trade\n2.1 Cut tariffs."

    found = kinds(text)

    assert (found["1"], found["2"]) == ("heading", "heading")


def test_an_unnumbered_paragraph_after_an_item_is_a_note() -> None:
    text = HEAD + "1. Trade\n\n1.1 Cut tariffs.\n\nThis will be done in steps.\n\n1.2 Simplify forms.\n"

    assert node(text, "1/1.1/~p1").kind.value == "note"
    assert read_plan(text).countable_total == 2


def test_a_numbered_preamble_does_not_count_and_is_reported() -> None:
    text = (
        "Statement and Plan\n\n1. The Ministers met in Sabel.\n2. They noted the progress made.\n\n"
        "A. Energy\n1. Promote solar power.\n2. Train engineers.\n"
    )

    tree = read_plan(text)

    assert [found.kind.value for found in tree.nodes if found.path in {("1",), ("2",)}] == ["preamble", "preamble"]
    assert tree.countable_total == 2
    assert [(found.code, found.label) for found in tree.warnings] == [("numbered_preamble", "1")]


@pytest.mark.parametrize(
    "title", ["Implementation and Follow-up", "FUNDING", "Review", "Final Provisions", "Monitoring and evaluation"]
)
def test_a_closing_section_does_not_count_whatever_its_labels(title: str) -> None:
    text = HEAD + f"1. Trade\n1.1 Cut tariffs.\n2. {title}\n2.1 The Plan will be reviewed every year.\n"

    found = kinds(text)

    assert found["2"] == found["2/2.1"] == "closing"


@pytest.mark.parametrize(
    "title", ["Implementation of the Digital Masterplan", "Funding for Small Towns", "Review of Outdated Rules"]
)
def test_the_role_of_a_section_decides_and_not_a_word_in_its_heading(title: str) -> None:
    text = HEAD + f"1. Trade\n1.1 Cut tariffs.\n2. {title}\n2.1 Open one portal.\n2.2 Train clerks.\n"

    assert read_plan(text).countable_total == 3


def test_definitions_and_purposes_do_not_count() -> None:
    text = (
        HEAD + "1. Objectives\n1.1 To raise incomes.\n1.2 To create jobs.\n2. Measures for Farms\n2.1 Lend seed.\n"
        "2.2 Drain fields.\n2.3 Dig wells.\n"
    )

    assert [found.label for found in read_plan(text).lines] == ["2.1", "2.2", "2.3"]


def test_a_pasal_with_one_sentence_that_states_an_action_is_the_line() -> None:
    text = (
        "RENCANA AKSI\n\nPasal 1\nPara Pihak menanam pohon di tepi danau.\n\n"
        "Pasal 2\n(1) Para Pihak melarang racun.\n(2) Para Pihak menebar benih.\n"
    )

    found = kinds(text)

    assert found == {"Pasal 1": "line", "Pasal 2": "heading", "Pasal 2/1": "line", "Pasal 2/2": "line"}


def test_a_translation_beside_its_original_is_a_note() -> None:
    text = (
        HEAD + "1. Work\n1.1 Inspect the dormitories of the workers;\nMemeriksa asrama para pekerja;\n"
        "1.2 Open a line for complaints of the workers;\nMembuka saluran pengaduan bagi para pekerja;\n"
    )

    tree = read_plan(text)

    assert tree.countable_total == 2
    assert [found.kind.value for found in tree.nodes if found.path[-1] == "~p1" and found.depth == 3] == ["note"] * 2


def test_a_missing_top_level_is_not_invented() -> None:
    tree = read_plan("1.1 Energy\n1.1.1 Promote solar power.\n1.1.2 Train engineers.\n1.2 Water\n1.2.1 Dig wells.\n")

    assert [found.path for found in tree.nodes if found.depth == 1] == [("1.1",), ("1.2",)]
    assert [(found.code, found.label) for found in tree.warnings] == [("missing_parent", "1")]


def test_gaps_and_duplicates_are_kept_and_reported() -> None:
    tree = read_plan(HEAD + "1. Trade\n1.1 Cut tariffs.\n1.3 Open markets.\n1.3 Sign a treaty.\n")

    assert [found.path[-1] for found in tree.lines] == ["1.1", "1.3", "1.3#2"]
    assert [(found.code, found.label) for found in tree.warnings] == [
        ("missing_number", "1.2"),
        ("duplicate_label", "1.3"),
    ]


def test_a_misread_label_is_corrected_reported_and_kept_as_printed() -> None:
    tree = read_plan(HEAD + "1. Trade\n1.1 Cut tariffs.\nl.2 Open markets.\n1.3 Sign a treaty.\n")

    assert [(found.label, found.printed) for found in tree.lines][1] == ("1.2", "l.2")
    assert [(found.code, found.label) for found in tree.warnings] == [("ocr_label", "1.2")]


@pytest.mark.parametrize(
    "line", ["2026 will see the first of them", "2.1.3 of the treaty", "12 March 2027", "(2) above"]
)
def test_a_number_within_a_sentence_is_no_label(line: str) -> None:
    text = (
        HEAD + f"1. Trade\n1.1 Cut tariffs in steps as agreed in section\n{line} and in good time.\n1.2 Open markets.\n"
    )

    tree = read_plan(text)

    assert [found.label for found in tree.nodes if found.label] == ["1", "1.1", "1.2"]
    assert line in tree.lines[0].text


def test_what_a_page_adds_is_left_out_and_listed() -> None:
    text = (
        HEAD + "1. Trade\n1.1 Cut tariffs on all goods that come from the\n\n- 3 -\n\n"
        "least developed members.\n1.2 Open markets.\n"
    )

    tree = read_plan(text)

    assert tree.lines[0].text == "Cut tariffs on all goods that come from the least developed members."
    assert [found.code for found in tree.warnings] == ["page_furniture"]


def test_footnotes_come_last_and_their_marks_leave_the_text() -> None:
    text = HEAD + "1. Trade\n1.1 Cut tariffs¹ by half;\n1.2 Open markets.\n\n¹ Except on arms.\n"

    tree = read_plan(text)

    assert tree.lines[0].text == "Cut tariffs by half"
    assert (tree.nodes[-1].kind.value, tree.nodes[-1].printed, tree.nodes[-1].text) == ("note", "¹", "Except on arms.")


def test_a_list_begins_within_the_sentence_that_leads_it_in() -> None:
    tree = read_plan("Rencana Aksi\n\nA. Laut\nPara Pihak sepakat untuk: a. menjaga terumbu;\nb. menanam bakau.\n")

    assert [(line.path, line.text) for line in tree.lines] == [
        (("A", "a"), "menjaga terumbu"),
        (("A", "b"), "menanam bakau."),
    ]


def test_a_second_copy_in_the_other_language_does_not_count() -> None:
    english = "PLAN OF ACTION\n\n1. Sea\n1.1 Map the reefs of the strait;\n1.2 Protect the turtles on all beaches.\n"
    indonesian = "RENCANA AKSI\n\n1. Laut\n1.1 Memetakan terumbu di selat;\n1.2 Melindungi penyu di semua pantai.\n"

    tree = read_plan(f"{english}\n{indonesian}")

    assert [line.text[:3] for line in tree.lines] == ["Map", "Pro"]
    assert [(found.code, found.start) for found in tree.warnings] == [("second_language", len(english) + 1)]
    assert [node.kind.value for node in tree.nodes if node.start > len(english)] == ["note"] * 4


def test_a_plan_that_could_be_read_otherwise_says_where_and_is_less_sure_of_it() -> None:
    text = "Plan\n\nH. Sea\na. Map reefs.\nI. Survey the north.\nII. Hire rangers.\n"

    tree = read_plan(text)

    assert [(found.code, found.start) for found in tree.warnings] == [("ambiguous", text.index("I. Survey"))]
    confidence = {found.label: found.confidence for found in tree.nodes}
    assert confidence["I"] < confidence["II"]


def test_items_ahead_of_an_annex_that_holds_the_plan_do_not_count() -> None:
    text = (
        "SABEL DECLARATION\n\nWe hereby:\n\n1. Adopt the Action Plan annexed to this Declaration.\n\n"
        "ANNEX\nACTION PLAN\n\nA. Sea\n1. Map reefs;\n2. Hire rangers.\nB. Land\n3. Plant trees.\n"
    )

    assert [line.text[:3] for line in read_plan(text).lines] == ["Map", "Hir", "Pla"]
