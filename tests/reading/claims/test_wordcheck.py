"""The word lists are in order, and what a person may get wrong in one is found with its row, and said in a sentence."""

from importlib.resources import files

import pytest

from pantau.domain.words import LANGUAGES, table
from pantau.reading.claims.wordcheck import Fault, check_list, check_together, check_words
from pantau.reading.claims.wordrules import RULES

UNITS = "# remark\nunit,kind,factor,metric,many,one,id\n"
BODIES = "id,country,names,silent\n"
COUNTRIES = "code,en,id,other,adjective,capital\n"


def test_the_word_lists_are_in_order() -> None:
    assert check_words() == ()


def test_every_word_list_is_checked() -> None:
    folder = files("pantau.reading.claims").joinpath("data")
    assert {one.name for one in folder.iterdir()} == {f"{name}.csv" for name in RULES}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("dragon,count,1,items,dragons,dragon,naga", "unknown_code"),
        ("item,count,1,dragons,dragons,dragon,naga", "unknown_code"),
        ("item,count,1,items,Dragons,dragon,naga", "capitals"),
        ("item,count,1,items,dragons||drakes,dragon,naga", "empty_spelling"),
        ("item,count,1,items,,,", "no_words"),
        (",count,1,items,dragons,dragon,naga", "empty"),
        ("item,count,many,items,dragons,dragon,naga", "not_a_number"),
        ("item,count,1,items,dragons|dragons,dragon,naga", "doubled"),
        ("item,count,1", "columns"),
        ("item,count,1,items,dragons,dragon,naga,more", "columns"),
    ],
)
def test_what_is_wrong_in_a_row_is_found_with_its_row(row: str, code: str) -> None:
    (fault,) = check_list("units", UNITS + row)

    assert (fault.file, fault.row, fault.code) == ("units.csv", 3, code)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("bodies", BODIES + "kemlu,ID,Kemlu,", "wrong_form"),
        ("bodies", BODIES + "org:kemlu,XX,Kemlu,", "unknown_code"),
        ("bodies", BODIES + "org:one,,Interpol|INTERPOL,", "doubled"),
        ("bodies", "id,land,names,silent\norg:one,ID,One,", "header"),
        ("bodies", "id;country;names;silent\norg:one;ID;One;", "semicolons"),
        ("countries", COUNTRIES + "Indonesia,Indonesia,Indonesia,,,", "wrong_form"),
        ("instruments", "kind,weight,common,parties,en,id\nfta,heavy,t,,Free Trade Agreement,", "not_a_number"),
        ("instruments", "kind,weight,common,parties,en,id\nfta,9,t,ID EU,Free Trade Agreement,", "unknown_code"),
        ("stages", "done,now,ahead,voice,names\nfinished,planned,planned,object,menyudahi", "unknown_code"),
        ("acts", "act,form,names\npropose,shout,menyerukan", "unknown_code"),
        ("stances", "stance,names\nreached,Telah", "capitals"),
        ("wordsets", "set,words\nsome set,dan dan", "doubled"),
        ("meetings", None, "unreadable"),
    ],
)
def test_every_sort_of_list_is_held_against_its_own_rules(name: str, content: str | None, code: str) -> None:
    (fault,) = check_list(name, content)

    assert (fault.file, fault.code) == (f"{name}.csv", code)


def test_a_short_form_may_stand_twice_where_only_capitals_tell_it_apart() -> None:
    assert list(check_list("bodies", BODIES + "org:one,,WHO,\norg:two,,Who Else,")) == []


def test_one_spelling_may_not_mean_a_country_here_and_a_body_there() -> None:
    lists = {"countries": COUNTRIES + "GE,Georgia,Georgia,,,", "bodies": BODIES + "org:georgia,,Georgia,"}

    (fault,) = check_together(lists)

    assert (fault.file, fault.row, fault.code, fault.other) == ("bodies.csv", 2, "overlap", "countries.csv, GE")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", table("word_faults"))
def test_every_fault_says_what_is_wrong_and_what_to_do(code: str, language: str) -> None:
    fault = Fault(file="units.csv", row=3, code=code, column="unit", text="dragon", other="item")

    assert fault.says.has(language)
    assert fault.mend.has(language)
    assert "{" not in fault.says.into(language) + fault.mend.into(language)
