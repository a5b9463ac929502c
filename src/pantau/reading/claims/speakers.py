"""Who speaks or acts in a sentence: the subject before a verb, or the speaker of the sentences before."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pantau.reading.claims.events import named_meetings
from pantau.reading.claims.gazetteer import Hit, hits
from pantau.reading.claims.lexicons import rows
from pantau.reading.claims.persons import Person, people
from pantau.reading.claims.scene import Scene, Token
from pantau.reading.claims.whereabouts import is_money, main_pair
from pantau.reading.claims.wordsets import words

_PRONOUNS = frozenset(["we", "i", "he", "she", "it", "kami", "kita", "saya", "ia", "dia", "beliau"])
_OURS = frozenset(["we", "our", "kami"])
_GOVERNMENT = frozenset(["pemerintah", "government"])
_TOGETHER = words("speakers together")
_ASIDE = words("speakers aside")


@dataclass(slots=True, kw_only=True)
class Speakers:
    """Who has spoken so far, while sentences are read in order."""

    scene: Scene
    current: list[str] = field(default_factory=list)
    _by_word: dict[str, Person] = field(default_factory=dict)
    _by_role: dict[str, Person] = field(default_factory=dict)
    _next: int = 0

    def read_to(self, last: int) -> None:
        """Learns the persons who are named before this token."""
        known = self.scene.once(people)
        while self._next < len(known) and known[self._next].first < last:
            one = known[self._next]
            for word in one.name.casefold().replace("-", " ").split():
                self._by_word[word] = one
            self._by_role[" ".join(one.role.casefold().split()[:2])] = one
            self._next += 1

    def first_named(self, first: int, last: int) -> int:
        """The token after the first person whom these tokens name for the first time; 0 where they name none."""
        known = self.scene.once(people)
        at = bisect_left(known, first, key=lambda one: one.first)
        return known[at].last if at < len(known) and known[at].first < last else 0

    def knows(self, token: Token) -> bool:
        """Whether a word is part of the name of somebody who was named."""
        return token.is_capital and token.folded in self._by_word

    def subject(self, first: int, last: int) -> list[str]:
        """For whom the subject in these tokens acts; empty where they name nobody."""
        return self._persons(first, last) or self._offices(first, last) or self._names(first, last)

    def subject_or_all(self, first: int, last: int) -> list[str]:
        """The same; a pronoun is the speaker, and "both sides" or "the leaders" are the parties of the meeting."""
        named = self.subject(first, last)
        if named:
            return named
        words = {token.folded for token in self.scene.tokens[first:last]}
        if words & _GOVERNMENT and not words & _TOGETHER:
            return self.home()
        if words & _TOGETHER:
            return self.everybody(first)
        for_all: bool = self.scene.once(speaks_for_all)
        if for_all and words & _OURS:
            return self.everybody(first)
        return (list(self.current) or self.home()) if words & _PRONOUNS else []

    def home(self) -> list[str]:
        """The country from which a text speaks that names no speaker: the one beside ASEAN of which it says most."""
        lands = Counter(
            hit.code for hit in self.scene.once(hits).of("name")[:200] if hit.sort in ("country", "adjective")
        )
        return [code for code, _ in lands.most_common(1)]

    def everybody(self, at: int) -> list[str]:
        """The parties of the last meeting named before a token, else the two whom the text is about, else ASEAN."""
        meetings = self.scene.once(named_meetings)
        for one in reversed(meetings[: bisect_left(meetings, at + 1, key=lambda one: one.name.first)][-40:]):
            if one.parties:
                return list(one.parties)
        pair = list(self.scene.once(main_pair))
        if not pair:
            named = [
                hit.code for hit in self.scene.once(hits).of("name")[:80] if hit.first < at and hit.sort == "country"
            ]
            known = [one.org for one in self.scene.once(people)[:80] if one.first < at and len(one.org) == 2]
            pair = list(dict.fromkeys([*reversed(known), *reversed(named)]))[:2]
        return pair if len(pair) == 2 else ["ASEAN"]

    def _persons(self, first: int, last: int) -> list[str]:
        tokens = self.scene.tokens
        for at in range(first, last):
            if tokens[at].is_capital and tokens[at].folded in self._by_word:
                person = self._by_word[tokens[at].folded]
                return for_whom(person.org) or list(self.current)
        return []

    def _offices(self, first: int, last: int) -> list[str]:
        """A president without a name is the one last named."""
        for hit in self.scene.once(hits).within("role", first, last):
            named = self._names(hit.first, last)
            if hit.code != "role" or named:
                continue
            said = " ".join(token.folded for token in self.scene.tokens[hit.first : hit.last][:2])
            person = self._by_role.get(said)
            if person is not None:
                return for_whom(person.org)
        return []

    def _names(self, first: int, last: int) -> list[str]:
        found: list[str] = []
        for hit in self.scene.once(hits).within("name", first, last):
            if self._is_aside(hit, first) or is_money(self.scene, hit):
                continue
            found += for_whom(hit.code)
        return list(dict.fromkeys(found))

    def _is_aside(self, hit: Hit, first: int) -> bool:
        before = self.scene.tokens[hit.first - 1].folded if hit.first > first else ""
        return before in _ASIDE or hit.code.startswith(("reg:", "prog:", "sys:"))


def speaks_for_all(scene: Scene) -> bool:
    """Whether a text is a statement whose "we" are the leaders together; ask by `scene.once(speaks_for_all)`."""
    kinds = {
        hit.code for hit in scene.once(hits).within("instrument", 0, 40) if not scene.tokens[hit.first].text.islower()
    }
    return not kinds.isdisjoint(("statement", "joint_statement", "declaration"))


@cache
def body_lands() -> dict[str, str]:
    """For which country each listed body acts."""
    return {row["id"]: row["country"] for row in rows("bodies")}


def for_whom(code: str) -> list[str]:
    """A body, and the country for which it acts; a country for itself."""
    if not code:
        return []
    land = body_lands().get(code)
    return [code, land] if land and land != code else [code]


def joined(parts: Sequence[str]) -> list[str]:
    """Each once, in order."""
    return list(dict.fromkeys(part for part in parts if part))
