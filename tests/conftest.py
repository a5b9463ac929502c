"""What all tests share: how long property tests look, which tests wait for `./run soak` or for a browser, and the
workspaces they work in.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pantau.records.workspace import VARIABLE, Folder, make_folder
from tests.warm import Warm
from tests.workspaces import ACTORS, PLAN, Pantau, copied, drop, fresh

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# No deadline: a machine that does something else for a moment is no fault of the code. In CI the examples are the
# same at every run; `./run soak` looks at twenty times as many.
settings.register_profile("pantau", settings.get_profile("ci" if IN_CI else "default"), deadline=None)
settings.register_profile(
    "soak",
    settings.get_profile("default"),
    deadline=None,
    max_examples=20 * settings.get_profile("default").max_examples,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("pantau")


# Whatever uses one of these touches a database, hence runs on both.
STORED = {"db", "transactional_db", "django_db_setup", "planned_template", "bare", "empty"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests run where asked for by `-m soak`; browser tests where there is a browser, and in CI always."""
    for item in items:
        if item.get_closest_marker("django_db") or STORED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("stored")
    if "soak" not in config.getoption("markexpr"):
        waiting = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if item not in waiting]
    if CHROMIUM is None and not IN_CI:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no chromium; Debian's package is chromium"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The folder of a workspace whose database is the one of the test."""
    made = make_folder(tmp_path / "workspace")
    monkeypatch.setenv(VARIABLE, str(made.path))
    return made


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The process that becomes a `pantau` for each command."""
    process = Warm(tmp_path_factory.mktemp("warm"))
    yield process
    process.close()


@pytest.fixture(scope="session")
def empty_template(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pantau]:
    made = fresh(tmp_path_factory.mktemp("empty") / "workspace", warm)
    made.must("init", made.folder)
    yield made
    drop(made)


@pytest.fixture(scope="session")
def planned_template(empty_template: Pantau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pantau]:
    made = copied(empty_template, tmp_path_factory.mktemp("planned") / "workspace")
    made.must("register", "import", "actors", made.file("actors.csv", ACTORS))
    plan = made.file("plan.txt", PLAN)
    made.must("plan", "import", plan, "--code", "TESTS", "--period", "2021..2025", "--illustrative")
    yield made
    drop(made)


@pytest.fixture(scope="session")
def shared(planned_template: Pantau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pantau]:
    made = copied(planned_template, tmp_path_factory.mktemp("shared") / "workspace")
    yield made
    drop(made)


@pytest.fixture
def untouched(shared: Pantau) -> Pantau:
    """As `pantau`, the same for all tests that are refused and hence change nothing."""
    return replace(shared, environment={})


@pytest.fixture
def bare(warm: Warm, tmp_path: Path) -> Iterator[Pantau]:
    """The command `pantau` where there is no workspace yet."""
    made = fresh(tmp_path / "workspace", warm)
    yield made
    drop(made)


@pytest.fixture
def empty(empty_template: Pantau, tmp_path: Path) -> Iterator[Pantau]:
    """The command `pantau` in a workspace as `init` makes it."""
    made = copied(empty_template, tmp_path / "workspace")
    yield made
    drop(made)


@pytest.fixture
def pantau(planned_template: Pantau, tmp_path: Path) -> Iterator[Pantau]:
    """The command `pantau` in a workspace with the plan TESTS of ten lines, which three countries owe."""
    made = copied(planned_template, tmp_path / "workspace")
    yield made
    drop(made)
