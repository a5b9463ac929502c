"""Word-level marks: nothing of either text is lost, whole words change, and no confetti is left."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from pantau.domain.alignment import MarkKind, marks

WORDS = ("trade", "and", "in", "of", "the", "Trade,", "port-State", "2025", "2026-2030", ";", "’", "\n", "", "data")
TEXTS = some.one_of(some.text(max_size=60), some.lists(some.sampled_from(WORDS), max_size=25).map(" ".join))


def joined(old: str, new: str, *kinds: MarkKind) -> str:
    return "".join(mark.text for mark in marks(old, new) if mark.kind in kinds)


def told(old: str, new: str) -> str:
    """The marks as one line: `[removed]`, `{added}`."""
    shapes = {MarkKind.KEPT: "%s", MarkKind.REMOVED: "[%s]", MarkKind.ADDED: "{%s}"}
    return "".join(shapes[mark.kind] % mark.text for mark in marks(old, new))


@given(TEXTS, TEXTS)
def test_kept_and_removed_are_the_old_text_and_kept_and_added_the_new(old: str, new: str) -> None:
    assert joined(old, new, MarkKind.KEPT, MarkKind.REMOVED) == old
    assert joined(old, new, MarkKind.KEPT, MarkKind.ADDED) == new


@given(TEXTS, TEXTS)
def test_marks_are_never_empty_and_no_two_of_one_kind_stand_together(old: str, new: str) -> None:
    found = marks(old, new)

    assert all(mark.text for mark in found)
    assert all(one.kind is not other.kind for one, other in pairwise(found))


@given(TEXTS)
def test_a_text_and_itself_are_one_kept_stretch(text: str) -> None:
    assert [mark.kind for mark in marks(text, text)] == [MarkKind.KEPT] * bool(text)


def test_a_year_changes_as_a_whole_and_not_by_its_digits() -> None:
    assert told("from 2021-2025 on", "from 2026-2030 on") == "from[ 2021-2025]{ 2026-2030} on"


def test_an_inflected_word_changes_as_a_whole() -> None:
    assert told("Strengthen trade", "Strengthening trade") == "[Strengthen]{Strengthening} trade"


def test_a_little_word_between_two_changes_belongs_to_them() -> None:
    assert (
        told("Train pilots and mechanics of ferries yearly", "Train captains and cooks of trawlers yearly")
        == "Train[ pilots and mechanics of ferries]{ captains and cooks of trawlers} yearly"
    )


def test_a_number_or_a_word_that_says_something_is_kept_between_two_changes() -> None:
    assert (
        told("Pair 100 schools by 2025 at least", "Match 100 colleges by 2025 at most")
        == "[Pair]{Match} 100[ schools]{ colleges} by 2025 at[ least]{ most}"
    )


def test_what_was_put_in_before_the_first_word_is_one_stretch() -> None:
    assert told("trade grows", "Regional trade grows") == "{Regional }trade grows"


def test_a_text_of_five_thousand_words_is_marked_without_stalling() -> None:
    old = " ".join(f"word{number % 700} of the" for number in range(1700))
    new = old.replace("word13 ", "word14 ")

    assert joined(old, new, MarkKind.KEPT, MarkKind.ADDED) == new
    assert len(re.findall("word13", joined(old, new, MarkKind.REMOVED))) == 3
