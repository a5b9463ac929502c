"""The names of people in a row of tokens: capitals, initials, particles and hyphens, without titles."""

from collections.abc import Sequence

from pantau.reading.claims.gazetteer import hits
from pantau.reading.claims.scene import Scene, Token
from pantau.reading.claims.wordsets import words

_PARTICLES = words("persons particles")
_LONGEST = 6
_WEEKDAYS = words("persons weekdays")
_NEVER = words("persons never")
_SERVICES = ("org:tni", "org:polri")


def is_likely(scene: Scene, named: tuple[int, int]) -> bool:
    """Whether no word of it is one of a country, a body, a meeting or an office."""
    found = scene.once(hits)
    layers = ("name", "meeting", "instrument", "role")
    return not any(found.over(layer, at) for layer in layers for at in range(*named))


def name_at(scene: Scene, at: int, high: int) -> tuple[int, int] | None:
    """The tokens of a name that begins here, honours before it passed over."""
    tokens, found = scene.tokens, scene.once(hits)
    while at < high:
        hit = found.at("role", at)
        if hit is None or hit.code != "honour" or not tokens[at].is_capital:
            break
        at = hit.last
        service = found.at("name", at)
        at = service.last if service is not None and service.code in _SERVICES else at
        while at < high and tokens[at].text in (".", ","):
            at += 1
    end = _name_end(tokens, at, _past_initial(tokens, high))
    if end <= at or found.at("name", at) is not None or not _fits(scene, at, end):
        return None
    return at, end


def _past_initial(tokens: Sequence[Token], high: int) -> int:
    """A sentence that ends in an initial ("A.M. Fachir") goes on behind it."""
    for _ in range(3):
        if high < 2 or high >= len(tokens) or tokens[high - 1].text != "." or len(tokens[high - 2].text) > 1:
            break
        high = min(high + 2, len(tokens))
    return high


def _fits(scene: Scene, first: int, last: int) -> bool:
    found = scene.once(hits)
    place = found.at("place", first)
    if place is not None and place.last == last:
        return False
    head = found.at("meeting", first) or found.at("instrument", first)
    return head is None and not (last - first == 1 and len(scene.tokens[first].text) < 3)


def _name_end(tokens: Sequence[Token], at: int, high: int) -> int:
    """Where a name ends that begins at this token: words with capitals, initials, particles, hyphenated syllables."""
    begun = at
    while at < high and at - begun < _LONGEST + 4:
        token = tokens[at]
        if _is_name_word(token) or _is_initial(tokens, at, high) or _is_loud_surname(tokens, at, high):
            at += 1
        elif token.text == "." and at > begun and len(tokens[at - 1].text) <= 2 and at + 1 < high:
            if not (_is_name_word(tokens[at + 1]) or _is_initial(tokens, at + 1, high)):
                break
            at += 1
        elif token.text in ("-", "’", "'", "‘") and at > begun and at + 1 < high and tokens[at - 1].end == token.start:
            if tokens[at + 1].folded in ("s",) or not tokens[at + 1].is_word:
                break
            at += 2
        elif token.folded in _PARTICLES and at > begun and at + 1 < high and _is_name_word(tokens[at + 1]):
            at += 1
        else:
            break
    return at


def _is_initial(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Whether a capital with a full stop stands here: "A.M. Fachir"."""
    return len(tokens[at].text) == 1 and tokens[at].is_capital and at + 1 < high and tokens[at + 1].text == "."


def _is_loud_surname(tokens: Sequence[Token], at: int, high: int) -> bool:
    """Whether a family name in capitals stands before a given name: "KIYA Masahiko"."""
    loud = tokens[at].text.isupper() and len(tokens[at].text) > 2 and tokens[at].folded not in _NEVER
    return loud and at + 1 < high and len(tokens[at + 1].text) > 2 and _is_name_word(tokens[at + 1])


def _is_name_word(token: Token) -> bool:
    if not token.is_capital or token.folded in _NEVER or token.folded in _WEEKDAYS:
        return False
    return len(token.text) <= 2 or not token.text.isupper()


def name_before(scene: Scene, at: int, low: int, *, comma: bool = True) -> tuple[int, int] | None:
    """The name that ends before "," and this token, as in "Yuliana Bahar, Direktur …"."""
    tokens = scene.tokens
    end = at
    if comma:
        if end - 1 < low or tokens[end - 1].text not in (",", "("):
            marks = ("selaku", "sebagai", "the", "who", "yang", "juga", "menjabat", "is", "was", "as")
            while end - 1 > low and tokens[end - 1].folded in marks:
                end -= 1
            if (end == at or tokens[end - 1].text == ",") and end == at:
                return None
        if tokens[end - 1].text in (",", "("):
            end -= 1
    first = end
    while first > low and end - first < _LONGEST + 2 and _belongs(tokens, first - 1, first < end):
        first -= 1
    if end - first < 2 or _name_end(tokens, first, end) != end or not is_likely(scene, (first, end)):
        return None
    return first, end


def _belongs(tokens: Sequence[Token], at: int, begun: bool) -> bool:
    """Whether a token is part of the name that goes on behind it."""
    token, before = tokens[at], tokens[at - 1] if at else tokens[at]
    if _is_name_word(token):
        return True
    if token.is_word:
        return before.text == "-" and at > 1 and tokens[at - 2].end == before.start and tokens[at - 2].is_capital
    return begun and token.text in ("-", ".") and before.is_word and before.is_capital
