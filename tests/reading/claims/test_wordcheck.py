"""The word lists are in order, and what a person may get wrong in one is found with its row."""

import pytest

from pantau.reading.claims.wordcheck import check_list, check_words
from pantau.reading.claims.wordrules import RULES

HEAD = "# remark\nunit,kind,factor,metric,many,one,id\n"


def test_the_word_lists_are_in_order() -> None:
    assert check_words() == ()


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("dragon,count,1,items,dragons,dragon,naga", "unknown_code"),
        ("item,count,1,items,Dragons,dragon,naga", "capitals"),
        ("item,count,1,items,dragons||drakes,dragon,naga", "empty"),
        ("item,count,1,items,,,", "empty"),
        (",count,1,items,dragons,dragon,naga", "empty"),
        ("item,count,many,items,dragons,dragon,naga", "not_a_number"),
        ("item,count,1,items,dragons|dragons,dragon,naga", "doubled"),
        ("item,count,1", "columns"),
    ],
)
def test_what_is_wrong_in_a_row_is_found_with_its_row(row: str, code: str) -> None:
    (fault,) = check_list("units", HEAD + row)

    assert (fault.file, fault.row, fault.code) == ("units.csv", 3, code)


def test_every_list_is_documented() -> None:
    assert set(RULES) >= {"units", "currencies", "metrics", "qualifiers"}
