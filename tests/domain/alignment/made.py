"""Clauses made for tests: an outline as people write one, and random plans with edits that are known."""

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pantau.domain.alignment import Change, Clause, Comparison
from pantau.domain.plantree import NodeKind

KINDS = {"#": NodeKind.HEADING, "-": NodeKind.LINE, "*": NodeKind.SUBITEM, "=": NodeKind.NOTE}
LABEL = re.compile(r"((?:(?:Pasal|Article|BAB|CHAPTER) )?\S+) ?(.*)")
PHRASES = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def outline(text: str) -> tuple[Clause, ...]:
    """One clause a row: `#` heading, `-` line, `*` sub-item, `=` note; then its label and its text.

    A clause stands two blanks further in than what it stands under; the key is its path.
    """
    found: list[Clause] = []
    path: tuple[str, ...] = ()
    for row in filter(str.strip, text.splitlines()):
        sign, rest = row.strip().split(" ", 1)
        label, words = LABEL.fullmatch(rest).groups()  # type: ignore[union-attr]
        path = (*path[: (len(row) - len(row.lstrip())) // 2], label)
        found.append(clause("/".join(path), path, words, kind=KINDS[sign]))
    return tuple(found)


def told(comparison: Comparison) -> list[str]:
    """Each pair that is not the same, as `change: old keys -> new keys`, in the order of the comparison."""
    return [
        f"{pair.change.value}{'*' if pair.change is Change.MOVED and pair.reworded else ''}: "
        f"{' + '.join(one.key for one in pair.old)} -> {' + '.join(one.key for one in pair.new)}"
        for pair in comparison.pairs
        if pair.change is not Change.SAME
    ]


@dataclass
class Draft:
    """A plan in the making: sections with their lines, and from which lines of the first draft each line comes."""

    titles: list[str]
    sections: list[list["Written"]]

    def clauses(self) -> tuple[Clause, ...]:
        found = []
        for number, (title, lines) in enumerate(zip(self.titles, self.sections, strict=True), start=1):
            found.append(clause(title, (str(number),), title, kind=NodeKind.HEADING))
            for place, line in enumerate(lines, start=1):
                found.append(clause(line.key, (str(number), f"{number}.{place}"), line.text, kind=NodeKind.LINE))
        return tuple(found)


@dataclass
class Written:
    """One line of a draft; `origin` holds the keys of the first draft's lines that are in it."""

    key: str
    text: str
    origin: tuple[str, ...]
    touched: bool = False


def clause(key: str, path: tuple[str, ...], text: str, *, kind: NodeKind) -> Clause:
    return Clause(key=key, label=path[-1], path=path, kind=kind, countable=kind is NodeKind.LINE, text=text)


def sentence(chance: random.Random) -> str:
    """A line as plans have them, with one subject or two; half of them could be split."""
    first, second = chance.sample(PHRASES["subjects"], 2)
    act, means = chance.choice(PHRASES["acts"]), chance.choice(PHRASES["means"])
    second_act, second_means = chance.choice(PHRASES["acts"]), chance.choice(PHRASES["means"])
    return chance.choice(
        (
            f"{act} {first}, {means}",
            f"{act} {first} and {second}, {means}",
            f"{act} {first}, {means}, and {second_act.lower()} {second}, {second_means}",
        )
    )


def first_draft(chance: random.Random, *, sections: int, lines: int) -> Draft:
    keys = [[f"s{number}-{place}" for place in range(lines)] for number in range(sections)]
    return Draft(
        chance.sample(PHRASES["titles"], sections),
        [[Written(key, sentence(chance), (key,)) for key in section] for section in keys],
    )


def second_draft(chance: random.Random, first: Draft, *, edits: int) -> Draft:
    """The draft after so many edits, each of a line that no other edit touches."""
    second = Draft(list(first.titles), [[Written(*vars(line).values()) for line in lines] for lines in first.sections])
    for _ in range(edits):
        edit = chance.choice((reword, reword, move, split, merge, insert, drop))
        section = chance.choice([lines for lines in second.sections if len(lines) > 1])
        place = chance.randrange(len(section) - 1)
        if not (section[place].touched or section[place + 1].touched):
            edit(chance, second, section, place)
    return second


def reword(chance: random.Random, _: Draft, section: list[Written], place: int) -> None:
    """Other words for up to four of the usual ones, or another ending."""
    line = section[place]
    line.touched = True
    if chance.random() < 0.3:
        line.text = line.text.rpartition(", ")[0] + ", " + chance.choice(PHRASES["means"])
    for old, new in chance.sample(PHRASES["swaps"], 4):
        line.text = line.text.replace(f" {old} ", f" {new} ", 1)


def move(chance: random.Random, draft: Draft, section: list[Written], place: int) -> None:
    others = [lines for lines in draft.sections if lines is not section]
    line = section.pop(place)
    line.touched = True
    other = chance.choice(others)
    other.insert(chance.randrange(len(other) + 1), line)


def split(_: random.Random, __: Draft, section: list[Written], place: int) -> None:
    """Two lines of one, where it has two verbs."""
    line = section[place]
    before, conjunction, after = line.text.rpartition(", and ")
    if conjunction and len(after.split()) > 8:
        parts = (before, after[0].upper() + after[1:])
        section[place : place + 1] = [
            Written(f"{line.key}/{number}", text, line.origin, True) for number, text in enumerate(parts)
        ]


def merge(_: random.Random, __: Draft, section: list[Written], place: int) -> None:
    one, other = section[place : place + 2]
    text = f"{one.text}, and {other.text[0].lower()}{other.text[1:]}"
    section[place : place + 2] = [Written(f"{one.key}+", text, one.origin + other.origin, True)]


def insert(chance: random.Random, _: Draft, section: list[Written], place: int) -> None:
    section.insert(place, Written(f"new{chance.random()}", sentence(chance), (), True))


def drop(_: random.Random, __: Draft, section: list[Written], place: int) -> None:
    del section[place]


Found = set[tuple[frozenset[str], frozenset[str]]]


def gold(first: Draft, second: Draft) -> Found:
    """Which lines of the first draft became which of the second."""
    became: dict[tuple[str, ...], set[str]] = {}
    found: Found = set()
    for line in (line for lines in second.sections for line in lines):
        if line.origin:
            became.setdefault(line.origin, set()).add(line.key)
        else:
            found.add((frozenset(), frozenset({line.key})))
    kept = {key for origin in became for key in origin}
    found |= {(frozenset({one.key}), frozenset()) for lines in first.sections for one in lines if one.key not in kept}
    return found | {(frozenset(origin), frozenset(keys)) for origin, keys in became.items()}


def aligned(comparison: Comparison) -> Found:
    return {
        (frozenset(one.key for one in pair.old), frozenset(one.key for one in pair.new))
        for pair in comparison.pairs
        if any(one.countable for one in (*pair.old, *pair.new))
    }
