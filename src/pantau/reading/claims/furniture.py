"""What a page prints around its text: menus, share lines, links to other articles, page numbers, addresses."""

import re
from collections.abc import Iterator

from pantau.reading.claims.lexicons import rows, spellings

_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+")
_MAIL = re.compile(r"@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")
_MAILBOX = re.compile(r"[\w.+-]+\Z")
_PHONE = re.compile(
    r"\(\+?\d{2,4}\)[ -]?(?:\d{2,5}[ -]){1,4}\d{2,5}\b"
    r"|(?<![\d.,)])(?:\+\d{1,3}|(?<!\d )0\d{2,4})[ -]?(?:\d{2,5}[ -]){1,4}\d{2,5}\b"
    r"|\+\d{8,15}\b"
)
_PAGE = re.compile(
    r"\W*(?:(?:page|halaman|hal\.?|pg\.?|slide)\s*)?\d{1,4}(?:\s*(?:/|of|dari)\s*\d{1,4})?\W*"
    r"|\W*(?:page|halaman)\s+\d{1,4}\b.{0,40}"
    r"|.{0,60}\b(?:page|halaman)\s+\d{1,4}\s*(?:/|of|dari)\s*\d{1,4}\W*",
)
_LINE = re.compile(r"[^\n]+")
_MENU_WORDS, _LONGEST = 3, 300


def furniture(plain: str) -> tuple[tuple[int, int], ...]:
    """The places of a text in small letters that say nothing of what it reports, in order and apart."""
    holds = tuple(one for one in _HOLDS if one in plain)
    lines = [line.span() for line in _LINE.finditer(plain) if _is_furniture(line.group(), holds)]
    found = sorted((*lines, *_within(plain)))
    return tuple(_joined(found))


def _within(plain: str) -> Iterator[tuple[int, int]]:
    """Addresses and telephone numbers; looked for only where a sign of one stands."""
    if "http" in plain or "www." in plain:
        yield from (one.span() for one in _LINK.finditer(plain))
    for one in _MAIL.finditer(plain):
        box = _MAILBOX.search(plain[max(one.start() - 64, 0) : one.start()])
        if box is not None:
            yield one.start() - len(box.group()), one.end()
    if "+" in plain or "(0" in plain or " 0" in plain:
        yield from (one.span() for one in _PHONE.finditer(plain))


def _is_furniture(line: str, holds: tuple[str, ...]) -> bool:
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    return (
        line.startswith(_STARTS)
        or line.rstrip(" .:!0123456789") in _WHOLE
        or (len(line) < 80 and _PAGE.fullmatch(line) is not None)
        or any(one in line for one in holds)
        or (line[-1] not in ".!?" and len(set(_MENU.findall(line))) >= _MENU_WORDS)
    )


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in places:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _listed(kind: str) -> tuple[str, ...]:
    return tuple(one for row in rows("furniture") if row["where"] == kind for one in spellings(row, "words"))


_STARTS, _WHOLE = _listed("start"), frozenset(_listed("whole"))
_HOLDS = _listed("inside")
_MENU = re.compile("|".join(map(re.escape, _listed("menu"))))
