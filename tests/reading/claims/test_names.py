"""Names, meetings, agreements, people, groups and commitments in texts of our own, and what holds for any text."""

import time
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.reading.claims import Claim, read_claims
from pantau.reading.claims.reader import READERS
from pantau.reading.claims.scene import Scene
from tests.effort import effort
from tests.reading.claims.authoring_names import named
from tests.reading.claims.scoring_names import Score, add

TYPES = ("event", "agreement", "commitment", "person", "entity", "group")


def scored(which: str, kind: str) -> Score:
    score = Score()
    for text in named(which):
        found = [claim.as_json(doc=text.name) for claim in read_claims(text.text, published=text.published)]
        gold = [row for row in text.claims if row["type"] == kind]
        add(score, kind, gold=gold, found=[row for row in found if row["type"] == kind])
    return score


@pytest.mark.parametrize(
    ("kind", "least"),
    [("event", 0.92), ("agreement", 0.92), ("commitment", 0.85), ("person", 0.92), ("entity", 0.94), ("group", 0.92)],
)
def test_the_texts_of_development_are_read_well(kind: str, least: float) -> None:
    score = scored("names_dev", kind)
    assert score.f1 >= least, "\n".join([str(score), *score.errors])
    assert score.attributes >= 0.7, "\n".join([str(score), *score.errors])


@pytest.mark.parametrize(
    ("kind", "least"),
    [("event", 0.8), ("agreement", 0.8), ("commitment", 0.55), ("person", 0.8), ("entity", 0.8), ("group", 0.8)],
)
def test_texts_that_were_put_aside_are_read_as_well_as_was_promised(kind: str, least: float) -> None:
    score = scored("names_heldout", kind)
    assert score.f1 >= least, "\n".join([str(score), *score.errors])


def only(text: str, kind: str) -> list[Claim]:
    return [claim for claim in read_claims(text) if claim.type == kind]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("KTT ASEAN ke-26 dibuka.", 26),
        ("KTT ASEAN kelima dibuka.", 5),
        ("KTT ke-3 ASEAN-Rusia dibuka.", 3),
        ("KTT ASEAN ke-XXI dibuka.", 21),
        ("Pertemuan ASEAN kedua belas dibuka.", 12),
        ("The 16th ASEAN-Russia Summit opened.", 16),
        ("The Twenty-First ASEAN Summit opened.", 21),
        ("The fifth ASEAN-India Summit opened.", 5),
    ],
)
def test_the_number_of_a_meeting_stands_before_or_after_its_name(words: str, number: int) -> None:
    assert [claim.value["ordinal"] for claim in only(words, "event")] == [number]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Deklarasi Bali telah diadopsi.", "adopted"),
        ("Deklarasi Bali akan disahkan.", "planned"),
        ("Deklarasi Bali tengah disusun.", "drafting"),
        ("Deklarasi Bali belum ditandatangani.", "planned"),
        ("Para menteri menandatangani Deklarasi Bali.", "signed"),
        ("The ministers will sign the Bali Declaration.", "planned"),
        ("The Bali Declaration was adopted by all.", "adopted"),
        ("The Bali Declaration is being reviewed.", "under_review"),
        ("Orang berbicara tentang Deklarasi Bali.", "mentioned"),
    ],
)
def test_the_status_of_an_agreement_is_the_nearest_verb_with_its_tense(words: str, status: str) -> None:
    assert [claim.attributes["status"] for claim in only(words, "agreement")] == [status]


@pytest.mark.parametrize(
    ("words", "name", "org"),
    [
        ("Menteri Luar Negeri RI Retno Marsudi hadir.", "Retno Marsudi", "ID"),
        ("Yuliana Bahar, Direktur Kerja Sama Sosial Budaya ASEAN Kemlu, hadir.", "Yuliana Bahar", "org:kemlu-id"),
        ("H.E. Dr. Kao Kim Hourn, Secretary-General of ASEAN, spoke.", "Kao Kim Hourn", "ASEAN"),
        ("Duta Besar Korsel untuk ASEAN Baek Seong-taek hadir.", "Baek Seong-taek", "KR"),
        ("Indonesian Trade Minister Suharti spoke.", "Suharti", "ID"),
    ],
)
def test_a_person_is_named_without_titles_and_with_whom_he_speaks_for(words: str, name: str, org: str) -> None:
    (claim,) = only(words, "person")
    assert (claim.value["name"], claim.attributes["org"]) == (name, org)


def test_a_capital_is_its_country_where_it_acts_and_a_place_where_it_does_not() -> None:
    assert [claim.value["id"] for claim in only("Seoul will support the plan.", "entity")] == ["KR"]
    assert only("They met in Seoul.", "entity") == []


def test_a_speaker_carries_over_to_the_sentences_that_follow() -> None:
    text = "Menteri Luar Negeri Malaysia Mohamad Hasan berpidato. Ia mengusulkan dana bersama untuk perikanan."
    (claim,) = only(text, "commitment")
    assert (claim.value["act"], claim.value["actor"]) == ("propose", ["MY"])


def test_a_coordinator_is_said_to_be_one_for_whom_and_for_which_years() -> None:
    text = "Indonesia menjadi negara koordinator kerja sama ASEAN-Rusia periode 2018-2021."
    (claim,) = [one for one in only(text, "entity") if one.value["id"] == "ID"]
    assert claim.attributes["role"] == "coordinator"
    assert claim.attributes["period"] == ["2018", "2021"]


SCRAPS = st.sampled_from(
    [
        "KTT",
        "ASEAN",
        "ke",
        "-",
        "26",
        "Menteri",
        "Luar",
        "Negeri",
        "RI",
        "Kementerian",
        "Plan",
        "of",
        "Action",
        "2016-2020",
        "(",
        ")",
        ",",
        ".",
        ";",
        "“",
        "”",
        "'",
        "kata",
        "Kim",
        "Jung-ha",
        "akan",
        "sepakat",
        "bahwa",
        "the",
        "Summit",
        "16th",
        "on",
        "of",
        "and",
        "dan",
        "Universitas",
        "Deklarasi",
        "tentang",
        "mengenai",
        "bagi",
        "di",
        "Jakarta",
        "U.S.",
        "Dr.",
        "A.",
        "petani",
        "buruh",
        "́",
        "\u202e",
        "😀",
        "كلمة",
        "한국",
        "1",
        "2",
        "3rd",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(SCRAPS, max_size=60).map(" ".join)))
def test_any_text_is_read_with_exact_places_and_no_claim_of_a_type_over_another(text: str) -> None:
    claims = read_claims(text)
    for claim in claims:
        assert claim.text == text[claim.start : claim.end]
        assert claim.start < claim.end
    for kind in TYPES:
        mine = sorted((one.start, one.end) for one in claims if one.type == kind)
        assert all(before[1] <= after[0] for before, after in pairwise(mine))


@given(st.randoms(use_true_random=False), st.integers(1, 120))
def test_words_of_real_texts_in_any_order_and_with_holes_are_read(random: Random, count: int) -> None:
    words = " ".join(one.text for one in named("names_dev")).split()
    text = " ".join(random.choice(words) for _ in range(count))
    text = "".join(sign for sign in text if random.random() > 0.03)
    assert all(claim.text == text[claim.start : claim.end] for claim in read_claims(text))


def test_the_work_of_reading_names_grows_with_the_text_and_not_with_its_square() -> None:
    text = "\n\n".join(one.text for one in named("names_dev"))
    read_names(text)

    short, long = (effort(lambda times=times: read_names(text * times)) for times in (1, 4))

    assert long < 5 * short


@pytest.mark.soak
def test_the_time_of_reading_names_grows_so_too() -> None:
    """What is written in C shows in the time alone."""
    text = "\n\n".join(one.text for one in named("names_dev"))
    read_names(text)

    assert seconds(text * 16) < 3 * 8 * seconds(text * 2)


def read_names(text: str) -> None:
    scene = Scene(text=text)
    for reader in READERS[2:]:
        list(reader(scene))


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        read_names(text)
        best = min(best, time.process_time() - begun)
    return best
