"""Fields: their results are text, their codes are not, and a table of contents is left out whole."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from pantau.files.word.markup import w

_TYPE = w("fldCharType")
_CHARACTER = w("fldChar")
_CONTENTS = ("TOC", "RD")


@dataclass(slots=True)
class _Open:
    code: str = ""
    shows: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open at one point of a part, whose marks stand among its runs."""

    _loose: set[_Element] = field(default_factory=set)
    _open: list[_Open] = field(default_factory=list)

    @classmethod
    def of(cls, root: _Element) -> "Fields":
        """For a part whose fields may begin without ending: those are no fields."""
        begun: list[_Element] = []
        loose: set[_Element] = set()
        for mark in root.iter(_CHARACTER):
            kind = mark.get(_TYPE)
            if kind == "begin":
                begun.append(mark)
            elif kind == "end" and begun:
                begun.pop()
            elif kind == "end":
                loose.add(mark)
        return cls(loose | set(begun))

    def mark(self, element: _Element) -> None:
        """Take a `w:fldChar` into account."""
        kind = element.get(_TYPE)
        if element in self._loose:
            return
        if kind == "begin":
            self._open.append(_Open())
        elif kind == "separate" and self._open:
            self._open[-1].shows = True
        elif kind == "end" and self._open:
            self._open.pop()

    def code(self, text: str) -> None:
        """Take a piece of a field's code into account."""
        if self._open and not self._open[-1].shows:
            self._open[-1].code += text[:20]

    @property
    def shown(self) -> bool:
        """Whether what stands here is printed."""
        return all(one.shows for one in self._open)

    @property
    def in_contents(self) -> bool:
        """Whether what stands here belongs to a table of contents."""
        return any(one.code.split()[:1] and one.code.split()[0].upper() in _CONTENTS for one in self._open)
