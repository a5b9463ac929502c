"""Texts that go back to one release are told from texts that do not, and are found by their marks."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.origins import Alike
from pantau.reading.facts import facts_in
from pantau.reading.origins import SHINGLE, WINDOW, fact_marks, likeness_of, word_marks

RELEASE = """The foreign ministers of Alfara and Bravia met in Port Cem on 27 October 2025 and welcomed the progress
of their plan. Two-way trade reached 208.2 billion dollars in 2024, while direct investment stood at 7.6
billion dollars. The ministers noted that 95 % of the action lines had been carried out, and asked their
officials to prepare a successor for the years to come. They agreed to open a centre for marine research,
to exchange 1,250 students each year and to meet again in the spring. Minister Rano Sadik said that the
cooperation had brought the peoples of both countries closer, and thanked Director Mei Lin for her work."""
TRANSLATED = """Menteri luar negeri Alfara dan Bravia bertemu di Port Cem pada 27 Oktober 2025. Perdagangan dua arah
mencapai 208,2 miliar dolar pada 2024, sedangkan investasi langsung sebesar 7,6 miliar dolar. Sebanyak 95
persen atau 95% lini aksi telah dilaksanakan. Kedua negara bertukar 1.250 mahasiswa setiap tahun. Menteri
Rano Sadik berterima kasih kepada Direktur Mei Lin."""
RETOLD = """Port Cem - Alfara and Bravia now trade goods worth 208.2 billion dollars. Investment is at 7.6 billion,
it was said on 27 October 2025 by Rano Sadik, and nearly everything that was planned (95 %) is done. Some
1,250 students travel. Mei Lin was thanked."""
MENU = "Home News Politics Economy Sport Opinion Video About us Contact Terms of use Privacy policy Careers Help "
OTHER = """A storm delayed the ferries of Cempaka on Friday. Passengers waited for hours while the crews looked
after the boats, and the harbour master said that the service would start again as soon as the wind
allowed it. Nobody was hurt in the harbour, but two small boats were damaged, and the owners have asked
the town for help with the repairs before the season of fishing begins."""


@pytest.mark.parametrize(
    "copy",
    [
        "Ministers meet in Port Cem\n\n" + RELEASE,
        "PORT CEM (Agency) - " + RELEASE.replace("\n", " "),
        RELEASE[:330],
        MENU * 3 + RELEASE + MENU * 3,
        RELEASE.replace("The ministers noted", "The two ministers also noted").replace("spring", "autumn"),
        RELEASE.upper(),
    ],
    ids=["headline", "dateline", "shortened", "furniture", "edited", "capitals"],
)
def test_a_copy_is_a_copy_whatever_stands_around_it(copy: str) -> None:
    found = likeness_of(RELEASE, copy, languages=("en", "en"))

    assert found is not None
    assert found.alike is Alike.COPY
    assert word_marks(RELEASE) & word_marks(copy)


def test_a_translation_says_the_same_in_another_language() -> None:
    found = likeness_of(TRANSLATED, RELEASE, languages=("id", "en"))

    assert found is not None
    assert found.alike is Alike.TRANSLATION
    assert {"208200000000", "7600000000", "1250"} <= set(found.numbers)
    assert found.days == ("10-27",)
    assert len(fact_marks(TRANSLATED) & fact_marks(RELEASE)) >= 3


def test_a_retelling_says_the_same_in_other_words() -> None:
    found = likeness_of(RETOLD, RELEASE, languages=("en", "en"))

    assert found is not None
    assert found.alike is Alike.RETELLING


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (RELEASE, OTHER),
        (MENU * 3 + OTHER, MENU * 3 + RELEASE),
        (TRANSLATED, RELEASE.replace("208.2", "18.4").replace("7.6", "2.1").replace("1,250", "300")),
        (TRANSLATED, RELEASE.replace("27 October", "3 May")),
        ("", RELEASE),
        ("", ""),
    ],
    ids=["others", "one publisher", "other figures", "another day", "nothing", "nothing twice"],
)
def test_what_only_looks_alike_is_not(one: str, other: str) -> None:
    assert likeness_of(one, other, languages=("id", "en")) is None


def test_a_reason_names_what_is_shared_in_both_languages() -> None:
    found = likeness_of(TRANSLATED, RELEASE, languages=("id", "en"))

    assert found is not None
    assert "208.2 billion" in found.why.into("en")
    assert "208,2 miliar" in found.why.into("id")
    assert "27/10" in found.why.into("id")


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("208,2 miliar", "208.2 billion"),
        ("6.200 peserta", "6,200 participants"),
        ("45 juta", "45 million"),
        ("1,5 triliun", "1.5 trillion"),
        ("7,25 persen atau 7,25%", "7.25%"),
        ("1.234.567 orang", "1,234,567 people"),
    ],
)
def test_a_number_is_the_same_in_both_languages(indonesian: str, english: str) -> None:
    assert facts_in(indonesian).numbers & facts_in(english).numbers


@given(before=st.integers(0, 60), after=st.integers(0, 60), seed=st.integers(0, 10_000))
def test_texts_that_share_a_run_of_words_share_a_mark(before: int, after: int, seed: int) -> None:
    """Winnowing promises it for a run of one window of shingles."""
    words = random.Random(seed)
    run = [f"w{words.randrange(5000)}" for _ in range(WINDOW + SHINGLE - 1)]
    one = [f"a{words.randrange(5000)}" for _ in range(before)] + run + [f"b{n}" for n in range(after)]
    other = [f"c{n}" for n in range(after)] + run + [f"d{n}" for n in range(before)]

    assert word_marks(" ".join(one)) & word_marks(" ".join(other))


@given(st.text(), st.text())
def test_any_two_texts_are_compared_without_a_fault_and_alike_both_ways(one: str, other: str) -> None:
    assert likeness_of(one, other) == likeness_of(other, one)
    assert word_marks(one) == word_marks(one)
    assert all(-(2**63) <= mark < 2**63 for mark in word_marks(one) | fact_marks(other))
