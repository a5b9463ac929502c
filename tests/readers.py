"""A process that has loaded the readers of files and forks for each file: what `in_child` starts, limits and stops, and
the libraries are loaded once. tests/files/test_child.py tries the cold one.
"""

import gc
import importlib
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, NoReturn

SOURCE = str(Path(__file__).parents[1] / "src")
READERS = ("listed", "attachments", "workbook", "html.reader", "office", "pdf.reader", "word.reader")
ENVIRONMENT = {"LC_ALL": "C.UTF-8"}  # as `in_child` gives it


class Readers:
    """The waiting process, from the first file on; `start` takes what `in_child` gives to `subprocess.Popen`."""

    def __init__(self) -> None:
        self.asking, self._asked = socket.socketpair()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, _words: list[str], *, stdin: int, stdout: int, stderr: int, env: dict[str, str]) -> "Reader":
        assert (stdin, stdout, stderr) == (subprocess.PIPE,) * 3
        assert env == ENVIRONMENT
        if self.process is None:
            words = [sys.executable, "-I", __file__, SOURCE]
            self.process = subprocess.Popen(words, stdin=self._asked, env=ENVIRONMENT)
            self._asked.close()
        given, answer, complaint, end = (os.pipe() for _ in range(4))
        theirs = [given[0], answer[1], complaint[1], end[1]]
        socket.send_fds(self.asking, [b"+"], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        return Reader(stdin=given[1], stdout=answer[0], stderr=complaint[0], end=end[0])

    def close(self) -> None:
        self.asking.close()
        self._asked.close()
        if self.process is not None:
            self.process.wait()


class Reader:
    """One reading child, as `subprocess.Popen` would show it."""

    def __init__(self, *, stdin: int, stdout: int, stderr: int, end: int) -> None:
        self.stdin: IO[bytes] = os.fdopen(stdin, "wb")
        self.stdout: IO[bytes] = os.fdopen(stdout, "rb")
        self.stderr: IO[bytes] = os.fdopen(stderr, "rb")
        self._end: IO[bytes] = os.fdopen(end, "rb")
        self.pid = int(self._end.readline())
        self.returncode: int | None = None

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = int(self._end.readline())
            self._end.close()
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)


def serve(asked: socket.socket) -> None:
    """Fork for each that is asked for, and tell who it is and how it ended."""
    while True:
        word, descriptors, _, _ = socket.recv_fds(asked, 1, 4)
        if not word:
            return
        child = os.fork()
        if child == 0:
            become(descriptors[:3])
        end = descriptors.pop()
        for descriptor in descriptors:
            os.close(descriptor)
        os.write(end, f"{child}\n".encode())
        _, status = os.waitpid(child, 0)
        os.write(end, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os.close(end)


def become(descriptors: list[int]) -> NoReturn:
    from pantau.files.child import main

    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    os.closerange(3, 256)  # or the other side would never see the end of what it reads
    gc.enable()
    try:
        main()
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    for name in READERS:
        importlib.import_module(f"pantau.files.{name}")
    gc.collect()
    gc.freeze()
    gc.disable()
    serve(socket.socket(fileno=os.dup(0)))
