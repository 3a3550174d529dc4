"""axe-core, the accessibility rules of Deque, vendored for the tests (MPL-2.0)."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def violations(page: Page) -> list[str]:
    """Each broken rule with the elements that break it; empty when all is well."""
    await page.evaluate(SOURCE)
    found = await page.evaluate(
        "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}})"
        ".then(({violations}) => violations)",
        RULES,
    )
    return [
        f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in found
    ]
