"""How the lines of a text become whole items: wraps, ends of pages, labels that are none, lists inside lists."""

import pytest

from pantau.reading.plans import read_plan

HEAD = "Plan of Action\n\n"


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (
            "1.1 Train border officers on rules of origin in every ASEAN Member\nStates, through:\n"
            "(a) a forum;\n(b) tours.",
            "Train border officers on rules of origin in every ASEAN Member States, through:",
        ),
        (
            "1.1 Melatih petugas bea cukai di semua kantor wilayah negara anggota\nASEAN, antara lain melalui:\n"
            "(a) lokakarya;\n(b) magang.",
            "Melatih petugas bea cukai di semua kantor wilayah negara anggota ASEAN, antara lain melalui:",
        ),
        (
            "1.1 Teach the basic rules of the open sea as set out by the Commission on Human\nRights.",
            "Teach the basic rules of the open sea as set out by the Commission on Human Rights.",
        ),
        (
            "1.1 Train inspectors of the categories\nA. and B. in food safety.",
            "Train inspectors of the categories A. and B. in food safety.",
        ),
    ],
)
def test_an_item_left_open_goes_on_in_a_line_that_begins_with_a_capital(text: str, wrapped: str) -> None:
    tree = read_plan(HEAD + f"1. Trade\n{text}\n1.2 Open markets to all.\n1.3 Cut the tariffs by half.\n")

    assert [(line.label, line.text) for line in tree.lines][:2] == [("1.1", wrapped), ("1.2", "Open markets to all.")]
    assert tree.countable_total == 3


def test_a_bullet_left_open_keeps_its_last_word() -> None:
    text = HEAD + "1. Youth\n• Hold a camp for the students of all Member\nStates.\n• Award prizes.\n• Print a book.\n"

    assert read_plan(text).lines[0].text == "Hold a camp for the students of all Member States."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Deepen the exchange of pilots with the ports of Timor-\nLeste; share charts of the reefs for",
            "the coast guard.",
        ),
        ("Map the straits as foreseen in the Arum", "Plan of Action."),
        (
            "Guard the strait together with the patrols of the two navies and\nASEAN centres of excellence as well as",
            "the coast guard.",
        ),
    ],
)
@pytest.mark.parametrize("end_of_page", ["\n\n3\n\n", "\n\n- 3 -\n\n", "\n\f"])
def test_no_words_of_an_item_are_lost_where_a_page_ends(before: str, after: str, end_of_page: str) -> None:
    item = f"1.1 {before}{end_of_page}{after}"
    text = f"ARUM PLAN OF ACTION\n\n1. Sea\n{item}\n1.2 Hire rangers for all reefs.\n1.3 Buy boats.\n"

    tree = read_plan(text)

    whole = f"{before} {after}".replace("-\n", "-").replace("\n", " ")
    assert [line.text for line in tree.lines] == [whole, "Hire rangers for all reefs.", "Buy boats."]


def test_a_closing_remark_beside_a_page_number_is_kept() -> None:
    text = "PLAN OF ACTION\nDone in Jakarta on 5 July 2026\n\n1. Sea\n1.1 Map reefs.\n1.2 Hire cooks.\n1.3 Buy it.\n"

    tree = read_plan(text + "\nAdopted in Jakarta on 5 July 2026.\n\n- 2 -\n")

    assert tree.nodes[-1].text == "Adopted in Jakarta on 5 July 2026."


def test_a_page_head_that_stands_once_is_no_node() -> None:
    text = (
        "Work Plan of the Arum-Sabel Partnership\n\n1. SEA\n1.1. Reefs\n1.1.1. Map the reefs;\n1.1.2. Hire rangers.\n"
        "2. LAND\n2.1. Parks\n\n- 1 -\n\nWORK PLAN - ARUM-SABEL PARTNERSHIP\n\n2.1.1. Plant trees.\n2.1.2. Open it.\n"
    )

    tree = read_plan(text)

    assert "2/2.1/2.1.1" in ["/".join(line.path) for line in tree.lines]
    assert [found.code for found in tree.warnings] == ["page_furniture"] * 2


def test_feet_with_an_address_and_heads_with_a_chapter_are_no_nodes() -> None:
    text = (
        "SABEL WATER PLAN\n\nChapter 1: Wells\n\n1. Drill wells in all of the\nvillages.\n\nwww.sabel.example/water\n\n"
        "Chapter 1: Wells 2\n\n2. Test the mud of the\n\nwww.sabel.example/water\n\nChapter 1: Wells 3\n\nold wells.\n"
    )

    tree = read_plan(text)

    assert [(line.path, line.text) for line in tree.lines] == [
        (("Chapter 1", "1"), "Drill wells in all of the villages."),
        (("Chapter 1", "2"), "Test the mud of the old wells."),
    ]


def test_a_list_goes_on_at_its_own_indentation_after_a_list_inside_it() -> None:
    text = (
        "Rencana Kerja\n\n1. Arsip\n    1. Menata rak.\n    2. Mengajar juru arsip, dengan cara:\n"
        "        1. magang;\n        2. kursus.\n    3. Mencetak katalog.\n2. Pustaka\n    1. Membeli buku.\n"
    )

    assert ["/".join(line.path) for line in read_plan(text).lines] == ["1/1", "1/2", "1/3", "2/1"]


def test_an_excerpt_keeps_the_high_numbers_that_it_begins_with() -> None:
    text = (
        "ARUM BLUEPRINT\n\nA. Trade\n21. Tariffs have fallen of late. Strategic measures include the following:\n"
        "i. Cut red tape;\nii. Open ports.\nB. Law\n22. Courts are slow. Strategic measures include the following:\n"
        "i. Train judges;\nii. Hire clerks.\n"
    )

    tree = read_plan(text)

    assert [node.text for node in tree.nodes if node.label in {"A", "B"}] == ["Trade", "Law"]
    assert ["/".join(line.path) for line in tree.lines] == ["A/21/i", "A/21/ii", "B/22/i", "B/22/ii"]


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    tree = read_plan(HEAD + "1. Sea\n1.1 Protect low-\nlying coasts and train-\ning boats.\n1.2 Map the reefs.\n")

    assert tree.lines[0].text == "Protect low-lying coasts and training boats."


def test_the_rows_of_a_table_do_not_stand_below_the_last_item_of_a_list() -> None:
    text = HEAD + "1. Promote trade in goods.\n2. Train customs officers.\n\n"
    table = (
        "| Action | Lead agency | Date |\n|---|---|---|\n| Open ports | Navy | 2026 |\n| Map reefs | Navy | 2027 |\n"
    )

    assert [line.kind.value for line in read_plan(text + table).lines] == ["line"] * 4


def test_a_remark_below_a_finished_item_is_a_note() -> None:
    text = "Rencana Aksi\n\n1. Laut\n1.1 Memetakan terumbu karang di\nsemua pantai utara kabupaten.\n"
    text += "Catatan: peta dicetak.\n1.2 Menanam bakau.\n"

    assert [line.text for line in read_plan(text).lines] == [
        "Memetakan terumbu karang di semua pantai utara kabupaten.",
        "Menanam bakau.",
    ]
