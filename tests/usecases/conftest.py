"""The office that the tests of the use-cases work in."""

import pytest

from pantau.records.workspace import Folder
from tests.usecases.office import Office, opened


@pytest.fixture
def office(db: None, folder: Folder) -> Office:
    return opened(folder)
