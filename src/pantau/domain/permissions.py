"""Who may do what: one policy, asked by page, command, API, import and job alike."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.domain.plans import PlanRow, Visibility
from pantau.domain.refusals import NotFound
from pantau.domain.words import Words, table, words_from


class Role(StrEnum):
    """What a person can be. Names, and what a grant of it must name: data/permissions.toml, `roles`."""

    CONTRIBUTOR = "contributor"
    FOCAL_POINT = "focal_point"
    APPROVER = "approver"
    DESK = "desk"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    PARTNER = "partner"
    IMPLEMENTER = "implementer"
    EVALUATOR = "evaluator"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"

    @property
    def words(self) -> Words:
        return words_from(table("permissions")["roles"][self.value]["name"])

    @property
    def place_kinds(self) -> tuple[str, ...]:
        """The kinds of actor that a grant of this role names one of; none where it holds for all."""
        return tuple(table("permissions")["roles"][self.value]["place"])


class Verb(StrEnum):
    """What a person can do. Which role may, and how far it reaches: data/permissions.toml, `verbs`."""

    READ = "read"
    USE_DESK = "use_desk"
    IMPORT_PLAN = "import_plan"
    REVIEW_PLAN = "review_plan"
    ADOPT_PLAN = "adopt_plan"
    UPDATE_PLAN = "update_plan"
    IMPORT_PROGRESS = "import_progress"
    IMPORT_INITIATIVES = "import_initiatives"
    IMPORT_REGISTER = "import_register"
    ADD_FIGURE = "add_figure"
    ADD_SOURCE = "add_source"
    REVIEW_CLAIMS = "review_claims"
    ALLOW_BULK = "allow_bulk"
    PREFER_FIGURE = "prefer_figure"
    RUN_JOB = "run_job"
    VERIFY = "verify"
    OPEN_ROUND = "open_round"
    SEE_WHO_IS_LATE = "see_who_is_late"
    SEE_COUNTRIES = "see_countries"
    READ_DRAFT = "read_draft"
    READ_SUBMITTED = "read_submitted"
    ASSIGN_LINES = "assign_lines"
    CONTRIBUTE = "contribute"
    DRAFT_REPORT = "draft_report"
    SUBMIT_REPORT = "submit_report"
    REVIEW_REPORT = "review_report"
    LOCK_REPORT = "lock_report"
    ENDORSE_ROUND = "endorse_round"
    SEND_MAIL = "send_mail"
    MANAGE_PEOPLE = "manage_people"
    DELEGATE_ROLE = "delegate_role"


class Reach(StrEnum):
    """How far a role's right goes: what a matter must have in common with the place that the grant names."""

    ALL = "all"
    OWN = "own"  # the reporter is the place, or belongs to it
    MINISTRY = "ministry"  # the ministry asked is the place
    LED = "led"  # the place leads the line or contributes to it
    PARTNER = "partner"  # the plan's partner is the place
    UNPARTNERED = "unpartnered"  # the plan is with no partner


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One role of a person that holds now, for a `place` and a `plan` (internal ids) or for all."""

    role: Role
    place: int | None = None
    plan: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: the name kept in history and ledger, and the roles that hold now; nobody signed in has none.

    `countries` are those that the person works for: their home, the places of their roles, and what these belong to
    (internal ids of records.models.Actor, of which a country or body is a row). `user` is the internal id of the person
    where the record knows them.
    """

    name: str
    user: int | None = None
    grants: tuple[Grant, ...] = ()
    countries: frozenset[int] = frozenset()

    @property
    def signed_in(self) -> bool:
        return bool(self.grants)

    def holds(self, role: Role) -> bool:
        return any(grant.role is role for grant in self.grants)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a right is asked about; all are internal ids.

    `reporter` owes or gave the report and `country` is the one it belongs to (itself, or a ministry's); `bodies` lead
    the line or contribute to it; `submitted_by` is who stands for the report.
    """

    plan: int | None = None
    partner: int | None = None
    reporter: int | None = None
    country: int | None = None
    ministry: int | None = None
    bodies: frozenset[int] = frozenset()
    submitted_by: str = ""


LOCAL_OPERATOR = Actor(name="local operator", grants=(Grant(role=Role.OPERATOR),))
VISITOR = Actor(name="visitor")


def require(actor: Actor, verb: Verb, about: Matter | None = None) -> None:
    """Raises NotFound where the actor may not; absent and forbidden answer the same.

    >>> require(LOCAL_OPERATOR, Verb.IMPORT_PLAN)
    """
    if not may(actor, verb, about):
        raise NotFound


def may(actor: Actor, verb: Verb, about: Matter | None = None) -> bool:
    """Whether the actor may do this to that. A right that does not reach everything needs a matter to be asked about.

    >>> may(VISITOR, Verb.READ), may(VISITOR, Verb.USE_DESK)
    (True, False)
    """
    return role_for(actor, verb, about) is not None


def role_for(actor: Actor, verb: Verb, about: Matter | None = None) -> str | None:
    """The role under which the actor may, "visitor" where everybody may; ``None`` where they may not."""
    rule = table("permissions")["verbs"].get(verb)
    if rule is None or any(_forbidden(never, actor, about) for never in rule.get("never", ())):
        return None
    if "visitor" in rule["by"]:
        return actor.grants[0].role if actor.grants else "visitor"
    for grant in actor.grants:
        reaches = rule["by"].get(grant.role, ())
        if any(_reaches(Reach(reach), grant, about) for reach in reaches):
            return grant.role
    return None


def may_somewhere(actor: Actor, verb: Verb) -> bool:
    """Whether there may be anything that the actor may do this to: what a page or a menu is opened by.

    It never stands for asking about the matter itself.
    """
    rule = table("permissions")["verbs"].get(verb)
    return rule is not None and ("visitor" in rule["by"] or any(grant.role in rule["by"] for grant in actor.grants))


def places_of(actor: Actor, verb: Verb) -> frozenset[int] | None:
    """The places for which the actor may; ``None`` for all of them.

    A list is narrowed by it before each row is asked about.
    """
    by = table("permissions")["verbs"][verb]["by"]
    grants = [grant for grant in actor.grants if grant.role in by]
    if any(grant.place is None for grant in grants):
        return None
    return frozenset(grant.place for grant in grants if grant.place is not None)


def _reaches(reach: Reach, grant: Grant, about: Matter | None) -> bool:
    if about is None:
        return reach is Reach.ALL and grant.plan is None
    if grant.plan not in (None, about.plan):
        return False
    place = grant.place
    return {
        Reach.ALL: True,
        Reach.OWN: place is not None and place in (about.reporter, about.country),
        Reach.MINISTRY: place is not None and place == about.ministry,
        Reach.LED: place in about.bodies,
        Reach.PARTNER: place is not None and place == about.partner,
        Reach.UNPARTNERED: about.plan is not None and about.partner is None,
    }[reach]


def _forbidden(never: str, actor: Actor, about: Matter | None) -> bool:
    """What no role allows: to judge what one submitted oneself, or what one's own country reports."""
    if about is None:
        return False
    return {
        "own_submission": bool(about.submitted_by) and about.submitted_by == actor.name,
        "own_country": not actor.countries.isdisjoint({about.reporter, about.country} - {None}),
    }[never]


def plan_matter(plan: PlanRow, *, reporter: int | None = None) -> Matter:
    """What a right about a plan is asked about, or about what a country, body or partner reports on it."""
    return Matter(plan=plan.id, partner=plan.partner_id, reporter=reporter, country=reporter)


def sees_countries(actor: Actor, visibility: Visibility, about: Matter | None = None) -> bool:
    """Whether what the reporter of a matter reported is shown by name (rule 12): where the plan says *named* to
    everybody, else to those who review or evaluate it, and under *own country* each country its own.

    Asked without a reporter it tells whether all of them are shown.
    """
    if visibility is Visibility.NAMED or may(actor, Verb.SEE_COUNTRIES, about):
        return True
    return visibility is Visibility.OWN and about is not None and about.reporter in actor.countries
