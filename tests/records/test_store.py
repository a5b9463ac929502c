"""Evidence files stand under the digest of their bytes, whole or not at all."""

import hashlib
import os
from pathlib import Path

import pytest

from pantau.records.store import digest_of, keep, place_of


def test_a_file_is_found_under_the_digest_of_its_bytes(tmp_path: Path) -> None:
    content = b"action line\n" * 1000

    digest = keep(tmp_path, content)

    assert digest == hashlib.sha256(content).hexdigest() == digest_of(content)
    assert place_of(tmp_path, digest).read_bytes() == content


def test_the_same_bytes_are_written_once(tmp_path: Path) -> None:
    first = place_of(tmp_path, keep(tmp_path, b"same")).stat()

    second = place_of(tmp_path, keep(tmp_path, b"same")).stat()

    assert (second.st_ino, second.st_mtime_ns) == (first.st_ino, first.st_mtime_ns)
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_file_is_flushed_to_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        seen.append([path.name for path in tmp_path.rglob("*") if path.is_file()])
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)

    digest = keep(tmp_path, b"text")

    assert len(seen) == 1
    assert digest not in seen[0]


def test_a_write_that_fails_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space left"):
        keep(tmp_path, b"text")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
