"""The marks by which a source is found again as the copy or the translation of another."""

from pantau.reading.origins import fact_marks, word_marks
from pantau.records.models import Source
from pantau.records.source_marks import keep_marks


def mark_source(source: Source, *, text: str) -> None:
    """Keep the marks of a source's text, inside the transaction that keeps the source."""
    keep_marks(source, marks_of(text))


def marks_of(text: str) -> frozenset[int]:
    """Of its words and of its telling numbers."""
    return word_marks(text) | fact_marks(text)
