"""Words in two languages as one value, and the packaged tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.domain.words import LANGUAGES, Words, words_from

TEXTS = st.text(st.characters(exclude_characters="{}"), max_size=20)


@given(en=TEXTS, id=TEXTS)
def test_words_answer_in_the_language_asked_for_and_else_in_the_other(en: str, id: str) -> None:
    words = Words(en=en, id=id)
    assert words.into("en") == (en or id)
    assert words.into("id") == (id or en)
    assert (words.has("en"), words.has("id")) == (bool(en), bool(id))
    assert str(words) == words.into("en")


@given(en=TEXTS, id=TEXTS)
def test_the_json_of_words_leaves_out_missing_languages_and_reads_back(en: str, id: str) -> None:
    words = Words(en=en, id=id)
    row = words.as_json()
    assert set(row) == {language for language in LANGUAGES if words.has(language)}
    if row:
        assert words_from(row) == words


@given(name=TEXTS, en=TEXTS, id=TEXTS)
def test_places_are_filled_in_each_language_with_the_words_of_that_language(name: str, en: str, id: str) -> None:
    filled = Words(en="[{what}] {name}", id="<{what}> {name}").fill(what=Words(en=en, id=id), name=name)
    assert filled == Words(en=f"[{en or id}] {name}", id=f"<{id or en}> {name}")


def test_braces_in_what_is_filled_in_are_plain_text() -> None:
    assert Words(en="{title}").fill(title="{secret}").en == "{secret}"


def test_a_place_that_nobody_fills_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words(en="{number} lines").fill(count=1)


@pytest.mark.parametrize("value", [{}, {"en": ""}, {"en": "a", "fr": "b"}])
def test_words_need_a_text_in_a_known_language_and_no_other(value: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="words need a text"):
        words_from(value)
