"""The reporting rounds that concern somebody, and where a new one is opened."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from pantau.domain.permissions import Verb, may_somewhere
from pantau.domain.rounds import RoundState
from pantau.records.queries.plans import plan_rows
from pantau.usecases.follow_rounds import rounds_for
from pantau.web.ask import Choice, Field, Visit, ask, choice_field
from pantau.web.desk.drafts import desk_crumbs
from pantau.web.desk.round_tables import ROUND_COLUMNS, round_table
from pantau.web.page import Crumb, Page, address
from pantau.web.tables import sortable
from pantau.web.wording import language

ROUNDS = _("Reporting rounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundsRow:
    """How many rounds take reports, and whether the visitor may open one somewhere."""

    open: int
    overdue: int
    may_open: bool

    def as_json(self) -> dict[str, Any]:
        return {"open": self.open, "overdue": self.overdue}


def rounds_page(visit: Visit) -> Page:
    """Every round that concerns the visitor. Raises PlanUnknown."""
    asked = ask(visit, fields=(plan_choice(), _state_choice()), sorts=sortable(ROUND_COLUMNS))
    rounds = rounds_for(visit.actor, on=visit.now.date(), plan=asked.get("plan") or "")
    states = [one.standing.state for one in rounds]
    wanted = asked.get("standing")
    return Page(
        template="rounds",
        title=ROUNDS,
        row=RoundsRow(
            open=sum(state in (RoundState.OPEN, RoundState.DUE, RoundState.OVERDUE) for state in states),
            overdue=states.count(RoundState.OVERDUE),
            may_open=may_somewhere(visit.actor, Verb.OPEN_ROUND),
        ),
        tables={
            "rounds": round_table([one for one in rounds if wanted in (None, one.standing.state.value)], asked=asked)
        },
        asked=asked,
        crumbs=desk_crumbs(),
    )


def round_crumbs() -> tuple[Crumb, ...]:
    """The way to one round."""
    return (*desk_crumbs(), Crumb(name=ROUNDS, href=address("rounds")))


def plan_choice() -> Field:
    """One of the plans."""
    plans = (
        Choice(value=plan.code, name=f"{plan.code}: {plan.title.into(language())}") for plan, _lines in plan_rows()
    )
    return choice_field("plan", _("Plan"), plans)


def _state_choice() -> Field:
    return choice_field(
        "standing",
        _("Standing"),
        (Choice(value=state.value, name=state.words.into(language())) for state in RoundState),
    )
