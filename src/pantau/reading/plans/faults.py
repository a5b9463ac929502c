"""What a reviewer should look at: gaps, duplicates, corrected labels, several clauses under one label."""

import re
from collections.abc import Iterator, Sequence

from pantau.domain.documents import Document
from pantau.domain.plantree import Node, NodeKind, PlanWarning, plan_warning
from pantau.domain.words import table, words_from
from pantau.reading.plans.furniture import LeftOut
from pantau.reading.plans.growth import Branch
from pantau.reading.plans.hidden import hidden_characters
from pantau.reading.plans.labels import Depth, Reading
from pantau.reading.plans.rows import Matrix
from pantau.reading.plans.texts import multiple_clauses

MOST_MISSING = 20
LONGEST_SAMPLE = 60
_MISREAD = re.compile(
    r"\bI(?=[eou][a-z]{2})[a-z]+\b|\b[A-Za-z]*[a-z][01][a-z]{2,}\b|\b[12][0-9Ol]*[Ol][0-9Ol]*\b(?<=\w{4})|\b[a-z]+I[a-z]+\b"
)


def find_faults(
    placed: Sequence[tuple[Node, Branch | None]],
    left_out: Sequence[LeftOut],
    *,
    document: Document,
    matrices: Sequence[Matrix],
) -> list[PlanWarning]:
    """All warnings, in document order."""
    found = [_left_out(part) for part in left_out]
    found.extend(_not_in_text(document))
    found.extend(hidden_characters(document.text))
    found.extend(warning for matrix in matrices for warning in _in_table(matrix))
    orphans = _Orphans()
    for node, branch in placed:
        if branch is not None and branch.reading is not None:
            found.extend(_numbering(node, branch, branch.reading))
            found.extend(orphans.of(node, branch, branch.reading))
        found.extend(_wording(node))
    found.extend(_numbered_parts([node for node, branch in placed if branch is not None]))
    return sorted(found, key=lambda warning: warning.start)


def _left_out(part: LeftOut) -> PlanWarning:
    places = {"count": part.count, "sample": _short(part.sample)}
    return plan_warning(code=part.code, label="", start=part.start, places=places)


def _not_in_text(document: Document) -> Iterator[PlanWarning]:
    """What the file holds and its text does not."""
    for one in document.left_out:
        places = {"count": one.count, "place": one.place, "sample": one.sample}
        what = words_from(table("left_out")[one.what]).fill(**places)
        yield plan_warning(code="left_out", label="", start=0, places={"what": what})


def _in_table(matrix: Matrix) -> Iterator[PlanWarning]:
    """Rows that are no part of the plan, and columns that play no role in it."""
    rows = matrix.skipped.rows
    if rows:
        places = {"count": len(rows), "sample": _short(rows[0].text)}
        yield plan_warning(code="table_rows", label="", start=rows[0].start, places=places)
    for name, cell in matrix.skipped.columns:
        yield plan_warning(code="column_unknown", label=name, start=cell.start, places={"sample": _short(cell.text)})


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SAMPLE else text[:LONGEST_SAMPLE] + "…"


def _numbering(node: Node, branch: Branch, reading: Reading) -> Iterator[PlanWarning]:
    if reading.corrected:
        yield plan_warning(code="ocr_label", label=node.label, start=node.start, places={"printed": node.printed})
    if not reading.value:
        return
    last = reading.value[-1]
    before = branch.before[-1] if branch.before else 0
    if (last == before and branch.kind is not NodeKind.NOTE) or 1 < last < before:
        yield plan_warning(code="duplicate_label", label=node.label, start=node.start)
    elif last - before <= MOST_MISSING:
        for missing in range(before + 1, last):
            yield plan_warning(code="missing_number", label=reading.sibling(missing), start=node.start)


class _Orphans:
    """Dotted labels whose parent is not in the text, each missing parent told once."""

    def __init__(self) -> None:
        self._told: set[tuple[int, ...]] = set()

    def of(self, node: Node, branch: Branch, reading: Reading) -> Iterator[PlanWarning]:
        if reading.shape.depth is not Depth.PARTS:
            return
        above = branch.parent
        while above is not None and above.heading:
            above = above.parent
        parts = len(reading.value) - 1
        known = above.reading.value if above is not None and above.reading is not None else ()
        if known == reading.value[:parts] or (branch.parent is not None and branch.parent.heading and parts == 1):
            return
        for length in range(parts, 0, -1):
            missing = reading.value[:length]
            if missing == known[:length] or missing in self._told:
                continue
            self._told.add(missing)
            label = ".".join(reading.label.split(".")[:length])
            yield plan_warning(code="missing_parent", label=label, start=node.start)


def _wording(node: Node) -> Iterator[PlanWarning]:
    if node.kind is NodeKind.LINE and multiple_clauses(node.text):
        yield plan_warning(code="multi_action", label=node.label, start=node.start)
    misread = _MISREAD.search(node.text)
    if misread is not None:
        yield plan_warning(code="ocr_text", label=node.label, start=node.start, places={"sample": misread[0]})


def _numbered_parts(nodes: Sequence[Node]) -> Iterator[PlanWarning]:
    """The first label of a numbered preamble and of a numbered closing."""
    for kind, code in ((NodeKind.PREAMBLE, "numbered_preamble"), (NodeKind.CLOSING, "numbered_closing")):
        first = next((node for node in nodes if node.kind is kind and node.label), None)
        if first is not None:
            yield plan_warning(code=code, label=first.label, start=first.start)
