"""How quickly the review of a draft answers a key, in Chromium, from the key press to the painted change.

Each draft stands behind the server that people run. A move is the browser's own work; an edit goes to the server, is
written with its history and comes back as what changed. Bytes are as sent, without compression.
"""

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from measuring.filled import use
from measuring.fresh import timed
from measuring.machine import machine
from measuring.tables import print_results
from playwright.sync_api import Page, sync_playwright
from reading import _plan as plan_text

LINES = (15, 300, 900)  # with their headings the last has 1,000 nodes
GOAL = 100.0  # milliseconds
TIMES = 30
PORT = 8437
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu")
KEYS = (
    ("go to the next node", "ArrowDown", False),
    ("choose one more", "Shift+ArrowDown", False),
    ("go to the end and back", "End Home", False),
    ("kind", "n l", True),
    ("count, do not count", "Space", True),
    ("demote, promote", "Alt+ArrowRight Alt+ArrowLeft", True),
    ("merge, undo", "m u", True),
)
# Resolves once the change that a key brought is painted; an edit is there when the server's count has been put in.
WATCH = """edits => new Promise(done => {
  const painted = since => requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
  addEventListener("keydown", event => {
    if (["Shift", "Alt"].includes(event.key)) return;
    const since = performance.now();
    if (!edits) return painted(since);
    const watcher = new MutationObserver(() => {
      const saved = document.getElementById("saved");
      if (saved.textContent !== saved.closest("#review").dataset.saved) return;
      watcher.disconnect();
      painted(since);
    });
    setTimeout(() => watcher.observe(document.getElementById("saved"), {childList: true}));
  }, {capture: true, once: false});
})"""


def main() -> None:
    print(machine())
    print(f"milliseconds from key press to paint, {TIMES} presses of each")
    rows = []
    with tempfile.TemporaryDirectory(prefix="pantau-bench-") as place, sync_playwright() as playwright:
        folder = Path(place) / "workspace"
        timed([sys.executable, "-m", "pantau", "init", folder])
        drafts = [(lines, _draft(folder, lines)) for lines in LINES]
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        with _served(folder):
            for lines, draft in drafts:
                rows += _measured(browser.new_page(), f"http://127.0.0.1:{PORT}/en/desk/drafts/{draft}/", lines)
        browser.close()
    print_results(["lines", "what", "median", "p95", "goal"], rows)


def _measured(page: Page, address: str, lines: int) -> Iterator[Sequence[object]]:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(int(answer.headers.get("content-length", 0)) or len(answer.body())))
    before = time.perf_counter()
    page.goto(address)
    page.wait_for_selector("#tree [tabindex='0']")
    opened = (time.perf_counter() - before) * 1000
    nodes = page.locator("#tree > li").count()
    yield (
        f"{lines}",
        f"open: {nodes} nodes, {sizes[0] / 1000:.0f} kB, {sum(sizes) / 1000:.0f} kB with all",
        f"{opened:.0f}",
        "",
        "",
    )
    for name, keys, edits in KEYS:
        taken = sorted(_presses(page, keys.split(), edits=edits))
        late = quantiles(taken, n=20)[-1]
        met = "met" if late < GOAL else "missed"
        yield f"{lines}", name, f"{median(taken):.0f}", f"{late:.0f}", f"< {GOAL:.0f}: {met}"
    page.close()


def _presses(page: Page, keys: Sequence[str], *, edits: bool) -> Iterator[float]:
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    for number in range(TIMES):
        watched: Any = page.evaluate_handle(f"edits => ({{done: ({WATCH})(edits)}})", edits)
        page.keyboard.press(keys[number % len(keys)])
        yield float(page.evaluate("watched => watched.done", watched))


def _draft(folder: Path, lines: int) -> str:
    """The public id of a new draft, made in a process of its own."""
    return timed([sys.executable, __file__, str(folder), str(lines)]).output.strip()


def start(folder: str, lines: int) -> None:
    use(Path(folder))
    from pantau.domain.permissions import LOCAL_OPERATOR
    from pantau.usecases.start_draft import start_draft

    text = "\n".join(plan_text(lines)).encode()
    print(start_draft(LOCAL_OPERATOR, content=text, file=f"plan-{lines}.txt").public_id)


@contextmanager
def _served(folder: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "pantau", "serve", "--workspace", str(folder), "--port", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pause = threading.Event()
    try:
        for _ in range(300):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/en/desk/").close()
                break
            except URLError:
                pause.wait(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        start(sys.argv[1], int(sys.argv[2]))
    else:
        main()
