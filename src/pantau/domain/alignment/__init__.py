"""Comparing two texts of a plan clause by clause: two drafts, two versions, a plan and its successor."""

from pantau.domain.alignment.align import Basis, Decided, align
from pantau.domain.alignment.changes import Change, Evidence, Setting
from pantau.domain.alignment.clauses import Clause, clauses
from pantau.domain.alignment.comparison import Comparison, Count, Pair, Scope
from pantau.domain.alignment.marks import Mark, MarkKind, marks

__all__ = [
    "Basis",
    "Change",
    "Clause",
    "Comparison",
    "Count",
    "Decided",
    "Evidence",
    "Mark",
    "MarkKind",
    "Pair",
    "Scope",
    "Setting",
    "align",
    "clauses",
    "marks",
]
