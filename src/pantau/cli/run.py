"""Finds the command that is meant, runs it, and says refusals the way every other edge does."""

import importlib
import json
import os
import sys
from collections.abc import Sequence

from pantau import __version__
from pantau.cli import AT_ONCE, COMMANDS
from pantau.cli.language import LANGUAGE_VARIABLE, USER_VARIABLE, language, say
from pantau.domain.refusals import Refusal, RowsRejected
from pantau.domain.words import table, words_from

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns its exit code."""
    rest = _leading_options(list(arguments))
    if rest is None or not _are_text(rest):
        return WRONG_USAGE
    if not rest or rest[0] in ("--help", "-h", "help"):
        print(_overview(COMMANDS))
        return DONE
    if rest[0] == "--version":
        print(f"pantau {__version__}")
        return DONE
    name = next((" ".join(rest[:words]) for words in (2, 1) if " ".join(rest[:words]) in COMMANDS), None)
    if name is None:
        return _unknown(rest)
    return _call(name, rest[len(name.split()) :])


def _leading_options(arguments: list[str]) -> list[str] | None:
    """The arguments after `--workspace DIR`, `--lang CODE` and `--user NAME`, which may stand before the command."""
    variables = {"--workspace": "PANTAU_WORKSPACE", "--lang": LANGUAGE_VARIABLE, "--user": USER_VARIABLE}
    while arguments and arguments[0].split("=")[0] in variables:
        option, _, value = arguments.pop(0).partition("=")
        if not value and not arguments:
            print(say("{option} needs a value.", option=option), file=sys.stderr)
            return None
        os.environ[variables[option]] = value or arguments.pop(0)
    return arguments


def _are_text(arguments: Sequence[str]) -> bool:
    """Whether every argument is text; Python marks a byte that is none by a lone surrogate, which nothing can keep."""
    for argument in arguments:
        if any("\ud800" <= sign <= "\udfff" for sign in argument):
            print(say("The argument {argument} is not text in UTF-8.", argument=ascii(argument)), file=sys.stderr)
            return False
    return True


def _call(name: str, arguments: list[str]) -> int:
    try:
        if name in AT_ONCE:
            left: int | None = importlib.import_module(AT_ONCE[name]).at_once(arguments)
            if left is not None:
                return left
        return _parsed(name, arguments)
    except Refusal as refusal:
        _refuse(refusal, as_json="--json" in arguments)
        return REFUSED
    except BrokenPipeError:
        sys.stderr.close()
    return DONE


def _parsed(name: str, arguments: list[str]) -> int:
    """The exit code of a command whose arguments typer reads."""
    # heavy rooms (Django, typer) load only with the command that needs them, so that `pantau --help` stays quick
    import typer

    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(help=_summary(name))(importlib.import_module(COMMANDS[name]).command)
    try:
        typer.main.get_command(app)(arguments, prog_name=f"pantau {name}")
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else DONE
    return DONE


def _refuse(refusal: Refusal, *, as_json: bool) -> None:
    """Standard output under --json, standard error for people."""
    if as_json:
        print(json.dumps(refusal.as_json(language()), ensure_ascii=False, indent=2))
        return
    rows = refusal.problems if isinstance(refusal, RowsRejected) else ()
    for one in (*rows, refusal):
        place = f"{one.where}: " if one.where else ""
        print(f"{place}{one.says.into(language())}\n  {one.mend.into(language())}", file=sys.stderr)


def _summary(name: str) -> str:
    return words_from(table("commands")[name]).into(language())


def _overview(names: Sequence[str] | dict[str, str]) -> str:
    width = max(len(name) for name in names)
    lines = [f"  pantau {name:<{width}}  {_summary(name)}" for name in names]
    return "\n".join(
        [
            say("Pantau keeps the record of cooperation plans and shows the rule and evidence behind every figure."),
            "",
            *lines,
            "",
            say("Each command takes --help and --json. Exit codes: 0 done, 1 refused, 2 wrong usage."),
        ]
    )


def _unknown(words: list[str]) -> int:
    group = [name for name in COMMANDS if name.split()[0] == words[0]]
    if group:
        print(_overview(group), file=sys.stderr)
        return WRONG_USAGE
    # only here: every command that is spelt right would wait for it
    import difflib

    near = difflib.get_close_matches(" ".join(words[:2]), COMMANDS, n=1) or difflib.get_close_matches(
        words[0], COMMANDS, n=1
    )
    print(say("There is no command “{name}”.", name=words[0]), file=sys.stderr)
    print(say("Did you mean `pantau {name}`?", name=near[0]) if near else say("See `pantau --help`."), file=sys.stderr)
    return WRONG_USAGE
