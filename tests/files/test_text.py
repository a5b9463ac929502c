"""Bytes to text: what is read, what is refused, and that nothing is changed on the way."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.refusals import (
    FileBinary,
    FileEmpty,
    FileEncoding,
    FileMissing,
    FileTooLarge,
    Refusal,
)
from pantau.files.content import SIZE_LIMIT
from pantau.files.text import decoded, read_text


def written(folder: Path, content: bytes) -> Path:
    path = folder / "plan.txt"
    path.write_bytes(content)
    return path


def test_a_text_is_read_as_it_stands(tmp_path: Path) -> None:
    text = "1. Aksi\r\n\t1.1 Perkuat…  \n\n\x0c2. Déjà\r3.\n"

    assert read_text(written(tmp_path, text.encode())) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_understood_and_taken_off(tmp_path: Path, encoding: str) -> None:
    assert read_text(written(tmp_path, "Lini aksi é".encode(encoding))) == "Lini aksi é"


def test_utf_16_of_the_other_byte_order_is_read(tmp_path: Path) -> None:
    assert read_text(written(tmp_path, b"\xfe\xff" + "aksi".encode("utf-16-be"))) == "aksi"


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_a_file_without_a_word_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileEmpty):
        read_text(written(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04 a workbook called .txt",
        b"\x89PNG\r\n\x1a\n",
        b"text with a \x00 inside",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old office file",
        bytes(range(1, 256)),
        "\ufeffUTF-32 with its mark".encode("utf-32-le"),
    ],
)
def test_t20_a_binary_file_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FileBinary):
        read_text(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "position"),
    [
        ("Timor-Leste é".encode("latin-1"), 12),
        (b"\xef\xbb\xbfcaf\xe9 au lait", 6),
        ("“kutipan”".encode("cp1252"), 0),
        ("plain words".encode("utf-16-le"), 1),
        ("plain words".encode("utf-16-be"), 0),
    ],
)
def test_t21_another_encoding_is_refused_with_its_position(tmp_path: Path, content: bytes, position: int) -> None:
    with pytest.raises(FileEncoding) as refused:
        read_text(written(tmp_path, content))

    assert f"position {position} " in refused.value.says.en


def test_t21_bidi_overrides_stay_in_the_text_for_the_reviewer_to_see(tmp_path: Path) -> None:
    text = "1.1 \u202egnireenigne\u202c and \u200bhidden"

    assert read_text(written(tmp_path, text.encode())) == text


def test_what_is_no_readable_file_is_missing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")  # would never end

    for path in (tmp_path / "nowhere.txt", tmp_path, tmp_path / "pipe", Path("bad\0name")):
        with pytest.raises(FileMissing):
            read_text(path)


def test_a_file_that_may_not_be_read_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:  # root may read everything, so the system's refusal is played
        raise PermissionError

    path = written(tmp_path, b"words")
    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(FileMissing):
        read_text(path)


def test_a_file_over_the_limit_is_refused_without_reading_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(sys.maxsize >> 24)  # half a terabyte of nothing, stored as nothing

    with pytest.raises(FileTooLarge) as refused:
        read_text(path)

    assert refused.value.says.en == "huge.txt is larger than 20 MB."
    assert SIZE_LIMIT == 20_000_000


@given(st.text().filter(lambda text: "\0" not in text and bool(text.strip())))
def test_every_text_comes_back_as_it_was_written(text: str) -> None:
    assert decoded(b"\xef\xbb\xbf" + text.encode(), file="a.txt") == text
    assert decoded(b"\xff\xfe" + text.encode("utf-16-le"), file="a.txt") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_refusal(content: bytes) -> None:
    outcome = _outcome(content)

    assert outcome.strip() if isinstance(outcome, str) else isinstance(outcome, FileBinary | FileEmpty | FileEncoding)


def _outcome(content: bytes) -> str | Refusal:
    try:
        return decoded(content, file="a.txt")
    except Refusal as refusal:
        return refusal
