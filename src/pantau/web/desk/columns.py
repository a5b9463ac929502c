"""What the columns of a document's tables were taken for, to be corrected before the first edit."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as say

from pantau.domain.review import DraftView
from pantau.reading.plans import column_roles
from pantau.web.wording import language

_NAME = re.compile(r"role-(\d{1,4})-(\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnField:
    """A column of a table, counted from 0, with its role and those to choose from."""

    table: int
    column: int
    heading: str
    role: str
    choices: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """What the form calls it."""
        return f"role-{self.table}-{self.column}"


def column_fields(view: DraftView) -> tuple[ColumnField, ...]:
    """The columns of a draft that nobody has edited yet; afterwards they are settled."""
    if view.row.can_undo or view.row.state != "open":
        return ()
    roles = sorted((words.into(language()), role) for role, words in column_roles().items())
    choices = (("", say("nothing that the tree needs")), *((role, name) for name, role in roles))
    return tuple(
        ColumnField(
            table=one.table,
            column=one.column,
            heading=one.heading or say("column %(number)s") % {"number": one.column + 1},
            role=one.role,
            choices=choices,
        )
        for one in view.columns
    )


def is_column(key: str) -> bool:
    """Whether a key of a form names a column."""
    return _NAME.fullmatch(key) is not None


def chosen_columns(form: QueryDict) -> dict[tuple[int, int], str]:
    """The roles that a form gives, by table and column."""
    found = {key: _NAME.fullmatch(key) for key in form}
    return {(int(match[1]), int(match[2])): str(form[key]) for key, match in found.items() if match}
