"""How long a person waits for a command that does little, against an interpreter that does nothing at all.

The last rows start the demo a second time, when its workspace is there and nothing has changed: through `./run` where
it made this .venv, and as the command alone. Each time is that of a whole fresh process.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring.fresh import timed
from measuring.machine import machine
from measuring.tables import milliseconds, print_results

ROOT = Path(__file__).resolve().parents[1]
TIMES = 9
PANTAU = (sys.executable, "-m", "pantau")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One thing to start: its name, its command, and the seconds it may take where a goal is set."""

    name: str
    command: Sequence[str]
    goal: float | None = None


def main() -> None:
    with TemporaryDirectory(prefix="pantau-bench-") as place:
        workspace = str(Path(place) / "demo")
        demo = ("demo", "--no-serve", "--workspace", workspace)
        first = timed((*PANTAU, *demo)).seconds
        starts = [
            Start(name="python -c pass", command=(sys.executable, "-c", "pass")),
            Start(name="pantau --help", command=(*PANTAU, "--help"), goal=0.4),
            Start(
                name="pantau figure check 99.6 --of 290", command=(*PANTAU, "figure", "check", "99.6", "--of", "290")
            ),
            Start(name="pantau plan list", command=(*PANTAU, "plan", "list", "--workspace", workspace)),
            Start(name="pantau demo --no-serve, again", command=(*PANTAU, *demo), goal=3.0),
        ]
        if (ROOT / ".venv" / "pantau-stamp").is_file():
            starts.append(Start(name="./run demo --no-serve, again", command=(str(ROOT / "run"), *demo), goal=3.0))
        taken = _in_turn(starts)
    print(machine())
    print(f"medians of {TIMES} fresh processes; making the demo workspace the first time took {first:.1f} s")
    floor = median(taken[0])
    print_results(
        ["start", "median", "slowest", "x floor", "goal"],
        [_row(start, seconds, floor=floor) for start, seconds in zip(starts, taken, strict=True)],
    )


def _in_turn(starts: Sequence[Start]) -> list[list[float]]:
    """The seconds of each start, all of them once and then again, so that a slow moment meets all."""
    rounds = [[timed(start.command).seconds for start in starts] for _ in range(TIMES)]
    return [list(seconds) for seconds in zip(*rounds, strict=True)]


def _row(start: Start, seconds: Sequence[float], *, floor: float) -> Sequence[object]:
    goal = f"< {milliseconds(start.goal)}" if start.goal else ""
    middle = median(seconds)
    return start.name, milliseconds(middle), milliseconds(max(seconds)), f"{middle / floor:.1f}", goal


if __name__ == "__main__":
    main()
