"""T14-T16: Word files made to hurt, or broken: each refused with a reason, none read from outside, none a crash."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.files.child import Unreadable
from pantau.files.word import document
from tests.files.test_word import DECIMAL, HEADINGS, lines
from tests.files.words import Words, abstract, num, p, repacked, style, table
from tests.files.workbooks import archive, raw_workbook

PLAIN = Words(
    body=p("One", list=(1, 0)) + table([[p("a"), p("b")]] * 2), styles=HEADINGS, numbering=DECIMAL + num(1, 1)
)


def reason(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        document(io.BytesIO(content))
    return refused.value.reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PLAIN.content().replace(b"PK\x03\x04", b"PK\x03\x05"), "broken"),
        (PLAIN.content()[:900], "broken"),
        (archive({"hello.txt": b"hello"}), "kind"),
        (raw_workbook(""), "kind"),
        (Words(body="", main="application/vnd.ms-word.document.macroEnabled.main+xml").content(), "macros"),
        (Words(body="", parts={"word/vbaProject.bin": b"\xd0\xcf"}).content(), "macros"),
        (Words(body="", parts={"word/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}).content(), "declarations"),
        (Words(body="", parts={"word/media/image1.png": bytes(50_000_000)}).content(), "squeezed"),
        (Words(body="", parts={"../../etc/passwd": b"x"}).content(), "unsafe_name"),
        (Words(body="<w:p><w:r></w:p>").content(), "broken"),
        (Words(body="<w:tbl><w:tr><w:tc>" * 1_000 + "</w:tc></w:tr></w:tbl>" * 1_000).content(), "broken"),
        (Words(body="", parts={"word/document.xml": b"<a/>"}).content(), "kind"),
        (repacked(PLAIN.content(), {b"word/document.xml": b"word/missing.xml", b"w:body": b"w:bodi"}), "broken"),
    ],
    ids=[
        "changed bytes", "cut off", "any archive", "a workbook", "macro type", "macro part", "declaration", "bomb",
        "outside", "open element", "nested tables", "another document", "no body",
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_with_its_reason(content: bytes, expected: str) -> None:
    assert reason(content) == expected


def test_circles_of_styles_and_lists_end() -> None:
    in_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("A", in_list, based_on="B") + style("B", based_on="A")
    link = '<w:numStyleLink w:val="A"/>'
    circle = Words(
        body=p("text", style="A"), styles=styles, numbering=abstract(1, [], link) + abstract(2, [], link) + num(1, 1)
    )

    assert lines(circle) == ["text"]


def test_claims_beyond_all_measure_are_cut() -> None:
    wide = f'<w:tcPr><w:gridSpan w:val="{10**8}"/></w:tcPr>'
    far = '<w:ind w:left="99999999"/>'
    huge = abstract(1, [("upperLetter", "%1." * 5_000)]).replace('<w:start w:val="1"/>', '<w:start w:val="99999999"/>')
    words = Words(
        body=table([[wide + p("a"), wide + p("b")], [p("c"), p("d")]]) + p("e", more=far) + p("f", list=(1, 0)),
        numbering=huge + num(1, 1),
    )

    assert max(map(len, lines(words))) < 1_000


def test_a_long_chain_of_styles_and_deep_tables_are_read() -> None:
    chain = "".join(style(f"S{one}", based_on=f"S{one + 1}") for one in range(5_000))
    deep = p("x")
    for _ in range(40):
        deep = table([[p("a"), deep + p()], [p("b"), p("c")]])

    found = lines(Words(body=p("text", style="S0") + deep, styles=chain))

    assert found[0] == "text"
    assert any("x" in line for line in found)


def test_what_lies_outside_the_file_is_never_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = repacked(
        PLAIN.content(),
        {b'Target="styles.xml"': b'TargetMode="External" Target="http://192.0.2.1/styles.xml"',
         b'Target="numbering.xml"': b'Target="../../../etc/passwd"'},
    )  # fmt: skip
    for way in ("socket.socket.connect", "socket.getaddrinfo", "builtins.open", "os.open"):
        monkeypatch.setattr(way, lambda *_words, **_options: pytest.fail("it was looked at"))

    assert document(io.BytesIO(outside))["text"].startswith("One")


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_changed_bytes_in_a_part_are_read_or_refused(data: st.DataObject) -> None:
    words = bytearray(PLAIN.content())
    for place in data.draw(st.lists(st.integers(0, len(words) - 1), min_size=1, max_size=4)):
        words[place] = data.draw(st.integers(0, 255))

    assert_read_or_refused(bytes(words))


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_markup_put_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    tag = data.draw(st.sampled_from(["p", "r", "tbl", "tr", "tc", "sdt", "numPr", "fldChar", "ins", "del", "pPr"]))
    value = data.draw(st.sampled_from(["0", "-1", "x", "99999999999999999999", "begin", "end", ""]))
    before = data.draw(st.sampled_from(["w:p>", "w:r>", "w:tc>", "w:lvl>", "w:style>", "w:num>"]))
    markup = f'<w:{tag} w:val="{value}" w:fldCharType="{value}" w:numId="{value}" w:ilvl="{value}"/>'

    assert_read_or_refused(repacked(PLAIN.content(), {f"</{before}".encode(): f"{markup}</{before}".encode()}))


def assert_read_or_refused(content: bytes) -> None:
    """Nothing but a document or `Unreadable` comes of it, also without the child, which would hide a mistake."""
    with contextlib.suppress(Unreadable):
        assert isinstance(document(io.BytesIO(content))["text"], str)
