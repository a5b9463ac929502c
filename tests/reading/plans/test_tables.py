"""A working matrix is read as the plan that it lays out in rows and columns."""

from pathlib import Path

import pytest

from pantau.domain.documents import Cell, Document, LeftOut, Table, TableRow
from pantau.domain.plantree import PlanTree
from pantau.reading.plans import column_roles, read_plan
from tests.reading.plans.building import Merged, document
from tests.reading.plans.matrices import read_written, rows_of, warnings_of, written

HEAD = ["No", "Action line", "Lead", "Timeline"]


def lines(tree: PlanTree) -> list[tuple[str, str, str, str]]:
    return [("/".join(line.path), line.text, line.lead, line.timeline) for line in tree.lines]


def roles(tree: PlanTree) -> list[str]:
    return [column.role for column in tree.columns]


def codes(tree: PlanTree) -> list[str]:
    return [warning.code for warning in tree.warnings]


@pytest.mark.parametrize("path", written(), ids=lambda path: path.stem)
def test_a_plan_with_tables_is_read_as_a_person_wrote_it(path: Path) -> None:
    gold = read_written(path)

    tree = read_plan(gold.text)

    assert rows_of(tree) == gold.rows
    assert tree.title == gold.title
    assert warnings_of(tree) == gold.warnings


def test_a_row_gives_its_label_words_lead_and_timeline() -> None:
    source = document("WORK PLAN 2026", [HEAD, ["1", "Plant trees", "MOE", "2026"], ["2.", "Dig wells", "MOW", "2027"]])

    tree = read_plan(source)

    assert lines(tree) == [("1", "Plant trees", "MOE", "2026"), ("2", "Dig wells", "MOW", "2027")]
    assert [line.printed for line in tree.lines] == ["1", "2."]
    assert [source.text[line.start : line.end] for line in tree.lines] == ["1\tPlant trees", "2.\tDig wells"]
    assert [(column.heading, column.role) for column in tree.columns] == list(
        zip(HEAD, ["label", "action", "lead", "timeline"], strict=True)
    )


@pytest.mark.parametrize(
    "headings",
    [
        ["NO.", "RENCANA AKSI", "INSTANSI PENANGGUNG JAWAB", "TARGET WAKTU"],
        ["Nomor", "Lini  aksi", "K/L", "Jadwal"],
        ["No", "Kegiatan", "Pelaksana", "Tahun"],
        ["Ref.", "Activities", "Responsible Agency/ies", "Time-frame"],
        ["S/N", "Priority Actions", "Lead Country", "Due date"],
    ],
)
def test_columns_are_known_by_their_headings_in_both_languages(headings: list[str]) -> None:
    tree = read_plan(
        document([headings, ["1", "Menanam pohon", "KLHK", "2026"], ["2", "Menggali sumur", "PU", "2027"]])
    )

    assert lines(tree) == [("1", "Menanam pohon", "KLHK", "2026"), ("2", "Menggali sumur", "PU", "2027")]


def test_headings_of_two_rows_name_what_they_span() -> None:
    head = [
        [Merged("No", rows=2), Merged("Action", rows=2), Merged("Timeline", columns=2), None],
        [None, None, "2026", "2027"],
    ]

    tree = read_plan(document([*head, ["1", "Plant trees", "x", ""], ["2", "Dig wells", "x", "x"]]))

    assert lines(tree) == [("1", "Plant trees", "", "2026"), ("2", "Dig wells", "", "2026, 2027")]


def test_a_value_merged_over_rows_is_one_heading_above_them() -> None:
    rows = [
        ["Pillar", *HEAD],
        [Merged("Seas", rows=2), "1", "Map reefs", "ASOEN", "2026"],
        [None, "2", "Ban dynamite", "ASOEN", "2026"],
        ["Land", "3", "Plant trees", "ASOF", "2027"],
    ]

    tree = read_plan(document(rows))

    assert [(node.kind.value, "/".join(node.path), node.text) for node in tree.nodes] == [
        ("heading", "~h1", "Seas"),
        ("line", "~h1/1", "Map reefs"),
        ("line", "~h1/2", "Ban dynamite"),
        ("heading", "~h2", "Land"),
        ("line", "~h2/3", "Plant trees"),
    ]


def test_a_row_merged_across_heads_the_rows_below_it() -> None:
    rows = [
        HEAD,
        [Merged("A. Political-security cooperation", columns=4), None, None, None],
        ["1", "Hold patrols", "Navy", "2026"],
        [Merged("B. Economic cooperation", columns=4), None, None, None],
        ["1", "Cut tariffs", "MOT", "2026"],
    ]

    tree = read_plan(document(rows))

    assert lines(tree) == [("A/1", "Hold patrols", "Navy", "2026"), ("B/1", "Cut tariffs", "MOT", "2026")]


def test_the_parts_of_a_cell_are_sub_items_of_its_line() -> None:
    cell = "Protect the sea through:\na. patrols;\nb. fines."

    tree = read_plan(document([HEAD, ["1", cell, "Navy", "2026"], ["2", "Dig wells", "MOW", ""]]))

    assert [(node.kind.value, "/".join(node.path), node.text) for node in tree.nodes] == [
        ("line", "1", "Protect the sea through:"),
        ("subitem", "1/a", "patrols"),
        ("subitem", "1/b", "fines."),
        ("line", "2", "Dig wells"),
    ]


def test_a_table_in_markdown_may_break_lines_and_set_words_in_bold() -> None:
    text = (
        "| **No** | **Action** | **Lead** |\n|---|---|---|\n| **A. Sea** | | |\n"
        "| 1 | Protect reefs through:<br>a. patrols;<br/>b. fines. | **Navy** |\n| 2 | Dig wells | MOW |\n"
    )

    tree = read_plan(text)

    assert [("/".join(node.path), node.text, node.lead) for node in tree.nodes] == [
        ("A", "Sea", ""),
        ("A/1", "Protect reefs through:", "Navy"),
        ("A/1/a", "patrols", ""),
        ("A/1/b", "fines.", ""),
        ("A/2", "Dig wells", "MOW"),
    ]


def test_a_list_in_one_cell_is_a_line_for_each_item() -> None:
    rows = [
        ["Area", "Actions", "Lead"],
        ["Seas", "• Map reefs\n• Ban dynamite", "ASOEN"],
        ["Land", "• Plant trees", "ASOF"],
    ]

    tree = read_plan(document(rows))

    assert [(line.text, line.lead) for line in tree.lines] == [
        ("Map reefs", "ASOEN"),
        ("Ban dynamite", "ASOEN"),
        ("Plant trees", "ASOF"),
    ]


def test_a_line_broken_at_the_end_of_a_page_is_one() -> None:
    first = [HEAD, ["1", "Train guards in the rescue of", "Navy", "2026"]]
    second = [HEAD, ["", "people at sea", "", ""], ["2", "Dig wells", "MOW", "2027"]]

    tree = read_plan(document(first, second))

    assert lines(tree) == [
        ("1", "Train guards in the rescue of people at sea", "Navy", "2026"),
        ("2", "Dig wells", "MOW", "2027"),
    ]


def test_a_table_without_headings_goes_on_with_the_columns_above() -> None:
    tree = read_plan(document([HEAD, ["1", "Plant trees", "MOE", "2026"]], [["2", "Wells", "MOW", "2027"]]))

    assert lines(tree) == [("1", "Plant trees", "MOE", "2026"), ("2", "Wells", "MOW", "2027")]


def test_totals_and_column_numbers_are_left_out_and_counted() -> None:
    rows = [
        HEAD,
        ["1", "Plant trees", "MOE", "2026"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["Jumlah", "", "", "12"],
        ["", "", "", ""],
    ]

    tree = read_plan(document(rows))

    assert len(tree.nodes) == 1
    assert [(found.code, ": 2;" in found.message.en) for found in tree.warnings] == [("table_rows", True)]


def test_a_column_that_plays_no_role_is_named() -> None:
    tree = read_plan(document([[*HEAD, "Colour"], ["1", "Plant trees", "MOE", "2026", "green"]]))

    assert [(found.code, found.label) for found in tree.warnings] == [("column_unknown", "Colour")]


def test_a_reviewer_corrects_the_role_of_a_column() -> None:
    source = document([["No", "Words", "Colour"], ["1", "Plant trees", "MOE"], ["2", "Dig wells", "MOW"]])

    tree = read_plan(source, columns={(0, 1): "action", (0, 2): "lead"})

    assert lines(tree) == [("1", "Plant trees", "MOE", ""), ("2", "Dig wells", "MOW", "")]
    assert roles(tree) == ["label", "action", "lead"]
    assert set(roles(tree)) < set(column_roles())


def test_headings_closing_and_preamble_stand_around_tables() -> None:
    source = document(
        "PLAN OF ACTION ON WATER",
        "",
        "We, the Ministers, adopt this Plan of Action.",
        "",
        "1. Rivers",
        [HEAD, ["1", "Clear weirs", "MOW", "2026"], ["2", "Plant reeds", "MOW", "2026"]],
        "2. Lakes",
        [HEAD, ["1", "Stock fish", "MOF", "2027"]],
        "3. Follow-up",
        "",
        "The Ministers will review this Plan of Action every year.",
    )

    tree = read_plan(source)

    assert [line.path for line in tree.lines] == [("1", "1"), ("1", "2"), ("2", "1")]
    assert [node.kind.value for node in tree.nodes if node.path[0] in {"~p1", "~p2", "3"}] == [
        "preamble",
        "preamble",
        "closing",
        "closing",
    ]


def test_the_sheets_of_a_workbook_head_their_rows() -> None:
    rows = [["No", "Kegiatan", "Pelaksana"], ["1", "Melatih guru", "Dinas"], ["2", "Membangun kelas", "Dinas"]]
    title = [Merged("RENCANA AKSI PENDIDIKAN", columns=3), None, None]

    tree = read_plan(document([title, *rows], rows, titles=["Dasar", "Tinggi"]))

    assert tree.title == "RENCANA AKSI PENDIDIKAN"
    assert [node.text for node in tree.nodes if node.kind.value == "heading"] == ["Dasar", "Tinggi"]
    assert ["/".join(line.path) for line in tree.lines] == ["~h1/1", "~h1/2", "~h2/1", "~h2/2"]


def test_two_languages_side_by_side_count_once() -> None:
    rows = [
        ["PLAN OF ACTION", "RENCANA AKSI"],
        ["1. Sea", "1. Laut"],
        ["1.1 Map the reefs of the strait;", "1.1 Memetakan terumbu di selat;"],
        ["1.2 Protect the turtles on all beaches.", "1.2 Melindungi penyu di semua pantai."],
    ]

    tree = read_plan(document(rows))

    assert [line.text for line in tree.lines] == ["Map the reefs of the strait", "Protect the turtles on all beaches."]
    assert codes(tree) == ["second_language"]
    assert (tree.title, tree.language) == ("PLAN OF ACTION", "en")


def test_a_table_that_is_no_matrix_is_kept_as_text() -> None:
    source = document(
        "Plan of Action\n\n1. Trade\n1.1 Cut tariffs.\n1.2 Open ports.", [["Name", "Room"], ["Ani", "12"]]
    )

    tree = read_plan(source)

    assert tree.countable_total == 2
    assert [node.text for node in tree.nodes][-2:] == ["Name Room", "Ani 12"]


def test_what_the_file_holds_beside_its_text_is_listed() -> None:
    one = LeftOut(what="hidden_row", count=2, place="Sheet1, row 4", sample="secret")

    tree = read_plan(document("Plan\n\n1. Plant trees.", left_out=(one,)))

    assert codes(tree) == ["left_out"]
    assert "Sheet1, row 4" in tree.warnings[0].message.en


def test_a_document_without_tables_is_read_as_its_text() -> None:
    text = "Plan of Action\n\n1. Trade\n1.1 Cut tariffs.\n"

    assert read_plan(Document(text=text)) == read_plan(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Plan\n\n1. Plаnt trees.\n", "CYRILLIC SMALL LETTER A"),
        ("Plan\n\n1. Plant \u202etrees.\n", "RIGHT-TO-LEFT OVERRIDE"),
        ("Plan\n\n1. Plant\x00 trees.\n", "U+0000"),
        ("Plan\n\nа. Plant trees.\nb. Dig wells.\n", "CYRILLIC SMALL LETTER A"),
    ],
)
def test_a_character_that_deceives_the_eye_is_shown_with_its_place(text: str, name: str) -> None:
    found = [warning for warning in read_plan(text).warnings if warning.code == "hidden_character"]

    assert [name in warning.message.en for warning in found] == [True]
    assert not text[found[0].start].isascii() or text[found[0].start] == "\x00"


def test_words_of_another_script_deceive_nobody() -> None:
    assert read_plan("Plan\n\n1. Translate «Мастер» and the α test.\n").warnings == ()


def test_a_cell_broken_over_lines_is_read_as_one() -> None:
    rows = [["1", "Menyusun perlin-\ndungan laut", "Kemen-\nterian Kelautan", "2026-\n2028"]]

    tree = read_plan(document([HEAD, *rows, ["2", "Melatih guru perlindungan", "Kementerian Sosial", "2027–\n2029"]]))

    assert lines(tree) == [
        ("1", "Menyusun perlindungan laut", "Kementerian Kelautan", "2026-2028"),
        ("2", "Melatih guru perlindungan", "Kementerian Sosial", "2027–2029"),
    ]


@pytest.mark.parametrize(
    "total",
    [
        ["", "Jumlah", "3", ""],
        ["", "Jumlah (I + II)", "", "3 aksi"],
        ["", "Sub total Kerja Sama Ekonomi", "", "1 kegiatan"],
        ["Subtotal Pilar I", "", "", "3"],
        ["Total", "", "", ""],
        ["9", "Grand Total", "", "12"],
        ["", "Total activities", "3 activities", ""],
        ["", "Total Energy", "12", ""],
        ["", "", "12", ""],
        [Merged("Jumlah keseluruhan", columns=3), None, None, "3"],
        [Merged("Total for Pillar I", columns=4), None, None, None],
    ],
    ids=str,
)
def test_a_row_that_adds_others_up_is_no_node(total: list[str | Merged | None]) -> None:
    tree = read_plan(document([HEAD, ["1", "Plant trees", "MOE", "2026"], total, ["2", "Dig wells", "MOW", "2027"]]))

    assert [(node.text, node.lead) for node in tree.nodes] == [("Plant trees", "MOE"), ("Dig wells", "MOW")]
    assert codes(tree) == ["table_rows"]


@pytest.mark.parametrize(
    "row",
    [
        ["2", "Total quality management in ports", "", ""],
        ["2", "Total quality management in ports", "MOT", "2027"],
        ["", "Total quality management in ports", "MOT", ""],
    ],
)
def test_an_action_that_begins_like_a_total_counts(row: list[str]) -> None:
    tree = read_plan(document([HEAD, ["1", "Plant trees", "MOE", "2026"], row, ["3", "Dig wells", "MOW", "2027"]]))

    assert [line.text for line in tree.lines] == ["Plant trees", "Total quality management in ports", "Dig wells"]


def test_a_section_that_begins_like_a_total_heads_its_rows() -> None:
    section = [Merged("Total Quality Management", columns=4), None, None, None]

    tree = read_plan(document([HEAD, section, ["1", "Train inspectors", "MOI", "2026"], ["2", "Plan", "MOI", ""]]))

    assert [node.kind.value for node in tree.nodes] == ["heading", "line", "line"]


@pytest.mark.parametrize("lead_in", ["Expand scholarships, including:", "Menyediakan beasiswa, antara lain:"])
def test_rows_below_a_line_that_leads_them_in_are_its_sub_items(lead_in: str) -> None:
    rows = [
        ["1", lead_in, "MOE", "2026"],
        ["(a)", "master's degree programmes", "", ""],
        ["(b)", "Short Courses", "", ""],
        ["(c)", "on-the-job training", "", ""],
        ["2", "Dig wells", "MOW", "2027"],
    ]

    tree = read_plan(document([HEAD, *rows]))

    assert [(node.kind.value, "/".join(node.path)) for node in tree.nodes] == [
        ("line", "1"),
        ("subitem", "1/a"),
        ("subitem", "1/b"),
        ("subitem", "1/c"),
        ("line", "2"),
    ]
    assert codes(tree) == []


def test_headings_over_two_lines_are_read_as_one_where_a_table_has_no_rules() -> None:
    top = ["No    Kegiatan             Penanggung    Target", "                           Jawab         Waktu"]
    bottom = ["                           Penanggung    Target", "No    Kegiatan             Jawab         Waktu"]
    rows = ["1     Menanam pohon di     KLHK          2026-", "      setiap desa                        2028"]

    for head in (top, bottom):
        tree = read_plan(
            "\n".join(["RENCANA AKSI", "", *head, "", *rows, "2     Menggali sumur       PU            2027"])
        )

        assert lines(tree) == [
            ("1", "Menanam pohon di setiap desa", "KLHK", "2026-2028"),
            ("2", "Menggali sumur", "PU", "2027"),
        ]


def test_headings_typed_over_two_rows_are_read_as_one() -> None:
    head = [["No", "Kegiatan", "Penanggung", "Target"], ["", "", "Jawab", "Waktu"]]

    tree = read_plan(document([*head, ["1", "Menanam pohon", "KLHK", "2026"], ["2", "Menggali sumur", "PU", "2027"]]))

    assert lines(tree) == [("1", "Menanam pohon", "KLHK", "2026"), ("2", "Menggali sumur", "PU", "2027")]


def test_a_lead_and_a_timeline_merged_over_rows_belong_to_each() -> None:
    rows = [
        HEAD,
        ["1", "Plant trees", Merged("MOE", rows=3), "2026"],
        ["2", "Forum on Trade", None, Merged("2027", rows=2)],
        ["3", "Clear weirs", None, None],
        ["4", "Dig wells", "", ""],
    ]

    tree = read_plan(document(rows))

    assert lines(tree) == [
        ("1", "Plant trees", "MOE", "2026"),
        ("2", "Forum on Trade", "MOE", "2027"),
        ("3", "Clear weirs", "MOE", "2027"),
        ("4", "Dig wells", "", ""),
    ]


def test_a_second_lead_below_a_merged_line_is_no_heading() -> None:
    rows = [HEAD, [Merged("1", rows=2), Merged("Plant trees", rows=2), "MOE", "2026"], [None, None, "BPBD", ""]]

    tree = read_plan(document([*rows, ["2", "Dig wells", "MOW", "2027"]]))

    assert lines(tree) == [("1", "Plant trees", "MOE; BPBD", "2026"), ("2", "Dig wells", "MOW", "2027")]


@pytest.mark.parametrize("heading", ["Fokus", "Focus area", "Bidang Fokus"])
def test_a_column_of_focus_heads_the_lines(heading: str) -> None:
    rows = [["No", heading, "Aksi"], ["1", Merged("Energi", rows=2), "Memasang panel"], ["2", None, "Melatih teknisi"]]

    tree = read_plan(document(rows))

    assert [node.text for node in tree.nodes] == ["Energi", "Memasang panel", "Melatih teknisi"]


@pytest.mark.parametrize(
    "above", [["LAMPIRAN I", "", "RENCANA AKSI NASIONAL KELAUTAN"], ["ANNEX 1: WORK PLAN OF THE SEA CENTRE"]]
)
def test_the_only_annex_is_the_title_block_of_its_table(above: list[str]) -> None:
    tree = read_plan(document(*above, [HEAD, ["1", "Plant trees", "MOE", ""], ["2", "Dig wells", "MOW", ""]]))

    assert tree.title == above[-1].split(": ")[-1]
    assert [(node.kind.value, len(node.path)) for node in tree.nodes[-3:]] == [
        ("preamble", 1),
        ("line", 1),
        ("line", 1),
    ]


def test_annexes_with_a_table_each_head_its_lines() -> None:
    rows = [HEAD, ["1", "Plant trees", "MOE", ""], ["2", "Dig wells", "MOW", ""]]

    tree = read_plan(document("ANNEX 1: LAND", rows, "ANNEX 2: WATER", rows))

    assert [line.path for line in tree.lines] == [(f"ANNEX {annex}", str(row)) for annex in (1, 2) for row in (1, 2)]


def test_the_letters_and_numbers_around_a_spreadsheet_are_no_part_of_it() -> None:
    rows = [
        ["", "A", "B", "C"],
        ["1", "No", "Action line", "Lead"],
        ["2", "1", "Plant trees", "MOE"],
        ["4", "2", "Dig wells", "MOW"],
    ]

    tree = read_plan(document(rows))

    assert lines(tree) == [("1", "Plant trees", "MOE", ""), ("2", "Dig wells", "MOW", "")]
    assert len(tree.nodes) == 2


def test_doubled_quotation_marks_stand_for_one_where_a_cell_is_quoted() -> None:
    quoted = 'No,Action,Lead\n1,"Hold the ""Blue Sea"" week","The ""Navy"""\n2,Dig wells,MOW\n'
    cells = tuple(
        Cell(start=quoted.index(text), end=quoted.index(text) + len(text), column=column)
        for column, text in enumerate(["1", 'Hold the ""Blue Sea"" week', 'The ""Navy""'])
    )
    head = tuple(
        Cell(start=quoted.index(text), end=quoted.index(text) + len(text), column=column)
        for column, text in enumerate(["No", "Action", "Lead"])
    )
    table = Table(title="", rows=(TableRow(cells=head, place="row 1"), TableRow(cells=cells, place="row 2")))

    tree = read_plan(Document(text=quoted, tables=(table,)))

    assert lines(tree)[0] == ("1", 'Hold the "Blue Sea" week', 'The "Navy"', "")
    assert quoted[tree.lines[0].start : tree.lines[0].end] == '1,"Hold the ""Blue Sea"" week'


def test_a_sheet_named_as_the_title_within_it_is_named_once() -> None:
    rows = [["No", "Kegiatan", "Pelaksana"], ["1", "Melatih guru", "Dinas"], ["2", "Membangun kelas", "Dinas"]]

    def sheet(title: str) -> list[list[str | Merged | None]]:
        return [[Merged(title, columns=3), None, None], *rows]

    one = read_plan(document(sheet("RENCANA AKSI GURU"), titles=["RENCANA AKSI GURU"]))
    two = read_plan(document(sheet("Energi"), sheet("Air"), titles=["Energi", "Air"]))

    assert [node.kind.value for node in one.nodes] == ["preamble", "line", "line"]
    assert [node.text for node in two.nodes if node.kind.value == "heading"] == ["Energi", "Air"]
