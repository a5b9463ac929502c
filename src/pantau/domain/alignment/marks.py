"""Word by word, what was kept, removed and added between two wordings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pantau.domain.alignment.changes import limit

_TOKEN = re.compile(r"(?P<space>\s*)(?P<core>[^\W_]+(?:['’.,/-][^\W_]+)*|[^\s]|$)")
_LONG = 400  # words; beyond it frequent words no longer begin a kept stretch, so that time stays linear


class MarkKind(StrEnum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text. Kept and removed ones joined are the old text, kept and added ones the new."""

    kind: MarkKind
    text: str

    def as_json(self) -> dict[str, str]:
        return {"kind": self.kind.value, "text": self.text}


@dataclass(frozen=True, slots=True)
class _Token:
    space: str
    core: str


@dataclass(slots=True)
class _Stretch:
    """Words of both texts; equal on both sides where `kept`, the white space between them aside."""

    kept: bool
    old: Sequence[_Token]
    new: Sequence[_Token]


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """The changes from one text to the other in whole words.

    >>> [(mark.kind.value, mark.text) for mark in marks("Train port staff yearly", "Train all harbour staff yearly")]
    [('kept', 'Train'), ('removed', ' port'), ('added', ' all harbour'), ('kept', ' staff yearly')]
    """
    stretches = _without_islands(_stretches(_tokens(old), _tokens(new)))
    return tuple(_joined(mark for stretch in stretches for mark in _marked(stretch)))


def _tokens(text: str) -> list[_Token]:
    return [_Token(found["space"], found["core"]) for found in _TOKEN.finditer(text) if found[0]]


def _stretches(old: list[_Token], new: list[_Token]) -> list[_Stretch]:
    before, after = [token.core for token in old], [token.core for token in new]
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > _LONG)
    return [
        _Stretch(what == "equal", old[first:last], new[start:end])
        for what, first, last, start, end in matcher.get_opcodes()
    ]


def _without_islands(stretches: list[_Stretch]) -> list[_Stretch]:
    """A little word that was kept by chance between two changes belongs to them: who reads wants no confetti."""
    calm: list[_Stretch] = []
    for number, stretch in enumerate(stretches):
        island = stretch.kept and 0 < number < len(stretches) - 1 and _is_tiny(stretch.old)
        changed = island or not stretch.kept
        if changed and calm and not calm[-1].kept:
            calm[-1] = _Stretch(False, [*calm[-1].old, *stretch.old], [*calm[-1].new, *stretch.new])
        else:
            calm.append(_Stretch(not changed, stretch.old, stretch.new))
    return calm


def _is_tiny(tokens: Sequence[_Token]) -> bool:
    words = [token.core for token in tokens if token.core[:1].isalnum()]
    return len(words) <= limit("island_words") and all(
        len(word) <= limit("island_letters") and not any(letter.isdigit() for letter in word) for word in words
    )


def _marked(stretch: _Stretch) -> Iterator[Mark]:
    if not stretch.kept:
        yield Mark(kind=MarkKind.REMOVED, text=_text(stretch.old))
        yield Mark(kind=MarkKind.ADDED, text=_text(stretch.new))
        return
    for before, after in zip(stretch.old, stretch.new, strict=True):
        if before.space == after.space:
            yield Mark(kind=MarkKind.KEPT, text=before.space + before.core)
        else:
            yield Mark(kind=MarkKind.REMOVED, text=before.space)
            yield Mark(kind=MarkKind.ADDED, text=after.space)
            yield Mark(kind=MarkKind.KEPT, text=before.core)


def _text(tokens: Sequence[_Token]) -> str:
    return "".join(token.space + token.core for token in tokens)


def _joined(given: Iterator[Mark]) -> Iterator[Mark]:
    """Marks of one kind that stand together become one; between two kept stretches what was removed comes first."""
    held: dict[MarkKind, str] = dict.fromkeys(MarkKind, "")
    for mark in filter(lambda one: one.text, given):
        changes = mark.kind is not MarkKind.KEPT
        if changes and held[MarkKind.KEPT]:
            yield from _released(held, MarkKind.KEPT)
        elif not changes:
            yield from _released(held, MarkKind.REMOVED, MarkKind.ADDED)
        held[mark.kind] += mark.text
    yield from _released(held, MarkKind.KEPT, MarkKind.REMOVED, MarkKind.ADDED)


def _released(held: dict[MarkKind, str], *kinds: MarkKind) -> Iterator[Mark]:
    for kind in kinds:
        if held[kind]:
            yield Mark(kind=kind, text=held[kind])
            held[kind] = ""
