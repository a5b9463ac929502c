"""A document is read in whatever file it comes, known by its content, or refused with a sentence."""

import io
import tracemalloc
from pathlib import Path

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document
from pantau.domain.refusals import (
    DocumentOutdated,
    DocumentProtected,
    DocumentTooLong,
    DocumentUnreadable,
    DocumentWithoutText,
    FileBinary,
    FileEmpty,
    FileKindUnknown,
    FileTooLarge,
    Refusal,
)
from pantau.domain.words import table
from pantau.files.document import KINDS, DocumentKind, document_in, document_kind, read_document
from tests.files.pdfs import lines, locked_pdf, pdf, raw_pdf
from tests.files.workbooks import GOOD, HEADINGS, archive, raw_workbook

PAGE = b'<!DOCTYPE html><meta charset="utf-8"><nav><a href="/">Home</a></nav><p>1. Energy</p>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"


def word() -> bytes:
    document = WordDocument()
    document.add_paragraph("1. Energy")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def refusal_of(content: bytes, *, file: str = "plan.pdf") -> Refusal:
    with pytest.raises(Refusal) as refused:
        document_in(content, file=file)
    return refused.value


@pytest.mark.parametrize("name", ["plan.pdf", "plan.txt", "plan.csv", "plan"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf([lines("1. Energy")]), DocumentKind.PDF),
        (HTTP + pdf([lines("1. Energy")]), DocumentKind.PDF),
        (PAGE, DocumentKind.PAGE),
        (b"\xef\xbb\xbf <!-- saved from url=(0014)about:internet -->\n<html>Plan", DocumentKind.PAGE),
        ("<html>Plan".encode("utf-16"), DocumentKind.PAGE),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>Plan', DocumentKind.PAGE),
        (b"<div><p>1. Energy</p></div>\n", DocumentKind.PAGE),
        (
            b'From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n',
            DocumentKind.SAVED_PAGE,
        ),
        (b"PK\x03\x04", DocumentKind.OFFICE),
        (OLD, DocumentKind.OLD_OFFICE),
        (b"\x89PNG\r\n", DocumentKind.OTHER),
        (b'<?xml version="1.0"?><iati-activities/>', DocumentKind.OTHER),
    ],
)
def test_the_content_tells_the_kind_and_not_the_name(content: bytes, kind: DocumentKind, name: str) -> None:
    assert document_kind(content, file=name) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"1. Energy, trade, and roads",
        b"# Plan\n\n<div align=center>\n\n1. Energy",
        b"<p>Note</p>\n\n# Plan\n\n1. Energy",
        b"a < b",
    ],
)
def test_text_and_markdown_are_text(content: bytes) -> None:
    assert document_kind(content, file="plan.html") is DocumentKind.TEXT
    assert document_in(content, file="plan.md") == Document(text=content.decode())


def test_only_the_name_tells_a_table_of_commas_from_text() -> None:
    content = b"No,Action line\n1,Promote trade\n"

    assert document_in(content, file="plan.txt").tables == ()
    assert len(document_in(content, file="plan.CSV").tables) == 1


@pytest.mark.parametrize("content", [pdf([lines("1. Energy")]), PAGE, word(), b"1. Energy\n"])
def test_every_kind_gives_its_text(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan"
    path.write_bytes(content)

    assert read_document(path).text.strip() == "1. Energy"


def test_a_workbook_gives_its_table() -> None:
    document = document_in(raw_workbook(HEADINGS + GOOD), file="plan.xlsx")

    (table,) = document.tables
    assert [document.text[cell.start : cell.end] for cell in table.rows[0].cells] == ["label", "actor", "status"]


def test_what_was_left_out_comes_along_and_has_a_sentence() -> None:
    (menu,) = document_in(PAGE, file="plan.html").left_out

    assert (menu.what, menu.sample) == ("menu", "Home")
    assert "{sample}" in table("left_out")[menu.what]["id"]


def test_a_pdf_of_pictures_says_how_to_go_on() -> None:
    refused = refusal_of(pdf(["0 0 500 500 re f"] * 3))

    assert isinstance(refused, DocumentWithoutText)
    assert refused.says.en == "plan.pdf holds pictures of pages and no text (pages: 3)."
    assert "OCR" in refused.mend.en


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (pdf([lines("1. Energy")])[:300], DocumentUnreadable),
        (b"%PDF-1.7\n", DocumentUnreadable),
        (word()[:-200], DocumentUnreadable),
        (b"<html><p>Caf\xe9", DocumentUnreadable),
        (OLD, DocumentOutdated),
        (OLD + "EncryptedPackage".encode("utf-16-le"), DocumentProtected),
        (b"\x89PNG\r\n\x1a\n", FileKindUnknown),
        (b"{\\rtf1 Plan}", FileKindUnknown),
        (b"SQLite format 3\x00", FileKindUnknown),
        (archive({"mimetype": b"application/epub+zip"}), FileKindUnknown),
        (b"<html><body></body></html>", FileEmpty),
        (b"", FileEmpty),
        (b" \n", FileEmpty),
        (b"plan\x00\x01", FileBinary),
    ],
)
def test_whatever_cannot_be_read_is_refused_with_its_sentence(content: bytes, refusal: type[Refusal]) -> None:
    refused = refusal_of(content)

    assert type(refused) is refusal
    assert refused.says.has("id")


def test_a_file_of_another_kind_is_told_what_is_read() -> None:
    assert KINDS in refusal_of(b"GIF89a").says.en


def test_a_pdf_with_a_password_is_refused_and_one_that_opens_without_is_read() -> None:
    assert isinstance(refusal_of(locked_pdf(lines("1. Energy"), password="secret")), DocumentProtected)
    assert document_in(locked_pdf(lines("1. Energy"), password=""), file="plan.pdf").text == "1. Energy\n"


def test_too_many_pages_are_refused_as_too_long() -> None:
    many = raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", _tree(2_001), b"<< /Type /Page /Parent 2 0 R >>"])

    refused = refusal_of(many)

    assert isinstance(refused, DocumentTooLong)
    assert "2,000 pages" in refused.says.en
    assert "2.000 halaman" in refused.says.id


def test_a_file_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(200_000_000)

    tracemalloc.start()
    with pytest.raises(FileTooLarge, match="50 MB"):
        read_document(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 1_000_000


def test_bytes_beyond_the_limit_are_refused_too() -> None:
    assert isinstance(refusal_of(bytes(50_000_001)), FileTooLarge)


def test_progress_is_told_and_whoever_raises_stops_the_reading() -> None:
    told: list[int] = []

    document_in(pdf([lines("1. Energy")] * 3), file="plan.pdf", told=lambda done, of: told.append(done))

    assert told[-1] == 3
    with pytest.raises(KeyboardInterrupt):
        document_in(pdf([lines("1. Energy")] * 3), file="plan.pdf", told=_interrupt)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.csv", "a.pdf"]))
def test_any_bytes_have_a_kind(content: bytes, name: str) -> None:
    assert document_kind(content, file=name) in DocumentKind


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_text_bytes_are_read_or_refused(content: bytes) -> None:
    if document_kind(content, file="a.csv") not in {DocumentKind.TEXT, DocumentKind.TABLE}:
        return
    try:
        shown = document_in(content, file="a.csv").text
    except Refusal as refused:
        shown = refused.says.en
    assert shown.strip()


def _interrupt(done: int, of: int) -> None:
    raise KeyboardInterrupt


def _tree(pages: int) -> bytes:
    return f"<< /Type /Pages /Kids [{'3 0 R ' * pages}] /Count {pages} >>".encode()
