"""`pantau source`: texts are kept with what is known of them."""

from tests.workspaces import Pantau

TEXT = "Menteri bertemu di Jakarta\n\nKerja sama mencapai 208,2 miliar dolar AS pada tahun 2024.\n"


def test_a_text_is_kept_once_with_what_it_tells(pantau: Pantau) -> None:
    path = pantau.file("release.txt", TEXT)

    first = pantau.must("source", "add", path, "--publisher", "Kemlu", "--date", "2025-10-27", "--json").json
    again = pantau.must("source", "add", path, "--title", "Another", "--json").json

    assert (first["title"], first["language"], first["publisher"]) == ("Menteri bertemu di Jakarta", "id", "Kemlu")
    assert (first.pop("new"), again.pop("new")) == (True, False)
    assert again == first


def test_a_day_that_is_none_is_refused(pantau: Pantau) -> None:
    refusal = pantau.refusal("source", "add", pantau.file("release.txt", TEXT), "--date", "yesterday")

    assert (refusal["code"], refusal["where"]) == ("date_invalid", "--date")
