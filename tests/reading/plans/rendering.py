"""Random plans written out in random numberings, together with the tree that a reader should get back."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]

SUBJECTS = {
    "en": ["coastal fisheries", "vocational schools", "rural clinics", "customs procedures", "tide gauges",
           "small enterprises", "museum archives", "border markets", "seed banks", "ferry inspections"],
    "id": ["perikanan pesisir", "sekolah vokasi", "puskesmas keliling", "prosedur kepabeanan", "alat ukur pasang",
           "usaha kecil", "arsip museum", "pasar perbatasan", "bank benih", "pemeriksaan kapal"],
}  # fmt: skip
VERBS = {
    "en": ["Strengthen", "Promote", "Exchange data on", "Train officials in", "Establish a network on",
           "Develop common standards for", "Support research on", "Organise an annual forum on"],
    "id": ["Memperkuat", "Mengembangkan", "Menyelenggarakan forum tahunan tentang", "Melatih pejabat di bidang",
           "Membentuk jejaring", "Menyusun standar bersama untuk", "Mendorong penelitian tentang", "Memetakan"],
}  # fmt: skip
TAILS = {
    "en": ["in all member states", "with a view to shared prosperity in the region and beyond its borders",
           "in close coordination with the private sector", "through existing mechanisms", ""],
    "id": ["di semua negara anggota", "dengan memperhatikan kebutuhan daerah terpencil dan kepulauan terluar",
           "bersama dunia usaha", "melalui mekanisme yang ada", ""],
}  # fmt: skip
TITLES = {
    "en": ["Political Cooperation", "Trade and Investment", "Food Security", "Public Health", "Culture and Heritage",
           "Energy Transition", "Disaster Resilience", "Digital Economy", "Youth and Sports", "Maritime Safety"],
    "id": ["Kerja Sama Politik", "Perdagangan dan Investasi", "Ketahanan Pangan", "Kesehatan Masyarakat",
           "Kebudayaan dan Warisan", "Transisi Energi", "Ketahanan Bencana", "Ekonomi Digital", "Pemuda dan Olahraga"],
}  # fmt: skip
THROUGH = {"en": ", through:", "id": ", dengan cara:"}
PLAN = {"en": "PLAN OF ACTION FOR COOPERATION 2026-2030", "id": "RENCANA AKSI KERJA SAMA 2026-2030"}
PREAMBLE = {
    "en": "We, the Ministers of the member states, met in the capital and adopted this Plan of Action.",
    "id": "Kami, para Menteri dari negara anggota, bertemu di ibu kota dan menyepakati rencana aksi ini.",
}
CLOSING = {
    "en": ("Implementation and Follow-up", "The progress of this Plan of Action will be reviewed every year."),
    "id": ("Pelaksanaan dan Tindak Lanjut", "Kemajuan Rencana Aksi ini ditinjau setiap tahun."),
}


@dataclass
class Leaf:
    text: str
    parts: list[str] = field(default_factory=list)


@dataclass
class Section:
    title: str
    leaves: list[Leaf]
    below: "list[Section]" = field(default_factory=list)


@dataclass
class Plan:
    language: str
    sections: list[Section]


@dataclass(frozen=True)
class Numbering:
    """How each level is labelled: `section`, `below`, `leaf` and `part` take the places of the ancestors."""

    section: str
    below: str
    leaf: str
    part: str


NUMBERINGS = [
    Numbering("1.", "1.1.", "1.1.1.", "(a)"),
    Numbering("1.", "1.1", "1.1.1", "a."),
    Numbering("1", "1.1", "1.1.1", "(i)"),
    Numbering("I.", "A.", "1.", "a."),
    Numbering("I.", "1.", "a.", "i."),
    Numbering("A.", "1.", "a.", "1)"),
    Numbering("A.", "A.1", "i.", "(a)"),
    Numbering("BAB I", "A.", "1.", "a)"),
    Numbering("PART I:", "A.", "(1)", "(a)"),
    Numbering("1.", "1.1.", "(a)", "(i)"),
    Numbering("I.", "1.", "-", "a)"),
    Numbering("Pilar 1:", "1.1", "1.1.1", "(a)"),
    Numbering("1.", "1.1.", "1.", "a."),
    Numbering("I.", "A.", "(a)", "(i)"),
    Numbering("1.", "A.", "1.", "•"),
    Numbering("Goal 1:", "Objective 1.1:", "1.1.1", "(a)"),
    Numbering("BAB I", "Pasal 1", "(1)", "a."),
    Numbering("A.", "A.1", "•", "a)"),
]


def label(pattern: str, places: list[int]) -> str:
    """The printed label of a pattern at the given places."""
    head, _, tail = pattern.rpartition(" ")
    last = places[-1]
    core = tail
    if pattern in "-•":
        return pattern
    if "1.1.1" in core:
        core = core.replace("1.1.1", ".".join(map(str, places[-3:])))
    elif core.startswith("A.1"):
        core = core.replace("A.1", f"{chr(64 + places[-2])}.{last}")
    elif "1.1" in core:
        core = core.replace("1.1", ".".join(map(str, places[-2:])))
    else:
        for sign, value in (
            ("1", str(last)),
            ("I", ROMAN[last - 1]),
            ("A", chr(64 + last)),
            ("a", chr(96 + last)),
            ("i", ROMAN[last - 1].lower()),
        ):
            if sign in core:
                core = core.replace(sign, value)
                break
    return f"{head} {core}" if head else core


def bare(printed: str) -> str:
    return "" if printed in "-•" else printed.strip("()").rstrip(".):")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    language = draw(st.sampled_from(["en", "id"]))
    words = st.builds(
        lambda verb, subject, tail: " ".join(f"{verb} {subject} {tail}".split()),
        st.sampled_from(VERBS[language]),
        st.sampled_from(SUBJECTS[language]),
        st.sampled_from(TAILS[language]),
    )
    leaf = st.builds(
        Leaf,
        text=words,
        parts=st.one_of(st.just([]), st.just([]), st.just([]), st.lists(words, min_size=2, max_size=4)),
    )
    deep = draw(st.booleans())
    most = draw(st.sampled_from([4, 5, 11]))

    def section(inner: bool) -> st.SearchStrategy[Section]:
        leaves = st.lists(leaf, min_size=2, max_size=most)
        if not inner:
            return st.builds(Section, title=st.sampled_from(TITLES[language]), leaves=leaves)
        below = st.lists(section(False), min_size=1, max_size=4)
        return st.builds(Section, title=st.sampled_from(TITLES[language]), leaves=st.just([]), below=below)

    return Plan(language=language, sections=draw(st.lists(section(deep), min_size=2, max_size=5)))


@dataclass(frozen=True)
class Layout:
    width: int
    indent: int
    blank: bool
    semicolons: bool


layouts = st.builds(
    Layout,
    width=st.sampled_from([0, 0, 60, 72, 90]),
    indent=st.sampled_from([0, 0, 2, 4]),
    blank=st.booleans(),
    semicolons=st.booleans(),
)


@dataclass
class Rendered:
    text: str
    expected: list[tuple[tuple[str, ...], str, str]]


class Renderer:
    def __init__(self, plan: Plan, numbering: Numbering, layout: Layout) -> None:
        self.plan, self.numbering, self.layout = plan, numbering, layout
        self.rows: list[str] = []
        self.expected: list[tuple[tuple[str, ...], str, str]] = []

    def render(self) -> Rendered:
        language = self.plan.language
        self.rows += [PLAN[language], "", PREAMBLE[language], ""]
        for number, section in enumerate(self.plan.sections, 1):
            self.section(section, [number])
        title, sentence = CLOSING[language]
        self.put(label(self.numbering.section, [len(self.plan.sections) + 1]), title, 0, "")
        self.rows += ["", sentence]
        return Rendered("\n".join(self.rows) + "\n", self.expected)

    def section(self, section: Section, places: list[int], path: tuple[str, ...] = ()) -> None:
        pattern = self.numbering.section if len(places) == 1 else self.numbering.below
        printed = label(pattern, places)
        path = (*path, bare(printed))
        self.put(printed, section.title, len(places) - 1, "")
        self.expected.append((path, "heading", section.title))
        for number, below in enumerate(section.below, 1):
            self.section(below, [*places, number], path)
        pattern = self.numbering.leaf
        if not self.plan.sections[0].below and "1.1.1" in pattern:
            pattern = self.numbering.below
        for number, leaf in enumerate(section.leaves, 1):
            printed = label(pattern, [*places, number])
            step = bare(printed) or f"~b{number}"
            self.leaf(leaf, printed, (*path, step), len(places), number == len(section.leaves))

    def leaf(self, leaf: Leaf, printed: str, path: tuple[str, ...], depth: int, last: bool) -> None:
        text = leaf.text + (THROUGH[self.plan.language] if leaf.parts else "")
        stop = "." if last or not self.layout.semicolons else ";"
        self.put(printed, text, depth, "" if leaf.parts else stop)
        self.expected.append((path, "line", text if leaf.parts or stop == ";" else text + "."))
        for number, part in enumerate(leaf.parts, 1):
            end = ";" if number < len(leaf.parts) else "."
            mark = label(self.numbering.part, [number])
            self.put(mark, part, depth + 1, end)
            step = bare(mark) or f"~b{number}"
            self.expected.append(((*path, step), "subitem", part if end == ";" else part + "."))

    def put(self, printed: str, text: str, depth: int, stop: str) -> None:
        margin = " " * (self.layout.indent * depth)
        lines, line = [], f"{margin}{printed}"
        hanging = " " * len(f"{margin}{printed} ") if self.layout.indent else ""
        for word in (text + stop).split():
            if self.layout.width and len(line) + 1 + len(word) > self.layout.width:
                lines.append(line)
                line = f"{hanging}{word}"
            else:
                line = f"{line} {word}"
        self.rows += [*lines, line]
        if self.layout.blank:
            self.rows.append("")
