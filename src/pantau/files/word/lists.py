"""The lists that a Word file defines: each level's label, start and indentation, with what single lists override."""

import re
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from pantau.files.word.markup import ALTERNATE, alternative, switch, value, w, whole
from pantau.files.word.numerals import numeral, padded
from pantau.files.word.styles import Indent, Look, Styles, level_indent

LEVELS = 9
_LONGEST_LABEL = 200
_PLACE = re.compile(r"%([1-9])")
_ORDINARY_BULLETS = frozenset("•‣◦●○▪▫■□◼◆◇➢➤►▶✓✔☐☑→»·∙-–—*+")
_HOLLOW = {"o": "◦"}  # the letter that Courier New shows as a circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list. `restart` is the level (from 1) after which it begins again: None any above, 0 never."""

    start: int
    form: str
    pattern: str
    text: str
    legal: bool
    restart: int | None
    glued: bool
    style: str
    indent: Indent

    def write(self, number: int) -> str:
        return padded(number, self.pattern) if self.form == "custom" else numeral(number, self.form)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLevels:
    """A list as one number names it: lists of one `key` count on from each other, `starts` are its own first values."""

    key: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        if level in self.starts:
            return self.starts[level]
        return self.levels[level].start if level in self.levels else 1

    def place(self, level: int | None, style: str) -> int:
        """A paragraph's level: the one tied to the style that put it there, else the one it names, else the first."""
        tied = next((number for number, one in self.levels.items() if style and one.style == style), None)
        return min(max(tied if tied is not None else level or 0, 0), LEVELS - 1)


@dataclass(slots=True)
class Lists:
    """The lists of a file by their numbers."""

    _styles: Styles
    _numbers: dict[str, _Element] = field(default_factory=dict)
    _abstract: dict[str, _Element] = field(default_factory=dict)
    _by_style: dict[str, str] = field(default_factory=dict)
    _found: dict[str, ListLevels | None] = field(default_factory=dict)
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: _Element | None, styles: Styles) -> "Lists":
        lists = cls(styles)
        if root is not None:
            lists._numbers = {one.get(w("numId"), ""): one for one in root.iter(w("num"))}
            lists._abstract = {one.get(w("abstractNumId"), ""): one for one in root.iter(w("abstractNum"))}
            linked = ((value(one, "styleLink"), key) for key, one in lists._abstract.items())
            lists._by_style = {style: key for style, key in linked if style}
        return lists

    def find(self, number: str) -> ListLevels | None:
        """The list of a number; None for 0, which takes a paragraph out of its list, and for an unknown one."""
        if number not in self._found:
            self._found[number] = self._read(number)
        return self._found[number]

    def labels(self, look: Look) -> bool:
        """Whether a paragraph of that look shows a label."""
        listed = self.find(look.number)
        level = listed.levels.get(listed.place(look.level, look.number_style)) if listed is not None else None
        return level is not None and bool(level.text)

    def _read(self, number: str) -> ListLevels | None:
        element = self._numbers.get(number)
        if element is None or number == "0":
            return None
        key = self._defining(value(element, "abstractNumId") or "")
        if key not in self._abstract:
            return None
        levels, starts = dict(self._levels_of(key)), {}
        for override in element.iter(w("lvlOverride")):
            place = whole(override.get(w("ilvl"))) or 0
            own = override.find(w("lvl"))
            if own is not None:
                levels[place] = _level(own)
            start = whole(value(override, "startOverride"))
            if start is not None:
                starts[place] = start
        return ListLevels(key=key, levels=levels, starts=starts)

    def _defining(self, key: str) -> str:
        """The definition that another one points to through a list style; a circle ends where it closes."""
        seen: set[str] = set()
        while key in self._abstract and key not in seen:
            seen.add(key)
            style = value(self._abstract[key], "numStyleLink")
            if not style:
                break
            linked = self._numbers.get(self._styles.number(style))
            key = self._by_style.get(style) or value(linked, "abstractNumId") or key
        return key

    def _levels_of(self, key: str) -> dict[int, Level]:
        if key not in self._levels:
            elements = self._abstract[key].findall(w("lvl"))
            self._levels[key] = {whole(one.get(w("ilvl"))) or 0: _level(one) for one in elements}
        return self._levels[key]


def _level(element: _Element) -> Level:
    form, pattern = _form(element)
    start = whole(value(element, "start"))
    text = (value(element, "lvlText") or "")[:_LONGEST_LABEL]
    bulleted = form == "bullet" or element.find(w("lvlPicBulletId")) is not None
    return Level(
        start=0 if start is None else start,
        form="bullet" if bulleted else form,
        pattern=pattern,
        text=_bullet(text) if bulleted else text,
        legal=bool(switch(element, "isLgl")),
        restart=whole(value(element, "lvlRestart")),
        glued=value(element, "suff") == "nothing",
        style=value(element, "pStyle") or "",
        indent=level_indent(element.find(w("pPr"))),
    )


def _form(element: _Element) -> tuple[str, str]:
    """The form of numbers, and its pattern where Word keeps one beside an ordinary form for older readers."""
    form = element.find(w("numFmt"))
    if form is None:
        choices = [found for both in element.iterchildren(ALTERNATE) for found in alternative(both)]
        form = next((one for one in choices if one.tag == w("numFmt")), None)
    if form is None:
        return "decimal", ""
    return form.get(w("val"), "decimal"), form.get(w("format"), "")


def _bullet(text: str) -> str:
    """A bullet as a sign that every font shows; one of a symbol font is known by its shape there only."""
    sign = text.strip()[:1]
    if not sign:
        return "" if not text else "•"
    return sign if sign in _ORDINARY_BULLETS else _HOLLOW.get(sign, "•")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label that Word would show, and how far it stands in, in twips, before the paragraph's own indentation."""

    text: str
    glued: bool
    indent: Indent
    step: int


@dataclass(slots=True)
class Counting:
    """The counters of all lists while a document is read from its beginning to its end."""

    _lists: Lists
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int | None, style: str) -> Label | None:
        """Count one paragraph of the list `number` and say its label; None where it is in no list.

        `style` is the style that put it there, whose level counts where the list ties one to it.
        """
        listed = self._lists.find(number)
        if listed is None:
            return None
        place = listed.place(level, style)
        counts = self._count(number, place, listed)
        own = listed.levels.get(place)
        if own is None:
            return Label(text="", glued=True, indent=Indent(), step=place)
        return Label(
            text=_label_text(own, listed, counts), glued=own.glued, indent=own.indent, step=_step(listed, place)
        )

    def _count(self, number: str, place: int, listed: ListLevels) -> list[int | None]:
        counts = self._counts.setdefault(listed.key, [None] * LEVELS)
        fresh = place in listed.starts and (number, place) not in self._started
        self._started.add((number, place))
        count = counts[place]
        counts[place] = listed.start(place) if fresh or count is None else count + 1
        for deeper in range(place + 1, LEVELS):
            restart = listed.levels[deeper].restart if deeper in listed.levels else None
            if restart is None or place < restart:
                counts[deeper] = None
        return counts


def _label_text(level: Level, listed: ListLevels, counts: list[int | None]) -> str:
    if level.form == "bullet":
        return level.text

    def written(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        count = counts[place]
        number = listed.start(place) if count is None else count
        one = listed.levels.get(place)
        if one is None:
            return str(number)
        return (replace(one, form="decimal") if level.legal else one).write(number)

    return _PLACE.sub(written, level.text).strip()


def _step(listed: ListLevels, place: int) -> int:
    """How many levels deep a label stands that only its place shows: 0 where it names the levels above or stands in."""
    own = listed.levels[place]
    if len(_PLACE.findall(own.text)) > 1:
        return 0
    edges = [_edge(listed.levels[one].indent) for one in range(place + 1) if one in listed.levels]
    return place if len(set(edges)) == 1 else 0


def _edge(indent: Indent) -> int:
    return (indent.left or 0) + (indent.first or 0)
