"""Word files as their printed pages would read: labels of automatic numbering, tables, notes, and what is left out."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document, document_from
from pantau.files.child import in_child
from pantau.files.word import document
from pantau.files.word.numerals import numeral
from tests.effort import effort
from tests.files.words import Words, abstract, level, num, p, repacked, restart, run, style, table

HEADINGS = "".join(
    style(f"Heading{one}", f'<w:pPr><w:outlineLvl w:val="{one - 1}"/></w:pPr>', name=f"heading {one}")
    for one in (1, 2, 3)
)
DECIMAL = abstract(1, [("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")])
NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def read(words: Words | bytes) -> Document:
    content = words if isinstance(words, bytes) else words.content()
    return document_from(document(io.BytesIO(content)))


def lines(words: Words) -> list[str]:
    """The lines without indentation and blank lines."""
    return [line.strip() for line in read(words).text.split("\n") if line.strip()]


def labels(*levels: int, numbering: str, list: int = 1) -> list[str]:
    """The labels of paragraphs at these levels of one list."""
    return lines(Words(body="".join(p("-", list=(list, one)) for one in levels), numbering=numbering))


def left_out(words: Words) -> dict[str, tuple[int, str]]:
    return {one.what: (one.count, one.sample) for one in read(words).left_out}


def cells(one: Document) -> list[list[tuple[str, int, int, int]]]:
    return [
        [(one.text[cell.start : cell.end], cell.column, cell.columns, cell.rows) for cell in row.cells]
        for found in one.tables
        for row in found.rows
    ]


# Automatic numbering


def test_labels_of_levels_name_the_levels_above_and_begin_again_below_each() -> None:
    assert labels(0, 1, 1, 2, 0, 1, numbering=DECIMAL + num(1, 1)) == [
        "1. -", "1.1 -", "1.2 -", "1.2.1 -", "2. -", "2.1 -",
    ]  # fmt: skip


def test_a_level_that_never_restarts_counts_on_as_articles_of_a_law_do() -> None:
    law = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, ("upperRoman", "BAB %1"))
        + level(1, ("decimal", "Pasal %2"), more='<w:lvlRestart w:val="0"/>')
        + level(2, ("decimal", "(%3)"))
        + level(3, ("lowerLetter", "%4."))
        + "</w:abstractNum>"
    )

    assert labels(0, 1, 2, 2, 3, 3, 0, 1, 2, numbering=law + num(1, 1)) == [
        "BAB I -", "Pasal 1 -", "(1) -", "(2) -", "a. -", "b. -", "BAB II -", "Pasal 2 -", "(1) -",
    ]  # fmt: skip


def test_a_level_may_restart_after_a_higher_one_only() -> None:
    third = level(2, ("decimal", "%3)"), more='<w:lvlRestart w:val="1"/>')
    kept = DECIMAL.replace(level(2, ("decimal", "%1.%2.%3")), third)

    assert labels(0, 1, 2, 1, 2, 0, 1, 2, numbering=kept + num(1, 1))[2::2] == ["1) -", "2) -", "2.1 -"]


def test_lists_of_one_definition_count_on_and_begin_again_where_they_say_so() -> None:
    numbering = DECIMAL + num(1, 1) + num(2, 1) + num(3, 1, restart()) + num(4, 1, restart(start=7))
    body = "".join(p("-", list=(one, 0)) for one in (1, 1, 2, 3, 3, 1, 4, 4))

    assert [one[0] for one in lines(Words(body=body, numbering=numbering))] == list("12312378")


def test_a_list_may_override_a_level_of_its_definition() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, ("upperLetter", "%1)"))}</w:lvlOverride>'

    assert labels(0, 0, numbering=DECIMAL + num(1, 1, own)) == ["A) -", "B) -"]


def test_legal_numbering_shows_every_level_in_digits() -> None:
    legal = level(1, ("lowerLetter", "%1.%2"), more="<w:isLgl/>")
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, ("upperRoman", "%1."))}{legal}</w:abstractNum>'

    assert labels(0, 0, 1, numbering=numbering + num(1, 1)) == ["I. -", "II. -", "2.1 -"]


@pytest.mark.parametrize(("glyph", "shown"), [("&#xF0B7;", "•"), ("o", "◦"), ("-", "-"), ("●", "●"), ("&#xF0FC;", "•")])
def test_a_bullet_of_a_symbol_font_is_shown_as_a_sign_that_all_fonts_have(glyph: str, shown: str) -> None:
    assert labels(0, numbering=abstract(1, [("bullet", glyph)]) + num(1, 1)) == [f"{shown} -"]


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("upperRoman", 14, "XIV"), ("lowerLetter", 27, "aa"), ("decimalZero", 9, "09"), ("ordinal", 22, "22nd"),
        ("cardinalText", 40, "Forty"), ("ordinalText", 12, "Twelfth"), ("ordinalText", 30, "Thirtieth"),
        ("lowerRoman", 10**9, "1000000000"), ("upperLetter", 0, "0"), ("klingon", 3, "3"), ("none", 3, ""),
    ],
)  # fmt: skip
def test_numbers_are_written_in_the_form_of_the_list(form: str, number: int, shown: str) -> None:
    assert numeral(number, form) == shown


def test_a_style_puts_a_paragraph_in_a_list_at_the_level_tied_to_it() -> None:
    tied = level(1, ("decimal", "%1.%2"), more='<w:pStyle w:val="Deep"/>')
    numbering = f'<w:abstractNum w:abstractNumId="1">{level(0, ("decimal", "%1."))}{tied}</w:abstractNum>' + num(1, 1)
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("Top", in_list) + style("Deep", in_list) + style("Deeper", based_on="Deep")
    body = p("one", style="Top") + p("two", style="Deep") + p("three", style="Deeper")

    assert lines(Words(body=body, styles=styles, numbering=numbering)) == ["1. one", "1.1 two", "1.2 three"]


def test_a_list_style_stands_for_the_definition_it_names() -> None:
    linked = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
    outline = style("Outline", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    numbering = abstract(1, [("upperLetter", "%1.")], '<w:styleLink w:val="Outline"/>') + linked + num(1, 1) + num(2, 2)

    assert lines(Words(body=p("x", list=(2, 0)), styles=outline, numbering=numbering)) == ["A. x"]


def test_a_custom_form_of_numbers_is_followed_where_word_keeps_it_beside_an_ordinary_one() -> None:
    both = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = abstract(1, [("decimal", "A-%1")]).replace('<w:numFmt w:val="decimal"/>', both) + num(1, 1)

    assert labels(0, 0, numbering=numbering) == ["A-001 -", "A-002 -"]


def test_an_outline_that_shows_no_labels_leaves_headings_headings() -> None:
    numbering = abstract(1, [("none", "")]) + num(1, 1)
    body = p("Trade", style="Heading1", list=(1, 0)) + p("Goods", style="Heading2", list=(1, 0))

    assert read(Words(body=body, styles=HEADINGS, numbering=numbering)).text == "# Trade\n\n## Goods"


def test_number_zero_takes_a_paragraph_out_of_the_list_of_its_style() -> None:
    listed = style("Item", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("in", style="Item") + p("out", style="Item", list=(0, 0)) + p("in", style="Item")

    found = lines(Words(body=body, styles=listed, numbering=DECIMAL + num(1, 1)))

    assert found == ["1. in", "out", "2. in"]


def test_nesting_that_only_indentation_shows_is_kept() -> None:
    bullets = abstract(1, [("bullet", "•"), ("bullet", "•")]) + num(1, 1)
    body = p("Top", list=(1, 0)) + p("Below", list=(1, 1)) + p("Typed", more='<w:ind w:left="1440" w:hanging="360"/>')

    assert read(Words(body=body, numbering=bullets)).text == "• Top\n    • Below\n\n      Typed"


def test_levels_without_indentation_of_their_own_are_set_apart_by_their_place() -> None:
    flat = abstract(1, [("decimal", "%1."), ("lowerLetter", "%2.")]).replace('w:left="1440"', 'w:left="720"') + num(
        1, 1
    )

    text = read(Words(body=p("One", list=(1, 0)) + p("Two", list=(1, 1)), numbering=flat)).text

    assert text == "1. One\n  a. Two"


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_every_label_counts_its_siblings_and_names_its_parents(wished: list[int]) -> None:
    places = [0]
    for place in wished:
        places.append(min(place, places[-1] + 1))
    forms = [("decimal", ".".join(f"%{one}" for one in range(1, deep + 2))) for deep in range(5)]

    found = labels(*places, numbering=abstract(1, forms) + num(1, 1))

    counts: list[int] = []
    for place, line in zip(places, found, strict=True):
        counts = [*counts[:place], counts[place] + 1 if place < len(counts) else 1]
        assert line == ".".join(map(str, counts)) + " -"


# Paragraphs and headings


@pytest.mark.parametrize("labelled", [p("1. Energy", style="Heading2"), p("Energy", style="Heading2", list=(1, 0))])
def test_a_heading_of_a_heading_style_is_marked_unless_labels_show_its_level(labelled: str) -> None:
    body = (
        p("Plan of Action", style="Title")
        + p("Trade", style="Heading1")
        + p("Members meet every year.", style="Heading1")
        + labelled
        + p("Purpose", style="Heading3")
        + p("Culture", style="Judul1")
    )
    styles = HEADINGS + style("Title", name="Title") + style("Judul1", name="Judul 1")

    assert lines(Words(body=body, styles=styles, numbering=DECIMAL + num(1, 1))) == [
        "# Plan of Action", "## Trade", "Members meet every year.", "1. Energy", "Purpose", "## Culture",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("1. Trade", True), ("1 Trade", True), ("1.2 Trade", True), ("(a) Trade", True), ("IV. Trade", True),
        ("IV Trade", True), ("A. Trade", True), ("B.1. Trade", True), ("Pasal 5", True), ("Pillar II: Trade", True),
        ("Strategic Goal 3 Trade", True), ("Annex A", True), ("• Trade", True), ("Civil Society", False),
        ("CIVIL SOCIETY", False), ("A Connected Region", False), ("Building A Community", False),
        ("Plan of Action 2026-2030", False), ("Trade and Investment", False), ("2026 Priorities", False),
    ],
)  # fmt: skip
def test_headings_that_begin_with_a_typed_label_are_told_from_others(text: str, labelled: bool) -> None:
    words = Words(body=p(text, style="Heading1") + p("Energy", style="Heading1"), styles=HEADINGS)

    assert read(words).text.endswith("\n\nEnergy" if labelled else "\n\n# Energy")


def test_paragraphs_are_set_apart_and_items_of_a_list_are_not() -> None:
    body = p("Intro") + p("One", list=(1, 0)) + p("Two", list=(1, 0)) + p("After") + p() + p("Later")

    assert read(Words(body=body, numbering=DECIMAL + num(1, 1))).text == ("Intro\n\n1. One\n2. Two\n\nAfter\n\n\nLater")


def test_breaks_tabs_hyphens_and_symbols_within_a_line_are_kept() -> None:
    runs = (
        "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        + run("&#xF0B7; x\u2028y&#xA0;z")
        + run("2", '<w:vertAlign w:val="superscript"/>')
    )

    assert read(Words(body=p(runs=runs))).text == "A\tB\nco-operate✓• x y\u00a0z²"


def test_a_new_page_ends_a_paragraph_and_its_label_stays_with_the_text() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = p("One", list=(1, 0)) + p(list=(1, 0), runs=page + run("Two")) + p(runs=run("Three") + page + run("Four"))

    assert read(Words(body=body, numbering=DECIMAL + num(1, 1))).text == "1. One\n\n\n2. Two\n\nThree\n\n\nFour"


def test_fields_show_their_results_and_a_table_of_contents_is_left_out() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def field(code: str, result: str) -> str:
        return mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + mark("separate") + result + mark("end")

    contents = (
        p(runs=mark("begin") + "<w:r><w:instrText> TOC \\o</w:instrText></w:r>" + mark("separate") + run("Trade 3"))
        + p(runs=field("PAGEREF x", run("Energy 9")))
        + p(runs=mark("end"))
    )
    body = contents + p("See ", runs=field("REF y", run("Annex 2")) + run(".")) + p("Then", runs=mark("begin"))

    words = Words(body=body + p("the end"))

    assert lines(words) == ["See Annex 2.", "Then", "the end"]
    assert left_out(words) == {"contents": (2, "Trade 3")}


def test_a_contents_control_is_left_out_and_other_controls_are_read() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}{p('Trade 3')}</w:sdtContent></w:sdt>"
    )
    control = (
        f"<w:sdt><w:sdtContent>{p('Chosen ', runs='<w:sdt><w:sdtContent>' + run('date') + '</w:sdtContent></w:sdt>')}"
    )

    words = Words(body=contents + control + "</w:sdtContent></w:sdt>")

    assert lines(words) == ["Chosen date"]
    assert list(left_out(words)) == ["contents"]


def test_tracked_changes_are_read_as_accepted_and_what_they_delete_is_listed() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>Ten</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2">{run("Twelve")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("moved")}</w:moveFrom>'
    merged = '<w:rPr><w:del w:id="4"/></w:rPr>'
    body = (
        p(list=(1, 0), runs=gone + new + run(" visits"))
        + p(list=(1, 0), more=merged, runs='<w:del w:id="5"><w:r><w:delText>A whole item</w:delText></w:r></w:del>')
        + p("Hold ", list=(1, 0), more=merged)
        + p("talks", list=(1, 0), runs=moved)
        + p(runs=f'<w:moveTo w:id="3">{run("moved")}</w:moveTo>')
    )
    words = Words(body=body, numbering=DECIMAL + num(1, 1))

    assert lines(words) == ["1. Twelve visits", "2. Hold talks", "moved"]
    assert left_out(words) == {"deleted_text": (2, "Ten")}


def test_hidden_text_and_comments_are_left_out_and_listed() -> None:
    styles = style("Ghost", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    runs = run("Shown") + run("hidden", "<w:vanish/>") + run(" and also", '<w:rStyle w:val="Ghost"/>')
    body = p(runs=runs + '<w:r><w:commentReference w:id="7"/></w:r>')
    words = Words(body=body, styles=styles, comments=f'<w:comment w:id="7">{p("Who leads?")}</w:comment>')

    assert lines(words) == ["Shown"]
    assert left_out(words) == {"hidden_text": (2, "hidden"), "comment": (1, "Who leads?")}


def test_a_paragraph_of_a_hidden_style_is_not_even_counted() -> None:
    styles = style("Ghost", "<w:rPr><w:vanish/></w:rPr>")
    body = p("One", list=(1, 0)) + p("Hidden", style="Ghost", list=(1, 0)) + p("Two", list=(1, 0))
    words = Words(body=body, styles=styles, numbering=DECIMAL + num(1, 1))

    assert lines(words) == ["1. One", "2. Two"]
    assert left_out(words) == {"hidden_text": (1, "Hidden")}


def test_notes_are_marked_in_the_text_and_stand_at_its_end() -> None:
    endnote = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = p("Promote trade", runs=NOTE_MARK + run(" over 50 km") + endnote + run("; and"))
    notes = Words(
        body=body,
        footnotes=f'<w:footnote w:id="2">{p(" As agreed.", runs="<w:r><w:footnoteRef/></w:r>")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("In 2025.")}</w:endnote>',
    )

    assert read(notes).text == "Promote trade¹ over 50 km[^2]; and\n\n¹ As agreed.\n\n² In 2025."


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    assert lines(Words(body=p("Before", runs=drawn) + p("After"))) == ["Before", "In the box", "After"]


def test_pictures_and_embedded_files_are_listed() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="3000000"/><wp:docPr id="1" name="p" descr="A map"/>'
        '<a:graphic><a:graphicData uri="picture"><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    small = picture.replace("3000000", "90000")
    body = p(runs=picture) + p("With text", runs=small) + '<w:altChunk r:id="x"/>' + p(runs="<w:r><w:object/></w:r>")

    assert left_out(Words(body=body)) == {"image": (1, "A map"), "embedded_object": (2, "")}


def test_page_headers_are_listed_and_no_text() -> None:
    words = Words(body=p("Text"), header=p("Draft of March"))

    assert lines(words) == ["Text"]
    assert left_out(words) == {"header_footer": (1, "Draft of March")}


# Tables


def test_a_table_keeps_its_cells_with_the_rows_and_columns_they_cover() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    top, below = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = [
        [wide + p("Heading"), p("Lead")],
        [p("1"), p("Line one") + p("a\tb"), top + p("Indonesia")],
        [p("2"), p("Line two"), below + p()],
    ]

    found = read(Words(body=p("Before") + table(rows) + p("After")))

    assert found.text == "Before\n\nHeading\tLead\n1\tLine one\na b\tIndonesia\n2\tLine two\t\n\nAfter"
    assert cells(found) == [
        [("Heading", 0, 2, 1), ("Lead", 2, 1, 1)],
        [("1", 0, 1, 1), ("Line one\na b", 1, 1, 1), ("Indonesia", 2, 1, 2)],
        [("2", 0, 1, 1), ("Line two", 1, 1, 1)],
    ]
    assert [row.place for row in found.tables[0].rows] == ["table 1, row 1", "table 1, row 2", "table 1, row 3"]


def test_automatic_numbers_in_cells_are_counted_row_by_row_and_not_in_covered_cells() -> None:
    top, below = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    number = p(list=(1, 0))
    rows = [
        [p("No"), p("Action")],
        [top + number, p("Plant")],
        [below + number, p("Water")],
        [number, p("Prune", list=(2, 0))],
    ]
    numbering = DECIMAL + abstract(2, [("lowerLetter", "%1)")]) + num(1, 1) + num(2, 2)

    found = cells(read(Words(body=table(rows), numbering=numbering)))

    assert [[text for text, *_ in row] for row in found] == [
        ["No", "Action"],
        ["1.", "Plant"],
        ["Water"],
        ["2.", "a) Prune"],
    ]


def test_a_table_that_only_places_text_is_text_and_one_inside_a_cell_is_its_text() -> None:
    inner = table([[p("x"), p("y")], [p("z"), p()]])
    framed = table([[p("Framed") + p("text")]])
    matrix = table([[p("1"), p("Outer") + inner + p()], [p("2"), p("Other")]])

    found = read(Words(body=framed + matrix))

    assert found.text == "Framed\n\ntext\n\n1\tOuter\nx y\nz\n2\tOther"
    assert len(found.tables) == 1


def test_deleted_and_hidden_rows_are_left_out_and_listed() -> None:
    rows = [[p("1"), p("Kept")], [p("2"), p("Gone")], [p("3"), p("Hidden")]]
    body = (
        table(rows)
        .replace(f"<w:tr><w:tc>{p('2')}", f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc>{p("2")}')
        .replace(f"<w:tr><w:tc>{p('3')}", f"<w:tr><w:trPr><w:hidden/></w:trPr><w:tc>{p('3')}")
    )

    words = Words(body=body + table([[p("a"), p("b")], [p("c"), p("d")]]))

    assert lines(words)[0] == "1\tKept"
    assert left_out(words) == {"deleted_text": (1, "2 Gone"), "hidden_row": (1, "3 Hidden")}


# Variants of the format


def test_the_strict_form_reads_as_the_usual_one_does() -> None:
    words = Words(body=p("One", list=(1, 0)), numbering=DECIMAL + num(1, 1))
    strict = repacked(
        words.content(),
        {
            b"http://schemas.openxmlformats.org/wordprocessingml/2006": b"http://purl.oclc.org/ooxml/wordprocessingml",
            b"http://schemas.openxmlformats.org/officeDocument/2006": b"http://purl.oclc.org/ooxml/officeDocument",
        },
    )

    assert read(strict) == read(words)


def test_python_docx_and_a_template_are_read_in_the_child(tmp_path: object) -> None:
    from docx import Document as NewDocument

    new = NewDocument()
    new.add_heading("Rencana Aksi 2026-2030", 0)
    new.add_heading("Perdagangan", 1)
    new.add_paragraph("Meningkatkan ekspor;", style="List Number")
    new.add_paragraph("Menyusun panduan.", style="List Number")
    stream = io.BytesIO()
    new.save(stream)
    template = repacked(stream.getvalue(), {b"document.main+xml": b"template.main+xml"})

    found = document_from(in_child("pantau.files.word:document", template, arguments={}))

    assert found.text == "# Rencana Aksi 2026-2030\n\n## Perdagangan\n\n1. Meningkatkan ekspor;\n2. Menyusun panduan."


def test_a_file_without_styles_and_numbering_is_read() -> None:
    assert lines(Words(body=p("Plain", style="Missing", list=(3, 0)))) == ["Plain"]


def test_four_times_the_paragraphs_are_about_four_times_the_work() -> None:
    item = p("Promote cooperation among the member states in this and that field of work;", list=(1, 1))
    short, long = (Words(body=item * many, numbering=DECIMAL + num(1, 1)).content() for many in (100, 400))
    read(short)

    assert effort(lambda: read(long)) < 5 * effort(lambda: read(short))
