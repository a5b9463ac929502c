"""What a number measures, from the signs and words right around it: money, percent, time, multiples, scores, things."""

import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pantau.reading.claims.anchors import Anchor
from pantau.reading.claims.currencies import currency_after, currency_before
from pantau.reading.claims.labels import is_label, is_name
from pantau.reading.claims.lexicons import alternation
from pantau.reading.claims.numbers import (
    BESIDE_MONEY,
    FOREIGN,
    HUNDRED,
    PLAIN,
    Number,
    Style,
    from_article,
    magnified,
    number_at,
)
from pantau.reading.claims.ranges import second_end
from pantau.reading.claims.scene import Scene
from pantau.reading.claims.units import VERBS, Noun, joined_noun, known_noun, open_noun, words_after

_BACK = 60
_PERCENT = re.compile(r"[ -]?(?:%|(?:persen|prosen|per ?cent|percent|pct)\b(?!-point|age))")
_POINTS = re.compile(r"[ -](?:percentage[ -]points?|poin persentase|poin persen|persen poin|per cent points)\b")
_TIMES_OVER = re.compile(r" kali lipat\b|[ -]?fold\b|x\b(?!\w)")
_TIMES = re.compile(r" (?:kali|times)\b")
_MORE_AFTER = re.compile(r" (?:more|higher|larger|bigger|greater|as|the size|faster|lebih|dari)\b")
_GREW = re.compile(rf"\b(?:{alternation('cuewords', 'growth')})\b[^.;]{{0,30}}\Z")
_SCORE_BEFORE = re.compile(rf"\b(?:{alternation('cuewords', 'score')})\b[^.;\d]{{0,40}}\Z")
_POINT_NOUN = re.compile(r" (?:poin|points?)\b")
_TRAILING = re.compile(
    r"-an\b|\+|-plus\b| lebih(?= )(?! (?:dari|besar|tinggi|banyak|kecil|rendah|baik|lanjut))| plus(?= )"
)
_TRAILS, _TRAILS_SPACED = frozenset("-+"), frozenset((" l", " p"))
_PART_ENDS = re.compile(r"[.,;:)]|\s*\Z| (?:in|to|from|since|year|compared|last|this|over|between|during|as|or)\b")
_WHOLE_OF = re.compile(r"(?: of)?(?: (?:one|a|1|satu))?[ -]?(?:%|(?:persen|per ?cent|percent)\b)")
_FRACTION_OF = re.compile(r"(?: of)?(?: an?| satu| the)?(?= )")
_NOT_A_HALF = re.compile(r"\b(?:first|second|latter|1st|2nd|last|other|final|next|better|early|late)[ -]\Z")
_ONE_OR_NONE = frozenset({Decimal(0), Decimal(1)})
_WITH_ONE = re.compile(r"\b(?:and|dan|serta|hanya|only|just|or|atau|plus|sebanyak)(?: (?:just|the))? \Z")
_SHORT_COUNTS = {"m": Decimal(1_000_000), "k": Decimal(1000)}
_SMALL_M = re.compile(r"[\d.,]+ ?m\b")
_OF_THEM = (" di antaranya", " diantaranya", " of them", " of which", " of whom", " of these", " of those")
_RESTATED = re.compile(r" ?\(((?:\d|[a-z])[^()\n]{0,40})\)")
_YEAR = re.compile(r"(?:1[89]|2[01])\d\d")
_IN_ALL = re.compile(r" in (?:every |each )?(?=[\da-z])")
_OUT_OF = re.compile(r" (?:out of|of|dari) (?:every |each |setiap |tiap )?(?=[\da-z])")
_OF_EVERY = re.compile(r" (?:(?:of|out of) (?:every|each)|dari (?:setiap|tiap)) (?=[\da-z])")
_TENS = frozenset((Decimal(10), Decimal(100)))
_MINUS = re.compile(r"(?:(?<=[ (])-|minus |negatif )\Z")


class Figure(NamedTuple):
    """A quantity with its place and the place of its bare number. `metric` is what its noun measures, if it has one."""

    start: int
    end: int
    core: tuple[int, int]
    kind: str
    number: Decimal
    rule: str
    number_max: Decimal | None = None
    unit: str = ""
    currency: str = ""
    metric: str = ""
    confidence: float = 0.9
    magnitude: Decimal = Decimal(1)


class Seen(NamedTuple):
    """A number in its surroundings: `end` is where the number, or the range, ends; `after` where its noun may begin."""

    scene: Scene
    language: str
    number: Number
    end: int
    after: int
    currency: tuple[int, str] | None
    sign: str
    """The first sign behind the number that is no space or dash: it tells which kinds need no look."""

    @property
    def plain(self) -> str:
        return self.scene.plain

    def figure(self, kind: str, *, end: int, rule: str, **more: object) -> Figure:
        number = self.number
        start = self.currency[0] if self.currency and kind == "money" else number.start
        return Figure(
            start=start,
            end=end,
            core=(number.start, number.end),
            kind=kind,
            rule=rule,
            number=number.value,
            number_max=number.value_max,
            magnitude=number.magnitude,
            **more,  # type: ignore[arg-type]
        )


def figure_at(scene: Scene, anchor: Anchor) -> Figure | Number | None:
    """The quantity whose number begins at an anchor; the number alone where nothing says what it counts."""
    seen = _seen(scene, anchor)
    if seen is None:
        return None
    for kind in _KINDS:
        found = kind(seen)
        if found is not None:
            return found
    return _bare(seen)


def _seen(scene: Scene, anchor: Anchor) -> Seen | None:
    """The number at an anchor, with a currency before it and its range; None where it is a label or a name."""
    plain, start = scene.plain, anchor.start
    currency = currency_before(plain, start)
    language = scene.language_at(start)
    style = _style(scene, start, currency, language=language)
    if anchor.kind in ("magnitude", "part"):
        number = _with_article(plain, anchor, language)
    else:
        number = number_at(plain, start, style)
    if number is None or (currency is None and is_label(scene, number)) or is_name(scene, number):
        return None
    if currency is None and plain[number.end : number.end + 1] in _SHORT_COUNTS:
        number = _shortened(plain, number, language)
    number = second_end(scene, number, currency=currency, style=style)
    end = _past_restated(plain, number)
    ahead = plain[end : end + 2]
    trailing = _TRAILING.match(plain, end) if ahead[:1] in _TRAILS or ahead in _TRAILS_SPACED else None
    return Seen(
        scene=scene,
        language=language,
        number=number,
        end=end,
        after=trailing.end() if trailing else end,
        currency=currency,
        sign=ahead.strip(" -")[:1],
    )


def _shortened(plain: str, number: Number, language: str) -> Number:
    """2.5m doses, 12k visitors: a short magnitude where something that can be counted follows it."""
    noun = known_noun(words_after(plain, number.end + 1), language=language)
    if noun is None or noun.kind != "count" or noun.unit == "kilometre":
        return number
    return number.times(_SHORT_COUNTS[plain[number.end]], end=number.end + 1)


def _style(scene: Scene, start: int, currency: tuple[int, str] | None, *, language: str) -> Style:
    """How a number is read: beside rupiah M is miliar in any text; beside another currency a small m is million."""
    if currency is None:
        return PLAIN[language]
    if currency[1] == "IDR":
        return BESIDE_MONEY["id"]
    return FOREIGN if language == "id" and _SMALL_M.match(scene.text, start) else BESIDE_MONEY[language]


def _past_restated(plain: str, number: Number) -> int:
    """The end of a number that is said again in brackets: 3 (tiga) kapal, lima (5) helikopter."""
    again = _RESTATED.match(plain, number.end) if "(" in plain[number.end : number.end + 2] else None
    if again is None:
        return number.end
    said = number_at(plain, again.start(1), PLAIN["id"])
    return again.end() if said and said.end == again.end(1) and said.value == number.value else number.end


def _with_article(plain: str, anchor: Anchor, language: str) -> Number | None:
    """A million, half a billion, a quarter of: the number begins before the anchor."""
    found = from_article(plain, anchor.start)
    if found is None:
        return None
    if anchor.kind == "part":
        number = number_at(plain, found[0], PLAIN[language])
        if number is None or number.form != "fraction":
            return None
        whole = plain.startswith((" of ", " century"), number.end) or _PART_ENDS.match(plain, number.end)
        return number if whole else None
    return magnified(plain, Number(start=found[0], end=anchor.start - 1, value=found[1], form="words"))


def _money(seen: Seen) -> Figure | None:
    if seen.currency:
        own = currency_after(seen.plain, seen.end)
        same = own is not None and own[1] == seen.currency[1]
        return seen.figure(
            "money", end=own[0] if own and same else seen.end, currency=seen.currency[1], rule="money-before"
        )
    after = currency_after(seen.plain, seen.after)
    if after is None:
        return None
    return seen.figure("money", end=after[0], currency=after[1], rule="money-after")


def _percent(seen: Seen) -> Figure | None:
    if seen.sign not in ("%", "p"):
        return None
    found = _PERCENT.match(seen.plain, seen.end) or _POINTS.match(seen.plain, seen.end)
    if found is None:
        return None
    figure = seen.figure("percent", end=found.end(), rule="percent")
    if _MINUS.search(seen.plain, max(figure.start - 9, 0), figure.start):
        return _changed(figure, number=-figure.number, number_max=figure.number_max)
    return figure


def _fraction(seen: Seen) -> Figure | None:
    """Half, sepertiga, a quarter of a century, one-fifth of one percent."""
    number, plain = seen.number, seen.plain
    if number.form != "fraction":
        return None
    if _NOT_A_HALF.search(plain, max(number.start - 12, 0), number.start) or plain[seen.end : seen.end + 1] == "-":
        return None
    of_percent = _WHOLE_OF.match(plain, seen.end)
    if of_percent:
        return seen.figure("percent", end=of_percent.end(), rule="fraction-of-percent")
    link = _FRACTION_OF.match(plain, seen.end)
    noun = known_noun(words_after(plain, link.end() if link else seen.end), language="en", lone="one")
    if noun is not None and noun.kind == "duration" and _is_next(plain, link.end() if link else seen.end, noun):
        return _time(seen, noun, rule="fraction-of-time")
    return _changed(seen.figure("percent", end=seen.end, rule="fraction"), number=number.value * HUNDRED)


def _is_next(plain: str, place: int, noun: Noun) -> bool:
    return " " not in plain[place : noun.end].strip()


def _score(seen: Seen) -> Figure | None:
    plain, number = seen.plain, seen.number
    points = _POINT_NOUN.match(plain, seen.end) if seen.sign == "p" else None
    is_part = number.value != number.value.to_integral_value()
    if not points and not is_part:
        return None
    before = _SCORE_BEFORE.search(
        plain, max(number.start - _BACK, seen.scene.sentence_at(number.start)[0]), number.start
    )
    if not (points and (before or is_part)) and not (before and is_part):
        return None
    return seen.figure("score", end=points.end() if points else seen.end, rule="score", metric="score", unit="point")


def _ratio(seen: Seen) -> Figure | None:
    """One in five, 4 in 10, satu dari lima."""
    number, plain = seen.number, seen.plain
    if seen.sign not in ("i", "o", "d"):
        return None
    link = (
        _IN_ALL.match(plain, seen.end)
        or _OF_EVERY.match(plain, seen.end)
        or (_OUT_OF.match(plain, seen.end) if number.value == 1 or plain.startswith(" out of", seen.end) else None)
    )
    if link is None or number.value_max is not None or number.magnitude != 1:
        return None
    whole = number_at(plain, link.end(), PLAIN[seen.language])
    if whole is None or not number.value < whole.value <= HUNDRED or whole.value_max is not None:
        return None
    if number.value > 1 and link.group().startswith(" out of ") and whole.value not in _TENS:
        return None
    figure = seen.figure("ratio", end=whole.end, rule="ratio")
    return _changed(figure, number=number.value / whole.value)


def _multiple(seen: Seen) -> Figure | None:
    if seen.sign not in ("k", "f", "x", "t"):
        return None
    over = _TIMES_OVER.match(seen.plain, seen.end)
    if over:
        return seen.figure("multiple", end=over.end(), unit="times", rule="multiple")
    times = _TIMES.match(seen.plain, seen.end)
    if times is None:
        return None
    grew = _GREW.search(seen.plain, max(seen.number.start - _BACK, 0), seen.number.start)
    if grew or _MORE_AFTER.match(seen.plain, times.end()):
        return seen.figure("multiple", end=times.end(), unit="times", rule="multiple")
    return seen.figure("count", end=times.end(), unit="times", metric="items", rule="times")


def _counted(seen: Seen) -> Figure | None:
    """A number and its head noun: a stretch of time or a count of things."""
    number, plain = seen.number, seen.plain
    lone = "one" if number.value in _ONE_OR_NONE and number.value_max is None else "many"
    words = words_after(plain, _past_of(plain, seen))
    noun = joined_noun(plain, seen.end) or known_noun(words, language=seen.language, lone=lone)
    if noun is not None and noun.kind == "duration":
        return _time(seen, noun, rule="time") if _in_whole_days(number, noun) else None
    if number.value in _ONE_OR_NONE and number.form == "words" and not _really_one(seen, noun):
        return None
    rule = "count"
    if noun is None and not _like_a_year(seen):
        noun, rule = open_noun(words, language=seen.language, text=seen.scene.text), "count-open"
    if noun is None:
        return None
    return seen.figure(
        "count", end=noun.end, unit=noun.unit, metric=noun.metric, rule=rule, confidence=0.9 if noun.known else 0.6
    )


def _like_a_year(seen: Seen) -> bool:
    return seen.number.form == "digits" and _YEAR.fullmatch(seen.plain, seen.number.start, seen.end) is not None


def _in_whole_days(number: Number, noun: Noun) -> bool:
    """Whether a time is one that is told in days or more: not two hours, but 48."""
    return noun.factor >= 1 or _times(number.value, noun.factor) % 1 == 0


def _past_of(plain: str, seen: Seen) -> int:
    """Hundreds of volunteers, a million of people."""
    if seen.number.form == "vague" or seen.number.magnitude != 1:
        return seen.after + 3 if plain.startswith(" of ", seen.after) else seen.after
    return seen.after


def _really_one(seen: Seen, noun: Noun | None) -> bool:
    if noun is None or not noun.known:
        return False
    return _WITH_ONE.search(seen.plain, max(seen.number.start - 16, 0), seen.number.start) is not None


def _time(seen: Seen, noun: Noun, *, rule: str) -> Figure:
    factor = noun.factor
    most = None if seen.number.value_max is None else _times(seen.number.value_max, factor)
    figure = seen.figure("duration", end=noun.end, unit=noun.unit, metric=noun.metric, rule=rule)
    return _changed(figure, number=_times(figure.number, factor), number_max=most)


def _times(number: Decimal, factor: Fraction) -> Decimal:
    return number * factor.numerator / factor.denominator


def _bare(seen: Seen) -> Number | None:
    """A number without a noun, which may take one from its surroundings."""
    number = seen.number
    if number.form == "fraction" or (number.form == "words" and number.value in _ONE_OR_NONE):
        return None
    following = seen.plain[seen.end : seen.end + 1]
    return None if following.isalnum() or following in ("_", ":", "/") else number


def takes_its_noun_from_before(plain: str, place: int) -> bool:
    """Whether what follows a bare number is a verb: "79 telah dilaksanakan"."""
    words = words_after(plain, place)
    return bool(words) and (words[0].text in VERBS or plain.startswith(_OF_THEM, place))


def _changed(figure: Figure, *, number: Decimal, number_max: Decimal | None = None) -> Figure:
    return figure._replace(number=number, number_max=number_max)


_KINDS: tuple[Callable[[Seen], Figure | None], ...] = (
    _fraction, _percent, _money, _score, _ratio, _multiple, _counted,
)  # fmt: skip
