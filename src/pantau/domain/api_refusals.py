"""What is refused to programs: tokens, limits, and what HTTP asks of a request; sentences in data/refusals.toml."""

from typing import Any

from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal, RowsRejected
from pantau.domain.reports import CellConflict

# Tokens


class TokenMissing(Refusal): ...


class TokenReadsOnly(Refusal): ...


class TokenUnknown(NotFound): ...


class TokenDaysUnfit(Refusal): ...


class TokenRevoked(ChangedMeanwhile): ...


# A request


class TooManyRequests(Refusal):
    """`wait` is after how many seconds it may be tried again."""

    def __init__(self, *, wait: int) -> None:
        super().__init__(wait=wait)
        self.wait = wait


class MethodUnfit(Refusal): ...


class MediaUnfit(Refusal): ...


class BodyTooLarge(Refusal): ...


class BodyUnreadable(Refusal): ...


class ParameterUnfit(Refusal): ...


class FieldUnfit(Refusal): ...


class BodyUnfit(RowsRejected): ...


class TagMissing(Refusal): ...


class TagOutdated(Refusal): ...


class RequestKeyUnfit(Refusal): ...


class RequestKeyReused(Refusal): ...


class FaultOfOurs(Refusal): ...


# Cells of reports


class CellsRefused(Refusal):
    """Cells that cannot be taken, each with its place and its reason; nothing was kept."""

    def __init__(self, *, cells: tuple[tuple[str, Refusal], ...]) -> None:
        super().__init__(count=len(cells))
        self.cells = cells

    def as_json(self, language: str) -> dict[str, Any]:
        problems = [refusal.as_json(language) | {"where": place} for place, refusal in self.cells]
        return super().as_json(language) | {"problems": problems}


class CellsClash(ChangedMeanwhile):
    """Cells that somebody else changed meanwhile, each three ways; nothing was kept."""

    def __init__(self, *, conflicts: tuple[CellConflict, ...]) -> None:
        super().__init__(count=len(conflicts))
        self.conflicts = conflicts

    def as_json(self, language: str) -> dict[str, Any]:
        return super().as_json(language) | {"conflicts": [one.as_json() for one in self.conflicts]}
