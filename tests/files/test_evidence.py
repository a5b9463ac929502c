"""What is kept as evidence: told by its content, and pictures without what their camera wrote beside them (T20)."""

import io
import struct
import zipfile
import zlib

import pytest

from pantau.domain.refusals import FileEmpty, FileTooLarge
from pantau.domain.reporting_refusals import EvidenceKindRefused
from pantau.files.evidence import EVIDENCE_LIMIT, evidence_content
from pantau.files.pictures import JPEG, PNG

SECRET = b"-6.2088,106.8456 taken by Canary"


def jpeg(*segments: bytes) -> bytes:
    tables = b"\xff\xdb\x00\x03\x00"
    return (
        b"\xff\xd8"
        + b"".join(segments)
        + tables
        + b"\xff\xda\x00\x03\x00"
        + b"pix\xff\x00els\xff\xd0more"
        + b"\xff\xd9"
    )


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


JFIF = segment(0xE0, b"JFIF\x00\x01\x01")
TYPES = b'<Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'


def test_a_photograph_loses_its_place_its_time_and_its_maker_and_keeps_its_pixels() -> None:
    plain = jpeg(JFIF)
    told = jpeg(JFIF, segment(0xE1, b"Exif\x00\x00" + SECRET), segment(0xED, SECRET), segment(0xFE, SECRET)) + SECRET

    assert evidence_content(told, file="photo.jpg") == plain
    assert evidence_content(plain, file="photo.jpg") == plain


def test_a_png_loses_its_texts_and_keeps_its_pixels() -> None:
    head, pixels, end = chunk(b"IHDR", b"\x00" * 13), chunk(b"IDAT", zlib.compress(b"\x00\x00")), chunk(b"IEND", b"")
    told = PNG + head + chunk(b"tEXt", SECRET) + chunk(b"eXIf", SECRET) + pixels + end + SECRET

    assert evidence_content(told, file="shot.png") == PNG + head + pixels + end


@pytest.mark.parametrize("cut", range(2, len(jpeg(JFIF)) - 1, 3))
def test_a_damaged_picture_is_refused_and_never_kept_in_part(cut: int) -> None:
    with pytest.raises(EvidenceKindRefused):
        evidence_content((JPEG + jpeg(JFIF)[3:])[: max(cut, 3)], file="photo.jpg")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n%%EOF",
        b"Risalah rapat, 3 Mei.",
        archive(**{"[Content_Types].xml": TYPES, "word__document.xml": b"<w/>"}),
        archive(mimetype=b"application/vnd.oasis.opendocument.text"),
    ],
)
def test_documents_are_kept_as_they_came(content: bytes) -> None:
    assert evidence_content(content, file="any.bin") == content


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03program",
        b"\x7fELF\x02\x01",
        b"<html><script>alert(1)</script></html>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"padding before %PDF-1.7",
        archive(**{"run.exe": b"MZ"}),
        archive(**{"[Content_Types].xml": TYPES, "word__vbaProject.bin": b"x"}),
        archive(**{"[Content_Types].xml": TYPES.replace(b"document.main", b"document.macroEnabled.main")}),
        archive(**{"[Content_Types].xml": TYPES, "..__..__etc": b"x"}),
        b"PK\x03\x04 no archive",
        "naïve".encode("latin-1"),
    ],
)
def test_what_is_no_document_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(EvidenceKindRefused):
        evidence_content(content, file="report.pdf")


def test_nothing_and_too_much_are_refused() -> None:
    with pytest.raises(FileEmpty):
        evidence_content(b"", file="a.pdf")
    with pytest.raises(FileTooLarge):
        evidence_content(b"%PDF-1.7" + b"0" * EVIDENCE_LIMIT, file="a.pdf")
