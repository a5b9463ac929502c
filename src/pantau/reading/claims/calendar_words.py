"""The words around months and years: parts, halves, quarters, fiscal years, and what a date may follow."""

import re
from dataclasses import dataclass

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene

_BACK = 40
_FISCAL = re.compile(r"(?<![a-z])(?:fy|fiscal year|financial year|tahun fiskal|tahun anggaran|ta|t\.a\.)[ -]?\Z")
_LINK = re.compile(r"(?: of the year| of year| of| in| tahun)?[ -]\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiscal:
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
    start, end = scene.sentence_at(place)
    for stretch in (plain[start:end], plain):
        for names, first, last in _FISCAL_YEARS:
            if any(name in stretch for name in names):
                earlier = first > 6
                return Fiscal(
                    start=found.start(),
                    first=first,
                    last=last,
                    first_shift=-1 if earlier else 0,
                    last_shift=0 if earlier else 1,
                )
    return Fiscal(start=found.start(), first=0, last=0, first_shift=0, last_shift=0)


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
_FISCAL_YEARS = [
    (spellings(row, "words"), int(row["first"]), int(row["last"]))
    for row in rows("dateparts")
    if row["kind"] == "fiscal"
]
