"""Actors of the register: who is a member state on which day, and the names of what they are."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.actors import (
    LEVELS,
    PARTNER_KINDS,
    ActorKind,
    ActorRow,
    LevelRow,
    instrument_kind_name,
    instrument_status_name,
    level_name,
)
from pantau.domain.words import LANGUAGES, Words, table

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def country(**others: object) -> ActorRow:
    usual = {"kind": ActorKind.MEMBER_STATE, "member_from": date(2025, 10, 26)} | others
    return ActorRow(id=1, public_id=UUID(int=1), code="TLS", name=Words(en="Timor-Leste"), **usual)  # type: ignore[arg-type]


@given(start=DAYS, length=st.none() | st.integers(0, 4000), day=DAYS)
def test_a_country_is_a_member_from_its_first_day_to_its_last_both_included(
    start: date, length: int | None, day: date
) -> None:
    end = None if length is None else start + timedelta(days=length)
    assert country(member_from=start, member_until=end).member_on(day) == (start <= day <= (end or date.max))


def test_a_country_that_leaves_is_a_member_on_its_last_day_and_not_on_the_next() -> None:
    left = country(member_until=date(2030, 6, 30))
    assert left.member_on(date(2030, 6, 30))
    assert not left.member_on(date(2030, 7, 1))


def test_a_country_that_joins_owes_nothing_at_an_earlier_cut_off() -> None:
    assert not country().member_on(date(2025, 10, 25))
    assert country().member_on(date(2025, 10, 26))


@pytest.mark.parametrize("kind", [kind for kind in ActorKind if kind is not ActorKind.MEMBER_STATE])
def test_only_a_member_state_is_a_member(kind: ActorKind) -> None:
    assert not country(kind=kind).member_on(date(2026, 1, 1))


def test_without_a_day_of_joining_nobody_is_a_member() -> None:
    assert not country(member_from=None).member_on(date(2026, 1, 1))


def test_every_kind_level_and_status_has_its_name_in_both_languages() -> None:
    names = [kind.words for kind in ActorKind]
    names += [level_name(level) for level in LEVELS]
    names += [LevelRow(level=level, since=date(2021, 1, 1), until=None).words for level in LEVELS]
    names += [instrument_kind_name(kind) for kind in table("instruments")["kind"]]
    names += [instrument_status_name(status) for status in table("instruments")["status"]]
    assert all(name.has(language) for name in names for language in LANGUAGES)


def test_the_levels_of_the_table_are_those_the_code_orders() -> None:
    assert set(table("levels")) == set(LEVELS)
    assert set(PARTNER_KINDS) < set(ActorKind)


@pytest.mark.parametrize(
    "status",
    [
        "proposed",
        "planned",
        "drafting",
        "under_negotiation",
        "signed",
        "adopted",
        "ratified",
        "launched",
        "in_force",
        "implementing",
        "under_review",
        "expired",
        "superseded",
    ],
)
def test_every_status_of_an_instrument_is_known(status: str) -> None:
    assert instrument_status_name(status).has("id")
