"""The corpus format: a plan's text with a gutter that says, line by line, what each passage is.

    H2 1.1        |1.1 Energy          a node opens: kind letter and depth, label (`_` for a space) or ~h ~b ~p
                  |and so on           the node goes on
    x             |Page 3              no part of any node
    =             |exact text          the text of the node above, where it is not its lines joined
    ! code label                       an expected warning
    @title ...                         the expected title

Kinds: H heading, L line, S sub-item, P preamble, C closing, N note.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from pantau.domain.plantree import PlanTree

KINDS = {"H": "heading", "L": "line", "S": "subitem", "P": "preamble", "C": "closing", "N": "note"}
ENDING = re.compile(r"\s*;(\s*(and|or|dan|serta|atau))?$")


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
        text = ""
        for line in self.lines:
            joined = line.strip()
            text = text + joined if re.search(r"\w-$", text) else f"{text} {joined}"
        text = " ".join(text.replace("**", "").lstrip("# ").split())
        if self.label:
            printed = rf"[(\[]?{re.escape(self.label)}[.)\]:]*\s*"
            printed = printed.replace("1", "[1lI]") if "ocr" in self.label else printed
            text = re.sub(rf"^{printed}", "", text, flags=re.IGNORECASE)
        elif self.path[-1].startswith("~b"):
            text = text[1:].strip()
        return ENDING.sub("", text)


@dataclass
class Gold:
    document: str
    title: str
    nodes: list[GoldNode]
    warnings: list[tuple[str, str]]

    @property
    def total(self) -> int:
        return sum(node.kind == "line" for node in self.nodes)


@dataclass
class Score:
    f1: float
    parent: float
    text: float
    kind: float
    differences: list[str]


def read_gold(source: str) -> Gold:
    title, rows, warnings = "", [], []
    nodes: list[GoldNode] = []
    stack: list[tuple[str, ...]] = [()]
    used: Counter[tuple[str, ...]] = Counter()
    for row in source.splitlines():
        if row.startswith("@title"):
            title = row.removeprefix("@title").strip()
            continue
        if row.startswith("!"):
            _, code, *label = row.split()
            warnings.append((code, label[0].replace("_", " ") if label else ""))
            continue
        gutter, _, raw = row.partition("|")
        marks = gutter.split()
        if marks == ["="]:
            nodes[-1].exact = raw.strip()
            continue
        rows.append(raw)
        if marks == ["x"]:
            continue
        if marks:
            depth, label = int(marks[0][1:]), marks[1].replace("_", " ")
            parent = stack[depth - 1]
            if label.startswith("~"):
                used[(*parent, label)] += 1
                step, label = f"{label}{used[(*parent, label)]}", ""
            else:
                step, label = label, label.split("#")[0]
            del stack[depth:]
            stack.append((*parent, step))
            nodes.append(GoldNode(kind=KINDS[marks[0][0]], path=stack[-1], label=label))
        if raw.strip() and nodes:
            nodes[-1].lines.append(raw)
    return Gold(document="\n".join(rows) + "\n", title=title, nodes=nodes, warnings=warnings)


def compare(gold: Gold, tree: PlanTree) -> Score:
    """Countable lines by path, the right parent and the exact text among the lines found, kinds over all nodes."""
    wanted = {node.path: node for node in gold.nodes}
    found = {node.path: node for node in tree.nodes}
    lines = {path for path, node in wanted.items() if node.kind == "line"}
    counted = {node.path for node in tree.nodes if node.countable}
    by_text = {(node.label, node.text): node.path for node in tree.nodes if node.countable}
    matched = [(path, by_text.get((wanted[path].label, wanted[path].text))) for path in lines]
    near = [(path, other if path not in counted else path) for path, other in matched]
    hits = [(path, other) for path, other in near if other is not None]
    differences = [f"missing {wanted[path].kind} {'/'.join(path)}" for path in wanted if path not in found]
    differences += [
        f"extra {found[path].kind.value} {'/'.join(path)} {found[path].text[:60]!r}"
        for path in found
        if path not in wanted
    ]
    for path in wanted:
        if path in found and wanted[path].kind != found[path].kind.value:
            differences.append(
                f"{'/'.join(path)} is {found[path].kind.value}, should be {wanted[path].kind}: {found[path].text[:60]!r}"
            )
        if path in found and wanted[path].text != found[path].text:
            differences.append(f"{'/'.join(path)} reads {found[path].text!r}, should read {wanted[path].text!r}")
    said = Counter((w.code, w.label) for w in tree.warnings if w.code not in {"page_furniture", "contents_list"})
    expected = Counter(gold.warnings)
    differences += [f"warning missing {w}" for w in expected - said]
    differences += [f"warning extra {w}" for w in said - expected]
    return Score(
        f1=2 * len(hits) / (len(lines) + len(counted)) if lines or counted else 1.0,
        parent=sum(other[:-1] == path[:-1] for path, other in hits) / max(1, len(hits)),
        text=sum(found[other].text == wanted[path].text for path, other in hits) / max(1, len(hits)),
        kind=sum(path in found and found[path].kind.value == node.kind for path, node in wanted.items())
        / max(1, len(wanted)),
        differences=differences,
    )
