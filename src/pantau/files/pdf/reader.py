"""A PDF as text whose lines stand as on the page; runs in the reading child only (`pantau.files.child`)."""

from dataclasses import replace
from typing import Any, BinaryIO

import pypdfium2
from pypdfium2 import raw

from pantau.files.child import Told, Unreadable
from pantau.files.dropped import Dropped
from pantau.files.pdf.dots import bullets_of
from pantau.files.pdf.heads import without_heads
from pantau.files.pdf.linenumbers import line_numbers
from pantau.files.pdf.pages import Block, blocks_of
from pantau.files.pdf.rules import Grid, grids_of
from pantau.files.pdf.setting import set_text
from pantau.files.pdf.words import PageWords, words_of

PAGES_LIMIT = 2_000
TEXT_LIMIT = 20_000_000

_FIELD = raw.FPDF_ANNOT_WIDGET
_COMMENTS = frozenset({raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT})


def document(stream: BinaryIO, *, told: Told | None = None) -> dict[str, Any]:
    """The text of every page, pages parted by a form feed, as the JSON of a document.

    Raises:
        Unreadable: with reason "password", "broken", "too_many_pages", "long_text", or "without_text" where no page
            holds any.
    """
    file = _opened(stream)
    count = len(file)
    if count > PAGES_LIMIT:
        raise Unreadable("too_many_pages", limit=PAGES_LIMIT)
    dropped = Dropped()
    pages: list[list[Block]] = []
    gutters: list[float] = []
    length = 0
    for index in range(count):
        found, grids = _page(file, index, dropped)
        length += sum(len(word.text) for word in found.words)
        if length > TEXT_LIMIT:
            raise Unreadable("long_text", limit=TEXT_LIMIT)
        pages.append(blocks_of(found.words, grids, gutters))
        if told is not None:
            told(index + 1, count)
    if not length:
        raise Unreadable("without_text", pages=count)
    pages = without_heads(pages, dropped)
    return set_text(pages, left_out=dropped.found).as_json()


def _opened(stream: BinaryIO) -> Any:
    try:
        return pypdfium2.PdfDocument(stream.read())
    except pypdfium2.PdfiumError as error:
        protected = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise Unreadable("password" if protected else "broken") from error


def _page(file: Any, index: int, dropped: Dropped) -> tuple[PageWords, list[Grid]]:
    place = f"page {index + 1}"
    try:
        page = file[index]
    except pypdfium2.PdfiumError:
        dropped.add("broken_page", place=place)
        return PageWords(words=[]), []
    found = _without_line_numbers(words_of(page), place, dropped)
    grids = grids_of(page, quarter=found.quarter) if found.words else []
    if found.quarter == 0:
        found.words.extend(bullets_of(page, found.words))
    _look_at_annotations(page, place, dropped)
    page.close()
    if found.turned:
        dropped.add("turned_text", place=place, sample=found.turned)
    if not found.words and not found.turned:
        dropped.add("page_without_text", place=place)
    return found, grids


def _without_line_numbers(found: PageWords, place: str, dropped: Dropped) -> PageWords:
    numbers = line_numbers(found.words)
    if not numbers:
        return found
    dropped.add("page_furniture", place=place, sample=" ".join(word.text for word in numbers))
    gone = {id(word) for word in numbers}
    return replace(found, words=[word for word in found.words if id(word) not in gone])


def _look_at_annotations(page: Any, place: str, dropped: Dropped) -> None:
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind == _FIELD:
            dropped.add("form_field", place=place)
        elif kind in _COMMENTS:
            dropped.add("comment", place=place)
