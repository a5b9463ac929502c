"""People whom a text names: the name without titles, the office, and for whom they speak."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from pantau.reading.claims.bodies import unlisted_bodies
from pantau.reading.claims.claim import Claim
from pantau.reading.claims.gazetteer import Entry, Hit, hits
from pantau.reading.claims.lexicons import folded, rows, spellings
from pantau.reading.claims.personnames import is_likely, name_at, name_before
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.whereabouts import sentence_of
from pantau.reading.claims.wordsets import words

_ROLE_LINKS = words("persons role links")
_SUFFIXES = frozenset(["jr", "sr", "phd", "ma", "msc", "mba", "mpp", "sh", "mh", "se", "mm", "ir"])


_FOREIGN = words("persons foreign")
_first = itemgetter(0)
_LONG, _HEAD, _BESIDE, _FAR, _SOON = 4, 30, 24, 60, 10
_WORK = re.compile(r"pe\w{4,}an|ke\w{5,}an|\w{4,}(?:asi|itas|isasi|ologi)")
"""Indonesian nouns of work, which are part of an office and of no name."""
_OWN_MINISTRY = "org:kemlu-id"
"""For whom the directors of cooperation with ASEAN work, where Indonesian texts do not say it."""


class Person(NamedTuple):
    """A person at the tokens from `first` to before `last`; `name` is without titles, `country` whether the office
    speaks for a whole country.
    """

    first: int
    last: int
    name: str
    role: str
    org: str
    rule: str


def read_persons(scene: Scene) -> Iterator[Claim]:
    """The claims of type person: the first mention of each."""
    tokens = scene.tokens
    for one in scene.once(people):
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        attributes = {key: value for key, value in (("role", one.role), ("org", one.org)) if value}
        yield Claim(
            type="person",
            start=start,
            end=end,
            text=scene.said(start, end),
            value={"name": one.name},
            attributes=attributes,
            rule=f"person.{one.rule}",
            confidence=_SURE[one.rule],
        )


_SURE = {"role_before": 0.9, "role_after": 0.85, "honour": 0.85, "said": 0.75, "byline": 0.7}


def people(scene: Scene) -> Sequence[Person]:
    """The first mention of every person, in order; ask by `scene.once(people)`."""
    seen: dict[str, Person] = {}
    parts: set[str] = set()
    ranked = sorted(_mentions(scene), key=lambda person: (_in_headline(scene, person), person.first))
    for one in ranked:
        words = one.name.casefold().replace("-", " ").split()
        known = [word in parts for word in words]
        if all(known) or (any(known) and _in_headline(scene, one)):
            continue
        parts.update(words)
        seen.setdefault(one.name.casefold(), one)
    return tuple(sorted(seen.values(), key=lambda person: person.first))


def _in_headline(scene: Scene, one: Person) -> bool:
    """Whether a name stands in a headline, where every word has a capital and the end of a name does not show."""
    sentence = sentence_of(scene, one.first)
    if sentence.first > _HEAD:
        return False
    words = [token for token in scene.tokens[sentence.first : min(sentence.last, sentence.first + 24)] if token.is_word]
    small = sum(token.text.islower() for token in words)
    return len(words) > 3 and small * 4 < len(words)


def _mentions(scene: Scene) -> Iterator[Person]:
    taken: set[int] = set()
    for hit in scene.once(hits).of("role"):
        if scene.is_masked(scene.tokens[hit.first].start) and hit.code != "byline":
            continue
        for one in _READS[hit.code](scene, hit):
            for each in (one, *_beside(scene, one)):
                if each.first not in taken:
                    taken.update(range(each.first, each.last))
                    yield each


def _beside(scene: Scene, one: Person) -> Iterator[Person]:
    """The second of two chairs: "… dan Kyaw Thiha dari Myanmar"."""
    tokens = scene.tokens
    high = min(sentence_of(scene, one.first).last, one.last + _BESIDE)
    for at in range(one.last, high - 1):
        if tokens[at].folded in ("dan", "and"):
            named = name_at(scene, at + 1, high)
            land = _land_after(scene, named[1]) if named and tokens[named[1] - 1].end < len(scene.text) else ""
            if named and land and named[1] - named[0] > 1 and is_likely(scene, named):
                yield _person(scene, named, (0, 0), rule="said")
            return


def _from_role(scene: Scene, hit: Hit) -> Iterator[Person]:
    """ "Menteri Luar Negeri RI Retno Marsudi", or "Retno Marsudi, Menteri Luar Negeri RI"."""
    small = not scene.tokens[hit.first].is_capital and hit.last - hit.first == 1 and not hit.entry.row["country"]
    sentence = sentence_of(scene, hit.first)
    end = _role_end(scene, hit, sentence.last)
    if scene.once(hits).over("instrument", hit.first) or scene.once(hits).over("meeting", hit.first):
        return
    at = _after_pause(scene, end, sentence.last)
    named = name_at(scene, at, sentence.last)
    if named is not None and (not small or named[1] - named[0] > 1):
        yield _person(scene, named, (hit.first, end), rule="role_before")
        return
    before = name_before(scene, hit.first, sentence.first)
    if before is not None:
        yield _person(scene, before, (hit.first, end), rule="role_after")


def _after_pause(scene: Scene, at: int, high: int) -> int:
    """After a comma, a slash with a second office, or honours between an office and the name."""
    tokens, found = scene.tokens, scene.once(hits)
    if at < high and tokens[at].text in ("/",):
        other = found.at("role", at + 1)
        at = _role_end(scene, other, high) if other else at
    if at < high and tokens[at].text == ",":
        at += 1
    if at < high and tokens[at].text == "(":
        close = next((end for end in range(at, min(at + 6, high)) if tokens[end].text == ")"), at - 1)
        at = close + 1
        if at < high and tokens[at].text == ",":
            at += 1
    return at


def _from_honour(scene: Scene, hit: Hit) -> Iterator[Person]:
    """ "Dr. Kao Kim Hourn": an honour with no office before it."""
    tokens = scene.tokens
    if not tokens[hit.first].is_capital:
        return
    sentence = sentence_of(scene, hit.first)
    named = name_at(scene, hit.first, sentence.last)
    if named is None:
        return
    role = _role_after(scene, named[1], sentence.last)
    if role is None:
        role = _role_ending(scene, hit.first)
    yield _person(scene, named, role or (0, 0), rule="honour")


def _from_said(scene: Scene, hit: Hit) -> Iterator[Person]:
    """ "ujar Baek Seong-taek", "Morgulov said": a name of two words or more beside a verb of saying."""
    sentence = sentence_of(scene, hit.first)
    named = name_at(scene, hit.last, sentence.last) or name_before(scene, hit.first, sentence.first, comma=False)
    if named is not None and named[1] - named[0] >= 2 and is_likely(scene, named):
        yield _person(scene, named, _role_after(scene, named[1], sentence.last) or (0, 0), rule="said")


def _from_byline(scene: Scene, hit: Hit) -> Iterator[Person]:
    """ "Tulisan dari Ririn Dwi Fitriani": who wrote the text."""
    sentence = sentence_of(scene, hit.first)
    named = name_at(scene, hit.last, sentence.last)
    if named is not None and named[1] - named[0] >= 2 and is_likely(scene, named):
        person = _person(scene, named, (0, 0), rule="byline")
        yield person._replace(role="penulis" if scene.language == "id" else "author", org="")


_READS = {"byline": _from_byline, "role": _from_role, "honour": _from_honour, "said": _from_said}


def _role_end(scene: Scene, hit: Hit, high: int) -> int:
    """Where an office ends that begins with the words of the lexicon: before the name, a comma or a verb."""
    tokens, found, at = scene.tokens, scene.once(hits), hit.last
    while at < high and at - hit.last < 16:
        token = tokens[at]
        name = found.at("name", at)
        body = next(iter(_unlisted(scene, at, min(at + 14, high))), None)
        if body is not None and body.first == at:
            at = body.last
        elif name is not None:
            at = name.last
        elif found.at("role", at) is not None and token.is_capital:
            other = found.at("role", at)
            if other is None or other.code != "role":
                break
            at = other.last
        elif (
            (
                token.folded in _ROLE_LINKS
                and at + 1 < high
                and tokens[at + 1].text[0].isupper() | (tokens[at + 1].folded in _ROLE_LINKS)
            )
            or (token.text in ("-", "–", "'", "’", "s", "&") and at + 1 < high and tokens[at - 1].end == token.start)
            or (token.is_capital and (token.folded in _OFFICE or _WORK.fullmatch(token.folded)))
        ):
            at += 1
        elif token.is_capital and (home := _home_ahead(scene, at, high)):
            at = home
        else:
            break
    return at


def _home_ahead(scene: Scene, at: int, high: int) -> int:
    """After the country or body that closes the words of an office: "Ketahanan Pangan Malaysia"; 0 where none does."""
    found, listing = scene.once(hits), False
    for place in range(at, min(at + 10, high)):
        hit, token = found.at("name", place), scene.tokens[place]
        if hit is not None:
            return 0 if listing else hit.last
        if token.text == ",":
            listing = True
        elif token.folded in ("dan", "and") and listing:
            listing = False
        elif not token.is_capital or found.at("role", place) is not None:
            return 0
    return 0


_OFFICE = words("persons office")


@cache
def _leaders() -> dict[str, str]:
    return {folded(name): row["country"] for row in rows("leaders") for name in spellings(row, "names")}


def _led(name: str) -> str:
    """The country that a well-known leader speaks for."""
    return _leaders().get(folded(name), "")


def _nearest_land(scene: Scene, at: int, *, office: Hit) -> str:
    """The country named last before an office, of an ambassador that of the embassy: the office says none itself."""
    found, tokens = scene.once(hits), scene.tokens
    near = [hit for hit in found.within("name", max(at - _FAR, 0), at) if hit.sort in ("country", "adjective")]
    if tokens[office.first].folded == "ambassador":
        near = [hit for hit in near if tokens[hit.last].folded == "embassy"] or near
    asked = next((hit for hit in found.within("name", at, at + _SOON) if hit.sort == "country"), None)
    near = [hit for hit in near if asked is None or hit.code != asked.code] or near
    if not near:
        near = [hit for hit in found.within("name", at, sentence_of(scene, at).last) if hit.sort == "country"][:1]
    return near[-1].code if near else ""


def _unlisted(scene: Scene, first: int, last: int) -> list[Hit]:
    """Bodies known by their form in these tokens, as entries."""
    bodies = scene.once(unlisted_bodies)
    found = bodies[bisect_left(bodies, first, key=_first) : bisect_left(bodies, last, key=_first)]
    return [Hit(one[0], one[1], Entry("name", one[2], "body", {}, "")) for one in found if one[1] <= last]


def _role_after(scene: Scene, at: int, high: int) -> tuple[int, int] | None:
    """The office that follows a name after a comma or "selaku"."""
    tokens = scene.tokens
    if at < high and (tokens[at].text in (",", "(") or tokens[at].folded in ("selaku", "sebagai", "as")):
        at += 1
        while at < high and tokens[at].folded in ("the", "selaku", "sebagai", "a", "yang", "juga"):
            at += 1
        for place in range(at, min(at + 4, high)):
            hit = scene.once(hits).at("role", place)
            if hit is not None and hit.code == "role":
                return at, _role_end(scene, hit, high)
            if not tokens[place].is_capital:
                break
    return None


def _role_ending(scene: Scene, at: int) -> tuple[int, int] | None:
    """The office whose words end before this token."""
    for first in range(at - 1, max(at - 14, -1), -1):
        hit = scene.once(hits).at("role", first)
        if hit is not None and hit.code == "role":
            end = _role_end(scene, hit, at)
            return (hit.first, end) if end in (at, at - 1) else None
    return None


def _person(scene: Scene, named: tuple[int, int], role: tuple[int, int], *, rule: str) -> Person:
    tokens = scene.tokens
    first, last = named
    if last - first > _LONG and rule == "role_before" and all(token.is_word for token in tokens[first:last]):
        role, first = (role[0], last - 2), last - 2
    text = scene.said(tokens[first].start, tokens[last - 1].end)
    name = " ".join(text.split()).replace("- ", "-").replace(" -", "-")
    office, org = _office(scene, role)
    where = (
        org or _led(name) or _land_after(scene, last) or _home(scene, role[0] if office and role[0] < first else first)
    )
    return Person(first, last, name, office, where or _default_home(scene, role), rule)


def _land_after(scene: Scene, at: int) -> str:
    """The country in brackets after a name, or after "dari" or "of": "Mauro (Brasil)", "Kyaw dari Myanmar"."""
    tokens = scene.tokens
    opens = at < len(tokens) and (tokens[at].text == "(" or tokens[at].folded in ("dari", "of", "from", "asal"))
    hit = scene.once(hits).at("name", at + 1) if opens else None
    if (
        hit is None
        or hit.sort != "country"
        or (tokens[at].text == "(" and tokens[min(hit.last, len(tokens) - 1)].text != ")")
    ):
        return ""
    return hit.code


def _default_home(scene: Scene, role: tuple[int, int]) -> str:
    """An Indonesian text calls its own president and ministers without saying whose they are."""
    hit = scene.once(hits).at("role", role[0])
    if hit is not None and hit.entry.row["country"]:
        near = scene.once(hits).within("name", sentence_of(scene, role[0]).first, role[0])
        lands = [one.code for one in near if one.sort in ("country", "capital", "adjective")]
        if scene.language == "en" and role[1] > role[0]:
            return lands[-1] if lands else _nearest_land(scene, role[0], office=hit)
    foreign = scene.tokens[role[0]].folded in _FOREIGN
    own = hit is not None and hit.entry.row["country"] and scene.language == "id" and not foreign
    return "ID" if own and role[1] > role[0] else ""


def _office(scene: Scene, role: tuple[int, int]) -> tuple[str, str]:
    """The words of an office without the body at its end, and that body or country."""
    first, last = role
    if last <= first:
        return "", ""
    tokens = scene.tokens
    names = [hit for hit in scene.once(hits).within("name", first, last) if not hit.code.startswith("reg:")]
    names = [*names, *_unlisted(scene, first, last)]
    lands = [hit for hit in names if hit.code != "ASEAN"]
    org = lands[0] if lands else None
    end = last
    if org is not None and org.last >= lands[-1].last - (len(lands) - 1) and lands[-1].last == last:
        end = org.first if tokens[org.first - 1].folded not in ("untuk", "for", "to") else last
    while end > first + 1 and tokens[end - 1].folded in ("of", "the", ",", "(", "for", "’", "'", "s"):
        end -= 1
    said = " ".join(scene.said(tokens[first].start, tokens[end - 1].end).split())
    if org is None:
        inside = names[0].code if names and end == last else ""
        return said, _body_after(scene, last) or (_OWN_MINISTRY if "Kerja Sama" in said and inside else inside)
    return said, org.code


def _body_after(scene: Scene, at: int) -> str:
    """The body or country that stands right after an office."""
    tokens = scene.tokens
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")":
        at += 3
    for place in range(at, min(at + 4, len(tokens))):
        hit = scene.once(hits).at("name", place)
        if hit is not None:
            return hit.code
        if tokens[place].folded not in ("of", "the", "pada", "di", "at", "dari", "from", ","):
            break
    return ""


def _home(scene: Scene, at: int) -> str:
    """The country or body right before an office or name: "Indonesian Foreign Minister", "Indonesia's …"."""
    sentence = sentence_of(scene, at)
    for place in range(at - 1, max(at - 14, sentence.first - 1), -1):
        token = scene.tokens[place]
        hit = scene.once(hits).at("name", place)
        if hit is not None and not hit.code.startswith("reg:"):
            return hit.code
        if not (token.is_capital or token.folded in _ROLE_LINKS or token.text in "'’s.-,"):
            break
    return ""
