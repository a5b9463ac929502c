"""Small PDF files for the tests, written by hand: text of Helvetica at places, and lines."""

import hashlib
import io
import zlib
from collections.abc import Mapping, Sequence

from pantau.domain.documents import Document, document_from
from pantau.files.child import Told
from pantau.files.pdf.reader import document as read

SIZE = 11
STEP = 14
LEFT = 72
TOP = 780

# Widths of Helvetica in thousandths, near enough for a line to end where it is told.
_WIDTHS = {" ": 278, "i": 222, "l": 222, "t": 278, "f": 278, "I": 278, ".": 278, ",": 278, "m": 833, "w": 722, "r": 333}


def pdf(pages: Sequence[str], *, extra: Mapping[str, str] | None = None, page_keys: str = "") -> bytes:
    """A PDF whose pages have these contents (operators); `extra` are keys of the catalogue, as "/Key": "value"."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    catalogue = " ".join(f"{key} {value}" for key, value in (extra or {}).items())
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R {page_keys} >>".encode()
        )
        packed = zlib.compress(content.encode("cp1252"))
        objects.append(f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream")
    return raw_pdf(objects)


def raw_pdf(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """The objects numbered from 1, the first being the catalogue, with their table of places."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + table.encode() + end.encode()


def locked_pdf(content: str, *, password: str) -> bytes:
    """A PDF of one page that opens with the password alone, in the oldest of the standard's encryptions (RC4)."""
    user, permissions, identity = _padded(password), -44, b"0123456789abcdef"
    owner = _rc4(hashlib.md5(_padded("owner")).digest()[:5], user)
    key = hashlib.md5(user + owner + permissions.to_bytes(4, "little", signed=True) + identity).digest()[:5]
    shown = _rc4(hashlib.md5(key + (5).to_bytes(3, "little") + bytes(2)).digest()[:10], content.encode("cp1252"))
    lock = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{_rc4(key, _PADDING).hex()}> /P {permissions} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>",
        f"<< /Length {len(shown)} >>\nstream\n".encode() + shown + b"\nendstream",
    ]
    return raw_pdf(objects, trailer=f"/Encrypt {lock} /ID [<{identity.hex()}> <{identity.hex()}>]")


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def _padded(password: str) -> bytes:
    return (password.encode() + _PADDING)[:32]


def _rc4(key: bytes, content: bytes) -> bytes:
    box, at = list(range(256)), 0
    for index in range(256):
        at = (at + box[index] + key[index % len(key)]) % 256
        box[index], box[at] = box[at], box[index]
    made, first, second = bytearray(), 0, 0
    for byte in content:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        made.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(made)


def text(words: str, *, x: float, y: float, size: float = SIZE) -> str:
    """The operators that show `words` at a place."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {x} {y} Td ({escaped}) Tj ET\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def width_of(words: str, *, size: float = SIZE) -> float:
    return sum(_WIDTHS.get(letter, 556) for letter in words) * size / 1000


def lines(written: str, *, left: float = LEFT, top: float = TOP) -> str:
    """Lines of text one below the other: four blanks at the start are 24 points, an empty line is a gap."""
    shown, y = "", top
    for one in written.split("\n"):
        if one.strip():
            shown += text(one.strip(), x=left + 6 * (len(one) - len(one.lstrip())), y=y)
        y -= STEP
    return shown


def read_pdf(content: bytes, *, told: Told | None = None) -> Document:
    """What the reader makes of it, in this process."""
    return document_from(read(io.BytesIO(content), told=told))
