"""A comparison of two texts as a document that a delegation takes to the table."""

from pantau.standards.comparisons.excel import comparison_workbook
from pantau.standards.comparisons.paper import Paper, Side
from pantau.standards.comparisons.rows import Passage, Row, all_rows, label_in_full, rows_of, with_headings
from pantau.standards.comparisons.word import comparison_document

__all__ = [
    "Paper",
    "Passage",
    "Row",
    "Side",
    "all_rows",
    "comparison_document",
    "comparison_workbook",
    "label_in_full",
    "rows_of",
    "with_headings",
]
