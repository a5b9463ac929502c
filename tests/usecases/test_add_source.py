"""A text is handed in as a source: kept once, with what is known of it, by those who may."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx import Document as WordDocument

from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Actor, Grant, Role
from pantau.domain.refusals import (
    CellUnknown,
    CodeInvalid,
    DateOutOfRange,
    FileEmpty,
    FileKindUnknown,
    NotFound,
    Refusal,
    TextTooLong,
)
from pantau.domain.source_refusals import DetailUnfit, LinkInvalid, SourceTaken
from pantau.records.models import Source
from pantau.records.queries.sources import source_text
from pantau.records.store import digest_of
from pantau.usecases.add_figure import add_figure
from pantau.usecases.add_source import SourceDetails, add_source
from tests.usecases.office import CODE, Office

RELEASE = "Menteri bertemu di Jakarta\n\nKerja sama dengan mitra mencapai 208,2 miliar dolar AS pada tahun 2024.\n"
REVIEWER = Actor(name="rina", grants=(Grant(role=Role.REVIEWER),))


def added(content: bytes = RELEASE.encode(), *, file: str = "a.txt", **details: Any) -> Any:
    return add_source(LOCAL_OPERATOR, content=content, file=file, details=SourceDetails(**details))


def test_what_the_text_tells_need_not_be_typed(office: Office) -> None:
    row = added(publisher="Kemlu", published_on=date(2025, 10, 27), link="https://example.org/a").source

    assert (row.title, row.language, row.code) == (
        "Menteri bertemu di Jakarta",
        "id",
        f"S-{digest_of(RELEASE.encode())[:12]}",
    )
    assert (row.publisher, row.published_on, row.link) == ("Kemlu", date(2025, 10, 27), "https://example.org/a")
    assert source_text(row) == RELEASE


def test_what_a_person_says_stands_before_what_the_text_tells(office: Office) -> None:
    row = added(title="Another title", language="en", code="JKT-1").source

    assert (row.title, row.language, row.code) == ("Another title", "en", "JKT-1")


def test_the_same_bytes_again_change_nothing(office: Office) -> None:
    first = added(title="One")
    history = Source.history.count()  # type: ignore[attr-defined]

    again = added(title="Two", code="OTHER")

    assert (first.new, again.new) == (True, False)
    assert again.source == first.source
    assert Source.history.count() == history  # type: ignore[attr-defined]


def test_a_page_keeps_its_words_and_not_its_menus(office: Office) -> None:
    page = (
        "<!DOCTYPE html><html><body><nav><ul><li><a href='/'>Beranda</a></li><li><a href='/b'>Iklan</a></li></ul></nav>"
        f"<article><h1>Judul</h1><p>{RELEASE}</p></article></body></html>"
    )

    row = added(page.encode(), file="a.html").source

    text = source_text(row)
    assert text is not None
    assert "208,2 miliar" in text
    assert "Iklan" not in text


def test_a_figure_is_quoted_from_a_word_file(office: Office) -> None:
    """Its passage counts in the text that was read from it."""
    word, bytes_ = WordDocument(), io.BytesIO()
    word.add_paragraph("The ministers said that 95 % of the action lines were implemented.")
    word.save(bytes_)
    row = added(bytes_.getvalue(), file="a.docx").source

    figure = add_figure(
        LOCAL_OPERATOR,
        cells={
            "code": "F",
            "subject": CODE,
            "metric": "implementation_rate",
            "printed": "95",
            "source": row.code,
            "passage": "95 % of the action lines",
        },
    )

    assert figure.passage is not None
    assert figure.passage.text == "95 % of the action lines"


def test_a_reviewer_may_and_others_hear_that_there_is_nothing(office: Office) -> None:
    details = SourceDetails()
    for actor in (
        VISITOR,
        *(Actor(name="x", grants=(Grant(role=role, place=1),)) for role in (Role.APPROVER, Role.DESK)),
    ):
        with pytest.raises(NotFound):
            add_source(actor, content=RELEASE.encode(), file="a.txt", details=details)

    assert not Source.objects.filter(digest=digest_of(RELEASE.encode())).exists()
    assert add_source(REVIEWER, content=RELEASE.encode(), file="a.txt", details=details).new


@pytest.mark.parametrize(
    ("given", "refusal", "where"),
    [
        ({"code": "a b"}, CodeInvalid, "code"),
        ({"title": "x" * 401}, TextTooLong, "title"),
        ({"publisher": "x\0"}, DetailUnfit, "publisher"),
        ({"link": "javascript:alert(1)"}, LinkInvalid, "link"),
        ({"link": "https://"}, LinkInvalid, "link"),
        ({"language": "fr"}, CellUnknown, "language"),
        ({"published_on": date(1900, 1, 1)}, DateOutOfRange, "date"),
        ({"code": "STATEMENT-1"}, SourceTaken, ""),
        ({"content": b""}, FileEmpty, ""),
        ({"content": b"\x89PNG\r\n"}, FileKindUnknown, "a.txt"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place_and_leaves_nothing(
    office: Office, folder_files: Callable[[], set[str]], given: dict[str, Any], refusal: type[Refusal], where: str
) -> None:
    added(b"Another text of an earlier day.", code="STATEMENT-1")
    before, files = Source.objects.count(), folder_files()

    with pytest.raises(refusal) as caught:
        added(**given)

    assert caught.value.where == where
    assert (Source.objects.count(), folder_files()) == (before, files)


@pytest.fixture
def folder_files(office: Office) -> Callable[[], set[str]]:
    return lambda: {path.name for path in office.folder.evidence.rglob("*") if path.is_file()}
