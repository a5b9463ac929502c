"""A person adds a claim that the reader missed."""

from typing import Any

import pytest

from pantau.domain.evidence.decisions import Seen
from pantau.domain.evidence_refusals import ClaimThere, ClaimUnfit
from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR
from pantau.domain.refusals import CellUnknown, NotFound, PassageNotFound, Refusal, SourceUnknown
from pantau.records.models import Claim, PublishedFigure
from pantau.usecases.accept_claims import accept_claims
from pantau.usecases.add_claim import add_claim
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.read_source import read_source
from pantau.usecases.verify_ledger import check_ledger
from tests.usecases.office import Office

TEXT = "Kemajuan 12 dari 14 butir, kata juru bicara. Kemajuan itu baik.\n"
ASKED: dict[str, Any] = {
    "source": "TALK-1",
    "type": "quantity",
    "passage": "12 dari 14 butir",
    "typed": {"kind": "count", "number": "12", "unit": "item", "metric": "items", "parties": "ID"},
}


@pytest.fixture
def talk(office: Office) -> Office:
    add_source(office.actor, content=TEXT.encode(), file="a.txt", details=SourceDetails(code="TALK-1"))
    office.register("actors", "code,kind,name_en,name_id,iso", "ID,member_state,Indonesia,Indonesia,ID")
    return office


def test_it_waits_like_any_other_and_becomes_a_figure(talk: Office) -> None:
    claim = add_claim(talk.actor, **ASKED)
    decided = accept_claims(talk.actor, chosen=[Seen(claim=claim.public_id, version=claim.version)])

    figure = PublishedFigure.objects.get(code=decided.made[0].code)
    assert (claim.start, claim.end) == (TEXT.index("12"), TEXT.index("12") + 16)
    assert (figure.digits, figure.metric, figure.printed) == (12, "items", "12 dari 14 butir")
    assert check_ledger(LOCAL_OPERATOR) == ()


def test_reading_the_source_again_leaves_it(talk: Office) -> None:
    claim = add_claim(talk.actor, **ASKED)

    read_source(talk.actor, code="TALK-1")

    assert Claim.objects.get(public_id=claim.public_id).state == "proposed"


def test_a_passage_that_stands_twice_needs_its_place(talk: Office) -> None:
    said = ASKED | {"type": "group", "passage": "Kemajuan", "typed": {"id": "public"}}

    with pytest.raises(PassageNotFound):
        add_claim(talk.actor, **said)
    claim = add_claim(talk.actor, **said, start=TEXT.rindex("Kemajuan"))

    assert claim.start == TEXT.rindex("Kemajuan")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"source": "NO-SUCH"}, SourceUnknown),
        ({"type": "rumour"}, CellUnknown),
        ({"passage": "13 dari 14"}, PassageNotFound),
        ({"passage": " "}, PassageNotFound),
        ({"typed": {"kind": "count"}}, ClaimUnfit),
        ({"typed": {"kind": "count", "number": "1.2.3"}}, ClaimUnfit),
    ],
)
def test_what_cannot_be_a_claim_is_refused_and_nothing_is_kept(
    talk: Office, change: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        add_claim(talk.actor, **ASKED | change)

    assert not Claim.objects.exists()


def test_the_same_claim_is_not_added_twice(talk: Office) -> None:
    add_claim(talk.actor, **ASKED)

    with pytest.raises(ClaimThere):
        add_claim(talk.actor, **ASKED)


def test_a_visitor_adds_nothing(talk: Office) -> None:
    with pytest.raises(NotFound):
        add_claim(VISITOR, **ASKED)
