"""Holding a page against axe, in the looks that a page has: each width of the screen, each scheme of colours."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# Every rule of axe, those that are switched off by default included. What one alone needs, the stylesheets fetched once
# more, takes a third of the time; it is asked of each stylesheet once.
OF_STYLES = "css-orientation-lock"
RUN_AXE = """async (alone) => {
    const names = alone ? [alone] : axe.getRules().map(rule => rule.ruleId)
    const wanted = {runOnly: {type: "rule", values: names}, resultTypes: ["violations"], preload: Boolean(alone)}
    return await axe.run(document, wanted)
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is looked at: the width of the screen, and its colours."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"

    def context(self, browser: Browser, *, state: StorageState | None = None) -> BrowserContext:
        """A browser of somebody with these cookies that has kept nothing else."""
        viewport = ViewportSize(width=self.width, height=900)
        return browser.new_context(viewport=viewport, color_scheme=self.scheme, storage_state=state)


# Each page is examined in each language, at each width and in both schemes: two looks do for that. `./run soak` takes
# every language in every look.
LOOKS = {"en": Look(width=1280, scheme="light"), "id": Look(width=390, scheme="dark")}
EVERY_LOOK = [Look(width=width, scheme=scheme) for width, scheme in product(WIDTHS, SCHEMES)]


def run_axe(page: Page, *, alone: str = "") -> list[str]:
    """What axe finds on a page as it stands, by all its rules or one `alone`; its script comes past the policy of the
    page, which lets none in.
    """
    if page.evaluate("typeof axe") == "undefined":  # a page that is looked at again has it already
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, alone)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
