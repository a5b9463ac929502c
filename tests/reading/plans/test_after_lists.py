"""What comes after a list: a heading, a section, the next bullet, or the rest of a line that looks like a label."""

import pytest

from pantau.domain.plantree import NodeKind
from pantau.reading.plans import read_plan


def _holders(text: str) -> list[str]:
    """The headings and sections at the top, by label, else by words."""
    return [node.label or node.text for node in read_plan(text).nodes if len(node.path) == 1 and node.text]


@pytest.mark.parametrize(
    ("text", "top", "total"),
    [
        (
            "A. Trade\n- Lower tariffs on rice\nB. Culture\n- Hold a film week\n\nFunding\n"
            "- Each side will bear its own costs\n",
            ["A", "B", "Funding"],
            2,
        ),
        (
            "Objectives\n\n• To strengthen environmental cooperation\n\nI. Climate Change\n\n"
            "• Build capacity for inventories\n• Pilot the crediting mechanism\n\nII. Waste\n\n"
            "• Phase out mercury-added products\n",
            ["Objectives", "I", "II"],
            3,
        ),
        (
            "Background\n\n• Trade grew by 12 percent in 2024\n• Tourism has recovered\n\nA. Trade\n\n"
            "• Lower tariffs on rice\n",
            ["Background", "A"],
            1,
        ),
        (
            "Guiding Principles\n\n- Mutual respect\n- Shared benefit\n\n1. Trade\n\n1.1 Lower tariffs on rice\n",
            ["Guiding Principles", "1"],
            1,
        ),
        (
            "A. Trade\n1. Lower tariffs on rice\n2. Open markets for fruit\nB. Culture\n1. Hold a film week\n\n"
            "FUNDING\n1. Each side will bear its own costs\n",
            ["A", "B", "FUNDING"],
            3,
        ),
        (
            "A. Perdagangan\n1. Menurunkan tarif beras\n2. Membuka pasar buah\nB. Budaya\n"
            "1. Menyelenggarakan pekan film\n\nPendanaan\n1. Tiap pihak menanggung biayanya sendiri\n",
            ["A", "B", "Pendanaan"],
            3,
        ),
        (
            "A. Education\n1. Exchange of Students\n2. Scholarship Programme\nB. Culture\n1. Film Week in Jakarta\n\n"
            "FUNDING\n1. Each side will bear its own costs\n",
            ["A", "B", "FUNDING"],
            3,
        ),
        (
            "A. Trade\n1. Lower tariffs on rice;\n2. Open markets.\nB. Culture\n1. Hold a film week.\n\nFunding\n\n"
            "Each side will bear its own costs.\n",
            ["A", "B", "Funding"],
            3,
        ),
        (
            "1. Para menteri bertemu pada 3 Mei 2024.\n2. Para menteri menyambut baik hasil kerja komite.\n\n"
            "Para menteri sepakat untuk:\n\nA. Energi Surya\n- Membangun pembangkit di pesisir\n"
            "B. Pelatihan Guru\n- Memperluas program magang\n",
            ["1", "2", "Para menteri sepakat untuk:", "A", "B"],
            2,
        ),
    ],
)
def test_a_heading_after_a_list_does_not_stand_inside_its_last_item(text: str, top: list[str], total: int) -> None:
    assert _holders(text) == top
    assert read_plan(text).countable_total == total


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        (
            "- Trade\n\nGoods\n\n1. Lower tariffs on rice\n2. Open markets\n\n- Culture\n\nFilm\n\n1. Hold a week\n",
            ["~b1.~h1.1", "~b1.~h1.2", "~b2.~h1.1"],
        ),
        (
            "1. Promote trade and investment\nActions\na. Lower tariffs on rice\nb. Open markets\n"
            "2. Deepen culture\nActions\na. Hold a film week\nb. Train guides\n",
            ["1.~h1.a", "1.~h1.b", "2.~h1.a", "2.~h1.b"],
        ),
        (
            "A. Trade\n- Lower tariffs on rice\n- Open markets\n\nImplementation\n- Meet every year\n\n"
            "B. Culture\n- Hold a film week\n\nImplementation\n- Meet every year\n",
            ["A.~b1", "A.~b2", "A.~h1.~b1", "B.~b1", "B.~h1.~b1"],
        ),
    ],
)
def test_headings_that_each_section_repeats_stay_in_their_section(text: str, paths: list[str]) -> None:
    assert [".".join(line.path) for line in read_plan(text).lines] == paths


def test_a_bullet_is_never_joined_to_the_line_before() -> None:
    tree = read_plan(
        "A. Tourism\n• Restore the old town of Hoi An\n• Limit the number of climbers on the volcano\n• Train guides\n"
    )

    assert [line.text for line in tree.lines] == [
        "Restore the old town of Hoi An",
        "Limit the number of climbers on the volcano",
        "Train guides",
    ]


@pytest.mark.parametrize(
    ("text", "label", "wrapped"),
    [
        (
            "1. Pelatihan\na. Menyusun modul;\nb. Melatih petugas pada tahun\n2025. Pelatihan dilakukan daring;\n"
            "c. Menilai hasil.\n2. Perdagangan\na. Menurunkan tarif.\n",
            "b",
            "Melatih petugas pada tahun 2025. Pelatihan dilakukan daring",
        ),
        (
            "Plan of Action\n\n1. Trade\n1.1 Cut the tariffs by half.\n1.2 Build warehouses under phase\n"
            "2. Funding comes from both sides;\n1.3 Open markets to all.\n",
            "1.2",
            "Build warehouses under phase 2. Funding comes from both sides",
        ),
        (
            "1. Pangan\na. Menyerap gabah petani;\nb. Membangun gudang di 1.\n000 kecamatan; dan\n"
            "c. Menilai hasil.\n2. Perdagangan\na. Menurunkan tarif.\n",
            "b",
            "Membangun gudang di 1. 000 kecamatan",
        ),
    ],
)
def test_a_wrap_before_a_number_with_a_stop_stays_in_its_item(text: str, label: str, wrapped: str) -> None:
    tree = read_plan(text)

    assert (label, wrapped) in [(line.label, line.text) for line in tree.lines]
    assert not [node for node in tree.nodes if node.kind is NodeKind.NOTE]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (
            "Mengirim peserta pada latihan per-",
            "damaian di Jakarta",
            "Mengirim peserta pada latihan perdamaian di Jakarta",
        ),
        ("Membahas biaya per-", "unit kapal", "Membahas biaya per-unit kapal"),
    ],
)
def test_an_indonesian_prefix_cut_off_at_the_end_of_a_line_is_joined(first: str, second: str, whole: str) -> None:
    tree = read_plan(f"1. Pertahanan\n\n   a. {first}\n      {second};\n   b. Menilai hasil.\n")

    assert tree.lines[0].text == whole


def test_an_amount_at_the_beginning_of_a_line_is_no_label() -> None:
    items = "(1) Menteri membasahi gambut seluas\n1.000 hektare.\n(2) Gubernur membangun kanal.\n"

    lines = read_plan(f"BAB I\nPEMULIHAN\nPasal 1\n{items}").lines

    assert [line.text for line in lines] == [
        "Menteri membasahi gambut seluas 1.000 hektare.",
        "Gubernur membangun kanal.",
    ]
