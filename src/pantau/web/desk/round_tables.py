"""Tables of rounds and of who reports in them, shared by the pages of the reporting cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from pantau.domain.ledger import Decision
from pantau.domain.rounds import CellState, Counts, Exempt, ReporterStanding, RoundDecision
from pantau.domain.words import Words
from pantau.usecases.follow_rounds import FollowedRound
from pantau.web.ask import Asked
from pantau.web.cells import of_words
from pantau.web.page import address
from pantau.web.tables import Cell, Column, Table
from pantau.web.wording import number

NO_DAY = _("no day set")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One cell of the matrix as it is drawn: a letter, its words, how many of how many, and whether it is late."""

    state: CellState
    counts: Counts
    late: bool
    names: bool = False

    @property
    def letter(self) -> str:
        return self.state.letter

    @property
    def words(self) -> Words:
        return self.state.words

    @property
    def part(self) -> str:
        """How many of the owed reports were handed in; empty where nothing is owed."""
        return f"{number(self.counts.handed_in)}/{number(self.counts.owed)}" if self.counts.owed else ""

    @property
    def part_words(self) -> str:
        return of_words(self.counts.handed_in, self.counts.owed) if self.counts.owed else ""


def letter_cell(counts: Counts, *, late: bool, href: str = "") -> Cell:
    """A cell of the matrix; data has the letter and how many of how many were handed in."""
    cell = counts.cell
    value = f"{cell.letter} {counts.handed_in}/{counts.owed}{' late' if late else ''}" if counts.owed else cell.letter
    return Cell(value=value, shown=Letter(state=cell, counts=counts, late=late), shape="letter", href=href)


def state_cell(counts: Counts, *, late: bool) -> Cell:
    """The same with its words beside the letter."""
    return Cell(
        value=counts.cell.value, shown=Letter(state=counts.cell, counts=counts, late=late, names=True), shape="letter"
    )


def count_of(name: str) -> Any:
    return lambda one: Cell(value=getattr(one.counts, name))


def round_name(one: FollowedRound) -> str:
    return f"{one.round.plan} {one.round.code}"


def _due(one: ReporterStanding) -> Cell:
    note = say("extended") if one.extension else None
    return Cell(value=one.standing.due, absent=NO_DAY, note=note)


REPORTER_COLUMNS: tuple[Column[ReporterStanding], ...] = (
    Column(
        key="reporter",
        title=_("Reporter"),
        cell=lambda one: Cell(value=one.reporter.name, note=one.reporter.code),
    ),
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.reporter.code)),
    Column(key="state", title=_("Standing"), cell=lambda one: state_cell(one.counts, late=one.late)),
    Column(key="owed", title=_("Owed"), numeric=True, cell=count_of("owed")),
    Column(key="missing", title=_("Missing"), numeric=True, cell=count_of("missing")),
    Column(key="draft", title=_("Drafts"), numeric=True, cell=count_of("draft")),
    Column(key="returned", title=_("Returned"), numeric=True, cell=count_of("returned")),
    Column(key="submitted", title=_("Submitted"), numeric=True, cell=count_of("submitted")),
    Column(key="accepted", title=_("Accepted"), numeric=True, cell=lambda one: Cell(value=one.counts.counting)),
    Column(key="due", title=_("Due"), cell=_due),
    Column(
        key="late",
        title=_("Late"),
        on="data",
        cell=lambda one: Cell(value="yes" if one.late else "no"),
    ),
)


def reporter_table(reporters: Sequence[ReporterStanding], *, asked: Asked) -> Table[ReporterStanding]:
    """Who owes reports in one round."""
    return Table(
        key="reporters",
        caption=_("Who has reported"),
        columns=REPORTER_COLUMNS,
        items=reporters,
        asked=asked,
        empty=_("Nobody whose standing you may see owes a report here."),
    )


def exception_table(exceptions: Sequence[Exempt]) -> Table[Exempt]:
    """Who was let off what, and why."""
    return Table(
        key="exceptions",
        caption=_("Exceptions"),
        columns=(
            Column(key="reporter", title=_("Reporter"), cell=lambda one: Cell(value=one.reporter)),
            Column(
                key="lines",
                title=_("Lines"),
                cell=lambda one: Cell(
                    value=", ".join(one.lines) or "all", shown=", ".join(one.lines) or _("all lines")
                ),
            ),
            Column(key="reason", title=_("Reason"), cell=lambda one: Cell(value=one.reason)),
        ),
        items=exceptions,
        empty=_("Nobody was let off a line."),
    )


def extension_table(reporters: Sequence[ReporterStanding]) -> Table[ReporterStanding]:
    """Who was given more time, and why."""
    return Table(
        key="extensions",
        caption=_("Extensions"),
        columns=(
            Column(
                key="reporter",
                title=_("Reporter"),
                cell=lambda one: Cell(value=one.reporter.name, note=one.reporter.code),
            ),
            Column(
                key="until",
                title=_("Until"),
                cell=lambda one: Cell(value=one.extension.until if one.extension else None, absent=NO_DAY),
            ),
            Column(
                key="reason",
                title=_("Reason"),
                cell=lambda one: Cell(value=one.extension.reason if one.extension else None, absent=NO_DAY),
            ),
        ),
        items=[one for one in reporters if one.extension],
        empty=_("Nobody was given more time."),
    )


def decision_table(decisions: Sequence[RoundDecision], *, notes: bool) -> Table[RoundDecision]:
    """When the round was opened, closed and reopened; `notes` tells whether the reader may see the note of a closing.
    The reason of a reopening is for everybody.
    """

    def note(one: RoundDecision) -> Cell:
        if one.note and not notes and one.decision is not Decision.REOPEN:
            return Cell(value=None, absent=_("not shown to you"))
        return Cell(value=one.note or None, absent=_("none"))

    return Table(
        key="decisions",
        caption=_("Decisions"),
        columns=(
            Column(
                key="decision",
                title=_("Decision"),
                cell=lambda one: Cell(value=one.decision.value, shown=one.decision.words),
            ),
            Column(key="at", title=_("At"), cell=lambda one: Cell(value=one.at)),
            Column(key="by", title=_("Person"), cell=lambda one: Cell(value=one.by)),
            Column(key="note", title=_("Note"), cell=note),
        ),
        items=decisions,
        empty=_("The round is older than the ledger, or came by a register."),
    )


ROUND_COLUMNS: tuple[Column[FollowedRound], ...] = (
    Column(
        key="round",
        title=_("Round"),
        cell=lambda one: Cell(
            value=round_name(one),
            href=address("round", round=one.round.public_id),
            note=one.round.title,
            shape="illustrative" if one.round.illustrative else "",
        ),
    ),
    Column(key="plan", title=_("Plan"), on="data", cell=lambda one: Cell(value=one.round.plan)),
    Column(key="code", title=_("Code"), on="data", cell=lambda one: Cell(value=one.round.code)),
    Column(
        key="standing",
        title=_("Standing"),
        cell=lambda one: Cell(value=one.standing.state.value, shown=one.standing.state.words, shape="standing"),
    ),
    Column(key="opens", title=_("Opens"), cell=lambda one: Cell(value=one.round.opens)),
    Column(key="closes", title=_("Due"), cell=lambda one: Cell(value=one.round.closes, absent=NO_DAY)),
    Column(key="owed", title=_("Owed"), numeric=True, cell=count_of("owed")),
    Column(key="handed_in", title=_("Handed in"), numeric=True, cell=count_of("handed_in")),
    Column(key="accepted", title=_("Accepted"), numeric=True, cell=lambda one: Cell(value=one.counts.counting)),
    Column(key="late", title=_("Late reporters"), numeric=True, cell=lambda one: Cell(value=one.late)),
)


def round_table(rounds: Sequence[FollowedRound], *, asked: Asked) -> Table[FollowedRound]:
    """Rounds, the one that opens last first."""
    return Table(
        key="rounds",
        caption=_("Reporting rounds"),
        columns=ROUND_COLUMNS,
        items=rounds,
        asked=asked,
        empty=_("No round concerns you."),
        mend=_("A round is opened by the Secretariat, or by the coordinator of the plan's partner."),
    )
