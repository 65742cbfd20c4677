"""What axe-core finds on an open page (WCAG 2.2 A and AA)."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (
    Path(__file__).parent.parent.parent / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
)
_RUN = """async () => (await axe.run(document, {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations
  .filter((one) => one.impact === "serious" || one.impact === "critical")
  .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.html).join(" | ")}`)"""


def findings(page: Page) -> list[str]:
    """Give the serious and critical findings, in words; empty if there are none."""
    page.evaluate(
        AXE.read_text(encoding="utf-8")
    )  # evaluated, as the page's policy adds no script
    found: list[str] = page.evaluate(_RUN)
    return found
