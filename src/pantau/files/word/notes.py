"""Footnotes and endnotes, marked by raised numbers and set out at the end of the text; comments, which are left out."""

import re
from dataclasses import dataclass, field

from lxml.etree import _Element

from pantau.files.word.markup import w
from pantau.files.word.package import Package

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_AFTER_UNIT = re.compile(r"(?:\b|\d)[kcmdµ]?m\Z")
_SINGLE = {"footnotes": w("footnote"), "endnotes": w("endnote"), "comments": w("comment")}


def raised(digits: str) -> str:
    """Digits as they are written above the line.

    >>> raised("12")
    '¹²'
    """
    return digits.translate(_RAISED)


@dataclass(slots=True)
class Notes:
    """The notes of a file, numbered in the order in which the text refers to them, footnotes and endnotes together."""

    _package: Package
    referred: list[tuple[str, str, str]] = field(default_factory=list)
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)
    _parts: dict[str, dict[str, _Element]] = field(default_factory=dict)

    def mark(self, kind: str, id: str, *, after: str) -> str:
        """The mark of a note, as it follows the text `after`; "" where there is no such note.

        A raised number reads as a power behind a unit of length, so there the mark stands in brackets.
        """
        if id not in self.part(kind):
            return ""
        if (kind, id) not in self._marks:
            self._marks[kind, id] = str(len(self._marks) + 1)
            self.referred.append((kind, id, raised(self._marks[kind, id])))
        number = self._marks[kind, id]
        return f"[^{number}]" if _AFTER_UNIT.search(after) else raised(number)

    def refer(self, kind: str, id: str) -> None:
        """Remember a note whose mark its author typed, in the text and before the note."""
        if id in self.part(kind) and (kind, id, "") not in self.referred:
            self.referred.append((kind, id, ""))

    def comment(self, id: str) -> str:
        """The text of a comment."""
        found = self.part("comments").get(id)
        return " ".join(part.text or "" for part in found.iter(w("t"))) if found is not None else ""

    def part(self, kind: str) -> dict[str, _Element]:
        """The notes of a kind ("footnotes", "endnotes" or "comments") by their ids."""
        if kind not in self._parts:
            root = self._package.related(kind)
            found = root.iter(_SINGLE[kind]) if root is not None else ()
            self._parts[kind] = {one.get(w("id"), ""): one for one in found}
        return self._parts[kind]
