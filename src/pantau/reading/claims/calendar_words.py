"""The words around months and years: parts, halves, quarters, fiscal years, and what a date may follow."""

import re
from functools import cache
from typing import NamedTuple

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_BACK, _BEHIND = 40, 3
_FISCAL = re.compile(r"(?<![a-z])(?:fy|fiscal year|financial year|tahun fiskal|tahun anggaran|ta|t\.a\.)[ -]?\Z")
_LINK = re.compile(r"(?: of the year| of year| of| in| tahun)?[ -]\Z")


class Fiscal(NamedTuple):
    """Where the words "fiscal year" begin; its first and last month, and in which year after the named one they are."""

    start: int
    first: int
    last: int
    first_shift: int
    last_shift: int


def part_before(plain: str, place: int) -> tuple[int, tuple[int, int] | None] | None:
    """Where words like "akhir" or "the second half of" before a month or year begin, and the months they mean."""
    link = _LINK.search(plain, max(place - _BACK, 0), place)
    if link is None:
        return None
    for end in (link.start(), place - 1):
        head = plain[max(end - _BACK, 0) : end]
        last = head.rpartition(" ")[2].rpartition("-")[2] if head else ""
        for words in _PARTS_BY_LAST.get(last, ()):
            at = end - len(words)
            if head.endswith(words) and (at <= 0 or not plain[at - 1].isalnum()):
                return at, _PARTS[words]
    return None


def fiscal_months(scene: Scene, place: int) -> Fiscal | None:
    """The months of a fiscal year that is named before a place: those of the country that the text speaks of."""
    plain = scene.plain
    found = _FISCAL.search(plain, max(place - _BACK, 0), place)
    if found is None:
        return None
    months = _months_of(scene, place)
    if months is None:
        return Fiscal(start=found.start(), first=0, last=0, first_shift=0, last_shift=0)
    first, last = months
    earlier = first > 6
    return Fiscal(
        start=found.start(), first=first, last=last,
        first_shift=-1 if earlier else 0, last_shift=int(first > 1 and not earlier),
    )  # fmt: skip


def _months_of(scene: Scene, place: int) -> tuple[int, int] | None:
    """The months of the fiscal year of the country named nearest: in the sentence, else before it, else after."""
    plain = scene.plain
    start, end = scene.sentence_at(place)
    found = [(one.start() - place, one.group()) for one in _lands().finditer(plain, start, end)]
    here = [(-away if away < 0 else away * _BEHIND, land) for away, land in found]
    if here:
        return _FISCAL_YEARS[min(here)[1]]
    before = max(((plain.rfind(name, 0, start), name) for name in _FISCAL_YEARS), default=(-1, ""))
    if before[0] >= 0:
        return _FISCAL_YEARS[before[1]]
    after = _lands().search(plain, end)
    return _FISCAL_YEARS[after.group()] if after else None


@cache
def _lands() -> re.Pattern[str]:
    """The names of countries with a fiscal year; made when a text first speaks of one."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(_FISCAL_YEARS, key=len, reverse=True))})")


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("dateparts") if row["kind"] == kind for word in spellings(row, "words"))


CUES, MONTH_CUES = _words("cue"), _words("month_cue")
MONTHS = {word: int(row["number"]) for row in rows("months") for word in spellings(row, "full")}
SHORT_MONTHS = {word: int(row["number"]) for row in rows("months") for word in spellings(row, "short")}
_PARTS = {
    word: (int(row["first"]), int(row["last"]))
    for row in rows("dateparts")
    if row["kind"] in ("part", "half", "quarter")
    for word in spellings(row, "words")
}
_PARTS_BY_LAST: dict[str, list[str]] = {}
for _name in sorted(_PARTS, key=len, reverse=True):
    _PARTS_BY_LAST.setdefault(_name.rpartition(" ")[2].rpartition("-")[2], []).append(_name)
_FISCAL_YEARS = {
    name: (int(row["first"]), int(row["last"]))
    for row in rows("dateparts")
    if row["kind"] == "fiscal"
    for name in spellings(row, "words")
}
