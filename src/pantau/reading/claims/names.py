"""What the countries and bodies of the word lists are called."""

from collections.abc import Iterable

from pantau.reading.claims.lexicons import folded, rows, spellings


def names_of(key: str) -> dict[str, str]:
    """The name of a country in both languages, of a body in the one it has first; empty for what no list holds.

    >>> names_of("KR")["id"]
    'Korea Selatan'
    >>> names_of("org:nobody")
    {}
    """
    for row in rows("countries"):
        if row["code"] == key:
            return {"en": row["en"], "id": row["id"]}
    for row in rows("bodies"):
        if row["id"] == key:
            return {"en": spellings(row, "names")[0]}
    return {}


def is_common(names: Iterable[str]) -> bool:
    """Whether one of these is no more than what a kind of instrument is called: many things have that name.

    >>> is_common(["Memorandum of Understanding"]), is_common(["Bandung Declaration"])
    (True, False)
    """
    kinds = {folded(one) for row in rows("instruments") if not row["parties"] for one in spellings(row, "en", "id")}
    return any(folded(name) in kinds for name in names)
