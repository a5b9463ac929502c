"""From five articles, with nothing typed by hand but confirmations, to the record: as they are, and with their
countries, figures, names and dates swapped, so that nothing is fitted to the five.

The articles are a third party's: they are read where they lie and never kept here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from pantau.domain.evidence.decisions import Decided, Seen
from pantau.domain.evidence.rows import ClaimState
from pantau.domain.figures import Figure, Rivals, rivals
from pantau.domain.permissions import LOCAL_OPERATOR
from pantau.records.models import (
    Claim,
    Coordinatorship,
    Instrument,
    LedgerEntry,
    Meeting,
    PublishedFigure,
    ReachedGroup,
    Value,
)
from pantau.records.queries.claims import claims_of
from pantau.records.queries.figures import figure_rows
from pantau.records.queries.sources import source_named
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.read_source import read_source
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.office import Office, opened
from tests.workspaces import folder_of

NEWS = Path(__file__).parents[2].parent / "shared" / "data" / "news"
pytestmark = pytest.mark.skipif(not NEWS.is_dir(), reason="the five articles are not beside this checkout")

JCC = (
    "Joint Cooperation Committee reviews ASEAN-{partner_en} ties\n\n"
    "The ASEAN-{partner_en} Joint Cooperation Committee met in Jakarta on 13 March {later}. Trade between ASEAN and "
    "{partner_en} reached US$19.8 billion in {year}. Investment from {partner_en} to ASEAN reached US$58.03 million in "
    "{year}.\n"
)
"""Of our own: what a later meeting said about the same year as the fourth article."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """The articles with words swapped one after the other, and what the record must say then."""

    swaps: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    published: Mapping[str, date]
    first: str = "KR"
    second: str = "RU"
    second_en: str = "Russia"
    coordinator: str = "ID"
    giver: str = "ID"
    rate: str = "95"
    plan: tuple[int, int] = (2021, 2025)
    successor: tuple[int, int] = (2026, 2030)
    year: int = 2024
    trade: int = 208_200_000_000
    fdi: int = 7_600_000_000
    ranks: tuple[int, int] = (5, 7)
    second_trade: int = 18_000_000_000
    second_investment: int = 45_000_000
    term: tuple[int, int] = (2018, 2021)
    priorities: int = 3
    reach: tuple[int, int, int] = (780, 6200, 90)
    meetings: tuple[tuple[str, int, str, date | None, date | None], ...]
    groups: tuple[tuple[str, str], ...] = (
        ("farmers", "intended"),
        ("workers", "intended"),
        ("officials", "missed"),
        ("business", "missed"),
        ("students", "missed"),
    )


AS_THEY_ARE = Telling(
    published={
        "000": date(2014, 6, 25),
        "001": date(2024, 7, 11),
        "002": date(2025, 10, 28),
        "003": date(2019, 2, 20),
        "004": date(2018, 4, 22),
    },
    meetings=(
        ("summit", 26, "Kuala Lumpur", date(2025, 10, 27), date(2025, 10, 27)),
        ("som", 16, "Kuta", date(2019, 2, 19), date(2019, 2, 20)),
        ("summit", 3, "Singapura", date(2018, 11, 1), date(2018, 11, 30)),
        ("working_group", 5, "Jakarta", date(2024, 7, 8), date(2024, 7, 10)),
        ("coordinating_conference", 20, "Jakarta", date(2024, 7, 8), date(2024, 7, 10)),
    ),
)
SWAPPED = Telling(
    swaps={
        "000": (("Korea Selatan", "Jepang"), ("Korsel", "Jepang"), ("Korea", "Jepang"), ("25 tahun", "40 tahun")),
        "001": (
            ("8 hingga 10 Juli 2024", "3 hingga 5 Juni 2023"),
            ("Jakarta", "Bangkok"),
            ("Ke-5", "Ke-8"),
            ("ke-5", "ke-8"),
            ("Ke-20", "Ke-31"),
            ("ke-20 ", "ke-31 "),
            ("ke-20)", "ke-31)"),
            ("Linda Restaningrum", "Sari Wulandari"),
        ),
        "002": (
            ("Republik Korea", "Selandia Baru"),
            ("Korea", "Selandia Baru"),
            ("ROK", "Selandia Baru"),
            ("AKFTA", "AANZFTA"),
            ("27 Oktober", "9 September"),
            ("Kuala Lumpur", "Manila"),
            ("ke-26", "ke-12"),
            ("ke-47", "ke-51"),
            ("208,2 miliar", "31,45 miliar"),
            ("7,6 miliar", "2,9 miliar"),
            ("terbesar kelima", "terbesar kesembilan"),
            ("terbesar ketujuh", "terbesar kedua"),
            ("95%", "87,5%"),
            ("2021-2025", "2023-2027"),
            ("2026-2030", "2028-2032"),
            ("tahun 2024", "tahun 2026"),
            ("Lee Jae-myung", "Amelia Watson"),
        ),
        "003": (
            ("Russian Federation", "Republic of India"),
            ("Rusia", "India"),
            ("Russia", "India"),
            ("Igor Morgulov", "Ravi Sharma"),
            ("Jose Tavares", "Budi Hartono"),
            ("Jose", "Budi"),
            ("16th", "22nd"),
            ("19-20 Februari 2019", "5-6 Maret 2021"),
            ("2016-2020", "2019-2023"),
            ("2018-2021", "2020-2023"),
            ("Indonesia sebagai", "Thailand sebagai"),
            ("Selama Indonesia", "Selama Thailand"),
            ("45 juta", "61,7 juta"),
            ("18 miliar", "23,5 miliar"),
            ("tiga bidang", "empat bidang"),
            ("ke-3", "ke-4"),
            ("November 2018", "Oktober 2020"),
        ),
        "004": (
            ("Indonesia", "Thailand"),
            ("780 program", "1.150 program"),
            ("6.200 peserta", "12.400 peserta"),
            ("90 negara", "57 negara"),
        ),
    },
    published={
        "000": date(2014, 6, 25),
        "001": date(2023, 6, 6),
        "002": date(2027, 9, 10),
        "003": date(2021, 3, 7),
        "004": date(2018, 4, 22),
    },
    first="NZ",
    second="IN",
    second_en="India",
    coordinator="TH",
    giver="TH",
    rate="87,5",
    plan=(2023, 2027),
    successor=(2028, 2032),
    year=2026,
    trade=31_450_000_000,
    fdi=2_900_000_000,
    ranks=(9, 2),
    second_trade=23_500_000_000,
    second_investment=61_700_000,
    term=(2020, 2023),
    priorities=4,
    reach=(1150, 12400, 57),
    meetings=(
        ("summit", 12, "Manila", date(2027, 9, 9), date(2027, 9, 9)),
        ("som", 22, "Kuta", date(2021, 3, 5), date(2021, 3, 6)),
        ("summit", 4, "Singapura", date(2020, 10, 1), date(2020, 10, 31)),
        ("working_group", 8, "Bangkok", date(2023, 6, 3), date(2023, 6, 5)),
        ("coordinating_conference", 31, "Bangkok", date(2023, 6, 3), date(2023, 6, 5)),
    ),
)


@pytest.fixture(scope="module", params=[AS_THEY_ARE, SWAPPED], ids=["as they are", "swapped"])
def telling(request: pytest.FixtureRequest) -> Telling:
    told: Telling = request.param
    return told


@pytest.fixture(scope="module")
def told(telling: Telling, lasting: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Decided]]:
    """The workspace in which every claim of every article was confirmed; gone when the next telling begins."""
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("story") / "workspace") as folder, transaction.atomic():
        office: Office = opened(folder)
        yield {code: confirmed(office, code=code, text=text, on=on) for code, text, on in articles(telling)}
        transaction.set_rollback(True)


def articles(telling: Telling) -> Iterator[tuple[str, str, date]]:
    for path in sorted(NEWS.glob("*.txt")):
        code, text = path.name[:3], path.read_text(encoding="utf-8")
        for old, new in telling.swaps.get(code, ()):
            assert old in text, f"{old} is not in {path.name}"
            text = text.replace(old, new)
        yield code, text, telling.published[code]
    later, year = telling.published["003"].year + 1, telling.published["003"].year - 1
    yield "JCC", JCC.format(partner_en=telling.second_en, later=later, year=year), date(later, 3, 14)


def confirmed(office: Office, *, code: str, text: str, on: date) -> Decided:
    name = f"N-{code}"
    add_source(
        office.actor, content=text.encode(), file=f"{name}.txt", details=SourceDetails(code=name, published_on=on)
    )
    read_source(office.actor, code=name)
    claims = claims_of(source_named(name))
    return accept_claims(office.actor, chosen=[Seen(claim=one.public_id, version=one.version) for one in claims])


@pytest.fixture(autouse=True)
def in_the_story(told: dict[str, Decided], db: None) -> None:
    """Every test looks at the workspace of the story."""


def figure(metric: str, **asked: Any) -> PublishedFigure:
    found = list(PublishedFigure.objects.filter(metric=metric, withdrawn=False, **asked))
    assert len(found) == 1, [(one.code, one.printed) for one in found]
    return found[0]


def test_every_confirmation_was_taken(told: dict[str, Decided]) -> None:
    assert {code: one.left for code, one in told.items()} == dict.fromkeys(told, ())
    assert not Claim.objects.filter(state=ClaimState.PROPOSED.value).exists()


def test_the_rate_of_the_plan_stands_with_its_passage(telling: Telling) -> None:
    rate = figure("implementation_rate")

    assert rate.printed == telling.rate
    assert rate.instrument is not None
    assert (rate.instrument.kind, rate.period_start, rate.period_end) == ("plan", *days(telling.plan))
    assert {one.actor.code for one in rate.instrument.parties.all()} == {"ASEAN", telling.first}
    assert rate.passage is not None
    assert rate.passage.text.startswith(telling.rate)


def test_trade_and_investment_stand_with_their_ranks_as_values_of_their_series(telling: Telling) -> None:
    values = {row.indicator.code: row for row in Value.objects.filter(subject__code=telling.first)}

    assert (values["TRADE"].digits, values["TRADE"].rank) == (telling.trade, telling.ranks[0])
    assert (values["FDI"].digits, values["FDI"].rank) == (telling.fdi, telling.ranks[1])
    assert {row.start for row in values.values()} == {date(telling.year, 1, 1)}
    for metric in ("trade", "trade_rank", "fdi", "fdi_rank"):
        assert figure(metric, actor__code=telling.first).period_end == date(telling.year, 12, 31)


def test_the_successor_of_the_plan_is_planned(telling: Telling) -> None:
    plan = Instrument.objects.get(kind="plan", start=days(telling.successor)[0])

    assert [row.status for row in plan.statuses.all()] == ["planned"]
    assert plan.end == days(telling.successor)[1]


def test_the_later_figures_are_rivals_of_the_earlier(telling: Telling) -> None:
    groups = {one.metric: one for one in rivals(figures_of(telling.second)) if one.metric in ("trade", "investment")}

    assert numbers(groups["trade"]) == [telling.second_trade, 19_800_000_000]
    assert numbers(groups["investment"]) == [telling.second_investment, 58_030_000]
    assert all(one.irreconcilable for one in groups.values())


def test_what_the_partner_agreed_on_is_kept(telling: Telling) -> None:
    theirs = Instrument.objects.filter(parties__actor__code=telling.second)
    statuses = {row.kind: [one.status for one in row.statuses.all()] for row in theirs}

    assert figure("areas", actor__code=telling.second).digits == telling.priorities
    assert statuses["mou"] == ["under_negotiation"]
    named = Instrument.objects.filter(kind="statement", statuses__status="adopted")
    assert named.count() == 4


def test_the_coordinator_has_its_term(telling: Telling) -> None:
    term = Coordinatorship.objects.get(partner__code=telling.second)

    assert (term.country.code, term.start, term.end) == (telling.coordinator, *days(telling.term))
    assert term.passage is not None


def test_the_meetings_have_their_number_place_and_days(telling: Telling) -> None:
    found = {(row.kind, row.ordinal, row.place, row.start, row.end) for row in Meeting.objects.exclude(ordinal=None)}

    assert set(telling.meetings) - found == set()


def test_the_strategic_plan_is_being_drafted_and_the_system_is_known() -> None:
    plan = Instrument.objects.get(kind="strategic_plan")

    assert [row.status for row in plan.statuses.all()] == ["drafting"]
    assert Instrument.objects.filter(kind="system", title__icontains="ADME").count() == 1


def test_programmes_participants_and_countries_keep_their_hedges(telling: Telling) -> None:
    found = {
        metric: (row.digits, row.qualifier)
        for metric in ("programmes", "participants", "countries")
        for row in [figure(metric, actor__code=telling.giver)]
    }

    assert found == {
        "programmes": (telling.reach[0], "about"),
        "participants": (telling.reach[1], "more_than"),
        "countries": (telling.reach[2], "at_least"),
    }


def test_the_groups_are_reached_intended_or_missed(telling: Telling) -> None:
    found = set(ReachedGroup.objects.filter(source__code="N-000").values_list("group", "stance"))

    assert set(telling.groups) - found == set()


def test_who_confirmed_each_is_in_a_ledger_that_holds() -> None:
    accepted = set(Claim.objects.filter(state=ClaimState.ACCEPTED.value).values_list("public_id", flat=True))
    entries = LedgerEntry.objects.filter(kind="claim", decision="accept")

    assert set(entries.values_list("subject", flat=True)) == accepted
    assert set(entries.values_list("actor", flat=True)) == {LOCAL_OPERATOR.name}
    assert check_ledger(LOCAL_OPERATOR) == ()


def days(years: tuple[int, int]) -> tuple[date, date]:
    return date(years[0], 1, 1), date(years[1], 12, 31)


def figures_of(code: str) -> list[Figure]:
    return [one for one in figure_rows() if one.subject == code]


def numbers(group: Rivals) -> list[int]:
    return [int(side.quantity.number) for side in group.sides]
