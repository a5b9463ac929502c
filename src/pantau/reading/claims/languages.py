"""Which language a stretch of text is in, by the small words that no sentence does without."""

import re

from pantau.reading.claims.lexicons import rows, spellings

_WORD = re.compile(r"[a-z]+")


def language_of(plain: str) -> str | None:
    """ "en" or "id" of a text in small letters, or None where too few small words tell."""
    words = _WORD.findall(plain)
    english, indonesian = sum(map(_EN.__contains__, words)), sum(map(_ID.__contains__, words))
    if english == indonesian:
        return None
    return "en" if english > indonesian else "id"


_EN, _ID = (
    frozenset(one for row in rows("smallwords") if row["language"] == code for one in spellings(row, "words"))
    for code in ("en", "id")
)
