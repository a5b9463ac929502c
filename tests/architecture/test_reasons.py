"""Why a version was written is said in both languages, for every reason that the code gives."""

import ast
import re
from collections.abc import Iterator

from pantau.domain.reasons import reason_words
from pantau.domain.words import table
from tests.architecture.tree import modules, named

# What no history shows: programs, mail and work of the machine.
UNSHOWN = ("job", "message", "take request", "make token", "revoke token")


def test_every_reason_that_the_code_gives_has_its_words() -> None:
    given = dict(reasons())

    assert len(given) > 40
    assert {text: place for text, place in given.items() if not worded(text)} == {}


def test_no_reason_has_words_that_nobody_gives() -> None:
    patterns = [re.compile(".+".join(re.escape(part) for part in text.split("\0"))) for text, _ in reasons()]

    said = [str(one["en"]) for one in table("reasons")["reasons"]]
    assert [one for one in said if not any(pattern.fullmatch(one) for pattern in patterns)] == []


def test_every_reason_is_told_by_itself() -> None:
    """The first that fits counts: none stands behind a wider one."""
    said = [
        (re.sub(r"\{\w+\}", "Y", one["en"]), re.sub(r"\{\w+\}", "Y", one["id"])) for one in table("reasons")["reasons"]
    ]

    assert [(en, reason_words(en).id) for en, _ in said] == said


def worded(text: str) -> bool:
    """Whether some reason of the table fits; a hole may hold what the table says in words."""
    pattern = re.compile(".+".join(re.escape(part) for part in text.split("\0")))
    return reason_words(text.replace("\0", "X")).has("id") or any(
        pattern.fullmatch(one["en"]) for one in table("reasons")["reasons"]
    )


def reasons() -> Iterator[tuple[str, str]]:
    """Every reason that is handed to a pen, each with its file; NUL stands for what is filled in."""
    for path, tree in modules("usecases"):
        for node in ast.walk(tree):
            for value in given_in(node):
                for text in texts_of(value):
                    if not text.startswith(UNSHOWN):
                        yield text, named(path)


def given_in(node: ast.AST) -> Iterator[ast.expr]:
    """What is handed over as `reason`, or kept under that name, unless it is what a person said."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "writing":
        yield from (one.value for one in node.keywords if one.arg == "reason")
    if isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == ["reason"]:
        yield node.value


def texts_of(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "\0" for one in value.values)
    elif isinstance(value, ast.Subscript):
        yield from texts_of(value.value)
    elif isinstance(value, ast.IfExp):
        yield from texts_of(value.body)
        yield from texts_of(value.orelse)
