"""Holding a page against axe, in the looks that a page has: each width of the screen, each scheme of colours."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize

from pantau.domain.words import LANGUAGES

WIDTHS = (1280, 390)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
# every rule of axe, those that are switched off by default included
RUN_AXE = """async () => {
    const names = axe.getRules().map(rule => rule.ruleId)
    return await axe.run(document, {runOnly: {type: "rule", values: names}, resultTypes: ["violations"]})
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
EVERY_LOOK = [
    (language, Look(width=width, scheme=scheme)) for language, width, scheme in product(LANGUAGES, WIDTHS, SCHEMES)
]


def run_axe(page: Page) -> list[str]:
    """What axe finds on a page as it stands; its script comes past the policy of the page, which lets none in."""
    if page.evaluate("typeof axe") == "undefined":  # a page that is looked at again has it already
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE)["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]
