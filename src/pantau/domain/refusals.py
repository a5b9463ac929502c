"""What the software refuses: each refusal a class with a code; its sentences stand in data/refusals.toml."""

import re
from typing import Any, ClassVar

from pantau.domain.words import table, words_from


class Refusal(Exception):
    """Something asked for that cannot be done, said so that the person can mend it.

    `says` is what is wrong and `mend` what to do, both with the named places filled; `where` is the place in the
    input ("progress.csv, row 4, column status") or empty. Page, API and command line show the same text.
    """

    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        """The code is the name of the class in lower case: PlanUnknown is `plan_unknown`."""
        cls.code = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def __init__(self, *, where: str = "", **places: object) -> None:
        self.where = where
        self.says = words_from(table("refusals")[self.code]["says"]).fill(**places)
        self.mend = words_from(table("refusals")[self.code]["mend"]).fill(**places)
        super().__init__(f"{self.code}: {self.says.en}")

    def as_json(self, language: str) -> dict[str, Any]:
        """`{"code", "says", "mend", "where"}` in one language."""
        return {
            "code": self.code,
            "says": self.says.into(language),
            "mend": self.mend.into(language),
            "where": self.where,
        }


# The workspace


class WorkspaceMissing(Refusal): ...


class WorkspaceUnfinished(Refusal): ...


class WorkspaceExists(Refusal): ...


class WorkspaceLocked(Refusal): ...


class WorkspaceReadOnly(Refusal): ...


class WorkspaceFull(Refusal): ...


class WorkspaceForeign(Refusal): ...


class WorkspaceNewer(Refusal): ...


class WorkspaceDamaged(Refusal): ...


class DatabaseAddress(Refusal): ...


class DatabaseUnreachable(Refusal): ...


class PortTaken(Refusal): ...


# A file


class FileUnwritable(Refusal): ...


class FileMissing(Refusal): ...


class FileEmpty(Refusal): ...


class FileBinary(Refusal): ...


class FileEncoding(Refusal): ...


class FileTooLarge(Refusal): ...


class FileUnreadable(Refusal): ...


class FileKindUnknown(Refusal): ...


class DocumentUnreadable(FileUnreadable): ...


class DocumentWithoutText(FileUnreadable): ...


class DocumentProtected(FileUnreadable): ...


class DocumentOutdated(FileUnreadable): ...


class DocumentTooLong(FileUnreadable): ...


class ColumnsMissing(Refusal): ...


class ColumnsUnknown(Refusal): ...


class ColumnRepeated(Refusal): ...


class RowTooLong(Refusal): ...


class NoRows(Refusal): ...


# A plan


class NoLines(Refusal): ...


class PlanUnknown(Refusal): ...


class VersionUnknown(Refusal): ...


class VersionSettled(Refusal): ...


class VersionTooEarly(Refusal): ...


class LinesUndecided(Refusal):
    """Lines that were split or merged and wait for a person's word, each named with its candidates."""

    def __init__(self, *, questions: "tuple[Any, ...]", plan: str, number: int) -> None:
        super().__init__(plan=plan, number=number, count=len(questions))
        self.questions = questions

    def as_json(self, language: str) -> dict[str, Any]:
        asked = [question.as_json() for question in self.questions]
        return Refusal.as_json(self, language) | {"questions": asked}


class DecisionUnknown(Refusal): ...


class DecisionTwice(Refusal): ...


class LanguageOwn(Refusal): ...


class TextUnmatched(Refusal): ...


class CompareMixed(Refusal): ...


class CodeInvalid(Refusal): ...


class PeriodInvalid(Refusal): ...


class RoundUnknown(Refusal): ...


class TitleMissing(Refusal): ...


# A plan's tree under review


class EditInvalid(Refusal): ...


class EditImpossible(Refusal): ...


class DraftClosed(Refusal): ...


class DraftEdited(Refusal): ...


class TreeInvalid(Refusal): ...


# A row of an import


class LabelUnknown(Refusal): ...


class LabelAmbiguous(Refusal): ...


class LineWithdrawn(Refusal): ...


class ActorUnknown(Refusal): ...


class StatusUnknown(Refusal): ...


class StatusWithdrawn(Refusal): ...


class RowRepeated(Refusal): ...


class DateInvalid(Refusal): ...


class DateOutOfRange(Refusal): ...


class DatesReversed(Refusal): ...


class CellMissing(Refusal): ...


class CellUnknown(Refusal): ...


class CellUnexpected(Refusal): ...


class NumberInvalid(Refusal): ...


class NumberOutOfRange(Refusal): ...


class TextTooLong(Refusal): ...


class RowsDisagree(Refusal): ...


# A figure


class PercentInvalid(Refusal): ...


class PercentOutOfRange(Refusal): ...


class BaseInvalid(Refusal): ...


class BaseTooLarge(Refusal): ...


class QualifierUnknown(Refusal): ...


class SourceUnknown(Refusal): ...


class PassageNotFound(Refusal): ...


class FigureUnknown(Refusal): ...


class MetricUnknown(Refusal): ...


# Long work


class JobUnknown(Refusal): ...


class JobEnded(Refusal): ...


class JobBroken(Refusal): ...


class JobInterrupted(Refusal): ...


class JobFileGone(Refusal): ...


# A form


class UploadTooLarge(Refusal): ...


class FormForeign(Refusal): ...


class NothingSent(Refusal): ...


class SplitPlaceMissing(Refusal): ...


class PlanCodeTaken(Refusal): ...


# A working matrix that comes back


class MatrixUnfound(Refusal): ...


class MatrixForeign(Refusal): ...


class MatrixReporter(Refusal): ...


class ReporterIncomplete(Refusal): ...


class KeyUnknown(Refusal): ...


class TextOfNoLine(Refusal): ...


class WordingSettled(Refusal): ...


class StatusComputed(Refusal): ...


class CellConflict(Refusal): ...


class UploadGone(Refusal): ...


# Who may, and who was first


class NotFound(Refusal): ...


class ChangedMeanwhile(Refusal): ...


class PreviewChanged(ChangedMeanwhile): ...


class PersonUnknown(Refusal): ...


class StepNotOpen(Refusal): ...


class ParameterUnknown(Refusal): ...


class RowsRejected(Refusal):
    """Rows of an import that cannot be written, each with its own refusal and place."""

    def __init__(self, *, problems: "tuple[Refusal, ...]", file: str) -> None:
        super().__init__(where=file, count=len(problems), file=file)
        self.problems = problems

    def as_json(self, language: str) -> dict[str, Any]:
        rows = [problem.as_json(language) for problem in self.problems]
        return Refusal.as_json(self, language) | {"problems": rows}
