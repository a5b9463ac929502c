from typing import Any

import django.db.models.deletion
from django.db import migrations, models

# Stems are words without a sign but the point of a number: any other sign of ASCII parts two of them.
_ON_SQLITE = (
    "CREATE VIRTUAL TABLE records_searchword USING fts5("
    "stems, content='records_searchpassage', content_rowid='id', columnsize=0, tokenize=\"ascii tokenchars '._'\")",
    "CREATE TRIGGER search_takes_in AFTER INSERT ON records_searchpassage BEGIN"
    " INSERT INTO records_searchword(rowid, stems) VALUES (new.id, new.stems); END",
    "CREATE TRIGGER search_forgets AFTER DELETE ON records_searchpassage BEGIN"
    " INSERT INTO records_searchword(records_searchword, rowid, stems) VALUES ('delete', old.id, old.stems); END",
    "CREATE TRIGGER search_changes AFTER UPDATE ON records_searchpassage BEGIN"
    " INSERT INTO records_searchword(records_searchword, rowid, stems) VALUES ('delete', old.id, old.stems);"
    " INSERT INTO records_searchword(rowid, stems) VALUES (new.id, new.stems); END",
)
# The stems as they are with their places: no configuration of the server has a say in what a word is.
_ON_POSTGRESQL = (
    "CREATE FUNCTION search_words(stems text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$"
    " SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector"
    " FROM unnest(string_to_array(stems, ' ')) WITH ORDINALITY AS every(word, place) WHERE word <> '' $$",
    "ALTER TABLE records_searchpassage ADD COLUMN words tsvector GENERATED ALWAYS AS (search_words(stems)) STORED",
    "CREATE INDEX search_by_words ON records_searchpassage USING gin (words) WITH (fastupdate = off)",
)


def _index_words(apps: Any, schema_editor: Any) -> None:
    """The engine's own index over the stems."""
    for statement in _ON_SQLITE if schema_editor.connection.vendor == "sqlite" else _ON_POSTGRESQL:
        schema_editor.execute(statement, params=None)


def _forget_words(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in ("takes_in", "forgets", "changes"):
            schema_editor.execute(f"DROP TRIGGER search_{name}")
        schema_editor.execute("DROP TABLE records_searchword")
    else:
        schema_editor.execute("ALTER TABLE records_searchpassage DROP COLUMN words")
        schema_editor.execute("DROP FUNCTION search_words(text)")


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0006_claims_and_what_they_back'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchPassage',
            fields=[
                ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('language', models.CharField(max_length=2)),
                ('stems', models.TextField()),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='searched', to='records.source')),
            ],
        ),
        migrations.RunPython(_index_words, _forget_words, elidable=False),
    ]
