"""Why a version of a record was written, in the language of who reads it: the reasons come from a fixed set."""

import re
from functools import cache

from pantau.domain.words import Words, table, words_from

_PLACE = re.compile(r"\\{(\w+)\\}")  # of a place in braces, as re.escape writes it


def reason_words(text: str) -> Words:
    """The reason in both languages; one that nobody put into words stays as it was written.

    >>> reason_words("extend 2026 for X-ALF").into("id")
    'perpanjang 2026 untuk X-ALF'
    >>> reason_words("something else")
    Words(en='something else', id='')
    """
    for pattern, words in _known():
        if found := pattern.fullmatch(text):
            return Words(en=text, id=words.fill(**found.groupdict()).id)
    return Words(en=text)


@cache
def _known() -> tuple[tuple[re.Pattern[str], Words], ...]:
    said = [words_from(one) for one in table("reasons")["reasons"]]
    return tuple((re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(words.en)), re.DOTALL), words) for words in said)
