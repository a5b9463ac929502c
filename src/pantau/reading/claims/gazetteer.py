"""One pass over a text that finds every word of the lexicons of names, meetings, instruments, people and verbs."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pantau.reading.claims.lexicons import rows, spellings
from pantau.reading.claims.scene import Scene, Token

_WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_", re.UNICODE)
_END = ""
_CAPITAL_LAYERS = frozenset(("name", "place"))
_NO_WORD = "\n"
_DASHES = ("-", "–")
_QUOTES = ("'", "’")


class Entry(NamedTuple):
    """A spelling of a lexicon. `code` is what it means, `sort` what kind of spelling, `row` its line of the table."""

    layer: str
    code: str
    sort: str
    row: Mapping[str, str]
    exact: str


class Hit(NamedTuple):
    """An entry at the tokens from `first` to before `last`."""

    first: int
    last: int
    entry: Entry

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def sort(self) -> str:
        return self.entry.sort


class Hits:
    """The entries found in a text, by layer: of one layer, the longest at a place and none over another."""

    def __init__(self) -> None:
        self._all: dict[str, list[Hit]] = defaultdict(list)
        self._firsts: dict[str, list[int]] = defaultdict(list)
        self._over: dict[str, dict[int, Hit]] = defaultdict(dict)

    def of(self, layer: str) -> Sequence[Hit]:
        return self._all[layer]

    def at(self, layer: str, token: int) -> Hit | None:
        """The entry that begins at this token."""
        hit = self._over[layer].get(token)
        return hit if hit is not None and hit[0] == token else None

    def within(self, layer: str, first: int, last: int) -> list[Hit]:
        """The entries that lie in these tokens, in order."""
        firsts = self._firsts[layer]
        low = bisect_left(firsts, first)
        found = self._all[layer][low : bisect_left(firsts, last, low)]
        return found if not found or found[-1].last <= last else found[:-1]

    def over(self, layer: str, token: int) -> Hit | None:
        """The entry that this token is part of."""
        return self._over[layer].get(token)

    def _drop(self, layer: str) -> None:
        """Takes back the entry that was found last."""
        last = self._all[layer].pop()
        self._firsts[layer].pop()
        for token in range(last.first, last.last):
            del self._over[layer][token]

    def add(self, hit: Hit) -> None:
        """Takes an entry unless the one before it in its layer covers its place."""
        layer = hit.entry.layer
        mine = self._all[layer]
        if mine and mine[-1].last > hit.first:
            return
        if mine and layer == "name" and mine[-1].last == hit.first and _is_of_another(mine[-1], hit):
            self._drop(layer)
        mine.append(hit)
        self._firsts[layer].append(hit.first)
        over = self._over[layer]
        for token in range(hit.first, hit.last):
            over[token] = hit


def _is_of_another(ministry: Hit, land: Hit) -> bool:
    """Whether "Kementerian Pertanian" is followed by a country other than the one whose ministry is listed so."""
    home = ministry.entry.row.get("country", "")
    other = land.sort == "country" and len(home) == 2 and home != land.code
    return other and ministry.sort == "body" and ministry.last - ministry.first > 1


def hits(scene: Scene) -> Hits:
    """Every entry of the lexicons in the text; ask by `scene.once(hits)`."""
    found = Hits()
    folded, tokens, root = scene.folded, scene.tokens, trie()
    follows = [*folded[1:], _NO_WORD]
    for place, (word, after) in enumerate(zip(folded, follows, strict=False)):
        node = root.get(word)
        if node is None:
            continue
        if type(node) is list:
            node = _grown(root, word)
        if after in node:
            for entry, last in _longest(tokens, place, node).values():
                found.add(Hit(place, last, entry))
        elif _END in node:
            _add_short(found, tokens[place], place, entries=node[_END])
    return found


def _add_short(found: Hits, token: Token, place: int, *, entries: Sequence[Entry]) -> None:
    """Takes the entries of one word."""
    loud = token[2][0].isupper()
    for entry in reversed(entries):  # as among longer ones, the last of a layer counts
        if entry.exact == token[2] if entry.exact else loud or entry.layer not in _CAPITAL_LAYERS:
            found.add(Hit(place, place + 1, entry))


def nearby(scene: Scene, first: int, last: int, *, table: str) -> list[Hit]:
    """The entries of one of the tables that are only asked for beside something else, in a stretch of a sentence."""
    root, tokens, folded = _local_trie(table), scene.tokens, scene.folded
    found: list[Hit] = []
    for place in range(first, last):
        if folded[place] in root and (not found or found[-1].last <= place):
            node = _grown(root, folded[place])
            found += [Hit(place, end, entry) for entry, end in _longest(tokens, place, node).values() if end <= last]
    return found


def _longest(tokens: Sequence[Token], place: int, node: dict[str, Any]) -> dict[str, tuple[Entry, int]]:
    """For each layer the longest entry that begins with the word of this place, and where it ends."""
    best: dict[str, tuple[Entry, int]] = {}
    at, count = place, len(tokens)
    following: dict[str, Any] | None = node
    while following is not None:
        at += 1
        for entry in following.get(_END, ()):
            if _as_written(tokens, (place, at), entry):
                best[entry.layer] = entry, at
        following = following.get(tokens[at][3]) if at < count else None
    return best


def _as_written(tokens: Sequence[Token], span: tuple[int, int], entry: Entry) -> bool:
    if entry.exact:
        return entry.exact == "".join(token[2] for token in tokens[span[0] : span[1]])
    if entry.layer in _CAPITAL_LAYERS:
        return any(token[2][0].isupper() for token in tokens[span[0] : span[0] + 2])
    return True


Root = dict[str, Any]
"""By the first word of their spellings: a tree of the words that follow, or, until it is asked for, a list of the
spellings. A short text meets few of the words, and growing all trees takes longer than reading it.
"""


@cache
def trie() -> Root:
    """The lexicons of names, meetings, instruments, people and verbs; at the end of a spelling stand its entries."""
    root: Root = {}
    sorts = {"en": "country", "id": "country", "other": "country", "adjective": "adjective", "capital": "capital"}
    _plant(root, "countries", layer="name", code="code", columns=sorts)
    _plant(root, "countries", layer="place", code="code", columns={"capital": "place"})
    _plant(root, "bodies", layer="name", code="id", columns={"names": "body"})
    _plant(root, "places", layer="place", code="code", columns={"places": "place"})
    _plant(root, "meetings", layer="meeting", code="kind", columns={"id": "id", "en": "en"})
    _plant(root, "instruments", layer="instrument", code="kind", columns={"id": "id", "en": "en"})
    _plant(root, "groups", layer="group", code="id", columns={"names": "group", "list": "list"})
    _plant(root, "roles", layer="role", code="sort", columns={"names": "role"})
    _plant(root, "acts", layer="act", code="act", columns={"names": "act"})
    _plant(root, "stages", layer="status", code="done", columns={"names": "status"})
    return root


@cache
def _local_trie(table: str) -> Root:
    root: Root = {}
    code, columns = _LOCAL[table]
    _plant(root, table, layer=table, code=code, columns=columns)
    return root


_LOCAL = {"stances": ("stance", {"names": "strong"}), "areas": ("code", {"names": "strong", "weak": "weak"})}


def _plant(root: Root, name: str, *, layer: str, code: str, columns: Mapping[str, str]) -> None:
    first_word = _WORD.match
    for row in rows(name):
        for column, sort in columns.items():
            for spelling in spellings(row, column):
                first = first_word(spelling)
                if first is not None:
                    seed = (spelling, layer, row[code], sort, row)
                    root.setdefault(first.group().casefold(), []).append(seed)


def _grown(root: Root, word: str) -> dict[str, Any]:
    """The tree of the words that follow a first word, made when it is first asked for."""
    seeds = root[word]
    if type(seeds) is not list:
        tree: dict[str, Any] = seeds
        return tree
    tree = {}
    for spelling, layer, code, sort, row in seeds:
        for words in _variants(_WORD.findall(spelling)):
            node = tree
            for following in words[1:]:
                node = node.setdefault(following.casefold(), {})
            kept = node.setdefault(_END, [])
            exact = "".join(words) if _is_short_form(spelling) else ""
            if all(one.layer != layer or one.exact != exact for one in kept):
                kept.append(Entry(layer, code, sort, row, exact))
    root[word] = tree
    return tree


def _is_short_form(spelling: str) -> bool:
    """Whether a spelling is of capitals alone and so is found only as written."""
    letters = [sign for sign in spelling if sign.isalpha()]
    return len(letters) <= 6 and " " not in spelling and all(sign.isupper() for sign in letters)


def _variants(words: list[str]) -> Iterator[list[str]]:
    """A spelling with each sort of dash and quotation mark."""
    yield words
    for marks in (_DASHES, _QUOTES):
        if marks[0] in words:
            yield [marks[1] if word == marks[0] else word for word in words]
        elif marks[1] in words:
            yield [marks[0] if word == marks[1] else word for word in words]
