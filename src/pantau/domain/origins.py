"""Whether two sources go back to one release: how alike they are, and why that is thought."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pantau.domain.sources import SourceRow
from pantau.domain.words import Words, table, words_from

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
            share=self.percent, numbers=_some(self.numbers), days=_some(self.days), names=_some(self.names)
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


def _some(texts: tuple[str, ...]) -> str:
    more = ", …" if len(texts) > _SHOWN else ""
    return ", ".join(texts[:_SHOWN]) + more or "–"
