"""Requests arrive side by side and are answered in turn: many at once, under one lock, only make each other wait."""

import threading
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_AT_ONCE = 2  # one that waits for the database or takes long leaves the place of the other
_IN_MEMORY = 1_000_000  # bytes of a body
_PIECE = 65_536


class Turns:
    """A WSGI application that answers two requests at a time in a process.

    What is sent with a request is taken in before its turn comes, so that a slow line keeps nobody else waiting. A body
    that is larger than `largest` (bytes) stays where it is: the application refuses it by its head.
    """

    def __init__(self, application: WSGIApplication, *, largest: int) -> None:
        self._application, self._largest = application, largest
        self._turn = threading.Semaphore(_AT_ONCE)

    def __call__(self, request: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            length = _length(request)
            if 0 < length <= self._largest:
                _take_in(request["wsgi.input"], into=body, length=length)
                request["wsgi.input"] = body
            with self._turn:
                return self._application(request, start_response)


def _length(request: WSGIEnvironment) -> int:
    told = request.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isascii() and told.isdigit() else 0


def _take_in(sent: Any, *, into: BinaryIO | SpooledTemporaryFile[bytes], length: int) -> None:
    """All of it, or as much as came before the other side went away."""
    while length > 0 and (piece := sent.read(min(length, _PIECE))):
        into.write(piece)
        length -= len(piece)
    into.seek(0)
