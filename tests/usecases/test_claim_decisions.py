"""Claims of a source become records when they are accepted, and stand no longer when that is taken back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimRow, ClaimState
from pantau.domain.evidence_refusals import (
    BulkNotAllowed,
    ClaimDecided,
    ClaimInUse,
    ClaimsDiffer,
    ClaimUnfit,
    SubjectUnconfirmed,
)
from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Verb
from pantau.domain.refusals import ChangedMeanwhile, NotFound
from pantau.domain.words import Words
from pantau.records.models import (
    Actor,
    Claim,
    Coordinatorship,
    Instrument,
    Meeting,
    PublishedFigure,
    ReachedGroup,
    Source,
    Value,
)
from pantau.records.queries.claims import claims_of
from pantau.records.queries.sources import source_named
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.accept_in_bulk import accept_in_bulk, allow_bulk, allowances
from pantau.usecases.access import writing
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.claim_desk import desk_for
from pantau.usecases.correct_claim import correct_claim
from pantau.usecases.link_claim import link_claim
from pantau.usecases.merge_claims import merge_claims
from pantau.usecases.read_source import read_source
from pantau.usecases.reject_claims import reject_claims
from pantau.usecases.take_back_claims import take_back_claims
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.office import CODE, Office

REGISTER = (
    "code,kind,name_en,name_id,iso,member_from",
    "ID,member_state,Indonesia,Indonesia,ID,1967-08-08",
    "VN,member_state,Viet Nam,Vietnam,VN,1995-07-28",
    "JP,dialogue_partner,Japan,Jepang,JP,",
    "NZ,dialogue_partner,New Zealand,Selandia Baru,NZ,",
    "ASEAN,organisation,Association of Southeast Asian Nations,Perhimpunan Bangsa-Bangsa Asia Tenggara,,",
)
RELEASE = (
    "Jakarta, 12 March 2024\n\n"
    "The 9th ASEAN-Japan Ministerial Meeting was held in Jakarta on 11 March 2024. "
    "Trade between ASEAN and Japan reached US$241.1 billion in 2023. "
    "Japan was the fourth largest trading partner of ASEAN in 2023. "
    "The ASEAN-Japan Plan of Action 2021-2025 has been adopted, and 92 % of its action lines have been implemented.\n"
)


@pytest.fixture
def desk(office: Office) -> Office:
    office.register("actors", *REGISTER)
    return office


def read(text: str = RELEASE, *, code: str = "RELEASE", on: date = date(2024, 3, 12)) -> tuple[ClaimRow, ...]:
    add_source(LOCAL_OPERATOR, content=text.encode(), file="a.txt", details=SourceDetails(code=code, published_on=on))
    read_source(LOCAL_OPERATOR, code=code)
    return claims(code)


def claims(code: str = "RELEASE") -> tuple[ClaimRow, ...]:
    return claims_of(source_named(code))


def seen(*some: ClaimRow) -> list[Seen]:
    return [Seen(claim=one.public_id, version=one.version) for one in some]


def accept(*some: ClaimRow) -> Decided:
    return accept_claims(LOCAL_OPERATOR, chosen=seen(*some))


def of(kind: str, *words: str, code: str = "RELEASE") -> ClaimRow:
    """The one claim of this type whose text holds the words."""
    found = [one for one in claims(code) if one.type == kind and all(word in one.text for word in words)]
    assert found, [(one.type, one.text) for one in claims(code)]
    return found[0]


def standing(model: Any) -> Iterator[Any]:
    return model.objects.filter(withdrawn=False).order_by("id")


def test_everything_accepted_stands_and_everything_taken_back_stands_no_longer(desk: Office) -> None:
    read()

    accept(*claims())
    made = {model: standing(model).count() for model in (PublishedFigure, Meeting, Instrument, Value)}
    take_back_claims(LOCAL_OPERATOR, chosen=seen(*claims()))

    assert min(made.values()) > 0
    assert {model: standing(model).count() for model in made} == dict.fromkeys(made, 0)
    assert {one.state.value for one in claims()} == {"proposed"}
    assert check_ledger(LOCAL_OPERATOR) == ()


def test_accepted_again_the_same_records_stand_again(desk: Office) -> None:
    read()
    accept(*claims())
    before = {model: model.objects.count() for model in (PublishedFigure, Meeting, Instrument, Value)}
    take_back_claims(LOCAL_OPERATOR, chosen=seen(*claims()))

    accept(*claims())

    assert {model: model.objects.count() for model in before} == before
    value = standing(Value).get(indicator__code="TRADE")
    assert (value.digits, value.scale, value.rank) == (241_100_000_000, 0, 4)


def test_a_rate_waits_for_its_plan_and_then_is_about_it(desk: Office) -> None:
    read()

    with pytest.raises(SubjectUnconfirmed) as waits:
        accept(of("quantity", "92"))
    accept(of("agreement", "Plan of Action"))
    accept(of("quantity", "92"))

    figure = standing(PublishedFigure).get(metric="implementation_rate")
    assert "Plan of Action" in waits.value.says.en
    assert figure.instrument is not None
    assert (figure.verb, figure.rule, figure.printed) == ("implemented", "R3", "92")
    assert (figure.period_start, figure.period_end) == (date(2021, 1, 1), date(2025, 12, 31))


def test_a_person_says_which_plan_a_rate_is_about(desk: Office) -> None:
    read()
    linked = link_claim(LOCAL_OPERATOR, chosen=seen(of("quantity", "92"))[0], kind="plan", code=CODE)

    accept(linked)

    figure = standing(PublishedFigure).get(metric="implementation_rate")
    assert figure.plan is not None
    assert figure.plan.code == CODE


def test_what_a_figure_is_about_is_not_taken_from_under_it(desk: Office) -> None:
    read()
    accept(of("agreement", "Plan of Action"), of("quantity", "92"))

    with pytest.raises(ClaimInUse):
        take_back_claims(LOCAL_OPERATOR, chosen=seen(of("agreement", "Plan of Action")))

    assert of("agreement", "Plan of Action").state.value == "accepted"
    assert standing(Instrument).count() == 1


def test_a_rank_is_written_beside_its_value_whichever_comes_first(desk: Office) -> None:
    read()
    accept(of("quantity", "fourth"))
    accept(of("quantity", "241.1"))
    ranked = standing(Value).get().rank

    take_back_claims(LOCAL_OPERATOR, chosen=seen(of("quantity", "fourth")))

    assert ranked == 4
    assert standing(Value).get().rank is None


def test_a_value_that_stands_is_not_overwritten_and_the_figure_is_a_rival(desk: Office) -> None:
    read()
    accept(of("quantity", "241.1"))
    read("Trade between ASEAN and Japan reached US$239 billion in 2023.\n", code="LATER", on=date(2025, 1, 5))

    accept(of("quantity", "239", code="LATER"))

    assert standing(Value).get().digits == 241_100_000_000
    assert sorted(standing(PublishedFigure).values_list("digits", flat=True)) == [239_000_000_000, 241_100_000_000]


def test_one_statement_said_twice_in_a_source_is_one_figure(desk: Office) -> None:
    read(
        "Trade between ASEAN and Japan reached US$239 billion in 2023. In 2023 ASEAN-Japan trade was US$239 billion.\n"
    )

    accept(*(one for one in claims() if one.type == "quantity"))

    assert standing(PublishedFigure).filter(metric="trade").count() == 1


def test_figures_of_two_countries_name_both(desk: Office) -> None:
    read("Trade between Viet Nam and Japan reached US$45 billion in 2023.\n")

    accept(of("quantity", "45"))

    figure = standing(PublishedFigure).get()
    assert figure.actor is not None
    assert figure.counterpart is not None
    assert (figure.actor.code, figure.counterpart.code) == ("JP", "VN")
    assert not standing(Value).exists()


def test_names_that_many_partners_have_stay_apart(desk: Office) -> None:
    read("ASEAN and Japan upgraded their ties to a Comprehensive Strategic Partnership in 2023.\n", code="ONE")
    read("ASEAN and New Zealand agreed on a Comprehensive Strategic Partnership in 2025.\n", code="TWO")

    accept(*claims("ONE"), *claims("TWO"))

    parties = [{party.actor.code for party in one.parties.all()} for one in standing(Instrument)]
    assert sorted(map(sorted, parties)) == [["ASEAN", "JP"], ["ASEAN", "NZ"]]


def test_what_the_register_has_is_found_and_not_doubled(desk: Office) -> None:
    desk.register(
        "instruments",
        "code,kind,title_en,title_id,parties,period",
        "JP-POA,plan,Plan of Action to Implement the Vision,Rencana Aksi,ID | VN | JP,2021..2025",
    )
    desk.register("coordinatorships", "partner,country,from,to", "JP,VN,2021-08-01,2024-07-31")
    read(RELEASE + "Viet Nam is the country coordinator of ASEAN-Japan relations for 2021-2024.\n")

    accept(*(one for one in claims() if one.type in ("agreement", "entity")))

    assert list(standing(Instrument).values_list("code", flat=True)) == ["JP-POA"]
    assert Coordinatorship.objects.count() == 1


def test_a_merged_claim_backs_what_the_other_backs(desk: Office) -> None:
    read("Farmers were not reached. Officials and farmers were trained in 2023, and workers too.\n")
    groups = [one for one in claims() if one.type == "group"]
    assert len(groups) > 1

    merge_claims(LOCAL_OPERATOR, chosen=seen(groups[1])[0], into=groups[0].public_id)
    accept(next(one for one in claims() if one.public_id == groups[0].public_id))

    backed = [{link.key for link in one.links} for one in claims() if one.id in (groups[0].id, groups[1].id)]
    assert backed[0] == backed[1]
    assert standing(ReachedGroup).count() == 1


def test_claims_of_two_types_are_never_one(desk: Office) -> None:
    read()

    with pytest.raises(ClaimsDiffer):
        merge_claims(LOCAL_OPERATOR, chosen=seen(of("quantity", "241.1"))[0], into=of("agreement", "Plan").public_id)


def test_a_correction_is_what_is_accepted(desk: Office) -> None:
    read()
    claim = of("quantity", "241.1")
    with pytest.raises(ClaimUnfit):
        correct_claim(LOCAL_OPERATOR, chosen=seen(claim)[0], typed={"number": "241,1 billion"})

    fixed = correct_claim(LOCAL_OPERATOR, chosen=seen(claim)[0], typed={"number": "241100000", "period": "2022"})
    accept(fixed)

    figure = standing(PublishedFigure).get()
    assert (figure.digits, figure.period_start) == (241_100_000, date(2022, 1, 1))
    assert fixed.rule == "corrected"


def test_reading_again_keeps_what_a_person_decided_or_corrected(desk: Office) -> None:
    read()
    accept(of("quantity", "241.1"))
    reject_claims(LOCAL_OPERATOR, chosen=seen(of("quantity", "fourth")), reason="not said so")
    correct_claim(LOCAL_OPERATOR, chosen=seen(of("quantity", "92"))[0], typed={"number": "93"})
    before = {one.public_id: (one.state, dict(one.value)) for one in claims()}

    again = read_source(LOCAL_OPERATOR, code="RELEASE")

    assert {one.public_id: (one.state, dict(one.value)) for one in claims()} == before
    assert (again.new, again.superseded) == (0, 0)


def test_who_saw_an_older_version_is_told_and_nothing_is_decided(desk: Office) -> None:
    read()
    claim = of("quantity", "241.1")
    accept(claim)

    with pytest.raises(ChangedMeanwhile):
        reject_claims(LOCAL_OPERATOR, chosen=seen(claim))
    with pytest.raises(ClaimDecided):
        accept(of("quantity", "241.1"))


def test_bulk_takes_only_what_a_reviewer_allowed(desk: Office) -> None:
    read()
    with pytest.raises(BulkNotAllowed):
        accept_in_bulk(LOCAL_OPERATOR, source="RELEASE")

    allow_bulk(LOCAL_OPERATOR, type="event", least=90)
    waiting = {one.type: one.waiting for one in allowances(source="RELEASE")}
    decided = accept_in_bulk(LOCAL_OPERATOR, source="RELEASE")

    assert {one.type for one in decided.claims} == {"event"}
    assert waiting["event"] == len(decided.claims)
    assert check_ledger(LOCAL_OPERATOR) == ()


def test_a_visitor_decides_nothing(desk: Office) -> None:
    read()
    claim = seen(of("quantity", "241.1"))

    for deed in (
        lambda: accept_claims(VISITOR, chosen=claim),
        lambda: reject_claims(VISITOR, chosen=claim),
        lambda: take_back_claims(VISITOR, chosen=claim),
        lambda: read_source(VISITOR, code="RELEASE"),
        lambda: allow_bulk(VISITOR, type="event", least=90),
    ):
        with pytest.raises(NotFound):
            deed()

    assert set(Claim.objects.values_list("state", flat=True)) == {"proposed"}


@pytest.mark.parametrize(
    ("change", "check"), [("text = 'another'", "claim_differs"), ("state = 'rejected'", "claim_undecided")]
)
def test_a_claim_changed_behind_our_back_is_found(desk: Office, change: str, check: str) -> None:
    """T13"""
    read()
    claim = of("quantity", "241.1")
    accept(claim)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE records_claim SET {change} WHERE id = %s", [claim.id])

    assert [one.check for one in check_ledger(LOCAL_OPERATOR)] == [check]


def test_a_rank_of_the_register_stays_when_a_claim_of_it_is_taken_back(desk: Office) -> None:
    desk.register("indicators", "code,name_en,name_id,unit,over_time,over_country", "TRADE,Trade,Dagang,USD,sum,sum")
    desk.register("values", "indicator,subject,period,state,number,rank", "TRADE,JP,2023..2023,reported,241100000000,4")
    read()
    accept(of("quantity", "fourth"))

    take_back_claims(LOCAL_OPERATOR, chosen=seen(of("quantity", "fourth")))

    assert standing(Value).get().rank == 4


def test_a_number_too_long_to_be_kept_is_left_and_the_others_are_not(desk: Office) -> None:
    read()
    correct_claim(LOCAL_OPERATOR, chosen=seen(of("quantity", "fourth"))[0], typed={"number": "999999999999999999"[:17]})
    Claim.objects.filter(text__contains="241.1").update(value={"kind": "money", "number": 10**30, "currency": "USD"})

    decided = accept(*claims())

    assert [one.refusal.code for one in decided.left] == ["number_out_of_range"]
    assert standing(Meeting).exists()


def test_bulk_goes_past_what_cannot_be_recorded(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pantau.usecases.accept_in_bulk.MOST", 1)
    read("The hall had 17 chairs. The garden had 18 chairs.\n\n" + RELEASE)
    allow_bulk(LOCAL_OPERATOR, type="quantity", least=50)
    before = [one for one in claims() if one.type == "quantity"]

    goes = [accept_in_bulk(LOCAL_OPERATOR, source="RELEASE") for _ in before]

    waiting = {one.text for one in claims() if one.type == "quantity" and one.state is ClaimState.PROPOSED}
    assert waiting == {one.claim.text for one in goes[-1].left} != set()
    assert len(waiting) < len(before)
    assert check_ledger(LOCAL_OPERATOR) == ()


def test_what_a_refusal_takes_back_is_forgotten_on_the_desk(desk: Office) -> None:
    (claim, *_) = read()
    with writing(LOCAL_OPERATOR, Verb.REVIEW_CLAIMS, reason="test") as pen:
        one = desk_for(pen, Source.objects.get(code="RELEASE"))

        def refused() -> None:
            with one.trying():
                one.add_actor("org:apec", name=Words(en="APEC"))
                raise ClaimDecided(text=claim.text, state=claim.state.words)

        with pytest.raises(ClaimDecided):
            refused()

        assert one.actor("org:apec") is None
    assert not Actor.objects.filter(code="APEC").exists()


def test_a_source_that_is_corrected_while_it_is_read_is_read_again(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source(LOCAL_OPERATOR, content=RELEASE.encode(), file="a.txt", details=SourceDetails(code="RELEASE"))

    def meanwhile(_text: str, **_about: Any) -> tuple[Any, ...]:
        Source.objects.filter(code="RELEASE").update(version=2)
        return ()

    monkeypatch.setattr("pantau.usecases.read_source.read_claims", meanwhile)
    with pytest.raises(ChangedMeanwhile):
        read_source(LOCAL_OPERATOR, code="RELEASE")
