"""Indonesian words brought to their roots by the rules of data/indonesian.toml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pantau.reading.search.lexicon import lexicon, rules

_DEEPEST = 3  # prefixes of one word: ke-ber-… with pe- before
_VOWELS = re.compile("[aeiou]+")
_SYLLABLES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Prefix:
    letters: str
    before: str
    lost: tuple[str, ...]
    guess: bool


@lru_cache(maxsize=200_000)
def indonesian_stem(word: str) -> str:
    """The root of a folded word, or what is left of one that no list knows.

    >>> [indonesian_stem(one) for one in ("menyetujui", "persetujuan", "disetujui", "pelatihan", "kerjasama")]
    ['setuju', 'setuju', 'setuju', 'latih', 'kerjasama']
    """
    known = lexicon("id").forms.get(word)
    if known is not None:
        return known
    if word in _roots():
        return word
    found = set(_listed(word))
    if found:
        return max(found, key=lambda one: (len(one[0]), -one[1], one[0]))[0]
    bare = _without_particles(word)
    return lexicon("id").forms.get(bare) or (bare if bare in _roots() else _guessed(bare))


@cache
def _roots() -> frozenset[str]:
    """The listed roots; the pairs too, which take affixes as one word."""
    words = lexicon("id")
    return words.roots | {first + second for first, second in words.pairs}


@cache
def _prefixes() -> tuple[_Prefix, ...]:
    return tuple(
        _Prefix(
            letters=one["prefix"],
            before=one.get("before", ""),
            lost=tuple(one["lost"]),
            guess=one.get("guess", True),
        )
        for one in rules("id")["prefixes"]
    )


def _listed(word: str) -> Iterator[tuple[str, int]]:
    """Every listed root that affixes around it may have made the word from, with the number of prefixes."""
    for begun, deep in _begun(word, deep=0):
        for ended in _ended(begun):
            if ended in _roots():
                yield ended, deep


def _begun(word: str, *, deep: int) -> Iterator[tuple[str, int]]:
    """The word without its first prefixes, in every way, with their number."""
    yield word, deep
    if deep == _DEEPEST:
        return
    for prefix in _prefixes():
        rest = _rest(word, prefix)
        if rest:
            for lost in prefix.lost:
                yield from _begun(lost + rest, deep=deep + 1)


def _ended(word: str) -> Iterator[str]:
    """The word without what may stand at its end, in every way: root, suffix, possessive, particle."""
    kinds = rules("id")
    for bare in _off(word, kinds["particles"]):
        for owned in _off(bare, kinds["possessives"]):
            yield from _off(owned, kinds["suffixes"])


def _off(word: str, endings: list[str]) -> Iterator[str]:
    yield word
    for ending in endings:
        if word.endswith(ending):
            yield word[: -len(ending)]


def _rest(word: str, prefix: _Prefix) -> str:
    """What follows the prefix; empty where the word has it not."""
    if not word.startswith(prefix.letters):
        return ""
    rest = word[len(prefix.letters) :]
    return rest if not prefix.before or rest[:1] in tuple(prefix.before) else ""


def _without_particles(word: str) -> str:
    kinds = rules("id")
    for endings in (kinds["particles"], kinds["possessives"]):
        ending = next((one for one in endings if word.endswith(one)), "")
        if ending and _is_long(word[: -len(ending)]):
            word = word[: -len(ending)]
    return word


def _guessed(word: str) -> str:
    """An unlisted word without up to two prefixes and a suffix, as long as enough is left."""
    begun = _unprefixed(_unprefixed(word))
    kinds = rules("id")
    for suffix in ("an", "i") if word.startswith(tuple(kinds["with_an"])) else kinds["suffixes"]:
        rest = begun[: -len(suffix)]
        if begun.endswith(suffix) and _is_long(rest) and (suffix != "i" or _takes_i(rest, prefixed=begun != word)):
            return rest
    return begun


def _takes_i(rest: str, *, prefixed: bool) -> bool:
    """Whether an i may be a suffix after it: not that of ekonomi and not that of organisasi."""
    return prefixed and rest[-1] not in "aeious"


def _unprefixed(word: str) -> str:
    for prefix in _prefixes():
        rest = _rest(word, prefix) if prefix.guess else ""
        if rest and _is_long(prefix.lost[0] + rest):
            return prefix.lost[0] + rest
    return word


def _is_long(rest: str) -> bool:
    return len(rest) >= rules("id")["shortest"] and len(_VOWELS.findall(rest)) >= _SYLLABLES
