"""The names and values of WordprocessingML, looked up in elements."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE = f"{COMPATIBILITY}AlternateContent"
_WHOLE = re.compile(r"\s*([+-]?\d{1,9})(?:\.\d*)?\s*\Z")
_MEASURE = re.compile(r"\s*([+-]?\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi)\s*\Z")
_TWIPS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "pc": 240.0, "pi": 240.0}


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return f"{{{MAIN}}}{name}"


VAL = w("val")
_OFF = frozenset({"0", "false", "off", "none"})
_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")))


def value(parent: _Element | None, name: str) -> str | None:
    """The `w:val` of the child called `name`; None where there is no such child or value."""
    child = parent.find(w(name)) if parent is not None else None
    return child.get(VAL) if child is not None else None


def switch(parent: _Element | None, name: str) -> bool | None:
    """Whether the child called `name` switches something on or off; None where it is not there."""
    child = parent.find(w(name)) if parent is not None else None
    return None if child is None else child.get(VAL, "1") not in _OFF


def whole(text: str | None) -> int | None:
    """A whole number of at most nine digits; None for anything else.

    >>> whole("12"), whole("1e3"), whole("9" * 5000), whole(None)
    (12, None, None, None)
    """
    match = _WHOLE.match(text or "")
    return int(match[1]) if match else None


def twips(text: str | None) -> int | None:
    """A length in twentieths of a point, whether plain or with its unit.

    >>> twips("720"), twips("0.5in"), twips("wide")
    (720, 720, None)
    """
    plain = whole(text)
    if plain is not None:
        return plain
    match = _MEASURE.match(text or "")
    return round(float(match[1]) * _TWIPS[match[2]]) if match else None


def alternative(element: _Element) -> Iterator[_Element]:
    """What stands in the one branch of an `mc:AlternateContent` that is read: the first choice that holds anything."""
    for branch in element:
        if len(branch):
            yield from branch
            return


def children(parent: _Element, names: frozenset[str]) -> Iterator[_Element]:
    """The elements of these names below `parent`, content controls and other wrappers looked through."""
    for child in parent:
        if child.tag in names:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, names)
        elif child.tag == ALTERNATE:
            for branch in alternative(child):
                yield from [branch] if branch.tag in names else children(branch, names)
