"""Whatever the text: places are exact, claims lie apart, and a figure that is written is read back."""

import time
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.reading.claims import Claim, read_claims
from tests.effort import effort

PIECES = [
    *(
        "US$",
        "Rp ",
        "1.500",
        "3,2",
        " miliar",
        " juta",
        "%",
        " persen",
        " hingga ",
        "-",
        "2018",
        " Mei ",
        "24/6",
        "ke-",
    ),
    *(
        "\n",
        ". ",
        "(",
        ")",
        " dari ",
        "terbesar",
        " kelima",
        "setengah",
        "dua",
        " puluh",
        "one",
        " in ",
        "and ",
        " of ",
    ),
    *(
        "million",
        "a ",
        "third",
        "peringkat",
        " negara",
        " tersebut",
        "@",
        "http://",
        "\u0301",
        "\u200f",
        "\u202e",
        "🇮🇩",
    ),
    *("İ", "ß", "\x00", "\ud7ff", "٣", "²", "½", "１２"),
]
any_text = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
ENGLISH, INDONESIAN = (
    "The total of the year was {}, according to the Ministry.",
    "Nilai total tahun ini adalah {}, menurut kementerian itu.",
)


def quantities(text: str) -> list[Claim]:
    return [claim for claim in read_claims(text) if claim.type == "quantity"]


@settings(max_examples=400, deadline=None)
@given(any_text)
def test_any_text_is_read_with_exact_places_and_nothing_twice(text: str) -> None:
    ends: dict[str, int] = defaultdict(int)

    for claim in read_claims(text):
        assert claim.text == text[claim.start : claim.end]
        assert claim.text
        assert claim.start >= ends[claim.type]
        assert 0 <= claim.confidence <= 1
        ends[claim.type] = claim.end


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "cp1252"])
def test_a_text_in_a_wrong_encoding_is_read(encoding: str) -> None:
    text = "Bantuan sebesar Rp 5 miliar – “separuhnya” di 2018".encode().decode(encoding, errors="replace")

    assert all(claim.text == text[claim.start : claim.end] for claim in read_claims(text))


REPEATED = [*PIECES, "1 ", "1,", "dua ", "1-", "a a ", "one in ", "5 dan ", "setara ("]


@pytest.mark.parametrize("piece", REPEATED)
def test_reading_is_no_more_work_than_in_proportion_to_the_text(piece: str) -> None:
    text = piece * (500 // len(piece) + 1)
    read_claims(text)

    short, long = (effort(lambda times=times: read_claims(text * times)) for times in (1, 4))

    assert long < 6 * short


@pytest.mark.soak
@pytest.mark.parametrize("piece", REPEATED)
def test_reading_takes_seconds_whatever_a_long_text_repeats(piece: str) -> None:
    """What is written in C shows in the time alone."""
    text = piece * (40_000 // len(piece))

    before = time.process_time()
    read_claims(text)

    assert time.process_time() - before < 8


@given(
    st.integers(1, 999),
    st.integers(0, 99),
    st.sampled_from([("million", "juta", 6), ("billion", "miliar", 9), ("trillion", "triliun", 12)]),
    st.sampled_from(["US$", "US$ ", "USD "]),
)
def test_money_in_either_language_is_read_back(
    whole: int, part: int, magnitude: tuple[str, str, int], sign: str
) -> None:
    english, indonesian, power = magnitude
    value = (Decimal(whole) + Decimal(part) / 100) * 10**power

    one = quantities(ENGLISH.format(f"{sign}{whole}.{part:02d} {english}"))
    other = quantities(INDONESIAN.format(f"{sign}{whole},{part:02d} {indonesian}"))

    for found in (one, other):
        assert [(claim.value["currency"], Decimal(str(claim.value["number"]))) for claim in found] == [("USD", value)]


@given(st.integers(2, 999_999_999))
def test_grouped_digits_are_read_back(number: int) -> None:
    english = quantities(ENGLISH.format(f"USD {number:,}"))
    indonesian = quantities(INDONESIAN.format(f"Rp{number:,}".replace(",", ".")))

    assert [claim.value["number"] for claim in (*english, *indonesian)] == [number, number]


@given(st.integers(2, 9_999))
def test_numbers_in_words_are_read_back(number: int) -> None:
    english = quantities(ENGLISH.format(f"{in_english(number)} participants"))
    indonesian = quantities(INDONESIAN.format(f"{in_indonesian(number)} peserta"))

    assert [claim.value["number"] for claim in (*english, *indonesian)] == [number, number]


@given(st.integers(1, 400), st.integers(1, 400), st.sampled_from(["-", "–", " - ", " hingga ", " sampai "]))
def test_a_range_has_both_ends_and_one_magnitude(low: int, step: int, link: str) -> None:
    (claim,) = quantities(INDONESIAN.format(f"US$ {low}{link}{low + step} juta"))

    assert (claim.value["number"], claim.value["number_max"]) == (low * 10**6, (low + step) * 10**6)


@given(st.integers(0, 100), st.integers(0, 9), st.sampled_from(["%", " %", " persen"]))
def test_percents_are_read_back(whole: int, part: int, sign: str) -> None:
    (claim,) = quantities(INDONESIAN.format(f"{whole},{part}{sign}"))

    assert (claim.value["kind"], claim.value["number"]) == ("percent", float(f"{whole}.{part}"))


@given(st.dates(), st.sampled_from(["id", "en", "us"]))
def test_days_are_read_back(day: object, style: str) -> None:
    months = {
        "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "en": "January February March April May June July August September October November December",
    }
    year, month, number = day.year % 200 + 1900, day.month, min(day.day, 28)  # type: ignore[attr-defined]
    name = months["id" if style == "id" else "en"].split()[month - 1]
    text = f"{name} {number}, {year}" if style == "us" else f"{number} {name} {year}"

    (claim,) = [one for one in read_claims(f"They met on {text} at last.") if one.type == "date"]

    assert (claim.text, claim.value["start"]) == (text, f"{year}-{month:02d}-{number:02d}")


SMALL_EN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS_EN = ("_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL_ID = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905
TENS_ID = (10, "puluh", "sepuluh")


def in_english(number: int) -> str:
    if number < 20:
        return SMALL_EN[number]
    if number < 100:
        return TENS_EN[number // 10] + (f"-{SMALL_EN[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{SMALL_EN[number // 100]} hundred" + (f" and {in_english(number % 100)}" if number % 100 else "")
    return f"{in_english(number // 1000)} thousand" + (f" {in_english(number % 1000)}" if number % 1000 else "")


def in_indonesian(number: int) -> str:
    if number < 12:
        return SMALL_ID[number]
    if number < 20:
        return f"{SMALL_ID[number - 10]} belas"
    base, name, one = (
        (1000, "ribu", "seribu") if number > 999 else (100, "ratus", "seratus") if number > 99 else TENS_ID
    )
    upper, rest = divmod(number, base)
    head = one if upper == 1 else f"{in_indonesian(upper)} {name}"
    return head + (f" {in_indonesian(rest)}" if rest else "")
