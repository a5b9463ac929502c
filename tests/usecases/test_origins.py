"""Sources of one release are found among all, proposed with why, and joined or parted by a person."""

import pytest

from pantau.domain.origins import Alike
from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR
from pantau.domain.refusals import ChangedMeanwhile, NotFound, SourceUnknown, TextTooLong
from pantau.records.models import Source
from pantau.records.queries.sources import source_named
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.origin_proposals import origin_proposals
from pantau.usecases.set_origin import join_origin, set_origin
from tests.reading.test_origins import MENU, OTHER, RELEASE, TRANSLATED
from tests.usecases.office import Office


def keep(code: str, text: str, language: str = "en") -> str:
    details = SourceDetails(code=code, language=language)
    return add_source(LOCAL_OPERATOR, content=text.encode(), file=f"{code}.txt", details=details).source.code


@pytest.fixture
def five(office: Office) -> None:
    keep("RELEASE", RELEASE)
    keep("COPY", "Ministers meet\n" + MENU + RELEASE[:400])
    keep("TRANSLATION", TRANSLATED, "id")
    keep("OTHER", OTHER)
    keep("OTHER-2", MENU + OTHER[:200] + " And so on.")


def proposed(code: str) -> dict[str, Alike]:
    return {one.source.code: one.likeness.alike for one in origin_proposals(LOCAL_OPERATOR, code=code)}


def test_what_repeats_one_release_is_proposed_and_nothing_is_set(five: None) -> None:
    assert proposed("RELEASE") == {"COPY": Alike.COPY, "TRANSLATION": Alike.TRANSLATION}
    assert proposed("COPY") == {"RELEASE": Alike.COPY}
    assert set(Source.objects.filter(kind="text").values_list("origin", flat=True)) == {""}


def test_joined_sources_have_one_origin_and_are_not_proposed_again(five: None) -> None:
    join_origin(LOCAL_OPERATOR, code="COPY", other="RELEASE")
    join_origin(LOCAL_OPERATOR, code="TRANSLATION", other="COPY")

    origins = {source_named(code).origin for code in ("RELEASE", "COPY", "TRANSLATION")}
    assert len(origins) == 1
    assert origins != {""}
    assert proposed("RELEASE") == {}


def test_a_source_with_an_origin_keeps_it_when_another_joins(five: None) -> None:
    set_origin(LOCAL_OPERATOR, code="COPY", origin="Agency, 27 October")

    join_origin(LOCAL_OPERATOR, code="COPY", other="RELEASE")

    assert {source_named(code).origin for code in ("RELEASE", "COPY")} == {"Agency, 27 October"}


def test_a_decision_is_a_version_with_its_reason_and_can_be_undone(five: None) -> None:
    join_origin(LOCAL_OPERATOR, code="COPY", other="RELEASE")
    set_origin(LOCAL_OPERATOR, code="COPY", origin="")

    past = Source.history.filter(code="COPY").order_by("version")  # type: ignore[attr-defined]
    assert [one.origin[:27] for one in past] == ["", "RELEASE: The foreign minist", ""]
    assert [one.history_change_reason for one in past][1:] == ["source origin RELEASE", "source on its own"]
    assert "RELEASE" in proposed("COPY")


def test_who_saw_an_older_version_decides_nothing(five: None) -> None:
    """T26"""
    seen = source_named("COPY").version
    set_origin(LOCAL_OPERATOR, code="COPY", origin="Agency, 27 October", seen=seen)

    with pytest.raises(ChangedMeanwhile):
        join_origin(LOCAL_OPERATOR, code="COPY", other="RELEASE", seen=seen)

    assert (source_named("COPY").origin, source_named("RELEASE").origin) == ("Agency, 27 October", "")


def test_only_those_who_add_sources_decide(five: None) -> None:
    with pytest.raises(NotFound):
        join_origin(VISITOR, code="COPY", other="RELEASE")
    with pytest.raises(NotFound):
        origin_proposals(VISITOR, code="COPY")


def test_a_source_joins_no_other_that_is_not_there_and_not_itself(five: None) -> None:
    for other in ("NOWHERE", "COPY"):
        with pytest.raises(SourceUnknown):
            join_origin(LOCAL_OPERATOR, code="COPY", other=other)
    with pytest.raises(TextTooLong):
        set_origin(LOCAL_OPERATOR, code="COPY", origin="x" * 201)
