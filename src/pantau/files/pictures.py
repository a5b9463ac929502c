"""Pictures without what cameras and programs write beside them: where, when, by whom, on which machine."""

from collections.abc import Iterator

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"

# What a JPEG needs to be shown: JFIF (APP0), its colour profile (APP2), Adobe's note on its colours (APP14).
_KEPT_APPS = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
_COMMENT, _SCAN, _END, _PADDING = 0xFE, 0xDA, 0xD9, 0xFF
_ALONE = {0x01, _END, *range(0xD0, 0xD8)}
# What a PNG needs to be shown beside its pixels.
_KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD"),
    *(b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}


class Damaged(Exception):
    """The bytes are no whole picture."""


def without_metadata(content: bytes) -> bytes:
    """The same picture, pixel for pixel, without EXIF, XMP, IPTC, comments, texts and whatever follows its end.

    Raises:
        Damaged: it is no whole PNG or JPEG.
    """
    parts = _png(content) if content.startswith(PNG) else _jpeg(content)
    return b"".join(parts)


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG
    place = len(PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        name, after = content[place + 4 : place + 8], place + 12 + length
        if after > len(content):
            break
        if name in _KEPT_CHUNKS:
            yield content[place:after]
        if name == b"IEND":
            return
        place = after
    raise Damaged


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    place = 2
    while place + 2 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        after = place + _length(content, place, marker)
        if marker == _PADDING or _wanted(marker, content[place + 4 : after]):
            yield content[place:after]
        if marker == _END:
            return
        place = after
        if marker == _SCAN:
            place = _scan_end(content, after)
            yield content[after:place]
    raise Damaged


def _length(content: bytes, place: int, marker: int) -> int:
    """How many bytes the segment takes that begins at `place`."""
    if marker == _PADDING:
        return 1
    if marker in _ALONE:
        return 2
    length = int.from_bytes(content[place + 2 : place + 4], "big")
    if length < 2 or place + 2 + length > len(content):
        raise Damaged
    return 2 + length


def _wanted(marker: int, body: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if 0xE0 <= marker <= 0xEF:
        return marker in _KEPT_APPS and body.startswith(_KEPT_APPS[marker])
    return True


def _scan_end(content: bytes, start: int) -> int:
    """Where the pixels end: at the next marker that is neither stuffing nor a restart."""
    place = content.find(b"\xff", start)
    while 0 <= place < len(content) - 1:
        following = content[place + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return place
        place = content.find(b"\xff", place + 1)
    raise Damaged
