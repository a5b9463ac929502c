"""A text is handed in as a source: pasted or as a file, kept once, with who published it, when and where."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from pantau.domain.permissions import Actor, Verb, require
from pantau.domain.refusals import CellUnknown, CodeInvalid, DateOutOfRange, TextTooLong
from pantau.domain.review.edits import is_plain
from pantau.domain.source_refusals import DetailUnfit, LinkInvalid, SourceTaken
from pantau.domain.sources import ADDED, UNPUBLISHED, SourceRow
from pantau.domain.words import LANGUAGES
from pantau.files.child import Told
from pantau.files.document import document_in
from pantau.reading.plans.lexicon import language_of
from pantau.records.models import Source, Workspace
from pantau.records.queries.sources import source_row
from pantau.records.store import digest_of
from pantau.usecases.access import writing
from pantau.usecases.cells import EARLIEST, LATEST
from pantau.usecases.keep_source import keep_source
from pantau.usecases.mark_source import mark_source

_DETAILS = ("title", "publisher", "rights", "link", "file_name")
LONGEST: Mapping[str, int] = {name: getattr(Source._meta.get_field(name), "max_length", 0) for name in _DETAILS}
"""Characters that each detail may have."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,39}")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_OWN_CODE = "S-{digest}"
_DIGITS = 12  # of the digest, in the code of a source that got none


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetails:
    """What is known of a text beside its words; an empty title or language is taken from the text."""

    code: str = ""
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""
    rights: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSource:
    """The source, and whether these bytes were new here."""

    source: SourceRow
    new: bool


def add_source(
    actor: Actor, *, content: bytes, file: str, details: SourceDetails, told: Told | None = None
) -> AddedSource:
    """Keep the bytes as a source; bytes that are kept already give the source that is there, as it is.

    Raises:
        NotFound: the actor may not.
        CodeInvalid, TextTooLong, DetailUnfit, LinkInvalid, CellUnknown, DateOutOfRange: a detail cannot be kept.
        SourceTaken: the code belongs to another text.
        FileEmpty and the other refusals of `pantau.files.document.document_in`.
    """
    require(actor, Verb.ADD_SOURCE)
    check_details(details, file=file)
    known = _kept(content)
    if known is not None:
        return AddedSource(source=source_row(known), new=False)
    text = document_in(content, file=file, told=told).text
    with writing(actor, Verb.ADD_SOURCE, reason=f"source add {file[:60]}") as pen:
        Workspace.objects.select_for_update().first()  # one after the other: the same text may come twice at once
        known = _kept(content)
        if known is not None:
            return AddedSource(source=source_row(known), new=False)
        code = details.code or _OWN_CODE.format(digest=digest_of(content)[:_DIGITS])
        if Source.objects.filter(code__iexact=code).exists():
            raise SourceTaken(source=code)
        values = asdict(details) | {
            "code": code,
            "title": details.title or title_of(text) or file,
            "language": details.language or language_of(text),
        }
        source = keep_source(pen, content=content, text=text, kind=ADDED, file_name=file, **values)
        mark_source(source, text=text)
        return AddedSource(source=source_row(source), new=True)


def title_of(text: str) -> str:
    """The first line with words in it, cut to what a title may have.

    >>> title_of("\\n\\n  ASEAN and Korea  \\nmeet")
    'ASEAN and Korea'
    """
    line = next((" ".join(line.split()) for line in text.splitlines() if any(map(str.isalpha, line))), "")
    return line if len(line) <= LONGEST["title"] else f"{line[: LONGEST['title'] - 1]}…"


def _kept(content: bytes) -> Source | None:
    """The source of the same bytes that everybody may know of."""
    found = Source.objects.filter(digest=digest_of(content)).exclude(kind__in=UNPUBLISHED)
    return found.order_by("id").first()


def check_details(details: SourceDetails, *, file: str) -> None:
    """Raises CodeInvalid, TextTooLong, DetailUnfit, LinkInvalid, CellUnknown, DateOutOfRange: see `add_source`."""
    if details.code and not _CODE.fullmatch(details.code):
        raise CodeInvalid(code=details.code[:60], where="code")
    _check_texts((name, getattr(details, name, file)) for name in LONGEST)
    if details.link and not _LINK.fullmatch(details.link):
        raise LinkInvalid(text=details.link[:200], where="link")
    if details.language not in ("", *LANGUAGES):
        raise CellUnknown(
            column="language", text=details.language[:40], expected=", ".join(LANGUAGES), where="language"
        )
    day = details.published_on
    if day is not None and not EARLIEST <= day <= LATEST:
        raise DateOutOfRange(date=day.isoformat(), low=EARLIEST, high=LATEST, where="date")


def _check_texts(given: Iterable[tuple[str, str]]) -> None:
    for name, text in given:
        if len(text) > LONGEST[name]:
            raise TextTooLong(column=name, length=len(text), limit=LONGEST[name], where=name)
        if not is_plain(text):
            raise DetailUnfit(column=name, where=name)
