"""The office with an open round, and programs that call the API for its people."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.core.cache import caches
from django.utils import translation
from pytest_django import DjangoDbBlocker

from pantau.records.workspace import Folder
from tests.api.made import Cycle, Program, made_cycle
from tests.usecases.office import Office, opened
from tests.workspaces import folder_of


@pytest.fixture(autouse=True)
def calm() -> Iterator[None]:
    """Each test begins in English, with nobody having asked anything yet."""
    caches["limits"].clear()
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def cycle_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Cycle:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("cycle") / "workspace") as folder:
        return made_cycle(opened(folder))


@pytest.fixture
def cycle(cycle_template: Cycle, db: None, folder_again: Callable[[Folder], Folder]) -> Cycle:
    return replace(cycle_template, office=Office(folder=folder_again(cycle_template.office.folder)))


@pytest.fixture
def anybody(cycle: Cycle) -> Program:
    return Program()


@pytest.fixture
def focal(cycle: Cycle) -> Program:
    return Program(secret=cycle.tokens["focal"])


@pytest.fixture
def approver(cycle: Cycle) -> Program:
    return Program(secret=cycle.tokens["approver"])


@pytest.fixture
def other(cycle: Cycle) -> Program:
    """The approver of another country."""
    return Program(secret=cycle.tokens["other"])


@pytest.fixture
def reviewer(cycle: Cycle) -> Program:
    return Program(secret=cycle.tokens["reviewer"])
