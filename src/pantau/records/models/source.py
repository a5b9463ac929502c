"""Sources, kept as files under their digest, and the passages that figures and plan nodes point to."""

from django.db import models

from pantau.records.models.record import Record, code_field


class Source(Record):
    """One file as it was received; `text_digest` is that of the text read from it, which its passages count in.

    It is empty where the file is that text itself. `origin` is shared by texts that repeat one release: they count as
    one source.
    """

    code = code_field(80)
    kind = code_field()
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, blank=True)
    published_on = models.DateField(null=True)
    link = models.CharField(max_length=1000, blank=True)
    rights = models.CharField(max_length=400, blank=True)
    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64, blank=True)
    illustrative = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="a_source_has_its_own_code")]


class SourceMark(models.Model):
    """One of the sampled marks of a source's text, by which texts like it are found without comparing with each.

    Marks follow from the text alone: they are made anew from it and have no history.
    """

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="marks")
    mark = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["mark", "source"], name="sources_by_mark")]


class SearchPassage(models.Model):
    """A stretch of a source's text as it is searched: its place, and the stems of its words with a blank between.

    After the stems stand its traits, which begin with a point. The key puts the newest source first and within it the
    first passage (`records.search_keys`), so that a search that finds very much need not look at all of it. The row
    of a source's title starts and ends at 0. Rows follow from text and title alone: they are made anew and have no
    history; the index of the engine over `stems` is kept by triggers (migration 0007).
    """

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="searched")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    stems = models.TextField()


class Passage(Record):
    """A stretch of a source: code points from `start` up to `end`, and the text that stands there."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["source", "start", "end"], name="passages_by_place")]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_passage_holds_some_text")
        ]
