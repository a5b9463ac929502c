"""The one command of Django's that we do otherwise."""
