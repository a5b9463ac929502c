"""Texts whose names, agreements and commitments stand in lines below them, turned into text and rows.

A file of `texts/` holds texts; each begins with a line `=== NAME LANGUAGE PUBLISHED`, then the text, then `---` and the
claims:

- `e KIND ORDINAL | words | start= end= place= country= parties=A+B` an event;
- `a KIND PERIOD | words | status= parties=` an agreement;
- `-` where there is no number or period; `cluster=` where two mentions are one thing;
- `c ACT A+B | first words ... last words | area=x+y` a commitment; `p Name; role; org` a person;
- `n ID ID …` all the entities of the text, `g ID ID:stance …` all its groups.
Words stand where they first occur, or with ` #3` where they occur for the third time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.reading.claims.authoring import parts

_TYPES = {"e": "event", "a": "agreement", "c": "commitment"}


@dataclass(frozen=True, kw_only=True)
class Named:
    name: str
    published: date | None
    text: str
    claims: tuple[dict[str, Any], ...]


def named(name: str) -> list[Named]:
    """The texts of texts/NAME.txt."""
    return [named_one(head, body) for head, body in parts(name)]


def named_one(head: str, body: str) -> Named:
    name, _, published = head.split()
    text, _, lines = body.partition("\n---\n")
    claims = [row | {"doc": name} for line in lines.splitlines() if line for row in _rows(text, line)]
    day = None if published == "-" else date.fromisoformat(published)
    return Named(name=name, published=day, text=text, claims=tuple(claims))


def _rows(text: str, line: str) -> Iterator[dict[str, Any]]:
    sign, _, rest = line.partition(" ")
    if sign == "p":
        name, role, org = (part.strip() for part in rest.split(";"))
        yield {"type": "person", "text": name, "value": {"name": name}, "attributes": {"role": role, "org": org}}
    elif sign in "ng":
        for one in rest.split():
            code, _, stance = (one, "", "") if sign == "n" else one.partition(":")
            given = {"stance": stance} if stance else {}
            yield {
                "type": "entity" if sign == "n" else "group",
                "text": code,
                "value": {"id": code},
                "attributes": given,
            }
    else:
        yield _placed(text, sign, rest)


def _placed(text: str, sign: str, rest: str) -> dict[str, Any]:
    said, words, given = (part.strip() for part in rest.split("|"))
    start, end = _place(text, words)
    kind, what = said.split()
    value: dict[str, Any] = {"act": kind, "actor": what.split("+")}
    if sign == "e":
        value = {"kind": kind, "ordinal": None if what == "-" else int(what)}
    if sign == "a":
        value = {"kind": kind, "period": None if what == "-" else what.split("-")}
    pairs = re.findall(r"(\w+)=(.*?)(?= \w+=|$)", given)
    attributes = {key: word.split("+") if key in ("parties", "area") else word for key, word in pairs if word}
    row = {"type": _TYPES[sign], "start": start, "end": end, "text": text[start:end], "value": value}
    return row | {"attributes": attributes}


def _place(text: str, words: str) -> tuple[int, int]:
    words, _, count = words.partition(" #")
    first, _, last = words.partition(" ... ")
    start = -1
    for _ in range(int(count or 1)):
        start = text.index(first, start + 1)
    return start, text.index(last, start + len(first)) + len(last) if last else start + len(first)
