"""The second language of a plan comes onto the same nodes by their labels; what is missing on either side is said."""

import pytest

from pantau.domain.refusals import LanguageOwn, TextUnmatched
from pantau.records.models import Passage, PlanNode, Source
from pantau.usecases.import_plan import receive_plan_file
from pantau.usecases.translate_plan import TranslationPreview, preview_translation, translate_plan
from pantau.usecases.verify import verify
from tests.usecases.office import CODE, Office
from tests.workspaces import PLAN

INDONESIAN = """RENCANA AKSI UNTUK UJI 2021-2025

1. LAUT

1.1 Melatih awak kapal penyelamat dalam pertolongan pertama;
1.2 Menyusun direktori narahubung;
1.3 Menyelenggarakan latihan bersama setiap tahun;
1.4 Melakukan survei sampah plastik di empat puluh pantai;
1.5 Mengembangkan formulir darurat bersama untuk kapal kecil.

2. SEKOLAH

2.1 Mempertukarkan guru antarsekolah mitra;
2.2 Mengembangkan buku bacaan bersama untuk sekolah dasar;
2.3 Menyelenggarakan pertemuan tahunan kepala sekolah;
2.4 Mendukung perbaikan perpustakaan desa;
2.5 Memajukan pembelajaran bahasa-bahasa di kawasan.
"""


def preview(office: Office, text: str = INDONESIAN, **options: str) -> TranslationPreview:
    return preview_translation(receive_plan_file(office.file("rencana.txt", text)), plan=CODE, **options)


def test_every_node_gets_its_words_and_its_passage_in_the_second_language(office: Office) -> None:
    found = preview(office)

    translate_plan(office.actor, preview=found)

    nodes = {node.label: node for node in PlanNode.objects.filter(countable=True).select_related("second_passage")}
    assert (found.missing, found.extra, found.recounted) == ((), (), ())
    assert nodes["1.3"].words.id == "Menyelenggarakan latihan bersama setiap tahun"
    assert nodes["1.3"].words.en == "Conduct a joint exercise every year"
    assert all(INDONESIAN[one.start : one.end] == one.text for one in Passage.objects.filter(source__language="id"))
    assert verify(office.actor) == ()


def test_the_same_text_again_changes_nothing(office: Office) -> None:
    translate_plan(office.actor, preview=preview(office))
    before = Source.objects.count(), Passage.objects.count()

    again = preview(office)
    translate_plan(office.actor, preview=again)

    assert again.changes == ()
    assert (Source.objects.count(), Passage.objects.count()) == before


def test_items_missing_on_either_side_are_named(office: Office) -> None:
    text = INDONESIAN.replace("2.4 Mendukung perbaikan perpustakaan desa;\n", "").replace(
        "kapal kecil.", "kapal kecil;\n1.6 Menanam bakau di pantai timur."
    )

    found = preview(office, text)

    assert [clause.label for clause in found.missing_lines] == ["2.4"]
    assert [clause.label for clause in found.extra_lines] == ["1.6"]
    assert len(found.renderings) == 12


def test_a_mended_wording_replaces_the_one_before(office: Office) -> None:
    translate_plan(office.actor, preview=preview(office))

    found = preview(office, INDONESIAN.replace("direktori narahubung", "daftar narahubung"))
    translate_plan(office.actor, preview=found)

    (change,) = found.changes
    assert (change.effect, change.was) == ("changed", "Menyusun direktori narahubung")
    assert PlanNode.objects.get(label="1.2").words.id == "Menyusun daftar narahubung"


def test_a_text_in_the_plans_own_language_is_refused(office: Office) -> None:
    with pytest.raises(LanguageOwn):
        preview(office, PLAN)


def test_the_text_of_another_plan_is_refused(office: Office) -> None:
    other = "RENCANA LAIN\n\nA. UMUM\n\na. Menyusun pedoman;\nb. Melatih petugas;\nc. Membentuk kelompok kerja.\n"

    with pytest.raises(TextUnmatched):
        preview(office, other)
