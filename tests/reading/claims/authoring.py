"""Texts with their claims marked in place, turned into text and JSON lines.

A file of `texts/` holds texts; each begins with `=== NAME LANGUAGE PUBLISHED`. A claim is marked `{words|claim}`:

- `d 2024-07-08/2024-07-10` a date and, where it is not the same, its end;
- `m 5e6 USD` money, `% 95` percent, `n 10 country` count, `t 2 year` duration, `r 5 trading_partner` rank,
  `x 2` multiple, `ratio 0.2`, `score 72.4`; `5..7` is a range;
- then attributes: `q=` qualifier, `s=` status, `m=` metric, `p=` period, `w=` parties (with +), `c=1` converts.
  Qualifier and status are always scored (`exact` and `actual` unless said), the others where they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "texts"
KINDS = {"m": "money", "%": "percent", "n": "count", "t": "duration", "r": "rank", "x": "multiple"}
NAMES = {"q": "qualifier", "s": "status", "m": "metric", "p": "period", "w": "parties", "c": "converts"}
_MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True, kw_only=True)
class Marked:
    name: str
    language: str
    published: date | None
    text: str
    claims: tuple[dict[str, Any], ...]


def marked(name: str) -> list[Marked]:
    """The texts of texts/NAME.txt."""
    return [marked_one(head, body.rstrip("\n")) for head, body in parts(name)]


def parts(name: str) -> Iterator[tuple[str, str]]:
    """The head and the body of each text of a file."""
    found = re.split(r"(?m)^=== (.+)\n", (TEXTS / f"{name}.txt").read_text(encoding="utf-8"))[1:]
    yield from zip(found[::2], found[1::2], strict=True)


def marked_one(head: str, body: str) -> Marked:
    name, language, published = head.split()
    text, claims, done = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[done : mark.start()]
        claims.append(_claim(name, mark, start=len(text)))
        text += mark.group(1)
        done = mark.end()
    day = None if published == "-" else date.fromisoformat(published)
    return Marked(name=name, language=language, published=day, text=text + body[done:], claims=tuple(claims))


def _claim(name: str, mark: re.Match[str], *, start: int) -> dict[str, Any]:
    kind, said, *rest = mark.group(2).split()
    place = {"doc": name, "start": start, "end": start + len(mark.group(1)), "text": mark.group(1)}
    if kind == "d":
        first, _, last = said.partition("/")
        return place | {"type": "date", "value": {"start": first, "end": last or first}, "attributes": {}}
    low, _, high = said.partition("..")
    value: dict[str, Any] = {"kind": KINDS.get(kind, kind), "number": float(low)}
    if high:
        value["number_max"] = float(high)
    units = [one for one in rest if "=" not in one]
    if units:
        value["currency" if kind == "m" else "unit"] = units[0]
    given = {NAMES[key]: word for key, _, word in (one.partition("=") for one in rest if "=" in one)}
    attributes: dict[str, Any] = {"qualifier": "exact", "status": "actual"} | given
    if "parties" in given:
        attributes["parties"] = given["parties"].split("+")
    return place | {"type": "quantity", "value": value, "attributes": attributes}
