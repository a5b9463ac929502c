"""Points of decisions and instructions, scope lists, lists of names, and marks of notes in brackets."""

import pytest

from pantau.reading.plans import read_plan


def kinds(text: str) -> dict[str, str]:
    """The kind of each labelled node of a text, by its path."""
    return {"/".join(node.path): node.kind.value for node in read_plan(text).nodes if node.printed}


def lines(text: str) -> list[str]:
    return [node.text for node in read_plan(text).nodes if node.countable]


@pytest.mark.parametrize("colon", [" : ", ": ", ":\n"])
@pytest.mark.parametrize("first", ["PERTAMA", "KESATU"])
def test_the_points_of_an_instruction_are_lines_and_the_last_one_closes_it(first: str, colon: str) -> None:
    text = (
        f"INSTRUKSI PRESIDEN NOMOR 9 TAHUN 2025\n\nUntuk :\n\n{first}{colon}Menyusun peta jalan garam nasional.\n"
        f"KEDUA{colon}Membangun gudang garam nasional.\n"
        f"KETIGA{colon}Instruksi Presiden ini mulai berlaku pada tanggal dikeluarkan."
    )

    assert kinds(text) == {first: "line", "KEDUA": "line", "KETIGA": "closing"}
    assert lines(text) == ["Menyusun peta jalan garam nasional.", "Membangun gudang garam nasional."]


def test_the_policy_decides_on_a_point_with_a_list_as_on_any_item() -> None:
    text = (
        "KEPUTUSAN PRESIDEN TENTANG GUGUS TUGAS GARAM\n\nMEMUTUSKAN:\n\nKESATU : Membentuk gugus tugas garam.\n"
        "KEDUA : Gugus Tugas sebagaimana dimaksud dalam diktum KESATU bertugas:\na. menyusun peta jalan; dan\n"
        "b. membangun gudang.\nKETIGA : Membuka tambak baru dengan cara:\na. membeli lahan; dan\nb. menyewa alat.\n"
        "KEEMPAT : Keputusan Presiden ini mulai berlaku pada tanggal ditetapkan."
    )

    found = kinds(text)

    assert (found["KESATU"], found["KEDUA"], found["KETIGA"], found["KEEMPAT"]) == (
        "line",
        "heading",
        "line",
        "closing",
    )
    assert (found["KEDUA/a"], found["KETIGA/a"]) == ("line", "subitem")


def test_those_an_instruction_is_given_to_are_its_preamble() -> None:
    text = (
        "INSTRUKSI PRESIDEN\n\nMenginstruksikan:\n\nKepada :\n1. Menteri Kelautan dan Perikanan;\n"
        "2. Menteri Perindustrian;\nUntuk :\n1. menyusun peta jalan tambak garam;\n2. membangun gudang garam nasional."
    )

    assert lines(text) == ["menyusun peta jalan tambak garam", "membangun gudang garam nasional."]


def test_a_missing_point_is_named_in_words() -> None:
    text = "INSTRUKSI PRESIDEN\n\nPERTAMA : Menyusun peta jalan.\nKETIGA : Membangun gudang.\nKEEMPAT : Buka pasar."

    warnings = read_plan(text).warnings

    assert [(found.code, found.label) for found in warnings] == [("missing_number", "KEDUA")]


def test_a_point_in_small_letters_stands_within_its_item() -> None:
    text = (
        "Rencana Aksi\n\n1. Garam\n1.1 Membuka pasar.\n1.2 Menata tambak garam dengan cara:\nPertama: membeli lahan.\n"
        "Kedua: menyewa alat.\n1.3 Menata harga."
    )

    found = kinds(text)

    assert (found["1/1.2/Pertama"], found["1/1.2/Kedua"], found["1/1.3"]) == ("subitem", "subitem", "line")


@pytest.mark.parametrize(
    ("listed", "counted"),
    [
        (("penelitian bersama", "pertukaran data"), 4),
        (("menyusun modul", "melatih guru"), 4),
        (("pertanian", "perikanan"), 2),
    ],
)
def test_a_short_scope_counts_where_it_names_acts_and_not_where_it_names_fields(
    listed: tuple[str, str], counted: int
) -> None:
    text = (
        f"Pasal 1\nRUANG LINGKUP\n\nLingkup meliputi:\na. {listed[0]}; dan\nb. {listed[1]}.\n\nPasal 2\nPROMOSI\n\n"
        "PARA PIHAK menyelenggarakan pameran bersama di Bali.\n\nPasal 3\nPUBLIKASI\n\n"
        "PARA PIHAK menerbitkan buku panduan wisata budaya."
    )

    assert read_plan(text).countable_total == counted


ENGLISH = "Plan of Action\n\n1. Health\n1.1 Train nurses in rural clinics.\n1.2 Share data on dengue.\n\n"
INDONESIAN = "Rencana Aksi\n\nA. Kesehatan\n1. Melatih perawat desa.\n2. Bertukar data demam berdarah.\n\n"


@pytest.mark.parametrize(
    ("plan", "listed"),
    [
        (ENGLISH, "ANNEX: LIST OF FOCAL POINTS\n\n1. Ministry of Health, Bangkok\n2. Ministry of Health, Hanoi"),
        (
            ENGLISH,
            "ANNEX II\nLIST OF CONTACT PERSONS\n\n1. Dr Somchai, Ministry of Health\n2. Ms Lan, Ministry of Trade",
        ),
        (ENGLISH, "LIST OF ABBREVIATIONS\n\n- AMS: ASEAN Member States\n- SOM: Senior Officials Meeting"),
        (INDONESIAN, "DAFTAR NARAHUBUNG\n\n1. Kementerian Luar Negeri, Jakarta\n2. Kementerian Kesehatan, Jakarta"),
        (INDONESIAN, "LAMPIRAN: DAFTAR SINGKATAN\n\n1. APBN: Anggaran Pendapatan dan Belanja\n2. UMKM: Usaha Mikro"),
    ],
)
def test_a_list_of_names_after_the_plan_does_not_count(plan: str, listed: str) -> None:
    assert lines(plan + listed) == lines(plan)
    assert len(lines(plan)) == 2


@pytest.mark.parametrize("heading", ["ABBREVIATIONS", "Glossary"])
def test_a_list_of_names_ahead_of_the_plan_does_not_count(heading: str) -> None:
    title, _, plan = ENGLISH.partition("\n\n")
    listed = f"{heading}\n\n- AMS: ASEAN Member States\n- Dengue: a disease"

    assert lines(f"{title}\n\n{listed}\n\n{plan}") == lines(ENGLISH)


def test_a_list_of_actions_in_an_annex_counts_on() -> None:
    assert (
        len(lines(f"{ENGLISH}ANNEX: LIST OF PROJECTS\n\n1. Build a clinic in Vientiane.\n2. Equip a laboratory.")) == 4
    )
    assert len(lines(f"{ENGLISH}3. Focal Points\n3.1 Train the focal points.\n3.2 Equip their offices.")) == 4


@pytest.mark.parametrize(
    ("mark", "note"), [("1)", "1) Class III airports."), ("(1)", "(1) Class III airports."), ("1", "1 Class III.")]
)
def test_the_mark_of_a_note_goes_with_its_bracket(mark: str, note: str) -> None:
    text = (
        f"Plan of Action\n\n1. Transport\n1.1 Build airports{mark} in the islands.\n1.2 Open a ferry route.\n\n{note}"
    )

    assert lines(text) == ["Build airports in the islands.", "Open a ferry route."]


def test_a_mark_stays_where_its_bracket_closes_another_one_or_is_a_reference() -> None:
    text = (
        "Pasal 1\n(1) Para Pihak membangun gudang.\n(2) Para Pihak mengubah ayat(1) di Jakarta.\n(3) Para Pihak menata."
    )

    assert lines(text)[1] == "Para Pihak mengubah ayat(1) di Jakarta."


def test_many_notes_at_the_end_are_notes() -> None:
    text = (
        "Plan of Action\n\n1. Food\n1.1 Support farmers1 in need.\n1.2 Expand the rice reserve3.\n1.3 Open a market2.\n"
        "1.4 Build a silo4 and a road5.\n\n1 Smallholders.\n2 In the border area.\n3 APTERR.\n4 Steel.\n5 Gravel."
    )

    assert lines(text) == [
        "Support farmers in need.",
        "Expand the rice reserve.",
        "Open a market.",
        "Build a silo and a road.",
    ]


def test_a_verbal_noun_with_a_colon_heads_actions_of_its_own() -> None:
    text = (
        "Rencana Aksi\n\nA. Perbatasan\n1. Fasilitasi pos lintas batas:\na. membuka loket baru;\nb. melatih petugas.\n"
        "2. Pasar perbatasan:\na. membangun pasar di Entikong;\nb. mengatur jadwal dagang."
    )

    assert len(lines(text)) == 4
