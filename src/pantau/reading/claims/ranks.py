"""Ranks ("mitra dagang terbesar kelima", "the fifth largest partner", "peringkat ke-3") and words for multiples."""

import re
from decimal import Decimal

from pantau.reading.claims.anchors import Anchor
from pantau.reading.claims.figures import Figure
from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.units import words_after

_BACK = 48
_ORDINALS = {
    "kesatu": 1, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "ketujuh": 7,
    "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10, "kesebelas": 11, "kedua belas": 12,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_ORD = (
    rf"(?P<word>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\b"
    r"|(?:ke[- ]?|nomor |no\.? |number |#)?(?P<digits>\d{1,3})(?:st|nd|rd|th)?\b(?![.,]\d)"
)
_ORD_AFTER = re.compile(rf"(?: di urutan)? (?:{_ORD})")
_ORD_BEFORE = re.compile(rf"(?<![\w-])(?:{_ORD})[ -](?:most |paling )?\Z")
_PLACE_AFTER = re.compile(
    rf"(?: in| at| sebagai| as| the| yang| place| number| nomor| posisi| ke| urutan)*[ -](?:the )?(?:{_ORD})"
)
_ONE_OF = re.compile(r"(?:salah satu|one of|among|di antara|beberapa|para|some of|many of)\b[^.;,]{0,32}\Z")
_HEAD = re.compile(r"([a-z]+(?: [a-z]+){0,3})[ ](?:yang )?\Z")
_AFTER_SUPERLATIVE = re.compile(
    r"(?:-ever)?(?: and most important| foreign| external| single| bilateral| individual)* ?"
)
_COUNTED_AFTER = re.compile(r" (?:persen|juta|miliar|negara|tahun)\b|%")
_TWICE = re.compile(r" (?:as|the|its|that|their)\b")
_DOUBLE_BEFORE = re.compile(
    r"\b(?:to|will|would|could|may|more than|nearly|almost|than|by|has|have|had|is|are|was|and|untuk|akan) \Z"
)
_DOUBLE_AFTER = re.compile(r" (?:the|its|their|that|trade|exports|in|bilateral|two-way)\b")


def rank_at(scene: Scene, anchor: Anchor) -> Figure | None:
    """The rank around a superlative or after a word like "peringkat"; None where nothing is ranked."""
    if anchor.kind == "place":
        return _place(scene, anchor)
    plain = scene.plain
    before_id = _noun_before(plain, anchor.start)
    if before_id is not None:
        return _indonesian(scene, anchor, before_id)
    return _english(scene, anchor) or _alone(scene, anchor)


def _indonesian(scene: Scene, anchor: Anchor, noun: tuple[int, str]) -> Figure | None:
    """Mitra dagang terbesar [kelima]; also mitra dagang kelima terbesar."""
    plain = scene.plain
    start, unit = noun
    after = _ORD_AFTER.match(plain, anchor.end)
    if after and _COUNTED_AFTER.match(plain, after.end()):
        after = None
    inner = _ORD_BEFORE.search(plain, max(anchor.start - _BACK, 0), anchor.start)
    if _ONE_OF.search(plain, max(start - _BACK, 0), start):
        return None
    number = _number(after) if after else _number(inner) if inner else 1
    return _rank(start=start, end=after.end() if after else anchor.end, number=number, unit=unit)


def _alone(scene: Scene, anchor: Anchor) -> Figure | None:
    """Terbesar ketiga (setelah Singapura): a rank whose noun is not said."""
    after = _ORD_AFTER.match(scene.plain, anchor.end)
    if after is None or not after.group("word") or scene.plain[anchor.start : anchor.start + 3] != "ter":
        return None
    return _rank(start=anchor.start, end=after.end(), number=_number(after), unit="country")


def _noun_before(plain: str, place: int) -> tuple[int, str] | None:
    """Where the Indonesian noun that is ranked begins, and its unit."""
    inner = _ORD_BEFORE.search(plain, max(place - _BACK, 0), place)
    head = plain[max(place - _BACK, 0) : inner.start() if inner else place]
    said = _HEAD.search(head)
    if said is None:
        return None
    words = said.group(1).split(" ")
    place = (inner.start() if inner else place) - len(head) + said.start(1)
    for skip in range(len(words)):
        for length in range(len(words) - skip, 0, -1):
            unit = _NOUNS["id"].get(" ".join(words[skip : skip + length]))
            # the noun may have one word between it and the superlative: "mitra dagang ASEAN terbesar"
            if unit and len(words) - skip - length <= 1:
                return place + len(" ".join(words[:skip])) + (1 if skip else 0), unit
    return None


def _english(scene: Scene, anchor: Anchor) -> Figure | None:
    """The [fifth] largest trading partner."""
    plain = scene.plain
    before = _ORD_BEFORE.search(plain, max(anchor.start - _BACK, 0), anchor.start)
    start = before.start() if before else anchor.start
    link = _AFTER_SUPERLATIVE.match(plain, anchor.end)
    words = words_after(plain, link.end() - 1 if link and link.end() > anchor.end else anchor.end)
    noun = _noun_ahead([word.text for word in words])
    if noun is None or _ONE_OF.search(plain, max(start - _BACK, 0), start):
        return None
    if before is None and plain[anchor.start : anchor.end] in ("leading", "important", "populous", "top"):
        return None
    return _rank(start=start, end=words[noun[0] - 1].end, number=_number(before) if before else 1, unit=noun[1])


def _noun_ahead(words: list[str]) -> tuple[int, str] | None:
    """How many words reach to the end of the noun that is ranked, and its unit: not more than two words ahead."""
    for skip in range(min(3, len(words))):
        for length in range(min(4, len(words) - skip), 0, -1):
            unit = _NOUNS["en"].get(" ".join(words[skip : skip + length]))
            if unit:
                return skip + length, unit
    return None


def _place(scene: Scene, anchor: Anchor) -> Figure | None:
    """Peringkat ke-5, ranked fifth, urutan ketiga."""
    after = _PLACE_AFTER.match(scene.plain, anchor.end)
    if after is None or scene.plain.startswith(("%", " persen"), after.end()):
        return None
    return _rank(start=anchor.start, end=after.end(), number=_number(after), unit="country")


def _number(found: re.Match[str]) -> int:
    word = found.group("word")
    return _ORDINALS[word] if word else int(found.group("digits"))


def _rank(*, start: int, end: int, number: int, unit: str) -> Figure:
    return Figure(
        start=start,
        end=end,
        core=(start, end),
        kind="rank",
        number=Decimal(number),
        unit=unit,
        rule="rank",
        confidence=0.85,
    )


def multiple_at(scene: Scene, anchor: Anchor) -> Figure | None:
    """Doubled, twice as much, menggandakan."""
    plain = scene.plain
    word = plain[anchor.start : anchor.end]
    number = _MULTIPLES.get(word)
    if word in ("twice", "double", "triple", "dobel"):
        number = 3 if word == "triple" else 2
        after = (_TWICE if word == "twice" else _DOUBLE_AFTER).match(plain, anchor.end)
        before = _DOUBLE_BEFORE.search(plain, max(anchor.start - 16, 0), anchor.start)
        if not after and (word == "twice" or not before or plain[anchor.end : anchor.end + 1] == "-"):
            return None
    if number is None:
        return None
    return Figure(
        start=anchor.start, end=anchor.end, core=(anchor.start, anchor.end), kind="multiple", number=Decimal(number),
        unit="times", rule="multiple-word",
    )  # fmt: skip


_NOUNS = {
    code: {name: row["unit"] for row in rows("ranks") if row["what"] == "noun" for name in spellings(row, code)}
    for code in ("en", "id")
}
_MULTIPLES = {word: int(row["number"]) for row in rows("multiples") for word in spellings(row, "en", "id")}
