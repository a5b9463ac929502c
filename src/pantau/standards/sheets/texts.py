"""Texts as a cell can hold them, and what two of them are compared by."""

import hashlib
import re
from base64 import b32encode
from collections.abc import Mapping
from functools import cache

from pantau.domain.words import words_from
from pantau.standards.sheets.layout import SAID, layout, words_said

LONGEST = 16_000  # characters; Excel holds 32,767 halves of characters in a cell
DIGEST = 3  # signs of each digest
# what no XML file holds, and the signs of symbol fonts, which mean nothing outside their font
_NO_TEXT = ({*range(0x20), 0xFFFE, 0xFFFF} - set(map(ord, "\t\n\r"))) | {*range(0xD800, 0xF900)}
_UNREADABLE = dict.fromkeys(_NO_TEXT, "\N{REPLACEMENT CHARACTER}")
_ESCAPES = re.compile(r"_x[0-9A-Fa-f]{4}_|x005F_")  # how workbooks write signs that XML cannot hold


def fitting(text: str, language: str) -> str:
    """The text as a cell holds it: what no file can hold is shown as such, what is too long says where it is cut."""
    text = text.translate(_UNREADABLE).replace("\r\n", "\n").replace("\r", "\n")
    return text if len(text) <= LONGEST else text[:LONGEST] + words_said("cut").into(language)


def is_cut(text: str) -> bool:
    """Whether a cell cannot hold all of a text."""
    return len(text) > LONGEST


def canon(text: str) -> str:
    """What a text is compared by: white space and what Word and Excel do to it make no difference.

    >>> canon(" Train  the\\ncrews ") == canon("Train the crews")
    True
    """
    return " ".join(_ESCAPES.sub("", text.translate(_UNREADABLE)).split())


def digest(text: str) -> str:
    """A few signs by which a row remembers what a cell showed, given its canonical text."""
    return b32encode(hashlib.sha256(text.encode("utf-8", "replace")).digest())[:DIGEST].decode("ascii").lower()


def digests(canons: Mapping[str, str]) -> str:
    """The digests of all columns that say something, in their order."""
    return "".join(digest(canons.get(key, "")) for key in SAID)


@cache
def empty_texts(key: str) -> frozenset[str]:
    """The folded texts that mean an empty cell in a column."""
    said = words_from(layout()["absent"][key])
    return frozenset(
        canon(text).casefold() for text in ("", said.en, said.id, *words_said("not_shown").as_json().values())
    )
