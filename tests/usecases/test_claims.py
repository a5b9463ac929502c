"""What becomes of claims when they are accepted, taken back, accepted again, corrected, merged and read again."""

from typing import Any

import pytest
from django.utils import timezone

from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence_refusals import (
    BulkNotAllowed,
    ClaimDecided,
    ClaimInUse,
    ClaimUnfit,
    SubjectUnconfirmed,
)
from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Verb
from pantau.domain.refusals import ChangedMeanwhile, NotFound
from pantau.records.models import Claim, Instrument, LedgerEntry, Meeting, PublishedFigure, Value
from pantau.records.queries.figures import plan_claims
from pantau.records.queries.plans import plan_named
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.accept_in_bulk import accept_in_bulk, allow_bulk
from pantau.usecases.access import writing
from pantau.usecases.correct_claim import correct_claim
from pantau.usecases.link_claim import link_claim
from pantau.usecases.merge_claims import merge_claims
from pantau.usecases.read_source import read_source
from pantau.usecases.reject_claims import reject_claims
from pantau.usecases.take_back_claims import take_back_claims
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.evidence_desk import Desk, on_the_desk, seen
from tests.usecases.office import CODE, Office

pytestmark = pytest.mark.stored

TRADE_ID = "Perdagangan ASEAN dan Jepang mencapai US$20 miliar pada tahun 2024.\n"
TRADE_EN = "Trade between ASEAN and Japan reached about US$20 billion in 2024.\n"
RANK = "Jepang adalah mitra dagang terbesar keempat ASEAN pada tahun 2024.\n"
RATE = "Of 139 action lines in the ASEAN-Japan Plan of Action 2021-2025, 99 were implemented, or 71.2 per cent.\n"
SUMMIT = "Leaders met at the 26th ASEAN-Japan Summit in Kuala Lumpur on 27 October 2025.\n"
PLAN_NAME = "ASEAN-Japan Plan of Action 2021-2025"
VALUE, RANKED = "US$20 miliar", "mitra dagang terbesar keempat"


@pytest.fixture(autouse=True)
def register(office: Office) -> None:
    office.register(
        "actors",
        "code,kind,name_en,name_id,iso",
        "ASEAN,organisation,ASEAN,ASEAN,",
        "JP,dialogue_partner,Japan,Jepang,JP",
        "ID,member_state,Indonesia,Indonesia,ID",
    )


def standing(model: Any) -> list[Any]:
    return list(model.objects.filter(withdrawn=False).order_by("id"))


@pytest.mark.parametrize(
    ("text", "words", "hedge"), [(TRADE_ID, VALUE, ""), (TRADE_EN, "US$20 billion", "about")], ids=["id", "en"]
)
def test_a_sum_becomes_a_figure_with_its_hedge_and_without_one_the_value_of_its_series(
    text: str, words: str, hedge: str
) -> None:
    desk = on_the_desk(text)

    desk.accept(desk.claim(words))

    figure = PublishedFigure.objects.get()
    values = [(value.digits, value.start.year, value.subject.code) for value in standing(Value)]
    assert (figure.metric, figure.digits, figure.unit, figure.qualifier) == ("trade", 20_000_000_000, "USD", hedge)
    assert values == ([] if hedge else [(20_000_000_000, 2024, "JP")])


def test_counts_stand_beside_the_rate() -> None:
    desk = on_the_desk(RATE)

    desk.accept(desk.claim(PLAN_NAME, "agreement"), desk.claim("71.2 per cent"))

    figure = PublishedFigure.objects.get()
    assert (figure.printed, figure.numerator, figure.denominator) == ("71.2", 99, 139)
    assert figure.instrument is not None


def test_a_rate_needs_its_plan_confirmed_first() -> None:
    desk = on_the_desk(RATE)

    with pytest.raises(SubjectUnconfirmed):
        desk.accept(desk.claim("71.2 per cent"))

    assert desk.claim("71.2 per cent").state == "proposed"
    assert not PublishedFigure.objects.exists()


def linked_rate() -> Desk:
    """A source whose rate a person linked to the plan of the workspace and accepted."""
    desk = on_the_desk(RATE)
    link_claim(LOCAL_OPERATOR, chosen=seen([desk.claim("71.2 per cent")])[0], kind="plan", code=CODE)
    desk.accept(desk.claim("71.2 per cent"))
    return desk


def test_a_rate_that_a_person_linked_to_a_plan_is_about_that_plan(office: Office) -> None:
    linked_rate()

    plans = PublishedFigure.objects.values_list("plan__code", flat=True)
    assert list(plans) == [CODE]


def test_what_was_known_then_is_still_told(office: Office) -> None:
    desk = linked_rate()
    between = timezone.now()

    desk.take_back(desk.claim("71.2 per cent"))

    plan = plan_named(CODE)
    assert [one.quantity.printed for one in plan_claims(plan, known_at=between)] == ["71.2"]
    assert plan_claims(plan, known_at=timezone.now()) == []


def test_the_same_statement_twice_is_one_figure_until_both_are_taken_back() -> None:
    desk = on_the_desk(TRADE_ID + TRADE_ID)
    first, second = desk.claim(VALUE), desk.claim(VALUE, place=1)
    desk.accept(first, second)

    desk.take_back(first)
    assert len(standing(PublishedFigure)) == 1
    desk.take_back(second)

    assert (PublishedFigure.objects.count(), standing(PublishedFigure), standing(Value)) == (1, [], [])


def test_a_value_with_another_number_stays() -> None:
    first, later = on_the_desk(TRADE_ID), on_the_desk(TRADE_ID.replace("$20", "$21"), code="LATER")
    first.accept(first.claim(VALUE))

    later.accept(later.claim("US$21 miliar"))

    assert [one.digits for one in standing(Value)] == [20_000_000_000]
    assert len(standing(PublishedFigure)) == 2


@pytest.mark.parametrize("order", [(VALUE, RANKED), (RANKED, VALUE)], ids=["after", "before"])
def test_a_rank_stands_beside_its_value_in_whatever_order_they_come(order: tuple[str, str]) -> None:
    desk = on_the_desk(TRADE_ID + RANK)

    for words in order:
        desk.accept(desk.claim(words))
    assert [one.rank for one in standing(Value)] == [4]
    desk.take_back(desk.claim(RANKED))

    assert [one.rank for one in standing(Value)] == [None]


@pytest.mark.parametrize("order", [(VALUE, RANKED), (RANKED, VALUE)], ids=["after", "before"])
def test_a_rank_alone_keeps_no_value(order: tuple[str, str]) -> None:
    desk = on_the_desk(TRADE_ID + RANK)
    for words in order:
        desk.accept(desk.claim(words))

    desk.take_back(desk.claim(VALUE))

    assert standing(Value) == []


def test_a_rank_taken_back_while_its_value_was_away_does_not_come_back_with_it() -> None:
    desk = on_the_desk(TRADE_ID + RANK)
    desk.accept(desk.claim(VALUE), desk.claim(RANKED))

    desk.take_back(desk.claim(VALUE))
    desk.take_back(desk.claim(RANKED))
    desk.accept(desk.claim(VALUE))

    assert [one.rank for one in standing(Value)] == [None]


def test_a_meeting_taken_back_and_accepted_again_is_the_same_meeting() -> None:
    desk = on_the_desk(SUMMIT)
    summit = desk.claim("26th ASEAN-Japan Summit", "event")

    desk.accept(summit)
    desk.take_back(summit)
    assert standing(Meeting) == []
    desk.accept(summit)

    [meeting] = Meeting.objects.all()
    assert (meeting.withdrawn, meeting.ordinal, meeting.place) == (False, 26, "Kuala Lumpur")


def test_a_plan_that_a_figure_is_about_is_not_taken_back() -> None:
    desk = on_the_desk(RATE)
    plan = desk.claim(PLAN_NAME, "agreement")
    desk.accept(plan, desk.claim("71.2 per cent"))

    with pytest.raises(ClaimInUse):
        desk.take_back(plan)
    assert len(standing(Instrument)) == 1
    desk.take_back(plan, desk.claim("71.2 per cent"))

    assert (standing(Instrument), standing(PublishedFigure)) == ([], [])


def test_a_merged_claim_follows_the_other() -> None:
    desk = on_the_desk(TRADE_ID + TRADE_ID.replace("$20", "$21"))
    other, merged = desk.claim(VALUE), desk.claim("US$21 miliar")
    merge_claims(LOCAL_OPERATOR, chosen=seen([merged])[0], into=other.public_id)

    desk.accept(other)
    assert {one.code for one in desk.now([merged])[0].links} == {one.code for one in desk.now([other])[0].links}
    desk.take_back(other)

    assert desk.now([merged])[0].links == ()
    assert standing(PublishedFigure) == []


def test_a_figure_accepted_again_says_what_was_corrected_meanwhile() -> None:
    desk = on_the_desk(RATE)
    rate, count = desk.claim("71.2 per cent"), desk.claim("99")
    desk.accept(desk.claim(PLAN_NAME, "agreement"), rate)
    desk.take_back(rate)

    correct_claim(LOCAL_OPERATOR, chosen=seen([count])[0], typed={"number": "98"})
    desk.accept(rate)

    assert [one.numerator for one in standing(PublishedFigure)] == [98]


def test_a_field_that_cannot_hold_what_was_typed_leaves_the_claim_as_it_was() -> None:
    desk = on_the_desk(TRADE_ID)
    claim = desk.claim(VALUE)

    with pytest.raises(ClaimUnfit):
        correct_claim(LOCAL_OPERATOR, chosen=seen([claim])[0], typed={"period": "2023", "number": "a lot"})

    assert desk.claim(VALUE) == claim


def test_reading_again_keeps_what_was_decided_and_corrected_and_drops_what_is_gone() -> None:
    desk = on_the_desk(TRADE_ID + RANK + SUMMIT)
    desk.accept(desk.claim(VALUE))
    correct_claim(LOCAL_OPERATOR, chosen=seen([desk.claim(RANKED)])[0], typed={"number": "5"})
    with writing(LOCAL_OPERATOR, Verb.REVIEW_CLAIMS, reason="as an older reader read it") as pen:
        gone = pen.insert(
            Claim,
            source=Claim.objects.all()[0].source,
            type="group",
            start=0,
            end=3,
            text="Per",
            value={"id": "x"},
            attributes={},
            rule="old",
            confidence=60,
            state="proposed",
        )

    told = read_source(LOCAL_OPERATOR, code=desk.code)

    assert (told.new, told.superseded) == (0, 1)
    assert (desk.claim(VALUE).state, desk.claim(RANKED).value["number"]) == ("accepted", 5)
    assert Claim.objects.get(pk=gone.pk).state == "superseded"


def test_a_stale_version_is_refused() -> None:
    desk = on_the_desk(TRADE_ID)
    claim = desk.claim(VALUE)
    desk.accept(claim)

    with pytest.raises(ChangedMeanwhile):
        accept_claims(LOCAL_OPERATOR, chosen=seen([claim]))
    with pytest.raises(ClaimDecided):
        reject_claims(LOCAL_OPERATOR, chosen=seen(desk.now([claim])))


def test_in_bulk_only_allowed_types_are_accepted_from_their_confidence_on() -> None:
    desk = on_the_desk(TRADE_ID + RANK)
    with pytest.raises(BulkNotAllowed):
        accept_in_bulk(LOCAL_OPERATOR)
    allow_bulk(LOCAL_OPERATOR, type="quantity", least=90)

    accept_in_bulk(LOCAL_OPERATOR, source=desk.code)

    assert (desk.claim(VALUE).state, desk.claim(RANKED).state) == ("accepted", "proposed")
    assert {one.state for one in desk.claims() if one.type != "quantity"} == {"proposed"}
    allow_bulk(LOCAL_OPERATOR, type="quantity", least=None)
    with pytest.raises(BulkNotAllowed):
        accept_in_bulk(LOCAL_OPERATOR)


@pytest.mark.parametrize(
    "step",
    [
        lambda one: accept_claims(VISITOR, chosen=[one]),
        lambda one: reject_claims(VISITOR, chosen=[one]),
        lambda one: take_back_claims(VISITOR, chosen=[one]),
        lambda one: correct_claim(VISITOR, chosen=one, typed={"number": "1"}),
        lambda one: link_claim(VISITOR, chosen=one, kind="actor", code="JP"),
        lambda one: merge_claims(VISITOR, chosen=one, into=one.claim),
        lambda one: allow_bulk(VISITOR, type="quantity", least=90),
        lambda one: accept_in_bulk(VISITOR),
        lambda one: read_source(VISITOR, code="TALK"),
    ],
)
def test_a_visitor_changes_nothing(step: Any) -> None:
    desk = on_the_desk(TRADE_ID)
    before, chosen = desk.claims(), seen([desk.claim(VALUE)])[0]
    assert isinstance(chosen, Seen)

    with pytest.raises(NotFound):
        step(chosen)

    assert desk.claims() == before


def test_verify_finds_a_claim_that_was_changed_behind_our_back() -> None:
    desk = on_the_desk(TRADE_ID)
    claim = desk.claim(VALUE)
    desk.accept(claim)
    assert check_ledger(LOCAL_OPERATOR) == ()

    Claim.objects.filter(public_id=claim.public_id).update(value=dict(claim.value) | {"number": 21})

    assert [one.check for one in check_ledger(LOCAL_OPERATOR)] == ["claim_differs"]


def test_verify_finds_a_claim_that_nobody_accepted() -> None:
    desk = on_the_desk(TRADE_ID)

    Claim.objects.filter(public_id=desk.claim(VALUE).public_id).update(state="accepted")

    assert [one.check for one in check_ledger(LOCAL_OPERATOR)] == ["claim_undecided"]
    assert not LedgerEntry.objects.filter(kind="claim").exists()
