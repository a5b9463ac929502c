"""The text of a web page in the order in which it is read, with its lists, tables and notes."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pantau.domain.documents import Table
from pantau.files.dropped import Dropped
from pantau.files.html.frame import Frame
from pantau.files.html.lists import item_labels
from pantau.files.html.tables import Grid, grid_of, is_layout, placed
from pantau.files.html.text import TextBuilder
from pantau.files.html.words import is_block, named, tokens

_STEP = 4
_DEEPEST = 60
_RULE = "-----"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TO_NOTE = re.compile(r"#(?:_?(?:ftn|fn|edn|en)\b|_?(?:ftn|fn|edn)\d|(?:foot|end|cite_)?note)", re.IGNORECASE)
_MARGIN = re.compile(r"(?:margin|padding)-left\s*:\s*([\d.]{1,6})\s*(pt|px|em|rem|cm|mm|in)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
_BLANK = 6.0  # points of a blank
_TIGHT = frozenset({"li", "dt", "dd", "tr", "td", "th", "summary", "figcaption", "option", "legend"})
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}


class Flow:
    """Walks over the elements of a page and writes down what a reader sees."""

    def __init__(self, root: Any, *, frame: Frame) -> None:
        self.builder = TextBuilder()
        self.tables: list[Table] = []
        self.dropped = Dropped()
        self._frame = frame
        self._in_cell = False
        self.walk(root)

    def walk(self, element: Any) -> None:
        """Write the element, if it is text; what follows it is not part of it. The parser limits the depth."""
        if not isinstance(element.tag, str) or element.tag in named("silent"):
            return
        sort = self._frame.sort_of(element)
        if sort is not None or element.tag in {"del", "s", "strike"}:
            self._leave_out(sort or "deleted_text", element)
            return
        writer = _WRITERS.get(element.tag)
        if writer is not None:
            writer(self, element)
        elif is_block(element):
            self._block(element)
        else:
            self._inside(element)

    def _inside(self, element: Any) -> None:
        if element.text:
            self.builder.add(element.text)
        for child in element:
            self.walk(child)
            if child.tail:
                self.builder.add(child.tail)

    def _leave_out(self, what: str, element: Any, sample: str = "") -> None:
        text = sample or " ".join(element.itertext())
        if text.strip():
            self.dropped.add(what, place=f"<{element.tag}>", sample=text)

    def _block(self, element: Any) -> None:
        end = self.builder.end_line if element.tag in _TIGHT or element.tag == "div" else self.builder.end_block
        end()
        indent = self.builder.indent
        self.builder.indent = min(indent + _margin(element), _DEEPEST)
        self._inside(element)
        end()
        self.builder.indent = indent

    def _heading(self, element: Any) -> None:
        self.builder.end_block()
        if element.text_content().strip() and not self._in_cell:
            self.builder.add(_HEADINGS[element.tag])
        self._inside(element)
        self.builder.end_block()

    def _break(self, element: Any) -> None:
        if next(element.iterancestors(*_HEADINGS), None) is None:
            self.builder.end_line()
        else:
            self.builder.add(" ")  # a heading is one line

    def _rule(self, _: Any) -> None:
        self.builder.end_block()
        self.builder.add(_RULE)
        self.builder.end_block()

    def _raised(self, element: Any) -> None:
        text = "".join(element.itertext()).strip()
        if text.replace(",", "").isdigit() and text.isascii():
            self.builder.add(text.translate(_RAISED))
        else:
            self._inside(element)

    def _link(self, element: Any) -> None:
        """A link; one to a footnote is the mark of it, one back from there is nothing."""
        text = "".join(element.itertext()).strip()
        if not (element.get("href") or "").startswith("#"):
            self._inside(element)
        elif text.isdecimal() and _TO_NOTE.match(element.get("href")):
            self.builder.add(text.translate(_RAISED))
        elif text not in named("back"):
            self._inside(element)

    def _preformatted(self, element: Any) -> None:
        self.builder.end_block()
        self.builder.add_lines(element.text_content())
        self.builder.end_block()

    def _list(self, element: Any) -> None:
        nested = next(element.iterancestors("li", "td", "th"), None) is not None
        end = self.builder.end_line if nested else self.builder.end_block
        end()
        labels = iter(item_labels(element))
        if any(tokens(one) & named("notes") for one in (element, *element.iterancestors("div", "section", "aside"))):
            labels = iter([label.rstrip(".").translate(_RAISED) for label in labels])
        indent = self.builder.indent
        for child in element:
            self.builder.indent = min(indent + _STEP, _DEEPEST)
            if child.tag == "li":
                label = next(labels)
                self._item(child, label)
            else:
                self.walk(child)
                self.builder.end_line()
        self.builder.indent = indent
        end()

    def _item(self, element: Any, label: str) -> None:
        if self._frame.sort_of(element) is None:
            if label:
                self.builder.label(label)
            else:
                self.builder.indent -= _STEP
        self.walk(element)
        self.builder.end_item()

    def _indented(self, element: Any) -> None:
        indent = self.builder.indent
        self._end(element)
        self.builder.indent = indent + _STEP
        self._inside(element)
        self._end(element)
        self.builder.indent = indent

    def _end(self, element: Any) -> None:
        if element.tag in _TIGHT:
            self.builder.end_line()
        else:
            self.builder.end_block()

    def _picture(self, element: Any) -> None:
        self._leave_out("image", element, element.get("alt") or "")

    def _table(self, element: Any) -> None:
        grid = grid_of(element)
        if self._in_cell or is_layout(element, grid):
            self._layout(element)
        else:
            self._cells(element, grid)

    def _layout(self, element: Any) -> None:
        self.builder.end_block()
        for row in element.iter("tr"):
            if next(row.iterancestors("table"), None) is element:
                self.walk_row(row)
        self.builder.end_block()

    def walk_row(self, row: Any) -> None:
        """A row of a table that only arranges: its cells one after the other, a label with what it labels."""
        for cell in row:
            text = cell.text_content().strip() if isinstance(cell.tag, str) else ""
            self.walk(cell)
            if len(text) <= 8:
                self.builder.add(" ")
        self.builder.end_line()

    def _cell(self, element: Any) -> None:
        """A cell of a table that only arranges; a short one is the label of the next."""
        if len(element.text_content().strip()) <= 8:
            self._inside(element)
        else:
            self.builder.add(" ")
            self._inside(element)
            self.builder.end_line()

    def _cells(self, element: Any, grid: Grid) -> None:
        self.builder.end_block()
        title = ""
        for caption in element.iterchildren("caption"):
            title = " ".join(caption.text_content().split())
            self.builder.add(title)
            self.builder.end_line()
        self.builder.write_raw("")
        texts = {cell: self._text_of(cell) for row in grid for cell, _, _, _ in row}
        text, table = placed(grid, texts, title=title, number=len(self.tables) + 1, start=self.builder.length)
        self.builder.write_raw(text)
        if table is not None:
            self.tables.append(table)
        self.builder.end_block()

    def _text_of(self, cell: Any) -> str:
        """The text of one cell, its paragraphs and items on lines of their own."""
        if self._frame.sort_of(cell) is not None:
            self._leave_out(str(self._frame.sort_of(cell)), cell)
            return ""
        outer, self.builder = self.builder, TextBuilder()
        self._in_cell = True
        try:
            self._inside(cell)
            lines = [line.strip() for line in self.builder.text().replace("\t", " ").splitlines()]
        finally:
            self._in_cell = False
            self.builder = outer
        return "\n".join(line for line in lines if line)


def _margin(element: Any) -> int:
    found = _MARGIN.search(element.get("style") or "")
    if found is None:
        return 0
    try:
        return min(round(float(found[1]) * _POINTS[found[2].casefold()] / _BLANK), 40)
    except ValueError:
        return 0


_WRITERS: Mapping[str, Callable[[Flow, Any], None]] = {
    "br": Flow._break,
    "hr": Flow._rule,
    "sup": Flow._raised,
    "a": Flow._link,
    "pre": Flow._preformatted,
    "ol": Flow._list,
    "ul": Flow._list,
    "menu": Flow._list,
    "dir": Flow._list,
    "dd": Flow._indented,
    "blockquote": Flow._indented,
    "img": Flow._picture,
    "table": Flow._table,
    "td": Flow._cell,
    "th": Flow._cell,
    **dict.fromkeys(_HEADINGS, Flow._heading),
}
