"""The one policy on who may do what to what, and who sees results by country (rule 12)."""

import pytest

from pantau.domain.permissions import (
    LOCAL_OPERATOR,
    VISITOR,
    Actor,
    Grant,
    Matter,
    Reach,
    Role,
    Verb,
    may,
    may_somewhere,
    places_of,
    require,
    role_for,
    sees_countries,
)
from pantau.domain.plans import Visibility
from pantau.domain.refusals import NotFound
from pantau.domain.words import table

HOME, OTHER, PARTNER, MINISTRY, BODY, PLAN = 1, 2, 3, 4, 5, 6
REPORT = Matter(plan=PLAN, partner=PARTNER, reporter=HOME, country=HOME, submitted_by="approver of home")
OTHERS = Matter(plan=PLAN, partner=PARTNER, reporter=OTHER, country=OTHER)
RULES = table("permissions")["verbs"]


def person(
    role: Role, place: int | None = None, *, plan: int | None = None, countries: frozenset[int] = frozenset()
) -> Actor:
    return Actor(name=f"{role} of {place}", grants=(Grant(role=role, place=place, plan=plan),), countries=countries)


def test_every_verb_has_its_sentence_and_its_roles() -> None:
    assert set(RULES) == set(Verb)
    for rule in RULES.values():
        assert set(rule["by"]) <= {*Role, "visitor"}
        assert {reach for reaches in rule["by"].values() for reach in reaches} <= set(Reach)
    assert set(table("permissions")["roles"]) == set(Role)


@pytest.mark.parametrize("verb", Verb)
def test_the_local_operator_may_do_everything(verb: Verb) -> None:
    require(LOCAL_OPERATOR, verb)
    require(LOCAL_OPERATOR, verb, REPORT)


def test_a_visitor_may_read_and_nothing_else() -> None:
    assert [verb for verb in Verb if may(VISITOR, verb) or may(VISITOR, verb, REPORT)] == [Verb.READ]
    assert role_for(VISITOR, Verb.READ) == "visitor"


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.READ])
def test_whoever_may_not_hears_the_same_as_where_nothing_is(verb: Verb) -> None:
    with pytest.raises(NotFound) as refused:
        require(VISITOR, verb, REPORT)
    assert refused.value.as_json("en") == NotFound().as_json("en")


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.APPROVER, Role.DESK, Role.PARTNER])
def test_a_reporter_drafts_their_own_report_and_no_other(role: Role) -> None:
    reporter = person(role, HOME)

    assert may(reporter, Verb.DRAFT_REPORT, REPORT)
    assert not may(reporter, Verb.DRAFT_REPORT, OTHERS)
    assert not may(reporter, Verb.READ_DRAFT, OTHERS)
    assert not may(reporter, Verb.READ_SUBMITTED, OTHERS)
    assert places_of(reporter, Verb.DRAFT_REPORT) == {HOME}


def test_the_focal_point_drafts_and_the_approver_submits() -> None:
    assert not may(person(Role.FOCAL_POINT, HOME), Verb.SUBMIT_REPORT, REPORT)
    assert may(person(Role.APPROVER, HOME), Verb.SUBMIT_REPORT, REPORT)
    assert not may(person(Role.APPROVER, HOME), Verb.SUBMIT_REPORT, OTHERS)


def test_a_ministry_contributes_what_it_was_asked_and_reads_no_report() -> None:
    contributor = person(Role.CONTRIBUTOR, MINISTRY, countries=frozenset({HOME, MINISTRY}))
    asked = Matter(plan=PLAN, reporter=HOME, country=HOME, ministry=MINISTRY)

    assert may(contributor, Verb.CONTRIBUTE, asked)
    assert not may(contributor, Verb.CONTRIBUTE, Matter(plan=PLAN, reporter=HOME, country=HOME, ministry=OTHER))
    assert not may(contributor, Verb.READ_DRAFT, REPORT)
    assert not may(contributor, Verb.DRAFT_REPORT, REPORT)


def test_the_coordinator_accepts_for_its_partner_and_the_secretariat_for_plans_without_one() -> None:
    coordinator, reviewer = person(Role.COORDINATOR, PARTNER), person(Role.REVIEWER)
    regional = Matter(plan=PLAN, reporter=HOME, country=HOME)

    assert may(coordinator, Verb.REVIEW_REPORT, REPORT)
    assert not may(reviewer, Verb.REVIEW_REPORT, REPORT)
    assert may(reviewer, Verb.REVIEW_REPORT, regional)
    assert not may(coordinator, Verb.REVIEW_REPORT, regional)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.OPERATOR])
def test_nobody_accepts_what_they_submitted_or_what_their_own_country_reports(role: Role) -> None:
    grants = (Grant(role=role, place=PARTNER if role is Role.COORDINATOR else None),)

    assert may(Actor(name="somebody", grants=grants), Verb.REVIEW_REPORT, REPORT)
    assert not may(Actor(name="approver of home", grants=grants), Verb.REVIEW_REPORT, REPORT)
    assert not may(Actor(name="somebody", grants=grants, countries=frozenset({HOME})), Verb.REVIEW_REPORT, REPORT)
    assert not may(Actor(name="somebody", grants=grants, countries=frozenset({HOME})), Verb.LOCK_REPORT, REPORT)


def test_a_role_for_one_plan_reaches_no_other_and_nothing_without_a_plan() -> None:
    reviewer = person(Role.REVIEWER, plan=PLAN)

    assert may(reviewer, Verb.OPEN_ROUND, Matter(plan=PLAN))
    assert not may(reviewer, Verb.OPEN_ROUND, Matter(plan=PLAN + 1))
    assert not may(reviewer, Verb.OPEN_ROUND)


def test_a_right_that_does_not_reach_everything_is_refused_where_nothing_is_named() -> None:
    approver = person(Role.APPROVER, HOME)

    assert not may(approver, Verb.SUBMIT_REPORT)
    assert not may(approver, Verb.SUBMIT_REPORT, Matter())
    assert may_somewhere(approver, Verb.SUBMIT_REPORT)
    assert not may_somewhere(VISITOR, Verb.SUBMIT_REPORT)


def test_a_body_reads_what_is_submitted_on_lines_it_leads_and_no_draft_of_them() -> None:
    desk = person(Role.DESK, BODY)
    led = Matter(plan=PLAN, reporter=HOME, country=HOME, bodies=frozenset({BODY}))

    assert may(desk, Verb.READ_SUBMITTED, led)
    assert not may(desk, Verb.READ_DRAFT, led)


@pytest.mark.parametrize("actor", [VISITOR, person(Role.APPROVER, HOME, countries=frozenset({HOME}))])
def test_results_by_country_are_named_only_where_the_plan_says_so(actor: Actor) -> None:
    assert [visibility for visibility in Visibility if sees_countries(actor, visibility, OTHERS)] == [Visibility.NAMED]


def test_under_own_country_each_sees_its_own_and_the_reviewer_all() -> None:
    approver = person(Role.APPROVER, HOME, countries=frozenset({HOME}))

    assert sees_countries(approver, Visibility.OWN, REPORT)
    assert not sees_countries(approver, Visibility.REGIONAL, REPORT)
    assert sees_countries(person(Role.REVIEWER), Visibility.REGIONAL, OTHERS)
