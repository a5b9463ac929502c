"""Words in several languages are kept as one value, whose keys are checked on the way in."""

import json

import pytest
from django.db import connection

from pantau.domain.words import Words
from tests.records.rows import LATER, model_named, pen, row_of


def kept(row: object) -> object:
    """What the column holds, as the engine has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM records_actor")
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


@pytest.mark.django_db
def test_words_come_back_as_they_went_in() -> None:
    words = Words(en="Sea “rescue” – plan", id="Penyelamatan di laut ✓")

    row = row_of("Actor", name=words)

    assert type(row).objects.get().name == words
    assert kept(row) == {"en": "Sea “rescue” – plan", "id": "Penyelamatan di laut ✓"}


@pytest.mark.django_db
def test_one_language_is_enough_and_the_other_is_not_made_up() -> None:
    row = row_of("Actor", name=Words(id="Badan Uji"))

    assert type(row).objects.get().name == Words(id="Badan Uji")


@pytest.mark.django_db
def test_words_can_be_changed_and_looked_for() -> None:
    row = row_of("Actor", name=Words(en="Old", id="Lama"))

    pen(at=LATER).change(row, name=Words(en="New", id="Baru"))

    assert model_named("Actor").objects.get(name__id="Baru").name.en == "New"
    assert [entry.name.en for entry in type(row).history.order_by("history_id")] == ["Old", "New"]


@pytest.mark.django_db
@pytest.mark.parametrize("words", [{"fr": "Mer"}, {"en": "Sea", "de": "Meer"}, {"en": ""}, {}])
def test_a_language_or_value_that_nobody_knows_is_refused(words: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        row_of("Actor", name=words)
