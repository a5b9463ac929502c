"""From the text of a plan to the tree of its nodes."""

import re
from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pantau.domain.documents import Document
from pantau.domain.plantree import NodeKind, PlanTree, PlanWarning, plan_warning
from pantau.reading.plans.annexes import without_annex_label
from pantau.reading.plans.blocks import Block, Row, RowSort, Words, gather, is_bilingual
from pantau.reading.plans.celllabels import of_table
from pantau.reading.plans.faults import find_faults
from pantau.reading.plans.footnotes import find_footnotes
from pantau.reading.plans.furniture import find_furniture
from pantau.reading.plans.grids import Grid, grids_of
from pantau.reading.plans.growth import Branch, grow
from pantau.reading.plans.headings import mark_headings, title_of
from pantau.reading.plans.kinds import assign_kinds
from pantau.reading.plans.languages import second_copy
from pantau.reading.plans.lexicon import language_of
from pantau.reading.plans.lines import Line, closed_up, read_lines, without
from pantau.reading.plans.nesting import nest
from pantau.reading.plans.nodes import nodes_of
from pantau.reading.plans.roles import assign_roles
from pantau.reading.plans.rows import Matrix, matrices_of
from pantau.reading.plans.sidebyside import is_side_by_side, with_columns
from pantau.reading.plans.texttables import find_tables

DEFAULT_LANGUAGE = "en"
_WORD = re.compile(r"\w+")


def read_plan(document: Document | str, *, columns: Mapping[tuple[int, int], str] | None = None) -> PlanTree:
    """The tree of a whole document; places in it are code points of its text, which is never changed.

    Reads any text: one without lines gives a tree without countable nodes. The rows of a table with a column of actions
    are its lines. `columns` are a reviewer's corrections: table and column, counted from 0, to a role of
    `column_roles`, or "" for none.

    >>> tree = read_plan("Plan of Action\\n\\n1. Energy\\n1.1 Promote solar power;\\n1.2 Train engineers.")
    >>> [(node.path, node.kind.value) for node in tree.nodes[1:]]
    [(('1',), 'heading'), (('1', '1.1'), 'line'), (('1', '1.2'), 'line')]
    >>> tree.title, tree.countable_total
    ('Plan of Action', 2)
    """
    document = Document(text=document) if isinstance(document, str) else document
    language = language_of(document.text) or DEFAULT_LANGUAGE
    tables = _grids(document)
    pairs = [grid for grid in tables if is_side_by_side(grid)]
    grids = [grid for grid in tables if grid not in pairs]
    printed = read_lines(document.text, within=[(grid.start, grid.end) for grid in tables])
    furniture, left_out = find_furniture(printed)
    body = list(without(printed, furniture))
    footnotes, taken = find_footnotes(body)
    running = with_columns(closed_up(list(without(body, taken))), pairs)
    words = Words(
        vocabulary=_vocabulary(running),
        marks=frozenset(note.mark for note in footnotes),
        language=language,
        bilingual=is_bilingual(running),
    )
    matrices = matrices_of(grids, words, corrections=columns or {})
    blocks = _merged(gather(_ruled_off(running, matrices), words), matrices)
    split = second_copy(blocks) if words.bilingual else None
    again = blocks[split:] if split is not None else []
    blocks = blocks[:split]
    if again:
        language = language_of(" ".join(block.text for block in blocks)) or language
    tree = _Tree.of(blocks, language)
    if again:
        tree.add_translation(again)
    placed = list(nodes_of(tree.root, footnotes))
    told = find_faults(placed, left_out, document=document, matrices=matrices)
    return PlanTree(
        title=title_of(blocks, language),
        language=language,
        nodes=tuple(node for node, _ in placed),
        warnings=tuple(sorted([*told, *tree.warnings], key=lambda warning: warning.start)),
        columns=tuple(column for matrix in matrices for column in matrix.columns),
    )


@dataclass(slots=True, kw_only=True)
class _Tree:
    """The tree of a document and what its making tells a reviewer."""

    root: Branch
    warnings: list[PlanWarning]

    @classmethod
    def of(cls, blocks: Sequence[Block], language: str) -> "_Tree":
        mark_headings(blocks, language)
        found = nest(blocks)
        root = _judged(grow(blocks, found.steps, found.margins), language)
        count = _count(root)
        warnings: dict[int, PlanWarning] = {}
        for other in found.others:
            counted = _count(_judged(grow(blocks, other, {}), language))
            place = next(
                index for index, (one, two) in enumerate(zip(found.steps, other, strict=True)) if one is not two
            )
            if counted != count:
                start = blocks[place].start
                places = {"count": count, "other": counted}
                warnings.setdefault(place, plan_warning(code="ambiguous", label="", start=start, places=places))
        return cls(root=root, warnings=list(warnings.values()))

    def add_translation(self, blocks: Sequence[Block]) -> None:
        """The second copy of a plan, in the other language, as notes."""
        mark_headings(blocks, language_of(" ".join(block.text for block in blocks)) or DEFAULT_LANGUAGE)
        found = nest(blocks)
        copy = grow(blocks, found.steps, found.margins)
        passages = [branch for branch in copy.walk() if branch is not copy]
        for branch in passages:
            branch.kind = NodeKind.NOTE
        for branch in copy.children:
            branch.parent = self.root
        self.root.children.extend(copy.children)
        places = {"count": len(passages)}
        self.warnings.append(plan_warning(code="second_language", label="", start=blocks[0].start, places=places))


def _judged(root: Branch, language: str) -> Branch:
    assign_kinds(assign_roles(root, language))
    return root


def _count(root: Branch) -> int:
    return sum(branch.kind is NodeKind.LINE for branch in root.walk())


def _grids(document: Document) -> list[Grid]:
    """The tables of a document, those that its text draws among them; one of a single column is running text."""
    given = [table for table in document.tables if any(row.cells for row in table.rows)]
    tables = sorted([*given, *find_tables(document.text, given)], key=lambda table: table.start)
    return [grid for grid in grids_of(document, tables) if grid.width > 1]


def _ruled_off(lines: Sequence[Line], matrices: Sequence[Matrix]) -> list[Line]:
    """The lines of the text, where one below a table does not run on from the one above."""
    ends = [matrix.end for matrix in matrices]
    found, before = [], 0
    for line in lines:
        past = bisect(ends, line.start)
        found.append(replace(line, gap=max(1, line.gap), page=False, ruled=True) if past > before else line)
        before = past
    return found


def _merged(blocks: Sequence[Block], matrices: Sequence[Matrix]) -> list[Block]:
    """The blocks of the text and of the tables, each table's where it begins."""
    found, place = [], 0
    for matrix in matrices:
        while place < len(blocks) and blocks[place].start < matrix.start:
            found.append(blocks[place])
            place += 1
        sheet = found.pop() if found and _names_sheet(found[-1], matrix) else None
        found.extend(matrix.blocks if sheet is None else _below_name(sheet, matrix.blocks, sheets=matrices))
    found.extend(blocks[place:])
    for block in found:
        if block.row is not None or not block.text:
            block.settle()
    return without_annex_label(found)


def _names_sheet(block: Block, matrix: Matrix) -> bool:
    """Whether a block right above a table is the name of its sheet."""
    return block.row is None and bool(block.lines[0].hashes) and block.lines[0].text == matrix.title


def _below_name(sheet: Block, blocks: Sequence[Block], *, sheets: Sequence[Matrix]) -> list[Block]:
    """The blocks of a sheet: its title, which is the document's, then its name, which heads its rows.

    Where the same words stand twice, the document's only title is kept, else the name of the sheet.
    """
    same = next((block for block in blocks[:2] if _words(block) == _words(sheet)), None)
    if same is not None and (same.row is not None or len(sheets) == 1):
        return list(blocks)
    blocks = [block for block in blocks if block is not same]
    sheet.row = Row(sort=RowSort.HEADING)
    sheet.readings = tuple(of_table(reading, "§sheet") for reading in sheet.readings)
    sheet.heading = "" if sheet.readings else "~|sheet"
    first = next((place for place, block in enumerate(blocks) if block.row is not None), len(blocks))
    return [*blocks[:first], sheet, *blocks[first:]]


def _words(block: Block) -> str:
    return " ".join(line.text for line in block.lines).casefold()


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the document, read only where a line ends in a hyphen that may be the typesetter's."""
    if not any(line.text[-1] in "-‐‑" for line in lines):
        return frozenset()
    return frozenset(word for line in lines for word in _WORD.findall(line.text.casefold()))
