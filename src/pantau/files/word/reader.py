"""The text of a Word file as its printed pages would read, with its tables and what was left out."""

from typing import Any, BinaryIO

from lxml.etree import _Element

from pantau.domain.documents import Document
from pantau.files.child import Unreadable
from pantau.files.dropped import Dropped
from pantau.files.word.fields import Fields
from pantau.files.word.flow import LOWEST, Flow, Source, begins_with_label, text_of
from pantau.files.word.lists import Counting, Lists
from pantau.files.word.markup import VAL, w
from pantau.files.word.notes import Notes
from pantau.files.word.package import open_package
from pantau.files.word.passages import Reading
from pantau.files.word.styles import Styles


def document(stream: BinaryIO) -> dict[str, Any]:
    """The `Document` in a Word file, as JSON.

    Labels of automatic numbering stand before their text, headings without a label after `#` as far as no label
    shows their level;
    footnotes and endnotes are marked by raised numbers and stand at the end.

    Raises:
        Unreadable: it is no Word file, holds macros, is damaged or hostile.
    """
    package = open_package(stream)
    body = package.main.find(w("body"))
    if body is None:
        raise Unreadable("broken")
    styles, dropped, notes = Styles.of(package.related("styles")), Dropped(), Notes(package)
    lists = Lists.of(package.related("numbering"), styles)
    source = Source(
        styles=styles,
        counting=Counting(lists),
        reading=Reading(styles, notes, dropped, Fields.of(package.main)),
        dropped=dropped,
        titled=any(styles.titles(named.get(VAL, "")) for named in body.iter(w("pStyle"))),
        labelled=_labelled(body, styles, lists),
    )
    flow = Flow(source)
    flow.add(body)
    _add_notes(flow, notes)
    for part in (*package.all_related("header"), *package.all_related("footer")):
        text = " ".join(word.text or "" for word in part.iter(w("t")))
        if any(character.isalpha() for character in text):
            dropped.add("header_footer", place="", sample=text)
    return Document(text=flow.text, tables=tuple(flow.tables), left_out=dropped.found).as_json()


def _labelled(body: _Element, styles: Styles, lists: Lists) -> int:
    """The highest heading level, 1 being the highest, on which a heading has a label."""
    levels = [LOWEST]
    for paragraph in body.iter(w("p")):
        look = styles.look(paragraph.find(w("pPr")))
        if look.outline and (lists.labels(look) or begins_with_label(paragraph)):
            levels.append(look.outline)
    return min(levels)


def _add_notes(flow: Flow, notes: Notes) -> None:
    for kind, id, mark in notes.referred:
        note: _Element = notes.part(kind)[id]
        flow.source.reading.fields = Fields.of(note)
        text = " ".join(text_of(note, flow.source).split())
        if text:
            flow.write_paragraph(f"{mark} {text}" if mark else text)
