"""`./run` says in a sentence what is missing, works with spaces in its path, and installs nothing twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

TOOLS = ("cat", "cksum", "dirname", "find", "grep", "ls", "mv", "rm", "sed", "sh", "sort", "tail", "tr")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space in its name that holds `run`, what it reads, and programs of its own in `bin`."""
    folder = tmp_path / "a check out"
    (folder / "bin").mkdir(parents=True)
    for name in ("run", "pyproject.toml", "constraints.txt", "src/pantau/locale/compile_hook.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    return folder


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(checkout / "run"), *arguments],
        cwd="/",
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_alone_it_lists_its_tasks(checkout: Path) -> None:
    done = run(checkout)

    assert done.returncode == 0
    for task in ("setup", "demo", "serve", "test", "check", "bench", "soak", "fmt"):
        assert f"\n  {task}" in done.stdout


def test_an_unknown_task_is_wrong_usage(checkout: Path) -> None:
    done = run(checkout, "dmeo")

    assert done.returncode == 2
    assert "There is no task dmeo." in done.stderr


def test_without_python_it_says_what_to_install(checkout: Path) -> None:
    done = run(checkout, "setup")

    assert done.returncode == 1
    assert done.stderr.startswith("No Python was found; install Python 3.11, 3.12 or 3.13")


def test_an_old_python_is_named(checkout: Path) -> None:
    program(checkout / "bin", "python3", "cat >/dev/null; echo old 3.9.2")

    assert run(checkout, "setup").stderr == (
        "Python 3.9.2 (python3) does not fit; install Python 3.11, 3.12 or 3.13.\n"
    )


def test_a_python_without_venv_names_the_debian_package(checkout: Path) -> None:
    program(checkout / "bin", "python3", "cat >/dev/null; echo bare 3.11.2")

    assert "install the Debian package python3.11-venv." in run(checkout, "setup").stderr


def test_an_interpreter_asked_for_by_name_is_not_replaced(checkout: Path) -> None:
    program(checkout / "bin", "python3", "cat >/dev/null; echo fit 3.11.2")

    done = run(checkout, "setup", PYTHON="/no/such/python")

    assert done.stderr == "There is no Python interpreter /no/such/python.\n"


FAKE_PYTHON = """
case $1 in
    -) cat >/dev/null; echo fit 3.11.2 ;;
    -V) echo Python 3.11.2 ;;
    -m) case $2 in
            venv) for folder; do :; done; rm -rf "$folder"; "$MKDIR" -p "$folder/bin"; cat "$0" >"$folder/bin/python"
                  "$CHMOD" +x "$folder/bin/python"; echo venv >>"$HOME/did" ;;
            pip) echo pip >>"$HOME/did"; exit "${PIP_ENDS:-0}" ;;
        esac ;;
esac
"""


def did(checkout: Path, task: str = "setup", **environment: str) -> list[str]:
    """What a set-up did since the last call: made the environment, called pip (once for the build, once for us)."""
    tools = {"MKDIR": shutil.which("mkdir") or "", "CHMOD": shutil.which("chmod") or ""}
    run(checkout, task, **tools, **environment)
    log = checkout / "did"
    lines = log.read_text().split() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


def test_a_second_set_up_does_nothing_and_a_changed_list_installs_again(checkout: Path) -> None:
    program(checkout / "bin", "python3", FAKE_PYTHON)

    assert did(checkout) == ["venv", "pip", "pip"]
    assert did(checkout) == []
    with (checkout / "constraints.txt").open("a") as pins:
        pins.write("another==1\n")
    assert did(checkout) == ["pip", "pip"]
    assert did(checkout) == []


def test_a_new_translation_is_compiled_by_the_next_set_up(checkout: Path) -> None:
    program(checkout / "bin", "python3", FAKE_PYTHON)
    did(checkout)
    program(checkout / "src" / "pantau" / "locale" / "id", "django.po", "")

    assert did(checkout) == ["pip", "pip"]


def test_a_moved_checkout_is_made_anew(checkout: Path) -> None:
    program(checkout / "bin", "python3", FAKE_PYTHON)
    did(checkout)
    moved = checkout.rename(checkout.with_name("elsewhere now"))

    assert did(moved) == ["venv", "pip", "pip"]


def test_a_half_done_set_up_is_not_taken_for_a_whole_one(checkout: Path) -> None:
    program(checkout / "bin", "python3", FAKE_PYTHON)

    assert did(checkout, PIP_ENDS="1") == ["venv", "pip"]
    assert did(checkout) == ["venv", "pip", "pip"]


def test_what_fails_is_shown_with_the_words_of_pip(checkout: Path) -> None:
    program(checkout / "bin", "python3", FAKE_PYTHON.replace("exit", "echo no such package; exit"))

    done = run(
        checkout,
        "setup",
        PIP_ENDS="1",
        MKDIR=shutil.which("mkdir") or "",
        CHMOD=shutil.which("chmod") or "",
    )

    assert done.returncode == 1
    assert "no such package" in done.stderr
    assert "could not be installed" in done.stderr


def test_it_runs_under_any_posix_shell() -> None:
    shell = shutil.which("dash") or shutil.which("sh") or "sh"

    assert subprocess.run([shell, "-n", str(ROOT / "run")], check=False).returncode == 0
    assert os.access(ROOT / "run", os.X_OK)
