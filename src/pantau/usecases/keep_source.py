"""Keeping a received file as evidence, once, with its row."""

from typing import Any

from pantau.domain.refusals import Refusal
from pantau.files.text import decoded
from pantau.records.models import Passage, Source
from pantau.records.pen import Pen
from pantau.records.store import keep
from pantau.records.workspace import find_folder
from pantau.usecases.index_source import index_source


def keep_source(pen: Pen, *, content: bytes, code: str, text: str = "", **values: Any) -> Source:
    """The source of these bytes under `code`: the row that is there already, else a new one with its file.

    `text` is what was read from them, kept beside them where the bytes are not that text themselves. Files are
    written and flushed before the row that names them; the text is searched from the same transaction on.
    """
    values |= {"digest": keep(find_folder().evidence, content), "text_digest": keep_text(content, text)}
    found = Source.objects.filter(code=code).first()
    if found is None:
        found = pen.insert(Source, code=code, **values)
    else:
        pen.revise(found, **values)
        found = Source.objects.get(pk=found.pk)
    index_source(found, text=text or _text_in(content) or "")
    return found


def keep_text(content: bytes, text: str) -> str:
    """Keep the text read from a file and give its digest; empty where there is none or the file is that text."""
    if not text or _text_in(content) == text:
        return ""
    return keep(find_folder().evidence, text.encode())


def _text_in(content: bytes) -> str | None:
    """The text that the bytes are; ``None`` where they are none."""
    try:
        return decoded(content, file="")
    except Refusal:
        return None


def keep_passage(pen: Pen, *, source: Source, start: int, end: int, text: str) -> Passage:
    """The passage at that place, new or as it was kept before."""
    found = Passage.objects.filter(source=source, start=start, end=end, text=text).first()
    return found or pen.insert(Passage, source=source, start=start, end=end, text=text)
