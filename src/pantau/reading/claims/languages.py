"""Which language a stretch of text is in, by the small words that no sentence does without."""

from collections.abc import Sequence

from pantau.reading.claims.lexicons import rows, spellings


def language_of(words: Sequence[str]) -> str | None:
    """ "en" or "id" of words in small letters, or None where too few small words tell."""
    english, indonesian = sum(map(_EN.__contains__, words)), sum(map(_ID.__contains__, words))
    if english == indonesian:
        return None
    return "en" if english > indonesian else "id"


_EN, _ID = (
    frozenset(one for row in rows("smallwords") if row["language"] == code for one in spellings(row, "words"))
    for code in ("en", "id")
)
