"""Who confirms something, and on which passages it stands."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.evidence.backing import Backing, confirmations, passages_of
from pantau.domain.sources import PassageRow
from tests.domain.figures.made import source

ARTICLE = source("article", origin="release")
sources = st.lists(st.builds(source, st.sampled_from("ABCDE"), origin=st.sampled_from(["", "one", "two"])))


def passage(start: int, end: int) -> PassageRow:
    return PassageRow(public_id=UUID(int=start), source=ARTICLE, start=start, end=end, text="x" * (end - start))


def backing(start: int, end: int) -> Backing:
    return Backing(claim=UUID(int=start), type="quantity", bond="backs", passage=passage(start, end))


@given(sources)
def test_every_origin_confirms_once_however_many_repeat_it(drawn: list) -> None:  # type: ignore[type-arg]
    found = confirmations(drawn)
    origins = [one.origin for one in found]
    assert len(origins) == len(set(origins)) == len({one.origin or one.code for one in drawn})
    assert {source.code for one in found for source in one.sources} == {one.code for one in drawn}


def test_a_place_is_shown_once_though_two_claims_stand_on_it() -> None:
    assert passages_of([backing(5, 9), backing(5, 9), backing(20, 24)]) == (passage(5, 9), passage(20, 24))


def test_the_recorded_passage_is_shown_unless_a_claim_stands_on_it() -> None:
    assert passages_of([backing(5, 9)], own=passage(0, 7)) == (passage(5, 9),)
    assert passages_of([backing(5, 9)], own=passage(9, 12)) == (passage(9, 12), passage(5, 9))
    assert passages_of([], own=passage(0, 7)) == (passage(0, 7),)
