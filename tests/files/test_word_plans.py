"""Plans in Word files, read from the file to the tree: what automatic numbering says is what the tree holds."""

import io

from pantau.domain.documents import document_from
from pantau.domain.plantree import PlanTree
from pantau.files.word import document
from pantau.reading.plans import read_plan
from tests.files.test_word import HEADINGS
from tests.files.words import Words, abstract, level, num, p, restart, style, table

STYLES = HEADINGS + style("Title", name="Title")
CENTRED = '<w:jc w:val="center"/>'
BULLETS = abstract(9, [("bullet", "&#xF0B7;")]) + num(9, 9)


def read(words: Words) -> PlanTree:
    return read_plan(document_from(document(io.BytesIO(words.content()))))


def tree_of(plan: PlanTree) -> list[str]:
    """Every labelled node or line, as "path: text"."""
    return [f"{'/'.join(node.path)}: {node.text}" for node in plan.nodes if node.label]


def items(list: tuple[int, int], *texts: str) -> str:
    return "".join(p(text, list=list) for text in texts)


def test_headings_and_lines_of_one_outline() -> None:
    body = (
        p("Plan of Action to Implement the Northern Partnership (2026-2030)", style="Title")
        + p("This Plan of Action follows the Joint Statement of 2025.")
        + p("Political Cooperation", style="Heading1", list=(1, 0))
        + p("Dialogue", style="Heading2", list=(1, 1))
        + items((1, 2), "Hold dialogues every year;", "Support the following forums:")
        + items((9, 0), "the Regional Forum", "the Defence Meeting")
        + p("Crime", style="Heading2", list=(1, 1))
        + items((1, 2), "Share information on crime.")
        + p("Economic Cooperation", style="Heading1", list=(1, 0))
        + p("Trade", style="Heading2", list=(1, 1))
        + items((1, 2), "Promote trade in goods.", "Promote trade in services.")
    )
    forms = [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]

    plan = read(Words(body=body, styles=STYLES, numbering=abstract(1, forms) + num(1, 1) + BULLETS))

    assert plan.title == "Plan of Action to Implement the Northern Partnership (2026-2030)"
    assert plan.countable_total == 5
    assert tree_of(plan) == [
        "1: Political Cooperation",
        "1/1.1: Dialogue",
        "1/1.1/1.1.1: Hold dialogues every year",
        "1/1.1/1.1.2: Support the following forums:",
        "1/1.2: Crime",
        "1/1.2/1.2.1: Share information on crime.",
        "2: Economic Cooperation",
        "2/2.1: Trade",
        "2/2.1/2.1.1: Promote trade in goods.",
        "2/2.1/2.1.2: Promote trade in services.",
    ]


def test_chapters_articles_and_clauses_of_a_regulation() -> None:
    def chapter(title: str) -> str:
        return p(list=(1, 0), more=CENTRED, runs=f"<w:r><w:br/><w:t>{title}</w:t></w:r>")

    article = p(list=(1, 1), more=CENTRED)
    body = (
        p("RENCANA AKSI KERJA SAMA SELATAN", more=CENTRED)
        + chapter("POLITIK")
        + article
        + items((2, 0), "Kementerian meningkatkan dialog.", "Kementerian menyusun panduan.")
        + chapter("EKONOMI")
        + article
        + items((3, 0), "Kementerian meningkatkan ekspor.", "Kementerian mengurangi hambatan:")
        + items((3, 1), "tarif; dan", "nontarif.")
    )
    law = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, ("upperRoman", "BAB %1"))
        + level(1, ("decimal", "Pasal %2"), more='<w:lvlRestart w:val="0"/>')
        + "</w:abstractNum>"
    )
    clauses = abstract(2, [("decimal", "(%1)"), ("lowerLetter", "%2.")])

    plan = read(Words(body=body, numbering=law + clauses + num(1, 1) + num(2, 2) + num(3, 2, restart())))

    assert [": ".join(one.split(": ")[:1]) for one in tree_of(plan)] == [
        "BAB I", "BAB I/Pasal 1", "BAB I/Pasal 1/1", "BAB I/Pasal 1/2",
        "BAB II", "BAB II/Pasal 2", "BAB II/Pasal 2/1", "BAB II/Pasal 2/2", "BAB II/Pasal 2/2/a", "BAB II/Pasal 2/2/b",
    ]  # fmt: skip


def test_headings_without_labels_over_lists_that_begin_again() -> None:
    body = (
        p("RENCANA AKSI BUDAYA 2026-2030", style="Title")
        + p("Warisan Budaya", style="Heading1")
        + items((1, 0), "Melindungi situs dan candi;", "Melatih kurator.")
        + p("Ekonomi Kreatif", style="Heading1")
        + items((2, 0), "Mendukung festival film.", "Mengadakan pameran.")
    )
    numbering = abstract(1, [("decimal", "%1.")]) + num(1, 1) + num(2, 1, restart())

    plan = read(Words(body=body, styles=STYLES, numbering=numbering))

    assert plan.countable_total == 4
    assert [node.text for node in plan.nodes if node.kind.value == "heading"] == ["Warisan Budaya", "Ekonomi Kreatif"]
    assert [node.label for node in plan.nodes if node.kind.value == "line"] == ["1", "2", "1", "2"]


def test_a_matrix_numbered_automatically() -> None:
    wide = '<w:tcPr><w:gridSpan w:val="4"/></w:tcPr>'
    number = p(list=(1, 1))
    rows = [
        [p("No"), p("Action line"), p("Lead"), p("Timeline")],
        [wide + p("Disease prevention", list=(1, 0))],
        [number, p("Strengthen surveillance"), p("Indonesia"), p("2026")],
        [number, p("Exchange experts"), p("Viet Nam"), p("2027")],
        [wide + p("Health workforce", list=(1, 0))],
        [number, p("Train nurses"), p("Thailand"), p("2028")],
    ]
    numbering = abstract(1, [("decimal", "%1."), ("decimal", "%1.%2.")]) + num(1, 1)

    plan = read(
        Words(body=p("WORK PLAN ON HEALTH 2026-2028", style="Title") + table(rows), styles=STYLES, numbering=numbering)
    )

    assert tree_of(plan) == [
        "1: Disease prevention",
        "1/1.1: Strengthen surveillance",
        "1/1.2: Exchange experts",
        "2: Health workforce",
        "2/2.1: Train nurses",
    ]


def test_footnotes_are_no_part_of_the_lines_they_explain() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        p("WORK PLAN ON ENERGY 2026-2028", style="Title")
        + p("Grids", style="Heading1", list=(1, 0))
        + p("Connect the grids", list=(1, 1), runs=mark.format(2))
        + p("Build 50 km", list=(1, 1), runs=mark.format(3))
    )
    notes = (
        f'<w:footnote w:id="2">{p("As agreed in 2024.")}</w:footnote><w:footnote w:id="3">{p("Of lines.")}</w:footnote>'
    )
    numbering = abstract(1, [("decimal", "%1"), ("decimal", "%1.%2")]) + num(1, 1)

    plan = read(Words(body=body, styles=STYLES, numbering=numbering, footnotes=notes))

    assert tree_of(plan) == ["1: Grids", "1/1.1: Connect the grids", "1/1.2: Build 50 km"]
