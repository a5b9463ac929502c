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


def test_details_are_corrected_and_those_not_named_stay(pantau: Pantau) -> None:
    pantau.must("source", "add", pantau.file("release.txt", TEXT), "--code", "JKT", "--publisher", "Kemlu")

    said = pantau.must("source", "edit", "JKT", "--date", "2025-10-27", "--json").json
    cleared = pantau.must("source", "edit", "JKT", "--publisher", "", "--json").json
    again = pantau.must("source", "edit", "JKT", "--publisher", "")

    assert (said["publisher"], said["published_on"]) == ("Kemlu", "2025-10-27")
    assert (cleared["publisher"], cleared["published_on"]) == (None, "2025-10-27")
    assert "nothing was changed" in again.out
