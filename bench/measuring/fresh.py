"""Runs a measurement in a fresh process, so that neither its memory nor its caches come from the one before."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Wall-clock seconds of a whole process, and what it printed."""

    seconds: float
    output: str


def peak_megabytes() -> float:
    """The most memory this process ever held, in MB of 10^6 bytes.

    Linux tells it in /proc. `ru_maxrss` of a child there begins with what its parent held before the child loaded
    its own program, so that it serves only where /proc is missing; it counts kilobytes, on macOS bytes.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def timed(command: Sequence[str | Path], *, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it fails."""
    before = time.perf_counter()
    done = subprocess.run(
        [str(part) for part in command],
        env=os.environ | dict(environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - before
    if done.returncode != 0:
        raise RuntimeError(f"{command} failed: {done.stdout}{done.stderr}")
    return Run(seconds=seconds, output=done.stdout)


def measured(script: str, *arguments: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a fresh run of a benchmark's own file with arguments prints as one JSON object."""
    run = timed([sys.executable, script, *arguments], environment=environment)
    found: dict[str, Any] = json.loads(run.output)
    return found
