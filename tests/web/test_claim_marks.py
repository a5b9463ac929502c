"""Claims marked in the text of their source: overlapping, nested, on any page, in any script."""

from dataclasses import replace
from itertools import pairwise
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.evidence.rows import ClaimRow, ClaimState
from pantau.domain.sources import SourceRow
from pantau.web.desk.claim_marks import heights, page_at, page_starts, pieces

SOURCE = SourceRow(
    id=1,
    public_id=uuid4(),
    code="S",
    kind="text",
    title="A text",
    publisher="",
    origin="",
    language="en",
    published_on=None,
    rights="",
    file_name="a.txt",
    digest="0" * 64,
)


def claim(text: str, start: int, end: int, *, type: str = "quantity") -> ClaimRow:
    return ClaimRow(
        id=1,
        public_id=uuid4(),
        version=1,
        source=SOURCE,
        type=type,
        start=start,
        end=end,
        text=text[start:end],
        value={},
        attributes={},
        rule="test",
        confidence=90,
        state=ClaimState.PROPOSED,
    )


def test_a_claim_within_another_is_covered_by_both_the_outer_one_first() -> None:
    text = "They agreed to trade 5 billion."
    outer, inner = claim(text, 5, 30, type="commitment"), claim(text, 21, 30)

    found = pieces(text, (inner, outer))

    assert [(one.text, one.covered, one.opens) for one in found] == [
        ("They ", (), ()),
        ("agreed to trade ", (1,), (1,)),
        ("5 billion", (1, 0), (0,)),
        (".", (), ()),
    ]
    assert heights(found) == {1: 1, 0: 0}


def test_claims_that_cross_are_both_marked_where_they_overlap() -> None:
    text = "abcdefghij"
    first, second = claim(text, 0, 6), claim(text, 4, 9, type="event")

    found = pieces(text, (first, second))

    assert [(one.text, one.covered) for one in found] == [("abcd", (0,)), ("ef", (0, 1)), ("ghi", (1,)), ("j", ())]


def test_two_types_on_the_same_words_both_open_there() -> None:
    text = "Jakarta"

    found = pieces(text, (claim(text, 0, 7, type="entity"), claim(text, 0, 7, type="event")))

    assert [(one.covered, one.opens) for one in found] == [((0, 1), (0, 1))]


def test_emoji_combining_marks_and_right_to_left_stay_in_their_places() -> None:
    text = "👩‍👩‍👧 é قيمة التبادل 5 مليار 🇮🇩"
    start = text.index("5")

    found = pieces(text, (claim(text, start, start + 1),))

    assert [one.text for one in found if one.covered] == ["5"]
    assert "".join(one.text for one in found) == text


def test_a_claim_from_the_page_before_goes_on_without_opening_again() -> None:
    text = "abcdefghij"

    found = pieces(text[5:], (claim(text, 3, 7),), start=5)

    assert [(one.text, one.covered, one.opens) for one in found] == [("fg", (0,), ()), ("hij", (), ())]


def test_a_page_ends_with_a_line_and_splits_no_claim() -> None:
    text = "one two three\nfour five six\nseven eight\n" * 3
    across = claim(text, text.index("six"), text.index("seven") + 5)

    starts = page_starts(text, (across,), size=40)

    assert all(text[place - 1] in "\n " for place in starts[1:])
    assert not any(across.start < place < across.end for place in starts)
    assert [page_at(starts, place) for place in (0, starts[1] - 1, starts[1], len(text) - 1)] == [1, 1, 2, len(starts)]


def test_a_text_without_any_blank_still_has_pages() -> None:
    text = "a" * 100

    assert page_starts(text, (claim(text, 0, 100),), size=40) == (0, 40, 80)


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=12)


@given(SPANS, st.text(min_size=1, max_size=60))
def test_the_pieces_are_the_text_and_say_exactly_what_covers_them(spans: list[tuple[int, int]], text: str) -> None:
    blank = claim(text, 0, 1)
    claims = [replace(blank, start=start, end=start + long) for start, long in spans if start < len(text)]

    found = pieces(text, claims)

    assert "".join(one.text for one in found) == text
    place = 0
    for piece in found:
        covering = {at for at, one in enumerate(claims) if one.start <= place < one.end}
        assert set(piece.covered) == covering
        place += len(piece.text)
    assert sorted(at for one in found for at in one.opens) == list(range(len(claims)))


@given(st.text(max_size=300), st.integers(2, 40), SPANS)
def test_pages_cover_the_whole_text_in_order(text: str, size: int, spans: list[tuple[int, int]]) -> None:
    blank = claim(text, 0, 1)
    claims = [replace(blank, start=start, end=start + long) for start, long in spans]

    starts = page_starts(text, claims, size=size)

    assert starts[0] == 0
    assert all(0 < after - before <= size for before, after in pairwise(starts))
    assert len(text) - starts[-1] <= size
