"""The moment a plan is looked at: its four parameters, and the scorecard they give."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from pantau.domain.plans import PlanRow, RoundRow
from pantau.domain.rates import Rate
from pantau.domain.regional import Derivation
from pantau.domain.scorecard import Scorecard
from pantau.records.queries.plans import plan_named, rounds_of
from pantau.usecases.score_plan import score_plan
from pantau.web.ask import Asked, Choice, Field, Visit, choice_field, day_field, moment_field
from pantau.web.page import Crumb, address
from pantau.web.wording import language


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInView:
    """A plan, its rounds, and the fields by which one chooses the moment."""

    plan: PlanRow
    rounds: tuple[RoundRow, ...]
    fields: tuple[Field, ...]


def plan_in_view(visit: Visit, *, code: str) -> PlanInView:
    """Raises PlanUnknown."""
    plan = plan_named(code)
    rounds = tuple(rounds_of(plan, known_at=visit.now))
    return PlanInView(
        plan=plan,
        rounds=rounds,
        fields=(
            day_field("as_of", _("Situation on")),
            choice_field("round", _("Round"), (Choice(value=row.code, name=row.code) for row in rounds)),
            choice_field("by", _("Derivation"), (Choice(value=one.value, name=_name(one)) for one in Derivation)),
            moment_field("known_at", _("As known at")),
        ),
    )


def scorecard_at(visit: Visit, *, plan: PlanRow, asked: Asked, as_of: date | None = None) -> Scorecard:
    """The scorecard at the moment asked for; `as_of` goes before the day asked for."""
    by = asked.get("by")
    return score_plan(
        visit.actor,
        plan=plan.code,
        as_of=as_of or asked.get("as_of"),
        known_at=asked.get("known_at"),
        round=asked.get("round") or "",
        by=Derivation(by) if by else None,
    )


def headline_rate(card: Scorecard) -> Rate:
    """The rate of the plan's default rule, in lines or initiatives."""
    return next(rate for rate in card.rates if rate.rule == card.plan.rule and rate.unit != "pairs")


def plan_crumbs(plan: PlanRow, *, query: str = "", below: tuple[Crumb, ...] = ()) -> tuple[Crumb, ...]:
    """The way to a page of a plan."""
    home = Crumb(name=_("Plans"), href=address("plans"))
    return (home, Crumb(name=plan.code, href=address("plan", code=plan.code, query=query)), *below)


def moment_query(asked: Asked) -> str:
    """The moment alone as a query string, so that links to other pages of the plan keep it."""
    keep = replace(asked, texts={name: asked.texts[name] for name in _MOMENT if name in asked.texts}, sort="")
    return keep.query


_MOMENT = ("as_of", "round", "by", "known_at")


def _name(derivation: Derivation) -> str:
    return derivation.words.into(language())
