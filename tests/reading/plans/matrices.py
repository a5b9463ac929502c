"""Plans with tables: the text, a row of `=====`, and the tree that a person wrote for it.

L2 1.1 | Plant trees | Ministry | 2027     kind and depth, path step (`_` a space, ~h ~b ~p), text, lead, timeline
! code label                               an expected warning
@title ...                                 the expected title
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pantau.domain.plantree import PlanTree
from tests.reading.plans.gold import KINDS

TABLES = Path(__file__).parent / "tables"
Row = tuple[tuple[str, ...], str, str, str, str]


@dataclass
class Written:
    text: str
    title: str = ""
    rows: list[Row] = field(default_factory=list)
    warnings: Counter[tuple[str, str]] = field(default_factory=Counter)


def written() -> list[Path]:
    return sorted(TABLES.glob("*.plan"))


def read_written(path: Path) -> Written:
    text, _, gold = path.read_text(encoding="utf-8").partition("=====\n")
    plan = Written(text=text)
    stack: list[tuple[str, ...]] = [()]
    used: Counter[tuple[str, ...]] = Counter()
    for row in gold.splitlines():
        if row.startswith("@title"):
            plan.title = row.removeprefix("@title").strip()
        elif row.startswith("!"):
            code, *label = row.split()[1:]
            plan.warnings[code, label[0] if label else ""] += 1
        else:
            marks, text, lead, time, *_ = [part.strip() for part in (row + "|||").split("|")]
            kind, step = marks.split()
            depth, step = int(kind[1:]), step.replace("_", " ")
            parent = stack[depth - 1]
            if step.startswith("~"):
                used[*parent, step] += 1
                step = f"{step}{used[*parent, step]}"
            del stack[depth:]
            stack.append((*parent, step))
            plan.rows.append((stack[-1], KINDS[kind[0]], text, lead, time))
    return plan


def rows_of(tree: PlanTree) -> list[Row]:
    return [(node.path, node.kind.value, node.text, node.lead, node.timeline) for node in tree.nodes]


def warnings_of(tree: PlanTree) -> Counter[tuple[str, str]]:
    return Counter((warning.code, warning.label) for warning in tree.warnings)
