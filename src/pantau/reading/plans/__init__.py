"""Plans to plan trees: any numbering and any working matrix, in English and Indonesian."""

from pantau.reading.plans.columns import column_roles
from pantau.reading.plans.reader import read_plan

__all__ = ["column_roles", "read_plan"]
