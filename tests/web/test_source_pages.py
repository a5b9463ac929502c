"""Sources on their pages: handed in by a form, and refused beside the field that is wrong."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pantau.records.models import Source
from pantau.records.queries.sources import source_named
from tests.reading.test_origins import RELEASE as REPEATED
from tests.web.people import OPERATOR, signed_in
from tests.web.world import World

URL = "/en/desk/sources/new/"
RELEASE = "Menteri bertemu di Jakarta\r\n\r\nKerja sama dengan mitra mencapai 208,2 miliar dolar AS.\r\n"


def test_a_pasted_text_becomes_a_source_and_is_shown(world: World) -> None:
    client = signed_in(OPERATOR)

    response = client.post(
        URL, {"text": RELEASE, "publisher": "Kemlu", "date": "2025-10-27", "link": "https://example.org/a"}
    )

    page = client.get(response["Location"]).content.decode()
    assert "Menteri bertemu di Jakarta" in page
    assert "208,2 miliar" in page
    assert 'href="https://example.org/a"' in page


def test_an_uploaded_file_becomes_a_source_once(world: World) -> None:
    client = signed_in(OPERATOR)

    for _again in range(2):
        client.post(URL, {"file": SimpleUploadedFile("a.txt", RELEASE.encode())})

    assert Source.objects.filter(file_name="a.txt").count() == 1


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(world: World) -> None:
    client = signed_in(OPERATOR)

    response = client.post("/id/desk/sources/new/", {"text": RELEASE, "title": "Judul", "link": "kemlu"})

    page = response.content.decode()
    assert response.status_code == 422
    assert "bukan alamat laman" in page
    assert 'id="f-link-fault"' in page
    assert 'value="Judul"' in page


def test_nothing_sent_is_said(world: World) -> None:
    response = signed_in(OPERATOR).post(URL, {"title": "Nothing"})

    assert response.status_code == 422
    assert not Source.objects.filter(title="Nothing").exists()


def test_a_title_that_looks_like_markup_is_text(world: World) -> None:
    """T18"""
    client = signed_in(OPERATOR)

    response = client.post(URL, {"text": RELEASE, "title": "<script>alert(1)</script>"})

    page = client.get(response["Location"]).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_may_repeat_one_release_is_shown_with_why_and_joined_by_a_person(world: World) -> None:
    client = signed_in(OPERATOR)
    client.post(URL, {"text": REPEATED, "code": "FIRST"})

    asked = client.post(URL, {"text": "Another headline\n\n" + REPEATED, "code": "SECOND"})

    page = client.get(asked["Location"])
    assert asked["Location"].endswith("/desk/sources/SECOND/origin/")
    assert "word for word" in page.content.decode()
    assert source_named("SECOND").origin == ""
    client.post(asked["Location"], {"do": "join", "other": "FIRST", "seen": page.context["row"].source.version})
    assert source_named("SECOND").origin == source_named("FIRST").origin != ""


def test_a_decision_on_an_older_version_is_a_conflict(world: World) -> None:
    """T26"""
    client = signed_in(OPERATOR)
    url = "/en/desk/sources/STATEMENT/origin/"
    seen = source_named("STATEMENT").version
    client.post(url, {"do": "name", "origin": "Agency", "seen": seen})

    late = client.post(url, {"do": "name", "origin": "Another", "seen": seen})

    assert late.status_code == 409
    assert source_named("STATEMENT").origin == "Agency"


def test_a_decision_without_its_words_is_refused_beside_its_field(world: World) -> None:
    response = signed_in(OPERATOR).post("/en/desk/sources/STATEMENT/origin/", {"do": "name", "origin": " "})

    assert response.status_code == 422
    assert 'id="f-origin-fault"' in response.content.decode()


def test_what_is_known_of_a_source_is_corrected_on_its_page(world: World) -> None:
    client = signed_in(OPERATOR)
    url = "/en/desk/sources/STATEMENT/edit/"
    seen = source_named("STATEMENT").version

    wrong = client.post(url, {"title": "A better title", "link": "kemlu", "seen": seen})
    right = client.post(url, {"title": "A better title", "publisher": "Kemlu", "seen": seen})
    late = client.post(url, {"title": "Too late", "seen": seen})

    assert (wrong.status_code, right.status_code, late.status_code) == (422, 303, 409)
    assert 'id="f-link-fault"' in wrong.content.decode()
    assert (source_named("STATEMENT").title, source_named("STATEMENT").publisher) == ("A better title", "Kemlu")
