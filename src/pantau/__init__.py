"""Pantau keeps the record of international cooperation and shows the rule and the evidence behind every figure."""

__version__ = "0.1.0"
