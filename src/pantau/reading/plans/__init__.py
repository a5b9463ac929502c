"""Plan texts to plan trees: any numbering, in English and Indonesian."""

from pantau.reading.plans.reader import read_plan

__all__ = ["read_plan"]
