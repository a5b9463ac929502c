"""Cases of the grammar one by one: periods, fiscal years, what is done of what was planned, sentences, days, areas."""

from datetime import date

import pytest

from pantau.reading.claims import Claim, read_claims
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.sentences import cut

DAY = date(2024, 6, 5)


def only(text: str, kind: str) -> list[Claim]:
    return [claim for claim in read_claims(text, published=DAY) if claim.type == kind]


def figures(text: str, key: str) -> list[object]:
    return [claim.attributes.get(key) for claim in only(text, "quantity")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Ekspor bulan lalu mencapai US$ 5 juta.", "2024-05"),
        ("Exports of $5 million were recorded last quarter.", "2024-01/2024-03"),
        ("Kemarin 40 peserta hadir.", "2024-06-04"),
        ("Pekan ini 40 peserta hadir.", "2024-06-03/2024-06-09"),
        ("Tahun depan perdagangan akan mencapai US$ 5 juta.", "2025"),
        ("Trade was $5 billion in 2021. It had been $4 billion a year earlier.", "2021"),
        ("Ekspor US$ 5 juta, turun dari Desember 2021.", "2021-12"),
        ("LAPORAN TAHUNAN 2020\n\nProgram diikuti 300 peserta.", "2020"),
    ],
)
def test_the_period_of_a_figure_is_that_of_the_nearest_time_that_is_said(text: str, period: str) -> None:
    assert figures(text, "period")[0] == period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Japan gave ¥5 billion in FY2019.", "2019-04", "2020-03"),
        ("Japan gave ¥5 billion in FY2019/20.", "2019-04", "2020-03"),
        ("Australia gave A$5 million in FY2021-22, more than Japan.", "2021-07", "2022-06"),
        ("The United States gave $5 million in FY2023.", "2022-10", "2023-09"),
        ("Jepang hadir. Indonesia menyiapkan dana pada tahun anggaran 2022.", "2022-01", "2022-12"),
    ],
)
def test_a_fiscal_year_is_that_of_the_country_named_nearest(text: str, start: str, end: str) -> None:
    (claim,) = only(text, "date")

    assert (claim.value["start"], claim.value["end"]) == (start, end)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("118 of the 124 action lines had been addressed.", ["action_lines_implemented", "action_lines"]),
        ("Dari 106 lini aksi, 97 telah dilaksanakan.", ["action_lines", "action_lines_implemented"]),
        ("The plan has 79 action lines.", ["action_lines"]),
        ("Five action lines remain to be implemented.", ["action_lines"]),
        ("131 action lines have been implemented.", ["action_lines_implemented"]),
    ],
)
def test_actions_that_were_carried_out_are_told_from_those_that_there_are(text: str, metrics: list[str]) -> None:
    assert figures(text, "metric") == metrics


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Trade grew to USD 35 billion, up from 27 bn.", [35e9, 27e9]),
        ("Target 7,2 miliar dolar: udang 2,3 miliar dan tuna 1,1 miliar.", [7.2e9, 2.3e9, 1.1e9]),
        ("New money is AUD 2bn.", [2e9]),
        ("They sent 2.5m doses and 12k visitors.", [2.5e6, 12e3]),
        ("Ekspor naik dari 4.100 pada 2019 menjadi 12.300 ton.", [4100, 12300]),
        ("Putaran kesembilan perundingan.", []),
        ("Sudah jalan 71,8%.", [71.8]),
        ("Peringkat nomor tiga dunia.", []),
    ],
)
def test_figures_that_leave_something_unsaid_take_it_from_their_neighbours(text: str, values: list[float]) -> None:
    assert [claim.value["number"] for claim in only(text, "quantity")] == values


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("In the U.S. The talks went on.", 2),
        ("The U.S. Department said so.", 1),
        ("Ada dua hal. Pertama, kita bicara.", 2),
        ("Lihat hal. 5 dan seterusnya.", 1),
        ("Nilainya Rp 5 M. Ini naik.", 2),
        ("A. M. Fachir datang.", 1),
    ],
)
def test_a_stop_ends_a_sentence_where_it_does_for_a_reader(text: str, count: int) -> None:
    assert len(cut(text)) - 1 == count


def test_a_sentence_is_a_sentence_for_readers_too() -> None:
    assert len(Scene(text="In the U.S. The talks went on.").sentences) == 2


def test_the_second_and_the_last_day_of_a_meeting_are_days_of_it() -> None:
    text = (
        "The 5th ASEAN Working Group Meeting was held in Jakarta on 8-10 July 2024.\n\n"
        "The second day held a Panel Discussion with Think Tanks. The last day held a Public Consultation with Youth."
    )

    assert [claim.attributes["start"] for claim in only(text, "event")] == ["2024-07-08", "2024-07-09", "2024-07-10"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Pelatihan pertanian digelar di Bogor.", ["Pelatihan pertanian"]),
        ("Mereka mengikuti lokakarya pengelolaan sampah di Surabaya.", ["lokakarya pengelolaan sampah"]),
        ("Pelatihan itu berguna bagi semua.", []),
        ("The ASEAN-Canada Dialogue Partner review goes on.", []),
    ],
)
def test_a_meeting_may_be_named_by_its_topic_where_the_text_says_where(text: str, named: list[str]) -> None:
    assert [claim.text for claim in only(text, "event")] == named


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Perjanjian Perdagangan Bebas itu telah diratifikasi.", "in_force"),
        ("The Investment Protection Agreement awaits ratification.", "signed"),
        ("Under the upgraded AJCEP, expected to be signed in 2023, tariffs fall.", "planned"),
        ("Kapan IU-CEPA selesai?", "under_negotiation"),
        ("Pernyataan Bersama tentang Ekonomi Biru diharapkan dapat disahkan.", "planned"),
        ("Nota Kesepahaman tentang Pariwisata diperpanjang lima tahun.", "in_force"),
    ],
)
def test_how_far_an_agreement_has_come(text: str, status: str) -> None:
    assert [claim.attributes["status"] for claim in only(text, "agreement")] == [status]


@pytest.mark.parametrize(
    ("text", "act", "actor"),
    [
        ("“Kami meminta Indonesia menurunkan tarif,” tutur Duta Besar Chile Ana Reyes.", "request", ["CL"]),
        ("Pemerintah berencana menyusun aturan baru bagi Indonesia.", "plan", ["ID"]),
        ("Chile bersedia menerima sertifikat halal.", "commit", ["CL"]),
        ("Canada reaffirmed its support for ASEAN centrality.", "support", ["CA"]),
    ],
)
def test_who_commits_to_what(text: str, act: str, actor: list[str]) -> None:
    (claim,) = only(text, "commitment")

    assert (claim.value["act"], claim.value["actor"]) == (act, actor)


def test_listed_paragraphs_of_leaders_are_what_the_leaders_agree_on() -> None:
    text = (
        "JOINT DECLARATION OF THE ASEAN-JAPAN SUMMIT\n\nWe, the Leaders of ASEAN and Japan, met in Tokyo;\n\n"
        "1. Agree to hold the summit every five years;\n2. Encourage our universities to exchange students;\n"
    )

    claims = only(text, "commitment")

    assert [(claim.value["act"], claim.value["actor"]) for claim in claims] == [
        ("agree", ["ASEAN", "JP"]),
        ("propose", ["ASEAN", "JP"]),
    ]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Jepang akan terus memberi pelatihan.", ["education"]),
        ("Jepang akan terus memberi pelatihan energi.", ["energy"]),
    ],
)
def test_a_word_that_only_hints_at_an_area_gives_way_to_one_that_names_it(text: str, area: list[str]) -> None:
    (claim,) = only(text, "commitment")

    assert claim.attributes["area"] == area


def test_a_ministry_belongs_to_the_country_that_is_named_after_it() -> None:
    ids = [claim.value["id"] for claim in only("Kementerian Pertanian Chile hadir.", "entity")]

    assert "org:moa-cl" in ids
    assert "org:kementan-id" not in ids
