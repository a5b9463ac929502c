"""The office that the tests of the use-cases work in."""

from collections.abc import Callable

import pytest
from pytest_django import DjangoDbBlocker

from pantau.records.workspace import Folder
from tests.usecases.office import Office, opened
from tests.workspaces import folder_of


@pytest.fixture(scope="module")
def office_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Office:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("office") / "workspace") as folder:
        return opened(folder)


@pytest.fixture
def office(office_template: Office, db: None, folder_again: Callable[[Folder], Folder]) -> Office:
    return Office(folder=folder_again(office_template.folder))
