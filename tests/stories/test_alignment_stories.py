"""Stories on two texts of a plan: each case of alignment.toml becomes a test that bears the story's name."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pantau.domain.alignment import Decided, align
from tests.domain.alignment.made import outline, told

FILE = Path(__file__).parent / "alignment.toml"
STORIES = tomllib.loads(FILE.read_text(encoding="utf-8"))["compared"]


@pytest.mark.parametrize("story", STORIES, ids=lambda one: one["story"])
def test_story(story: Mapping[str, Any]) -> None:
    known = [Decided(**{side: tuple(keys) for side, keys in one.items()}) for one in story.get("known", ())]

    comparison = align(outline(story["old"]), outline(story["new"]), known=known)

    assert told(comparison) == story["then"]


def test_no_two_stories_have_one_name() -> None:
    names = [story["story"] for story in STORIES]
    assert len(names) == len(set(names))
