"""How far a name goes from its noun: "16th ASEAN-Russia Senior Officials Meeting (SOM)", "KTT ASEAN-Korea ke-26"."""

from collections.abc import Sequence
from typing import NamedTuple

from pantau.reading.claims.gazetteer import Hits, hits
from pantau.reading.claims.ordinals import number_of, number_within, ordinal_after, ordinal_before
from pantau.reading.claims.scene import Scene, Token
from pantau.reading.claims.wordsets import words

_LINKS = words("naming links")
_PLACE_LINKS = words("naming place links")
_EDGES = words("naming edges")
_NOT_NAMES = words("naming not names")
_TOPICS = words("naming topics")
_STATE_WORDS = words("naming state words")
_TOPIC_ENDS = words("naming topic ends")
_LONGEST = 34
_LONGEST_TOPIC = 12


class Name(NamedTuple):
    """The tokens of a name from `first` to before `last`, with its number in a row of meetings if it has one."""

    first: int
    last: int
    ordinal: int | None
    topic: bool


class Stretch:
    """Grows a name from a noun over the tokens of its sentence, within `low` and `high`."""

    def __init__(self, scene: Scene, *, low: int, high: int) -> None:
        self.tokens: Sequence[Token] = scene.tokens
        self.found: Hits = scene.once(hits)
        self.text = scene.text
        self.low, self.high = low, high

    def grow(self, first: int, last: int, *, leftward: bool = True, stops: str = "") -> Name:
        """The name around the noun at these tokens; `stops` is the layer whose nouns begin another name."""
        ordinal = ordinal_after(self.tokens, last, self.high)
        end = ordinal[1] if ordinal else last
        end = self.right(end, stops=stops)
        late = ordinal_after(self.tokens, end, self.high) if ordinal is None else None
        if late is not None:
            ordinal, end = late, self._bracketed(late[1])
        topic = self._topic(end)
        begin = self.left(first) if leftward else first
        early = ordinal_before(self.tokens, begin, self.low) if ordinal is None else None
        number = ordinal[0] if ordinal else None
        if early is not None:
            number, begin = early
        elif number is None:
            number = number_within(self.tokens[begin:end])
        return Name(first=begin, last=max(topic, end), ordinal=number, topic=topic > end)

    def right(self, at: int, *, stops: str = "") -> int:
        """Where the name ends that reaches at least to before `at`."""
        begun = at
        while at < self.high and at - begun < _LONGEST:
            if self._line_turns(at):
                break
            further = self._bracketed(at)
            if further == at:
                further = self._joined(at) or self._word(at) or self._linked(at)
            if further <= at or self._stops(further - 1, stops):
                break
            at = further
        return at

    def _line_turns(self, at: int) -> bool:
        """Whether a headline of capitals ends before this token."""
        before, after = self.tokens[at - 1], self.tokens[at]
        turned = "\n" in self.text[before.end : after.start]
        return turned and (before.text.isupper() and len(before.text) > 1) and not after.text.isupper()

    def left(self, at: int, *, stops: str = "") -> int:
        """Where the name begins that reaches at most to `at`."""
        begun, best = at, at
        while at > self.low and begun - at < _LONGEST:
            word = self.tokens[at - 1]
            listed = self.found.over("name", at - 1)
            numbered = number_of(self.tokens[max(at - 2, 0) : at]) is not None
            if numbered or (stops and self.found.over(stops, at - 1)) or self._is_office(at - 1):
                break
            if listed is not None and listed.last == at and listed.first >= self.low:
                best = at = listed.first
            elif self._is_name(word) and word.folded not in _EDGES:
                at -= 1
                best = at
            elif self._joins_left(at - 1):
                at -= 1
            else:
                break
        return best

    def _is_office(self, at: int) -> bool:
        hit = self.found.over("role", at)
        return hit is not None and hit.code == "role"

    def _opens_office(self, at: int) -> bool:
        hit = self.found.at("role", at)
        return hit is not None and hit.code == "role"

    def _joins_left(self, at: int) -> bool:
        """Whether the sign at `at` joins a name before it with one after it."""
        word = self.tokens[at].folded
        if at - 1 < self.low or (not self._is_name(self.tokens[at - 1]) and word not in ("'", "’", "s")):
            return False
        if word in ("-", "–", "/", "+", "&", "'", "’"):
            return True
        if word == "s":
            return self.tokens[at - 1].folded in ("'", "’")
        return word == "and" and self.found.over("name", at - 1) is None

    def _is_name(self, token: Token) -> bool:
        return (token.is_capital or (token.text[0] == "e" and token.text[1:2].isupper())) and (
            token.folded not in _NOT_NAMES and token.folded not in _LINKS
        )

    def _word(self, at: int) -> int:
        """After a word of a name, or a year that is part of it."""
        token = self.tokens[at]
        listed = self.found.at("name", at)
        if listed is not None and listed.last <= self.high:
            return listed.last
        if self._is_name(token) and (token.folded == "menteri" or not self._opens_office(at)):
            return at + 1
        if self._numbered(at):
            return at + 2
        if len(token.text) == 4 and token.text[0] in "12" and token.is_number:
            return at + 3 if self._range(at) else at + 1
        return 0

    def _numbered(self, at: int) -> bool:
        """Whether "16th" and a word of the name stand here."""
        after = self.tokens[at + 1 : min(at + 3, self.high)]
        return len(after) == 2 and number_of(self.tokens[at : at + 2]) is not None and self._is_name(after[1])

    def _range(self, at: int) -> bool:
        two = self.tokens[at + 1 : at + 3]
        return len(two) == 2 and two[0].text in "-–" and two[1].is_number and len(two[1].text) == 4

    def _joined(self, at: int) -> int:
        """After a dash, an apostrophe or the like and the word that it joins."""
        sign = self.tokens[at].text
        if at + 1 >= self.high or sign not in "-–/+&'’":
            return 0
        after = self.tokens[at + 1]
        if sign in "'’":
            return at + 2 if after.folded == "s" or self._is_name(after) else 0
        glued = self.tokens[at].start == self.tokens[at - 1].end and after.start == self.tokens[at].end
        if sign in "-–/" and not glued:
            return at + 2 if self.found.over("name", at - 1) and self.found.at("name", at + 1) else 0
        loud = glued and len(after.text) > 1 and after.text.isupper()  # ASEAN-AS, where "as" is also a link word
        return at + 2 if loud or self._is_name(after) or after.is_number else 0

    def _bracketed(self, at: int) -> int:
        """After a short form in brackets, or `at`."""
        if at >= self.high or self.tokens[at].text != "(":
            return at
        for end in range(at + 1, min(at + 8, self.high)):
            token = self.tokens[end]
            if token.text == ")":
                inside = self.tokens[at + 1 : end]
                capitals = sum(sign.isupper() for one in inside for sign in one.text)
                return end + 1 if capitals >= 2 or _are_years(inside) else at
        return at

    def _linked(self, at: int) -> int:
        """After the link words at `at` and the word of the name that follows them."""
        end = at
        while end < self.high and end - at < 4 and self.tokens[end].folded in _LINKS:
            end += 1
        if end < self.high and end == at and self.tokens[at].text == ",":
            return self._listed(at)
        if end > at and number_of(self.tokens[end : min(end + 2, self.high)]) is not None:
            return end + 2
        if end == at or end >= self.high or not self._is_name(self.tokens[end]):
            return 0
        link = self.tokens[at].folded
        if link in _PLACE_LINKS and self._leads_away(end):
            return 0
        if link in ("and", "dan", "serta") and self._begins_another(at, end):
            return 0
        return end + 1

    def _leads_away(self, at: int) -> bool:
        """Whether a place or a country stands at `at`, so that the words before it say where or with whom."""
        return self.found.at("place", at) is not None or self._is_country(at)

    def _is_country(self, at: int) -> bool:
        hit = self.found.at("name", at)
        return hit is not None and (
            hit.sort in ("country", "capital")
            or (hit.code == "ASEAN" and hit.last < self.high and not self._is_name(self.tokens[hit.last]))
        )

    def _begins_another(self, link: int, at: int) -> bool:
        """Whether "and" leads to another name: an office, a meeting, an instrument, a country that acts by itself."""
        if self.found.over("role", at) is not None:
            return True
        end = at
        while end < self.high and (self._is_name(self.tokens[end]) or self.tokens[end].text in "-–"):
            if any(self.found.at(layer, end) for layer in ("meeting", "instrument")):
                return True
            end += 1
        return self._is_country(at) and not self.found.over("name", link - 1)

    def _listed(self, at: int) -> int:
        """After a list "Tangguh, Inovatif, dan Berpusat" that closes with "and" and a word of the name."""
        end = at
        while end + 1 < self.high and end - at < 14:
            if self.tokens[end].text == "," and self.tokens[end + 1].folded in ("dan", "and"):
                end += 1
            if self.tokens[end].folded in ("dan", "and"):
                return (
                    end + 2
                    if end + 1 < self.high and self._is_name(self.tokens[end + 1]) and not self._is_country(end + 1)
                    else 0
                )
            word = self.tokens[end]
            if (word.text != "," and not self._is_name(word)) or self._is_country(end) or self.found.over("role", end):
                return 0
            end += 1
        return 0

    def _stops(self, at: int, stops: str) -> bool:
        return bool(stops) and self.found.at(stops, at) is not None

    def _topic(self, at: int) -> int:
        """Where the topic ends that begins at `at` with "mengenai", "on" or the like; `at` where there is none."""
        if at < self.high and self.tokens[at].folded == "dalam" and self.tokens[at + 1 : at + 2]:
            start = at + 1 if self.tokens[at + 1].folded in ("bidang", "rangka") else 0
        else:
            together = [token.folded for token in self.tokens[at : min(at + 2, self.high)]] == ["kerja", "sama"]
            start = at if at < self.high and (together or self.tokens[at].folded in _TOPICS) else 0
        if not start:
            return self._between(at)
        end = start + 1
        for end in range(start + 1, min(start + _LONGEST_TOPIC, self.high)):
            token = self.tokens[end]
            if not (token.is_word or token.is_number or token.text in "-–/&'’"):
                break
            if token.folded in _TOPIC_ENDS and not self._goes_on(end):
                break
            if token.text.islower() and (self.found.at("status", end) or self.found.at("act", end)):
                break
        else:
            end = min(start + _LONGEST_TOPIC, self.high)
        return end if end > start + 1 else at

    def _between(self, at: int) -> int:
        """Where "… antara Indonesia dan Turki" ends, if only words in small letters stand before it; else `at`."""
        for place in range(at, min(at + 8, self.high)):
            token = self.tokens[place]
            if token.folded in ("antara", "between"):
                pair = [
                    hit
                    for hit in self.found.within("name", place + 1, min(place + 14, self.high))
                    if hit.sort == "country"
                ]
                return pair[1].last if len(pair) > 1 and _joins_pair(self.tokens[pair[0].last : pair[1].first]) else at
            if not token.text.islower() or self.found.at("status", place) or self.found.at("act", place):
                break
        return at

    def _goes_on(self, at: int) -> bool:
        """Whether "yang" or "in" is followed by a word with a capital that is no place."""
        return (
            at + 1 < self.high
            and self._is_name(self.tokens[at + 1])
            and not self._leads_away(at + 1)
            and (self.tokens[at].folded in ("yang", "in"))
        )


def _joins_pair(between: Sequence[Token]) -> bool:
    """Whether only "and", and words like "the Government of the Republic of", stand between two countries."""
    return all(token.folded in _STATE_WORDS for token in between)


def _are_years(inside: Sequence[Token]) -> bool:
    return len(inside) == 3 and len(inside[0].text) == 4 and inside[0].is_number and inside[2].is_number
