"""Django's `migrate`, which makes the tables of an empty database at once instead of one change after another."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import DEFAULT_DB_ALIAS, connections

from pantau.records.empty_database import fill, is_empty


class Command(Migrate):
    """As Django's in all else."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        connection = connections[options.get("database") or DEFAULT_DB_ALIAS]
        if options.get("app_label") is None and not options.get("plan") and is_empty(connection):
            fill(connection)
            return None
        done: str | None = super().handle(*args, **options)
        return done
