"""A plan's tree under review: every edit a person can make, each of which can be undone."""

from pantau.domain.review.changes import apply
from pantau.domain.review.draft import DraftNode, DraftRow, Review, review_from, review_of
from pantau.domain.review.edits import Deed, Edit, edit_from
from pantau.domain.review.given import reviewed_tree
from pantau.domain.review.kept import DraftView, KeptTree, kept_tree, kept_tree_from
from pantau.domain.review.passages import warning_nodes
from pantau.domain.review.splices import Outcome, Splice, reapply, revert, splice_from

__all__ = [
    "Deed",
    "DraftNode",
    "DraftRow",
    "DraftView",
    "Edit",
    "KeptTree",
    "Outcome",
    "Review",
    "Splice",
    "apply",
    "edit_from",
    "kept_tree",
    "kept_tree_from",
    "reapply",
    "revert",
    "review_from",
    "review_of",
    "reviewed_tree",
    "splice_from",
    "warning_nodes",
]
