"""The tables of an empty database, made from the models at once: the same as all changes one after another make."""

from collections.abc import Callable

from django.apps import apps
from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython
from django.db.migrations.recorder import MigrationRecorder


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether there is no table yet."""
    return not connection.introspection.table_names()


def fill(connection: BaseDatabaseWrapper) -> None:
    """All tables, what guards them, and the note that no change is outstanding; all of it or nothing.

    Django renders its models anew for each change of a table, which for a hundred and fifty tables takes many seconds.
    That both ways lead to the same tables is a test.
    """
    changes = MigrationLoader(connection, ignore_no_migrations=True).disk_migrations
    guards: list[Callable[..., None]] = [
        step.code
        for key, change in sorted(changes.items())
        if key[0] == "records"
        for step in change.operations
        if isinstance(step, RunPython)
    ]
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection) and not model._meta.proxy and not model._meta.swapped:
                editor.create_model(model)
        for guard in guards:
            guard(apps, editor)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in sorted(changes)])
    call_command("createcachetable", database=connection.alias, verbosity=0)
