"""Keeping a received file as evidence, once, with its row."""

from typing import Any

from pantau.records.models import Passage, Source
from pantau.records.pen import Pen
from pantau.records.store import digest_of, keep
from pantau.records.workspace import find_folder


def keep_source(pen: Pen, *, content: bytes, code: str, **values: Any) -> Source:
    """The source of these bytes under `code`: the row that is there already, else a new one with its file.

    The file is written and flushed before the row that names it.
    """
    digest = digest_of(content)
    found = Source.objects.filter(code=code).first()
    keep(find_folder().evidence, content)
    if found is None:
        return pen.insert(Source, code=code, digest=digest, **values)
    pen.revise(found, digest=digest, **values)
    return Source.objects.get(pk=found.pk)


def keep_passage(pen: Pen, *, source: Source, start: int, end: int, text: str) -> Passage:
    """The passage at that place, new or as it was kept before."""
    found = Passage.objects.filter(source=source, start=start, end=end, text=text).first()
    return found or pen.insert(Passage, source=source, start=start, end=end, text=text)
