"""The words of a node from its pieces of the document: wraps joined, footnote marks and list endings off."""

import re
from collections.abc import Collection, Sequence

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
_LIST_ENDING = re.compile(
    r"\s*;(?:\s*(?:and/or|dan/atau|and|or|dan|serta|atau))?\s*\Z|\s*;\s*(?:and|or|dan|serta|atau)\s*[,;]?\s*\Z",
    re.IGNORECASE,
)
_ITEM_ENDING = re.compile(r"[;,]\s*(?:and/or|dan/atau|and|or|dan|serta|atau)\Z", re.IGNORECASE)
# What can end a word in either language but is none itself.
_SYLLABLE = re.compile(
    r"(?!(?:led|red|fed|bed|shed|bred|bring|kings?|rings?|wings?|things?|spring|string|cling|fling|swing|sting|sing|city|cities|nations?|stations?|actions?"
    r"|options?|sections?|sessions?|missions?|motions?|rations?|dance|fence|pence|entity|unity|wise|rise|size|prized?|tan|dan|ban|van|pan|fan|man)\Z)"
    r"(?:[^\Waeiouy\d_]{0,3}ings?|[^\Waeiou\d_]{0,2}ed|[a-z]{0,4}[ts]ions?|[a-z]{0,4}ations?|m?ents?|[tc]ures?|ships?|[a-z]?ity"
    r"|[a-z]?ities|[a-z]{0,3}ance|[a-z]{0,3}ence|ness|[ai]bly|tives?|[ct]ial(?:ly)?|ally|[iy]s(?:e|es|ed)|iz(?:e|es|ed)"
    r"|tors?|ical|kan|nya|lah|[a-z]?asi|[a-z]{0,2}isasi)\Z"
)
# What begins an Indonesian word and is none itself, and how such a word ends.
_PREFIX = re.compile(r"(?:[bpt]er|[mp]e(?:m|ng?|ny)?|ke|se|di)\Z")
_SUFFIXED = re.compile(r"[a-z]{3,}(?:an|i)\Z")
_SUPERSCRIPT = re.compile(rf"(?<=\S)[{SUPERSCRIPTS}]+(?:,[{SUPERSCRIPTS}]+)*")
_UNIT = re.compile(r"(?:\b|\d)(?:k|c|m|d|µ)?m\Z")
_EMPHASIS = re.compile(r"\*\*|(?<!_)__(?!_)")
_BRACKETED = re.compile(r"\s?\[\^?(\d{1,3}|\*)\](?!\()")


def joined(pieces: Sequence[str], vocabulary: Collection[str]) -> str:
    """Lines as one text, white space normalised; a hyphen at a line's end stays unless `vocabulary` knows better.

    `vocabulary` holds the document's words, folded.

    >>> joined(["ties between ASEAN-", "Australia and", "the  region"], ())
    'ties between ASEAN-Australia and the region'
    >>> joined(["regional coop-", "eration"], {"cooperation"})
    'regional cooperation'
    >>> joined(["meningkat-", "kan mutu di tiap-", "tiap desa"], ())
    'meningkatkan mutu di tiap-tiap desa'
    """
    text = ""
    for piece in pieces:
        piece = " ".join(piece.split())
        if not text or not piece:
            text = text or piece
        elif text.endswith("\u00ad"):
            text = text[:-1] + piece
        elif _breaks_a_word(text):
            text = (text[:-1] if _was_cut(text, piece, vocabulary) else text) + piece
        else:
            text = f"{text} {piece}"
    return text


def ends_an_item(text: str) -> bool:
    """Whether a line ends as an item of a list does, "and" before the last one included."""
    return text[-1] == ";" or bool(_ITEM_ENDING.search(text))


def is_conjunction(text: str) -> bool:
    """Whether a line holds nothing but the "and" before the last item of a list."""
    return bool(_ITEM_ENDING.fullmatch(f"; {text}"))


def _breaks_a_word(text: str) -> bool:
    return len(text) > 1 and text[-1] in "-‐‑" and text[-2].isalnum()


def _was_cut(text: str, piece: str, vocabulary: Collection[str]) -> bool:
    """Whether the hyphen is the typesetter's: what follows is no word, or the whole word stands elsewhere."""
    if not piece[0].islower():
        return False
    head = re.split(r"[^\w]", text[:-1])[-1]
    tail = re.split(r"[^\w]", piece)[0]
    if head.islower() and len(head) > 2 and _SYLLABLE.match(tail):
        return True
    if _PREFIX.match(head) and _SUFFIXED.match(tail):
        return True
    return bool(head and tail) and head.casefold() + tail.casefold() in vocabulary


def cleaned(text: str, marks: Collection[str] = ()) -> str:
    """A node's text without emphasis marks, footnote marks and list ending; `marks` are the footnotes' numbers.

    >>> cleaned("Promote the ASEAN Outlook¹; and", {"1"})
    'Promote the ASEAN Outlook'
    >>> cleaned("Plant 20 km² of mangrove;")
    'Plant 20 km² of mangrove'
    """
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub("", text)
    text = without_marks(text, marks)
    while ";" in text[-16:]:
        shorter = _LIST_ENDING.sub("", text)
        if shorter == text:
            break
        text = without_marks(shorter, marks)
    return text.strip()


def without_marks(text: str, marks: Collection[str]) -> str:
    if not text.isascii():
        text = _SUPERSCRIPT.sub(_kept_unit, text)
    if not marks:
        return text
    text = _BRACKETED.sub(lambda match: "" if match[1] in marks else match[0], text)
    numbers = "|".join(sorted((re.escape(mark) for mark in marks), key=len, reverse=True))
    return re.sub(rf"(?:(?<=[a-z\])”’\"'])|(?<=[a-z)\]][.,;:]))(?:{numbers})(?=[\s.,;:)]|\Z)", "", text)


def _kept_unit(match: re.Match[str]) -> str:
    return match[0] if _UNIT.search(match.string[: match.start()]) else ""


def plain_number(mark: str) -> str:
    """A superscript mark as ordinary digits."""
    return mark.translate(_PLAIN)


def multiple_clauses(text: str) -> bool:
    """Whether a ";" outside round brackets is left in a text whose list ending is off.

    >>> multiple_clauses("Hold talks; sign a treaty"), multiple_clauses("Hold talks (north; south)")
    (True, False)
    """
    if ";" not in text:
        return False
    depth = 0
    for character in text:
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character == ";" and depth == 0:
            return True
    return False
