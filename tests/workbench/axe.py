"""What axe-core finds on an open page (WCAG 2.2 A and AA)."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page

AXE = (
    Path(__file__).parent.parent.parent / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
)
_RUN = """async (rules) => (await axe.run(document, {
  runOnly: rules.length ? rules
    : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
})).violations
  .filter((one) => one.impact === "serious" || one.impact === "critical")
  .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.html).join(" | ")}`)"""


def findings(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Give the serious and critical findings, of some rules or of all; empty if there are none."""
    if not page.evaluate("() => 'axe' in window"):
        # Evaluated, as the page's policy adds no script.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(_RUN, list(rules))
    return found
