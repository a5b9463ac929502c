"""What each column of a table is for, told by its headings in either language, else by what stands in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from pantau.domain.plantree import ColumnRole
from pantau.domain.words import Words, words_from
from pantau.reading.plans.acts import ACTING, act_of
from pantau.reading.plans.celllabels import labels_of_cell
from pantau.reading.plans.grids import Grid, GridRow
from pantau.reading.plans.lexicon import words_of
from pantau.reading.plans.tables import months, phrases, table
from pantau.reading.plans.texts import joined
from pantau.reading.plans.wording import is_caps

LONGEST_HEADING = 9
FEWEST_KNOWN = 2
HEADED_WITHIN = 10
LONGEST_LABEL = 16
MOST_HEAD_LINES = 4
SHORT = 4
MOSTLY = 0.6
SAMPLE = 60
_YEAR = r"(?:19|20)\d\d"
_TIME = re.compile(
    rf"{_YEAR}(?:\s*[-–/]\s*(?:{_YEAR}|\d\d))?|(?:q|tw|triwulan|kuartal|quarter|semester|smt|b|t|th|year|tahun)\s*[-.]?(?:\d|i{{1,3}}v?|iv)\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]*")
_MARK = re.compile(r"[xXvV✓✔√●•■▪*×]")
_PLURAL = re.compile(r"(?<=\w\w\w)ies\Z|(?<=\w\w\w)s\Z")
_BRACKETS = re.compile(r"[\[(][^\])]*[\])]")
_NUMBER_ROW = re.compile(r"[(\[]?(\d{1,2}|[a-zA-Z])[)\].]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A row of [roles] in data/columns.toml."""

    name: str
    part: str
    rank: int
    left: bool
    whole: bool
    synonyms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one table by what they are for; `first` is its first row below the rows of headings."""

    label: int | None
    action: int | None
    headings: tuple[int, ...]
    leads: tuple[int, ...]
    times: tuple[int, ...]
    names: Mapping[int, str]
    roles: Mapping[int, str]
    head: int
    first: int

    @property
    def details(self) -> frozenset[int]:
        """The columns beside the lines and their headings."""
        placed = {self.label, self.action, *self.headings}
        return frozenset(column for column in self.names if column not in placed)


@cache
def _roles() -> dict[str, Role]:
    return {
        name: Role(
            name=name,
            part=row["part"],
            rank=row.get("rank", 0),
            left=row.get("left", False),
            whole=row.get("whole", False),
            synonyms=frozenset(_singular(phrase.replace("-", " ")) for phrase in phrases(row["synonyms"])),
        )
        for name, row in table("columns")["roles"].items()
    }


def column_roles() -> dict[str, Words]:
    """The roles that a column can have, with their names.

    >>> column_roles()["lead"].into("id")
    'Penanggung jawab'
    """
    return {name: words_from({"en": row["en"], "id": row["id"]}) for name, row in table("columns")["roles"].items()}


def _singular(text: str) -> str:
    return " ".join(_PLURAL.sub(lambda ending: "y" if ending[0] == "ies" else "", word) for word in text.split())


def _bare(heading: str) -> str:
    bare = " ".join(_BRACKETS.sub(" ", heading).casefold().replace("-", " ").split())
    return _singular(re.sub(r"\s*/\s*", "/", bare)).strip(" .:*")


def _is_named(heading: str) -> bool:
    """Whether a heading is just one of the known ones."""
    return any(_bare(heading) in role.synonyms for role in _roles().values())


@lru_cache(maxsize=1024)
def role_of(heading: str) -> str:
    """The role that a heading names, empty where it names none.

    >>> role_of("ACTION LINES"), role_of("Instansi Penanggung Jawab"), role_of("Target  waktu"), role_of("Colour")
    ('action', 'lead', 'timeline', '')
    """
    bare = _bare(heading)
    if not bare or len(bare.split()) > LONGEST_HEADING:
        return "label" if heading.strip() == "#" else ""
    if _TIME.fullmatch(bare):
        return "timeline"
    for role in _roles().values():
        if bare in role.synonyms:
            return role.name
    found = [part for part in re.split(r"/|&|,|\band\b|\bdan\b", bare) if part.strip()]
    return _held(found[0]) or _held(bare) if found else ""


def _held(text: str) -> str:
    """The role whose longest synonym stands in a text."""
    words = [_singular(word) for word in words_of(text.replace("-", " "))]
    for length in range(min(4, len(words)), 0, -1):
        spans = {" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}
        for role in _roles().values():
            if role.synonyms & spans and (not role.whole or length == len(words)):
                return role.name
    return ""


def columns_of(grid: Grid, language: str, *, above: Columns | None, corrections: Mapping[int, str]) -> Columns:
    """The columns of a table; one without headings goes on with those of the table `above` it, if as wide."""
    head = _head(grid, fewest=1 if corrections else FEWEST_KNOWN)
    if head is None and above is not None and above.action is not None and len(above.names) == grid.width:
        return _placed(above.names, {**above.roles, **corrections}, head=0, first=0)
    first = _below(grid, head) if head is not None else 0
    names = _names(grid, head, first)
    roles = {column: role_of(name) for column, name in names.items()} if head is not None else {}
    uppers = _uppers(grid, head) if head is not None else {}
    roles = {column: roles.get(column) or role_of(uppers.get(column, "")) for column in names}
    rows = grid.rows[first:]
    roles |= dict(corrections)
    if not any(_part(role) == "action" for role in roles.values()):
        roles |= _by_content(rows, {column for column, role in roles.items() if not role}, language)
        roles |= dict(corrections)
    if head is None and _heads_by_contrast(rows, roles):
        head, first = 0, 1
        names = _names(grid, head, first)
    return _placed(names, roles, head=first if head is None else head, first=first)


def _heads_by_contrast(rows: Sequence[GridRow], roles: Mapping[int, str]) -> bool:
    """Whether the first row has words where the rows below have numbers."""
    label = next((column for column, role in roles.items() if _part(role) == "label"), None)
    if label is None or len(rows) < 3 or _is_label(rows[0].text(label)):
        return False
    below = [row.text(label) for row in rows[1:] if label in row.cells]
    return bool(below) and _share(below, _is_label) >= MOSTLY


def _part(role: str) -> str:
    return _roles()[role].part if role in _roles() else ""


def _placed(names: Mapping[int, str], roles: Mapping[int, str], *, head: int, first: int) -> Columns:
    roles = {column: roles.get(column, "") for column in names}
    acting = [column for column in names if _part(roles[column]) == "action"]
    action = min(acting, key=lambda column: (_roles()[roles[column]].rank, column), default=None)
    headings = [
        column
        for column in names
        if (_part(roles[column]) == "heading" and (not _roles()[roles[column]].left or column < (action or 0)))
        or (column in acting and action is not None and column < action)
    ]
    labels = [column for column in names if _part(roles[column]) == "label"]
    return Columns(
        label=_nearest(labels, action),
        action=action,
        headings=tuple(headings),
        leads=tuple(column for column in names if _part(roles[column]) == "lead"),
        times=tuple(column for column in names if _part(roles[column]) == "timeline"),
        names=names,
        roles=roles,
        head=head,
        first=first,
    )


def _nearest(labels: Sequence[int], action: int | None) -> int | None:
    """Of several columns of numbers, the one beside the lines."""
    return min(labels, key=lambda column: (abs(column - (action or 0)), column), default=None)


# Rows of headings


def _is_head(texts: Collection[str], *, fewest: int) -> bool:
    """Whether the cells of a row are the headings of columns, that many roles and half of them known."""
    if len(texts) < 2 or any(len(text.split()) > LONGEST_HEADING or _DIGITS.fullmatch(text) for text in texts):
        return False
    roles = [role_of(text) for text in texts]
    known = [role for role in roles if role]
    return len(set(known)) >= fewest and (fewest == 1 or 2 * len(known) >= len(texts))


def has_headings(grid: Grid) -> bool:
    """Whether one of the first rows holds the headings of columns."""
    return _head(grid, fewest=FEWEST_KNOWN) is not None


def _head(grid: Grid, *, fewest: int) -> int | None:
    """The first row of headings: near the top, below nothing but rows of one cell."""
    for place, row in enumerate(grid.rows[:HEADED_WITHIN]):
        rows = grid.rows[place : place + _lines_of_head(grid, place)]
        if _is_head(_joined([_texts(row) for row in rows]).values(), fewest=fewest):
            return place
        if len(row.cells) > 2:
            return None
    return None


def _texts(row: GridRow) -> dict[int, str]:
    return {column: filled.text for column, filled in row.cells.items()}


def _lines_of_head(grid: Grid, head: int) -> int:
    return lines_of_head([_texts(row) for row in grid.rows[head : head + MOST_HEAD_LINES]])


def lines_of_head(lines: Sequence[Mapping[int, str]]) -> int:
    """How many lines the headings of columns fill, the texts of each by column: "Lead" over "agency" fill two.

    >>> lines_of_head([{0: "No", 1: "Action", 2: "Lead"}, {2: "agency"}, {0: "1", 1: "Plant trees"}])
    2
    """
    for count in range(min(len(lines), MOST_HEAD_LINES), 1, -1):
        below = [text for line in lines[1:count] for text in line.values()]
        if not all(lines[:count]) or any(len(text.split()) > SHORT or not text[0].isalpha() for text in below):
            continue
        names, last = _joined(lines[:count]), lines[count - 1]
        carried_on = [column for column in last if any(column in line for line in lines[: count - 1])]
        if len(names) == max(map(len, lines[:count])) and any(_is_named(names[column]) for column in carried_on):
            return count
    return 1


def _joined(lines: Sequence[Mapping[int, str]]) -> dict[int, str]:
    """The texts of several lines by column."""
    columns = sorted({column for line in lines for column in line})
    return {column: joined([line[column] for line in lines if column in line], ()) for column in columns}


def _below(grid: Grid, head: int) -> int:
    """The first row below the headings, which may fill several rows."""
    reach = max((filled.rows for filled in grid.rows[head].cells.values()), default=1)
    place = head + _lines_of_head(grid, head)
    while place < len(grid.rows) and (place < head + min(reach, 4) or _goes_on(grid, head, place)):
        place += 1
    return place


def _goes_on(grid: Grid, head: int, place: int) -> bool:
    """Whether a row only names the parts of columns that a heading above it spans, or numbers the columns."""
    row = grid.rows[place]
    if is_column_numbers(row):
        return True
    if not row.cells:
        return False
    above = grid.rows[head].cells
    spanned = {
        column for start, filled in above.items() for column in range(start, start + filled.columns) if column != start
    } | {start for start, filled in above.items() if filled.columns > 1}
    empty = set(range(grid.width)) - set(above)
    under = set(row.cells)
    short = all(len(filled.text.split()) <= 4 for filled in row.cells.values())
    return short and under <= (spanned | empty | {column - 1 for column in empty}) and place == head + 1


def is_column_numbers(row: GridRow) -> bool:
    """Whether a row numbers the columns: (1) (2) (3)."""
    found = [_NUMBER_ROW.fullmatch(filled.text) for filled in row.cells.values()]
    if len(found) < 3 or not all(found):
        return False
    marks = [match[1] for match in found if match]
    values = [int(mark) if mark.isdigit() else ord(mark.casefold()) - ord("a") + 1 for mark in marks]
    return values[0] == 1 and all(after == before + 1 for before, after in pairwise(values))


def _names(grid: Grid, head: int | None, first: int) -> dict[int, str]:
    """What the lowest heading over each column calls it."""
    names = dict.fromkeys(range(grid.width), "")
    if head is None:
        return names
    lines = _lines_of_head(grid, head)
    names |= {
        column: name
        for column, name in _joined([_texts(row) for row in grid.rows[head : head + lines]]).items()
        if column in names
    }
    for row in grid.rows[head + lines : first]:
        if is_column_numbers(row):
            continue
        for column, filled in row.cells.items():
            if column < grid.width:
                names[column] = filled.text
    return names


def _uppers(grid: Grid, head: int) -> dict[int, str]:
    """What the first row of headings calls the columns that it spans."""
    row = grid.rows[head]
    starts = sorted(row.cells)
    found = {}
    for place, start in enumerate(starts):
        filled = row.cells[start]
        stop = starts[place + 1] if place + 1 < len(starts) and filled.columns == 1 else start + filled.columns
        for column in range(start, min(stop, grid.width)):
            found[column] = filled.text
    return found


# Columns without headings


def _by_content(rows: Sequence[GridRow], free: set[int], language: str) -> dict[int, str]:
    texts = {
        column: [row.cells[column].text for row in rows[:SAMPLE] if column in row.cells] for column in sorted(free)
    }
    found: dict[int, str] = {}
    scores = {column: _acting(column_texts, language) for column, column_texts in texts.items() if column_texts}
    action = max(scores, key=lambda column: (scores[column], -column), default=None)
    if action is None or not scores[action]:
        return {}
    found[action] = "action"
    for column, column_texts in texts.items():
        if column == action or len(column_texts) < 2:
            continue
        if column < action and _share(column_texts, _is_label) >= MOSTLY:
            found[column] = "label"
        elif _share(column_texts, is_time) >= MOSTLY:
            found[column] = "timeline"
        elif _share(column_texts, _is_actor) >= MOSTLY and "lead" not in found.values():
            found[column] = "lead"
    return found


def _acting(texts: Sequence[str], language: str) -> float:
    """How much a column looks like the lines: texts of some length that state acts."""
    if len(texts) < 2:
        return 0.0
    share = sum(act_of(text, language) in ACTING and len(text.split()) > 2 for text in texts) / len(texts)
    words = sum(len(text.split()) for text in texts) / len(texts)
    return share * min(words, 12) if share >= 0.4 and words >= 3 else 0.0


def _share(texts: Sequence[str], holds: object) -> float:
    return sum(bool(holds(text)) for text in texts) / len(texts)  # type: ignore[operator]


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and bool(labels_of_cell(text))


def is_time(text: str) -> bool:
    """Whether a cell says when: a year, a quarter, a month, or that it goes on."""
    words = words_of(text)
    if not words or len(words) > 8:
        return bool(_MARK.fullmatch(text))
    known = months() | phrases(table("columns")["rows"]["times"])
    return bool(_TIME.search(text)) or any(word in known for word in words)


def _is_actor(text: str) -> bool:
    words = words_of(text)
    if not words or len(words) > 10:
        return False
    return is_caps(text) or bool(phrases(table("columns")["rows"]["actors"]) & set(words))


def is_mark(text: str) -> bool:
    """Whether a cell only ticks its column."""
    return bool(_MARK.fullmatch(text))


def roles_shown(grid: Grid, columns: Columns) -> tuple[ColumnRole, ...]:
    """The columns of a table for a reviewer."""
    return tuple(
        ColumnRole(table=grid.number, column=column, heading=name, role=columns.roles[column])
        for column, name in columns.names.items()
    )
