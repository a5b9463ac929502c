"""The build compiles every catalogue, and does not mind if there is none."""

import gettext
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import PoFileError

from pantau.locale.compile_hook import CompileTranslations

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def build(root: Path) -> list[str]:
    hook: Any = CompileTranslations(str(root), {}, None, None, "", "wheel")
    build_data: dict[str, Any] = {"artifacts": []}
    hook.initialize("standard", build_data)
    artifacts: list[str] = build_data["artifacts"]
    return artifacts


def catalogue(root: Path, text: str) -> Path:
    folder = root / "src" / "pantau" / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(HEAD + text, encoding="utf-8")
    return folder.parents[1]


def test_a_catalogue_is_compiled_and_goes_into_the_package(tmp_path: Path) -> None:
    locale = catalogue(tmp_path, 'msgid "Plans"\nmsgstr "Rencana"\n')

    assert build(tmp_path) == ["/src/pantau/locale/id/LC_MESSAGES/django.mo"]
    assert gettext.translation("django", str(locale), languages=["id"]).gettext("Plans") == "Rencana"


def test_an_uncertain_translation_is_left_out(tmp_path: Path) -> None:
    locale = catalogue(tmp_path, '#, fuzzy\nmsgid "Plans"\nmsgstr "Rencana?"\n')
    build(tmp_path)

    assert gettext.translation("django", str(locale), languages=["id"]).gettext("Plans") == "Plans"


def test_without_catalogues_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert build(tmp_path) == []


def test_a_broken_catalogue_stops_the_build(tmp_path: Path) -> None:
    catalogue(tmp_path, 'msgid "Plans\n')

    with pytest.raises(PoFileError):
        build(tmp_path)
