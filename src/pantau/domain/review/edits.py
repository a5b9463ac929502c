"""One edit of a plan's tree, as a page sends it and a draft keeps it, checked before anything is done."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pantau.domain.plantree import NodeKind
from pantau.domain.refusals import CellUnknown, DateInvalid, DateOutOfRange, EditInvalid, TextTooLong
from pantau.domain.words import Words, table, words_from

EARLIEST, LATEST = date(1945, 1, 1), date(2100, 12, 31)
LABEL_LIMIT = 100
LEAD_LIMIT = 400
TEXT_LIMIT = 20_000
OF_SHAPE = "of_shape"

_KEYS = ("do", "nodes", "value", "at")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HALF = re.compile(r"[\ud800-\udfff]")


class Deed(StrEnum):
    """What an edit does."""

    PROMOTE = "promote"
    DEMOTE = "demote"
    SPLIT = "split"
    MERGE = "merge"
    RETYPE = "retype"
    RETYPE_LEVEL = "retype_level"
    COUNT = "count"
    UNCOUNT = "uncount"
    RELABEL = "relabel"
    REWORD = "reword"
    LEAD = "lead"
    DUE = "due"

    @property
    def words(self) -> Words:
        """Its name, as a verb."""
        return words_from(table("edits")["deeds"][self.value])


ONE_AT_A_TIME = frozenset({Deed.SPLIT, Deed.RETYPE_LEVEL, Deed.RELABEL, Deed.REWORD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A deed upon nodes of a draft, by their numbers.

    `value` is the new label, text, lead body, due date (ISO; empty for none) or kind; for `retype_level` a kind alone
    ("line": every node as deep as the chosen one) or with ` of_shape` ("line of_shape": those of them whose label
    looks like its label). `at` is the place in the text where it is split, in code points.
    """

    do: Deed
    nodes: tuple[int, ...]
    value: str = ""
    at: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"do": self.do.value, "nodes": list(self.nodes), "value": self.value, "at": self.at}


def edit_from(given: Any) -> Edit:
    """The edit in a JSON value that anybody may have written.

    >>> edit_from({"do": "retype", "nodes": [4], "value": "line"}).do
    <Deed.RETYPE: 'retype'>

    Raises:
        EditInvalid: its form is wrong.
        CellUnknown: nobody knows the deed or the kind.
        DateInvalid, DateOutOfRange, TextTooLong: see `checked`.
    """
    if not isinstance(given, Mapping):
        raise invalid("no_object")
    for key in given:
        if key not in _KEYS:
            raise invalid("unknown_key", key=str(key)[:40])
    for key in ("do", "nodes"):
        if key not in given:
            raise invalid("missing_key", key=key)
    return checked(
        Edit(
            do=_deed(given["do"]),
            nodes=_numbers(given["nodes"]),
            value=_text(given.get("value", "")),
            at=_place(given.get("at", 0)),
        )
    )


def checked(edit: Edit) -> Edit:
    """The edit, if its nodes are some and its value can stand for its deed, whatever the tree.

    Raises:
        EditInvalid, CellUnknown (kind), DateInvalid, DateOutOfRange (due date), TextTooLong (label, text, lead body).
    """
    if not edit.nodes:
        raise invalid("no_nodes")
    if edit.do in ONE_AT_A_TIME and len(edit.nodes) > 1:
        raise invalid("one_node")
    seen: set[int] = set()
    for node in edit.nodes:
        if node in seen:
            raise invalid("repeated_node", node=node)
        seen.add(node)
    check = _CHECKS.get(edit.do)
    if check is not None:
        check(edit.value)
    return edit


def tidied(value: str) -> str:
    """A typed text with its white space normalised.

    >>> tidied("  Plant \\n trees ")
    'Plant trees'
    """
    return " ".join(value.split())


def is_plain(value: str) -> bool:
    """Whether a text can be kept everywhere: no NUL, no half of a character.

    >>> is_plain("Plant trees"), is_plain("a" + chr(0)), is_plain(chr(0xD800))
    (True, False, False)
    """
    return "\0" not in value and not _HALF.search(value)


def kind_in(value: str) -> NodeKind:
    """The kind in a value of `retype`. Raises CellUnknown."""
    if value not in set(NodeKind):
        raise CellUnknown(text=value[:40], column="kind", expected=", ".join(NodeKind))
    return NodeKind(value)


def level_in(value: str) -> tuple[NodeKind, bool]:
    """The kind in a value of `retype_level`, and whether it is for nodes of the same label shape. Raises CellUnknown.

    >>> level_in("line of_shape")
    (<NodeKind.LINE: 'line'>, True)
    """
    kind = value.removesuffix(f" {OF_SHAPE}")
    return kind_in(kind), kind != value


def day_in(value: str) -> date | None:
    """The due date in a value, ``None`` where it is empty. Raises DateInvalid, DateOutOfRange."""
    text = value.strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError as fault:
        raise DateInvalid(text=text[:40]) from fault
    if not EARLIEST <= day <= LATEST:
        raise DateOutOfRange(date=text, low=EARLIEST, high=LATEST)
    return day


def label_in(value: str) -> str:
    """The label in a label as printed: no brackets, no dot at the end.

    >>> label_in("(a)"), label_in("1.1.2."), label_in(" Pasal  3 "), label_in("")
    ('a', '1.1.2', 'Pasal 3', '')
    """
    return tidied(value).lstrip("([{").rstrip(".:)]}").strip()


def invalid(fault: str, **places: object) -> EditInvalid:
    """The refusal of an edit, for a key of `[invalid]` in data/edits.toml."""
    return EditInvalid(detail=words_from(table("edits")["invalid"][fault]).fill(**places))


def fits(value: str, *, column: str, limit: int) -> None:
    """Raises TextTooLong."""
    length = len(tidied(value))
    if length > limit:
        raise TextTooLong(length=length, column=column, limit=limit)


_CHECKS: Mapping[Deed, Callable[[str], object]] = {
    Deed.RETYPE: kind_in,
    Deed.RETYPE_LEVEL: level_in,
    Deed.RELABEL: lambda value: fits(value, column="label", limit=LABEL_LIMIT),
    Deed.REWORD: lambda value: fits(value, column="text", limit=TEXT_LIMIT),
    Deed.LEAD: lambda value: fits(value, column="lead", limit=LEAD_LIMIT),
    Deed.DUE: day_in,
}


def _deed(value: Any) -> Deed:
    if not isinstance(value, str) or value not in set(Deed):
        raise CellUnknown(text=str(value)[:40], column="do", expected=", ".join(Deed))
    return Deed(value)


def _numbers(value: Any) -> tuple[int, ...]:
    if not isinstance(value, (list, tuple)) or not all(is_number(one) for one in value):
        raise invalid("no_numbers")
    return tuple(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise invalid("no_text")
    if not is_plain(value):
        raise invalid("odd_character")
    return value


def _place(value: Any) -> int:
    if not is_number(value):
        raise invalid("no_place")
    return int(value)


def is_number(value: Any) -> bool:
    """Whether a JSON value is a whole number; `true` is none."""
    return isinstance(value, int) and not isinstance(value, bool)


def unknown_nodes(nodes: Iterable[int], known: Iterable[int]) -> EditInvalid | None:
    """The refusal of the first number that no node has."""
    there = set(known)
    return next((invalid("unknown_node", node=node) for node in nodes if node not in there), None)
