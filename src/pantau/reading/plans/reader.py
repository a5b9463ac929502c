"""From the text of a plan to the tree of its nodes."""

import re
from collections.abc import Sequence

from pantau.domain.plantree import PlanTree
from pantau.reading.plans.blocks import Words, gather, is_bilingual
from pantau.reading.plans.faults import find_faults
from pantau.reading.plans.footnotes import find_footnotes
from pantau.reading.plans.furniture import find_furniture
from pantau.reading.plans.growth import grow
from pantau.reading.plans.headings import mark_headings, title_of
from pantau.reading.plans.kinds import assign_kinds
from pantau.reading.plans.lexicon import language_of
from pantau.reading.plans.lines import Line, closed_up, read_lines, without
from pantau.reading.plans.nesting import nest
from pantau.reading.plans.nodes import nodes_of
from pantau.reading.plans.roles import assign_roles

DEFAULT_LANGUAGE = "en"
_WORD = re.compile(r"\w+")


def read_plan(text: str) -> PlanTree:
    """The tree of a whole document; places in it are code points of `text`, which is never changed.

    Reads any text: one without lines gives a tree without countable nodes.

    >>> tree = read_plan("Plan of Action\\n\\n1. Energy\\n1.1 Promote solar power;\\n1.2 Train engineers.")
    >>> [(node.path, node.kind.value) for node in tree.nodes[1:]]
    [(('1',), 'heading'), (('1', '1.1'), 'line'), (('1', '1.2'), 'line')]
    >>> tree.title, tree.countable_total
    ('Plan of Action', 2)
    """
    language = language_of(text) or DEFAULT_LANGUAGE
    printed = read_lines(text)
    furniture, left_out = find_furniture(printed)
    body = list(without(printed, furniture))
    footnotes, taken = find_footnotes(body)
    running = closed_up(list(without(body, taken)))
    words = Words(
        vocabulary=_vocabulary(running),
        marks=frozenset(note.mark for note in footnotes),
        language=language,
        bilingual=is_bilingual(running),
    )
    blocks = gather(running, words)
    mark_headings(blocks, language)
    root = grow(blocks, nest(blocks))
    assign_kinds(assign_roles(root, language))
    placed = list(nodes_of(root, footnotes))
    return PlanTree(
        title=title_of(blocks, language),
        language=language,
        nodes=tuple(node for node, _ in placed),
        warnings=tuple(find_faults(placed, left_out)),
    )


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the document, read only where a line ends in a hyphen that may be the typesetter's."""
    if not any(line.text[-1] in "-‐‑" for line in lines):
        return frozenset()
    return frozenset(word for line in lines for word in _WORD.findall(line.text.casefold()))
