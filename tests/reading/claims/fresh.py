"""Whole texts with both notations: figures and dates marked in place, names and commitments in lines below."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.reading.claims import authoring, authoring_names


@dataclass(frozen=True, kw_only=True)
class Whole:
    name: str
    language: str
    published: date | None
    text: str
    claims: tuple[dict[str, Any], ...]


def whole(name: str) -> list[Whole]:
    """The texts of texts/NAME.txt: the body as in authoring.py, then `---` and the lines of authoring_names.py."""
    return [_one(head, body) for head, body in authoring.parts(name)]


def _one(head: str, body: str) -> Whole:
    marked_text, _, lines = body.partition("\n---\n")
    figures = authoring.marked_one(head, marked_text)
    names = authoring_names.named_one(head, f"{figures.text}\n---\n{lines}")
    return Whole(
        name=figures.name,
        language=figures.language,
        published=figures.published,
        text=figures.text,
        claims=(*figures.claims, *names.claims),
    )
