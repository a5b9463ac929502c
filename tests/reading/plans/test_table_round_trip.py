"""A plan laid out as a working matrix is read back, and any table gives a sound tree."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pantau.domain.documents import Document
from pantau.reading.plans import read_plan
from tests.reading.plans.building import Merged, Rows, document
from tests.reading.plans.rendering import PLAN, Leaf, Plan, plans
from tests.reading.plans.test_hostile import sound

HEADINGS = {
    "en": {
        "label": ["No", "No.", "NUMBER", "Ref."],
        "action": ["Action line", "ACTIONS", "Activities", "Priority  actions"],
        "lead": ["Lead", "Lead country/body", "Responsible agencies", "Implementing Agency"],
        "timeline": ["Timeline", "Time frame", "Target date", "Year"],
        "status": ["Status", "Progress", "Remarks", "Expected output"],
        "pillar": ["Pillar", "Area of cooperation", "Key Result Area", "Strategic objective"],
    },
    "id": {
        "label": ["No", "No.", "NOMOR", "Kode"],
        "action": ["Rencana Aksi", "LINI AKSI", "Kegiatan", "Aksi  prioritas"],
        "lead": ["Penanggung jawab", "Instansi Pelaksana", "K/L", "Kementerian/Lembaga"],
        "timeline": ["Jadwal", "Target waktu", "Tahun", "Jangka Waktu"],
        "status": ["Status", "Kemajuan", "Keterangan", "Keluaran"],
        "pillar": ["Pilar", "Bidang kerja sama", "Bidang Hasil Utama", "Sasaran Strategis"],
    },
}
LEADS = ["ACDM", "Kementerian Perhubungan", "Ministry of Trade", "BNPB", "Secretariat"]
TIMES = ["2026", "2026-2028", "Q3 2027", "Maret 2026", "ongoing"]


@dataclass(frozen=True)
class Setting:
    """How a matrix is laid out: where the titles of sections stand, how lines are labelled, the columns in order."""

    sections: str
    labels: str
    columns: tuple[str, ...]
    headings: dict[str, str]


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[Plan, Setting]:
    plan = draw(plans())
    sections = draw(st.sampled_from(["merged row", "labelled row", "merged column", "repeated column", "column once"]))
    labels = draw(st.sampled_from(["restart", "running", "dotted", "none"]))
    kinds = ["action", "lead", "timeline", "status"]
    kinds += ["label"] if labels != "none" or sections == "labelled row" else []
    kinds += ["pillar"] if sections.endswith(("column", "once")) else []
    columns = tuple(draw(st.permutations(kinds)))
    headings = {kind: draw(st.sampled_from(names)) for kind, names in HEADINGS[plan.language].items()}
    return plan, Setting(sections, labels, columns, headings)


class Matrix:
    """A plan's lines as rows, and what reading them should give."""

    def __init__(self, plan: Plan, setting: Setting) -> None:
        self.setting = setting
        self.rows: list[list[str | Merged | None]] = [[setting.headings[column] for column in setting.columns]]
        self.expected: list[tuple[str, str, str, str]] = []
        self.number = 0
        inner = [below for section in plan.sections for below in (section.below or [section])]
        for place, section in enumerate(inner, 1):
            self.section(section.title, place, section.leaves)

    def section(self, title: str, place: int, leaves: list[Leaf]) -> None:
        letter = chr(64 + place)
        if self.setting.sections == "merged row":
            width = len(self.setting.columns)
            self.rows.append([Merged(title, columns=width), *[None] * (width - 1)])
        elif self.setting.sections == "labelled row":
            self.rows.append(self.row({"label": letter, "action": title}))
        self.expected.append(("heading", title, "", ""))
        for order, leaf in enumerate(leaves, 1):
            self.number += 1
            label = {"restart": str(order), "running": f"{self.number}.", "dotted": f"{place}.{order}", "none": ""}
            lead, time = LEADS[self.number % len(LEADS)], TIMES[order % len(TIMES)]
            parts = [f"{chr(97 + part)}. {text}" for part, text in enumerate(leaf.parts)]
            cells: dict[str, str | Merged | None] = {
                "label": label[self.setting.labels],
                "action": "\n".join([leaf.text, *parts]),
                "lead": lead,
                "timeline": time,
                "status": "ok",
                "pillar": self.pillar(title, order, len(leaves)),
            }
            self.rows.append(self.row(cells))
            self.expected.append(("line", leaf.text, lead, time))
            self.expected.extend(("subitem", text, "", "") for text in leaf.parts)

    def pillar(self, title: str, order: int, count: int) -> str | Merged | None:
        if self.setting.sections == "repeated column" or order == 1:
            return Merged(title, rows=count if self.setting.sections == "merged column" else 1)
        return None if self.setting.sections == "merged column" else ""

    def row(self, cells: dict[str, str | Merged | None]) -> list[str | Merged | None]:
        return [cells.get(column, "") for column in self.setting.columns]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(laid=laid_out())
def test_a_plan_laid_out_as_a_matrix_is_read_back_as_its_tree(laid: tuple[Plan, Setting]) -> None:
    plan, setting = laid
    inner = [below.title for section in plan.sections for below in (section.below or [section])]
    assume(all(one != two for one, two in pairwise(inner)))
    matrix = Matrix(plan, setting)

    tree = read_plan(document(PLAN[plan.language], "", matrix.rows))

    body = [(node.kind.value, node.text, node.lead, node.timeline) for node in tree.nodes[1:]]
    assert body == matrix.expected, matrix.rows
    assert [column.role for column in tree.columns if column.role in {"label", "lead", "timeline"}] == [
        column for column in setting.columns if column in {"label", "lead", "timeline"}
    ]


cells = st.one_of(
    st.none(),
    st.sampled_from(["", "1", "2.", "A", "Total", "No", "Action", "Lead", "Plant trees", "x", "(1)", "a. one\nb. two"]),
    st.builds(Merged, text=st.sampled_from(["Seas", "", "1. Land"]), columns=st.integers(1, 9), rows=st.integers(1, 9)),
    st.text(max_size=12),
)
tables = st.lists(st.lists(cells, max_size=5), max_size=6).filter(lambda rows: any(filter(None, map(any, rows))))


@given(parts=st.lists(st.one_of(tables, st.sampled_from(["1. Seas", "Plan", "", "a | b | c"])), max_size=4))
def test_any_table_gives_a_sound_tree(parts: list[str | Rows]) -> None:
    source = document(*parts)

    tree = read_plan(source)

    assert sound(source.text, tree)


@given(rows=st.lists(st.lists(st.sampled_from(["No", "Action", "1", "Plant trees", "", "---", "a. b"]), max_size=5)))
def test_any_table_in_plain_text_gives_a_sound_tree(rows: list[list[str]]) -> None:
    for mark in (" | ", "\t", "     "):
        text = "\n".join(mark.join(row) for row in rows)

        assert sound(text, read_plan(text))
        assert read_plan(Document(text=text)) == read_plan(text)
