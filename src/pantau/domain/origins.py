"""Whether two sources go back to one release: how alike they are, and why that is thought."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pantau.domain.sources import SourceRow
from pantau.domain.words import LANGUAGES, Words, table, words_from

_COMMAS = str.maketrans(".,", ",.")
_SHOWN = 5  # things of each sort that a reason names


class Alike(StrEnum):
    """In what way: the same words, or the same facts in another language or in other words."""

    COPY = "copy"
    TRANSLATION = "translation"
    RETELLING = "retelling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What two texts have in common; `share` is the part of the shorter one, from 0 to 1.

    >>> print(Likeness(alike=Alike.COPY, share=0.874).why)
    87 % of the shorter text stands in the other word for word.
    """

    alike: Alike
    share: float
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        return round(100 * self.share)

    @property
    def why(self) -> Words:
        return words_from(table("origins")[self.alike]).fill(
            share=self.percent,
            numbers=_some([_number_words(number) for number in self.numbers]),
            days=_some([Words(en=day, id=day) for day in map(_day_said, self.days)]),
            names=_some([Words(en=name, id=name) for name in self.names]),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "alike": self.alike.value,
            "share": round(self.share, 2),
            "numbers": list(self.numbers),
            "days": list(self.days),
            "names": list(self.names),
            "why": self.why.as_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginProposal:
    """A source that may go back to the same release, and why."""

    source: SourceRow
    likeness: Likeness

    def as_json(self) -> dict[str, Any]:
        return {"source": self.source.code, "origin": self.source.origin or None, **self.likeness.as_json()}


def _some(texts: Sequence[Words]) -> Words:
    """The first few, joined; a dash for none."""
    more = ", …" if len(texts) > _SHOWN else ""
    said = {one: ", ".join(text.into(one) for text in texts[:_SHOWN]) + more or "–" for one in LANGUAGES}
    return Words(**said)


def _number_words(number: str) -> Words:
    """A number in base units as people say it.

    >>> _number_words("208200000000").into("en"), _number_words("208200000000").into("id")
    ('208.2 billion', '208,2 miliar')
    >>> _number_words("1250").into("id"), _number_words("7.25%").into("id")
    ('1.250', '7,25%')
    """
    value = Decimal(number.rstrip("%"))
    sign = "%" if number.endswith("%") else ""
    for power in table("origins")["powers"]:
        if not sign and value >= 10 ** power["power"]:
            said = f"{(value / 10 ** power['power']).normalize():,f}"
            return words_from(power["words"]).fill(number=Words(en=said, id=said.translate(_COMMAS)))
    said = f"{value:,f}{sign}"
    return Words(en=said, id=said.translate(_COMMAS))


def _day_said(day: str) -> str:
    """Day before month, as both languages write it here.

    >>> _day_said("10-27")
    '27/10'
    """
    month, _, number = day.partition("-")
    return f"{int(number)}/{int(month)}"
