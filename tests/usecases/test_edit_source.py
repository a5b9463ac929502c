"""What is known of a source is corrected by those who may; its bytes stay."""

from datetime import date

import pytest

from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR
from pantau.domain.refusals import ChangedMeanwhile, NotFound, Refusal, SourceUnknown, TextTooLong
from pantau.domain.source_refusals import LinkInvalid
from pantau.domain.sources import SourceRow
from pantau.records.models import Source
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.edit_source import edit_source
from tests.usecases.office import Office


@pytest.fixture
def kept(office: Office) -> SourceRow:
    details = SourceDetails(code="TEXT-A", title="A title", publisher="Kemlu", published_on=date(2024, 7, 8))
    return add_source(LOCAL_OPERATOR, content=b"Some words of a text.\n", file="a.txt", details=details).source


def test_details_are_put_in_the_place_of_the_old_ones_and_the_old_stay_in_the_history(kept: SourceRow) -> None:
    now = edit_source(LOCAL_OPERATOR, details=SourceDetails(code="TEXT-A", publisher="Kemendag", language="en"))

    assert (now.title, now.publisher, now.published_on, now.language) == ("A title", "Kemendag", None, "en")
    assert (now.digest, now.version) == (kept.digest, kept.version + 1)
    past = Source.history.filter(code="TEXT-A").order_by("version")  # type: ignore[attr-defined]
    assert [row.publisher for row in past] == ["Kemlu", "Kemendag"]


def test_saying_what_is_there_already_writes_nothing(kept: SourceRow) -> None:
    same = SourceDetails(
        code="TEXT-A", title=kept.title, publisher="Kemlu", published_on=date(2024, 7, 8), language=kept.language
    )

    assert edit_source(LOCAL_OPERATOR, details=same).version == kept.version


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (SourceDetails(code="TEXT-B"), SourceUnknown),
        (SourceDetails(code="TEXT-A", link="not an address"), LinkInvalid),
        (SourceDetails(code="TEXT-A", publisher="x" * 201), TextTooLong),
    ],
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(
    kept: SourceRow, details: SourceDetails, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        edit_source(LOCAL_OPERATOR, details=details)

    assert Source.objects.get(code="TEXT-A").version == kept.version


def test_who_saw_an_older_version_is_told(kept: SourceRow) -> None:
    edit_source(LOCAL_OPERATOR, details=SourceDetails(code="TEXT-A", publisher="Kemendag"), seen=kept.version)

    with pytest.raises(ChangedMeanwhile):
        edit_source(LOCAL_OPERATOR, details=SourceDetails(code="TEXT-A", publisher="Kemenko"), seen=kept.version)


def test_a_visitor_finds_nothing_to_correct(kept: SourceRow) -> None:
    with pytest.raises(NotFound):
        edit_source(VISITOR, details=SourceDetails(code="TEXT-A", publisher="Somebody"))
