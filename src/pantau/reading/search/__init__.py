"""Searching in texts of both languages: stems of words, passages of texts, and what a person typed."""
