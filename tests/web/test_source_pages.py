"""Sources on their pages: handed in by a form, and refused beside the field that is wrong."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pantau.records.models import Source
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
