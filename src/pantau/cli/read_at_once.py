"""`pantau read` called plainly: loading the parser of arguments takes longer than reading a text does."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pantau.cli.claim_lines import print_claims

_PUBLISHED = "--published"


def at_once(arguments: Sequence[str]) -> int | None:
    """The exit code; None where the arguments need the parser: help, an unknown option, a date that is none."""
    files: list[Path] = []
    said, as_json = "", False
    rest = list(arguments)
    while rest:
        one = rest.pop(0)
        if one == "--json":
            as_json = True
        elif one.partition("=")[0] == _PUBLISHED and ("=" in one or rest):
            said = one.partition("=")[2] or rest.pop(0)
        elif one.startswith("-") and one != "-":
            return None
        else:
            files.append(Path(one))
    try:
        published = date.fromisoformat(said) if said else None
    except ValueError:
        return None
    return print_claims(files, published=published, as_json=as_json) if files else None
