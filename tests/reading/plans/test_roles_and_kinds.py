"""What the role of a section and the words of an item decide, in plans as they are really written."""

import pytest

from pantau.reading.plans import read_plan

BODY = (
    "Work Plan\n\n1. Energy\n1.1 Build solar parks.\n1.2 Train engineers.\n2. Water\n2.1 Share data.\n2.2 Build dams.\n"
)
RENCANA = "Rencana Kerja\n\n1. Energi\n1.1 Membangun taman surya.\n1.2 Melatih teknisi.\n"
MEMORANDUM = (
    "Memorandum of Understanding\n\nArticle 1\nTraining\n1. The Parties shall train rangers.\n"
    "2. The Parties shall exchange students.\n\n"
)
PERJANJIAN = (
    "Memorandum Saling Pengertian\n\nPasal 1\nPendidikan\n(1) Para Pihak memfasilitasi pertukaran pelajar.\n"
    "(2) Para Pihak menyediakan keluarga angkat.\n\n"
)


def kinds(text: str) -> dict[str, str]:
    """The kind of each labelled or bulleted node of a text, by its path."""
    return {"/".join(node.path): node.kind.value for node in read_plan(text).nodes if node.printed}


def kind_of(text: str, words: str) -> str:
    return next(node.kind.value for node in read_plan(text).nodes if node.text.startswith(words))


def parents(text: str) -> dict[str, str]:
    """The path above each counted line, by its first word."""
    return {node.text.split()[0]: "/".join(node.path[:-1]) for node in read_plan(text).nodes if node.countable}


@pytest.mark.parametrize(
    ("topic", "items", "kind"),
    [
        ("Peningkatan kapasitas:", ("Melatih teknisi", "Menyusun modul"), "heading"),
        ("Pengembangan infrastruktur", ("Membangun bendungan", "Merehabilitasi irigasi"), "heading"),
        ("Film:", ("Hold a festival", "Translate subtitles"), "heading"),
        ("Capacity building:", ("Train nurses", "Send experts"), "heading"),
        ("Peningkatan kapasitas melalui:", ("Melatih teknisi", "Menyusun modul"), "line"),
        ("Train health workers, including by:", ("Hold a course", "Send experts"), "line"),
    ],
)
def test_a_topic_above_actions_heads_them_unless_it_says_what_is_done(
    topic: str, items: tuple[str, str], kind: str
) -> None:
    language = RENCANA if items[0].startswith("Me") else BODY

    text = f"{language}3. Lain\n3.1 {topic}\na. {items[0]};\nb. {items[1]}.\n3.2 {items[1]}."

    assert kinds(text)["3/3.1"] == kind


@pytest.mark.parametrize(
    ("scope", "kind"),
    [
        ("(a) exchange of experts on peatland;\n(b) joint research on bamboo.", "line"),
        ("(a) agriculture;\n(b) fisheries.", "note"),
    ],
)
def test_what_a_scope_lists_counts_where_it_is_the_actions(scope: str, kind: str) -> None:
    text = (
        MEMORANDUM
        + f"Article 2\nScope of Cooperation\nThe Parties will cooperate in the following fields:\n{scope}\n\n"
    )

    assert kinds(text)["Article 2/a"] == kinds(text)["Article 2/b"] == kind


def test_the_laws_that_an_order_rests_on_are_its_preamble() -> None:
    text = (
        "PERATURAN MENTERI\nTENTANG\nKOTA BERSAUDARA\n\nMenimbang :\na. bahwa kerja sama kota perlu ditata;\n"
        "b. bahwa perlu menetapkan peraturan;\nMengingat :\n1. Undang-Undang Nomor 37 Tahun 1999 tentang Hubungan;\n"
        "2. Undang-Undang Nomor 24 Tahun 2000 tentang Perjanjian;\nMEMUTUSKAN:\n\nPasal 1\n"
        "(1) Kementerian memfasilitasi pemerintah daerah.\n(2) Kementerian menerbitkan direktori kota.\n"
    )

    assert kind_of(text, "Undang-Undang Nomor 37") == kind_of(text, "Undang-Undang Nomor 24") == "preamble"
    assert read_plan(text).countable_total == 2


@pytest.mark.parametrize("lead", ["The Parties will:", "In this regard, both sides agree to:"])
def test_a_lead_in_below_a_title_leaves_the_list_to_the_title(lead: str) -> None:
    text = f"Work Plan\n\n1. Energy\n1.1 Renewable energy\n{lead}\n(a) build parks;\n(b) train engineers.\n1.2 Grids\n"
    text += f"{lead}\n(a) label appliances;\n(b) audit factories.\n"

    assert parents(text) == {"build": "1/1.1", "train": "1/1.1", "label": "1/1.2", "audit": "1/1.2"}


@pytest.mark.parametrize(
    "closing",
    [
        "3. Arrangements for carrying the plan forward\n3.1 The envoys meet twice a year to follow up on it.\n"
        "3.2 The Secretariat keeps a record of the activities.",
        "Contact points:\n1. Ministry of Energy, Jakarta\n2. Ministry of Water, Sabel",
        "Signed by:\n(a) Budi Santoso, for Indonesia\n(b) Jane Smith, for Meridia",
        "Our next steps\n1. We will meet again in 2028 to take stock of this Plan.\n2. We thank the hosts.",
        "3. General\n3.1 This plan is not legally binding.\n3.2 The ministers will consider amendments every year.",
    ],
)
def test_a_last_section_about_the_plan_itself_closes_it(closing: str) -> None:
    assert read_plan(f"{BODY}\n{closing}\n").countable_total == 4


@pytest.mark.parametrize(
    "closing",
    [
        "Kaidah Pelaksanaan\n1. Menteri mengoordinasikan pelaksanaan rencana.\n2. Rencana ini ditinjau tiap tahun.",
        "KETENTUAN LAIN\n1. Rencana kerja ini dapat ditinjau kembali.",
        "Narahubung:\n1. Direktorat Kerja Sama ASEAN di Jakarta.\n2. Biro Perencanaan.",
    ],
)
def test_an_indonesian_plan_closes_so_too(closing: str) -> None:
    assert read_plan(f"{RENCANA}\n{closing}\n").countable_total == 2


def test_the_standard_articles_before_the_final_one_close_an_agreement_with_it() -> None:
    text = (
        MEMORANDUM
        + "Article 2\nJoint Working Group\n1. A Joint Working Group shall be established.\n2. It shall meet.\n\n"
        "Article 3\nConfidentiality\nEach Party shall protect confidential information.\n\n"
        "Article 4\nIntellectual Property Rights\nEach Party shall respect the property of the other.\n\n"
        "Article 5\nFinal Clauses\nThis Memorandum enters into force on signature.\n"
    )
    teks = (
        PERJANJIAN
        + "Pasal 2\nKelompok Kerja Bersama\n(1) Para Pihak membentuk kelompok kerja.\n(2) Kelompok bertemu.\n\n"
        "Pasal 3\nKeadaan Kahar\nPara Pihak dibebaskan dari tanggung jawab.\n\n"
        "Pasal 4\nMasa Berlaku\nMemorandum ini berlaku lima tahun.\n"
    )

    assert read_plan(text).countable_total == read_plan(teks).countable_total == 2


@pytest.mark.parametrize(
    "section",
    [
        "3. Implementation of trade agreements\n3.1 Publish tariff schedules.\n3.2 Train customs officers.",
        "3. Funding of schools\n3.1 Build a fund for teachers.\n3.2 Share textbooks.",
        "3. Governance\n3.1 ASEAN and Meridia will hold seminars on integrity.\n3.2 Both sides will train auditors.",
        "3. Intellectual Property\n3.1 Train patent examiners.\n3.2 Share search reports.",
        "3. Opportunities\n3.1 Promote start-ups.\n3.2 Train founders.",
    ],
)
@pytest.mark.parametrize("last", ["", "5. Review\n5.1 This plan will be reviewed in 2028.\n"])
def test_a_section_of_actions_counts_whatever_its_heading_recalls(section: str, last: str) -> None:
    text = f"{BODY}{section}\n4. Tourism\n4.1 Launch tours.\n{last}"

    assert read_plan(text).countable_total == 7


@pytest.mark.parametrize(
    "section",
    [
        "3. Monitoring of Air Quality\n3.1 Both sides will monitor haze.\n3.2 Both sides will report hotspots daily.",
        "3. Financing\n3.1 Establish a guarantee for small firms.\n3.2 Issue green bonds.",
        "3. Communications\n3.1 Produce joint films.\n3.2 Meet journalists once a year.",
    ],
)
@pytest.mark.parametrize("last", ["", "4. Follow-up\n4.1 The committee will take this plan forward.\n"])
def test_a_last_section_of_actions_counts_too(section: str, last: str) -> None:
    assert read_plan(f"{BODY}{section}\n{last}").countable_total == 6


def test_a_chapter_on_governance_counts_unless_it_is_the_governance_of_the_plan() -> None:
    acts = "2. Tata Kelola\n2.1 Membuka data anggaran desa.\n2.2 Melatih auditor daerah.\n"
    provisions = "2. Tata Kelola\n2.1 Komite melaporkan kemajuan tiap tahun.\n2.2 Sekretariat memantau pelaksanaan.\n"

    assert read_plan(RENCANA + acts).countable_total == 4
    assert read_plan(RENCANA + provisions).countable_total == 2


@pytest.mark.parametrize(
    "text",
    [
        "RENCANA AKSI KOTA\n\n1. Perikanan\n1.1 Membangun kampung nelayan.\n1.2 Melatih nelayan.\n"
        "2. Wisata\n2.1 Menata kawasan konservasi.\n2.2 Melatih pemandu selam.\n",
        "STRATEGI EKONOMI BIRU\n\n1. Penangkapan\n1.1 Menerapkan kuota.\n1.2 Menata pelabuhan.\n"
        "2. Budidaya\n2.1 Menyediakan benih.\n2.2 Membina pembudidaya.\n",
    ],
)
def test_a_plan_of_few_function_words_is_read_in_its_language(text: str) -> None:
    tree = read_plan(text)

    assert (tree.language, tree.countable_total) == ("id", 4)


@pytest.mark.parametrize(
    "item", ["by means of seminars", "including by means of study visits", "by all means available"]
)
def test_a_means_is_no_definition(item: str) -> None:
    assert kinds(f"{BODY}2.3 Support cooperation on vaccines {item}.")["2/2.3"] == "line"


@pytest.mark.parametrize(
    "fact", ["Digital skills differ widely among Member States.", "2026 will see the first regional survey of skills."]
)
def test_a_numbered_paragraph_above_its_measures_says_why(fact: str) -> None:
    text = (
        f"Blueprint\n\nA. Skills\n\n5. {fact}\n\nStrategic Measures:\n\ni. Establish an academy;\nii. Train staff.\n\n"
        "B. Cables\n\n6. Cables carry most trade.\n\nStrategic Measures:\n\ni. Map the cables;\nii. Repair them.\n"
    )

    assert kinds(text)["A/5"] == "note"
    assert read_plan(text).countable_total == 4


def test_the_numbered_paragraphs_of_an_introduction_do_not_count() -> None:
    text = (
        "RENCANA KERJA\n\nPENDAHULUAN\n1. Kedua negara telah menjalin hubungan.\n"
        "2. Kerja sama ini berpedoman pada Piagam ASEAN.\n3. Tahun 2026 menandai ulang tahun hubungan.\n"
        "1. Membangun taman surya;\n2. Melatih teknisi;\n3. Menyusun modul.\n"
    )

    assert read_plan(text).countable_total == 3
    assert kind_of(text, "Kerja sama ini") == kind_of(text, "Tahun 2026") == "preamble"


@pytest.mark.parametrize(
    "thanks",
    [
        "The Ministers express their sincere appreciation to the hosts of the meeting.",
        "We thank the people of Meridia for their hospitality.",
        "The Ministers looked forward to the next meeting in Sabel.",
        "Para Menteri menyampaikan terima kasih kepada tuan rumah.",
        "Para Menteri menyambut baik kemajuan pembangunan jalan.",
    ],
)
def test_thanks_and_welcomes_act_on_nothing(thanks: str) -> None:
    lines = (
        ("Para Menteri sepakat untuk membuka pos lintas batas.", "Para Menteri menugaskan pejabat menyusun pedoman.")
        if thanks.startswith("Para")
        else ("The Ministers agree to open a border post.", "The Ministers will establish a network.")
    )

    text = f"Joint Communique\n\n1. {lines[0]}\n2. {lines[1]}\n3. {thanks}\n4. {lines[0]}\n"

    assert kinds(text)["3"] == "note"
    assert read_plan(text).countable_total == 3
