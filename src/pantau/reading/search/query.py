"""What a person typed into a search, read: words, "exact phrases", -without, OR; all else counts as blank."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pantau.domain.search import Side, Sought
from pantau.domain.words import LANGUAGES
from pantau.reading.search.lexicon import lexicon
from pantau.reading.search.stems import stems_of

LONGEST = 200
"""Characters that are read; what is longer is cut."""
MOST = 16
"""Words and phrases of one search."""
_PARTS = re.compile(
    r"(?P<minus>(?<!\S)[-\u2212](?=\S))?"
    r'(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<word>[^\s"“”„«»|]+)|(?P<bar>\|))'
)
_OR = ("OR", "ATAU", "|")
_WORD = re.compile(r"\S+")


class _Part(NamedTuple):
    kind: str  # words, phrase, without, or
    text: str


def query_of(typed: str) -> Sought:
    """What is sought. Any text gives an answer; one that names nothing has no sides.

    >>> found = query_of('kerja sama "Treaty of Amity" ROK OR Korea -tarif')
    >>> found.sides[1].groups
    (('kerjasama',), ('treaty of amity',), ('rok', 'korea'))
    >>> found.sides[0].groups, found.without
    ((('kerja',), ('sama',), ('treati amiti',), ('rok', 'korea')), ('tarif',))
    """
    parts = list(_parts(typed[:LONGEST]))
    read = [_read(parts, language) for language in LANGUAGES]
    sides = [
        Side(groups=groups[:MOST], language=language)
        for language, (groups, _) in zip(LANGUAGES, read, strict=True)
        if groups
    ]
    if len(sides) > 1 and sides[0].groups == sides[1].groups:
        sides = [Side(groups=sides[0].groups)]
    without = dict.fromkeys(phrase for _, phrases in read for phrase in phrases)
    units = [unit for part in parts if part.kind in ("words", "phrase") for unit in _units(part)]
    stopped = set().union(*(lexicon(language).stop for language in LANGUAGES))
    return Sought(
        typed=typed[:LONGEST].strip(),
        sides=tuple(sides),
        without=tuple(without)[: 2 * MOST],
        units=tuple(dict.fromkeys(units))[:MOST],
        common=tuple(unit for unit in dict.fromkeys(units) if unit.casefold() in stopped),
    )


def _parts(typed: str) -> Iterator[_Part]:
    """The parts of what was typed; words that follow one another are one part, since two may be one (kerja sama)."""
    words: list[str] = []
    for found in _PARTS.finditer(typed):
        word, phrase = found["word"], found["phrase"]
        if word is not None and not found["minus"] and word not in _OR:
            words.append(word)
            continue
        if words:
            yield _Part("words", " ".join(words))
            words = []
        if found["minus"]:
            yield _Part("without", word if word is not None else phrase or "")
        elif phrase is not None:
            yield _Part("phrase", phrase)
        else:
            yield _Part("or", "")
    if words:
        yield _Part("words", " ".join(words))


def _read(parts: Sequence[_Part], language: str) -> tuple[tuple[tuple[str, ...], ...], list[str]]:
    """The groups of phrases, one of each of which must occur, and the phrases that must not."""
    groups: list[list[str]] = []
    without: list[str] = []
    joining = False
    for part in parts:
        if part.kind == "or":
            joining = bool(groups)
            continue
        said = _phrases(part, language)
        if part.kind == "without":
            without += said
            continue
        if joining and said:
            groups[-1].append(said.pop(0))
        groups += [[phrase] for phrase in said]
        joining = False
    return tuple(map(tuple, groups)), without


def _phrases(part: _Part, language: str) -> list[str]:
    """Stems with a blank between: one phrase of each word of a part, one of all of a phrase."""
    stems = list(stems_of(part.text, language))
    if part.kind != "words":
        return [" ".join(one.stem for one in stems)] if stems else []
    phrases: dict[int, list[str]] = {}
    starts = [found.start() for found in _WORD.finditer(part.text)]
    for one in stems:
        word = max(start for start in starts if start <= one.start)
        phrases.setdefault(word, []).append(one.stem)
    return [" ".join(stems) for stems in phrases.values()]


def _units(part: _Part) -> Iterator[str]:
    """The words and phrases as they were typed, each a search by itself."""
    if part.kind == "phrase":
        yield f'"{part.text}"'
        return
    yield from _WORD.findall(part.text)
