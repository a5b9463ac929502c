"""The corpus format: a plan's text with a gutter that says, line by line, what each passage is.

    H2 1.1        |1.1 Energy          a node opens: kind letter and depth, label (`_` for a space) or ~h ~b ~p
                  |and so on           the node goes on
    x             |Page 3              no part of any node
    =             |exact text          the text of the node above, where it is not simply its lines joined
    ! code label                       an expected warning
    @title ...                         the expected title

Kinds: H heading, L line, S sub-item, P preamble, C closing, N note. All texts are invented.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pantau.domain.plantree import PlanTree

CORPUS = Path(__file__).parent / "corpus"
KINDS = {"H": "heading", "L": "line", "S": "subitem", "P": "preamble", "C": "closing", "N": "note"}
LIST_ENDING = re.compile(r"\s*;(\s*(and|or|dan|serta|atau))?$")
FURNITURE = {"page_furniture", "contents_list"}

Row = tuple[tuple[str, ...], str, str]


@dataclass
class GoldNode:
    kind: str
    path: tuple[str, ...]
    label: str
    lines: list[str] = field(default_factory=list)
    exact: str | None = None

    @property
    def text(self) -> str:
        if self.exact is not None:
            return self.exact
        text = " ".join(joined(self.lines).replace("**", "").lstrip("# ").split())
        if self.label:
            text = re.sub(rf"^[(\[]?{re.escape(self.label)}[.)\]:]*\s*", "", text, flags=re.IGNORECASE)
        elif self.path[-1].startswith("~b"):
            text = text[1:].strip()
        return LIST_ENDING.sub("", text)


@dataclass
class Gold:
    document: str
    title: str
    nodes: list[GoldNode]
    warnings: Counter[tuple[str, str]]

    @property
    def rows(self) -> list[Row]:
        return [(node.path, node.kind, node.text) for node in self.nodes]

    @property
    def lines(self) -> list[Row]:
        return [row for row in self.rows if row[1] == "line"]


def joined(lines: list[str]) -> str:
    """Wrapped lines as one; a hyphen at a line's end belongs to its word."""
    text = ""
    for line in lines:
        text = text + line.strip() if re.search(r"\w-$", text) else f"{text} {line.strip()}"
    return text.strip()


def corpus() -> list[Path]:
    return sorted(CORPUS.glob("*.gold"))


def read_gold(path: Path) -> Gold:
    reader = _GoldReader()
    for row in path.read_text(encoding="utf-8").splitlines():
        reader.read(row)
    return Gold("\n".join(reader.rows) + "\n", reader.title, reader.nodes, reader.warnings)


class _GoldReader:
    def __init__(self) -> None:
        self.title = ""
        self.rows: list[str] = []
        self.nodes: list[GoldNode] = []
        self.warnings: Counter[tuple[str, str]] = Counter()
        self._stack: list[tuple[str, ...]] = [()]
        self._used: Counter[tuple[str, ...]] = Counter()

    def read(self, row: str) -> None:
        if row.startswith("@title"):
            self.title = row.removeprefix("@title").strip()
        elif row.startswith("!"):
            code, *label = row.split()[1:]
            self.warnings[code, label[0].replace("_", " ") if label else ""] += 1
        else:
            gutter, _, raw = row.partition("|")
            self._read_marked(gutter.split(), raw)

    def _read_marked(self, marks: list[str], raw: str) -> None:
        if marks == ["="]:
            self.nodes[-1].exact = raw.strip()
            return
        self.rows.append(raw)
        if marks == ["x"]:
            return
        if marks:
            self._open(marks[0][0], int(marks[0][1:]), marks[1].replace("_", " "))
        if raw.strip() and self.nodes:
            self.nodes[-1].lines.append(raw)

    def _open(self, kind: str, depth: int, label: str) -> None:
        parent = self._stack[depth - 1]
        step = label
        if label.startswith("~"):
            self._used[*parent, label] += 1
            step, label = f"{label}{self._used[*parent, label]}", ""
        del self._stack[depth:]
        self._stack.append((*parent, step))
        self.nodes.append(GoldNode(kind=KINDS[kind], path=self._stack[-1], label=label.split("#")[0]))


def rows_of(tree: PlanTree) -> list[Row]:
    return [(node.path, node.kind.value, node.text) for node in tree.nodes]


def lines_of(tree: PlanTree) -> list[Row]:
    return [(node.path, node.kind.value, node.text) for node in tree.lines]


def warnings_of(tree: PlanTree) -> Counter[tuple[str, str]]:
    return Counter((warning.code, warning.label) for warning in tree.warnings if warning.code not in FURNITURE)


def passages(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The mark and the raw lines of each node of a corpus file."""
    found: list[tuple[str, list[str]]] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        gutter, _, raw = row.partition("|")
        marks = gutter.split()
        if row[:1] in "@!" or marks in (["="], ["x"]):
            continue
        if marks:
            found.append((marks[0], [raw]))
        elif raw.strip() and found:
            found[-1][1].append(raw)
    yield from found
