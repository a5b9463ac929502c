"""The workspace folder is found by its name, the environment, or the nearest parent that holds one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pantau.domain.refusals import WorkspaceDamaged, WorkspaceExists, WorkspaceMissing
from pantau.records.workspace import MARK, VARIABLE, find_folder, make_folder, read_folder


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_named_folder_comes_first_then_the_environment_then_the_nearest_parent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, set_, near = (make_folder(tmp_path / name) for name in ("named", "set", "near"))
    deep = near.path / "published" / "2025"
    deep.mkdir()
    monkeypatch.chdir(deep)

    assert find_folder().id == near.id
    monkeypatch.setenv(VARIABLE, str(set_.path))
    assert find_folder().id == set_.id
    assert find_folder(str(named.path)).id == named.id


def test_without_a_workspace_anywhere_it_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceMissing) as refused:
        find_folder()

    assert str(tmp_path) in refused.value.says.en


def test_a_named_folder_without_a_workspace_is_missing_even_inside_one(tmp_path: Path) -> None:
    make_folder(tmp_path / "outer")
    (tmp_path / "outer" / "inner").mkdir()

    with pytest.raises(WorkspaceMissing):
        find_folder(str(tmp_path / "outer" / "inner"))


def test_a_new_folder_has_an_id_of_its_own_and_its_places(tmp_path: Path) -> None:
    first, second = make_folder(tmp_path / "a" / "deep one"), make_folder(tmp_path / "b")

    assert first.id != second.id
    assert read_folder(first.path) == first
    assert sorted(path.name for path in first.path.iterdir()) == ["evidence", MARK, "published"]


def test_an_empty_folder_may_become_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()

    assert make_folder(tmp_path / "there").path == tmp_path / "there"


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")

    with pytest.raises(WorkspaceExists):
        make_folder(tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")

    with pytest.raises(WorkspaceExists):
        make_folder(tmp_path / "file")


@pytest.mark.parametrize(
    "mark",
    [
        b"",
        b"[workspace]\n",
        b"[workspace]\nid = 5\n",
        b'[workspace]\nid = "no id"\n',
        b"workspace = 3\n",
        b"[workspace\n",
        b"\xff\xfe\x00binary",
    ],
)
def test_a_mark_that_cannot_be_read_is_said(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / MARK).write_bytes(mark)

    with pytest.raises(WorkspaceDamaged) as refused:
        read_folder(tmp_path)
    assert MARK in refused.value.says.en


def test_the_folder_is_found_without_loading_django() -> None:
    code = "import sys, pantau.records.workspace; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], env=os.environ, check=False).returncode == 0
