"""A tree as the reader left it, as it is kept beside its draft, and the draft as a page opens it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pantau.domain.plantree import ColumnRole, PlanTree, PlanWarning
from pantau.domain.review.draft import DraftRow, Review, review_from, review_of
from pantau.domain.words import words_from


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTree:
    """The tree as read, with its warnings in both languages and what the columns of its tables were taken for."""

    review: Review
    warnings: tuple[PlanWarning, ...]
    columns: tuple[ColumnRole, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "review": self.review.as_json(),
            "warnings": [
                {
                    "code": warning.code,
                    "label": warning.label,
                    "start": warning.start,
                    "message": warning.message.as_json(),
                }
                for warning in self.warnings
            ],
            "columns": [column.as_json() for column in self.columns],
        }


def kept_tree(tree: PlanTree) -> KeptTree:
    return KeptTree(review=review_of(tree), warnings=tree.warnings, columns=tree.columns)


def kept_tree_from(value: Mapping[str, Any]) -> KeptTree:
    """The tree whose `as_json` this is."""
    return KeptTree(
        review=review_from(value["review"]),
        warnings=tuple(
            PlanWarning(**(warning | {"message": words_from(warning["message"])})) for warning in value["warnings"]
        ),
        columns=tuple(ColumnRole(**column) for column in value["columns"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft as it stands: its tree after all edits that are not undone, and the text it was read from.

    `warnings` are those of the reading; `domain.review.warning_nodes` says at which nodes they stand now. `columns`
    are those of the document's tables, with the reviewer's corrections.
    """

    row: DraftRow
    review: Review
    text: str
    warnings: tuple[PlanWarning, ...]
    columns: tuple[ColumnRole, ...]
