"""The rule scale: every rule on one line from 0 to 100 %, and the published claims pinned where they fall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pantau.domain.claims import ClaimReading
from pantau.domain.rates import Rate
from pantau.web.wording import as_printed

_FLAG_WIDTH = 36  # percent of the scale that the text of one flag may cover; the next goes to a lane of its own
_LANE_HEIGHT = 20
_FLIP_FROM = 60  # flags further right are written to the left of their line


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One rule on the scale; positions are percent of the width. `left` and `width` draw the bounds."""

    rate: Rate
    at: str | None
    left: str | None
    width: str | None
    matched: tuple[str, ...]
    possible: tuple[str, ...]
    net: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One claim pinned on the scale. `lane` counts from 0 at the top; `flipped` writes the text to the left."""

    code: str
    printed: str
    at: str
    lane: int
    flipped: bool

    @property
    def top(self) -> int:
        """Where its line begins, in pixels from the top of the head."""
        return self.lane * _LANE_HEIGHT + 4

    @property
    def base(self) -> int:
        """The base line of its text, in pixels."""
        return self.top + 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """All rules and claims, and the figures of the axis in percent."""

    tracks: tuple[Track, ...]
    flags: tuple[Flag, ...]

    ticks: tuple[int, ...] = (0, 25, 50, 75, 100)

    @property
    def head_height(self) -> int:
        """Pixels for the flags and the figures of the axis under them."""
        lanes = max((flag.lane for flag in self.flags), default=-1) + 1
        return lanes * _LANE_HEIGHT + 24


def rule_scale(rates: Iterable[Rate], claims: Sequence[ClaimReading]) -> Scale:
    """Rates of lines and initiatives, each net variant under its rule, with the claims that state a share."""
    single = [rate for rate in rates if rate.unit != "pairs"]
    codes = list(dict.fromkeys(rate.rule.removesuffix("-net") for rate in single))
    single.sort(key=lambda rate: (codes.index(rate.rule.removesuffix("-net")), rate.rule.endswith("-net")))
    return Scale(tracks=tuple(_track(rate, claims) for rate in single), flags=_flags(claims))


def claim_position(reading: ClaimReading) -> Decimal | None:
    """Where a claim stands on the scale: its percentage, else its count of its base."""
    claim = reading.claim
    if claim.share:
        return claim.share.percent.value
    if claim.numerator is not None and claim.denominator:
        return _percent(Fraction(claim.numerator * 100, claim.denominator))
    return None


def _track(rate: Rate, claims: Sequence[ClaimReading]) -> Track:
    low, high = _place(rate.low, rate.denominator), _place(rate.high, rate.denominator)
    bounded = low is not None and high is not None
    return Track(
        rate=rate,
        at=_text(_place(rate.numerator, rate.denominator)),
        left=_text(low) if bounded else None,
        width=_text(high - low) if low is not None and high is not None else None,
        matched=tuple(as_printed(one.claim) for one in claims if rate.rule in one.matches),
        possible=tuple(as_printed(one.claim) for one in claims if rate.rule in one.possible),
        net=rate.rule.endswith("-net"),
    )


def _flags(claims: Sequence[ClaimReading]) -> tuple[Flag, ...]:
    placed = [(position, one) for one in claims if (position := claim_position(one)) is not None]
    placed.sort(key=lambda pair: (pair[0], pair[1].claim.code))
    ends: list[Decimal] = []
    flags: list[Flag] = []
    for position, one in placed:
        flipped = position >= _FLIP_FROM
        start = position - _FLAG_WIDTH if flipped else position
        lane = next((lane for lane, end in enumerate(ends) if start >= end), len(ends))
        ends[lane : lane + 1] = [start + _FLAG_WIDTH]
        flags.append(
            Flag(code=one.claim.code, printed=as_printed(one.claim), at=f"{position:f}", lane=lane, flipped=flipped)
        )
    return tuple(flags)


def _place(count: int | None, whole: int | None) -> Decimal | None:
    return None if count is None or not whole else _percent(Fraction(count * 100, whole))


def _percent(share: Fraction) -> Decimal:
    return round(Decimal(share.numerator) / share.denominator, 2)


def _text(place: Decimal | None) -> str | None:
    return None if place is None else f"{place:f}"
