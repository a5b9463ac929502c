"""A plan as a working matrix in Word or Excel, and the same file read back."""

from pantau.standards.sheets.excel import excel_matrix
from pantau.standards.sheets.layout import SAID, column_name, words_said
from pantau.standards.sheets.matrix import Heading, Mark, Matrix, MatrixLine, Value
from pantau.standards.sheets.read import MatrixRow, ReadMatrix, read_matrix
from pantau.standards.sheets.texts import LONGEST, canon, digest, empty_texts, fitting, is_cut
from pantau.standards.sheets.timelines import day_in_figures, settled
from pantau.standards.sheets.word import word_matrix

__all__ = [
    "LONGEST",
    "SAID",
    "Heading",
    "Mark",
    "Matrix",
    "MatrixLine",
    "MatrixRow",
    "ReadMatrix",
    "Value",
    "canon",
    "column_name",
    "day_in_figures",
    "digest",
    "empty_texts",
    "excel_matrix",
    "fitting",
    "is_cut",
    "read_matrix",
    "settled",
    "word_matrix",
    "words_said",
]
