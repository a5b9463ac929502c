"""Texts of sources: cut where passages begin and end, and nothing lost."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.sources import PassageRow
from pantau.records.queries.sources import source_text
from pantau.records.workspace import Folder
from pantau.web.pages.source_text import context_of, stretches
from tests.domain.figures.made import source

SOURCE = source("NOTE", language="en")


def passage(start: int, end: int, text: str = "") -> PassageRow:
    return PassageRow(public_id=UUID(int=start * 1000 + end), source=SOURCE, start=start, end=end, text=text)


@st.composite
def texts_with_passages(draw: st.DrawFn) -> tuple[str, list[PassageRow]]:
    text = draw(st.text(min_size=1, max_size=60))
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return text, [passage(start, end) for start, end in draw(st.lists(ends, max_size=5))]


@given(texts_with_passages())
def test_the_stretches_make_up_the_text_and_mark_what_is_covered(drawn: tuple[str, list[PassageRow]]) -> None:
    text, passages = drawn

    pieces = stretches(text, passages)

    assert "".join(piece.text for piece in pieces) == text
    marked = [piece.marked for piece in pieces for _ in piece.text]
    assert marked == [any(one.start <= place < one.end for one in passages) for place in range(len(text))]
    assert sorted(anchor for piece in pieces for anchor in piece.anchors) == sorted(
        f"p-{p.public_id}" for p in passages
    )


@given(texts_with_passages(), st.integers(1, 59))
def test_a_page_of_the_text_is_cut_as_the_whole_is(drawn: tuple[str, list[PassageRow]], start: int) -> None:
    text, passages = drawn
    page = text[start:]

    pieces = stretches(page, passages, start=start) if page else ()

    assert "".join(piece.text for piece in pieces) == page


def test_the_context_of_a_passage_is_cut_at_blanks() -> None:
    text = "alpha beta gamma delta epsilon"

    assert context_of(passage(11, 16, "gamma"), text, around=7) == ("… beta ", " delta …")


def test_a_passage_that_does_not_stand_there_has_no_context() -> None:
    assert context_of(passage(0, 5, "other"), "alpha beta") == ("", "")
    assert context_of(passage(0, 5, "alpha"), None) == ("", "")


@pytest.mark.parametrize("content", [b"\x00\x01\x02\xff", None])
def test_a_file_that_is_no_text_or_not_there_is_not_shown(folder: Folder, content: bytes | None) -> None:
    if content is not None:
        place = folder.evidence / "ab"
        place.mkdir(parents=True)
        (place / "abcd").write_bytes(content)

    assert source_text(replace(SOURCE, digest="abcd")) is None
