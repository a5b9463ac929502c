"""What a paragraph or run takes from its style and from the styles that one is based on."""

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element

from pantau.files.word.markup import switch, twips, value, w, whole

_HEADING = re.compile(r"(?:heading|judul)\s*([1-9])\Z", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|daftar isi)\s*[1-9]\Z", re.IGNORECASE)
_TITLES = frozenset({"title", "judul"})
_BODY = 9  # an outline level that means: no heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Indent:
    """How far a paragraph stands in, in twips; `first` is what its first line has on top. None: not said."""

    left: int | None = None
    first: int | None = None

    def under(self, nearer: "Indent") -> "Indent":
        """This, with what `nearer` says instead."""
        return Indent(
            left=self.left if nearer.left is None else nearer.left,
            first=self.first if nearer.first is None else nearer.first,
        )


NOT_INDENTED = Indent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The properties of a paragraph that its text depends on.

    `number` and `level` name its place in a list, `number_style` the style that put it there, "" for the paragraph
    itself. `indent` is what stands nearer than the list's own, `base` what the list's overrides. `outline` counts
    heading levels from 1, 0 for none.
    """

    style: str = ""
    number: str = ""
    level: int | None = None
    number_style: str = ""
    base: Indent = NOT_INDENTED
    indent: Indent = NOT_INDENTED
    outline: int = 0
    title: bool = False
    contents: bool = False
    centred: bool = False
    hidden: bool = False
    new_page: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a file, by their ids; `root` is the part that defines them."""

    _elements: dict[str, _Element]
    _looks: dict[str, Look]
    _hidden: dict[str, bool]
    _default: str

    @classmethod
    def of(cls, root: _Element | None) -> "Styles":
        elements = {style.get(w("styleId"), ""): style for style in root.iter(w("style"))} if root is not None else {}
        default = next(
            (
                name
                for name, style in elements.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}
            ),
            "",
        )
        defaults = root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}") if root is not None else None
        return cls(elements, {"": _with(Look(), defaults, "")}, {}, default)

    def look(self, properties: _Element | None) -> Look:
        """How a paragraph looks, its own `w:pPr` before its style's."""
        look = self._look(value(properties, "pStyle") or self._default)
        return look if properties is None else _with(look, properties, "")

    def number(self, style: str) -> str:
        """The list that a style belongs to, "" where there is none."""
        element = self._elements.get(style)
        path = f"{w('pPr')}/{w('numPr')}"
        return (value(element.find(path), "numId") or "") if element is not None else ""

    def titles(self, style: str) -> bool:
        """Whether a style is the one for titles, or based on it."""
        return self._look(style).title

    def hides(self, style: str) -> bool:
        """Whether a character style, or one it is based on, hides its text."""
        if style not in self._hidden:
            known = (switch(one.find(w("rPr")), "vanish") for one in self._chain(style))
            self._hidden[style] = next((hidden for hidden in known if hidden is not None), False)
        return self._hidden[style]

    def _look(self, style: str) -> Look:
        if style not in self._looks:
            look = self._looks[""]
            for element in reversed(self._chain(style)):
                look = _styled(look, element)
            self._looks[style] = replace(look, style=style)
        return self._looks[style]

    def _chain(self, style: str) -> list[_Element]:
        """A style and those it is based on, the nearest first; a circle ends where it closes."""
        chain: list[_Element] = []
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            chain.append(self._elements[style])
            style = value(chain[-1], "basedOn") or ""
        return chain


def _styled(look: Look, element: _Element) -> Look:
    name = (value(element, "name") or "").strip()
    heading = _HEADING.match(name)
    look = replace(
        look,
        outline=int(heading[1]) if heading else look.outline,
        title=look.title or name.casefold() in _TITLES,
        contents=look.contents or bool(_CONTENTS.match(name)),
    )
    hidden = switch(element.find(w("rPr")), "vanish")
    look = look if hidden is None else replace(look, hidden=hidden)
    return _with(look, element.find(w("pPr")), element.get(w("styleId"), ""))


def _with(look: Look, properties: _Element | None, style: str) -> Look:
    """A look with the properties of one `w:pPr` on top."""
    if properties is None:
        return look
    look = _numbered(look, properties.find(w("numPr")), style)
    look = replace(look, indent=look.indent.under(_indent(properties.find(w("ind")))))
    outline = whole(value(properties, "outlineLvl"))
    if outline is not None:
        look = replace(look, outline=outline + 1 if 0 <= outline < _BODY else 0)
    adjusted = value(properties, "jc")
    if adjusted is not None:
        look = replace(look, centred=adjusted == "center")
    new_page = switch(properties, "pageBreakBefore")
    return look if new_page is None else replace(look, new_page=new_page)


def _numbered(look: Look, properties: _Element | None, style: str) -> Look:
    if properties is None:
        return look
    number, level = value(properties, "numId"), whole(value(properties, "ilvl"))
    if number is None:
        return look if level is None else replace(look, level=level)
    # what is said nearer to the paragraph than its place in the list overrides the list's own indentation
    base = look.base.under(look.indent)
    return replace(look, number=number, level=level, number_style=style, base=base, indent=NOT_INDENTED)


def _indent(element: _Element | None) -> Indent:
    if element is None:
        return NOT_INDENTED
    left = element.get(w("left"), element.get(w("start")))
    hanging = twips(element.get(w("hanging")))
    first = twips(element.get(w("firstLine")))
    return Indent(left=twips(left), first=-hanging if hanging is not None else first)


def level_indent(properties: _Element | None) -> Indent:
    """The indentation that a level of a list gives its paragraphs."""
    return _indent(properties.find(w("ind"))) if properties is not None else NOT_INDENTED
