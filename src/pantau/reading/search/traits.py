"""What a source is beside its words, as stems that no text has: they begin with a point."""

from pantau.reading.search.folding import folded

_LETTERS = {"language": "l", "kind": "k", "publisher": "p"}


def trait(name: str, value: str) -> str:
    """The stem of a trait; spellings that differ in case, accents and blanks are one.

    >>> trait("publisher", "The Jakarta Post"), trait("language", "id")
    ('.pthejakartapost', '.lid')
    """
    return f".{_LETTERS[name]}{folded(value)}"
