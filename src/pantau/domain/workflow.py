"""The way of a report: its states, and which step leads from which to which."""

from collections.abc import Iterable
from enum import StrEnum

from pantau.domain.ledger import Decision
from pantau.domain.refusals import StepNotOpen
from pantau.domain.words import Words, table, words_from


class ReportState(StrEnum):
    """How far a version of a report has come. Names and letters: data/workflow.toml."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    LOCKED = "locked"

    @property
    def words(self) -> Words:
        return words_from(table("workflow")["states"][self.value]["name"])

    @property
    def letter(self) -> str:
        """One letter for a matrix, where colour alone would not do."""
        return str(table("workflow")["states"][self.value]["letter"])

    @property
    def editable(self) -> bool:
        """Whether the reporter may still write in it."""
        return self in (ReportState.DRAFT, ReportState.RETURNED)


def states_before(step: Decision) -> tuple[ReportState, ...]:
    """The states from which the step may be taken.

    >>> [state.value for state in states_before(Decision.ACCEPT)]
    ['submitted']
    """
    return tuple(ReportState(state) for state in table("workflow")["steps"][step.value]["from"])


def state_after(step: Decision) -> ReportState:
    """The state that the step leads to."""
    return ReportState(table("workflow")["steps"][step.value]["to"])


def require_step(step: Decision, states: Iterable[ReportState]) -> None:
    """Raises StepNotOpen where the step is not open from one of these states.

    >>> require_step(Decision.SUBMIT, [ReportState.DRAFT])
    """
    for state in states:
        if state not in states_before(step):
            raise StepNotOpen(step=step.words, state=state.words)
