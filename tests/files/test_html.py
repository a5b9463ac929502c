"""A saved web page becomes its text: labels as a browser shows them, menus left out and told."""

import io
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document, document_from
from pantau.files.child import Unreadable
from pantau.files.html import reader

MENU = '<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About us</a></li></ul></nav>'


def read_page(page: str | bytes) -> Document:
    content = page if isinstance(page, bytes) else f'<meta charset="utf-8">{page}'.encode()
    return document_from(reader.document(io.BytesIO(content)))


def text_of(page: str) -> str:
    return read_page(page).text


def reason_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_page(content)
    return refused.value.reason


def test_headings_paragraphs_and_breaks() -> None:
    page = "<h1>Plan of <em>Action</em></h1><p>1.1  Promote\n trade;</p><p>1.2 Train<br>officers</p><h2>II. Trade</h2>"

    assert text_of(page) == "# Plan of Action\n\n1.1 Promote trade;\n\n1.2 Train\nofficers\n\n## II. Trade\n"


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol type=a>", ["a.", "b.", "c."]),
        ("<ol type=A start=4>", ["D.", "E.", "F."]),
        ('<ol type="i" start="9">', ["ix.", "x.", "xi."]),
        ("<ol type=I>", ["I.", "II.", "III."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ('<ol style="list-style-type: lower-alpha">', ["a.", "b.", "c."]),
        ('<ol style="list-style: upper-roman inside">', ["I.", "II.", "III."]),
        ('<ol start="x">', ["1.", "2.", "3."]),
        ("<ul>", ["•", "•", "•"]),
    ],
)
def test_items_have_the_labels_that_a_browser_shows(opening: str, labels: list[str]) -> None:
    shown = text_of(f"{opening}<li>Promote trade<li>Train officers<li>Build roads")

    assert [one.split()[0] for one in shown.splitlines()] == labels


def test_an_item_may_set_its_number() -> None:
    assert text_of("<ol><li>Plan<li value=7>Act<li>See</ol>") == "1. Plan\n7. Act\n8. See\n"


def test_items_typed_with_labels_get_no_others() -> None:
    assert (
        text_of("<ol><li>1.1 Promote trade;<li>1.2 Train officers.</ol>") == "1.1 Promote trade;\n1.2 Train officers.\n"
    )


def test_lists_within_items_are_indented() -> None:
    page = "<ol><li>Promote:<ol type=a><li>fairs; and<li>loans.<ul><li>small</ul></ol></li><li>Train officers"

    shown = text_of(page)

    assert [(len(one) - len(one.lstrip()), one.split()[0]) for one in shown.splitlines()] == [
        (0, "1."), (4, "a."), (4, "b."), (8, "•"), (0, "2.")
    ]  # fmt: skip


def test_the_style_sheet_in_the_page_decides_labels_indents_and_what_is_hidden() -> None:
    page = (
        "<style>/* x */ ol ol, .k { list-style: lower-alpha } ol.r{list-style-type:upper-roman} p.in{margin-left:24pt}"
        "@media print { p { display: none } } .gone, #off{display:none} ol > li:before{display:none}"
        "ol, ul { list-style: none }</style><ol class=r><li>Promote<ol><li>fairs<li>loans</ol></ol>"
        "<p class=in>Lead</p><p class='x gone'>Old</p><p id=off>Older</p>"
    )

    document = read_page(page)

    assert document.text == "I. Promote\n    a. fairs\n    b. loans\n\n    Lead\n"
    assert [(one.what, one.count, one.sample) for one in document.left_out] == [("hidden_text", 2, "Old")]


def test_a_heading_is_one_line() -> None:
    assert (
        text_of("<h3>BAB I<br>KETENTUAN UMUM</h3><p>BAB I<br>UMUM</p>") == "### BAB I KETENTUAN UMUM\n\nBAB I\nUMUM\n"
    )


def test_a_list_that_a_word_processor_saved_keeps_its_typed_labels() -> None:
    page = (
        "<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level1 lfo1'><![if !supportLists]><span "
        "style='mso-list:Ignore'>1.1<span>&nbsp;&nbsp; </span></span><![endif]>Promote trade<o:p></o:p></p>"
    )

    assert text_of(page) == "      1.1   Promote trade\n"


def test_a_paragraph_moved_in_is_indented() -> None:
    assert (
        text_of('<p>1. Trade</p><p style="margin-left:36pt">a. Hold fairs</p>') == "1. Trade\n\n      a. Hold fairs\n"
    )


def test_definitions_quotations_and_preformatted_text_keep_their_lines() -> None:
    page = "<dl><dt>Lead<dd>ASEC</dl><blockquote>We agree.</blockquote><pre>1. Trade\n   a. Fairs</pre>"

    assert text_of(page) == "Lead\n    ASEC\n\n    We agree.\n\n1. Trade\n   a. Fairs\n"


def test_footnote_marks_entities_and_hard_blanks() -> None:
    page = "<p>Adopted<sup><a href='#n1'>1</a></sup> &amp; signed &ldquo;on&nbsp;time&rdquo;, the 2<sup>nd</sup>.</p>"

    assert text_of(page) == "Adopted¹ & signed “on time”, the 2nd.\n"


def test_blanks_of_no_width_that_web_editors_leave_are_no_text() -> None:
    assert text_of("<p>\u200b</p><p>\u200b1. Promote\u200b trade\ufeff;</p>") == text_of("<p>1. Promote trade;</p>")


def test_a_list_of_footnotes_has_their_marks() -> None:
    page = (
        '<p>1. Promote trade<a href="#fn1">1</a>;</p><section class="footnotes"><ol>'
        '<li id="fn1">Signed in Jakarta. <a href="#fnref1">↩</a></li><li>In force.</li></ol></section>'
    )

    assert text_of(page) == "1. Promote trade¹;\n\n¹ Signed in Jakarta.\n² In force.\n"


def test_a_rule_is_a_rule() -> None:
    assert text_of("<p>Plan</p><hr><p><sup>1</sup> Note</p>") == "Plan\n\n-----\n\n¹ Note\n"


def test_scripts_and_styles_are_no_text() -> None:
    assert (
        text_of("<script>var a='<p>1. Fake</p>'</script><style>p{}</style><noscript>no</noscript><p>1. Trade</p>")
        == "1. Trade\n"
    )


FRAMES = [
    MENU,
    '<div role="navigation"><a href="/a">Start</a> <a href="/b">News</a></div>',
    '<div class="site-header__menu"><a href="/a">Start</a><a href="/b">News</a></div>',
    "<header><a href='/'>ASEAN Portal</a><p>One vision, one identity</p></header>",
    "<footer><p>Copyright 2026, all rights reserved</p></footer>",
    "<aside><h3>Latest</h3><ul><li><a href='/x'>Ministers meet</a></li></ul></aside>",
    '<div class="cookie-notice">This site uses cookies to serve you better. <button>Accept</button></div>',
    '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/d">Documents</a></li></ol>',
    '<div class="social-share"><a href="https://x.example">Share</a></div>',
    '<section class="related-posts"><h3>Related</h3><a href="/p">Another plan adopted in Manila</a></section>',
    "<form action='/search'><input name=q> Search this site</form>",
    "<button>Print this page</button>",
    '<div id="header"><a href="/">Ministry</a> of Foreign Affairs</div>',
    "<p>© 2026 The Secretariat</p>",
    "<p>The Secretariat 2026. All rights reserved. <a href='/t'>Terms</a></p>",
    "<p><a href='/'>Home</a> | <a href='/a'>About</a> | <a href='/c'>Contact</a></p>",
    "<ul><li><a href='/'>Home</a></li><li><a href='/a'>About</a></li><li><a href='/c'>Contact us</a></li></ul>",
    '<p style="display: none">1.9 Hidden line</p>',
    "<p hidden>1.9 Hidden line</p>",
    '<span class="screen-reader-text">Skip</span>',
    "<del>1.9 Deleted line</del>",
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
def test_the_frame_of_a_page_is_left_out_and_told(frame: str) -> None:
    plan = "<main><h1>Plan</h1><p>1. Promote trade and investment between the two sides in all sectors.</p></main>"

    document = read_page(f"<body>{frame}{plan}{frame}</body>")

    assert document.text == "# Plan\n\n1. Promote trade and investment between the two sides in all sectors.\n"
    assert sum(one.count for one in document.left_out) >= 2
    assert all(one.sample for one in document.left_out)


LINE = "1.1 Promote trade and investment in all the sectors that the parties name. "
KEPT = [
    '<div class="sidebar-layout menu-open"><ol><li>Promote trade and investment in all sectors.</li></ol></div>',
    '<footer><ol><li>Promote trade and investment in all the sectors.</li></ol></footer>',
    '<aside><p>1.1 Promote trade and investment in all the sectors.</p></aside>',
    '<form id="aspnetForm"><input type=hidden><p>1.1 Promote trade and investment in all sectors.</p></form>',
    '<h3><button aria-expanded="false">1. Promote trade and investment</button></h3>',
    "<div class='accordion-content' style='display:none'>1. Promote trade and investment</div>",
    "<p>Copyright laws: Promote trade and investment</p>",
    '<h4><a href="#c1">1. Promote trade and investment</a></h4>',
    '<details><summary>1. Trade</summary><p>1.1 Promote trade and investment in all sectors.</p></details>',
    f"<div class='collapse' style='display:none'><p>{LINE * 9}</p></div>",
    f"<ul>{4 * f'<li><a href=/l>{LINE}</a></li>'}</ul>",
    "<header><h1>Promote trade and investment</h1></header>",
    '<div class="elementor-widget elementor-widget-heading"><h3>Promote trade and investment</h3></div>',
    '<div class="so-widget-sow-editor"><p>Promote trade and investment</p></div>',
]  # fmt: skip


@pytest.mark.parametrize("part", KEPT)
def test_what_may_be_text_is_kept(part: str) -> None:
    assert "Promote trade and investment" in text_of(f"<body>{MENU}<p>Plan of Action</p>{part}</body>")


def test_a_table_of_data_has_cells() -> None:
    page = (
        "<table><caption>Matrix</caption><tr><th>No<th>Action line<th>Lead<tr><td>1.<td>Hold<br>talks<td rowspan=2>ASEC"
        "<tr><td>2.<td>Train officers<tr><td colspan=3>B. Trade</table><p>End</p>"
    )

    document = read_page(page)

    (table,) = document.tables
    assert table.title == "Matrix"
    assert [[document.text[c.start : c.end] for c in row.cells] for row in table.rows] == [
        ["No", "Action line", "Lead"],
        ["1.", "Hold\ntalks", "ASEC"],
        ["2.", "Train officers"],
        ["B. Trade"],
    ]
    assert [(c.column, c.columns, c.rows) for row in table.rows[1:] for c in row.cells] == [
        (0, 1, 1), (1, 1, 1), (2, 1, 2), (0, 1, 1), (1, 1, 1), (0, 3, 1)
    ]  # fmt: skip
    assert (
        document.text == "Matrix\nNo\tAction line\tLead\n1.\tHold\ntalks\tASEC\n2.\tTrain officers\nB. Trade\n\nEnd\n"
    )
    assert table.rows[1].place == "table 1, row 2"


def test_an_empty_table_leaves_no_gap_of_its_own() -> None:
    assert text_of("<p>Plan</p><table><tr><th></th></tr></table><p>1. Trade</p>") == "Plan\n\n1. Trade\n"


def test_a_table_that_only_arranges_is_read_as_it_flows() -> None:
    inner = "<table><tr><td>1.1<td>Promote trade<tr><td>1.2<td>Train officers</table>"
    page = f"<table width=100%><tr><td>{MENU}</td><td><h1>Plan</h1>{inner}</td></tr></table>"

    document = read_page(page)

    assert document.tables == ()
    assert document.text == "# Plan\n\n1.1 Promote trade\n1.2 Train officers\n"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1", "shift_jis"])
def test_the_declared_encoding_is_used(encoding: str) -> None:
    letter = "日" if encoding == "shift_jis" else "é"

    assert read_page(f'<meta charset="{encoding}"><p>{letter}</p>'.encode(encoding)).text == f"{letter}\n"


def test_a_mark_at_the_start_tells_the_encoding_too() -> None:
    assert read_page("\ufeff<p>Rencana é</p>".encode("utf-16-le")).text == "Rencana é\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<p>Caf\xe9</p>", "undeclared"),
        (b'<meta charset="utf-8"><p>Caf\xe9</p>', "not_as_declared"),
        (b'<meta charset="klingon"><p>Plan</p>', "encoding_unknown"),
        (b'<meta charset="zip"><p>Plan</p>', "encoding_unknown"),
    ],
)
def test_an_encoding_is_never_guessed(content: bytes, reason: str) -> None:
    assert reason_of(content) == reason


def test_nul_is_taken_out_and_marks_of_direction_stay() -> None:
    assert read_page("<p>1. Pro\0mote \u202etrade\u202c</p>").text == "1. Promote \u202etrade\u202c\n"


def test_a_web_archive_gives_its_first_page() -> None:
    archive = (
        b'From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b'<meta charset=3D"utf-8"><p>1. Promote caf=C3=A9s</p>\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n'
    )

    assert reader.saved_document(io.BytesIO(archive))["text"] == "1. Promote cafés\n"


def test_t15_elements_nested_without_end_are_refused() -> None:
    with pytest.raises(Unreadable, match="too_deep"):
        read_page("<div>" * 100_000 + "Plan")


def test_t15_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ELEMENTS_LIMIT", 100)

    assert reason_of(b"<p>Plan</p>" * 101) == "too_many_elements"


def test_t14_entities_that_a_page_declares_mean_nothing() -> None:
    named = b'<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">'
    bomb = b"<!DOCTYPE html [" + named + b"]><p>1. &b; &c;</p>"

    assert "haha" not in read_page(bomb).text
    assert re.search(r"&b;\s+&c;", read_page(bomb).text)


@pytest.mark.parametrize("span", ["99999999999", "-3", "x", "1000000", "０"])
def test_t15_wild_spans_are_held_within_limits(span: str) -> None:
    document = read_page(f"<table><tr><th colspan={span} rowspan={span}>No<th>Line<tr><td>1<td>Trade</table>")

    assert "Trade" in document.text
    assert all(cell.column + cell.columns <= 200 for row in document.tables[0].rows for cell in row.cells)


PIECES = st.sampled_from(
    [
        *[
            "<p>",
            "</p>",
            "<ol>",
            "</ol>",
            "<li>",
            "<ul>",
            "<table>",
            "<tr>",
            "<td>",
            "<th>",
            "</table>",
            "<nav>",
            "</nav>",
            "<a>",
            "</a>",
            "<br>",
            "<sup>",
            "</sup>",
        ],
        *["<pre>", "<h2>", "&amp;", "<!--", "-->", "\u202e", "Trade"],
        "<div hidden>",
        "<td rowspan=2>",
        "1. Plan ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECES, max_size=40))
def test_any_soup_of_tags_is_read_and_its_cells_are_in_order(pieces: list[str]) -> None:
    document = read_page("<p>Plan</p>" + "".join(pieces))

    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    assert all(0 <= cell.start <= cell.end <= len(document.text) for cell in cells)
    assert all(before.end <= after.start for before, after in pairwise(cells))
    assert "\n\n\n" not in document.text
