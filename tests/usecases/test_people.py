"""People are invited once, hold roles that fit, lend them until a day, and never give themselves anything."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from pantau.domain.actors import ActorKind
from pantau.domain.ledger import Decision, first_break
from pantau.domain.people import Invited
from pantau.domain.people_refusals import (
    AddressInvalid,
    AddressTaken,
    BodyCodeTaken,
    BodyKindUnfit,
    DelegationUnfit,
    EndPassed,
    InvitationGone,
    ParentUnfit,
    PasswordSet,
    PasswordUnfit,
    PersonClosed,
    PersonNameInvalid,
    PersonTaken,
    RoleByCommandOnly,
    RoleForOneself,
    RoleHeld,
    RoleNeedsPlace,
    RolePlaceUnfit,
    RoleTakesNoPlace,
    RoleUnknown,
)
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Role, Verb, may
from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal
from pantau.domain.words import Words
from pantau.records.ledger import entries
from pantau.records.models import Invitation, RoleGrant
from pantau.records.queries.people import acting_named
from pantau.records.queries.people_register import person_named
from pantau.usecases import accept_invitation as accepting
from pantau.usecases.accept_invitation import accept_invitation, invited_by, set_password
from pantau.usecases.add_person import add_person, edit_person
from pantau.usecases.close_person import close_person
from pantau.usecases.delegate_role import delegate_role, end_delegation
from pantau.usecases.edit_body import add_body, edit_body
from pantau.usecases.grant_role import RoleWish, grant_role, revoke_role
from pantau.usecases.invite_person import invite_person
from pantau.usecases.verify import verify
from tests.usecases.office import Office
from tests.web.people import PASSWORD

TODAY = timezone.now().date()


@pytest.fixture
def office(office: Office) -> Office:
    """With an administrator called nadia and an approver of Alfara called rina."""
    person("nadia", RoleWish(role=Role.ADMINISTRATOR))
    person("rina", RoleWish(role=Role.APPROVER, place="X-ALF"))
    return office


def person(name: str, *wishes: RoleWish) -> Invited:
    invited = add_person(LOCAL_OPERATOR, name=name)
    for wish in wishes:
        grant_role(LOCAL_OPERATOR, name=name, wish=wish)
    return invited


def actor(name: str) -> Actor:
    found = acting_named(name)
    assert found is not None
    return found


def grant_of(name: str) -> Any:
    return person_named(name, now=timezone.now()).grants[-1].public_id


def test_t11_a_link_sets_a_password_once(office: Office) -> None:
    invited = person("mira")

    accept_invitation(secret=invited.secret, password=PASSWORD)

    assert get_user_model()._default_manager.get(name="mira").check_password(PASSWORD)
    for again in (invited_by, lambda secret: accept_invitation(secret=secret, password="quite another password")):
        with pytest.raises(InvitationGone):
            again(invited.secret)


def test_t11_of_a_link_only_the_digest_is_kept(office: Office) -> None:
    invited = person("mira")

    kept = Invitation.objects.values_list("digest", flat=True)

    assert not [digest for digest in kept if invited.secret in digest]
    assert len(invited.secret) > 40


def test_t11_of_two_who_follow_a_link_at_once_one_is_first(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    invited = person("mira")
    seen = accepting._invitation(invited.secret)
    accept_invitation(secret=invited.secret, password=PASSWORD)
    monkeypatch.setattr(accepting, "_invitation", lambda secret: seen)  # as it was read before the other was through

    with pytest.raises(InvitationGone):
        accept_invitation(secret=invited.secret, password="a password of somebody else")

    assert get_user_model()._default_manager.get(name="mira").check_password(PASSWORD)


def test_an_expired_link_and_one_that_never_was_are_refused_alike(office: Office) -> None:
    invited = person("mira")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    said = []
    for secret in (invited.secret, "never-was"):
        with pytest.raises(InvitationGone) as refused:
            invited_by(secret)
        said.append(refused.value.as_json("en"))

    assert said[0] == said[1]


def test_a_new_link_makes_the_old_one_worthless(office: Office) -> None:
    first = person("mira")

    second = invite_person(actor("nadia"), name="mira")

    with pytest.raises(InvitationGone):
        invited_by(first.secret)
    assert invited_by(second.secret) == "mira"


def test_an_administrator_makes_no_link_for_somebody_with_a_password(office: Office) -> None:
    set_password(LOCAL_OPERATOR, name="rina", password=PASSWORD)

    with pytest.raises(PasswordSet):
        invite_person(actor("nadia"), name="rina")

    assert invited_by(invite_person(LOCAL_OPERATOR, name="rina").secret) == "rina"


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234", "mira.santosa"])
def test_a_poor_password_is_not_taken_and_the_link_still_works(office: Office, password: str) -> None:
    invited = person("mira.santosa")

    with pytest.raises(PasswordUnfit):
        accept_invitation(secret=invited.secret, password=password)

    assert invited_by(invited.secret) == "mira.santosa"


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"name": "RINA"}, PersonTaken),
        ({"name": "local operator"}, PersonNameInvalid),
        ({"name": "a@b.example"}, PersonNameInvalid),
        ({"name": "mira", "email": "nonsense"}, AddressInvalid),
        ({"name": "mira", "email": "Nadia@X.example"}, AddressTaken),
        ({"name": "mira", "home": "NOWHERE"}, Refusal),
    ],
)
def test_somebody_who_cannot_be_is_not_entered(office: Office, details: Any, refusal: type[Refusal]) -> None:
    nadia = person_named("nadia", now=timezone.now())
    edit_person(
        LOCAL_OPERATOR, name="nadia", email="nadia@x.example", full_name="", home="", seen_version=nadia.version
    )

    with pytest.raises(refusal):
        add_person(LOCAL_OPERATOR, **details)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (RoleWish(role=Role.APPROVER), RoleNeedsPlace),
        (RoleWish(role=Role.APPROVER, place="X-SEC"), RolePlaceUnfit),
        (RoleWish(role=Role.REVIEWER, place="X-ALF"), RoleTakesNoPlace),
        (RoleWish(role=Role.APPROVER, place="X-ALF"), RoleHeld),
        (RoleWish(role=Role.REVIEWER, until=TODAY - timedelta(days=1)), EndPassed),
        (RoleWish(role=Role.OPERATOR), RoleByCommandOnly),
    ],
)
def test_a_role_that_does_not_fit_is_not_given(office: Office, wish: RoleWish, refusal: type[Refusal]) -> None:
    before = RoleGrant.objects.count()

    with pytest.raises(refusal):
        grant_role(actor("nadia"), name="rina", wish=wish)

    assert RoleGrant.objects.count() == before


def test_t2_nobody_changes_what_they_are_themselves(office: Office) -> None:
    nadia, version = actor("nadia"), person_named("nadia", now=timezone.now()).version

    for deed in (
        lambda: grant_role(nadia, name="nadia", wish=RoleWish(role=Role.REVIEWER)),
        lambda: revoke_role(nadia, grant=grant_of("nadia")),
        lambda: edit_person(nadia, name="nadia", email="", full_name="", home="X-BRA", seen_version=version),
        lambda: close_person(nadia, name="nadia"),
    ):
        with pytest.raises(RoleForOneself):
            deed()


def test_t2_an_administrator_leaves_an_operator_alone(office: Office) -> None:
    person("oskar", RoleWish(role=Role.OPERATOR))
    nadia = actor("nadia")

    for deed in (
        lambda: revoke_role(nadia, grant=grant_of("oskar")),
        lambda: close_person(nadia, name="oskar"),
        lambda: invite_person(nadia, name="oskar"),
        lambda: edit_person(nadia, name="oskar", email="x@x.example", full_name="", home="", seen_version=1),
    ):
        with pytest.raises(RoleByCommandOnly):
            deed()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.OPERATOR)])
def test_t2_nobody_but_an_administrator_gives_a_role(office: Office, role: Role) -> None:
    place = {"contributor": "X-MIN", "implementer": "X-MIN", "desk": "X-SEC"}.get(role, "X-ALF")
    office.register(
        "actors", "code,kind,name_en,name_id,parent", "X-MIN,ministry,M,M,X-ALF", "X-PAR,dialogue_partner,P,P,"
    )
    place = "X-PAR" if role in (Role.COORDINATOR, Role.PARTNER) else place
    person("mira", RoleWish(role=role, place=place if role.place_kinds else ""))

    with pytest.raises(NotFound):
        grant_role(actor("mira"), name="rina", wish=RoleWish(role=Role.EVALUATOR))


def test_roles_given_and_taken_back_stand_in_the_ledger(office: Office) -> None:
    revoke_role(actor("nadia"), grant=grant_of("rina"))

    chain = list(entries())
    said = [(entry.decision, entry.actor, entry.role, entry.details["role"]) for entry, _ in chain[-2:]]
    assert said == [
        (Decision.GRANT, LOCAL_OPERATOR.name, "operator", "approver"),
        (Decision.REVOKE, "nadia", "administrator", "approver"),
    ]
    assert first_break(chain) is None
    assert not list(verify(LOCAL_OPERATOR))


def test_a_loan_counts_until_its_day_and_with_the_givers_role(office: Office) -> None:
    person("budi")
    delegate_role(actor("rina"), grant=grant_of("rina"), to="budi", until=TODAY + timedelta(days=3))
    assert actor("budi").holds(Role.APPROVER)

    revoke_role(actor("nadia"), grant=grant_of("rina"))

    assert not actor("budi").holds(Role.APPROVER)


def test_either_side_ends_a_loan_and_nobody_else(office: Office) -> None:
    person("budi"), person("sari")
    for side in ("rina", "budi"):
        lent = delegate_role(actor("rina"), grant=grant_of("rina"), to="budi", until=TODAY)
        with pytest.raises(NotFound):
            end_delegation(actor("sari"), grant=lent)
        with pytest.raises(DelegationUnfit):
            end_delegation(actor("nadia"), grant=lent)
        end_delegation(actor(side), grant=lent)
        with pytest.raises(RoleUnknown):
            end_delegation(actor("rina"), grant=lent)
        assert not may(Actor(name="budi"), Verb.USE_DESK)


def test_a_role_is_not_lent_by_others_nor_on_nor_to_oneself_nor_too_long(office: Office) -> None:
    person("budi", RoleWish(role=Role.EVALUATOR))
    person("sari", RoleWish(role=Role.REVIEWER, until=TODAY + timedelta(days=5)))
    person("oskar", RoleWish(role=Role.OPERATOR))
    mine = grant_of("rina")
    lent = delegate_role(actor("rina"), grant=mine, to="budi", until=TODAY + timedelta(days=3))

    for giver, grant, to, until in (
        ("budi", mine, "sari", TODAY),
        ("budi", lent, "sari", TODAY),
        ("rina", mine, "rina", TODAY),
        ("oskar", grant_of("oskar"), "sari", TODAY),
        ("sari", grant_of("sari"), "budi", TODAY + timedelta(days=6)),
    ):
        with pytest.raises(DelegationUnfit):
            delegate_role(actor(giver), grant=grant, to=to, until=until)
    with pytest.raises(EndPassed):
        delegate_role(actor("rina"), grant=mine, to="sari", until=date(2020, 1, 1))


def test_a_closed_account_holds_nothing_and_is_given_nothing(office: Office) -> None:
    close_person(actor("nadia"), name="rina")

    assert acting_named("rina") is None
    assert not person_named("rina", now=timezone.now()).held
    with pytest.raises(PersonClosed):
        grant_role(actor("nadia"), name="rina", wish=RoleWish(role=Role.EVALUATOR))


def test_an_edit_over_a_newer_version_is_refused(office: Office) -> None:
    seen = person_named("rina", now=timezone.now()).version
    edit_person(actor("nadia"), name="rina", email="", full_name="Rina A.", home="", seen_version=seen)

    with pytest.raises(ChangedMeanwhile):
        edit_person(actor("nadia"), name="rina", email="", full_name="Rina B.", home="", seen_version=seen)


def test_bodies_are_added_and_renamed_by_administrators(office: Office) -> None:
    nadia = actor("nadia")
    add_body(nadia, code="X-MIN", kind=ActorKind.MINISTRY, name=Words(en="Ministry"), parent="X-ALF")
    edit_body(nadia, code="X-MIN", name=Words(en="Ministry", id="Kementerian"), parent="X-BRA", seen_version=1)

    person("mira", RoleWish(role=Role.CONTRIBUTOR, place="X-MIN"))
    with pytest.raises(ParentUnfit):  # T2: a right never moves along with what its place belongs to
        edit_body(nadia, code="X-MIN", name=Words(en="Ministry"), parent="X-ALF", seen_version=2)


@pytest.mark.parametrize(
    ("code", "kind", "parent", "refusal"),
    [
        ("x-alf", ActorKind.CENTRE, "", BodyCodeTaken),
        ("X-NEW", ActorKind.MEMBER_STATE, "", BodyKindUnfit),
        ("X-NEW", ActorKind.MINISTRY, "", ParentUnfit),
        ("X-NEW", ActorKind.MINISTRY, "X-SEC", ParentUnfit),
        ("X NEW", ActorKind.CENTRE, "", Refusal),
    ],
)
def test_a_body_that_does_not_fit_is_not_added(
    office: Office, code: str, kind: ActorKind, parent: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        add_body(actor("nadia"), code=code, kind=kind, name=Words(en="New"), parent=parent)


def test_without_the_check_of_the_version_two_would_use_one_link(office: Office) -> None:
    """The naive control: what the pen's condition is for."""
    invited = person("mira")
    seen = [accepting._invitation(invited.secret) for _ in range(2)]
    used = 0
    for link in seen:
        if link.used_at is None:
            Invitation.objects.filter(pk=link.pk).update(used_at=timezone.now())
            used += 1

    assert used == 2
