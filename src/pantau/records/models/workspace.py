"""The one row that ties the database to its folder: `public_id` is the workspace id, in both."""

from django.db import models

from pantau.records.models.record import Record


class Workspace(Record):
    demo_digest = models.CharField(max_length=64, blank=True)
