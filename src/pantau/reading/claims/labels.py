"""Which numbers are no figures: labels, list items, ordinals, times of day, parts of names and set phrases."""

import re

from pantau.reading.claims.currencies import currency_after
from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.numbers import NUMBER_WORDS, Number
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.units import known_noun, words_after

_BACK = 24
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"(?:[.:]\d\d)? ?(?:wib|wita|wit|gmt|hrs|a\.m|p\.m|am|pm)\b|:\d")
_CLOCK_BEFORE = re.compile(r"\b(?:pukul|pkl\.?|jam|at around) \Z")
_CLOCK_WORDS = ("pukul ", "pkl ", "pkl. ", "jam ", "at around ")
_ORDINAL_SIGNS, _ITEM_SIGNS = frozenset("snrt"), frozenset(".)")
_ITEM_AFTER = re.compile(r"[.)](?=\s|\Z)")
_ITEM_BEFORE = re.compile(r"(?:\A|\n)[ \t]*\(?\Z")
_LIST = re.compile(r"[(\[]\Z")
_PERCENT = re.compile(r" ?(?:%|persen\b|per ?cent\b)")
_LAW = re.compile(r"/(?:\d|[a-z])")


def is_label(scene: Scene, number: Number) -> bool:
    """Whether a number without a currency is a reference, a list item, an ordinal or a time of day."""
    plain, start, end = scene.plain, number.start, number.end
    if number.form != "digits":
        return False
    sign = plain[end : end + 1]
    return (
        _is_glued(plain, start)
        or (sign in _ORDINAL_SIGNS and _ORDINAL_AFTER.match(plain, end) is not None)
        or (sign in _ITEM_SIGNS and _is_item(plain, start, end))
        or _CLOCK.match(plain, end) is not None
        or (number.magnitude == 1 and _is_after_clock(plain, start))
        or (sign == "/" and _LAW.match(plain, end) is not None)
        or _is_after_label(scene, number)
    )


def _is_after_clock(plain: str, start: int) -> bool:
    return (
        plain.endswith(_CLOCK_WORDS, 0, start) and _CLOCK_BEFORE.search(plain, max(start - _BACK, 0), start) is not None
    )


def is_name(scene: Scene, number: Number) -> bool:
    """Whether a number word stands in a set phrase or in a name ("One Health", "dua arah")."""
    plain, start, end = scene.plain, number.start, number.end
    if number.form == "digits":
        return False
    if _is_idiom(plain, start, end) or plain.endswith((" nomor ", " number "), 0, start):
        return True
    if (start and plain[start - 1] == "-" and plain[start - 2 : start - 1].isalnum()) or plain[end : end + 1] == "'":
        return True
    if plain.startswith("-" + plain[start:end], end):
        return True
    text = scene.text
    if not text[start].isupper() or scene.sentence_at(start)[0] >= start - 2:
        return False
    words = words_after(plain, end)
    return (
        bool(words) and text[words[0].start].isupper() and known_noun(words, language=scene.language_at(start)) is None
    )


def _is_glued(plain: str, start: int) -> bool:
    """Whether a letter, a digit or a hyphen after one stands before: COVID-19, G20, 1.2.3."""
    if not start:
        return False
    before = plain[start - 1]
    if before.isalnum() or before in "_/#@&^~=":
        return True
    return before in "-.,:" and plain[max(start - 2, 0) : start - 1].isalnum()


def _is_item(plain: str, start: int, end: int) -> bool:
    if _ITEM_AFTER.match(plain, end) is None:
        return False
    return _ITEM_BEFORE.search(plain, max(start - 12, 0), start) is not None or (
        plain[end] == ")" and _LIST.search(plain, max(start - 1, 0), start) is not None
    )


def _is_after_label(scene: Scene, number: Number) -> bool:
    last, said = _words_before(scene.plain, number.start)
    if not last:
        return False
    if said in _FIRM or last in _FIRM:
        return _PERCENT.match(scene.plain, number.end) is None
    if last in _SOFT or said in _SOFT:
        return not _is_counted(scene, number)
    return False


def _words_before(plain: str, place: int) -> tuple[str, str]:
    """The last word before a place, and the last two."""
    head = plain[max(place - _BACK, 0) : place]
    bare = head.rstrip(" :")
    if len(head) - len(bare) > 2:
        return "", ""
    before, space, last = bare.removesuffix(".").rpartition(" ")
    if not last.isalpha():
        found = _LAST_WORD.search(last)
        return (found.group(), found.group()) if found else ("", "")
    first = before.rpartition(" ")[2]
    return last, f"{first}{space}{last}" if first.isalpha() else last


def _is_counted(scene: Scene, number: Number) -> bool:
    plain, end = scene.plain, number.end
    return (
        plain[end : end + 2].strip()[:1] == "%"
        or number.magnitude != 1
        or plain.startswith((" persen", " per"), end)
        or currency_after(plain, end) is not None
        or known_noun(words_after(plain, end), language=scene.language_at(number.start)) is not None
    )


def _is_idiom(plain: str, start: int, end: int) -> bool:
    word = plain[start:end].partition(" ")[0].partition("-")[0]
    for offset, phrase in _IDIOMS.get(word, ()):
        at = start - offset
        if at >= 0 and plain.startswith(phrase, at) and not plain[at + len(phrase) : at + len(phrase) + 1].isalpha():
            return True
    return False


def _idioms() -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows("idioms"):
        for phrase in spellings(row, "words"):
            for word in re.finditer(r"[a-z]+", phrase):
                if word.group() in NUMBER_WORDS:
                    found.setdefault(word.group(), []).append((word.start(), phrase))
    return found


_IDIOMS = _idioms()
_FIRM, _SOFT = (
    frozenset(word.rstrip(".") for row in rows("labels") if row["kind"] == kind for word in spellings(row, "words"))
    for kind in ("firm", "soft")
)
