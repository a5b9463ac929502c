"""What the software refuses: each refusal a class with a code; its sentences stand in data/refusals.toml."""

from typing import Any, ClassVar

from pantau.domain.words import table, words_from


class Refusal(Exception):
    """Something asked for that cannot be done, said so that the person can mend it.

    `says` is what is wrong and `mend` what to do, both with the named places filled; `where` is the place in the
    input ("progress.csv, row 4, column status") or empty. Page, API and command line show the same text.
    """

    code: ClassVar[str]

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


class WorkspaceMissing(Refusal):
    code = "workspace_missing"


class WorkspaceUnfinished(Refusal):
    code = "workspace_unfinished"


class WorkspaceExists(Refusal):
    code = "workspace_exists"


class WorkspaceLocked(Refusal):
    code = "workspace_locked"


class WorkspaceReadOnly(Refusal):
    code = "workspace_read_only"


class WorkspaceFull(Refusal):
    code = "workspace_full"


class WorkspaceForeign(Refusal):
    code = "workspace_foreign"


class WorkspaceNewer(Refusal):
    code = "workspace_newer"


class WorkspaceDamaged(Refusal):
    code = "workspace_damaged"


class DatabaseAddress(Refusal):
    code = "database_address"


class DatabaseUnreachable(Refusal):
    code = "database_unreachable"


class PortTaken(Refusal):
    code = "port_taken"


# A file


class FileUnwritable(Refusal):
    code = "file_unwritable"


class FileMissing(Refusal):
    code = "file_missing"


class FileEmpty(Refusal):
    code = "file_empty"


class FileBinary(Refusal):
    code = "file_binary"


class FileEncoding(Refusal):
    code = "file_encoding"


class FileTooLarge(Refusal):
    code = "file_too_large"


class FileUnreadable(Refusal):
    code = "file_unreadable"


class FileKindUnknown(Refusal):
    code = "file_kind_unknown"


class DocumentUnreadable(FileUnreadable):
    code = "document_unreadable"


class DocumentWithoutText(FileUnreadable):
    code = "document_without_text"


class DocumentProtected(FileUnreadable):
    code = "document_protected"


class DocumentOutdated(FileUnreadable):
    code = "document_outdated"


class DocumentTooLong(FileUnreadable):
    code = "document_too_long"


class ColumnsMissing(Refusal):
    code = "columns_missing"


class ColumnsUnknown(Refusal):
    code = "columns_unknown"


class ColumnRepeated(Refusal):
    code = "column_repeated"


class RowTooLong(Refusal):
    code = "row_too_long"


class NoRows(Refusal):
    code = "no_rows"


# A plan


class NoLines(Refusal):
    code = "no_lines"


class PlanUnknown(Refusal):
    code = "plan_unknown"


class VersionUnknown(Refusal):
    code = "version_unknown"


class VersionSettled(Refusal):
    code = "version_settled"


class VersionTooEarly(Refusal):
    code = "version_too_early"


class LinesUndecided(Refusal):
    """Lines that were split or merged and wait for a person's word, each named with its candidates."""

    code = "lines_undecided"

    def __init__(self, *, questions: "tuple[Any, ...]", plan: str, number: int) -> None:
        super().__init__(plan=plan, number=number, count=len(questions))
        self.questions = questions

    def as_json(self, language: str) -> dict[str, Any]:
        asked = [question.as_json() for question in self.questions]
        return Refusal.as_json(self, language) | {"questions": asked}


class DecisionUnknown(Refusal):
    code = "decision_unknown"


class LanguageOwn(Refusal):
    code = "language_own"


class TextUnmatched(Refusal):
    code = "text_unmatched"


class CompareMixed(Refusal):
    code = "compare_mixed"


class CodeInvalid(Refusal):
    code = "code_invalid"


class PeriodInvalid(Refusal):
    code = "period_invalid"


class RoundUnknown(Refusal):
    code = "round_unknown"


class TitleMissing(Refusal):
    code = "title_missing"


# A plan's tree under review


class EditInvalid(Refusal):
    code = "edit_invalid"


class EditImpossible(Refusal):
    code = "edit_impossible"


class DraftClosed(Refusal):
    code = "draft_closed"


class DraftEdited(Refusal):
    code = "draft_edited"


class TreeInvalid(Refusal):
    code = "tree_invalid"


# A row of an import


class LabelUnknown(Refusal):
    code = "label_unknown"


class LabelAmbiguous(Refusal):
    code = "label_ambiguous"


class LineWithdrawn(Refusal):
    code = "line_withdrawn"


class ActorUnknown(Refusal):
    code = "actor_unknown"


class StatusUnknown(Refusal):
    code = "status_unknown"


class StatusWithdrawn(Refusal):
    code = "status_withdrawn"


class RowRepeated(Refusal):
    code = "row_repeated"


class DateInvalid(Refusal):
    code = "date_invalid"


class DateOutOfRange(Refusal):
    code = "date_out_of_range"


class DatesReversed(Refusal):
    code = "dates_reversed"


class CellMissing(Refusal):
    code = "cell_missing"


class CellUnknown(Refusal):
    code = "cell_unknown"


class CellUnexpected(Refusal):
    code = "cell_unexpected"


class NumberInvalid(Refusal):
    code = "number_invalid"


class NumberOutOfRange(Refusal):
    code = "number_out_of_range"


class TextTooLong(Refusal):
    code = "text_too_long"


class RowsDisagree(Refusal):
    code = "rows_disagree"


# A figure


class PercentInvalid(Refusal):
    code = "percent_invalid"


class PercentOutOfRange(Refusal):
    code = "percent_out_of_range"


class BaseInvalid(Refusal):
    code = "base_invalid"


class BaseTooLarge(Refusal):
    code = "base_too_large"


class QualifierUnknown(Refusal):
    code = "qualifier_unknown"


class SourceUnknown(Refusal):
    code = "source_unknown"


class PassageNotFound(Refusal):
    code = "passage_not_found"


class FigureUnknown(Refusal):
    code = "figure_unknown"


class MetricUnknown(Refusal):
    code = "metric_unknown"


# Long work


class JobUnknown(Refusal):
    code = "job_unknown"


class JobEnded(Refusal):
    code = "job_ended"


class JobBroken(Refusal):
    code = "job_broken"


class JobInterrupted(Refusal):
    code = "job_interrupted"


class JobFileGone(Refusal):
    code = "job_file_gone"


# A form


class UploadTooLarge(Refusal):
    code = "upload_too_large"


class FormForeign(Refusal):
    code = "form_foreign"


class NothingSent(Refusal):
    code = "nothing_sent"


class SplitPlaceMissing(Refusal):
    code = "split_place_missing"


class PlanCodeTaken(Refusal):
    code = "plan_code_taken"


# Who may, and who was first


class NotFound(Refusal):
    code = "not_found"


class ChangedMeanwhile(Refusal):
    code = "changed_meanwhile"


class ParameterUnknown(Refusal):
    code = "parameter_unknown"


class RowsRejected(Refusal):
    """Rows of an import that cannot be written, each with its own refusal and place."""

    code = "rows_rejected"

    def __init__(self, *, problems: "tuple[Refusal, ...]", file: str) -> None:
        super().__init__(where=file, count=len(problems), file=file)
        self.problems = problems

    def as_json(self, language: str) -> dict[str, Any]:
        rows = [problem.as_json(language) for problem in self.problems]
        return Refusal.as_json(self, language) | {"problems": rows}
