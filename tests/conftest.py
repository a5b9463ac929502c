"""What all tests share: how long property tests look, which tests wait for `./run soak` or for a browser, and the
workspaces they work in.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import transaction
from django.utils.translation import deactivate
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from pantau.records.workspace import VARIABLE, Folder, make_folder
from tests.readers import Readers
from tests.warm import Warm
from tests.workspaces import ACTORS, PLAN, Pantau, copied, drop, fresh

IN_CI = os.environ.get("CI") == "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# A test of pages may come between two of a browser, whose driver has a loop running in the same thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

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


# Whatever uses one of these asks the database in this process, hence runs on both engines. A command in a process of
# its own does so through the same code; of those tests the ones that say `stored` run on both.
STORED = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests run where asked for by `-m soak`; browser tests where there is a browser, and in CI always."""
    for item in items:
        if item.get_closest_marker("sqlite_alone"):
            continue
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


COSTS = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


@pytest.fixture(autouse=True)
def light_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password costs next to nothing to hash, by the same algorithm."""
    for name, cost in COSTS.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, cost)


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """The process that becomes a reading child for each file."""
    process = Readers()
    yield process
    process.close()


@pytest.fixture(autouse=True)
def warm_readers(request: pytest.FixtureRequest, readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read by a child that has loaded its libraries, where the child is not what is tested."""
    if request.node.get_closest_marker("cold_readers") is None:
        started = SimpleNamespace(Popen=readers.start, PIPE=subprocess.PIPE)
        monkeypatch.setattr("pantau.files.child.subprocess", started)


@pytest.fixture(autouse=True)
def _spoken() -> Iterator[None]:
    """No test speaks the language of the one before it."""
    yield
    deactivate()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The folder of a workspace whose database is the one of the test."""
    made = make_folder(tmp_path / "workspace")
    monkeypatch.setenv(VARIABLE, str(made.path))
    return made


@pytest.fixture
def folder_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Folder], Folder]:
    """A copy for one test of the folder that a fixture of its module has filled."""

    def again(filled: Folder) -> Folder:
        made = replace(filled, path=tmp_path / "workspace")
        shutil.copytree(filled.path, made.path)
        monkeypatch.setenv(VARIABLE, str(made.path))
        return made

    return again


@pytest.fixture(scope="module")
def lasting(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DjangoDbBlocker]:
    """A transaction around all tests of a module: rows that a fixture of the module writes are there for each of them,
    and what a test writes is gone after it. Writing needs `unblock()`. Not for modules with
    `django_db(transaction=True)`, which empties the tables.
    """
    with ExitStack() as around:
        with django_db_blocker.unblock():
            around.enter_context(transaction.atomic())
        yield django_db_blocker
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.close()


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


@pytest.fixture(scope="session")
def demo_template(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pantau]:
    """The workspace of `pantau demo`."""
    made = fresh(tmp_path_factory.mktemp("demo") / "workspace", warm)
    made.must("demo", "--no-serve", "--workspace", made.folder)
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
