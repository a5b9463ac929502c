"""The statuses in their order, and the many ways in which people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.statuses import NOT_BEGUN, STARTED, Status, read_status, status_name
from pantau.domain.words import LANGUAGES, table


def test_the_statuses_stand_in_their_order_and_ongoing_and_continuing_share_a_rank() -> None:
    assert [(status.value, status.rank) for status in Status] == [
        ("not_started", 0),
        ("deferred", 1),
        ("planned", 2),
        ("ongoing", 3),
        ("continuing", 3),
        ("partially", 4),
        ("completed", 5),
        ("not_applicable", -1),
    ]


def test_every_status_is_begun_or_not_or_does_not_apply() -> None:
    assert set(Status) == STARTED | NOT_BEGUN | {Status.NOT_APPLICABLE}
    assert not STARTED & NOT_BEGUN


@pytest.mark.parametrize("status", Status)
def test_a_status_is_read_from_its_code_its_names_and_its_synonyms(status: Status) -> None:
    row = table("statuses")[status.value]
    for spelling in (status.value, *row["name"].values(), *row["synonyms"]):
        assert read_status(spelling) is status, spelling


@given(status=st.sampled_from(Status), data=st.data())
def test_case_hyphens_and_spaces_do_not_matter(status: Status, data: st.DataObject) -> None:
    row = table("statuses")[status.value]
    spelling = data.draw(st.sampled_from([status.value, *row["name"].values(), *row["synonyms"]]))
    separator = data.draw(st.sampled_from([" ", "-", "_", "\u00a0", "  ", ""]))
    recased = data.draw(st.sampled_from([str.upper, str.lower, str.title]))(spelling)
    assert read_status(f" {recased.replace(' ', separator)}\n") is status


@pytest.mark.parametrize(("text", "status"), [("On-going", Status.ONGOING), ("Dalam proses", Status.ONGOING)])
def test_spellings_seen_in_matrices_are_read(text: str, status: Status) -> None:
    assert read_status(text) is status


@pytest.mark.parametrize(
    "text", ["", "-", "no_report", "Not reported", "Belum dilaporkan", "withdrawn", "Ditarik", "9 %"]
)
def test_no_report_and_withdrawn_are_no_statuses_and_what_nobody_listed_is_unknown(text: str) -> None:
    assert read_status(text) is None


def test_no_spelling_means_two_statuses() -> None:
    rows = {status: table("statuses")[status.value] for status in Status}
    spellings = [
        (word, status)
        for status, row in rows.items()
        for word in {status.value, *row["name"].values(), *row["synonyms"]}
    ]
    assert [word for word, status in spellings if read_status(word) is not status] == []


def test_what_is_never_reported_has_a_name_too() -> None:
    assert status_name(None).as_json() == {"en": "Not reported", "id": "Belum dilaporkan"}
    assert status_name("withdrawn").id == "Ditarik"
    assert status_name(Status.COMPLETED).id == "Selesai"


def test_no_report_is_never_named_like_not_started() -> None:
    for language in LANGUAGES:
        assert status_name(None).into(language) != status_name(Status.NOT_STARTED).into(language)
