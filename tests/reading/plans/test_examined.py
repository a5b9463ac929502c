"""Texts of somebody who had not read the reader give the lines that the counting policy asks for."""

from pathlib import Path

import pytest

from pantau.reading.plans import read_plan

FOLDER = Path(__file__).parent / "examined"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.lines")))
def test_an_examiners_text_gives_its_lines(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_bytes().decode()
    wanted = [tuple(row.split("\t")) for row in (FOLDER / f"{name}.lines").read_text(encoding="utf-8").splitlines()]

    found = [("/".join(node.path[:-1]), node.label, node.text) for node in read_plan(text).lines]

    assert wanted
    assert found == wanted
