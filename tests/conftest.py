"""What all tests share: how long property tests look, and which tests wait for `./run soak` or for a browser."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests run where asked for by `-m soak`; browser tests where there is a browser, and in CI always."""
    if "soak" not in config.getoption("markexpr"):
        waiting = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if item not in waiting]
    if CHROMIUM is None and not IN_CI:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no chromium; Debian's package is chromium"))
