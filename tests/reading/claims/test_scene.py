"""A text is cut without being changed: sentences, languages, and what the page printed around it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.reading.claims.scene import Scene
from pantau.reading.claims.sentences import cut


def cut_up(text: str) -> list[str]:
    bounds = cut(text)
    return [text[start:end].strip() for start, end in pairwise(bounds)]


def masked(text: str) -> list[str]:
    return [text[start:end] for start, end in Scene(text=text).masked]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Penanganan bencana.Selain itu 3 hal.", ["Penanganan bencana.", "Selain itu 3 hal."]),
        ("Dr. Sari dan Prof. Budi hadir. Selesai.", ["Dr. Sari dan Prof. Budi hadir.", "Selesai."]),
        ("The U.S. Secretary spoke to H.E. Mr. Tan.", ["The U.S. Secretary spoke to H.E. Mr. Tan."]),
        ("Rp. 5 miliar dan No. 12 tetap.", ["Rp. 5 miliar dan No. 12 tetap."]),
        ("1. Trade\n2. Energy\n", ["1. Trade", "2. Energy"]),
        (
            "The Ministers of the ten members welcomed the\nASEAN plan of action.",
            ["The Ministers of the ten members welcomed the\nASEAN plan of action."],
        ),
        ("A heading\nThe text begins here.", ["A heading", "The text begins here."]),
        ("“Good.” He left.", ["“Good.”", "He left."]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert cut_up(text) == sentences


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: 5 negara sepakat",
        "Copyright © 2024 Kantor Berita",
        "Halaman 2 dari 5",
        "- 3 -",
        "Page 4 of 10",
        "ADVERTISEMENT",
        "Beranda Tentang Kami Redaksi Karir",
        "Share 12",
        "Editor: Sari",
        "Telp. (021) 726 2991",
    ],
)
def test_what_the_page_prints_around_a_text_says_nothing(line: str) -> None:
    assert masked(f"Lima menteri bertemu.\n{line}\nMereka sepakat.") == [line]


def test_addresses_and_telephone_numbers_within_a_sentence_say_nothing() -> None:
    assert masked("See https://a.org/5-ways or a@b.org or +62 21 726-2991 for 5 ways.") == [
        "https://a.org/5-ways",
        "a@b.org",
        "+62 21 726-2991",
    ]


def test_a_sentence_that_reports_is_not_taken_for_furniture() -> None:
    assert masked("Indonesia berbagi dengan 5 negara.\nSebanyak 20 orang hadir, sumber: panitia.") == []


def test_each_sentence_has_its_language() -> None:
    scene = Scene(text="Para menteri dan pejabat bertemu di Jakarta. The ministers of the region met in Bali.")

    assert [one.language for one in scene.sentences] == ["id", "en"]


@given(st.text(max_size=200))
def test_the_plain_text_is_as_long_as_the_text_and_every_token_is_in_one_sentence(text: str) -> None:
    scene = Scene(text=text)

    assert len(scene.plain) == len(text)
    assert [place for one in scene.sentences for place in range(one.first, one.last)] == list(range(len(scene.tokens)))
    assert all(token.text == text[token.start : token.end] for token in scene.tokens)
