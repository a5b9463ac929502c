"""Which labels a line may begin with, by the shapes of data/labels.toml, without deciding between them."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from pantau.reading.plans.counters import part_readings, roman_value, spelt
from pantau.reading.plans.tables import months, phrases, table


class Depth(StrEnum):
    """What tells how deep a label stands: see data/labels.toml. `style` is for headings without a label."""

    ORDER = "order"
    PARTS = "parts"
    RANK = "rank"
    BULLET = "bullet"
    STYLE = "style"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A way of writing labels; `sign` names it, `kinds` are the counters of its parts.

    A word label may name sections (`heads`), or articles that can be lines themselves (`may_be_line`).
    """

    sign: str
    depth: Depth
    trust: float
    kinds: str = ""
    rank: int = 0
    word: str = ""
    may_be_line: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a line start as a label; `length` counts its characters and the white space after it.

    Labels with one `key` count on from each other.
    """

    shape: Shape
    value: tuple[int, ...]
    label: str
    printed: str
    length: int
    corrected: bool = False
    key: str = field(default="", init=False)

    def __post_init__(self) -> None:
        parts = self.shape.depth is Depth.PARTS
        object.__setattr__(self, "key", f"{self.shape.sign}/{len(self.value)}" if parts else self.shape.sign)

    def sibling(self, last: int) -> str:
        """The label that a sibling whose last part is `last` would have."""
        if not self.shape.kinds:
            return self.label
        if not self.shape.word and self.shape.kinds == _IN_WORDS:
            return _ordinal(self.label, last) or self.label
        tail = _LAST_PART.search(self.label)
        cut = tail.start() if tail else len(self.label)
        return self.label[:cut] + (_ordinal(self.label[cut:], last) or spelt(self.shape.kinds[-1], last))


_LAST_PART = re.compile(r"[^.\s]+\Z")
_IN_WORDS = "o"


class _Sign(NamedTuple):
    opening: str
    closing: str


_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})*\.(?P<last>\d{3})\s+(?P<next>\S)")
_DIGIT_LABEL = re.compile(
    r"(?P<open>[(\[]?)(?P<body>[0-9|][0-9A-Za-z|]{0,5}(?:[.,][0-9A-Za-z|]{1,5})*)"
    r"(?P<close>\.?[)\]]|\.|:|\s?[-–—](?=\s)|)(?:\*\*|__)?(?:(?P<space>\s+)|$|(?<=[.)\]])(?=[A-Z\"“‘(]))"
)
_LETTER_LABEL = re.compile(
    r"(?P<open>[(\[]?)(?P<body>[A-Za-z|][A-Za-z0-9|]{0,5}(?:[.,][0-9A-Za-z|]{1,5})*)"
    r"(?P<close>\.?[)\]]|\.|:|\s?[-–—](?=\s)|)(?:\*\*|__)?(?:(?P<space>\s+)|$|(?<=[)\]])(?=[A-Z\"“‘(]))"
)
_SPACED_LABEL = re.compile(r"(?P<body>[0-9]{1,2}(?:\s?\.\s?[0-9]{1,2})+)(?P<close>\.?)(?P<space>\s+)(?=[A-Z])")
HIGHEST_PART = 999
DICTUM = 30
_FIRM = (".", ")", ".)")
_ENDINGS = {".)": ")", ".]": "]", "-": "-", "–": "-", "—": "-"}


@lru_cache(maxsize=4096)
def read_labels(text: str) -> tuple[Reading, ...]:
    """Every label that the line `text` (without indentation) may begin with; most lines have none.

    >>> [(reading.shape.sign, reading.value) for reading in read_labels("i. Promote visits;")]
    [('a.', (9,)), ('i.', (1,))]
    >>> [reading.label for reading in read_labels("Pasal 3 Perdagangan")]
    ['Pasal 3']
    >>> read_labels("2026 will see more of it"), read_labels("cooperation with all")
    ((), ())
    """
    bullet = _bullet(text)
    if bullet:
        return (bullet,)
    worded = _worded(text) or _dictum(text)
    if worded:
        return (worded,)
    match = (_DIGIT_LABEL if text[:1].isdigit() or text[1:2].isdigit() else _LETTER_LABEL).match(text)
    if match is None or _is_date(text, match) or is_amount(text):
        return ()
    return (*_numbered(text, match), *_spaced(text))


def is_amount(text: str) -> bool:
    """Whether a number is grouped by thousands: "1.000 hektare", "3.500 nelayan per tahun".

    >>> is_amount("1.000 hektare."), is_amount("1.100 Promote solar power;")
    (True, False)
    """
    found = _AMOUNT.match(text)
    return found is not None and (found["last"] == "000" or found["next"].islower())


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number is the day of a date: "1 October 2024"."""
    return not match["close"] and text[match.end() :].split(" ", 1)[0].casefold() in months()


def _bullet(text: str) -> Reading | None:
    shape = _bullets().get(text[:1])
    if shape is None:
        return None
    rest = text[1:].lstrip()
    glued = len(text) > 1 and not text[1].isspace()
    if not rest or (glued and shape.trust < table("labels")["bullet_trust"]) or (text[0] == "o" and glued):
        return None
    return Reading(shape=shape, value=(), label="", printed=text[0], length=len(text) - len(rest))


def _worded(text: str) -> Reading | None:
    match = _word_pattern().match(text)
    if match is None:
        return None
    rest, closing = text[match.end() :], match["close"]
    if rest[:1].islower() and not closing:
        return None
    number = " ".join(match["number"].split())
    kind, value = _word_value(number)
    word = " ".join(match["word"].split())
    shape = _word_shapes()[word.upper()]
    shape = Shape(
        sign=f"{word.upper()} {kind}",
        depth=Depth.PARTS if len(value) > 1 else shape.depth,
        trust=shape.trust,
        kinds=kind,
        rank=shape.rank,
        word=word,
        may_be_line=shape.may_be_line,
        heads=shape.heads,
    )
    label = f"{word} {number}"
    printed = text[: match.end()].rstrip()
    return Reading(shape=shape, value=value, label=label, printed=printed, length=match.end())


def _dictum(text: str) -> Reading | None:
    """The point of a decision, whose number in words is all its label: "KEDUA : Membentuk ..."."""
    match = _dictum_pattern().match(text) if text[:1].isupper() and ":" in text[:DICTUM] else None
    if match is None:
        return None
    word = " ".join(match["word"].split())
    value = (_ordinals()[word.lower()],)
    printed = text[: match.end()].rstrip()
    shape = _dictum_shape("capitals" if word.isupper() else "title")
    return Reading(shape=shape, value=value, label=word, printed=printed, length=match.end())


@cache
def _dictum_shape(style: str) -> Shape:
    row = table("labels")["dictum"][style]
    depth = Depth.RANK if row["rank"] else Depth.ORDER
    return Shape(sign=row["sign"], depth=depth, trust=row["trust"], kinds=_IN_WORDS, rank=row["rank"])


def _word_value(number: str) -> tuple[str, tuple[int, ...]]:
    if number[0].isdigit():
        return "1", tuple(int(part) for part in number.split("."))
    if number.lower() in _ordinals():
        return _IN_WORDS, (_ordinals()[number.lower()],)
    if re.fullmatch(r"[IVXL]+", number):
        return "I", (roman_value(number),)
    return "A", (ord(number) - ord("A") + 1,)


def _ordinal(word: str, place: int) -> str:
    """The number in words at `place` in the list that holds `word`, spelt as it is; empty where there is none."""
    for row in table("labels")["ordinals"]:
        words: list[str] = [word.replace("_", " ") for word in row.split()]
        if word.lower() in words and place <= len(words):
            found = words[place - 1]
            return found.upper() if word.isupper() else found.title() if word[0].isupper() else found
    return ""


def _numbered(text: str, match: re.Match[str]) -> list[Reading]:
    opening, body, close = match["open"], match["body"], match["close"].strip()
    if (opening == "(" and ")" not in close) or (opening == "[" and "]" not in close):
        return []
    if not opening and "]" in close:
        return []
    if not close and body.isalpha():
        return []
    commas = "," in body
    parts = body.replace(",", ".").split(".")
    choices = [part_readings(part) for part in parts]
    if len(parts) > 6 or not all(choices):
        return []
    sign = _Sign(opening, _ENDINGS.get(close, close))
    printed = text[: match.end("close")]
    length = match.end()
    found = []
    for choice in product(*choices):
        shape = _shape(tuple(kind for kind, _, _ in choice), sign)
        if shape is None or _is_too_high(choice, bare=close not in _FIRM):
            continue
        label = ".".join(spelling for _, _, spelling in choice)
        found.append(
            Reading(
                shape=shape,
                value=tuple(value for _, value, _ in choice),
                label=label,
                printed=printed,
                length=length,
                corrected=commas or label != body,
            )
        )
    return found


def _is_too_high(choice: tuple[tuple[str, int, str], ...], *, bare: bool) -> bool:
    """A long list may run into the thousands, a part of a label or a number without dot or bracket may not."""
    return (bare or len(choice) > 1) and any(value > HIGHEST_PART for _, value, _ in choice)


def _shape(kinds: tuple[str, ...], sign: _Sign) -> Shape | None:
    if len(kinds) == 1:
        return _shapes().get(f"{sign.opening}{kinds[0]}{sign.closing}")
    if sign.opening:
        return None
    numbers = set(kinds[1:]) == {"1"}
    return _shapes().get(f"{kinds[0]}.1" if numbers else f"{kinds[0]}.{kinds[-1]}")


def _spaced(text: str) -> list[Reading]:
    """A dotted label that a scanner has torn apart: `1. 1 Convene` or `1 .2. Hold`."""
    match = _SPACED_LABEL.match(text)
    if match is None or " " not in match["body"].replace("\t", " "):
        return []
    label = re.sub(r"\s", "", match["body"])
    value = tuple(int(part) for part in label.split("."))
    shape = _shapes()["1.1"]
    printed = text[: match.end("close")]
    return [Reading(shape=shape, value=value, label=label, printed=printed, length=match.end(), corrected=True)]


@cache
def _shapes() -> dict[str, Shape]:
    shapes = {}
    for row in table("labels")["shapes"].strip().splitlines():
        sign, depth, trust = row.split()
        kinds = "".join(character for character in sign if character in "1aAiI")
        shapes[sign] = Shape(sign=sign, depth=Depth(depth), trust=float(trust), kinds=kinds)
    return shapes


@cache
def _bullets() -> dict[str, Shape]:
    rows = table("labels")
    shapes = {
        mark: Shape(sign=mark, depth=Depth.BULLET, trust=rows["bullet_trust"]) for mark in rows["bullets"].split()
    }
    for mark in rows["weak_bullets"].split():
        shapes[mark] = Shape(sign=mark, depth=Depth.BULLET, trust=rows["weak_bullet_trust"])
    return shapes


@cache
def _word_shapes() -> dict[str, Shape]:
    shapes = {}
    for row in table("labels")["words"]:
        depth = Depth.RANK if row["rank"] else Depth.ORDER
        for word in phrases(row["words"]):
            shapes[word] = Shape(
                sign=word,
                depth=depth,
                trust=4.0,
                rank=row["rank"],
                word=word,
                may_be_line=row.get("one") == "line",
                heads=row.get("names") == "sections",
            )
    return shapes


@cache
def _ordinals() -> dict[str, int]:
    rows = table("labels")["ordinals"]
    return {word.replace("_", " "): place for row in rows for place, word in enumerate(row.split(), 1)}


def _ordinal_pattern() -> str:
    words = sorted(_ordinals(), key=len, reverse=True)
    return "|".join(words).replace(" ", r"\s+")


@cache
def _dictum_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>(?i:{_ordinal_pattern()}))(?:\*\*|__)?\s*:(?:\*\*|__)?(?!\w)\s*")


@cache
def _word_pattern() -> re.Pattern[str]:
    words = sorted(_word_shapes(), key=len, reverse=True)
    spellings = [spelling.replace(" ", r"\s+") for word in words for spelling in (word, word.title())]
    number = rf"[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*|[IVXL]+|[A-Z]|(?i:{_ordinal_pattern()})"
    return re.compile(
        rf"(?P<word>{'|'.join(spellings)})\s+(?P<number>{number})(?![\w.][\w])(?P<close>\s?[.:)]|\s[-–—](?=\s)|)(?!\w)\s*"
    )
