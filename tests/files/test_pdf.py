"""A PDF becomes text whose lines stand as on the page."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document
from pantau.files.child import Unreadable
from pantau.files.pdf import reader
from tests.files.pdfs import LEFT, STEP, TOP, line, lines, pdf, raw_pdf, read_pdf, text, width_of

PLAN = """Plan of Action 2026-2030

1. Energy
    1.1 Promote solar power in all Member States;
    1.2 Strengthen ASEAN-
    Norland cooperation, through:
        (a) training;
        (b) exchange of data.

2. Trade"""


def reason_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_pdf(content)
    return refused.value.reason


def test_lines_indentation_and_gaps_stay_as_on_the_page() -> None:
    shown = read_pdf(pdf([lines(PLAN)])).text.splitlines()

    assert [one.strip() for one in shown] == [one.strip() for one in PLAN.split("\n")]
    indents = [len(one) - len(one.lstrip()) for one in shown if one]
    assert indents[:2] == [0, 0]
    assert indents[2] == indents[3] == indents[4] > 2
    assert indents[5] == indents[6] >= 2 * indents[2] - 1


def test_pages_are_parted_by_form_feeds_and_their_starts_are_known() -> None:
    document = read_pdf(pdf([lines("First page"), lines("Second page"), lines("Third page")]))

    assert document.text == "First page\n\fSecond page\n\fThird page\n"
    assert [document.text[start : start + 3] for start in document.starts] == ["Fir", "Sec", "Thi"]


def test_mirrored_margins_of_odd_and_even_pages_are_no_indentation() -> None:
    page = "1. Energy for all of the Member States\n    1.1 Promote solar power in the region"

    document = read_pdf(pdf([lines(page, left=60), lines(page, left=90), lines(page, left=60), lines(page, left=90)]))

    assert len(set(document.text.split("\f"))) == 1


def test_a_raised_figure_is_a_footnote_mark() -> None:
    mark = text("adopted in Jakarta", x=LEFT, y=TOP) + text(
        "1", x=LEFT + width_of("adopted in Jakarta"), y=TOP + 4, size=6
    )
    note = text("1", x=LEFT, y=103, size=6) + text("At the summit.", x=LEFT + 5, y=100, size=9)

    assert read_pdf(pdf([mark + note])).text.split("\n\n") == ["adopted in Jakarta¹", "¹ At the summit.\n"]


def test_soft_hyphens_at_line_ends_are_hyphens() -> None:
    assert read_pdf(pdf([lines("coop\xad\neration")])).text == "coop-\neration\n"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("coop•\neration and ASEAN-\nNorland trade", "coop\xad\neration and ASEAN-\nNorland trade\n"),
        ("cross•border co•\noperation", "cross-border co-\noperation\n"),
    ],
)
def test_the_hyphens_of_a_browser_are_soft_unless_a_font_calls_all_so(written: str, read: str) -> None:
    named = b"/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [149 /uni2010] >>"

    document = read_pdf(pdf([lines(written)]).replace(b"/Encoding /WinAnsiEncoding", named))

    assert document.text == read


def test_running_heads_feet_and_numbers_are_left_out_and_told() -> None:
    pages = [
        text("plan.example/asean", x=60, y=815)
        + lines(f"{number}. Promote trade\n\nPlan of Action", top=780 - 30 * number)
        + text(f"Page {number} of 9", x=250, y=40)
        for number in range(1, 7)
    ]

    document = read_pdf(pdf(pages))

    assert document.text.split() == [
        word for number in range(1, 7) for word in (f"{number}.", "Promote", "trade", "Plan", "of", "Action")
    ]
    assert [(one.what, one.count, one.place, one.sample) for one in document.left_out] == [
        ("page_furniture", 12, "page 1", "plan.example/asean")
    ]


def test_lines_of_text_that_happen_to_stand_alike_are_no_running_head() -> None:
    pages = [
        lines(f"the region;\n\n{number}. Promote trade in the field of\nenergy", top=780) for number in range(1, 7)
    ]

    assert read_pdf(pdf(pages)).text.count("the region;") == 6
    assert read_pdf(pdf(pages)).text.count("energy") == 6


def test_headings_of_a_table_without_lines_are_no_running_head() -> None:
    page = "".join(text(one, x=x, y=800) for one, x in (("No", 60), ("Action line", 150), ("Lead", 400)))

    document = read_pdf(pdf([page + text(f"{number}", x=60, y=700) for number in (1, 22, 4)]))

    assert document.text.count("Action line") == 3


def test_two_columns_are_read_one_after_the_other() -> None:
    column = "cooperation in the field of energy and trade"
    left = "\n".join(f"L{number} {column}" for number in range(10, 24))
    right = "\n".join(f"R{number} {column}" for number in range(10, 24))
    page = lines(left, left=50, top=700) + lines(right, left=320, top=700)
    heading = text("A plan of action for the coming years that runs over the whole width of the page", x=50, y=740)

    shown = read_pdf(pdf([heading + page])).text.split()

    labels = [word for word in shown if word[0] in "LR" and word[1:].isdigit()]
    assert labels == sorted(labels)
    assert len(labels) == 28


def test_a_last_page_of_short_lines_is_read_in_the_columns_of_the_pages_before() -> None:
    full = "cooperation in the field of energy and trade"
    long = "1.2 Promote exchanges of views in the field"
    short = ("and youth;", long, "Hold courses;", long, "to trade;")
    columns = [[f"{side}{number} {full}" for number in range(10, 24)] for side in "LR"]
    last = [[f"{side}{number} {short[number % 5]}" for number in range(30, 44)] for side in "LR"]
    pages = [
        lines("\n".join(left), left=50, top=700) + lines("\n".join(right), left=320, top=700)
        for left, right in (columns, last)
    ]

    shown = read_pdf(pdf(pages)).text.split("\f")[1].split()

    assert [one[0] for one in shown if one[0] in "LR" and one[1:].isdigit()] == ["L"] * 14 + ["R"] * 14


def test_a_table_without_lines_is_not_two_columns() -> None:
    action = "Promote cooperation in the field of energy"
    shown = "".join(
        text(action, x=60, y=700 - STEP * number)
        + text("Ministry of Trade", x=330, y=700 - STEP * number)
        + text("2026-2030", x=470, y=700 - STEP * number)
        for number in range(20)
    )

    first = read_pdf(pdf([shown])).text.splitlines()[0]

    assert [cell.strip() for cell in first.split("   ") if cell] == [action, "Ministry of Trade", "2026-2030"]


DRAFT = "1.1 Promote solar power in all states\nand wind power in the others;\n1.2 Hold a forum\nof senior officials;"


def test_the_numbers_of_the_lines_of_a_draft_are_left_out_and_told() -> None:
    words = "\n".join([DRAFT] * 5)
    numbers = "\n".join(str(number) for number in range(21, 41))

    document = read_pdf(pdf([lines(words, left=100) + lines(numbers, left=60)]))

    assert document.text.split() == words.split()
    assert [one.what for one in document.left_out] == ["page_furniture"]


def test_numbers_of_the_rows_of_a_table_stay() -> None:
    words = "\n".join(["Promote solar power in all states"] * 20)
    numbers = "\n".join(str(number) for number in range(1, 21))

    document = read_pdf(pdf([lines(words, left=100) + lines(numbers, left=60)]))

    assert [line.split()[0] for line in document.text.splitlines()] == numbers.split()


@pytest.mark.parametrize("drawn", ["{x} {y} 4 4 re f\n", "{x} {y} 4 4 re S\n"])
def test_a_bullet_drawn_as_a_shape_is_a_bullet(drawn: str) -> None:
    words = "Energy\n    Promote solar power\n    and wind;\n    Hold a forum."
    dots = "".join(drawn.format(x=LEFT + 12, y=TOP - STEP * number + 2) for number in (1, 3))

    assert [" ".join(one.split()) for one in read_pdf(pdf([lines(words) + dots])).text.splitlines()] == [
        "Energy",
        "• Promote solar power",
        "and wind;",
        "• Hold a forum.",
    ]


@pytest.mark.parametrize(
    "drawn", ["200 500 4 4 re f\n", f"{LEFT - 50} {TOP - 8} 40 40 re f\n", f"{LEFT + 40} {TOP + 2} 4 4 re f\n"]
)
def test_other_shapes_are_no_bullets(drawn: str) -> None:
    assert "•" not in read_pdf(pdf([lines("Promote solar power\nand wind") + drawn])).text


def test_labels_and_their_texts_are_not_two_columns() -> None:
    shown = "".join(
        text(f"1.{number}", x=LEFT, y=TOP - number * STEP)
        + text(
            "Promote cooperation in the field of energy and trade between all parties",
            x=LEFT + 60,
            y=TOP - number * STEP,
        )
        for number in range(1, 20)
    )

    first = read_pdf(pdf([shown])).text.splitlines()[0]

    assert first.split()[:2] == ["1.1", "Promote"]


HEADINGS = ("No", "Action line", "Lead")
COLUMNS = (60, 100, 360, 500)


def ruled(rows: Sequence[Sequence[str]], *, top: float = 700, left: float = 0, high: float = 40) -> str:
    """A table with drawn lines; a cell may have several lines."""
    ys = [top - high * number for number in range(len(rows) + 1)]
    xs = [left + x for x in COLUMNS]
    drawn = "".join(line(xs[0], y, xs[-1], y) for y in ys) + "".join(line(x, ys[0], x, ys[-1]) for x in xs)
    written = "".join(
        lines(cell, left=x + 4, top=y - 14)
        for row, y in zip(rows, ys, strict=False)
        for cell, x in zip(row, xs, strict=False)
    )
    return drawn + written


def cells_of(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[document.text[cell.start : cell.end] for cell in row.cells] for row in table.rows]


def test_a_table_with_drawn_lines_has_cells() -> None:
    rows = [
        HEADINGS,
        ("1", "Promote trade and\ninvestment", "Indonesia"),
        ("2", "Train officers", "Viet Nam\nand Lao PDR"),
    ]

    document = read_pdf(
        pdf([lines("Matrix of the plan", left=60) + ruled(rows) + text("Adopted in Jakarta", x=60, y=100)])
    )

    assert cells_of(document) == [list(row) for row in rows]
    assert document.text.startswith("Matrix of the plan\n\nNo\tAction line\tLead\n1\tPromote trade and\n")
    assert document.text.endswith("and Lao PDR\n\nAdopted in Jakarta\n")
    assert document.tables[0].rows[2].place == "table 1, row 3"


def test_a_table_goes_on_over_pages_with_their_heads_and_feet() -> None:
    head = text("Plan of Action", x=60, y=800)
    pages = [
        head
        + ruled([HEADINGS, (f"{number}", "Promote trade", "Indonesia")], left=20 * (number % 2))
        + text(f"{number}", x=290, y=40)
        for number in (1, 2, 3)
    ]

    shown = cells_of(read_pdf(pdf(pages)))

    assert [row[0] for row in shown] == ["No", "1", "No", "2", "No", "3"]


def test_a_row_that_a_page_break_cuts_is_one_row() -> None:
    first = ruled([HEADINGS, ("1", "Promote", "Laos"), ("2", "Train officers\nand judges", "Viet Nam")])
    second = ruled([HEADINGS, ("", "of the courts", ""), ("3", "Hold talks", "Brunei")])
    open_end = line(60, 580, 500, 580)  # the rule below the last row, which some programs leave out

    for page in (first, first.replace(open_end, "")):
        shown = cells_of(read_pdf(pdf([page, second])))

        assert shown[2] == ["2", "Train officers\nand judges\nof the courts", "Viet Nam"]
        assert [row[0] for row in shown] == ["No", "1", "2", "No", "3"]


def test_text_between_two_tables_parts_them() -> None:
    rows = [HEADINGS, ("1", "Promote trade", "Indonesia")]
    between = "\n".join(["A paragraph of running text that says something else"] * 6)

    document = read_pdf(pdf([ruled(rows) + lines(between, top=500), ruled(rows)]))

    assert len(document.tables) == 2


def test_a_cell_that_covers_rows_or_columns_says_so() -> None:
    open_grid = "".join(line(60, y, 500, y) for y in (700, 660, 580)) + line(100, 620, 500, 620)
    uprights = "".join(line(x, 700, x, 580) for x in (60, 500)) + line(100, 660, 100, 580) + line(360, 660, 360, 580)
    words = [("A. Trade", 64, 680), ("1", 64, 640), ("Promote trade", 104, 640), ("Indonesia", 364, 640)]
    written = (
        "".join(text(one, x=x, y=y) for one, x, y in words) + text("Train", x=104, y=600) + text("Laos", x=364, y=600)
    )

    document = read_pdf(pdf([open_grid + uprights + written]))

    (table,) = document.tables
    assert cells_of(document) == [["A. Trade"], ["1", "Promote trade", "Indonesia"], ["Train", "Laos"]]
    assert [(c.column, c.columns, c.rows) for row in table.rows[:2] for c in row.cells] == [
        (0, 3, 1), (0, 1, 2), (1, 1, 1), (2, 1, 1)
    ]  # fmt: skip


def test_a_frame_around_text_is_no_table() -> None:
    frame = "".join(line(50, y, 550, y) for y in (820, 60)) + "".join(line(x, 820, x, 60) for x in (50, 550))

    document = read_pdf(pdf([lines(PLAN) + frame]))

    assert document.tables == ()
    assert "1.1 Promote solar power" in document.text


def test_columns_without_lines_stand_one_below_the_other() -> None:
    rows = [
        ("No", "Action line", "Lead"),
        ("1", "Promote ill-fitting titles", "ASEC"),
        ("2", "Summon mammoths", "Laos"),
        ("3", "A", "IDN"),
    ]
    places = zip((72, 110, 380), (0, 1, 2), strict=True)
    page = "".join(
        text(row[column], x=x, y=TOP - STEP * number) for x, column in places for number, row in enumerate(rows)
    )

    shown = read_pdf(pdf([page])).text.splitlines()

    assert len({one.index(row[1]) for one, row in zip(shown, rows, strict=True)}) == 1
    assert len({one.index(row[2]) for one, row in zip(shown, rows, strict=True)}) == 1


def test_a_ligature_is_its_letters() -> None:
    encoding = b"/Encoding << /Type /Encoding /Differences [1 /fi /fl] >>"
    page = pdf([text("of\x01cial \x02ow of \x01les", x=LEFT, y=TOP)])

    shown = read_pdf(page.replace(b"/Encoding /WinAnsiEncoding", encoding)).text

    assert shown == "official flow of files\n"


def test_a_page_turned_sideways_is_read_upright() -> None:
    turned = "".join(
        f"BT /F 11 Tf 0 1 -1 0 {100 + 14 * number} 72 Tm (1.{number} Promote trade) Tj ET\n" for number in (1, 2)
    )

    document = read_pdf(pdf([turned], page_keys="/Rotate 90"))

    assert document.text == "1.1 Promote trade\n1.2 Promote trade\n"


def test_a_watermark_is_left_out_and_told() -> None:
    mark = "BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET\n"

    document = read_pdf(pdf([lines("1. Promote trade and investment\n2. Strengthen energy security") + mark]))

    assert "DRAFT" not in document.text
    assert [(one.what, one.count, one.place, one.sample) for one in document.left_out] == [
        ("turned_text", 1, "page 1", "DRAFT")
    ]


def test_pages_without_text_are_listed() -> None:
    document = read_pdf(pdf([lines("1. Energy"), "0 0 100 100 re f", lines("2. Trade"), ""]))

    assert [(one.what, one.count, one.place) for one in document.left_out] == [("page_without_text", 2, "page 2")]


def test_a_pdf_of_pictures_alone_is_no_text() -> None:
    assert reason_of(pdf(["0 0 500 500 re f"] * 3)) == "without_text"


def test_comments_and_form_fields_are_told() -> None:
    note = "/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Who leads?) >>]"

    document = read_pdf(pdf([lines("1. Energy")], page_keys=note))

    assert [(one.what, one.place) for one in document.left_out] == [("comment", "page 1")]


def test_a_damaged_pdf_is_a_reason() -> None:
    assert reason_of(b"%PDF-1.7\nand nothing else") == "broken"


def test_t15_a_page_tree_that_holds_itself_ends() -> None:
    loop = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"])

    assert reason_of(loop) in {"broken", "without_text"}


def test_t15_a_claim_of_a_million_pages_is_refused() -> None:
    claim = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 1000000 >>"])

    assert reason_of(claim) in {"too_many_pages", "broken", "without_text"}


def test_t15_the_limit_of_pages_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "PAGES_LIMIT", 2)

    assert reason_of(pdf([lines("Plan")] * 3)) == "too_many_pages"


def test_t15_the_limit_of_text_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "TEXT_LIMIT", 20)

    assert reason_of(pdf([lines("Plan of Action 2026-2030")] * 3)) == "long_text"


def test_what_a_pdf_would_do_when_opened_is_not_done() -> None:
    acting = pdf(
        [lines("1. Energy")],
        extra={"/OpenAction": "<< /S /JavaScript /JS (app.alert(1)) >>", "/AA": "<< /WC << /S /Launch /F (x) >> >>"},
    )

    assert read_pdf(acting).text == "1. Energy\n"


def test_a_page_without_size_is_read_or_listed() -> None:
    flat = pdf([lines("1. Energy")]).replace(b"[0 0 595 842]", b"[0 0 000 000]")

    assert read_pdf(flat).text == "1. Energy\n"


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []

    read_pdf(pdf([lines("Plan")] * 3), told=lambda done, of: told.append((done, of)))

    assert told == [(1, 3), (2, 3), (3, 3)]


@settings(max_examples=60, deadline=None)
@given(places=st.lists(st.tuples(st.integers(9, 1000), st.integers(0, 255)), max_size=30), cut=st.integers(0, 1200))
def test_a_broken_pdf_is_read_or_refused(places: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(pdf([lines(PLAN)] * 2)[: -cut or None])
    for place, value in places:
        if place < len(content):
            content[place] = value

    try:
        shown = read_pdf(bytes(content)).text
    except Unreadable as refused:
        shown = refused.reason
    assert shown
