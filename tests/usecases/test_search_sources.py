"""Texts of sources are found by what they say, in both languages, by those who may read them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pantau.domain.permissions import LOCAL_OPERATOR, VISITOR, Verb
from pantau.domain.refusals import NotFound
from pantau.domain.search import MOST_FOUND, Narrowed, Outcome
from pantau.domain.sources import REPORT_EVIDENCE, UNPUBLISHED
from pantau.records.models import SearchPassage, SourceMark
from pantau.records.queries.sources import source_text
from pantau.usecases import search_sources as searching
from pantau.usecases.access import writing
from pantau.usecases.add_source import SourceDetails, add_source
from pantau.usecases.index_sources import Which, index_sources
from pantau.usecases.keep_source import keep_source
from pantau.usecases.search_sources import search_sources, snippet_of, title_of
from tests.usecases.office import CODE, Office

JAKARTA = """Menteri bertemu di Jakarta

Para menteri menyetujui rencana aksi ASEAN-ROK yang baru. Kerja sama perdagangan mencapai 208,2 miliar dolar AS.

Pelatihan nelayan diadakan di desa-desa pesisir.
"""
SEOUL = """Ministers met in Seoul

The ministers agreed on the new plan of action. ASEAN-ROK trade reached $208.2 billion.

Training of fishers was held in coastal villages, and cooperation on energy was discussed.
"""
HANOI = "Hanoi statement\n\nThe Treaty of Amity and Cooperation was signed. Co-operation grows; a treaty helps amity.\n"


@pytest.fixture
def texts(office: Office) -> Office:
    for code, text, day, publisher in (
        ("JKT", JAKARTA, date(2025, 10, 27), "Kemlu"),
        ("SEL", SEOUL, date(2024, 5, 1), "The Jakarta Post"),
        ("HAN", HANOI, None, ""),
    ):
        details = SourceDetails(code=code, published_on=day, publisher=publisher)
        add_source(LOCAL_OPERATOR, content=text.encode(), file="a.txt", details=details)
    return office


def looked_for(typed: str, **narrowed: Any) -> Outcome:
    return search_sources(VISITOR, typed=typed, narrowed=Narrowed(**narrowed))


def found(typed: str, **narrowed: Any) -> list[str]:
    return [one.source.code for one in looked_for(typed, **narrowed).found]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("persetujuan", {"JKT"}),
        ("agreement", {"SEL"}),
        ("melatih", {"JKT"}),
        ("kerjasama", {"JKT"}),
        ("bekerja sama perdagangan", {"JKT"}),
        ("cooperating", {"SEL", "HAN"}),
        ("208.2", {"JKT", "SEL"}),
        ("208,2", {"JKT", "SEL"}),
        ("asean-rok", {"JKT", "SEL"}),
        ("rok", {"JKT", "SEL"}),
        ("desa", {"JKT"}),
        ("dolar AS", {"JKT"}),
        ('"treaty of amity"', {"HAN"}),
        ('"amity treaty"', set()),
        ('"trade reached"', {"SEL"}),
        ('"reached trade"', set()),
        ("nelayan OR fishers", {"JKT", "SEL"}),
        ("nelayan ATAU fishers", {"JKT", "SEL"}),
        ("nelayan | amity", {"JKT", "HAN"}),
        ("asean OR amity -trade", {"JKT", "HAN"}),
        ("asean -perdagangan", {"SEL"}),
        ("seoul", {"SEL"}),
        ("kemlu", {"JKT"}),
        ("HAN", {"HAN"}),
        ("208", set()),
    ],
)
def test_what_is_typed_finds_the_texts_that_say_so(texts: Office, typed: str, codes: set[str]) -> None:
    assert set(found(typed)) == codes


@pytest.mark.parametrize(
    ("narrowed", "codes"),
    [
        ({"language": "id"}, {"JKT"}),
        ({"language": "en"}, {"SEL"}),
        ({"publisher": "the jakarta post"}, {"SEL"}),
        ({"kind": "text"}, {"JKT", "SEL"}),
        ({"kind": "plan"}, set()),
        ({"first": 2025}, {"JKT"}),
        ({"last": 2024}, {"SEL"}),
        ({"first": 2024, "last": 2025}, {"JKT", "SEL"}),
        ({"first": 2026}, set()),
    ],
)
def test_filters_narrow_it_down(texts: Office, narrowed: dict[str, Any], codes: set[str]) -> None:
    assert set(found("208.2", **narrowed)) == codes


def test_a_text_without_a_day_is_in_no_year(texts: Office) -> None:
    assert found("amity") == ["HAN"]
    assert found("amity", last=2100) == found("amity", first=1945) == []


def test_the_snippet_stands_in_the_text_and_shows_the_hits(texts: Office) -> None:
    outcome = looked_for("persetujuan")
    one = outcome.found[0]
    shown = snippet_of(one, outcome.sought)
    text = source_text(one.source)

    assert shown is not None
    assert text is not None
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    assert [text[start:end] for start, end in shown.hits] == ["menyetujui"]
    assert "".join(piece for piece, _ in shown.pieces) == shown.text


def test_a_title_that_fits_has_its_hits_too(texts: Office) -> None:
    outcome = looked_for("seoul")

    assert [piece for piece, hit in title_of(outcome.found[0], outcome.sought).pieces if hit] == ["Seoul"]


def test_what_says_it_more_often_comes_first_and_of_equals_the_newest(office: Office) -> None:
    for code, text, day in (
        ("OLD", "Energy energy energy and more of energy.", date(2020, 1, 1)),
        ("NEW", "Energy once, beside many other words of all kinds.", date(2025, 1, 1)),
        ("SAME-1", "Fisheries in one place.", date(2021, 1, 1)),
        ("SAME-2", "Fisheries in two place.", date(2022, 1, 1)),
    ):
        add_source(
            LOCAL_OPERATOR,
            content=text.encode(),
            file="a.txt",
            details=SourceDetails(code=code, published_on=day, title="-"),
        )

    assert found("energy") == ["OLD", "NEW"]
    assert found("fisheries") == ["SAME-2", "SAME-1"]


def test_a_word_that_no_text_has_is_named(texts: Office) -> None:
    outcome = looked_for("perdagangan kwetiau")

    assert outcome.found == ()
    assert outcome.unknown.words == ("kwetiau",)
    assert "kwetiau" in outcome.notes[0].en


def test_words_that_never_stand_together_are_offered_apart(texts: Office) -> None:
    outcome = looked_for("nelayan amity")

    assert (outcome.found, outcome.unknown.words) == ((), ())
    assert set(found(outcome.unknown.any_of)) == {"JKT", "HAN"}


def test_words_that_tell_nothing_are_said_to_be_left_out(texts: Office) -> None:
    assert found("the treaty") == ["HAN"]
    assert looked_for("dan yang").notes[0].into("id").startswith("Kata ini ada di hampir setiap teks")


@pytest.mark.parametrize("typed", ["-trade", "", "   ", '""', "-", "OR", "***", "|||", "-the"])
def test_what_names_nothing_finds_nothing_and_is_no_fault(texts: Office, typed: str) -> None:
    assert looked_for(typed).found == ()


HOSTILE = (
    'asean" OR stems:"a',
    "asean NEAR rok",
    "stems : asean",
    "asean*",
    "{asean rok}",
    "^asean",
    "asean AND NOT rok",
    "asean') --",
    "asean' | 'x",
    "asean & !rok",
    "asean <-> rok",
    "as\u202eean",
    "ase\u200dan",
    "((((asean",
    "asean\\",
    "as:* & b",
    '"' * 200,
    "-" * 200,
    "a" * 10_000,
    "x OR " * 100,
    ".lid",
    '".kplan"',
    "\x00asean",
    "😀 ⚖️",
    "กขค ຜູ້ ខ្មែរ",
    "'", '"', "\\", ";", "%", "%s", "{}", "{0}", "$1",
)  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_operators_of_an_engine_are_words_like_others(texts: Office, typed: str) -> None:
    assert looked_for(typed).passages >= 0


def test_the_stems_of_traits_cannot_be_typed(texts: Office) -> None:
    assert found(".lid") == found(".ktext") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(typed=st.text(alphabet=st.one_of(st.characters(), st.sampled_from('"-|*()OR .asean')), max_size=60))
def test_nothing_that_is_typed_is_a_fault(texts: Office, typed: str) -> None:
    for one in looked_for(typed).found:
        snippet_of(one, query(typed))


def query(typed: str) -> Any:
    return searching.query_of(typed)


def test_what_nobody_accepted_is_never_found(office: Office) -> None:
    with writing(LOCAL_OPERATOR, Verb.ADD_SOURCE, reason="test") as pen:
        for number, kind in enumerate(UNPUBLISHED):
            content = f"canarysecret {number}".encode()
            keep_source(pen, content=content, code=f"U-{number}", kind=kind, title="canarytitle", file_name="a.txt")
        keep_source(pen, content=b"canaryopen", code="O", kind="text", title="Open", file_name="a.txt")
    index_sources(LOCAL_OPERATOR, which=Which.ALL)

    for actor in (VISITOR, LOCAL_OPERATOR):
        for typed in ("canarysecret", "canarytitle", "U-0"):
            outcome = search_sources(actor, typed=typed)
            assert (outcome.found, outcome.unknown.any_of) == ((), "")
        assert [one.source.code for one in search_sources(actor, typed="canaryopen").found] == ["O"]
    assert not SearchPassage.objects.filter(source__kind__in=UNPUBLISHED).exists()


def test_a_source_that_is_no_longer_shown_is_no_longer_found(office: Office) -> None:
    with writing(LOCAL_OPERATOR, Verb.ADD_SOURCE, reason="test") as pen:
        values = {"content": b"canaryopen", "code": "O", "title": "Open", "file_name": "a.txt"}
        keep_source(pen, kind="text", **values)
        keep_source(pen, kind=REPORT_EVIDENCE, **values)

    assert found("canaryopen") == []


SHEET = "label,actor,status,narrative,as_of\n1.1,X-ALF,completed,canarysheet,2023-12-31\n"


def test_a_sheet_of_countries_is_found_by_those_alone_who_may_read_it(office: Office) -> None:
    office.progress(SHEET, round="2023")

    assert [one.source.kind for one in search_sources(LOCAL_OPERATOR, typed="canarysheet").found] == ["progress_sheet"]
    hidden = search_sources(VISITOR, typed="canarysheet")
    assert (hidden.found, hidden.unknown.words) == ((), ("canarysheet",))


def test_a_source_found_again_under_a_new_title_and_day(texts: Office) -> None:
    with writing(LOCAL_OPERATOR, Verb.ADD_SOURCE, reason="test") as pen:
        keep_source(
            pen, content=HANOI.encode(), code="HAN", kind="text", title="Renamed", file_name="a.txt",
            published_on=date(2023, 1, 1),
        )  # fmt: skip

    assert found("renamed") == found("amity", first=2023, last=2023) == ["HAN"]
    assert found("amity", last=2022) == []


def test_sources_kept_by_older_versions_are_indexed_once(texts: Office) -> None:
    rows = list(SearchPassage.objects.order_by("id").values_list())
    marks = SourceMark.objects.count()
    SearchPassage.objects.all().delete()
    SourceMark.objects.all().delete()
    assert found("amity") == []

    first = index_sources(LOCAL_OPERATOR, which=Which.MISSING)
    again = index_sources(LOCAL_OPERATOR, which=Which.ALL)

    assert (first.sources, first.written, again.sources, again.written) == (4, 4, 4, 0)
    assert list(SearchPassage.objects.order_by("id").values_list()) == rows
    assert SourceMark.objects.count() == marks
    assert found("amity") == ["HAN"]


def test_who_may_not_add_sources_may_not_index_them(texts: Office) -> None:
    with pytest.raises(NotFound):
        index_sources(VISITOR, which=Which.MISSING)


def test_of_very_many_the_newest_are_ranked_and_that_is_said(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MOST_FOUND", 2)
    for number in range(4):
        details = SourceDetails(code=f"N-{number}", published_on=date(2020 + number, 1, 1), title="-")
        add_source(LOCAL_OPERATOR, content=f"Energy number {number}".encode(), file="a.txt", details=details)

    outcome = looked_for("energy")

    assert [one.source.code for one in outcome.found] == ["N-3", "N-2"]
    assert outcome.more
    assert MOST_FOUND == 1_000
    assert "1000" in outcome.notes[-1].en


def test_the_text_of_a_plan_is_found(office: Office) -> None:
    assert f"{CODE}-text-1" in found("action")


def test_nothing_stays_where_keeping_the_source_failed(office: Office) -> None:
    def fails() -> None:
        with writing(LOCAL_OPERATOR, Verb.ADD_SOURCE, reason="test") as pen:
            keep_source(pen, content=b"canaryopen", code="O", kind="text", title="Open", file_name="a.txt")
            raise RuntimeError

    before = SearchPassage.objects.count()
    with pytest.raises(RuntimeError):
        fails()

    assert (SearchPassage.objects.count(), found("canaryopen")) == (before, [])
