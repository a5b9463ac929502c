"""Word documents to text and tables; runs in the reading child only (`pantau.files.child`)."""

from pantau.files.word.reader import document

__all__ = ["document"]
