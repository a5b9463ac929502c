"""Where in a text what was sought stands, and the piece of it that shows most of that."""

from collections.abc import Iterator, Sequence

from pantau.domain.search import Snippet, Sought
from pantau.reading.plans.lexicon import language_of
from pantau.reading.search.passages import passages_of
from pantau.reading.search.stems import Stem, stems_of

LENGTH = 260
"""Code points of a snippet."""
_LEAD = 60  # of them before the first hit


def hits_in(text: str, *, language: str, sought: Sought, start: int = 0) -> list[tuple[int, int]]:
    """The places of sought words and phrases, end exclusive; `text` begins at code point `start` of its source.

    >>> from pantau.reading.search.query import query_of
    >>> text = "Para menteri menyetujui rencana."
    >>> [text[first:end] for first, end in hits_in(text, language="id", sought=query_of("persetujuan"))]
    ['menyetujui']
    """
    phrases = {tuple(phrase.split(" ")) for side in sought.sides if side.speaks(language) for phrase in side.phrases}
    stems = list(stems_of(text, language))
    found = sorted((start + first, start + end) for first, end in _found(stems, phrases))
    return list(_merged(found))


def hits_between(text: str, *, start: int, end: int, language: str, sought: Sought) -> list[tuple[int, int]]:
    """The hits from `start` to `end` of a whole text, found as the index finds them: each passage in its language."""
    usual = language or language_of(text) or "en"
    return [
        hit
        for first, last in passages_of(text)
        if first < end and last > start
        for hit in hits_in(
            text[first:last], language=language_of(text[first:last]) or usual, sought=sought, start=first
        )
        if start <= hit[0] < end
    ]


def snippet(text: str, *, start: int, end: int, language: str, sought: Sought) -> Snippet:
    """The piece of the passage from `start` to `end` of `text` that has the most hits, cut between words."""
    hits = hits_in(text[start:end], language=language, sought=sought, start=start)
    first, last = _window(start, end, hits)
    while first > start and not text[first - 1].isspace() and first < (hits[0][0] if hits else end):
        first += 1
    while last < end and last > first and not text[last].isspace():
        last -= 1
    inside = tuple(hit for hit in hits if first <= hit[0] and hit[1] <= last)
    piece = text[first:last].rstrip()
    return Snippet(text=piece, start=first, hits=inside, cut_before=first > start, cut_after=first + len(piece) < end)


def _window(start: int, end: int, hits: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of the length of a snippet that begins before some hit and has the most of them."""
    if end - start <= LENGTH or not hits:
        return start, min(end, start + LENGTH)
    best, most = start, 0
    for hit, _ in hits:
        first = max(start, min(hit - _LEAD, end - LENGTH))
        many = sum(1 for one in hits if first <= one[0] and one[1] <= first + LENGTH)
        if many > most:
            best, most = first, many
    return best, best + LENGTH


def _found(stems: Sequence[Stem], phrases: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    for place, one in enumerate(stems):
        for phrase in by_first.get(one.stem, ()):
            here = stems[place : place + len(phrase)]
            if tuple(each.stem for each in here) == phrase:
                yield one.start, here[-1].end


def _merged(hits: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The hits in their order, those that overlap as one."""
    last: tuple[int, int] | None = None
    for hit in hits:
        if last is not None and hit[0] < last[1]:
            last = (last[0], max(last[1], hit[1]))
            continue
        if last is not None:
            yield last
        last = hit
    if last is not None:
        yield last
