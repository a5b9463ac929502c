"""What the archive of an office file must be like before any of it is parsed: small, plain, without programs."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pantau.files.child import Unreadable

PARTS_LIMIT = 2_000
UNPACKED_LIMIT = 100_000_000
RATIO_LIMIT = 200  # a sheet of one repeated word packs about a hundredfold, a bomb a thousandfold
_RATIO_FREE = 10_000_000  # below this many bytes a part may pack as well as it likes
_PIECE = 1_000_000
_OVERLAP = 16

_IN_XML = (".xml", ".rels", ".vml")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, RuntimeError)
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def checked(stream: BinaryIO) -> zipfile.ZipFile:
    """The archive in `stream`, its parts counted, measured and named before any is unpacked.

    The sizes are those the archive states; `zipfile` never unpacks more of a part than that.

    Raises:
        Unreadable: it is no whole archive, or it breaks one of the limits above.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _DAMAGE as error:
        raise Unreadable("broken") from error
    parts = archive.infolist()
    if len(parts) > PARTS_LIMIT:
        raise Unreadable("entries", limit=PARTS_LIMIT)
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise Unreadable("part_twice")
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise Unreadable("unpacked", limit=f"{UNPACKED_LIMIT // 1_000_000} MB")
    for part in parts:
        _check(part)
    return archive


def _check(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise Unreadable("password")
    if part.file_size > max(_RATIO_FREE, RATIO_LIMIT * part.compress_size):
        raise Unreadable("squeezed", limit=RATIO_LIMIT)
    if part.filename.startswith("/") or re.search(r"\\|(^|/)\.\.(/|$)|^\w:", part.filename):
        raise Unreadable("unsafe_name")
    if part.filename.casefold().endswith(("vbaproject.bin", "/macrosheets/")):
        raise Unreadable("macros")


def refuse_declarations(archive: zipfile.ZipFile) -> None:
    """Refuse any part in XML that declares a document type or an entity.

    Raises:
        Unreadable: one does.
    """
    for name in archive.namelist():
        if name.casefold().endswith(_IN_XML) and _holds(archive, name):
            raise Unreadable("declarations")


def _holds(archive: zipfile.ZipFile, name: str) -> bool:
    kept = b""
    for piece in _pieces(archive, name):
        # NUL bytes are dropped, so that a part in UTF-16 cannot hide its declarations
        window = kept + piece.replace(b"\0", b"")
        if _DECLARATION.search(window):
            return True
        kept = window[-_OVERLAP:]
    return False


def with_ordinary_names(content: bytes) -> bytes:
    """A part's XML with the names of the strict form of office files, which few write, replaced by the usual ones.

    >>> with_ordinary_names(b'<p xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>')
    b'<p xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    """
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)


def is_strict(archive: zipfile.ZipFile, *, main: str) -> bool:
    """Whether an office file is in the strict form, as the names in its main part say."""
    return main in archive.namelist() and bool(_STRICT.search(whole_part(archive, main)))


def ordinary(archive: zipfile.ZipFile) -> BinaryIO:
    """An archive again with `with_ordinary_names` in all its parts in XML, and without the others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as rewritten:
        for name in archive.namelist():
            if name.casefold().endswith(_IN_XML):
                rewritten.writestr(name, with_ordinary_names(whole_part(archive, name)))
    return stream


def whole_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """What a part of the archive holds.

    Raises:
        Unreadable: the part is damaged.
    """
    return b"".join(_pieces(archive, name))


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as part:
            while piece := part.read(_PIECE):
                yield piece
    except _DAMAGE as error:
        raise Unreadable("broken") from error
