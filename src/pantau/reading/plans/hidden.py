"""Characters that a reader's eye cannot see or takes for others: controls, turned text, look-alike letters."""

import re
import unicodedata
from collections.abc import Iterator

from pantau.domain.plantree import PlanWarning, plan_warning

MOST_TOLD = 20
LONGEST_WORD = 40
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufffd]")
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f][A-Za-z])[^\W\d_]*")
_LONE = re.compile(r"(?m)^[ \t(]*([\u0391-\u03c9\u0410-\u044f])[.)](?=\s)")
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")


def hidden_characters(text: str) -> list[PlanWarning]:
    """A warning for each place, but no more than a person would read.

    >>> "CYRILLIC SMALL LETTER A (U+0430)" in hidden_characters("Pl\\u0430nt trees")[0].message.en
    True
    """
    return [] if text.isascii() and not _UNSEEN.search(text) else list(_told(text))


def _told(text: str) -> Iterator[PlanWarning]:
    for place, word in _found(text)[:MOST_TOLD]:
        character = text[place]
        sample = f"{_name(character)}{f' in “{word[:LONGEST_WORD]}”' if word else ''}"
        yield plan_warning(code="hidden_character", label="", start=place, places={"sample": sample})


def _found(text: str) -> list[tuple[int, str]]:
    """Each character's place and the word that it stands in, empty for one that cannot be seen."""
    unseen = [(match.start(), "") for match in _UNSEEN.finditer(text)]
    mixed = [
        (match.start() + letter.start(), match[0])
        for match in _MIXED.finditer(text)
        if (letter := _FOREIGN.search(match[0])) is not None
    ]
    lone = [(match.start(1), match[0].strip()) for match in _LONE.finditer(text)]
    return sorted([*unseen, *mixed, *lone])


def _name(character: str) -> str:
    return f"{unicodedata.name(character, 'CONTROL CHARACTER')} (U+{ord(character):04X})"
