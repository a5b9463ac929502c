"""Named read of the tree of one text of a plan, whether in force or not."""

from pantau.domain.plans import VersionState
from pantau.domain.plantree import NodeKind
from pantau.domain.version_tree import TreeNode
from pantau.domain.words import Words
from pantau.records.models import PlanNode, PlanVersion


def version_tree(version: PlanVersion) -> tuple[TreeNode, ...]:
    """Every node in document order.

    Lead body and due date are those of the line while the text is in force, which the text fills; in any other text
    they are its own, else those of the line.
    """
    nodes = PlanNode.objects.filter(plan_version=version).select_related("line__lead").order_by("place")
    return tuple(_tree_node(node, version) for node in nodes)


def _tree_node(node: PlanNode, version: PlanVersion) -> TreeNode:
    line = node.line
    printed = Words(**{version.language: node.lead_text}) if node.lead_text else None
    named = line.lead.name if line and line.lead else None
    due = line.due_on if line else None
    in_force = version.state == VersionState.ADOPTED
    return TreeNode(
        place=node.place,
        label=node.label,
        printed=node.printed,
        path=tuple(node.path),
        depth=node.depth,
        kind=NodeKind(node.kind),
        countable=node.countable,
        words=node.words,
        wordless=node.words.into(version.language) in {node.printed, node.label},
        line=line.public_id if line else None,
        lead=(named or printed) if in_force else (printed or named),
        due_on=(due or node.due_on) if in_force else (node.due_on or due),
        timeline=node.timeline_text,
        withdrawn_on=line.withdrawn_on if line else None,
    )
