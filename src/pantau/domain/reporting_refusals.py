"""Refusals of rounds and reports; their sentences stand in data/refusals.toml."""

from pantau.domain.refusals import ChangedMeanwhile, Refusal


class RoundNotFound(Refusal): ...


class ReportingClosed(Refusal): ...


class ReportNotEditable(Refusal): ...


class LineNotOwed(Refusal): ...


class CompletedBeforeStarted(Refusal): ...


class StopFound(Refusal): ...


class NoteMissing(Refusal): ...


class NothingToDo(Refusal): ...


class ShownChanged(ChangedMeanwhile): ...
