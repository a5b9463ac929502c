"""Signing in: what allauth does on our pages, in our words and under our rules."""
