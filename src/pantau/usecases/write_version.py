"""Writing one text of a plan: its source, its nodes at their passages, the lines that go on from the text before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pantau.domain.alignment import Clause, Comparison, align, clauses
from pantau.domain.plans import VersionState
from pantau.domain.plantree import Node, NodeKind, PlanTree
from pantau.domain.words import Words
from pantau.reading.plans.timelines import read_due
from pantau.records.models import Alignment, Line, Passage, Plan, PlanNode, PlanVersion
from pantau.records.pen import Pen
from pantau.records.queries.plans import nodes_of_version
from pantau.usecases.cells import actor_index
from pantau.usecases.keep_source import keep_source

READER = "reader"  # who decided an alignment that nobody has looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText:
    """A plan's text as it is to be written: the file with its name, the text read from it, and the tree of it.

    `reviewed` tells that a person went over the tree, so that the same file may give another one.
    """

    content: bytes
    file: str
    text: str
    tree: PlanTree
    reviewed: bool = False


def write_version(pen: Pen, *, plan: Plan, said: PlanText, in_force_from: date | None) -> PlanVersion:
    """The next version of a plan: adopted from a day, or a draft.

    A line that stands in the version before in the same or other words, or elsewhere, keeps its identity; what was
    split or merged gets new lines until a person decides.
    """
    before = base_of(plan)
    number = PlanVersion.objects.filter(plan=plan).count() + 1
    source = keep_source(
        pen,
        content=said.content,
        text=said.text,
        code=f"{plan.code}-text-{number}",
        kind="plan",
        title=plan.title.into(said.tree.language),
        language=said.tree.language,
        file_name=said.file,
        published_on=in_force_from and plan.adopted_on,
        illustrative=plan.illustrative,
    )
    version = pen.insert(
        PlanVersion,
        plan=plan,
        number=number,
        state=VersionState.ADOPTED if in_force_from else VersionState.DRAFT,
        in_force_from=in_force_from,
        language=said.tree.language,
        source=source,
    )
    old = nodes_of_version(before) if before else []
    comparison = align(clauses_of(old), clauses(said.tree))
    nodes = _write_nodes(pen, version=version, said=said, kept=_kept_lines(old, comparison))
    write_alignments(pen, comparison, old=old, new=nodes)
    if in_force_from is not None:
        take_over_details(pen, version)
    return version


def base_of(plan: Plan) -> PlanVersion | None:
    """The version that a new text is held against: the adopted one, else the newest."""
    versions = PlanVersion.objects.filter(plan=plan)
    return versions.filter(state=VersionState.ADOPTED).first() or versions.order_by("-number").first()


def clauses_of(nodes: Sequence[PlanNode]) -> tuple[Clause, ...]:
    """The nodes of a version as clauses; the key is the path, the identity that of the line."""
    return tuple(
        Clause(
            key=key_of(node.path),
            label=node.label,
            path=tuple(node.path),
            kind=NodeKind(node.kind),
            countable=node.countable,
            text=node.words.into(node.plan_version.language),
            identity=str(node.line_id or ""),
        )
        for node in nodes
    )


def key_of(path: Sequence[str]) -> str:
    """A path written in one line, as `domain.alignment.clauses` writes it."""
    return " > ".join(path)


def write_alignments(pen: Pen, comparison: Comparison, *, old: Sequence[PlanNode], new: Sequence[PlanNode]) -> None:
    """What became of each node, as the comparison found it; two nodes that are aligned already stay as they are."""
    before, after = ({key_of(node.path): node for node in nodes} for nodes in (old, new))
    known = set(Alignment.objects.filter(new_node__in=new).values_list("old_node_id", "new_node_id"))
    pen.insert_many(
        Alignment,
        [
            {
                "old_node": before[one.key],
                "new_node": after[other.key],
                "change": pair.change,
                "strength": round(1000 * pair.strength),
                "decided_by": READER,
            }
            for pair in comparison.pairs
            for one in pair.old
            for other in pair.new
            if (before[one.key].id, after[other.key].id) not in known
        ],
    )


def going_on(comparison: Comparison) -> dict[str, str]:
    """The old clause of each line that goes on as one line, with the new one: split and merged lines need a person."""
    found = {}
    for pair in comparison.pairs:
        old, new = ([clause.key for clause in side if clause.countable] for side in (pair.old, pair.new))
        if len(old) == len(new) == 1:
            found[old[0]] = new[0]
    return found


def _kept_lines(old: Sequence[PlanNode], comparison: Comparison) -> dict[str, int]:
    """The line that goes on in each clause of the new text."""
    lines = {key_of(node.path): node.line_id for node in old if node.line_id}
    return {new_key: lines[old_key] for old_key, new_key in going_on(comparison).items()}


def _write_nodes(pen: Pen, *, version: PlanVersion, said: PlanText, kept: Mapping[str, int]) -> list[PlanNode]:
    """The nodes in document order, each at its passage and under its parent."""
    tree = said.tree
    passages = pen.insert_many(
        Passage,
        [
            {"source": version.source, "start": node.start, "end": node.end, "text": said.text[node.start : node.end]}
            for node in tree.nodes
        ],
    )
    lines = _lines(pen, plan=version.plan, tree=tree, kept=kept)
    values = [
        {
            "plan_version": version,
            "line_id": lines.get(node.path),
            "place": place,
            "passage": passages[place],
            **_wording(node, tree.language),
        }
        for place, node in enumerate(tree.nodes)
    ]
    written: dict[tuple[str, ...], PlanNode] = {}
    for depth in sorted({value["depth"] for value in values}):  # level by level, so that each finds its parent
        level = [value for value in values if value["depth"] == depth]
        rows = pen.insert_many(
            PlanNode, [value | {"parent": written.get(tuple(value["path"][:-1]))} for value in level]
        )
        written |= {tuple(row.path): row for row in rows}
    return sorted(written.values(), key=lambda row: row.place)


def _lines(pen: Pen, *, plan: Plan, tree: PlanTree, kept: Mapping[str, int]) -> dict[tuple[str, ...], int]:
    """The line of each countable node: the one that goes on, else a new one."""
    found = {node.path: kept[key_of(node.path)] for node in tree.lines if key_of(node.path) in kept}
    fresh = [node for node in tree.lines if node.path not in found]
    made = pen.insert_many(Line, [{"plan": plan} for _ in fresh])
    return found | {node.path: line.id for node, line in zip(fresh, made, strict=True)}


def take_over_details(pen: Pen, version: PlanVersion) -> None:
    """The lines of a version that is adopted take over the lead body and due date that its text gives."""
    actors = actor_index()
    for node in nodes_of_version(version):
        lead = actors.find(node.lead_text) if node.lead_text else None
        said = {"lead": lead, "due_on": node.due_on}
        given = {name: value for name, value in said.items() if value is not None}
        if node.line is not None and given:
            pen.revise(node.line, **given)


def _wording(node: Node, language: str) -> dict[str, Any]:
    return {
        "depth": node.depth,
        "label": node.label,
        "printed": node.printed,
        "path": list(node.path),
        "kind": node.kind,
        "countable": node.countable,
        "words": Words(**{language: node.text or node.printed or node.label}),
        "lead_text": node.lead,
        "timeline_text": node.timeline,
        "due_on": node.due_on or read_due(node.timeline),
    }
