"""`pantau read`: one file, several of any kind, or the standard input; what cannot be read is said, the rest read."""

import gc
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordDocument

from pantau.cli import claim_lines, progress
from tests.files.pdfs import lines, pdf
from tests.workspaces import Pantau

SAID = "Trade between ASEAN and Japan reached US$ 253 billion in 2023."
KEYS = ["doc", "type", "start", "end", "text", "value", "attributes", "rule", "confidence"]


@pytest.fixture
def collector() -> Iterator[None]:
    """What the command asks of the garbage collector is for a process of its own."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def word(text: str) -> bytes:
    document, kept = WordDocument(), io.BytesIO()
    document.add_paragraph(text)
    document.save(kept)
    return kept.getvalue()


KINDS: dict[str, bytes] = {
    "note.txt": SAID.encode(),
    "note.md": f"# Trade\n\n{SAID}\n".encode(),
    "note.html": f"<!doctype html><title>Trade</title><nav>Home</nav><p>{SAID}</p>".encode(),
    "note.docx": word(SAID),
    "note.pdf": pdf([lines(SAID)]),
}


def claims_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def money_of(out: str) -> list[tuple[str, float]]:
    found = [one for one in claims_of(out) if one["type"] == "quantity"]
    return [(one["doc"], one["value"]["number"]) for one in found]


@pytest.mark.parametrize("name", KINDS)
def test_texts_pages_word_and_pdf_files_say_the_same(pantau: Pantau, name: str) -> None:
    file = pantau.file(name, KINDS[name])

    result = pantau.must("read", file, "--json")

    assert money_of(result.out) == [(name, 253e9)]
    assert [list(one) for one in claims_of(result.out)] == [KEYS] * len(claims_of(result.out))


def test_without_json_a_claim_is_a_line_for_people(pantau: Pantau) -> None:
    result = pantau.must("read", pantau.file("note.txt", SAID))

    assert "note.txt:38-53  quantity  “US$ 253 billion”  kind money, number 253000000000" in result.out


def test_a_dash_reads_the_standard_input(pantau: Pantau) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pantau", "read", "-", "--json"],
        input=SAID.encode(),
        capture_output=True,
        env=pantau.surroundings,
        check=True,
    )

    assert money_of(done.stdout.decode()) == [("-", 253e9)]


def test_what_the_standard_input_holds_may_be_any_kind_of_document(pantau: Pantau) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "pantau", "read", "-", "--json"],
        input=KINDS["note.docx"],
        capture_output=True,
        env=pantau.surroundings,
        check=True,
    )

    assert money_of(done.stdout.decode()) == [("-", 253e9)]


def test_several_files_are_printed_in_their_order_as_each_would_be_alone(pantau: Pantau) -> None:
    files = [pantau.file(f"{number}.txt", f"The fund received US${number} million.") for number in range(2, 12)]

    together = pantau.must("read", *files, "--json")

    assert together.out == "".join(pantau.must("read", file, "--json").out for file in files)
    assert together.err == ""


def test_files_that_cannot_be_read_are_named_and_the_others_are_read(pantau: Pantau) -> None:
    good, other = pantau.file("a.txt", SAID), pantau.file("z.txt", SAID)
    empty, picture = pantau.file("empty.txt", b""), pantau.file("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100))

    result = pantau("read", good, empty, picture, pantau.folder.parent / "none.txt", other, "--json")

    assert result.code == 1
    assert [doc for doc, _ in money_of(result.out)] == ["a.txt", "z.txt"]
    said = result.err.splitlines()
    assert [line.partition(": ")[0] for line in said[::2]] == [str(empty), str(picture), said[4].partition(": ")[0]]
    assert said[4].startswith(str(pantau.folder.parent / "none.txt"))
    assert all(line.startswith("  ") and len(line) > 10 for line in said[1::2])


def test_the_only_file_is_refused_like_anything_else(pantau: Pantau) -> None:
    refusal = pantau.refusal("read", pantau.file("empty.txt", b""))

    assert refusal["code"] == "file_empty"


def test_the_day_of_the_texts_resolves_days_without_a_year(pantau: Pantau) -> None:
    file = pantau.file("note.txt", "Para menteri bertemu di Bali, 24 Juni.")

    result = pantau.must("read", file, "--published", "2014-06-25", "--json")

    (day,) = [one for one in claims_of(result.out) if one["type"] == "date"]
    assert day["value"]["resolved"] == ["2014-06-24", "2014-06-24"]


@pytest.mark.usefixtures("collector")
def test_how_many_files_are_read_is_told_on_standard_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(claim_lines, "cpu_count", lambda: 2)
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for file in files:
        file.write_text(SAID, encoding="utf-8")

    code = claim_lines.print_claims(files, published=None, as_json=True)

    shown = capsys.readouterr()
    assert code == 0
    assert shown.err.splitlines()[-1] == "3 of 3 files read"
    assert [doc for doc, _ in money_of(shown.out)] == ["0.txt", "1.txt", "2.txt"]
