"""What a paragraph says: its visible text, the boxes anchored in it, and what is left out of both."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from pantau.files.dropped import Dropped
from pantau.files.word.fields import Fields
from pantau.files.word.markup import ALTERNATE, MATHS, alternative, switch, value, w, whole
from pantau.files.word.notes import Notes, raised
from pantau.files.word.styles import Look, Styles
from pantau.files.word.symbols import symbol, without_private

PAGE_BREAK = "\f"
_LARGE = 1_800_000  # 5 cm in EMU, as wide or high as no icon is
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_DRAWN = ("/chart", "/chartex", "/diagram")
_BOX = w("txbxContent")
_RUN_PROPERTIES = w("rPr")


@dataclass(slots=True)
class Passage:
    """A paragraph's text, page breaks in it as form feeds.

    `boxes` are the text boxes anchored in it, `pictures` the descriptions of its pictures with whether they are large.
    `contents` tells whether some of it was left out as part of a table of contents.
    """

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    pictures: list[tuple[str, bool]] = field(default_factory=list)
    contents: bool = False

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass(slots=True)
class Reading:
    """Reads paragraphs of one part in their order; fields may run over several of them."""

    styles: Styles
    notes: Notes
    dropped: Dropped
    fields: Fields
    place: str = ""
    look: Look = field(default_factory=Look)
    _passage: Passage = field(default_factory=Passage)
    _lost: list[str] | None = None

    def read(self, paragraph: _Element, *, look: Look, place: str) -> Passage:
        """What a paragraph says; `place` is where it stands, for what is left out."""
        self.place, self.look, self._passage = place, look, Passage()
        self._inside(paragraph)
        return self._passage

    def skip(self, element: _Element) -> None:
        """Pass over something whole; fields that begin or end in it still do."""
        for mark in element.iter(w("fldChar")):
            self.fields.mark(mark)

    def _inside(self, parent: _Element) -> None:
        for child in parent:
            read = _READ.get(child.tag)
            if read is not None:
                read(self, child)

    def _say(self, text: str) -> None:
        if self._lost is not None:
            self._lost.append(text)
        elif self.fields.in_contents:
            self._passage.contents = True
        elif self.fields.shown:
            self._passage.pieces.append(text)

    def _lose(self, what: str, read: Callable[[], None]) -> None:
        """Read something so that its text is left out and listed; what it opens or closes still counts."""
        if self._lost is not None:
            read()
            return
        self._lost = []
        read()
        lost, self._lost = "".join(self._lost), None
        if lost.strip():
            self.dropped.add(what, place=self.place, sample=lost)

    def _run(self, run: _Element) -> None:
        properties = run.find(_RUN_PROPERTIES)
        if self._hides(properties):
            self._lose("hidden_text", lambda: self._inside(run))
        elif properties is not None and value(properties, "vertAlign") == "superscript":
            self._raised(run)
        else:
            self._inside(run)

    def _hides(self, properties: _Element | None) -> bool:
        if properties is None:
            return self.look.hidden
        hidden = switch(properties, "vanish")
        if hidden is not None:
            return hidden
        style = value(properties, "rStyle")
        return self.look.hidden or bool(style and self.styles.hides(style))

    def _raised(self, run: _Element) -> None:
        """Raised digits are written as such: a mark or a power, and no part of the number or word before them."""
        before = len(self._passage.pieces)
        self._inside(run)
        said = self._passage.pieces[before:]
        digits = "".join(said)
        if digits.strip().isascii() and digits.strip().isdigit():
            self._passage.pieces[before:] = [raised(digits)]

    def _text(self, element: _Element) -> None:
        text = (element.text or "").translate(_BLANKS)
        self._say(without_private(text if element.get(_SPACE) == "preserve" else text.strip(" ")))

    def _break(self, element: _Element) -> None:
        self._say(PAGE_BREAK if element.get(w("type")) == "page" else "\n")

    def _symbol(self, element: _Element) -> None:
        try:
            code = int(element.get(w("char"), "")[:4], 16)
        except ValueError:
            code = 0
        self._say(symbol(code, element.get(w("font"), "")))

    def _deleted(self, element: _Element) -> None:
        self._lose("deleted_text", lambda: self._inside(element))

    def _moved(self, element: _Element) -> None:
        """Moved text is read where it went; nothing is lost where it came from."""
        before, self._lost = self._lost, []
        self._inside(element)
        self._lost = before

    def _note(self, element: _Element) -> None:
        kind = "footnotes" if element.tag == w("footnoteReference") else "endnotes"
        if self._lost is not None or not self.fields.shown:
            return
        if element.get(w("customMarkFollows")) in {"1", "true", "on"}:
            self.notes.refer(kind, element.get(w("id"), ""))
        else:
            before = "".join(self._passage.pieces[-2:])[-8:]
            self._say(self.notes.mark(kind, element.get(w("id"), ""), after=before))

    def _comment(self, element: _Element) -> None:
        self.dropped.add("comment", place=self.place, sample=self.notes.comment(element.get(w("id"), "")))

    def _control(self, element: _Element) -> None:
        content = element.find(w("sdtContent"))
        if content is not None:
            self._inside(content)

    def _simple_field(self, element: _Element) -> None:
        if (element.get(w("instr")) or "").split()[:1] == ["TOC"]:
            self._passage.contents = True
        else:
            self._inside(element)

    def _alternative(self, element: _Element) -> None:
        for child in alternative(element):
            read = _READ.get(child.tag)
            if read is not None:
                read(self, child)

    def _drawn(self, element: _Element) -> None:
        """A drawing, a picture or an embedded object: the text boxes in it are text, the rest is not."""
        if self._lost is not None:
            return
        boxes = list(_boxes(element))
        if boxes:
            self._passage.boxes.extend(boxes)
            return
        if element.tag == w("object"):
            self.dropped.add("embedded_object", place=self.place)
            return
        if any((data.get("uri") or "").endswith(_DRAWN) for data in element.iter("{*}graphicData")):
            self.dropped.add("diagram", place=self.place, sample=_description(element))
        elif next(element.iter("{*}blip", "{*}imagedata"), None) is not None:
            extent = next(element.iter("{*}extent"), None)
            sides = [whole(extent.get(side)) or 0 for side in ("cx", "cy")] if extent is not None else [0]
            self._passage.pictures.append((_description(element), min(sides) > _LARGE))

    def _formula(self, element: _Element) -> None:
        self._say("".join(part.text or "" for part in element.iter(f"{{{MATHS}}}t")))


def _boxes(element: _Element) -> list[_Element]:
    """The text boxes in a drawing, of alternatives the first one, without those inside other boxes."""
    found: list[_Element] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == _BOX:
            found.append(one)
        else:
            waiting.extend(reversed(list(alternative(one) if one.tag == ALTERNATE else one)))
    return found


def _description(element: _Element) -> str:
    named = next(element.iter("{*}docPr"), None)
    return (named.get("descr") or named.get("title") or "") if named is not None else ""


def _says(text: str) -> Callable[[Reading, _Element], None]:
    return lambda reading, _: reading._say(text)


_READ: dict[str, Callable[[Reading, _Element], None]] = {
    w("r"): Reading._run,
    w("t"): Reading._text,
    w("delText"): Reading._text,
    w("tab"): _says("\t"),
    w("ptab"): _says("\t"),
    w("br"): Reading._break,
    w("cr"): _says("\n"),
    w("noBreakHyphen"): _says("-"),
    w("sym"): Reading._symbol,
    w("footnoteReference"): Reading._note,
    w("endnoteReference"): Reading._note,
    w("commentReference"): Reading._comment,
    w("drawing"): Reading._drawn,
    w("pict"): Reading._drawn,
    w("object"): Reading._drawn,
    w("fldChar"): lambda reading, element: reading.fields.mark(element),
    w("instrText"): lambda reading, element: reading.fields.code(element.text or ""),
    w("fldSimple"): Reading._simple_field,
    w("sdt"): Reading._control,
    w("del"): Reading._deleted,
    w("moveFrom"): Reading._moved,
    ALTERNATE: Reading._alternative,
    f"{{{MATHS}}}oMath": Reading._formula,
    f"{{{MATHS}}}oMathPara": Reading._formula,
    **dict.fromkeys(
        map(w, ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "dir", "bdo", "ruby", "rubyBase")),
        Reading._inside,
    ),
}
