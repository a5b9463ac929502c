"""Refusals of rounds and reports; their sentences stand in data/refusals.toml."""

from pantau.domain.refusals import ChangedMeanwhile, Refusal

# Reports


class ReportingClosed(Refusal): ...


class ReportNotEditable(Refusal): ...


class ReportUnderWay(Refusal): ...


class LineNotOwed(Refusal): ...


class CompletedBeforeStarted(Refusal): ...


class StopFound(Refusal): ...


class NoteMissing(Refusal): ...


class NothingToDo(Refusal): ...


class OtherPerson(Refusal): ...


class CellChanged(ChangedMeanwhile): ...


class NothingAttached(Refusal): ...


class ContributionNotEditable(Refusal): ...


class ContributionClashes(Refusal): ...


class NotAMinistry(Refusal): ...


class EvidenceKindRefused(Refusal): ...


class EvidenceTooMuch(Refusal): ...


class ShownChanged(ChangedMeanwhile): ...


# Opening, extending, closing and reopening a round


class RoundTaken(Refusal): ...


class RoundNeedsVersion(Refusal):
    """A round of a plan of which no text is in force: nobody owes a draft anything."""


class RoundWithoutPartner(Refusal): ...


class RoundOwedByNobody(Refusal): ...


class ExceptionUnowed(Refusal):
    """An exception for somebody who would owe nothing there anyway: most likely a slip."""


class ReporterOwesNothing(Refusal): ...


class ExtensionTooEarly(Refusal): ...


class RoundNotClosed(Refusal):
    """A round that is to be reopened takes reports still, or again."""


class RoundWithoutDay(Refusal):
    """An extension of a round that is due on no day."""


class RemindersInvalid(Refusal): ...


# Mail


class MessageUnknown(Refusal): ...


class MessageSettled(Refusal): ...


# Endorsement


class EndorsedAlready(Refusal): ...


class SheetForeign(Refusal): ...


class SheetUnmarked(Refusal): ...


class SheetConflict(Refusal): ...


class TextUnseen(Refusal): ...


class RoundAmbiguous(Refusal): ...
