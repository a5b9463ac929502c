"""T15, T16, T20, T21: workbooks made to hurt, or broken, each refused with a sentence."""

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from defusedxml import EntitiesForbidden

from pantau.domain.refusals import FileKindUnknown, FileUnreadable
from pantau.files import archive as limits
from pantau.files.child import Unreadable
from pantau.files.columns import Columns
from pantau.files.sheet import Row, rows_in
from pantau.files.workbook import table
from tests.files.workbooks import GOOD, HEADINGS, KNOWN, MACRO_MAIN, REQUIRED, archive, raw_workbook, row


def read(content: bytes) -> tuple[Row, ...]:
    return rows_in(content, file="a.xlsx", columns=Columns(known=KNOWN, required=REQUIRED))


def refusal_of(content: bytes) -> FileUnreadable:
    with pytest.raises(FileUnreadable) as refused:
        read(content)
    return refused.value


def test_the_plain_workbook_that_the_hostile_ones_are_made_from_is_read() -> None:
    (only,) = read(raw_workbook(HEADINGS + GOOD))

    assert only.cells["status"] == "ongoing"


def test_t16_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = raw_workbook(HEADINGS + GOOD, parts={"xl/media/image1.png": bytes(50_000_000)})

    assert "more than 200 times its size" in refusal_of(bomb).says.en
    assert len(bomb) < 100_000

    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_words, **_options: pytest.fail("a part was unpacked"))
    with pytest.raises(Unreadable, match="squeezed"):
        limits.checked(io.BytesIO(bomb))


def test_t16_many_modest_parts_are_measured_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED_LIMIT", 1_000_000)

    with pytest.raises(Unreadable, match="unpacked"):
        limits.checked(io.BytesIO(archive({f"xl/{number}.xml": b"ab" * 30_000 for number in range(20)})))


def test_t16_an_archive_of_thousands_of_parts_is_refused() -> None:
    parts = {f"xl/media/{number}": b"" for number in range(limits.PARTS_LIMIT)}

    assert "more than 2,000 parts" in refusal_of(raw_workbook(HEADINGS + GOOD, parts=parts)).says.en


@pytest.mark.parametrize("place", ["A1048576", "XFD2", "A200001"])
def test_t16_one_far_cell_is_refused_with_its_place(place: str) -> None:
    number = int(place.lstrip("AXFD"))
    content = raw_workbook(HEADINGS + (GOOD if number > 2 else "") + row(number, {place: "far"}))

    refused = refusal_of(content)

    assert refused.where == f"a.xlsx, cell {place}"
    assert "beyond row 200,000 or column 200" in refused.says.en


@pytest.mark.parametrize("place", ["A99999999999", "ZZZZZ2", "A0", "nonsense"])
def test_t16_a_cell_that_no_sheet_has_is_refused(place: str) -> None:
    assert refusal_of(raw_workbook(HEADINGS + GOOD + row(3, {place: "far"}))).code == "file_unreadable"


@pytest.mark.parametrize(
    "content",
    [
        raw_workbook(HEADINGS + GOOD, main=MACRO_MAIN),
        raw_workbook(HEADINGS + GOOD, parts={"xl/vbaProject.bin": b"\xd0\xcf"}),
        raw_workbook(HEADINGS + GOOD, parts={"xl/macrosheets/sheet1.xml": b"<a/>"}),
    ],
    ids=["content type", "program part", "macro sheet"],
)
def test_t16_a_workbook_with_macros_is_refused(content: bytes) -> None:
    assert "it holds macros" in refusal_of(content).says.en


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl/../../x", "xl\\..\\x", "C:/x"])
def test_t16_a_part_that_points_outside_is_refused(name: str) -> None:
    assert "points outside the file" in refusal_of(raw_workbook(HEADINGS, parts={name: b"x"})).says.en


def test_t16_two_parts_of_one_name_are_refused() -> None:
    content = raw_workbook(HEADINGS + GOOD, parts={"XL/worksheets/sheet1.xml": b"<other/>"})

    assert "same name" in refusal_of(content).says.en


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
        f"<!--{random.Random(1).randbytes(2_000_000).hex()}--><!DOCTYPE worksheet>",
    ],
    ids=["entities", "external", "behind a long comment"],
)
def test_t14_a_declaration_in_any_part_is_refused(head: str) -> None:
    assert "declares document types" in refusal_of(raw_workbook(HEADINGS + GOOD, head=head)).says.en


def test_t15_one_shared_text_named_by_every_cell_does_not_fill_the_memory() -> None:
    strings = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"ab" * 16_000}</t></si></sst>'
    )
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 1_000))
    types = raw_types_with_strings()

    refused = refusal_of(
        raw_workbook(HEADINGS + cells, parts={"xl/sharedStrings.xml": strings.encode(), "[Content_Types].xml": types})
    )

    assert "more than 20,000,000 characters" in refused.says.en


def raw_types_with_strings() -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw_workbook(""))) as packed:
        types = packed.read("[Content_Types].xml")
    shared = (
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument'
        b'.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    return types.replace(b"</Types>", shared)


def test_t15_elements_nested_without_end_are_refused() -> None:
    assert refusal_of(raw_workbook(HEADINGS + "<a>" * 300_000)).code == "file_unreadable"


def test_a_cell_that_is_given_twice_is_refused_rather_than_chosen() -> None:
    content = raw_workbook(HEADINGS + GOOD + row(2, {"C2": "completed"}))

    assert refusal_of(content).where == "a.xlsx, cell C2"


def test_rows_out_of_order_are_all_read_in_their_order() -> None:
    later = row(9, {"A9": "1.2", "B9": "ID", "C9": "planned"})

    assert [one.number for one in read(raw_workbook(HEADINGS + later + GOOD))] == [2, 9]


def test_a_cell_that_shows_an_error_is_refused_with_its_place() -> None:
    content = raw_workbook(HEADINGS + '<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>')

    refused = refusal_of(content)

    assert refused.where == "a.xlsx, cell A2"
    assert "#REF!" in refused.says.en


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[: len(content) // 2], lambda content: content.replace(b"sheetData", b"sheetDatb")],
    ids=["cut in half", "changed bytes"],
)
def test_a_damaged_archive_is_refused(damage: Callable[[bytes], bytes]) -> None:
    stored = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw_workbook(HEADINGS + GOOD))) as packed, zipfile.ZipFile(stored, "w") as plain:
        for name in packed.namelist():
            plain.writestr(name, packed.read(name))

    assert "damaged or incomplete" in refusal_of(damage(stored.getvalue())).says.en


@pytest.mark.parametrize(
    "parts",
    [
        {"hello.txt": b"hello"},
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"},
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"},
    ],
    ids=["any archive", "OpenDocument", "Word"],
)
def test_t20_another_archive_is_of_an_unknown_kind(parts: dict[str, bytes]) -> None:
    with pytest.raises(FileKindUnknown) as refused:
        read(archive(parts))

    assert refused.value.says.en.endswith("expected: CSV, XLSX.")


def test_a_part_under_a_password_is_refused() -> None:
    content = bytearray(raw_workbook(HEADINGS + GOOD))
    first_entry = content.rindex(b"PK\x01\x02", 0, content.index(b"[Content_Types].xml", content.index(b"PK\x01\x02")))
    content[first_entry + 8] |= 1  # the flag that says "encrypted"

    assert "protected by a password" in refusal_of(bytes(content)).says.en


def test_the_xml_of_workbooks_is_parsed_by_defusedxml() -> None:
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
    content = raw_workbook(HEADINGS + GOOD, head=declared)
    calls: list[object] = []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pantau.files.workbook.refuse_declarations", calls.append)
        with pytest.raises(ValueError, match="Unable to read workbook") as failed:
            table(io.BytesIO(content), known=KNOWN, required=REQUIRED)

    assert len(calls) == 1  # without our own look at the declarations, the second guard holds
    assert isinstance(failed.value.__cause__, EntitiesForbidden)
