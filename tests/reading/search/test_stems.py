"""Forms of one root meet, whatever their affixes, accents and marks; and no text breaks the reading of it."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.reading.search.english import english_stem
from pantau.reading.search.folding import folded, number
from pantau.reading.search.indonesian import indonesian_stem
from pantau.reading.search.lexicon import lexicon, rules
from pantau.reading.search.stems import stems_of

FORMS = tomllib.loads((Path(__file__).parent / "forms.toml").read_text(encoding="utf-8"))
STEMMERS = {"id": indonesian_stem, "en": english_stem}
ANY = st.text(max_size=400)
ODD = st.text(alphabet=st.sampled_from("aiuKkeNnyg-–—'’.,0123456789 \n\u0301\u202e\u200dßİﬁ½²กด漢😀\x01"), max_size=120)


def said(text: str, language: str) -> list[str]:
    return [one.stem for one in stems_of(text, language)]


@pytest.mark.parametrize(("language", "words"), [(one, words) for one in STEMMERS for words in FORMS[one]["together"]])
def test_forms_of_one_root_meet(language: str, words: str) -> None:
    assert len({STEMMERS[language](word) for word in words.split()}) == 1


@pytest.mark.parametrize(("language", "words"), [(one, words) for one in STEMMERS for words in FORMS[one]["apart"]])
def test_words_that_only_look_alike_stay_apart(language: str, words: str) -> None:
    stems = [STEMMERS[language](word) for word in words.split()]

    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize(
    "text", ["kerja sama", "kerjasama", "bekerja sama", "bekerjasama", "Kerja-sama", "kerja\nsama"]
)
def test_cooperation_is_one_word_however_it_is_written(text: str) -> None:
    assert said(text, "id") == ["kerjasama"]


@pytest.mark.parametrize("text", ["co-operation", "cooperation", "Co-operate"])
def test_so_it_is_in_english(text: str) -> None:
    assert said(text, "en") == ["cooper"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negara-negara", "negara"),
        ("Negara-negaranya", "negara"),
        ("ditindaklanjuti", "tindak lanjut"),
        ("menandatangani", "tanda tangan"),
        ("penyalahgunaan", "salah guna"),
        ("Jum’at", "jumat"),
        ("ke-26", "26"),
        ("G-20", "G20"),
        ("208,2", "208.2"),
        ("6.200", "6,200"),
        ("6.200", "6200"),
        ("1.234.567,89", "1,234,567.89"),
        ("Café", "cafe"),
        ("ＡＳＥＡＮ", "asean"),
    ],
)
def test_two_spellings_of_one_thing_meet(one: str, other: str) -> None:
    assert said(one, "id") == said(other, "id")


@pytest.mark.parametrize(
    ("one", "other"), [("26th", "26"), ("U.S.", "US"), ("ASEAN’s", "ASEAN"), ("mid-term", "midterm")]
)
def test_so_do_they_in_english(one: str, other: str) -> None:
    assert said(one, "en") == said(other, "en")


def test_a_compound_name_is_found_by_its_parts_and_by_the_whole() -> None:
    assert said("ASEAN-ROK", "en") == said("asean rok", "en") == ["asean", "rok"]


def test_a_number_is_not_another_one() -> None:
    assert len({number(one) for one in ("208,2", "2082", "20,82", "208", "2.082")} - {"2082"}) == 3


@given(text=st.one_of(ANY, ODD), language=st.sampled_from(["en", "id"]))
def test_any_text_is_read_and_every_stem_has_its_place(text: str, language: str) -> None:
    stems = list(stems_of(text, language))

    assert all(0 <= one.start < one.end <= len(text) for one in stems)
    assert all(before.end <= after.start for before, after in pairwise(stems))
    assert all(one.stem and all(sign.isalnum() or sign == "." for sign in one.stem) for one in stems)
    assert not any(one.stem.startswith(".") for one in stems)


@given(text=st.one_of(ANY, ODD))
def test_folding_again_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(
    whole=st.integers(0, 10**9),
    cents=st.one_of(st.just(""), st.integers(1, 99).map(lambda n: f"{n:02}")),
)
def test_a_number_is_the_same_in_both_locales(whole: int, cents: str) -> None:
    english = f"{whole:,}" + (f".{cents}" if cents else "")
    indonesian = english.translate(str.maketrans(".,", ",."))

    assert said(english, "en") == said(indonesian, "id")


@given(
    root=st.sampled_from(sorted(lexicon("id").roots - lexicon("id").stop)),
    affixes=st.sampled_from(["di{}", "{}nya", "{}lah"]),
)
def test_a_listed_root_is_found_again_behind_a_plain_affix(root: str, affixes: str) -> None:
    word = affixes.format(root)
    if word in lexicon("id").roots or word in lexicon("id").forms or root in lexicon("id").forms:
        return
    assert len(indonesian_stem(word)) >= len(root)  # the root itself, or a longer one that is made so too


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_data_say_nothing_twice_or_in_vain(language: str) -> None:
    words = lexicon(language)

    assert all(word == folded(word) for word in (*words.roots, *words.forms, *words.stop))
    assert all(set(one) <= {"prefix", "before", "lost", "guess"} for one in rules("id")["prefixes"])


def test_a_text_without_end_takes_no_time_without_end() -> None:
    assert len(said("a" * 1_000_000, "id")) == 1
    assert len(said("ke-" * 100_000, "id")) <= 100_000
