"""The plan-tree format, as other programs read it."""

from pantau.domain.plantree import NodeKind
from pantau.domain.words import LANGUAGES, table
from pantau.reading.plans import read_plan

TEXT = "Plan of Action 2026-2030\n\n1. Energy\n  (a) Promote solar power;\n  (c) Train engineers.\n"


def test_a_tree_as_json_has_the_fields_of_the_format() -> None:
    tree = read_plan(TEXT).as_json("en")

    assert list(tree) == ["title", "language", "nodes", "countable_total", "warnings"]
    assert tree["title"] == "Plan of Action 2026-2030"
    assert tree["nodes"][2] == {
        "label": "a",
        "printed": "(a)",
        "path": ["1", "a"],
        "depth": 2,
        "kind": "line",
        "countable": True,
        "text": "Promote solar power",
        "start": TEXT.index("(a)"),
        "end": TEXT.index(";") + 1,
        "confidence": tree["nodes"][2]["confidence"],
    }
    assert tree["countable_total"] == 2
    assert tree["warnings"] == [
        {"code": "missing_number", "label": "b", "message": "The numbering skips b.", "start": TEXT.index("(c)")}
    ]


def test_warnings_are_written_in_the_language_asked_for() -> None:
    assert read_plan(TEXT).as_json("id")["warnings"][0]["message"] == "Penomoran melompati b."


def test_a_plan_in_indonesian_says_so() -> None:
    assert read_plan("Rencana Aksi\n\n1. Melatih guru di daerah yang terpencil.\n").language == "id"


def test_every_kind_has_a_name_in_both_languages() -> None:
    assert all(kind.words.has(language) for kind in NodeKind for language in LANGUAGES)


def test_every_warning_has_a_sentence_in_both_languages() -> None:
    sentences = {code: row for code, row in table("plan_warnings").items() if code != "kinds"}

    assert all(set(row) == set(LANGUAGES) and row["en"] != row["id"] for row in sentences.values())


def test_a_label_used_again_below_another_parent_is_no_duplicate() -> None:
    tree = read_plan("Plan\n\nA. Sea\n1. Map reefs.\n2. Ban dynamite.\nB. Land\n1. Plant trees.\n2. Dig wells.\n")

    assert [line.path for line in tree.lines] == [("A", "1"), ("A", "2"), ("B", "1"), ("B", "2")]
    assert tree.warnings == ()


def test_confidence_falls_where_the_numbering_is_doubtful() -> None:
    tree = read_plan("Plan\n\n1. Sea\n1.1 Map reefs.\n1.2 Ban dynamite.\n1.9 Hire rangers.\n")

    sure, _, doubtful = tree.lines
    assert doubtful.confidence < sure.confidence
