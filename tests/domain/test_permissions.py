"""The one policy on who may do what, and who sees results by country (rule 12)."""

import pytest

from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Verb, require, sees_countries
from pantau.domain.plans import Visibility
from pantau.domain.refusals import NotFound
from pantau.domain.words import table

VISITOR = Actor(name="a visitor", role="visitor")


@pytest.mark.parametrize("verb", Verb)
def test_the_local_operator_may_do_everything(verb: Verb) -> None:
    require(LOCAL_OPERATOR, verb)
    assert verb in table("permissions")[LOCAL_OPERATOR.role]["may"]


def test_a_visitor_may_read() -> None:
    require(VISITOR, Verb.READ)
    assert table("permissions")["visitor"]["may"] == ["read"]


@pytest.mark.parametrize("verb", [verb for verb in Verb if verb is not Verb.READ])
@pytest.mark.parametrize("actor", [VISITOR, Actor(name="nobody", role="unheard of"), Actor(name="", role="")])
def test_whoever_may_not_hears_the_same_as_where_nothing_is(actor: Actor, verb: Verb) -> None:
    with pytest.raises(NotFound) as refused:
        require(actor, verb)
    assert refused.value.as_json("en") == NotFound().as_json("en")


def test_a_role_nobody_gave_may_not_even_read() -> None:
    with pytest.raises(NotFound):
        require(Actor(name="nobody", role="unheard of"), Verb.READ)


def test_the_table_grants_no_verb_that_does_not_exist() -> None:
    assert {verb for role in table("permissions").values() for verb in role["may"]} <= set(Verb)


@pytest.mark.parametrize("actor", [LOCAL_OPERATOR, VISITOR])
def test_results_by_country_are_named_only_where_the_plan_says_so(actor: Actor) -> None:
    assert [visibility for visibility in Visibility if sees_countries(actor, visibility)] == [Visibility.NAMED]
