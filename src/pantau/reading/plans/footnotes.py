"""Footnotes: found at the foot of pages or at the end, and taken out of the running text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pantau.reading.plans.labels import read_labels
from pantau.reading.plans.lines import Line
from pantau.reading.plans.texts import SUPERSCRIPTS, plain_number
from pantau.reading.plans.wording import names_notes, refers

_SUPERSCRIPT = re.compile(rf"(?P<mark>[{SUPERSCRIPTS}]{{1,3}})\s*(?=\S)")
_BRACKETED = re.compile(r"\[\^?(?P<mark>\d{1,3}|\*)\]:?\s*(?=\S)")
_STARRED = re.compile(r"(?P<mark>\*{1,3}|†|‡)\s*(?=[A-Z])")
_PARENTHESISED = re.compile(r"(?P<mark>\(\d{1,3}\))\s+(?=[A-Z\"“])")
_NUMBERED = re.compile(r"(?P<mark>\d{1,3})[.)]?\s+(?=[A-Z\"“(])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote: its mark as printed and as the text has it, its lines, and where it ends in the first of them."""

    printed: str
    mark: str
    lines: tuple[Line, ...]
    length: int


def find_footnotes(lines: Sequence[Line]) -> tuple[list[Footnote], set[int]]:
    """The footnotes in order, and the indexes of the lines that hold them."""
    body = _Body(lines)
    found: list[Footnote] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        start = body.definition(index)
        if start is None:
            body.leave(index)
            index += 1
            continue
        end = _end(lines, index)
        printed = start["mark"]
        found.append(
            Footnote(
                printed=lines[index].text[: start.end()].strip(),
                mark=body.mark_of(printed, lines[index].text),
                lines=tuple(lines[index:end]),
                length=start.end(),
            )
        )
        taken.update(range(index, end))
        index = end
    return found, taken


class _Body:
    """The running text, asked whether a line defines a mark that stands in it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._below_rule = False
        self._marks: set[str] | None = None

    def definition(self, index: int) -> re.Match[str] | None:
        line = self._lines[index]
        below = (self._below_rule and not line.page) or line.ruled or names_notes(line.text)
        self._below_rule = below or self._opens_notes(index)
        first = line.text[0]
        if first in SUPERSCRIPTS:
            return _SUPERSCRIPT.match(line.text)
        if first in "[*†‡":
            match = (_BRACKETED if first == "[" else _STARRED).match(line.text)
            return match if match and match["mark"] in self._found_marks() else None
        if first in "0123456789(" and (self._below_rule or self._page_ends_after(index)):
            match = (_PARENTHESISED if first == "(" else _NUMBERED).match(line.text)
            return match if match and match["mark"] in self._found_marks() else None
        return None

    def mark_of(self, printed: str, note: str) -> str:
        """The mark that stands in the running text: "1", or "1)" where both have the bracket."""
        bracketed = f"{printed})"
        if note.startswith(bracketed) and bracketed in self._found_marks():
            return bracketed
        return plain_number(printed)

    def leave(self, index: int) -> None:
        """A line that is no footnote ends the run of notes below a rule."""
        if self._below_rule and not names_notes(self._lines[index].text):
            self._below_rule = False

    def _page_ends_after(self, index: int) -> bool:
        after = self._lines[index + 1 : index + 4]
        return (len(after) < 3 or any(line.page for line in after)) and len(self._lines[index].text) > 12

    def _opens_notes(self, index: int) -> bool:
        """Whether nothing but notes follows up to the end of the page, from one that is set apart."""
        if not self._lines[index].gap or _BARE.match(self._lines[index].text) is None:
            return False
        for place, line in enumerate(self._lines[index:], index):
            if line.page and place > index:
                break
            match = _BARE.match(line.text)
            if match is None or match["mark"] not in self._found_marks():
                return False
        return True

    def _found_marks(self) -> set[str]:
        if self._marks is None:
            self._marks = {mark for line in self._lines for mark in _marks_in(_without_label(line.text))}
        return self._marks


_BARE = re.compile(r"(?P<mark>\d{1,3}|\(\d{1,3}\))\)?\s+(?=[A-Z\"“])")
_GLUED = re.compile(r"(?:(?<=[a-z])|(?<=[a-z)][.,;:]))(\d{1,2})(?=[\s.,;:)]|\Z)")
_CLOSED = re.compile(r"(?<=[a-z])\(?\d{1,2}\)(?=[\s.,;:]|\Z)")
_IN_BRACKETS = re.compile(r"(?<=\S)\s?\[\^?(\d{1,3}|\*)\]")
_IN_STARS = re.compile(r"(?<=[a-z.,;)])(\*{1,3}|†|‡)(?=[\s.,;:)]|\Z)")


def _without_label(text: str) -> str:
    readings = read_labels(text)
    return text[readings[0].length :] if readings else text


def _marks_in(text: str) -> list[str]:
    closed = [match[0] for match in _CLOSED.finditer(text) if _stands_alone(text[: match.start()])]
    return [*closed, *_GLUED.findall(text), *_IN_BRACKETS.findall(text), *_IN_STARS.findall(text)]


def _stands_alone(before: str) -> bool:
    """Whether a number in a bracket is no paragraph that the text before it refers to, and closes no other bracket."""
    return not refers(before) and before.count("(") <= before.count(")")


def _end(lines: Sequence[Line], index: int) -> int:
    """The index after the last line of the footnote that begins at `index`."""
    end = index + 1
    while end < len(lines):
        line = lines[end]
        if line.page or line.gap or read_labels(line.text) or line.text[0] in SUPERSCRIPTS:
            break
        end += 1
    return end
