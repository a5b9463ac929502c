"""The evidence store: files under the SHA-256 of their bytes, written once."""

import hashlib
import os
import tempfile
from pathlib import Path


def digest_of(content: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(folder: Path, content: bytes) -> str:
    """Write the bytes under their digest unless they are there already; returns the digest.

    Written to a temporary name, flushed to the disk, then renamed: a file under its digest is always whole.
    """
    digest = digest_of(content)
    target = place_of(folder, digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest


def place_of(folder: Path, digest: str) -> Path:
    """Where the file of a digest stands in the evidence folder."""
    return folder / digest[:2] / digest
