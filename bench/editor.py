"""How quickly the report editor answers a key, in Chromium, from the key press to the painted mark that says *saved*.

The grid of one country in a plan of 300 lines stands behind the server that people run. A move is the browser's own
work; an edit goes to the server, is written with its history and comes back as what its line says now.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from edits import _open_round
from measuring.filled import Size, filled_workspace, use
from measuring.fresh import timed
from measuring.machine import machine
from measuring.tables import print_results
from playwright.sync_api import Browser, Page, sync_playwright

SIZE = Size(lines=300, rounds=2)
TIMES, PORT = 30, 8441
GOAL = 500.0  # milliseconds for an edit
FIRST_VIEW = 150_000  # bytes as sent
KEY = "of this benchmark alone, and long enough for every use"
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-gpu")
# Resolves when the next frame after a key is painted, or after the cell that it left says that it is saved.
WATCH = """edit => new Promise(done => {
  const painted = since => requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
  addEventListener("keydown", () => {
    const since = performance.now();
    if (!edit) return painted(since);
    const watcher = new MutationObserver(() => {
      if (!document.querySelector(".mark.m-saved")) return;
      watcher.disconnect();
      painted(since);
    });
    watcher.observe(document.getElementById("grid"), {childList: true, subtree: true});
  }, {capture: true, once: true});
})"""


def main() -> None:
    rows: list[Sequence[object]] = []
    with filled_workspace(SIZE) as folder, sync_playwright() as playwright:
        _open_round(folder, "")
        said = json.loads(timed([sys.executable, __file__, str(folder)], environment=_environment()).output)
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        with _served(folder):
            for width in (1280, 390):
                rows += _measured(browser, said, width=width)
        browser.close()
    print(machine())
    print(f"{SIZE.lines} lines; milliseconds from key press to paint, {TIMES} presses of each")
    print_results(["width", "what", "median", "p95", "goal"], rows)


def _measured(browser: Browser, said: dict[str, str], *, width: int) -> Iterator[Sequence[object]]:
    context = browser.new_context(viewport={"width": width, "height": 900})
    address = f"http://127.0.0.1:{PORT}"
    context.add_cookies([{"name": "sessionid", "value": said["session"], "url": address}])
    page = context.new_page()
    sent: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sent.append(int(event["encodedDataLength"])))
    before = time.perf_counter()
    page.goto(f"{address}/en/desk/rounds/{said['round']}/reports/{said['reporter']}/")
    page.wait_for_selector("#grid.live")
    opened = (time.perf_counter() - before) * 1000
    met = "met" if sum(sent) < FIRST_VIEW else "missed"
    yield width, f"open: {sum(sent) / 1000:.0f} kB as sent", f"{opened:.0f}", "", f"< {FIRST_VIEW // 1000} kB: {met}"
    page.locator(".line > .c-narrative").first.click()
    for name, press, edits in (("go to the next cell", _move, False), ("edit a cell until it is saved", _edit, True)):
        taken = sorted(_presses(page, press, edits=edits))
        late = quantiles(taken, n=20)[-1]
        yield width, name, f"{median(taken):.0f}", f"{late:.0f}", f"< {GOAL:.0f}: {'met' if late < GOAL else 'missed'}"
    context.close()


def _presses(page: Page, press: Any, *, edits: bool) -> Iterator[float]:
    for number in range(TIMES):
        if edits:
            page.wait_for_selector(".mark.m-saved", state="detached")
            page.keyboard.press("F2")
            page.keyboard.insert_text(f" {number}")
        watched: Any = page.evaluate_handle(f"edit => ({{done: ({WATCH})(edit)}})", edits)
        press(page)
        yield float(page.evaluate("watched => watched.done", watched))


def _move(page: Page) -> None:
    page.keyboard.press("ArrowDown")


def _edit(page: Page) -> None:
    page.keyboard.press("Enter")


def _environment() -> dict[str, str]:
    return {"PANTAU_SECRET_KEY": KEY}


def start(folder: str) -> None:
    """Print the round and a session of one country's approver; in a process of its own."""
    use(Path(folder))
    from django.test import Client

    from pantau.records.models import Round, User

    user = User.objects.filter(name__startswith="approver ").order_by("name").first()
    client = Client()
    client.force_login(user)
    reporter = user.name.removeprefix("approver ")
    round = Round.objects.get(code="NOW").public_id
    session = client.cookies["sessionid"].value
    print(json.dumps({"round": str(round), "reporter": reporter, "session": session}))


@contextmanager
def _served(folder: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "pantau", "serve", "--workspace", str(folder), "--port", str(PORT)]
    environment = os.environ | _environment()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    pause = threading.Event()
    try:
        for _ in range(300):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/en/").close()
                break
            except URLError:
                pause.wait(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    if len(sys.argv) > 1:
        start(sys.argv[1])
    else:
        main()
